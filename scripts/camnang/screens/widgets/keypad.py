"""What is fixed to the lower edge of the screen: the number keys."""

from __future__ import annotations

from collections.abc import Mapping

from camnang.screens import shape
from camnang.screens.drawing import TITLE, Pen, Style
from camnang.screens.geometry import Box
from camnang.screens.shape import Key
from camnang.screens.widgets.kind import Value, Widget

KEYPAD = "Bàn phím số"
_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "xoa")
_STYLE = Style("chu", TITLE, False, "middle")


def _number_keys(pen: Pen, value: Value) -> None:
    if not value["bat"]:
        return
    top = pen.y
    for index, key in enumerate(_KEYS):
        left, y = 16 + index % 3 * 70.0, top + 8 + index // 3 * 40.0
        box = Box(left, y, left + 68, y + 36)
        if key == "xoa":
            pen.icon("xoa", *box.middle, 24, "net-may")
        elif key:
            pen.rect("phim", box, 7)
            pen.write((key,), box.middle[0], box.middle[1] - _STYLE.leading / 2, _STYLE)
            pen.said.pop()
    pen.y = top + 8 + 4 * 40
    pen.part(KEYPAD, "", Box(16, top + 6, 224, pen.y), pad=-1)


WIDGETS: Mapping[str, Widget] = {
    "ban_phim_so": Widget({"bat": Key(shape.truth, True)}, _number_keys, "bat", docked=True),
}
