"""Where a drawing can be touched: what the rehearsal on the page lays its buttons over."""

from __future__ import annotations

from html import escape

from camnang.screens.drawing import Part
from camnang.screens.screen import Screen
from camnang.screens.widgets.keypad import KEYPAD

SAME = "="  # in front of a part that does the same as the marked one


def touch(screen: Screen) -> str:
    """Attributes of the figure of a step.

    `data-cho`: empty for a screen without mark, which is only looked at; else the name of the marked part (its place is the mark), then each other part that can be pressed as
    «left top width height name», in drawing units, in reading order, with bars between.
    `data-go`: what is typed at the marked part.
    """
    marked = screen.part
    if marked is None:
        return ' data-cho=""'
    others = [part for part in screen.drawing.parts if part.active and part is not marked]
    places = [_place(part, marked) for part in sorted(others, key=lambda part: (part.frame.top, part.frame.left))]
    sample = f' data-go="{escape(marked.sample)}"' if marked.sample else ""
    return f' data-cho="{escape("|".join([_name(marked), *places]))}"{sample}'


def _place(part: Part, marked: Part) -> str:
    box = part.frame
    same = SAME if marked.sample and part.label == KEYPAD else ""
    return f"{box.left:.0f} {box.top:.0f} {box.width:.0f} {box.height:.0f} {same}{_name(part)}"


def _name(part: Part) -> str:
    """«nút Đăng nhập» → «nút “Đăng nhập”»; a whole phrase as it is."""
    kind = part.spoken.removesuffix(part.label)
    named = part.spoken if kind == part.spoken else f"{kind}“{part.label}”"
    return named.replace("|", "/")
