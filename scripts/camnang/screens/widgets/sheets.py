"""Boxes with words inside: dialog, system permission, text message, information card."""

from __future__ import annotations

from collections.abc import Mapping

from camnang.screens import shape
from camnang.screens.drawing import LEFT, RIGHT, STRONG, Pen, Style
from camnang.screens.geometry import Box, number
from camnang.screens.shape import Key
from camnang.screens.widgets.buttons import button, label_lines
from camnang.screens.widgets.kind import Value, Widget

_INSIDE = 14.0
_HEAD = Style("chu", STRONG, True, "middle")
_BODY = Style("chu", 16)


def _sheet(pen: Pen, height: float) -> Box:
    box = Box(LEFT - 3, pen.y, RIGHT + 3, pen.y + height)
    pen.rect("the", box, 18)
    return box


def _dialog(pen: Pen, value: Value) -> None:
    width = RIGHT - LEFT - 2 * _INSIDE + 6
    head = pen.fitted(value["tieu_de"], width, 3, _HEAD) if "tieu_de" in value else ()
    body = pen.fitted(value["noi_dung"], width, 8, _BODY) if "noi_dung" in value else ()
    labels: list[str] = value["nut"]
    pair = len(labels) == 2 and all(len(label_lines(pen, label, 68, 9)) == 1 for label in labels)
    texts = [label_lines(pen, label, 70 if pair else width - 16, 2) for label in labels]
    heights = [18 + 22 * len(lines) for lines in texts]
    buttons = max(heights) if pair else sum(heights) + 12 * (len(labels) - 1)
    inner = len(head) * _HEAD.leading + len(body) * _BODY.leading + (8 if head and body else 0)
    box = _sheet(pen, 16 + inner + 14 + buttons + 16)
    y = pen.y + 16
    if head:
        y = pen.write(head, box.middle[0], y, _HEAD).bottom + 8
        pen.passage(value["tieu_de"], box.grown(-5, 0), pad=2, spoken=f"hộp thoại “{value['tieu_de']}”")
    if body:
        pen.passage(value["noi_dung"], pen.write(body, LEFT + _INSIDE - 3, y, _BODY))
    y = box.bottom - 16 - buttons
    for index, (label, lines) in enumerate(zip(labels, texts, strict=True)):
        ink = "nut" if index == len(labels) - 1 else "vien"
        if pair:
            left = box.left + _INSIDE + index * (width / 2 + 5)
            button(pen, label, Box(left, y, left + width / 2 - 5, y + buttons), ink, lines, pad=4)
        else:
            button(pen, label, Box(box.left + _INSIDE, y, box.right - _INSIDE, y + heights[index]), ink, lines, pad=4)
            y += heights[index] + 12
    pen.y = box.bottom


def _permission(pen: Pen, value: Value) -> None:
    width = RIGHT - LEFT - 2 * _INSIDE + 6
    head = pen.fitted(value["noi_dung"], width, 6, _HEAD)
    texts = [label_lines(pen, label, width - 16, 2) for label in value["nut"]]
    heights = [18 + 22 * len(lines) for lines in texts]
    box = _sheet(pen, 50 + len(head) * _HEAD.leading + 14 + sum(heights) + 9 * (len(texts) - 1) + 14)
    pen.icon(value.get("bieu_tuong", "vneid-khien"), box.middle[0], box.top + 28, 28)
    y = pen.write(head, box.middle[0], box.top + 50, _HEAD).bottom + 14
    pen.passage(value["noi_dung"], box.grown(-5, 0), pad=2, spoken=f"máy hỏi “{value['noi_dung']}”")
    for label, lines, height in zip(value["nut"], texts, heights, strict=True):
        button(pen, label, Box(box.left + _INSIDE, y, box.right - _INSIDE, y + height), "khoi", lines, pad=3)
        y += height + 9
    pen.y = box.bottom


def _message(pen: Pen, value: Value) -> None:
    start = pen.y
    sender = pen.fitted(value["tu"], RIGHT - LEFT - 38, 2, Style("chu", 16, True))
    pen.circle("vien", LEFT + 14, start + 14, 14)
    pen.icon("nguoi", LEFT + 14, start + 14, 17)
    pen.write(sender, LEFT + 38, start + 14 - len(sender) * 10, Style("chu", 16, True))
    top = start + max(28, 14 + len(sender) * 10) + 10
    raw = value["noi_dung"]
    paragraphs = [
        (text, pen.fitted(text, RIGHT - LEFT - 28, 12, _BODY)) for text in (raw if isinstance(raw, list) else [raw])
    ]
    height = sum(len(lines) for _, lines in paragraphs) * _BODY.leading + 12 * (len(paragraphs) - 1)
    bubble = Box(LEFT, top, RIGHT, top + height + 24)
    pen.path("khoi", _bubble(bubble))
    y = top + 12
    for text, lines in paragraphs:
        box = pen.write(lines, LEFT + 14, y, _BODY)
        pen.part(text, "", box, pad=5, side=7, spoken=f"tin nhắn của {value['tu']}: “{text}”")
        y = box.bottom + 12
    pen.y = bubble.bottom + 11


def _bubble(box: Box) -> str:
    """A rounded box whose lower left corner is drawn out to a tail."""
    across, down = number(box.width - 32), number(box.height - 32)
    start = f"M{number(box.left)} {number(box.top + 16)}"
    return f"{start}q0-16 16-16h{across}q16 0 16 16v{down}q0 16-16 16h-{number(box.width - 32)}l-16 11z"


def _card(pen: Pen, value: Value) -> None:
    width = RIGHT - LEFT - 2 * _INSIDE
    head = pen.fitted(value["tieu_de"], width, 2, Style("chu", STRONG, True))
    lines = [(text, pen.fitted(text, width, 3, _BODY)) for text in value.get("dong", [])]
    height = len(head) * 21 - 2 + sum(len(each) * _BODY.leading + 8 for _, each in lines)
    box = Box(LEFT, pen.y, RIGHT, pen.y + height + 26)
    pen.rect("khoi", box, 14)
    y = pen.write(head, LEFT + _INSIDE, pen.y + 12, Style("chu", STRONG, True)).bottom + 6
    pen.passage(value["tieu_de"], box.grown(-1, 0), pad=6, spoken=f"thẻ “{value['tieu_de']}”")
    for text, each in lines:
        place = pen.write(each, LEFT + _INSIDE, y, Style("chu-mo", 16))
        pen.passage(text, place)
        y = place.bottom + 8
    pen.y = box.bottom


_BUTTONS = Key(shape.items(shape.text, 1, 3), True)
WIDGETS: Mapping[str, Widget] = {
    "hop_thoai": Widget(
        {"tieu_de": Key(shape.text), "noi_dung": Key(shape.text), "nut": _BUTTONS}, _dialog, sheet=True
    ),
    "quyen": Widget(
        {"noi_dung": Key(shape.text, True), "nut": _BUTTONS, "bieu_tuong": Key(shape.icon)}, _permission, sheet=True
    ),
    "tin_nhan": Widget(
        {
            "tu": Key(shape.text, True),
            "noi_dung": Key(shape.either(shape.text, shape.items(shape.text, 1, 6)), True),
        },
        _message,
    ),
    "the": Widget({"tieu_de": Key(shape.text, True), "dong": Key(shape.items(shape.text, 1, 6))}, _card, "tieu_de"),
}
