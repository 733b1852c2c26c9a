"""Runs the rules over the content: the whole of docs/ or some files of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camnang import corpus, facts, rules, screens
from camnang.problem import Problem, count_errors


@dataclass(frozen=True)
class Outcome:
    """How many pages were looked at and what was found, sorted by place."""

    pages: int
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """Findings that must be mended."""
        return count_errors(self.problems)


def check(root: Path, today: date, only: Sequence[Path] = ()) -> Outcome:
    """Checks all pages, or only the files and folders named; rules over the whole corpus always see all of it.

    Args:
        root: the project.
        today: the day against which dates are judged.
        only: files or folders below docs/; empty means everything.
    """
    docs = root / "docs"
    context = load_context(docs, today)
    pages = context.corpus.pages
    if only:
        wanted = [path.resolve() for path in only]
        pages = tuple(page for page in pages if any((docs / page.path).resolve().is_relative_to(one) for one in wanted))
    problems = [problem for page in pages for problem in rules.check_page(page, context)]
    shown = {page.path for page in pages}
    whole = [*rules.check_corpus(context.corpus.pages, context), *context.facts.problems]
    problems += [problem for problem in whole if not only or problem.path in shown]
    return Outcome(len(pages), tuple(sorted(set(problems))))


def load_context(docs: Path, today: date) -> rules.Context:
    """Everything the rules look at, read once."""
    library = screens.Library.read(docs / facts.DATA_FOLDER / "man-hinh")
    return rules.Context(today=today, facts=facts.load(docs), library=library, corpus=corpus.load(docs))
