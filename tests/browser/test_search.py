"""The search box finds pages however the words are typed, marks the words, and helps on when nothing fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import Visit
from .waiting import until

Start = Callable[[BrowserContext], Visit]
RESULT = ".md-search-result__item"
GUIDE = "huong-dan/vneid/kich-hoat-muc-2.html"
BODY_ONLY = "cây trong vườn"  # words of one guide that stand in no title, keyword or description


def type_words(page: Page, words: str) -> None:
    """Opens the search box and types; waits until the results are those of the last letter."""
    page.locator(".mo-tim:visible").first.click()
    page.keyboard.type(words)
    page.locator(RESULT).first.wait_for()
    until(page, "words => document.querySelector('.md-search__input').value === words", words)
    page.wait_for_timeout(250)  # the answer to the last letter


def found(page: Page, words: str) -> list[str]:
    """Addresses of the results, best first, after typing `words`."""
    type_words(page, words)
    links = page.locator(f"{RESULT} > a:first-child")
    return [
        str(link.get_attribute("href")).split("#")[0].removeprefix(page.url.rsplit("/", 1)[0] + "/")
        for link in links.all()
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kich hoat vneid", GUIDE),
        ("kích hoạt VNeID", GUIDE),
        ("kichhoat vnied", GUIDE),
        ("G001", GUIDE),
        ("mat dien thoai", "gap/mat-dien-thoai.html"),
        ("chuyen tien qr", "huong-dan/thanh-toan/chuyen-tien-qr.html"),
    ],
)
def test_finds(words: str, expected: str, phone: BrowserContext, visit: Start) -> None:
    assert expected in found(visit(phone).open("index.html"), words)[:3]


def test_marks_the_words_as_they_are_written(phone: BrowserContext, visit: Start) -> None:
    page = visit(phone).open("index.html")
    found(page, "dien thoai")
    assert "điện thoại" in [words.lower() for words in page.locator(".md-search-result mark").all_inner_texts()]


def test_english_pages_find_english_pages_only(phone: BrowserContext, base: str, visit: Start) -> None:
    page = visit(phone).open("en/index.html")
    hits = found(page, "licence")
    assert hits and all(hit.startswith(("index.html", "ve-trang/")) for hit in hits)


def test_nothing_of_the_search_is_loaded_before_it_is_asked_for(phone: BrowserContext, visit: Start) -> None:
    eyes = visit(phone)
    asked: list[str] = []
    eyes.page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    eyes.open("index.html").wait_for_load_state("networkidle")
    assert not [name for name in asked if re.search("bundle|search|tim-|may-|loi|to-sang", name)]


def test_the_words_of_the_pages_come_only_when_titles_do_not_answer(phone: BrowserContext, visit: Start) -> None:
    eyes = visit(phone)
    asked: list[str] = []
    eyes.page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page = eyes.open("index.html")
    type_words(page, "mat dien thoai")
    page.wait_for_timeout(1000)  # longer than the pause after which they would be fetched
    assert "loi.js" not in asked
    page.keyboard.type("")
    page.keyboard.type(BODY_ONLY)
    page.locator(f"{RESULT} > a[href*='{GUIDE}']").first.wait_for()
    assert "loi.js" in asked
    assert page.locator(".md-search-result mark", has_text=BODY_ONLY).count()


def test_escape_closes_and_gives_the_focus_back(desktop: BrowserContext, visit: Start) -> None:
    page = visit(desktop).open("index.html")
    found(page, "căn cước")
    page.keyboard.press("Escape")
    page.locator(".md-search__inner").wait_for(state="hidden")
    assert "mo-tim" in str(page.evaluate("document.activeElement.className"))


def open_first(page: Page, words: str) -> None:
    type_words(page, words)
    page.locator(f"{RESULT} a").first.click()
    page.locator("mark.tim").first.wait_for()


def test_a_result_opens_with_its_words_marked_and_a_clean_address(
    phone: BrowserContext, base: str, visit: Start
) -> None:
    page = visit(phone).open("ve-trang/index.html")
    open_first(page, "kich hoat vneid")
    assert page.url == base + GUIDE
    marked = {words.lower() for words in page.locator("mark.tim").all_inner_texts()}
    assert marked == {"kích hoạt", "vneid"}
    expect(page.locator(".to-sang")).to_contain_text(f"{page.locator('mark.tim').count()}")
    assert page.evaluate("sessionStorage.length") == 0


def closed(page: Page) -> str:
    """The page's HTML; a box that was opened for a found word may stay open."""
    return page.locator("#noi-dung").inner_html().replace(' open=""', "")


def test_the_marks_can_be_cleared_and_the_text_is_whole_again(phone: BrowserContext, base: str, visit: Start) -> None:
    page = visit(phone).open(GUIDE)
    before = closed(page)
    open_first(page, "kich hoat vneid")
    page.locator(".to-sang button").click()
    expect(page.locator("mark.tim")).to_have_count(0)
    expect(page.locator(".to-sang")).to_be_hidden()
    assert closed(page) == before


def test_when_nothing_fits_the_five_doors_and_the_way_to_ask_stand_there(
    phone: BrowserContext, base: str, visit: Start
) -> None:
    page = visit(phone).open("huong-dan/vneid/index.html")
    page.locator(".mo-tim:visible").first.click()
    page.keyboard.type("qqqq zzzz")
    expect(page.locator(".md-search-result__meta")).to_contain_text("Chưa thấy trang nào")
    panel = page.locator(".tim-khac")
    doors = [str(link.get_attribute("href")) for link in panel.locator("li a").all()]
    assert len(doors) == 5 and len(set(doors)) == 5
    assert all((box := link.bounding_box()) and box["height"] >= 48 for link in panel.locator("li a").all())
    panel.locator("p a").click()
    page.wait_for_url(f"{base}gop-bai/index.html")


def test_works_from_a_usb_stick_without_a_network(phone: BrowserContext, site: Path) -> None:
    page = phone.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith("file:") else None)
    phone.set_offline(True)
    try:
        page.goto((site / "yen-tam/index.html").as_uri())
        type_words(page, "kich hoat vneid")
        first = page.locator(f"{RESULT} > a").first
        assert GUIDE in str(first.get_attribute("href"))
        page.keyboard.type("")
        page.keyboard.type(BODY_ONLY)
        page.locator(f"{RESULT} > a[href*='{GUIDE}']").first.wait_for()
        page.locator(f"{RESULT} > a[href*='{GUIDE}']").first.click()
        page.locator("mark.tim").first.wait_for()
        assert page.url.startswith("file:") and GUIDE in page.url
        assert faults == []
    finally:
        phone.set_offline(False)
        page.close()
