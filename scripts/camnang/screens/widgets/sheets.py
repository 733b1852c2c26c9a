"""Boxes with words inside: dialog, system permission, text message, information card."""

from __future__ import annotations

from collections.abc import Mapping

from camnang.screens import shape
from camnang.screens.drawing import LEFT, RIGHT, STRONG, Pen, Style
from camnang.screens.geometry import Box, number
from camnang.screens.metrics import face
from camnang.screens.shape import Key
from camnang.screens.widgets.buttons import button, label_lines
from camnang.screens.widgets.kind import Value, Widget

_INSIDE = 14.0
_WIDE = RIGHT - LEFT + 6 - 2 * _INSIDE  # inside a sheet, which is a little wider than the column
_BETWEEN = 12.0  # between two buttons of a sheet: room for a mark
Label = tuple[str, tuple[str, ...]]  # the words of a button, and the same in lines
_HEAD = Style("chu", STRONG, True, "middle")
_BODY = Style("chu", 16)


def _sheet(pen: Pen, height: float) -> Box:
    box = Box(LEFT - 3, pen.y, RIGHT + 3, pen.y + height)
    pen.rect("the", box, 18)
    return box


def _dialog(pen: Pen, value: Value) -> None:
    head = pen.fitted(value["tieu_de"], _WIDE, 3, _HEAD) if "tieu_de" in value else ()
    body = pen.fitted(value["noi_dung"], _WIDE, 8, _BODY) if "noi_dung" in value else ()
    rows = _button_rows(pen, value["nut"])
    inner = len(head) * _HEAD.leading + len(body) * _BODY.leading + (8 if head and body else 0)
    box = _sheet(pen, 16 + inner + 14 + _height(rows) + 16)
    y = pen.y + 16
    if head:
        y = pen.write(head, box.middle[0], y, _HEAD).bottom + 8
        pen.passage(value["tieu_de"], box.grown(-5, 0), pad=2, spoken=f"hộp thoại “{value['tieu_de']}”")
    if body:
        pen.passage(value["noi_dung"], pen.write(body, box.left + _INSIDE, y, _BODY))
    pen.y = box.bottom - 16 - _height(rows)
    for row in rows:
        _draw_row(pen, row, last=value["nut"][-1])
    pen.y = box.bottom


def _button_rows(pen: Pen, labels: list[str]) -> list[list[Label]]:
    """Two short buttons stand side by side, others one below the other."""
    half = (_WIDE - 10) / 2
    if len(labels) == 2 and all(face(True).width(label, STRONG) <= half - 12 for label in labels):
        return [[(label, (label,)) for label in labels]]
    return [[(label, label_lines(pen, label, _WIDE - 16, 2))] for label in labels]


def _row_height(row: list[Label]) -> float:
    return 18 + 22 * max(len(lines) for _, lines in row)


def _height(rows: list[list[Label]]) -> float:
    return sum(_row_height(row) for row in rows) + _BETWEEN * (len(rows) - 1)


def _draw_row(pen: Pen, row: list[Label], last: str) -> None:
    width = (_WIDE - 10 * (len(row) - 1)) / len(row)
    for index, (label, lines) in enumerate(row):
        left = LEFT - 3 + _INSIDE + index * (width + 10)
        box = Box(left, pen.y, left + width, pen.y + _row_height(row))
        button(pen, label, box, "nut" if label == last else "vien", lines, pad=4)
    pen.y += _row_height(row) + _BETWEEN


def _permission(pen: Pen, value: Value) -> None:
    head = pen.fitted(value["noi_dung"], _WIDE, 6, _HEAD)
    rows = [[(label, label_lines(pen, label, _WIDE - 16, 2))] for label in value["nut"]]
    box = _sheet(pen, 50 + len(head) * _HEAD.leading + 14 + _height(rows) + 14)
    pen.icon(value.get("bieu_tuong", "vneid-khien"), box.middle[0], box.top + 28, 28)
    y = pen.write(head, box.middle[0], box.top + 50, _HEAD).bottom + 14
    pen.passage(value["noi_dung"], box.grown(-5, 0), pad=2, spoken=f"máy hỏi “{value['noi_dung']}”")
    for [(label, lines)] in rows:
        place = Box(box.left + _INSIDE, y, box.right - _INSIDE, y + _row_height([(label, lines)]))
        button(pen, label, place, "khoi", lines, pad=4)
        y = place.bottom + _BETWEEN
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
