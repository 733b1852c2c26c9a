"""The whole phone: body, status bar, title bar, rows, what is docked to the lower edge, and the GIẢ stamp."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from camnang.screens.drawing import STRONG, TITLE, Complaint, Part, Pen, Style, Words
from camnang.screens.geometry import Box, number
from camnang.screens.ink import TONES
from camnang.screens.metrics import face
from camnang.screens.widgets import WIDGETS

WIDTH, LOWEST, HIGHEST = 240.0, 400.0, 540.0  # a drawing grows with its content between the two heights
TITLE_ROW, TABS_ROW = -1, -2  # stand for the title bar and the tabs where a row number is asked
_GLASS = Box(9, 9, 231, 0)
_STATUS, _BAND, _GAP, _STAMP, _GESTURE = 24.0, 34.0, 16.0, 76.0, 13.0
_ROUND = ' stroke-linecap="round" stroke-linejoin="round"'
_BATTERY = "M192 16h17a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-17a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2zM215 20v2"


@dataclass(frozen=True)
class Content:
    """What a screen shows, already checked; a row is (widget name, value)."""

    app: str = ""
    tone: str = "xanh"
    title: str = ""
    back: bool = False
    rows: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    tabs: tuple[Mapping[str, Any], ...] = ()
    fake: bool = False
    drill: bool = False  # for guessing: the band says so, nothing tells whether it is real

    @property
    def band(self) -> str:
        """Words of the band in the place of the status bar."""
        return "MÀN HÌNH GIẢ" if self.fake else "HÌNH ĐỂ TẬP" if self.drill else ""


@dataclass(frozen=True)
class Drawing:
    """A laid-out phone without its mark: SVG shapes, and where words, parts and icons lie."""

    shapes: tuple[str, ...]
    height: float
    lines: tuple[Words, ...]
    parts: tuple[Part, ...]
    solids: tuple[Box, ...]
    said: tuple[str, ...]
    complaints: tuple[Complaint, ...]


def lay_out(content: Content) -> Drawing:
    """Draws everything on the phone except the mark."""
    pen = Pen(TONES[content.tone])
    pen.y = _GLASS.top + (_BAND if content.band else _STATUS)
    _head(pen, content)
    _rows(pen, content)
    end, foot = pen.y, _foot_height(content)
    height = max(LOWEST, end + _GAP + (_STAMP if content.fake else 0) + foot + 9)
    if content.fake:
        _stamp(pen, end, height - 9 - foot)
    pen.y = height - 9 - foot
    _foot(pen, content, height)
    if height > HIGHEST:
        pen.complaints.append(_too_tall(content, height))
    ground = Pen(pen.tone)
    _ground(ground, content, height)
    return Drawing(
        (*ground.shapes, *pen.shapes),
        height,
        tuple(pen.lines),
        tuple(pen.parts),
        tuple(pen.solids),
        tuple(pen.said),
        tuple(pen.complaints),
    )


def _ground(pen: Pen, content: Content, height: float) -> None:
    """The body of the phone and the colour of its glass."""
    kinds = [WIDGETS[name] for name, _ in content.rows]
    dim, home = any(kind.sheet for kind in kinds), any(name == "man_hinh_chinh" for name, _ in content.rows)
    pen.rect("than", Box(4, 4, 236, height - 4), 29)
    pen.rect(
        "nen-mo" if dim else "nen-nhat" if home else "nen", Box(_GLASS.left, _GLASS.top, _GLASS.right, height - 9), 24
    )


def _top(bottom: float) -> str:
    """Outline of a bar that fills the rounded upper end of the glass down to `bottom`."""
    return f"M9 {number(bottom)}V33a24 24 0 0 1 24-24h174a24 24 0 0 1 24 24V{number(bottom)}z"


def _head(pen: Pen, content: Content) -> None:
    """Status bar (or the band of a fake or practice screen) and title bar."""
    pen.row = TITLE_ROW
    start = pen.y
    style = Style("chu-thanh", TITLE, True, "middle")
    # Beside a back arrow a long title moves a little to the right instead of breaking.
    roomy = not content.back or face(True).width(content.title, TITLE) <= 144
    middle, width = (120.0, 196) if roomy else (135.0, 176)
    lines = pen.fitted(content.title, width, 2, style) if content.title else ()
    end = start + (22 * len(lines) + 20 if lines or content.back else 0)
    if end > start:
        pen.path("thanh", _top(end))
        pen.path("vach", f"M9 {number(end)}H231")
        pen.write(lines, middle, start + 8, style)
    if content.title:
        pen.passage(content.title, Box(21, start, 219, end), pad=-3, spoken=f"tiêu đề “{content.title}”")
    if content.back:
        pen.icon("lui", 28, start + (end - start - 4) / 2, 22, "net-thanh")
        pen.part("Quay lại", "nút mũi tên", Box(14, start + 2, 46, end - 6), pad=0, spoken="nút mũi tên quay lại")
    if content.band:
        pen.path("gia" if content.fake else "tap", _top(start))
        pen.write((content.band,), 120, start - 26, Style("chu-gia", STRONG, True, "middle"))
    else:
        _status(pen, end > start)
    pen.y = end + (_GAP if end > start else 6)


def _status(pen: Pen, on_bar: bool) -> None:
    """Camera hole, signal and battery; no clock, it would be the smallest word of the drawing."""
    line, dot = ("net-thanh", "cham-thanh") if on_bar else ("net-may", "cham")
    pen.circle(dot, 120, 21, 4)
    pen.path(line, "M31 25v-1M36 25v-4M41 25v-7", _ROUND)
    pen.path(line, _BATTERY, _ROUND)
    pen.rect(dot, Box(193, 19, 203, 23))


def _rows(pen: Pen, content: Content) -> None:
    before = None
    for index, (name, value) in enumerate(content.rows):
        widget = WIDGETS[name]
        if widget.docked:
            continue
        if before is not None:
            pen.y += 0 if before is widget and widget.close else _GAP
        elif widget.close:
            pen.y -= 8
        pen.row, before = index, widget
        widget.draw(pen, value)


def _foot_height(content: Content) -> float:
    trial = Pen(TONES[content.tone])
    _foot(trial, content, 0)
    return trial.y


def _foot(pen: Pen, content: Content, height: float) -> None:
    """Number keys and tabs from pen.y down, then the gesture line."""
    docked = [(index, *row) for index, row in enumerate(content.rows) if WIDGETS[row[0]].docked]
    top = pen.y
    if docked or content.tabs:
        low = number(height - 33)
        pen.path("nen-nhat" if docked else "nen", f"M9 {number(top)}H231V{low}a24 24 0 0 1-24 24H33a24 24 0 0 1-24-24z")
        pen.path("vach-nhat", f"M9 {number(top)}H231")
    for index, name, value in docked:
        pen.row = index
        WIDGETS[name].draw(pen, value)
    pen.row = TABS_ROW
    if content.tabs:
        _tabs(pen, content.tabs)
    pen.path("cu-chi", f"M98 {number(pen.y + 6)}h44", ' stroke-linecap="round"')
    pen.y += _GESTURE


def _tabs(pen: Pen, tabs: tuple[Mapping[str, Any], ...]) -> None:
    pitch = 222 / len(tabs)
    plain = Style("chu-mo", 16, False, "middle")
    labels = [pen.fitted(tab["nhan"], pitch - 4.4, 2, plain) for tab in tabs]
    height = 39 + 20 * max(len(lines) for lines in labels)
    for index, (tab, lines) in enumerate(zip(tabs, labels, strict=True)):
        x, chosen = 9 + pitch * (index + 0.5), bool(tab.get("chon"))
        if chosen:
            pen.rect("tich", Box(x - 21, pen.y + 5, x + 21, pen.y + 33), 14)
        pen.icon(tab["bieu_tuong"], x, pen.y + 19, 22, "net-nut" if chosen else "net-mo")
        half = max(face().width(line, plain.size) for line in lines) / 2
        inside = min(max(x, 13.2 + half), 226.8 - half)  # the outer labels keep clear of the glass's edge
        pen.write(lines, inside, pen.y + 35, replace(plain, ink="chu" if chosen else "chu-mo"))
        wide = max(half + 2.5, 24)
        box = Box(inside - wide, pen.y + 3, inside + wide, pen.y + height - 1)
        pen.part(tab["nhan"], "mục dưới cùng", box, pad=0)
    pen.y += height


def _stamp(pen: Pen, top: float, bottom: float) -> None:
    """A slanted rubber stamp in the middle of the empty space between the rows and the lower edge."""
    y = (top + bottom) / 2
    turn = f' transform="rotate(-8 120 {number(y)})"'
    for inset, ink in ((0, "tem"), (5, "tem-trong")):
        box = Box(66, y - 29, 174, y + 29).grown(-inset)
        pen.rect(ink, box, 9 - inset)
        pen.shapes[-1] = pen.shapes[-1][:-2] + turn + "/>"
    pen.write(("GIẢ",), 120, y - 22, Style("chu-tem", 34, True, "middle"), turn)
    pen.said.pop()
    pen.solids.append(Box(64, y - 35, 176, y + 35))


def _too_tall(content: Content, height: float) -> Complaint:
    over = int(height - HIGHEST)
    last = len(content.rows) - 1
    rows = -(-over // 58)
    fix = f"bỏ bớt khoảng {rows} dòng, hoặc rút ngắn chữ; chỉ giữ những gì bước này cần."
    return Complaint(last, f"màn hình dài quá: cao {height:.0f}, chỉ vẽ được {HIGHEST:.0f}.", fix)
