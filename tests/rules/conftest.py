"""Test pages: where each would lie below docs/, and what it is held against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from camnang import codes, corpus, facts, page, rules, screens
from camnang.corpus import Corpus
from camnang.page import Page
from camnang.page_shape import CODE
from camnang.problem import Problem
from camnang.rules import Context
from camnang.schema import TYPES

TRANG = Path(__file__).parents[1] / "trang"
TODAY = date(2026, 11, 23)


def placed(file: Path) -> Page:
    """A test page as if it lay in the folder of its type; «CN021-ten.md» becomes «ten.md»."""
    found = page.read(file, file.parent)
    folder = TYPES[found.kind].folder if found.kind in TYPES else ""
    name = file.name.split("-", 1)[1] if file.parent.name == "xau" else file.name
    path = f"vi/{folder or 've-trang'}/{name}"
    return replace(found, path=path)


def context_of(docs: Path, pages: Sequence[Page]) -> Context:
    """The context of a test: facts and screens below `docs`, on a fixed day."""
    library = screens.Library.read(docs / "_du-lieu" / "man-hinh")
    has_register = (docs / codes.FILE).exists()
    register = codes.load(docs) if has_register else codes.read(register_of(pages))
    return Context(TODAY, facts.load(docs), library, Corpus(docs, tuple(pages)), register)


def register_of(pages: Sequence[Page]) -> str:
    """A register in which every code of the pages stands; samples that are about the register bring their own."""
    used = {one.code: one for one in pages if CODE.fullmatch(one.code) and one.code[0] not in codes.MADE}
    return "\n".join(codes.entry_line(code, one.title or code, TODAY) for code, one in sorted(used.items())) or "{}"


@pytest.fixture(scope="session")
def good_pages() -> tuple[Page, ...]:
    """One good page per type."""
    return tuple(placed(file) for file in sorted((TRANG / "tot").glob("*.md")))


@pytest.fixture(scope="session")
def findings(good_pages: tuple[Page, ...]) -> Callable[[Path], list[Problem]]:
    """All findings about a bad page (a file) or a small docs/ tree (a folder)."""

    def check(sample: Path) -> list[Problem]:
        if sample.is_file():
            bad = placed(sample)
            context = context_of(TRANG, (*(one for one in good_pages if one.path != bad.path), bad))
            return [*rules.check_page(bad, context), *rules.check_corpus(context.corpus.pages, context)]
        context = context_of(sample, corpus.load(sample).pages)
        found = [problem for one in context.corpus.pages for problem in rules.check_page(one, context)]
        return [*found, *rules.check_corpus(context.corpus.pages, context)]

    return check


@pytest.fixture(scope="session")
def read_text(good_pages: tuple[Page, ...]) -> Callable[..., list[Problem]]:
    """All findings about a text, as if it were a page of the given path."""

    def check(text: str, path: str = "vi/ve-trang/thu.md") -> list[Problem]:
        one = page.parse(text, path)
        return rules.check_page(one, context_of(TRANG, (*good_pages, one)))

    return check


@pytest.fixture(scope="session")
def good_context(good_pages: tuple[Page, ...]) -> Context:
    """The context of the good pages together."""
    return context_of(TRANG, good_pages)
