"""What the camera or the back of the phone sees: QR code, face, card, picture."""

from __future__ import annotations

from collections.abc import Mapping

from camnang.screens import shape
from camnang.screens.drawing import LEFT, RIGHT, Pen, Style
from camnang.screens.geometry import Box, number
from camnang.screens.shape import Key
from camnang.screens.widgets.kind import Value, Widget

_MIDDLE = (LEFT + RIGHT) / 2
_ROUND = ' stroke-linecap="round" stroke-linejoin="round"'
# Rows of a made-up pattern that looks like a QR code and cannot be read as one.
_QR = (
    "1111110100111111",
    "1000010110100001",
    "1011010010101101",
    "1011010100101101",
    "1000010110100001",
    "1111110100111111",
    "0000000110000000",
    "1101101001011010",
    "0110010110100101",
    "1001101011011001",
    "1111110101101100",
    "1000010010010111",
    "1011010101101010",
    "1011010010010011",
    "1000010110110101",
    "1111110101001101",
)


def _caption(pen: Pen, value: Value, name: str, box: Box) -> None:
    """The words below a picture; the picture is marked, not the words."""
    label = value.get("nhan", "")
    pen.part(label or name, "khung" if label else "", box, pad=3)
    pen.y = box.bottom
    if label:
        style = Style("chu", 16, False, "middle")
        lines = pen.fitted(label, RIGHT - LEFT, 3, style)
        pen.y = pen.write(lines, _MIDDLE, box.bottom + 9, style).bottom


def _corners(pen: Pen, box: Box, length: float = 20) -> None:
    left, top, right, bottom = (number(edge) for edge in (box.left, box.top, box.right, box.bottom))
    leg, back = f"{number(length)}", f"-{number(length)}"
    for x, y, across, down in (
        (left, top, leg, leg),
        (right, top, back, leg),
        (left, bottom, leg, back),
        (right, bottom, back, back),
    ):
        pen.path("net-dam", f"M{x} {y}v{down}M{x} {y}h{across}", _ROUND)


def _qr(pen: Pen, value: Value) -> None:
    box = Box(LEFT, pen.y, RIGHT, pen.y + 168)
    pen.rect("khoi", box, 16)
    x, y = box.middle
    cell = 6.0
    left, top = x - 8 * cell, y - 8 * cell
    pen.rect("trang", Box(left - 8, top - 8, left + 16 * cell + 8, top + 16 * cell + 8), 4)
    data = ""
    for row, bits in enumerate(_QR):
        for run_start, length in _runs(bits):
            across = number(length * cell)
            data += f"M{number(left + run_start * cell)} {number(top + row * cell)}h{across}v{number(cell)}h-{across}z"
    pen.path("den", data)
    pen.solids.append(Box(left - 8, top - 8, left + 16 * cell + 8, top + 16 * cell + 8))
    _corners(pen, Box(x - 68, y - 68, x + 68, y + 68))
    _caption(pen, value, "Khung quét mã QR", box)


def _runs(bits: str) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for index, bit in enumerate(bits):
        if bit == "1":
            if runs and runs[-1][0] + runs[-1][1] == index:
                runs[-1] = (runs[-1][0], runs[-1][1] + 1)
            else:
                runs.append((index, 1))
    return runs


def _face(pen: Pen, value: Value) -> None:
    box = Box(LEFT, pen.y, RIGHT, pen.y + 196)
    x, y = box.middle
    pen.rect("khoi", box, 16)
    oval = f"M{number(x - 62)} {number(y)}a62 84 0 1 1 124 0a62 84 0 1 1-124 0z"
    pen.path("nen", oval)
    at = f' transform="translate({number(x)} {number(y)})"{_ROUND}'
    pen.path("net-may", "M-30-14c-2-30 14-42 30-42s32 12 30 42c0 28-14 46-30 46S-30 14-30-14z", at)
    pen.path(
        "net-may", "M-30-16c10-2 20-10 24-22 8 12 22 18 36 20M-12 30v12c-9 5-22 7-32 15M12 30v12c9 5 22 7 32 15", at
    )
    pen.path("net-may", "M-16-7q4-3 8 0M8-7q4-3 8 0M0-4v11h-4M-9 17q9 7 18 0", at)
    pen.path("net-dam", oval)
    pen.solids.append(Box(x - 32, y - 60, x + 32, y + 34))
    _caption(pen, value, "Khung khuôn mặt", box)


def _card(pen: Pen, value: Value) -> None:
    box = Box(LEFT, pen.y, RIGHT, pen.y + 180)
    x, y = box.middle
    at = f' transform="translate({number(x)} {number(y)})"{_ROUND}'
    pen.rect("giay", Box(x - 47, box.top + 6, x + 47, box.bottom - 6), 16)
    pen.rect("giay", Box(x - 39, box.top + 13, x - 13, box.top + 39), 8)
    pen.circle("cham", x - 31, box.top + 21, 4)
    pen.circle("cham", x - 21, box.top + 31, 4)
    pen.rect("the-cung", Box(x - 56, y - 36, x + 56, y + 34), 9)
    pen.path("net-may", "M-44-24h20v15h-20zM-44-16.5h7M-31-16.5h7M-8-22H44M-8-10H44M-8 2H26", at)
    pen.path("net-may", "M-34 12a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM-46 25c1-7 6-9.5 12-9.5s11 2.5 12 9.5", at)
    pen.path("net-dam", "M67-14q9 13 0 26M79-24q17 23 0 46M-67-14q-9 13 0 26M-79-24q-17 23 0 46", at)
    pen.solids.append(Box(x - 88, y - 36, x + 88, y + 34))
    _caption(pen, value, "Thẻ áp vào lưng máy", box)


def _picture(pen: Pen, value: Value) -> None:
    box = Box(LEFT, pen.y, RIGHT, pen.y + 120)
    pen.rect("khoi", box, 16)
    pen.icon(value["bieu_tuong"], *box.middle, 60, "net-to")
    _corners(pen, box.grown(-14), 18)
    _caption(pen, value, "Khung ảnh", box)


_CAPTION = {"nhan": Key(shape.text)}
WIDGETS: Mapping[str, Widget] = {
    "khung_qr": Widget(_CAPTION, _qr, "nhan"),
    "khung_mat": Widget(_CAPTION, _face, "nhan"),
    "the_nfc": Widget(_CAPTION, _card, "nhan"),
    "anh": Widget({"bieu_tuong": Key(shape.icon, True), **_CAPTION}, _picture),
}
