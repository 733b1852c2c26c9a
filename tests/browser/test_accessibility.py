"""WCAG 2.2 AA on one page of each type: axe, colours of the three backgrounds, targets, keyboard, zoom, motion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from selectolax.lexbor import LexborHTMLParser

from .conftest import PHONE, Visit
from .waiting import until

Start = Callable[[BrowserContext], Visit]
KIND = re.compile(r'class="trang trang-([a-z0-9-]+)"')
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GUIDE = "huong-dan/vneid/kich-hoat-muc-2.html"
SMALLEST = 44  # CSS pixels, WCAG 2.5.5; 2.5.8 (AA) asks for 24

CONTROLS = """() => [...document.querySelectorAll("a[href], button, select, summary, label, input, [tabindex='0']")]
  .filter((one) => one.checkVisibility({visibilityProperty: true}))
  .filter((one) => getComputedStyle(one).display !== "inline" && !one.matches("label input, .bang-khung, .an"))
  .map((one) => [one.outerHTML.slice(0, 90), (one.closest(".danh-sach > li:has(> .ten)") || one).getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.width < SMALLEST || box.height < SMALLEST))
  .map(([html, box]) => `${html}: ${Math.round(box.width)}×${Math.round(box.height)}`)""".replace(
    "SMALLEST", str(SMALLEST)
)

FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const look = getComputedStyle(one);
  const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  const form = one.closest("form");
  const shadow = one.matches("input") && form && getComputedStyle(form).boxShadow !== "none";
  const box = [...one.getClientRects()].find((part) => part.width > 1) || one.getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20)];
  const top = document.elementFromPoint(x, y);
  const faults = [];
  if (!ring && !shadow) faults.push("không thấy khung chọn");
  if (!top || !(one.contains(top) || top.contains(one) || top.closest("label")?.contains(one))) faults.push("bị che");
  window.daQua = window.daQua || new Set();
  window.daQua.add(one);
  return `${faults.join(", ")}|${one.outerHTML.slice(0, 80)}`;
}"""

MISSED = """(inside) => [...document.querySelector(inside).querySelectorAll("a[href], button, select, summary, input, [tabindex='0']")]
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && one.tabIndex >= 0 && !one.disabled)
  .filter((one) => !window.daQua.has(one)).map((one) => one.outerHTML.slice(0, 80))"""

MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const look = getComputedStyle(one);
  return [look.transitionDuration, look.animationDuration].some((time) => parseFloat(time) > 0) || look.scrollBehavior === "smooth";
}).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="session")
def one_of_each(site: Path, paths: list[str]) -> list[str]:
    """The first page of every type, and the home pages."""
    found = {"trang-chu": "index.html", "trang-chu-en": "en/index.html"}
    for path in paths:
        match = KIND.search((site / path).read_text(encoding="utf-8"))
        assert match, f"{path} không có khung trang"
        found.setdefault(match[1], path)
    return sorted(found.values())


@pytest.fixture(scope="module")
def calm_phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that asks for more contrast and less motion."""
    context = browser.new_context(viewport=PHONE, contrast="more", reduced_motion="reduce", service_workers="block")
    yield context
    context.close()


def violations(page: Page, paths: Iterable[str], base: str, only: dict[str, object]) -> list[str]:
    """What axe says of each page, one line per rule."""
    said = []
    for path in paths:
        page.goto(base + path)
        found = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": only}).response["violations"]
        said += [f"{path}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
    return said


def test_every_rule(one_of_each: list[str], phone: BrowserContext, base: str, visit: Start) -> None:
    assert violations(visit(phone).page, one_of_each, base, {"type": "tag", "values": LEVELS}) == []


def test_dark_colours(one_of_each: list[str], dark_phone: BrowserContext, base: str, visit: Start) -> None:
    assert violations(visit(dark_phone).page, one_of_each, base, {"type": "rule", "values": ["color-contrast"]}) == []


def test_high_contrast_is_seven_to_one(
    one_of_each: list[str], calm_phone: BrowserContext, base: str, visit: Start
) -> None:
    """A phone that asks for contrast gets the third background, and it keeps to level AAA."""
    page = visit(calm_phone).page
    assert violations(page, one_of_each, base, {"type": "rule", "values": ["color-contrast-enhanced"]}) == []
    assert page.evaluate("document.body.dataset.mdColorScheme") == "ro"


def test_open_search_and_open_panel(phone: BrowserContext, visit: Start) -> None:
    page = visit(phone).open(GUIDE)
    page.locator(".gui").click()
    page.locator(".gui-hop").wait_for()
    assert Axe().run(page, context=".gui-hop").response["violations"] == []
    page.keyboard.press("Escape")
    page.locator(".mo-tim").first.click()
    page.keyboard.type("vneid")
    page.locator(".md-search-result__item").first.wait_for()
    assert [one["id"] for one in Axe().run(page, context=".md-search").response["violations"]] == []


def test_targets_fit_a_thumb(one_of_each: list[str], phone: BrowserContext, base: str, visit: Start) -> None:
    """Every control at 360 px; links inside a sentence are exempt."""
    page, small = visit(phone).page, {}
    for path in one_of_each:
        page.goto(base + path)
        if found := page.evaluate(CONTROLS):
            small[path] = found
    assert small == {}


def walk(page: Page, inside: str, presses: int) -> list[str]:
    """Tabs through a page; returns what was wrong with a focused element, and controls that were never reached."""
    faults = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None:
            break
        if not found.startswith("|"):
            faults.append(found)
    else:
        faults.append(f"{presses} lần Tab chưa đi hết trang")
    return faults + [f"không tới được|{one}" for one in page.evaluate(MISSED, inside)]


@pytest.mark.parametrize(
    "path", ("index.html", GUIDE, "lua-dao/that-hay-gia/tin-nhan.html", "dien-hinh/index.html", "to/bieu-mau/bao-cao-quy.html")
)  # fmt: skip
def test_keyboard_reaches_all_and_focus_is_seen(path: str, phone: BrowserContext, visit: Start) -> None:
    page = visit(phone).open(path)
    until(page, "document.readyState === 'complete'")
    assert walk(page, "body", 400) == []


def test_keyboard_in_search(phone: BrowserContext, visit: Start) -> None:
    """Tab goes from the field to the results and never behind the box; Escape leads back to the button."""
    page = visit(phone).open("index.html")
    page.locator(".mo-tim").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("vneid")
    page.locator(".md-search-result__item").first.wait_for()
    place = "document.activeElement.closest('.md-search-result__link, .md-search, .dau-trang-hang, main')?.className"
    seen = []
    for key in ("Shift+Tab", *["Tab"] * 12):
        page.keyboard.press(key)
        assert (page.evaluate(FOCUSED) or "|").startswith("|")
        seen.append(page.evaluate(place) or "")
    assert "md-search-result__link" in " ".join(seen)
    assert [one for one in seen if "dau-trang" in one or "md-main" in one] == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.mo-tim')")


def test_letters_of_double_size_need_no_sideways_scroll(
    one_of_each: list[str], phone: BrowserContext, base: str, visit: Start
) -> None:
    page, wide = visit(phone).page, {}
    for path in one_of_each:
        page.goto(base + path)
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide[path] = width
    assert wide == {}


def test_nothing_moves_where_motion_is_not_wanted(
    one_of_each: list[str], calm_phone: BrowserContext, base: str, visit: Start
) -> None:
    page, moving = visit(calm_phone).page, {}
    for path in one_of_each:
        page.goto(base + path)
        if found := page.evaluate(MOVING):
            moving[path] = found
    assert moving == {}


def test_drawings_have_names_and_icons_are_silent(site: Path, paths: list[str]) -> None:
    nameless = []
    for path in paths:
        tree = LexborHTMLParser((site / path).read_text(encoding="utf-8"))
        for node in tree.css("svg"):
            drawn = node.attributes.get("role") == "img" and len(node.attributes.get("aria-label") or "") > 10
            if drawn == (node.attributes.get("aria-hidden") == "true"):
                nameless.append((path, (node.html or "")[:90]))
    assert nameless == []
