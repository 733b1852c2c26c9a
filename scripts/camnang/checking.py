"""Runs the rules over the content: the whole of docs/ or some files of it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camnang import codes, corpus, facts, rules, screens
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

    Of a folder everything in it is told, also what is no page.

    Args:
        root: the project.
        today: the day against which dates are judged.
        only: files or folders below docs/; empty means everything.
    """
    docs = root / "docs"
    written = corpus.load(docs)
    context = load_context(written, today)
    named = _namer(docs, only)
    pages = tuple(page for page in (*written.pages, *written.snippets) if named(page.path))
    problems = _check_pages(pages, context)
    data = not only or any(one.is_dir() for one in only)
    whole = [*rules.check_corpus(written.pages, context, data=data), *(context.facts.problems if data else ())]
    problems += [problem for problem in whole if named(problem.path)]
    return Outcome(len(pages), tuple(sorted(set(problems))))


def files(docs: Path, only: Sequence[Path] = ()) -> list[Path]:
    """The files of all pages and snippets, or of those named; links of the file system are nobody's page."""
    named = _namer(docs, only)
    every = [docs / path for path in (*corpus.page_paths(docs), *corpus.snippet_paths(docs)) if named(path)]
    return [file for file in every if not file.is_symlink()]


def _namer(docs: Path, only: Sequence[Path]) -> Callable[[str], bool]:
    """Tells whether a path below docs/ is one of the files named or in one of the folders; all are when none is."""
    if not only:
        return lambda path: True
    wanted = [(one.parent.resolve() / one.name).as_posix() if one.name else one.resolve().as_posix() for one in only]
    above = docs.resolve().as_posix()

    def named(path: str) -> bool:
        whole = f"{above}/{path}"
        return any(whole == one or whole.startswith(f"{one.rstrip('/')}/") for one in wanted)

    return named


def _check_pages(pages: Sequence[Page], context: rules.Context) -> list[Problem]:
    """Findings page by page; many pages are shared with a second process where one can be forked safely."""

    def work(some: Sequence[Page]) -> list[Problem]:
        return [problem for page in some for problem in rules.check_page(page, context)]

    if len(pages) < WORTH_SHARING or not hasattr(os, "fork") or threading.active_count() > 1 or os.cpu_count() == 1:
        return work(pages)
    import multiprocessing  # takes longer to load than one page to check

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
    """Everything the rules look at."""
    return rules.Context(
        today=today,
        facts=facts.load(written.docs),
        library=screens.Library.read(written.docs / facts.DATA_FOLDER / "man-hinh"),
        corpus=written,
        codes=codes.load(written.docs),
    )
