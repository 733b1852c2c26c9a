"""Tiles: the grid inside an app and the icons of the phone's home screen."""

from __future__ import annotations

from collections.abc import Mapping

from camnang.screens import shape
from camnang.screens.drawing import LEFT, RIGHT, Pen, Style
from camnang.screens.geometry import Box
from camnang.screens.shape import Key
from camnang.screens.widgets.kind import Value, Widget

_LABEL = Style("chu", 16, False, "middle")
_PITCH = 68.0  # 64 for the tile, 4 between two tiles
TILE = shape.mapping({"bieu_tuong": Key(shape.icon, True), "nhan": Key(shape.text, True)}, "ô")


def _tiles(pen: Pen, tiles: list[Mapping[str, str]], plate: str, ink: str, spoken: str) -> None:
    for start in range(0, len(tiles), 3):
        row = tiles[start : start + 3]
        labels = [pen.fitted(tile["nhan"], 63, 3, _LABEL) for tile in row]
        height = 56 + max(len(lines) for lines in labels) * _LABEL.leading
        for column, (tile, lines) in enumerate(zip(row, labels, strict=True)):
            x = LEFT + 32 + column * _PITCH
            pen.rect(plate, Box(x - 25, pen.y, x + 25, pen.y + 50), 15)
            pen.icon(tile["bieu_tuong"], x, pen.y + 25, 30, ink)
            pen.write(lines, x, pen.y + 55, _LABEL)
            box = Box(x - 32, pen.y - 3, x + 32, pen.y + 56 + len(lines) * _LABEL.leading)
            pen.part(tile["nhan"], spoken, box, pad=1.5)
        pen.y += height + 12
    pen.y -= 12


def _grid(pen: Pen, value: Value) -> None:
    _tiles(pen, value["o"], "khoi", "net", "ô")


def _home(pen: Pen, value: Value) -> None:
    clock = Style("chu", 40, False, "middle")
    pen.write(("8:15",), (LEFT + RIGHT) / 2, pen.y, clock)
    pen.y += 76
    _tiles(pen, value["o"], "nut", "net-nut", "biểu tượng")


WIDGETS: Mapping[str, Widget] = {
    "luoi": Widget({"o": Key(shape.items(TILE, 1, 9), True)}, _grid, "o"),
    "man_hinh_chinh": Widget({"o": Key(shape.items(TILE, 1, 9), True)}, _home, "o"),
}
