"""What is pressed: buttons and list rows."""

from __future__ import annotations

from collections.abc import Mapping

from camnang.screens import shape
from camnang.screens.drawing import LEFT, RIGHT, STRONG, Pen, Style
from camnang.screens.geometry import Box, number
from camnang.screens.shape import Key
from camnang.screens.widgets.kind import Value, Widget


def button(pen: Pen, label: str, box: Box, ink: str, lines: tuple[str, ...], *, pad: float = 6) -> None:
    """A button with its words in the middle: `nut` (main), `vien` (outlined) or `khoi` (soft)."""
    style = Style("chu-nut" if ink == "nut" else "chu-tong" if ink == "vien" else "chu", STRONG, True, "middle")
    pen.rect(ink, box, min(22, box.height / 2) if len(lines) == 1 else 16)
    pen.write(lines, box.middle[0], box.middle[1] - len(lines) * style.leading / 2, style)
    pen.part(label, "nút", box, pad=pad)


def label_lines(pen: Pen, label: str, width: float, most: int = 3) -> tuple[str, ...]:
    """The words of a button broken evenly into lines."""
    return pen.fitted(label, width, most, Style("chu", STRONG, True, "middle"))


def _button(pen: Pen, value: Value) -> None:
    lines = label_lines(pen, value["nhan"], RIGHT - LEFT - 24)
    box = Box(LEFT, pen.y, RIGHT, pen.y + 22 + 22 * len(lines))
    button(pen, value["nhan"], box, "vien" if value.get("kieu") == "vien" else "nut", lines)
    pen.y = box.bottom


def _row(pen: Pen, value: Value) -> None:
    left = LEFT + (41 if "bieu_tuong" in value else 0)
    main, small = Style("chu", STRONG), Style("chu-mo", 16)
    lines = pen.fitted(value["nhan"], RIGHT - left - 19, 3, main)
    more = pen.fitted(value["phu"], RIGHT - left - 19, 2, small) if "phu" in value else ()
    height = len(lines) * main.leading + len(more) * small.leading
    box = Box(LEFT, pen.y, RIGHT, pen.y + max(50, height + 20))
    middle = box.middle[1]
    if "bieu_tuong" in value:
        pen.rect("khoi", Box(LEFT, middle - 16, LEFT + 32, middle + 16), 9)
        pen.icon(value["bieu_tuong"], LEFT + 16, middle, 22)
    under = pen.write(lines, left, middle - height / 2, main).bottom
    if more:
        pen.write(more, left, under, small)
    pen.icon("toi", RIGHT - 6, middle, 16, "net-mo")
    pen.path("ke", f"M{number(LEFT)} {number(box.bottom)}H{number(RIGHT)}")
    pen.part(value["nhan"], "dòng", Box(LEFT - 7, box.top, RIGHT + 7, box.bottom), pad=-1)
    pen.y = box.bottom


WIDGETS: Mapping[str, Widget] = {
    "nut": Widget({"nhan": Key(shape.text, True), "kieu": Key(shape.choice("chinh", "vien"))}, _button, "nhan"),
    "dong": Widget(
        {"nhan": Key(shape.text, True), "phu": Key(shape.text), "bieu_tuong": Key(shape.icon)},
        _row,
        "nhan",
        close=True,
    ),
}
