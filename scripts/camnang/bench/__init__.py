"""What is measured, one module each: a name, what it measures, the function that prints it. They judge nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from camnang.bench import building, lighthouse, phone, search

Measure = Callable[[Path, date, Callable[[str], None]], int]

KINDS: dict[str, tuple[str, Measure]] = {
    "build": ("thời gian kiểm và dựng trang", building.run),
    "phone": ("mở bài trên điện thoại mạng yếu", lambda root, today, say: phone.run(root, today=today, say=say)),
    "search": (
        "tìm 120 câu thử, cạnh lunr và Pagefind",
        lambda root, today, say: search.run(root, today=today, say=say),
    ),
    "lighthouse": ("điểm Lighthouse của năm loại trang trong site/", lighthouse.run),
}
