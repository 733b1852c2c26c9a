"""A page is good no longer than the first fact on it that ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from camnang import facts, page
from camnang.corpus import Corpus
from camnang.review import bounded

SOURCE = facts.Source("s", "Nguồn", "https://example.org/", "2026-11")


def fact(key: str, expires: date | None) -> facts.Fact:
    return facts.Fact(key, "1", "Một.", (SOURCE,), "chac", date(2026, 11, 23), expires, "f.yml", 1)


KNOWN = facts.Facts({one.key: one for one in (fact("lau", None), fact("ngan", date(2027, 1, 31)))}, {})


def review_of(body: str, snippet: str = "") -> str:
    text = f"---\nloai: trang\ntitle: A\ndescription: B\nxem_lai: 2027-05-23\n---\n\n{body}\n"
    shared = page.parse(f"---\nloai: buoc\ntitle: A\ndescription: B\n---\n\n{snippet}\n", "_buoc/chung.md")
    corpus = Corpus(Path("docs"), (page.parse(text, "vi/ve-trang/a.md"),), (shared,))
    return str(bounded(corpus, KNOWN).pages[0].meta["xem_lai"])


def test_the_earlier_day_counts() -> None:
    assert review_of("[[lau]]") == "2027-05-23"
    assert review_of("[[lau]] [[ngan]]") == "2027-01-31"
    assert review_of("Chữ.[[^ngan]]") == "2027-01-31"


def test_facts_of_a_shared_snippet_count_too() -> None:
    assert review_of("[[buoc:chung]]", "[[ngan]]") == "2027-01-31"
    assert review_of("Không dùng.", "[[ngan]]") == "2027-05-23"


def test_the_built_page_shows_the_earlier_day_everywhere(site: Path, root: Path) -> None:
    known = facts.load(root / "docs")
    from camnang import corpus

    written = corpus.load(root / "docs")
    sooner = [
        (old.path, str(new.meta["xem_lai"]))
        for old, new in zip(written.pages, bounded(written, known).pages, strict=True)
        if old.meta.get("xem_lai") != new.meta.get("xem_lai")
    ]
    for path, day in sooner:
        html = (site / path.removeprefix("vi/")).with_suffix(".html").read_text(encoding="utf-8")
        shown = "/".join(reversed(day.split("-")))
        assert f'data-xem-lai="{day}"' in html and f"Xem lại trước {shown}" in html and f'data-den="{day}"' in html
