"""Cases in the tellers' own words: style only reminds there, what protects people still stops."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from camnang.problem import Problem

TOLD = (Path(__file__).parents[1] / "trang" / "tot" / "dien-hinh-nguyen-loi.md").read_text(encoding="utf-8")
LONG = "Bà con click app, " + "tổ làm rất nhiều việc cho mọi người " * 4 + "từ ngày 1.2.2026."


def severities(found: list[Problem]) -> dict[str, str]:
    return {problem.code: problem.severity for problem in found}


def test_style_reminds_only_where_words_are_kept(read_text: Callable[..., list[Problem]]) -> None:
    path = "vi/dien-hinh/2026/ke.md"
    text = TOLD.replace("Bà con ngại hỏi.", LONG)
    soft = severities(read_text(text, path))
    hard = severities(read_text(text.replace("nguyen_loi: true\n", ""), path))
    assert {"CN041", "CN043"} <= set(soft) and soft.keys() == hard.keys()
    assert set(soft.values()) == {"nhac"}
    assert (hard["CN041"], hard["CN043"]) == ("loi", "loi")


@pytest.mark.parametrize(
    ("bad", "code"), [("Gọi 0912 345 678.", "CN057"), ("<b>a</b>", "CN073"), ("[[^khong.co]]", "CN051")]
)
def test_what_protects_people_still_stops(bad: str, code: str, read_text: Callable[..., list[Problem]]) -> None:
    found = severities(read_text(TOLD.replace("Bà con ngại hỏi.", bad), "vi/dien-hinh/2026/ke.md"))
    assert found[code] == "loi"
