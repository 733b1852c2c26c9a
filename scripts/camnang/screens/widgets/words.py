"""Plain words on the screen: text, link, notice, space."""

from __future__ import annotations

from collections.abc import Mapping

from camnang.screens import shape
from camnang.screens.drawing import LEFT, RIGHT, STRONG, Pen, Style
from camnang.screens.geometry import Box
from camnang.screens.shape import Key
from camnang.screens.widgets.kind import Value, Widget

_MIDDLE = (LEFT + RIGHT) / 2


def _text(pen: Pen, value: Value) -> None:
    bold, centred = bool(value.get("dam")), bool(value.get("giua"))
    style = Style("chu", STRONG if bold else 16, bold, "middle" if centred else "start")
    lines = pen.fitted(value["noi_dung"], RIGHT - LEFT, 6, style)
    box = pen.write(lines, _MIDDLE if centred else LEFT, pen.y, style)
    pen.passage(value["noi_dung"], box, pad=4)
    pen.y = box.bottom


def _link(pen: Pen, value: Value) -> None:
    style = Style("chu-tong", 16, True, "middle")
    lines = pen.fitted(value["nhan"], RIGHT - LEFT, 2, style)
    box = pen.write(lines, _MIDDLE, pen.y, style, ' text-decoration="underline"')
    pen.part(value["nhan"], "dòng chữ bấm được", box, pad=5, side=9)
    pen.y = box.bottom


def _notice(pen: Pen, value: Value) -> None:
    style = Style("chu", 16)
    lines = pen.fitted(value["noi_dung"], RIGHT - LEFT - 56, 5, style)
    box = Box(LEFT, pen.y, RIGHT, pen.y + max(48, len(lines) * style.leading + 22))
    pen.rect("o", box, 12)
    pen.icon("thong-bao", LEFT + 25, box.middle[1], 26)
    pen.write(lines, LEFT + 48, box.middle[1] - len(lines) * style.leading / 2, style)
    pen.part(value["noi_dung"], "thông báo", box, spoken=f"thông báo “{value['noi_dung']}”")
    pen.y = box.bottom


def _space(pen: Pen, value: Value) -> None:
    pen.y += 12 * value["so"] - 12


WIDGETS: Mapping[str, Widget] = {
    "chu": Widget(
        {"noi_dung": Key(shape.text, True), "dam": Key(shape.truth), "giua": Key(shape.truth)}, _text, "noi_dung"
    ),
    "lien_ket": Widget({"nhan": Key(shape.text, True)}, _link, "nhan"),
    "thanh_thong_bao": Widget({"noi_dung": Key(shape.text, True)}, _notice, "noi_dung"),
    "trong": Widget({"so": Key(shape.count(1, 8), True)}, _space, "so"),
}
