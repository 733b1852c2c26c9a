"""The project's everyday questions find their pages, in three spellings, by the real index in Chromium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from camnang import corpus, findings
from camnang.bench import search as bench_search
from camnang.outputs import search

from .conftest import Visit

Start = Callable[[BrowserContext], Visit]
WANTED = 58 / 60  # of the questions, within the first five places


@pytest.mark.parametrize("spelling", findings.SPELLINGS)
def test_the_right_page_is_among_the_first_five(
    spelling: str, root: Path, site: Path, phone: BrowserContext, visit: Start
) -> None:
    questions = findings.read(root, corpus.load(root / "docs"))[findings.TRIED]
    typed = [findings.SPELLINGS[spelling](question) for question in questions]
    answers = bench_search.ask(visit(phone).open("index.html"), search.engine_of(site), typed)
    result = findings.score(questions, answers.found)
    assert result.found / result.asked >= WANTED, findings.missed(questions, answers.found)
