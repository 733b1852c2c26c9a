"""A built page → the tree that goes to paper: nothing is lost, and what is unknown stops the sheet."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from camnang.outputs.article import read_article
from camnang.outputs.tree import HandoutError, strings
from camnang.screens import for_print

PAGES = sorted((Path(__file__).parent / "fixtures").glob("*.html"))
GUIDE = Path(__file__).parent / "fixtures" / "kich-hoat-sau-buoc.html"
# written again here on purpose: what paper may leave out is decided twice
LEFT_OUT = ".duong-dan, .viec-trang, .phan-lien-quan, .headerlink, .so-nguon, .thong-tin, .phan-nguon h2, svg"


def words_of(text: str) -> Counter[str]:
    """Words and numbers, without the signs between them."""
    return Counter(re.findall(r"\w+", text))


def page_words(html: str) -> Counter[str]:
    """Words a reader sees in the article, without what only the screen needs."""
    page = LexborHTMLParser(html).css_first("div.trang")
    assert page is not None
    for node in page.css(LEFT_OUT):
        node.decompose()
    for number in page.css(".buoc-so"):
        number.decompose()
    return words_of(page.text(separator=" "))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_word_of_the_page_is_in_the_tree(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    article = read_article(html, for_print)
    found = words_of(" ".join(strings(article)))
    found.update({str(section["n"]): 1 for section in article["sections"] if section["t"] == "step"})
    missing = page_words(html) - found
    assert not missing


def test_steps_keep_number_drawing_and_words_together() -> None:
    steps = [
        part for part in read_article(GUIDE.read_text(encoding="utf-8"), for_print)["sections"] if part["t"] == "step"
    ]
    assert [step["n"] for step in steps] == [1, 2, 3, 4, 5, 6]
    assert all(step["figure"]["alt"].startswith("Màn hình") and step["c"] for step in steps)
    assert steps[1]["c"][-1]["kind"] == "ket"


def test_drawings_are_black_and_white_and_valid_xml() -> None:
    article = read_article(GUIDE.read_text(encoding="utf-8"), for_print)
    svg = next(part["figure"]["svg"] for part in article["sections"] if part["t"] == "step")
    ElementTree.fromstring(svg)
    assert "#0b5d52" not in svg and "#c2410c" not in svg


@pytest.mark.parametrize(
    ("good", "bad", "named"),
    [
        ("<p>Người từ 14 tuổi", "<video src=x></video><p>Người từ 14 tuổi", "<video>"),
        ("<p>Người từ 14 tuổi", '<p><img src="a.png" alt="thẻ"> Người từ 14 tuổi', "<img>"),
        ("<p>Người từ 14 tuổi", "<pre>mã</pre><p>Người từ 14 tuổi", "<pre>"),
        ('role="img" aria-label="Màn hình VNeID, đánh dấu Kích hoạt tài khoản"', 'role="img"', "aria-label"),
        ('data-ngay-kiem="2026-11-20"', "", "data-ngay-kiem"),
        ('<span class="buoc-ten">Gõ mã OTP</span>', "Gõ mã OTP", "buoc"),
        ("<figcaption>", '<iframe src="x"></iframe><figcaption>', "<iframe>"),
    ],
)
def test_what_paper_cannot_show_is_an_error(good: str, bad: str, named: str) -> None:
    html = GUIDE.read_text(encoding="utf-8")
    assert good in html
    with pytest.raises(HandoutError, match=named):
        read_article(html.replace(good, bad, 1), for_print)


def test_a_form_must_be_empty() -> None:
    html = (GUIDE.parent / "nhat-ky.html").read_text(encoding="utf-8")
    with pytest.raises(HandoutError, match="để trống"):
        read_article(html.replace("<td></td>", "<td>Nguyễn Văn Mẫu</td>", 1), for_print)


def test_a_table_with_merged_cells_is_refused() -> None:
    html = (GUIDE.parent / "buoi-1.html").read_text(encoding="utf-8")
    with pytest.raises(HandoutError, match="ô gộp"):
        read_article(html.replace("<td>0–10</td>", '<td colspan="2">0–10</td>', 1), for_print)


def test_spaces_around_marks_are_folded_and_kept_once() -> None:
    html = GUIDE.read_text(encoding="utf-8").replace("Người từ 14 tuổi", " Người\n  <b> từ </b> 14&nbsp;tuổi<br> ", 1)
    part = read_article(html, for_print)["sections"][0]
    assert part["c"][0]["c"][:3] == ["Người ", {"t": "b", "c": ["từ "]}, "14\u00a0tuổi"]
