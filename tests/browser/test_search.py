"""The search box finds pages however the words are typed, in the page's own language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from .conftest import Visit

Start = Callable[[BrowserContext], Visit]


def found(page: Page, words: str) -> list[str]:
    """Addresses of the results, best first, after typing `words`."""
    page.locator(".mo-tim:visible").first.click()
    page.keyboard.type(words)
    page.locator(".md-search-result__item").first.wait_for()
    page.wait_for_function("words => document.querySelector('.md-search__input').value === words", arg=words)
    page.wait_for_timeout(250)  # the answer to the last letter
    links = page.locator(".md-search-result__item > a:first-child")
    return [
        str(link.get_attribute("href")).split("#")[0].removeprefix(page.url.rsplit("/", 1)[0] + "/")
        for link in links.all()
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kich hoat vneid", "huong-dan/vneid/kich-hoat-muc-2.html"),
        ("kích hoạt VNeID", "huong-dan/vneid/kich-hoat-muc-2.html"),
        ("mat dien thoai", "gap/mat-dien-thoai.html"),
        ("chuyen tien qr", "huong-dan/thanh-toan/chuyen-tien-qr.html"),
    ],
)
def test_finds(words: str, expected: str, phone: BrowserContext, visit: Start) -> None:
    assert expected in found(visit(phone).open("index.html"), words)[:3]


def test_marks_the_words_as_they_are_written(phone: BrowserContext, visit: Start) -> None:
    page = visit(phone).open("index.html")
    found(page, "dien thoai")
    assert "điện" in page.locator(".md-search-result mark").all_inner_texts()


def test_english_pages_find_english_pages_only(phone: BrowserContext, base: str, visit: Start) -> None:
    page = visit(phone).open("en/index.html")
    hits = found(page, "licence")
    assert hits and all(hit.startswith(("index.html", "ve-trang/")) for hit in hits)


def test_nothing_of_the_search_is_loaded_before_it_is_asked_for(phone: BrowserContext, visit: Start) -> None:
    eyes = visit(phone)
    asked: list[str] = []
    eyes.page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    eyes.open("index.html").wait_for_load_state("networkidle")
    assert not [name for name in asked if "bundle" in name or "search" in name or "tim-kiem" in name]


def test_escape_closes_and_gives_the_focus_back(desktop: BrowserContext, visit: Start) -> None:
    page = visit(desktop).open("index.html")
    found(page, "căn cước")
    page.keyboard.press("Escape")
    page.locator(".md-search__inner").wait_for(state="hidden")
    assert "mo-tim" in str(page.evaluate("document.activeElement.className"))


def test_a_result_opens(phone: BrowserContext, base: str, visit: Start) -> None:
    page = visit(phone).open("ve-trang/index.html")
    found(page, "mat dien thoai")
    page.locator(".md-search-result__item a").first.click()
    page.wait_for_url(lambda url: url.split("#")[0] != f"{base}ve-trang/index.html")
