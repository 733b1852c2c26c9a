"""The questions that the search is tried with: enough of them, of every kind, each in three spellings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from camnang import corpus, findings, names
from camnang.findings import TRIED, Question, Score

LEAST = 60
KINDS = {
    "huong-dan",
    "yen-tam",
    "hoi-dap",
    "lua-dao",
    "lo-roi",
    "bieu-mau",
    "giao-an",
    "vai-tro",
    "tu-dien",
    "dien-hinh",
}


@pytest.fixture(scope="module")
def pages(root: Path) -> corpus.Corpus:
    return corpus.load(root / "docs")


def test_there_are_enough_questions_of_every_kind(root: Path, pages: corpus.Corpus) -> None:
    questions = findings.read(root, pages)[TRIED]
    kinds = {names.page_url(page.path): page.kind for page in pages.of_lang("vi")}
    assert len(questions) >= LEAST
    assert KINDS - {kinds[address] for question in questions for address in question.pages} == set()


def test_no_question_stands_twice_and_each_slip_is_one(root: Path, pages: corpus.Corpus) -> None:
    questions = [question for group in findings.read(root, pages).values() for question in group]
    twice = [typed for typed, times in Counter(question.marked for question in questions).items() if times > 1]
    assert twice == []
    assert [one.marked for one in questions if one.slipped in (one.marked, names.fold(one.marked))] == []
    assert [one.slipped for one in questions if not one.slipped.isascii()] == []


def test_a_question_about_a_page_that_is_not_there_is_named(tmp_path: Path, pages: corpus.Corpus) -> None:
    file = tmp_path / findings.FILE
    file.parent.mkdir(parents=True)
    file.write_text("cau_hoi:\n  - {hoi: mất máy, sai: mat mya, trang: [K999]}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="«mất máy» chỉ tới trang không có: K999"):
        findings.read(tmp_path, pages)


def test_a_right_page_counts_up_to_the_fifth_place() -> None:
    question = Question("mất máy", "mat mya", frozenset({"b.html"}))
    answers = [["b.html"], ["a", "a", "a", "a", "b.html"], ["a", "a", "a", "a", "a", "b.html"], []]
    assert findings.score([question] * 4, answers) == Score(asked=4, found=2, first=1)
    assert len(findings.missed([question] * 4, answers)) == 2


def test_the_unmarked_spelling_has_no_mark_left() -> None:
    question = Question("Đổi mật khẩu ở đâu", "", frozenset())
    assert [typed(question) for typed in findings.SPELLINGS.values()][1] == "Doi mat khau o dau"
