"""A form of the page (`.phieu`) → blocks with lines to write on and boxes to tick."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from camnang.outputs.inline import classes, describe, words
from camnang.outputs.tree import Block, HandoutError, Inline, plain

FORM = "phieu"
_BLANKS = frozenset({"ke", "o"})
_SHARES = (
    (0.5, ("tt", "stt")),
    (0.8, ("số thứ tự", "ngày", "giờ", "số", "xong", "đã", "có ")),
    (2.2, ("họ", "tên", "ghi chú", "việc", "nội dung", "lý do", "địa chỉ")),
)


def form(node: LexborNode) -> Block:
    """{"t": "form", "c": rows}; every row is one of line, choice, grid, write, sign, say, centre, head."""
    return {"t": "form", "c": [_row(child) for child in node.iter()]}


def _row(node: LexborNode) -> Block:
    names = classes(node)
    for name, read in _ROWS.items():
        if name in names:
            return read(node)
    raise HandoutError(f"dòng {describe(node)} của biểu mẫu chưa in được")


def _line(node: LexborNode) -> Block:
    return {"t": "line", "labels": _labels(node)}


def _choice(node: LexborNode) -> Block:
    label, *options = _labels(node)
    return {"t": "choice", "label": label, "options": options}


def _grid(node: LexborNode) -> Block:
    rows = [row for row in node.css("tr") if row.css_first("td") is not None]
    written = [words(cell) for row in rows for cell in row.css("th")]
    if any(plain(words(cell)).strip() for row in rows for cell in row.css("td")):
        raise HandoutError("bảng của biểu mẫu phải để trống; ví dụ đã điền viết thành bảng thường")
    head = [words(cell) for cell in node.css("thead th")]
    widths = [_share(plain(title)) for title in head]
    if written:  # the words of the first column need room, its marks do not
        widths = [4.2, *(min(width, 1.0) for width in widths[1:])] if len(head) > 3 else [2.2, *widths[1:]]
    return {"t": "grid", "head": head, "rows": len(rows), "widths": widths, "written": written}


def _share(title: str) -> float:
    """Share of a column to be filled by hand: little for numbers and dates, much for names and remarks."""
    text = title.casefold()
    return next((share for share, starts in _SHARES if text.startswith(starts)), 1.4)


def _write(node: LexborNode) -> Block:
    count = node.attributes.get("data-so-dong") or "3"
    return {"t": "write", "label": (_labels(node) or [[]])[0], "rows": int(count)}


def _sign(node: LexborNode) -> Block:
    return {"t": "sign", "names": _labels(node)}


def _head(node: LexborNode) -> Block:
    sides = [[words(line) for line in side.css("span")] for side in node.css("p")]
    return {"t": "head", "sides": sides}


_ROWS = {
    "phieu-quoc-hieu": _head,
    "phieu-giua": lambda node: {"t": "centre", "c": words(node)},
    "phieu-chu": lambda node: {"t": "say", "c": words(node)},
    "phieu-dong": _line,
    "phieu-chon": _choice,
    "phieu-khung": _grid,
    "phieu-bang": _grid,
    "phieu-viet": _write,
    "phieu-ky": _sign,
}


def _labels(node: LexborNode) -> list[list[Inline]]:
    """Words of a row in order; a line to write on (`ke`) and a box to tick (`o`) hold none."""
    labels: list[list[Inline]] = []
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            if text := (child.text_content or "").strip():
                raise HandoutError(f"chữ «{text}» nằm ngoài nhãn của {describe(node)}")
        elif _BLANKS & classes(child):
            if (child.text() or "").strip():
                raise HandoutError(f"{describe(child)} của biểu mẫu phải để trống")
        elif found := words(child):
            labels.append(found)
    return labels
