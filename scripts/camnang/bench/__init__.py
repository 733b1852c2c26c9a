"""What is measured, one module each: a name, what it measures, the function that prints it. They judge nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from camnang.bench import building, paper

Measure = Callable[[Path, date, Callable[[str], None]], int]

KINDS: dict[str, tuple[str, Measure]] = {
    "build": ("thời gian kiểm và dựng trang", building.run),
    "paper": ("tờ in mỗi giây: điền cho từng tổ, so với dàn trang lại và một phần cắm của MkDocs", paper.run),
}
