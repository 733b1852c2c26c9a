"""Every page on a phone: fits, can be read, leads everywhere, and stays quiet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import BrowserContext, Page

from .conftest import Visit

Start = Callable[[BrowserContext], Visit]

DOORS = [f"{folder}/index.html" for folder in ("huong-dan", "yen-tam", "day", "to", "gap")]
GUIDE = "huong-dan/vneid/kich-hoat-muc-2.html"

MEASURE = """() => ({
  width: document.documentElement.scrollWidth,
  letters: parseFloat(getComputedStyle(document.body).fontSize),
  line: parseFloat(getComputedStyle(document.body).lineHeight),
  title: document.querySelectorAll("h1").length,
  doors: [...document.querySelectorAll(".thanh-cua a")].map((link) => link.href),
  small: [...document.querySelectorAll(".thanh-cua a, .dau-trang a, .dau-trang button, summary, .tai-ban-in, .the-cua a")]
    .map((item) => [item.className || item.tagName, item.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 48 || box.height < 48)).map(([name]) => name),
  wide: [...document.querySelectorAll("article *")].filter((item) => item.getBoundingClientRect().right > innerWidth + 1
    && !item.closest("table, .phieu-khung, pre, svg, .an")).map((item) => item.className || item.tagName).slice(0, 3),
})"""


def test_every_page_fits_and_leads_to_the_five_doors(
    paths: list[str], base: str, phone: BrowserContext, visit: Start
) -> None:
    eyes = visit(phone)
    wrong = {}
    for path in paths:
        seen: dict[str, Any] = eyes.open(path).evaluate(MEASURE)
        faults = [
            seen["width"] > 360 and f"rộng {seen['width']}",
            seen["wide"] and f"tràn: {seen['wide']}",
            seen["letters"] < 18 and f"chữ {seen['letters']}",
            seen["line"] / seen["letters"] < 1.5 and "dòng quá khít",
            seen["title"] != 1 and f"{seen['title']} tên trang",
            seen["doors"] != [urljoin(base, door) for door in DOORS] and f"cửa: {seen['doors']}",
            seen["small"] and f"chỗ bấm nhỏ: {seen['small']}",
        ]
        if any(faults):
            wrong[path] = [fault for fault in faults if fault]
    assert wrong == {}


@pytest.mark.parametrize("path", ["index.html", GUIDE, "to/ke-hoach-nam.html", "404.html"])
def test_largest_letters_still_fit(path: str, phone: BrowserContext, visit: Start) -> None:
    page = visit(phone).open(path)
    page.evaluate("document.documentElement.dataset.co = 3")
    seen = page.evaluate(MEASURE)
    assert seen["letters"] > 24
    assert seen["width"] <= 360
    assert seen["wide"] == []


def test_a_door_opens_with_one_tap(phone: BrowserContext, base: str, visit: Start) -> None:
    page = visit(phone).open(GUIDE)
    page.locator(".thanh-cua-gap").tap()
    page.wait_for_url(f"{base}gap/index.html")
    assert page.locator(".thanh-cua-gap").get_attribute("aria-current") == "true"


def test_the_bar_never_covers_the_end_of_a_page(phone: BrowserContext, visit: Start) -> None:
    page = visit(phone).open(GUIDE)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    gap = page.evaluate(
        """() => document.querySelector(".thanh-cua").getBoundingClientRect().top
        - document.querySelector(".giay-phep").getBoundingClientRect().bottom"""
    )
    assert gap >= 0


def test_wide_screens_show_words_beside_the_drawing(desktop: BrowserContext, visit: Start) -> None:
    page = visit(desktop).open(GUIDE)
    step = page.locator(".buoc").first
    words, drawing = step.locator(".buoc-loi").bounding_box(), step.locator(".buoc-hinh svg").bounding_box()
    assert words and drawing
    assert words["x"] + words["width"] <= drawing["x"]
    bar = page.locator(".thanh-cua").bounding_box()
    assert bar and bar["y"] < 64


def test_reads_without_scripts(plain: BrowserContext, base: str, visit: Start) -> None:
    page = visit(plain).open(GUIDE)
    assert page.locator("h1").is_visible()
    assert page.locator(".buoc").count() > 3
    assert page.locator(".can-js").all() and not any(item.is_visible() for item in page.locator(".can-js").all())
    box = page.locator("details").first
    box.locator("summary").click()
    assert box.get_attribute("open") is not None
    page.locator(".thanh-cua-lam").click()
    assert page.url == f"{base}huong-dan/index.html"


def test_missing_page_speaks_vietnamese(phone: BrowserContext, base: str, visit: Start) -> None:
    eyes = visit(phone)
    page = eyes.open("khong/co/trang-nay.html")
    eyes.faults = [fault for fault in eyes.faults if "404" not in fault]
    assert page.locator("html").get_attribute("lang") == "vi"
    assert page.locator("h1").inner_text() == "Không thấy trang này"
    page.locator(".the-cua-gap a").click()
    assert page.url == f"{base}gap/index.html"


def test_language_switch_goes_to_the_twin_page(phone: BrowserContext, base: str, visit: Start) -> None:
    page = visit(phone).open("ve-trang/index.html")
    page.locator(".loi-khac a[hreflang=en]").click()
    assert page.url == f"{base}en/ve-trang/index.html"
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".loi-khac a[hreflang=vi]").click()
    assert page.url == f"{base}ve-trang/index.html"


def test_language_switch_without_a_twin_goes_home(phone: BrowserContext, base: str, visit: Start) -> None:
    page = visit(phone).open(GUIDE)
    page.locator(".loi-khac a[hreflang=en]").click()
    assert page.url == f"{base}en/index.html"


def test_print_keeps_the_task_and_drops_the_frame(desktop: BrowserContext, visit: Start) -> None:
    page = visit(desktop).open(GUIDE)
    page.emulate_media(media="print")
    shown = {
        name: page.locator(name).first.is_visible() for name in (".dau-trang", ".thanh-cua", ".cuoi-trang", ".buoc")
    }
    assert shown == {".dau-trang": False, ".thanh-cua": False, ".cuoi-trang": False, ".buoc": True}


def background(page: Page) -> str:
    """Colour of the paper."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def letters(page: Page) -> str:
    """Size of the letters."""
    return str(page.evaluate("getComputedStyle(document.body).fontSize"))


def test_three_backgrounds_and_three_sizes_are_remembered(desktop: BrowserContext, visit: Start) -> None:
    page = visit(desktop).open("index.html")
    seen = [(background(page), letters(page))]
    for _ in range(2):
        page.locator(".doi-nen").click()
        page.locator(".doi-co-chu").click()
        page.goto(page.url.replace("index.html", GUIDE))
        seen.append((background(page), letters(page)))
    assert len({size for _, size in seen}) == 3
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert len({paper for paper, _ in seen}) == 3
    page.locator(".doi-nen").click()
    page.locator(".doi-co-chu").click()
    assert (background(page), letters(page)) == seen[0]


def test_works_where_nothing_may_be_remembered(desktop: BrowserContext, visit: Start) -> None:
    eyes = visit(desktop)
    eyes.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    page = eyes.open(GUIDE)
    light = background(page)
    page.locator(".doi-nen").click()
    assert background(page) != light
