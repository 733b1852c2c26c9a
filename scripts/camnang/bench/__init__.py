"""What is measured, one module each: its name on the command line, what it measures, and the function that prints it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camnang.bench import building, lighthouse, paper, phone, search


@dataclass(frozen=True)
class Request:
    """What a measure may look at: the project and a built site, both only read, the day, and who takes its lines."""

    root: Path
    site: Path
    today: date
    say: Callable[[str], None]


KINDS: dict[str, tuple[str, Callable[[Request], int]]] = {
    "thoi-gian": ("kiểm và dựng mất bao lâu", lambda asked: building.run(asked.root, asked.today, asked.say)),
    "search": ("120 câu thử, so với lunr và Pagefind", lambda asked: search.run(asked.root, today=asked.today)),
    "lighthouse": (
        "điểm của năm loại trang, cần có Lighthouse trên máy",
        lambda asked: lighthouse.measure(asked.site, asked.say),
    ),
    "phone": ("mở bài trên điện thoại mạng yếu", lambda asked: phone.run(asked.root, today=asked.today, say=asked.say)),
    "paper": (
        "tờ in mỗi giây, so với dàn trang lại và mkdocs-to-pdf",
        lambda asked: paper.run(asked.root, asked.today, asked.say),
    ),
}
