"""Runs Google's Lighthouse, where it is installed, on five kinds of pages of the built site and prints what it says.

Lighthouse comes from npm and is no dependency of the project; its speed score is shown, not judged.
"""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from camnang.served import served

KINDS = ("trang-chu", "huong-dan", "lua-dao", "bieu-mau", "dien-hinh")
JUDGED = ("accessibility", "best-practices", "seo")
SHOWN = (*JUDGED, "performance")
HOW = """Máy này chưa có Lighthouse. Cần Node 18 trở lên và Chrome hoặc Chromium, rồi cài bằng một trong hai cách:
    npm install --global lighthouse@12
    CAMNANG_LIGHTHOUSE=/đường/dẫn/tới/lighthouse ./camnang bench lighthouse"""
_KIND = re.compile(r'class="trang trang-([a-z-]+)"')
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
Run = Callable[[str], Mapping[str, Any]]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Verdict:
    """What Lighthouse says of one page: points of 100 by category, and the checks of the judged ones that failed."""

    page: str
    points: Mapping[str, int]
    failed: tuple[str, ...]


def measure(site: Path, say: Say, run: Run | None = None) -> int:
    """Prints the points of one page of each kind.

    Args:
        site: the built site.
        run: takes an address and returns Lighthouse's report; None looks for an installed one.

    Returns:
        0 when every judged category has 100 points, 1 when not, 2 when there is nothing to run or to look at.
    """
    pages = pick(site)
    run = run or _installed()
    if not pages or run is None:
        say(HOW if pages else f"Chưa có trang ở {site}. Chạy ./camnang build trước.")
        return 2
    with served(site) as base:
        verdicts = [read(page, run(base + page)) for page in pages]
    for verdict in verdicts:
        say("  ".join([*(f"{name} {verdict.points[name]:>3}" for name in SHOWN), verdict.page]))
        for failed in verdict.failed:
            say(f"      {failed}")
    return int(any(verdict.points[name] < 100 for verdict in verdicts for name in JUDGED))


def pick(site: Path) -> list[str]:
    """The first page of each kind, in the order of KINDS."""
    found: dict[str, str] = {}
    for file in sorted(site.rglob("*.html")):
        if match := _KIND.search(file.read_text(encoding="utf-8")):
            found.setdefault(match[1], file.relative_to(site).as_posix())
    if (site / "index.html").exists():
        found["trang-chu"] = "index.html"
    return [found[kind] for kind in KINDS if kind in found]


def read(page: str, report: Mapping[str, Any]) -> Verdict:
    """The points and the failed checks of a report."""
    categories, audits = report["categories"], report["audits"]
    points = {name: round(100 * (categories[name]["score"] or 0)) for name in SHOWN}
    names = dict.fromkeys(ref["id"] for name in JUDGED for ref in categories[name]["auditRefs"] if ref["weight"])
    failed = (audits[name] for name in names if audits[name]["score"] not in (None, 1))
    return Verdict(page, points, tuple(f"{audit['id']}: {audit['title']}" for audit in failed))


def _installed() -> Run | None:
    command = os.environ.get("CAMNANG_LIGHTHOUSE") or shutil.which("lighthouse")
    return functools.partial(_run, [command]) if command else None


def _run(command: Sequence[str], address: str) -> Mapping[str, Any]:
    browser = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, _BROWSERS)), "")
    options = [
        "--quiet", "--output=json", f"--only-categories={','.join(SHOWN)}",
        "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-background-networking",
    ]  # fmt: skip
    env = {**os.environ, "CHROME_PATH": browser} if browser else None
    done = subprocess.run([*command, address, *options], check=True, capture_output=True, text=True, env=env)
    report: Mapping[str, Any] = json.loads(done.stdout)
    return report
