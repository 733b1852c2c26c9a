"""The rehearsal on paper: every guide has its sheet, learners see no mark, trainers have the key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from camnang import corpus, names
from camnang.outputs.article import read_article
from camnang.outputs.press import Press
from camnang.outputs.rehearsal import WORDS, rehearsal
from camnang.outputs.sheet import Sheet, make_sheet
from camnang.outputs.tree import HandoutError
from camnang.page import Page
from camnang.screens import for_print

GUIDE = "vi/huong-dan/vneid/kich-hoat-muc-2.md"
MOST_PAGES = 3  # two sides of screens, one of answers


def sheet_of(page: Page, site: Path) -> Sheet:
    """The practice sheet of a guide, read from the built page."""
    source = names.page_url(page.path)
    article = read_article((site / source).read_text(encoding="utf-8"), for_print)
    file = names.handout_path(page.code, page.slug, "tap-giay")
    return make_sheet(article, file=file, source=source, site_url="https://camnang.example.org/")


@pytest.fixture(scope="module")
def guides(root: Path) -> list[Page]:
    """All guides."""
    return [page for page in corpus.load(root / "docs").of_lang("vi") if page.kind == "huong-dan"]


def test_every_guide_has_a_sheet_of_few_pages(guides: list[Page], site: Path) -> None:
    files = [site / names.handout_path(page.code, page.slug, "tap-giay") for page in guides]
    assert len(files) > 50 and [file.name for file in files if not file.is_file()] == []
    assert [file.name for file in files if len(pdfium.PdfDocument(file)) > MOST_PAGES] == []


def test_each_step_is_asked_once_and_answered_once(guides: list[Page], site: Path) -> None:
    for page in guides:
        data = sheet_of(page, site).data
        steps = [step.step for step in page.steps]
        assert sorted(task["n"] for screen in data["screens"] for task in screen["tasks"]) == steps, page.path
        assert [answer["n"] for answer in data["answers"]] == steps
        assert all(answer["point"] and answer["then"] for answer in data["answers"]), page.path


def test_no_screen_shows_or_tells_its_mark_or_comes_twice(guides: list[Page], site: Path) -> None:
    for page in guides:
        screens = [screen["fig"] for screen in sheet_of(page, site).data["screens"]]
        assert not any(re.search(r"mh-(?:dau|dan|so|chu-so)\b", one["svg"]) for one in screens), page.path
        assert not any("Đánh dấu" in one["alt"] for one in screens), page.path
        assert len({one["svg"] for one in screens}) == len(screens)


def test_screens_in_front_answers_behind(root: Path, site: Path) -> None:
    page = corpus.load(root / "docs").by_path[GUIDE]
    sheet = sheet_of(page, site)
    front, back = pdfium.PdfDocument(Press(root).print(sheet, "28/11/2026"))
    words = [" ".join(side.get_textpage().get_text_range().split()) for side in (front, back)]
    assert WORDS["key"] in words[1] and WORDS["key"] not in words[0]
    assert "Gõ số định danh" in words[0] and "nút “Gửi yêu cầu”" in words[1] and "nút “Gửi yêu cầu”" not in words[0]


def test_a_guide_without_drawings_is_named() -> None:
    step: dict[str, Any] = {"t": "step", "n": 1, "title": ["Mở"], "c": [], "figure": None}
    with pytest.raises(HandoutError, match="không bước nào có hình"):
        rehearsal({"sections": [step], "words": {}})
