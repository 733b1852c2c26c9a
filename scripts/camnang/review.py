"""A page is good no longer than the facts on it: the day before which it is looked through again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from camnang.corpus import Corpus
from camnang.facts import Facts
from camnang.page import Page


def bounded(corpus: Corpus, facts: Facts) -> Corpus:
    """The corpus in which no page's `xem_lai` is later than the end of the first fact that ends on it."""
    return replace(corpus, pages=tuple(_bounded(page, corpus, facts) for page in corpus.pages))


def _bounded(page: Page, corpus: Corpus, facts: Facts) -> Page:
    ends = _first_end(page, corpus, facts)
    if ends is None or "xem_lai" not in page.meta or str(page.meta["xem_lai"]) <= ends.isoformat():
        return page
    return replace(page, instead={**page.instead, "xem_lai": ends.isoformat()})


def _first_end(page: Page, corpus: Corpus, facts: Facts) -> date | None:
    """The last day of the first fact that ends, in the page or in the snippets it uses."""
    shared = [corpus.by_snippet[link.target] for link in page.snippets if link.target in corpus.by_snippet]
    known = [facts.get(ref.key) for one in (page, *shared) for ref in one.fact_refs]
    return min((fact.expires for fact in known if fact and fact.expires), default=None)
