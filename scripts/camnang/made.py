"""Pages that nobody writes: made in memory from other pages and from data, part of the site like all others."""

from __future__ import annotations

from camnang import months, programme, trials
from camnang.corpus import Corpus


def with_made(corpus: Corpus) -> Corpus:
    """The corpus with the trial forms of its guides and the months of its programme; a faulty programme makes none."""
    year, _ = programme.load(corpus.docs)
    pages = (*trials.trial_pages(corpus), *(months.month_pages(corpus, year) if year else ()))
    return Corpus(corpus.docs, (*corpus.pages, *pages), corpus.snippets, frozenset(page.path for page in pages))
