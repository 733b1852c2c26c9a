"""Runs the rules over the content: the whole of docs/ or some files of it."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camnang import codes, corpus, facts, made, rules, screens
from camnang.page import Page
from camnang.problem import Problem, count_errors

WORTH_SHARING = 150  # pages; below that a second process costs more than it saves


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
    written = corpus.load(docs)
    context = load_context(written, today)
    pages = (*written.pages, *written.snippets)
    if only:
        wanted = [path.resolve() for path in only]
        pages = tuple(page for page in pages if any((docs / page.path).resolve().is_relative_to(one) for one in wanted))
    problems = _check_pages(pages, context)
    shown = {page.path for page in pages}
    whole = [*rules.check_corpus(written.pages, context), *context.facts.problems]
    problems += [problem for problem in whole if not only or problem.path in shown]
    return Outcome(len(pages), tuple(sorted(set(problems))))


def _check_pages(pages: Sequence[Page], context: rules.Context) -> list[Problem]:
    """Findings page by page; many pages are shared with a second process where one can be forked safely."""

    def work(some: Sequence[Page]) -> list[Problem]:
        return [problem for page in some for problem in rules.check_page(page, context)]

    if len(pages) < WORTH_SHARING or not hasattr(os, "fork") or threading.active_count() > 1 or os.cpu_count() == 1:
        return work(pages)
    half = len(pages) // 2
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=lambda: theirs.send(work(pages[half:])), daemon=True)
    child.start()
    theirs.close()
    problems = work(pages[:half])
    try:
        problems += ours.recv()
    except EOFError:  # the other process died: its half again, here, where the reason can be seen
        problems += work(pages[half:])
    child.join()
    return problems


def load_context(written: corpus.Corpus, today: date) -> rules.Context:
    """Everything the rules look at; pages made from others can be linked and listed, but are not checked."""
    data = written.docs / facts.DATA_FOLDER
    library = screens.Library.read(data / "man-hinh")
    return rules.Context(
        today=today,
        facts=facts.load(written.docs),
        library=library,
        corpus=made.with_made(written),
        codes=codes.load(written.docs),
    )
