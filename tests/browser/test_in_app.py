"""Pages opened inside Zalo, Facebook and the like say how to get out; everybody else never sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from .conftest import PHONE

PHONE_UA = (
    "Mozilla/5.0 (Linux; Android 12; SM-A055F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
)
APPS = {
    "zalo": f"{PHONE_UA} Zalo android/12110668 ZaloTheme/light ZaloLanguage/vi",
    "facebook": f"{PHONE_UA} [FB_IAB/FB4A;FBAV/440.0.0.36.112;]",
    "messenger": f"{PHONE_UA} [FB_IAB/Orca-Android;FBAV/440.0.0.17.110;]",
    "iphone": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/440.0;]",
}
GUIDE = "huong-dan/vneid/kich-hoat-muc-2.html"
Enter = Callable[[str], Page]


@pytest.fixture
def enter(browser: Browser, base: str) -> Iterator[Enter]:
    """Opens a guide with a user agent."""
    contexts = []

    def start(agent: str) -> Page:
        context = browser.new_context(viewport=PHONE, user_agent=agent, service_workers="block", has_touch=True)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.goto(base + GUIDE)
        page.wait_for_load_state("networkidle")
        return page

    yield start
    for context in contexts:
        context.close()


@pytest.mark.parametrize("app", APPS)
def test_the_way_out_is_shown_and_fits(app: str, enter: Enter) -> None:
    page = enter(APPS[app])
    bar = page.locator(".nhac-app")
    assert bar.is_visible() and "Mở bằng trình duyệt" in bar.inner_text()
    assert bar.locator("a").is_visible() == (app != "iphone")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    boxes = [button.bounding_box() for button in bar.locator("a:visible, button").all()]
    assert all(box and box["height"] >= 48 for box in boxes)


def test_android_gets_a_link_to_its_own_browser(enter: Enter, base: str) -> None:
    link = enter(APPS["zalo"]).locator(".nhac-app a").get_attribute("href") or ""
    assert link.startswith(f"intent://{urlsplit(base).netloc}/{GUIDE}#Intent;scheme=http;") and link.endswith(";end")


def test_the_address_is_copied_or_shown(enter: Enter, base: str) -> None:
    page = enter(APPS["zalo"])
    page.locator(".nhac-chep").click()
    page.get_by_text("Đã chép.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == base + GUIDE
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
    page.locator(".nhac-chep").click()
    page.get_by_text(base + GUIDE).wait_for()


def test_put_off_once_it_stays_away(enter: Enter, base: str) -> None:
    page = enter(APPS["zalo"])
    page.locator(".nhac-bo").click()
    assert not page.locator(".nhac-app").is_visible()
    page.goto(base + "index.html")
    assert not page.locator(".nhac-app").is_visible()


def test_browsers_are_left_in_peace(enter: Enter) -> None:
    page = enter(PHONE_UA)
    assert not page.locator(".nhac-app").is_visible()
    assert not page.locator("script[src*='trinh-duyet']").count()
