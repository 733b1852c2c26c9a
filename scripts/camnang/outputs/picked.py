"""How much paper a sheet takes, written into the pages of the built site that ask for it."""

from __future__ import annotations

import re
from pathlib import Path

from camnang.outputs import joining
from camnang.outputs.press import page_count
from camnang.outputs.sheet_cache import write_whole
from camnang.outputs.tree import HandoutError

ASKED = re.compile(r'(<span class="so-to" data-tep="([^"]+)" data-loi="([^"]+)" data-loi-hai-mat="([^"]+)")></span>')


def fill_in(site: Path) -> int:
    """Puts sides and sheets of paper into every `span.so-to` that names a PDF of the site; returns how many.

    Raises:
        HandoutError: a page asks for a PDF that is not there.
    """
    filled = 0
    for file in sorted((site / "to-roi").glob("*.html")):
        html = file.read_text(encoding="utf-8")
        new, count = ASKED.subn(lambda match: _told(match, site), html)
        if count:
            write_whole(file, new.encode())
            filled += count
    return filled


def _told(match: re.Match[str], site: Path) -> str:
    opening, name, one_side, both_sides = match.groups()
    sides = _sides(site / name)
    papers = -(-sides // 2)
    words = (both_sides if sides > 1 else one_side).replace("#", str(papers))
    return f'{opening} data-mat="{sides}">{words}</span>'


def _sides(file: Path) -> int:
    try:
        pdf = file.read_bytes()
    except FileNotFoundError:
        raise HandoutError(f"trang chọn tờ trỏ tới {file.name}, nhưng không có tờ ấy") from None
    return len(joining.widths(pdf)) if file.name.startswith("bo-") else page_count(pdf)
