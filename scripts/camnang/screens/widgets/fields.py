"""Where something is typed or switched: boxes for words, passwords and codes, ticks, switches, sliders."""

from __future__ import annotations

from collections.abc import Mapping

from camnang.screens import shape
from camnang.screens.drawing import LEFT, RIGHT, STRONG, Pen, Style
from camnang.screens.geometry import Box, number
from camnang.screens.sample import ZERO, of_label, of_value
from camnang.screens.shape import Key
from camnang.screens.widgets.kind import Value, Widget

_LABEL = Style("chu-mo", 16)
_DOT = 3.4


def _labelled_box(pen: Pen, label: str, inside: tuple[str, ...], style: Style, sample: str) -> Box:
    lines = pen.fitted(label, RIGHT - LEFT - 4, 2, _LABEL)
    top = pen.write(lines, LEFT + 2, pen.y, _LABEL).bottom + 5
    box = Box(LEFT, top, RIGHT, top + max(44, len(inside) * style.leading + 22))
    pen.rect("o", box, 10)
    if inside:
        pen.write(inside, LEFT + 13, box.middle[1] - len(inside) * style.leading / 2, style)
    pen.part(label, "ô", Box(LEFT, pen.y, RIGHT, box.bottom), sample=sample)
    pen.y = box.bottom
    return box


def _field(pen: Pen, value: Value) -> None:
    filled, hint = value.get("gia_tri", ""), value.get("goi_y", "")
    style = Style("chu" if filled else "chu-mo", STRONG if filled else 16)
    inside = pen.fitted(filled or hint, RIGHT - LEFT - 26, 2, style) if filled or hint else ()
    _labelled_box(pen, value["nhan"], inside, style, of_value(filled))


def _password(pen: Pen, value: Value) -> None:
    box = _labelled_box(pen, value["nhan"], (), _LABEL, of_label(value["nhan"]))
    for index in range(8):
        pen.circle("cham", LEFT + 18 + index * 12, box.middle[1], _DOT)
    pen.icon("con-mat", RIGHT - 22, box.middle[1], 22, "net-mo")


def _code(pen: Pen, value: Value) -> None:
    amount, typed, start = value.get("so_o", 6), value.get("da_nhap", 0), pen.y
    label = value.get("nhan", "")
    if label:
        style = Style("chu-mo", 16, False, "middle")
        lines = pen.fitted(label, RIGHT - LEFT, 2, style)
        pen.y = pen.write(lines, (LEFT + RIGHT) / 2, pen.y, style).bottom + 6
    step = min((RIGHT - LEFT + 2) / amount, 44)
    left = (LEFT + RIGHT - step * amount + 6) / 2
    for index in range(amount):
        box = Box(left + index * step, pen.y, left + (index + 1) * step - 6, pen.y + 44)
        pen.rect("o-nay" if index == typed else "o", box, 8)
        x, y = box.middle
        if index < typed:
            pen.circle("cham", x, y, 4.2)
            pen.solids.append(Box(x - 5, y - 5, x + 5, y + 5))
        elif index == typed:
            pen.path("net", f"M{number(x)} {number(y - 10)}v20")
    pen.y += 44
    pen.part(
        label or "Ô nhập mã OTP", "ô" if label else "", Box(LEFT, start, RIGHT, pen.y), pad=7, sample=ZERO * amount
    )


def _tick(pen: Pen, value: Value) -> None:
    style = Style("chu", 16)
    lines = pen.fitted(value["nhan"], RIGHT - LEFT - 36, 6, style)
    height = max(26, len(lines) * style.leading)
    box, y = Box(LEFT, pen.y, RIGHT, pen.y + height), pen.y + 13
    on = bool(value.get("tich"))
    pen.rect("tich" if on else "tat", Box(LEFT + 1, y - 12, LEFT + 25, y + 12), 6)
    if on:
        pen.path(
            "net-tich",
            f"M{number(LEFT + 7)} {number(y)}l4.5 5 8-9.5",
            ' stroke-linecap="round" stroke-linejoin="round"',
        )
    pen.solids.append(Box(LEFT, y - 13, LEFT + 26, y + 13))
    pen.write(lines, LEFT + 36, pen.y + (26 - style.leading) / 2 if len(lines) == 1 else pen.y + 2, style)
    state = "đã tích" if on else "chưa tích"
    pen.part(value["nhan"], "ô tích", box, spoken=f"ô tích {value['nhan']} ({state})")
    pen.y = box.bottom + (2 if len(lines) > 1 else 0)


def _switch(pen: Pen, value: Value) -> None:
    style = Style("chu", STRONG)
    lines = pen.fitted(value["nhan"], RIGHT - LEFT - 62, 3, style)
    box = Box(LEFT, pen.y, RIGHT, pen.y + max(36, len(lines) * style.leading))
    y, on = box.middle[1], bool(value.get("bat"))
    pen.rect("bat" if on else "tat", Box(RIGHT - 48, y - 13, RIGHT, y + 13), 13)
    pen.circle("num-bat" if on else "num-tat", RIGHT - 13 if on else RIGHT - 35, y, 9)
    pen.solids.append(Box(RIGHT - 48, y - 13, RIGHT, y + 13))
    pen.write(lines, LEFT, y - len(lines) * style.leading / 2, style)
    state = "đang bật" if on else "đang tắt"
    pen.part(value["nhan"], "công tắc", box, spoken=f"công tắc {value['nhan']} ({state})")
    pen.y = box.bottom


def _slider(pen: Pen, value: Value) -> None:
    lines = pen.fitted(value["nhan"], RIGHT - LEFT, 2, Style("chu", STRONG))
    top = pen.y
    y = pen.write(lines, LEFT, top, Style("chu", STRONG)).bottom + 18
    knob = LEFT + 13 + (RIGHT - LEFT - 26) * value["muc"] / 100
    pen.path("ranh", f"M{number(knob)} {number(y)}H{number(RIGHT - 3)}", ' stroke-linecap="round"')
    pen.path("net-dam", f"M{number(LEFT + 3)} {number(y)}H{number(knob)}", ' stroke-linecap="round"')
    pen.circle("tich", knob, y, 12)
    pen.solids.append(Box(knob - 13, y - 13, knob + 13, y + 13))
    pen.y = y + 14
    pen.part(value["nhan"], "thanh kéo", Box(LEFT, top, RIGHT, pen.y))


_NAMED = {"nhan": Key(shape.text, True)}
WIDGETS: Mapping[str, Widget] = {
    "o_nhap": Widget({**_NAMED, "gia_tri": Key(shape.text), "goi_y": Key(shape.text)}, _field, "nhan"),
    "mat_khau": Widget(_NAMED, _password, "nhan"),
    "ma_otp": Widget(
        {"so_o": Key(shape.count(4, 8)), "da_nhap": Key(shape.count(0, 8)), "nhan": Key(shape.text)}, _code
    ),
    "o_tich": Widget({**_NAMED, "tich": Key(shape.truth)}, _tick, "nhan"),
    "cong_tac": Widget({**_NAMED, "bat": Key(shape.truth)}, _switch, "nhan"),
    "thanh_truot": Widget({**_NAMED, "muc": Key(shape.count(0, 100), True)}, _slider),
}
