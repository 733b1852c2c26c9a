"""Every rule has a bad page that raises exactly its code; good pages raise nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from camnang import page, rules
from camnang.corpus import Corpus
from camnang.page import Page
from camnang.problem import Problem
from camnang.schema import TYPES

TRANG = Path(__file__).parents[1] / "trang"
BAD = sorted((TRANG / "xau").iterdir())
GOOD = sorted((TRANG / "tot").glob("*.md"))
Findings = Callable[[Path], list[Problem]]


@pytest.mark.parametrize("sample", BAD, ids=lambda file: file.name)
def test_bad_page_raises_exactly_its_code(sample: Path, findings: Findings) -> None:
    assert {problem.code for problem in findings(sample)} == {sample.name[:5]}


@pytest.mark.parametrize("sample", GOOD, ids=lambda file: file.name)
def test_good_page_raises_nothing(sample: Path, findings: Findings) -> None:
    assert [problem.terminal() for problem in findings(sample)] == []


def test_every_rule_has_a_bad_page_and_every_bad_page_a_rule() -> None:
    assert {sample.name[:5] for sample in BAD} == {info.code for info in rules.catalogue()}


def test_every_page_type_has_a_good_page(good_pages: tuple[Page, ...]) -> None:
    assert {page.kind for page in good_pages} == set(TYPES)


@pytest.mark.parametrize("info", rules.catalogue(), ids=lambda info: info.code)
def test_every_rule_says_what_and_why(info: rules.RuleInfo) -> None:
    assert info.title and info.good and info.bad
    assert info.why.endswith(".")


@pytest.mark.parametrize("sample", BAD, ids=lambda file: file.name)
def test_messages_name_the_place_and_the_way_out(sample: Path, findings: Findings) -> None:
    for problem in findings(sample):
        assert problem.path and problem.line >= 1
        assert problem.terminal().count("\n") == 1
        assert problem.message.rstrip("»”").endswith((".", "?")), problem.message
        assert problem.fix.rstrip("»”").endswith((".", "?")), problem.fix


ODD = ("", "1", "[]", "[1]", "[null]", "{}", "[{}]", "[[]]", '"x\\0y"', "[{ngay: abc, may: a, phien_ban: b, to: c}]")


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_whatever_stands_behind_a_key_is_told_and_stops_nothing(
    good_pages: tuple[Page, ...], good_context: rules.Context, kind: str
) -> None:
    good = next(one for one in good_pages if one.kind == kind)
    head, body = good.text.split("\n---\n", 1)
    for key, odd in product(TYPES[kind].keys, ODD):
        rest = re.sub(rf"^{key}:.*\n(?:[ -].*\n)*", "", head + "\n", flags=re.M)
        bad = page.parse(f"{rest}{key}: {odd}\n---\n{body}", good.path)
        pages = tuple(bad if one is good else one for one in good_pages)
        context = replace(good_context, corpus=Corpus(good_context.corpus.docs, pages))
        told = [*rules.check_page(bad, context), *rules.check_corpus(pages, context)]
        assert all(problem.terminal() for problem in told)
        assert {one.path for one in pages} <= {one.path for one in context.whole.pages}
