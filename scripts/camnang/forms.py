"""```phieu fences: a form described in YAML becomes HTML that prints with room to write."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from html import escape
from typing import Any

from camnang import strict_yaml

MAX_ROWS = 25
# Layout of official papers: Nghị định 30/2020/NĐ-CP, Phụ lục I.
STATE = ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc")


class FormError(ValueError):
    """A form that cannot be drawn; `line` counts from the fence's first inner line (1-based)."""

    def __init__(self, line: int, message: str, fix: str) -> None:
        super().__init__(f"{message} Cách sửa: {fix}")
        self.line, self.message, self.fix = line, message, fix


def render(source: str) -> str:
    """HTML of a form.

    Raises:
        FormError: the YAML is not a list of known rows.
    """
    loaded = strict_yaml.load(source)
    if loaded.faults:
        fault = loaded.faults[0]
        raise FormError(fault.line, fault.message, fault.fix)
    if not isinstance(loaded.data, list) or not loaded.data:
        raise FormError(1, "phiếu chưa có dòng nào.", "mỗi dòng bắt đầu bằng «- », ví dụ «- dong: Tên tổ».")
    rows = [_row(item, loaded.line(index)) for index, item in enumerate(loaded.data)]
    return f'<div class="phieu">{"".join(rows)}</div>'


def _row(item: Any, line: int) -> str:
    if not isinstance(item, dict) or len(item) != 1:
        raise FormError(line, "mỗi dòng của phiếu có đúng một loại.", f"chọn một trong {', '.join(_ROWS)}.")
    kind, value = next(iter(item.items()))
    if kind not in _ROWS:
        guess = next(iter(difflib.get_close_matches(str(kind), _ROWS, 1)), None)
        fix = f"có phải «{guess}»?" if guess else f"chọn một trong {', '.join(_ROWS)}."
        raise FormError(line, f"không có loại dòng «{kind}».", fix)
    try:
        return _ROWS[kind](value)
    except (KeyError, TypeError, ValueError) as error:
        raise FormError(line, f"dòng «{kind}» ghi chưa đúng ({error}).", f"xem ví dụ «{_EXAMPLES[kind]}».") from None


def _words(value: Any) -> list[str]:
    if not isinstance(value, list) or not value or not all(isinstance(word, str | int) for word in value):
        raise ValueError("cần một danh sách chữ")
    return [escape(str(word)) for word in value]


def _count(value: Any) -> int:
    if not isinstance(value, int) or not 1 <= value <= MAX_ROWS:
        raise ValueError(f"số dòng từ 1 đến {MAX_ROWS}")
    return value


def _line(value: Any) -> str:
    labels = _words(value) if isinstance(value, list) else [escape(str(value))]
    cells = "".join(
        f'<span class="phieu-o"><span class="nhan">{word}</span><span class="ke"></span></span>' for word in labels
    )
    return f'<div class="phieu-dong">{cells}</div>'


def _choice(value: Any) -> str:
    boxes = "".join(f'<span class="phieu-muc"><span class="o"></span> {word}</span>' for word in _words(value["muc"]))
    return f'<div class="phieu-chon"><span class="nhan">{escape(str(value["nhan"]))}</span> {boxes}</div>'


def _table(value: Any) -> str:
    """Empty rows, or rows whose first cell is already written (`dong`)."""
    columns = _words(value["cot"])
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    rest = "<td></td>" * (len(columns) - 1)
    if "dong" in value:
        written = _words(value["dong"])
        _count(len(written))
        body = "".join(f'<tr><th scope="row">{word}</th>{rest}</tr>' for word in written)
    else:
        body = f"<tr><td></td>{rest}</tr>" * _count(value["so_dong"])
    return f'<div class="phieu-khung"><table class="phieu-bang"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _writing(value: Any) -> str:
    count = _count(value["so_dong"])
    lines = '<span class="ke"></span>' * count
    return f'<div class="phieu-viet" data-so-dong="{count}"><span class="nhan">{escape(str(value["nhan"]))}</span>{lines}</div>'


def _signatures(value: Any) -> str:
    places = "".join(f'<span class="phieu-ten">{word}</span>' for word in _words(value))
    return f'<div class="phieu-ky">{places}</div>'


def _sentence(value: Any) -> str:
    return f'<p class="phieu-chu">{_text(value)}</p>'


def _heading(value: Any) -> str:
    return f'<p class="phieu-giua">{_text(value)}</p>'


def _letterhead(value: Any) -> str:
    """Head of an official paper: who issues it (left), the name and motto of the State (right)."""
    lines = "".join(f"<span>{line}</span>" for line in _words(value))
    motto = "".join(f"<span>{escape(line)}</span>" for line in STATE)
    return f'<div class="phieu-quoc-hieu"><p>{lines}</p><p>{motto}</p></div>'


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("cần một câu chữ")
    return escape(value.strip())


_ROWS: dict[str, Callable[[Any], str]] = {
    "dong": _line,
    "chon": _choice,
    "bang": _table,
    "viet": _writing,
    "ky": _signatures,
    "chu": _sentence,
    "giua": _heading,
    "quoc_hieu": _letterhead,
}
_EXAMPLES = {
    "dong": "- dong: Tên tổ",
    "chon": "- chon: {nhan: Việc đã giúp, muc: [Định danh, Dịch vụ công]}",
    "bang": "- bang: {cot: [Ngày, Việc], so_dong: 10}, hoặc {cot: [Việc, Có, Chưa], dong: [Việc thứ nhất, Việc thứ hai]}",
    "viet": "- viet: {nhan: Ghi chú, so_dong: 3}",
    "ky": "- ky: [Người lập, Tổ trưởng]",
    "chu": "- chu: Căn cứ nhu cầu của tổ ………………",
    "giua": "- giua: QUYẾT ĐỊNH",
    "quoc_hieu": '- quoc_hieu: [UBND XÃ ………………, "Số: ………………"]',
}
