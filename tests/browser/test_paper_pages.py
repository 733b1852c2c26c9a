"""What readers see of sheets and their codes: notices on their day, short pages without scripts, a light list of sheets."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from .conftest import Visit
from .waiting import until

GUIDE, LIST = "huong-dan/vneid/kich-hoat-muc-2.html", "to-roi/index.html"
Open = Callable[[BrowserContext], Visit]


def review_day(site: Path) -> str:
    found = re.search(r'data-xem-lai="([\d-]+)"', (site / GUIDE).read_text(encoding="utf-8"))
    assert found
    return found[1]


def test_a_page_past_its_review_says_so_on_the_readers_day(phone: BrowserContext, visit: Open, site: Path) -> None:
    seen = visit(phone)
    day = review_day(site)
    after = f"{int(day[:4]) + 1}{day[4:]}"
    for now, shown in ((day, False), (after, True)):
        seen.page.clock.set_fixed_time(f"{now}T09:00:00")
        notice = seen.open(GUIDE).locator(".qua-ngay")
        assert notice.is_visible() == shown
    assert "/".join(reversed(day.split("-"))) in notice.inner_text() and "Hỏi lại trước khi dùng" in notice.inner_text()


def test_the_review_day_stands_in_the_page_without_scripts(plain: BrowserContext, visit: Open, site: Path) -> None:
    page = visit(plain).open(GUIDE)
    assert "/".join(reversed(review_day(site).split("-"))) in page.locator(".thong-tin").first.inner_text()
    assert not page.locator(".qua-ngay").is_visible()


def test_a_withdrawn_code_is_told_in_very_large_letters_without_scripts(plain: BrowserContext, visit: Open) -> None:
    page = visit(plain).open("D025/index.html")
    large = page.locator("h1")
    assert large.inner_text() == "TỜ NÀY KHÔNG CÒN DÙNG"
    size = float(large.evaluate("node => parseFloat(getComputedStyle(node).fontSize)"))
    assert size >= 36
    box = large.bounding_box()
    assert box and box["width"] > 360 * 0.85 and box["y"] + box["height"] < 740
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_code_leads_on_without_scripts(plain: BrowserContext, visit: Open) -> None:
    page = visit(plain).open("G001/index.html")
    page.wait_for_url(f"**/{GUIDE}")


def test_a_code_typed_in_small_letters_finds_its_page(phone: BrowserContext, visit: Open, base: str) -> None:
    seen = visit(phone)
    seen.page.goto(f"{base}g001/")
    seen.page.wait_for_url(f"**/{GUIDE}")
    seen.page.goto(f"{base}z999/")
    assert seen.page.url.lower().endswith("/z999/") and seen.page.locator("h1").count() == 1
    seen.faults[:] = [fault for fault in seen.faults if "404" not in fault]  # the server does answer 404 first


@pytest.fixture
def fetched(phone: BrowserContext, visit: Open) -> tuple[Visit, list[str]]:
    """The list of sheets just opened, and what was fetched for it so far."""
    seen = visit(phone)
    asked: list[str] = []
    seen.page.on("request", lambda request: asked.append(request.url))
    seen.open(LIST)
    seen.page.wait_for_load_state("networkidle")
    return seen, asked


def test_only_pictures_in_view_are_fetched(fetched: tuple[Visit, list[str]]) -> None:
    seen, asked = fetched
    assert not [url for url in asked if "/anh-to/" in url]
    shelf = seen.page.locator("details.ke-to").first
    shelf.locator("summary").click()
    shelf.locator("img").first.scroll_into_view_if_needed()
    until(seen.page, "document.querySelector('.ke-to img').complete")
    pictures = [url for url in asked if "/anh-to/" in url]
    assert pictures and len(pictures) < seen.page.locator(".ke-to img").count() / 4


def test_pictures_come_without_moving_the_words(fetched: tuple[Visit, list[str]]) -> None:
    seen, _ = fetched
    shelf = seen.page.locator("details.ke-to").first
    shelf.locator("summary").click()
    places = "[...document.querySelectorAll('details.ke-to')[0].querySelectorAll('.ten')].map(e => e.getBoundingClientRect().top + scrollY)"
    with_pictures = seen.page.evaluate(places)
    seen.page.evaluate("for (const one of document.querySelectorAll('.ke-to img')) one.removeAttribute('src')")
    assert seen.page.evaluate(places) == with_pictures


def test_the_list_is_whole_without_scripts_and_pictures(plain: BrowserContext, visit: Open) -> None:
    page = visit(plain).open(LIST)
    page.locator("details.ke-to summary").first.click()
    first = page.locator("details.ke-to li").first
    assert first.locator(".ten").is_visible() and "trang" in first.locator(".kho-to").first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
