"""The pen: draws shapes and measured words, and remembers where every word and every part of the screen lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from camnang.screens.geometry import Box, number
from camnang.screens.icons import path_of
from camnang.screens.ink import INKS, Tone
from camnang.screens.metrics import balanced, face, wrap

LEFT, RIGHT = 20.0, 220.0  # edges of the content column
SMALL, TEXT, STRONG, TITLE = 16.0, 16.0, 17.0, 18.0  # text sizes; nothing is set smaller than 16
LINE = 1.26  # line height in ems: room for marks above and below, as in «Ế» and «ợ»


@dataclass(frozen=True)
class Words:
    """One line of text where it was set."""

    box: Box
    text: str


@dataclass(frozen=True)
class Part:
    """Something a step can point at: its words, its name said aloud, the frame of a mark around it.

    `sample` is what a learner may type there: obviously made up, empty where nothing is typed.
    """

    label: str
    spoken: str
    frame: Box
    active: bool
    sample: str = ""


@dataclass(frozen=True)
class Complaint:
    """Words that do not fit; `row` is the index of the widget (-1: title bar, -2: tabs)."""

    row: int
    message: str
    fix: str


@dataclass(frozen=True)
class Style:
    """How words are set."""

    ink: str = "chu"
    size: float = TEXT
    bold: bool = False
    anchor: str = "start"

    @property
    def leading(self) -> float:
        """Distance between two baselines."""
        return round(self.size * LINE)


@dataclass
class Pen:
    """Collects one drawing from top to bottom; `y` is where the next widget starts."""

    tone: Tone
    y: float = 0.0
    row: int = -1
    shapes: list[str] = field(default_factory=list)
    lines: list[Words] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    solids: list[Box] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)

    def _tag(self, name: str, ink: str, geometry: str) -> None:
        self.shapes.append(f'<{name} class="mh-{ink}"{INKS[ink][0].attributes(self.tone)}{geometry}/>')

    def rect(self, ink: str, box: Box, radius: float = 0) -> None:
        """A rectangle, its corners rounded by `radius`."""
        corners = f' rx="{number(radius)}"' if radius else ""
        size = f' width="{number(box.width)}" height="{number(box.height)}"'
        self._tag("rect", ink, f' x="{number(box.left)}" y="{number(box.top)}"{size}{corners}')

    def circle(self, ink: str, x: float, y: float, radius: float) -> None:
        """A disc or a ring."""
        self._tag("circle", ink, f' cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"')

    def path(self, ink: str, data: str, extra: str = "") -> None:
        """Any outline, in drawing units."""
        self._tag("path", ink, f' d="{data}"{extra}')

    def icon(self, name: str, x: float, y: float, size: float, ink: str = "net") -> None:
        """An icon of `size` units around the point x, y; the badge avoids it."""
        scale = size / 24
        place = f' transform="translate({number(x - size / 2)} {number(y - size / 2)}) scale({scale:.3g})"'
        self.path(ink, path_of(name), f'{place} stroke-linecap="round" stroke-linejoin="round"')
        self.solids.append(Box(x - size / 2, y - size / 2, x + size / 2, y + size / 2))

    def fitted(self, text: str, width: float, most: int, style: Style) -> tuple[str, ...]:
        """Breaks `text` into at most `most` lines, short texts evenly; what cannot fit becomes a complaint."""
        lines = wrap(text, width, style.size, bold=style.bold)
        if 1 < len(lines) <= 3:
            lines = balanced(text, width, style.size, bold=style.bold)
        measure = face(style.bold)
        room = int(width / (0.56 * style.size * (1.06 if style.bold else 1)))
        wide = next((line for line in lines if measure.width(line, style.size) > width), None)
        if wide is not None:
            fix = f"viết chữ ngắn hơn, hoặc thêm dấu cách để xuống dòng (mỗi dòng khoảng {room} chữ cái)."
            self._complain(f"chữ «{wide}» rộng hơn chỗ của nó.", fix)
        elif len(lines) > most:
            fix = f"rút còn khoảng {room * most} chữ cái ({most} dòng, mỗi dòng khoảng {room}); nay là {len(text)}."
            self._complain(f"«{text}» dài {len(lines)} dòng, chỗ này chỉ đủ {most} dòng.", fix)
        missing = measure.lacks(text)
        if missing:
            self._complain(f"phông chữ in không có ký tự «{missing}».", "thay bằng chữ thường hoặc bỏ ký tự này.")
        return lines

    def _complain(self, message: str, fix: str) -> None:
        self.complaints.append(Complaint(self.row, message, fix))

    def write(self, lines: Sequence[str], x: float, top: float, style: Style, extra: str = "") -> Box:
        """Sets lines one below the other from `top`; returns the box of their line heights."""
        bottom, measure = top, face(style.bold)
        hull = Box(x, top, x, top)
        for line in lines:
            baseline = bottom + style.leading / 2 + style.size * 0.36
            width = measure.width(line, style.size)
            left = {"start": x, "middle": x - width / 2, "end": x - width}[style.anchor]
            ink = Box(
                left, baseline - measure.rise(line, style.size), left + width, baseline + measure.drop(line, style.size)
            )
            self.lines.append(Words(ink, line))
            self._text(line, x, baseline, style, extra)
            bottom += style.leading
            hull = hull.joined(Box(left, top, left + width, bottom))
        self.said.append(" ".join(lines))
        return hull

    def _text(self, line: str, x: float, baseline: float, style: Style, extra: str) -> None:
        size = "" if style.size == TEXT else f' font-size="{number(style.size)}"'
        weight = ' font-weight="700"' if style.bold else ""
        anchor = "" if style.anchor == "start" else f' text-anchor="{style.anchor}"'
        look = INKS[style.ink][0].attributes(self.tone)
        place = f' x="{number(x)}" y="{number(baseline)}"{size}{weight}{anchor}{extra}'
        self.shapes.append(f'<text class="mh-{style.ink}"{look}{place}>{escape(line, quote=False)}</text>')

    def part(
        self,
        label: str,
        kind: str,
        box: Box,
        *,
        pad: float = 6,
        side: float | None = None,
        spoken: str = "",
        sample: str = "",
    ) -> None:
        """Remembers a part that can be marked and pressed; said as «nút Đăng nhập».

        Args:
            label: the words an author writes after `dau:`.
            kind: what it is, said before the label.
            box: where it lies.
            pad: distance from the box to the frame of a mark, above and below.
            side: the same on the left and right.
            spoken: the whole phrase, where kind and label are not enough.
            sample: what is typed here in the rehearsal.
        """
        frame = box.grown(pad if side is None else side, pad)
        self.parts.append(Part(label, spoken or f"{kind} {label}".strip(), frame, active=True, sample=sample))

    def passage(self, text: str, box: Box, *, pad: float = 4, spoken: str = "") -> None:
        """Remembers words that can only be read; said as «chữ “…”»."""
        self.parts.append(Part(text, spoken or f"chữ “{text}”", box.grown(7, pad), active=False))
