"""Measures what a contributor waits for, on this machine, with the real pages: prints times, judges nothing.

A single page is checked by the command as it is typed, from start to end, beside a Python that only starts and ends.
"""

from __future__ import annotations

import json
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path

from camnang import build, checking

CHECKED_PAGES = 300
TIMES = 9
_PARTS = ("docs", "overrides", "mkdocs.yml")
_CODE = re.compile(r"^ma: *([A-Z])(\d{3})\b", re.M)
_MINUTES = re.compile(r"^phut: *(\d+)", re.M)
_TEMPLATE = re.compile(r"^template: .*\n", re.M)
Say = Callable[[str], None]


def run(root: Path, today: date, say: Say) -> int:
    """Prints the measured times of check, cold build, second build, and of plain MkDocs with the stock theme.

    Args:
        root: the project; it is only read.
        today: the day against which dates are judged.
        say: takes each printed line.
    """
    say(
        f"Máy: {platform.machine()}, Python {platform.python_version()}. Lệnh ngắn đo {TIMES} lần, việc dài đo một lần."
    )
    _measure_one_page(root, say)
    with tempfile.TemporaryDirectory(prefix="camnang-do-") as folder:
        many, real = copy_project(root, Path(folder) / "nhieu"), copy_project(root, Path(folder) / "that")
        pages = multiply_pages(many / "docs" / "vi", CHECKED_PAGES)
        with _measured(say, f"check, {pages} trang"):
            checking.check(many, today)
        _measure_builds(build.Plan(root=real, out=real / "site", today=today), say)
        _measure_stock(real, say)
    return 0


def copy_project(root: Path, to: Path) -> Path:
    """A copy of the content, looks and settings, without caches and built sites."""
    for part in _PARTS:
        source, target = root / part, to / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    return to


def multiply_pages(folder: Path, wanted: int) -> int:
    """Copies pages that have a sheet code under other names and codes until there are `wanted`; returns how many."""
    pages = sorted(folder.rglob("*.md"))
    coded = [page for page in pages if _CODE.search(page.read_text(encoding="utf-8"))]
    total = len(pages)
    for turn in count(1):
        for page in coded[: max(0, wanted - total)]:
            text = _CODE.sub(lambda found: f"ma: {found[1]}{_later(found[2], turn)}", page.read_text(encoding="utf-8"))  # noqa: B023
            page.with_stem(f"{page.stem}-{turn}").write_text(text, encoding="utf-8")
            total += 1
        if total >= wanted or not coded:
            return total
    return total


def change_one_page(folder: Path) -> str:
    """Adds a minute to the first page that says its minutes; returns its name, empty when there is none."""
    for page in sorted(folder.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        if _CODE.search(text) and (found := _MINUTES.search(text)):
            changed = f"{text[: found.start()]}phut: {int(found[1]) + 1}{text[found.end() :]}"
            page.write_text(changed, encoding="utf-8")
            return page.stem
    return ""


def _measure_one_page(root: Path, say: Say) -> None:
    """The whole command for the longest guide, the middle of several runs."""
    guides = [
        file for file in (root / "docs" / "vi").rglob("*.md") if _MINUTES.search(file.read_text(encoding="utf-8"))
    ]
    longest = max(guides, key=lambda file: file.stat().st_size)
    command: list[str | Path] = [sys.executable, root / "camnang", "check", longest]
    say(_told(_middle(command, root), f"./camnang check một bài ({longest.stem})"))
    say(_told(_middle([sys.executable, "-c", ""], root), "so sánh: Python mở lên rồi tắt"))


def _middle(command: Sequence[str | Path], root: Path) -> float:
    """Seconds that a command takes, the median of several runs after one that warms the disk."""
    taken = []
    for _ in range(TIMES + 1):
        begun = time.perf_counter()
        subprocess.run(command, cwd=root, check=True, capture_output=True)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken[1:])


def _measure_builds(plan: build.Plan, say: Say) -> None:
    with _measured(say, "build lần đầu, cả tờ in") as notes:
        report = build.build_site(plan, _silent)
        notes.append(f"{report.made}/{report.total} tờ in làm mới")
    changed = change_one_page(plan.root / "docs" / "vi")
    with _measured(say, f"build lần hai, sửa một trang ({changed})") as notes:
        report = build.build_site(plan, _silent)
        notes.append(f"{report.made}/{report.total} tờ in làm mới")


def _measure_stock(root: Path, say: Say) -> None:
    """The same Markdown with MkDocs and stock Material only: no checks, screens, sheets or link check."""
    for page in (root / "docs").rglob("*.md"):  # the stock theme has no home page of ours
        page.write_text(_TEMPLATE.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
    config = root / "so-sanh.json"
    settings = {
        "site_name": "So sánh",
        "docs_dir": str(root / "docs"),
        "site_dir": str(root / "so-sanh"),
        "exclude_docs": "/_*/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
    }
    config.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    with _measured(say, "so sánh: mkdocs build với Material nguyên bản, cùng các bài, không tờ in"):
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", config], check=True, capture_output=True)


@contextmanager
def _measured(say: Say, name: str) -> Iterator[list[str]]:
    """Prints how long the block took, with the notes it leaves."""
    notes: list[str] = []
    begun = time.perf_counter()
    yield notes
    say(_told(time.perf_counter() - begun, "; ".join([name, *notes])))


def _told(seconds: float, name: str) -> str:
    return f"{f'{seconds:.2f}'.replace('.', ','):>7} giây  {name}"


def _later(number: str, turn: int) -> str:
    """A sheet number that the real pages do not use: hundreds are theirs below 100."""
    return f"{(int(number) + 100 * turn) % 1000:03}"


def _silent(_: str) -> None:
    """The build's own words are not part of the measure."""
