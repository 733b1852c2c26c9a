"""Writes new codes into the register docs/_du-lieu/ma-to.yml; what stands there is never changed or dropped."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from camnang import codes
from camnang.outputs.sheet_cache import write_whole

_KEY = re.compile(r"([A-Z]\d{3}):")
HEAD = """# Sổ mã tờ: mọi mã đã in ra giấy, không bao giờ dùng lại, không bao giờ xoá dòng. Mã mới ghi bằng lệnh: ./camnang codes
# Thu hồi hẳn một tờ: thêm  thu_hoi: ngày, thay_bang: [mã thay] (không có thì []), vi_sao: "lý do"; rồi xoá trang.
# Chỉ bỏ các tờ in cũ, trang vẫn còn: thêm  bo_truoc: ngày, vi_sao: "lý do".
"""


def add(docs: Path, titles: Mapping[str, str], today: date) -> tuple[str, ...]:
    """Registers codes that are new.

    Args:
        titles: title of the page by code; codes that stand in the register already are left alone.
        today: the day from which the codes are in use.

    Returns:
        The codes written, sorted.
    """
    file = docs / codes.FILE
    lines = (file.read_text(encoding="utf-8") if file.exists() else HEAD).rstrip("\n").split("\n")
    known = {match[1] for line in lines if (match := _KEY.match(line))}
    new = tuple(sorted(set(titles) - known))
    for code in new:
        lines.insert(_place(lines, code), codes.entry_line(code, titles[code], today))
    if new:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, ("\n".join(lines) + "\n").encode())
    return new


def _place(lines: list[str], code: str) -> int:
    """Index of the first entry behind `code`, or the end."""
    entries = [(match[1], index) for index, line in enumerate(lines) if (match := _KEY.match(line))]
    after = bisect.bisect_right([key for key, _ in entries], code)
    return entries[after][1] if after < len(entries) else len(lines)
