"""How much paper a sheet takes, written into the pages of the built site that ask for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from camnang.outputs import joining
from camnang.outputs.places import carried
from camnang.outputs.press import page_count
from camnang.outputs.sheet_cache import write_whole
from camnang.outputs.tree import HandoutError

ASKED = re.compile(r'<span class="so-to" data-tep="([^"]+)"></span>')
WORDS = re.compile(r'data-giay="([^"]*)" data-giay-hai-mat="([^"]*)" data-the="([^"]*)"')


def fill_in(site: Path) -> int:
    """Puts sides and sheets of paper into every `span.so-to` that names a PDF of the site; returns how many.

    Raises:
        HandoutError: a page asks for a PDF that is not there.
    """
    filled = 0
    for file in sorted((site / "to-roi").glob("*.html")):
        html = file.read_text(encoding="utf-8")
        if words := WORDS.search(html):
            new, count = ASKED.subn(partial(_told, site=site, words=words.groups()), html)
            write_whole(file, new.encode())
            filled += count
    return filled


def _told(asked: re.Match[str], site: Path, words: Sequence[str]) -> str:
    one_side, both_sides, cards = words
    sides, copies = _looked_at(site / asked[1])
    told = (both_sides if sides > 1 else one_side).replace("#", str(-(-sides // 2)))
    more = f"; {cards.replace('#', str(copies))}" if copies > 1 else ""
    return f'<span class="so-to" data-mat="{sides}" data-ban="{copies}">{told}{more}</span>'


def _looked_at(file: Path) -> tuple[int, int]:
    """Sides of a PDF, and how many equal cards are cut out of each sheet."""
    try:
        pdf = file.read_bytes()
    except FileNotFoundError:
        raise HandoutError(f"trang chọn tờ trỏ tới {file.name}, nhưng không có tờ ấy") from None
    known = carried(pdf)
    return (page_count(pdf), known.copies) if known else (len(joining.widths(pdf)), 1)  # a bound pack carries nothing
