"""Each guide is found by three unmarked everyday queries of its own `tu_khoa`, by the real index in Chromium."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext

from camnang import corpus, names
from camnang.bench import search as bench_search
from camnang.outputs import search
from camnang.page import Page

from .conftest import Visit

Start = Callable[[BrowserContext], Visit]
WANTED, PLACES = 3, 5


def queries_of(guide: Page, shared: Counter[str]) -> list[str]:
    """The first unmarked keywords that no other guide claims."""
    own = [str(word) for word in guide.meta.get("tu_khoa") or () if str(word).isascii() and shared[str(word)] == 1]
    return own[:WANTED]


def test_each_guide_is_found_by_its_own_everyday_words(
    root: Path, site: Path, phone: BrowserContext, visit: Start
) -> None:
    pages = corpus.load(root / "docs").of_lang("vi")
    guides = [page for page in pages if page.kind == "huong-dan"]
    shared = Counter(str(word) for page in guides for word in page.meta.get("tu_khoa") or ())
    table = [(query, names.page_url(page.path)) for page in guides for query in queries_of(page, shared)]
    assert [page.path for page in guides if len(queries_of(page, shared)) < WANTED] == [], (
        "too few unmarked words of its own"
    )
    start = visit(phone).open("index.html")
    found = bench_search.ask(start, search.engine_of(site), [query for query, _ in table]).found
    missed = [
        f"{query} → {address}"
        for (query, address), hits in zip(table, found, strict=True)
        if address not in hits[:PLACES]
    ]
    assert missed == []
