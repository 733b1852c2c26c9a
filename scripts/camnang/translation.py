"""Translated pages and the state of the text they were made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from camnang.names import DEFAULT_LANG
from camnang.page import Page

LENGTH = 12  # hexadecimal digits of the mark; enough to notice a change, short enough to type


@dataclass(frozen=True)
class Stale:
    """A translation whose source has changed since, or that does not say which text it was made from."""

    page: Page
    source: Page
    written: str
    now: str


def source_path(page: Page) -> str:
    """Path of the page this one was translated from («vi/…»), empty when it says none."""
    named = page.meta.get("dich_tu")
    return f"{DEFAULT_LANG}/{named.removeprefix(f'{DEFAULT_LANG}/')}" if isinstance(named, str) else ""


def mark(source: Page) -> str:
    """The mark of a text, front matter `dich_tu_ma` of its translations: it changes with the words readers see.

    Dates, keywords and other front matter leave it as it is; so do spaces at the ends of lines.
    """
    import hashlib  # only pages in other languages need it

    lines = [source.title, source.description, *(line.rstrip() for line in source.body.strip().split("\n"))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:LENGTH]


def stale(pages: Iterable[Page], by_path: Mapping[str, Page]) -> Iterator[Stale]:
    """The translations to look at again, in the order given; a source that does not exist is another rule's finding."""
    for page in pages:
        source = by_path.get(source_path(page))
        written = str(page.meta.get("dich_tu_ma") or "")
        if source and (now := mark(source)) != written:
            yield Stale(page, source, written, now)
