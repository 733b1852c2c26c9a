"""A walk through every kind of page and every feature with the policies of page and server: no browser refuses anything."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from camnang.outputs import servers

from .conftest import PHONE, _Handler

GUIDE = "huong-dan/vneid/kich-hoat-muc-2.html"
CHECKLIST = "to/kiem-viec/truoc-buoi-ho-tro.html"
PAGES = (
    "index.html", "huong-dan/index.html", GUIDE, "yen-tam/vneid-giu-gi.html", "lua-dao/gia-dien-luc.html",
    "lua-dao/that-hay-gia/tin-nhan.html", "gap/doc-ma-otp.html", "dien-hinh/index.html", "tu-dien/index.html", CHECKLIST,
    "to/bieu-mau/bao-cao-quy.html", "day/giao-an/buoi-1-kich-hoat-vneid.html", "en/index.html", "G001/index.html",
)  # fmt: skip
LISTEN = """addEventListener("securitypolicyviolation", (event) =>
  seen(`${location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"""


class _Strict(_Handler):
    """Sends what the shipped servers send."""

    def end_headers(self) -> None:
        for name, value in servers.HEADERS:
            self.send_header(name, value)
        super().end_headers()


@pytest.fixture(scope="module")
def strict_base(site: Path) -> Iterator[str]:
    """Address of the site behind a server with the headers of the shipped settings."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Strict, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def walker(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A phone and what its browser refused or complained about."""
    context: BrowserContext = browser.new_context(viewport=PHONE, has_touch=True)
    seen: list[str] = []
    context.expose_binding("seen", lambda source, words: seen.append(words))
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.on("console", lambda said: seen.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    yield page, seen
    context.close()


def press_everything(page: Page) -> None:
    """Every button and box that stands on the page, one after the other; what opens is closed again."""
    for opened in page.locator("details").all():
        opened.locator("summary").first.click()
    for box in page.locator(".task-list-item label").all()[:3]:
        box.click()
    for choice in page.locator(".loc-thanh select").all():
        choice.select_option(index=1)
    for button in ("doi-nen", "doi-co-chu"):
        page.locator(f".{button}").click()


def search(page: Page) -> None:
    page.locator(".mo-tim").first.click()
    page.keyboard.type("mat dien thoai")
    page.wait_for_selector(".md-search-result__item")
    page.locator(".md-search__input").press("Enter")


def walk(page: Page, address: Callable[[str], str]) -> None:
    for path in PAGES:
        page.goto(address(path))
        page.wait_for_selector("html.js")
        press_everything(page)
        page.emulate_media(media="print")
        page.emulate_media(media="screen")
    assert page.url == address(GUIDE)  # the short code led there


def test_nothing_is_refused(walker: tuple[Page, list[str]], strict_base: str) -> None:
    page, seen = walker
    walk(page, lambda path: strict_base + path)
    page.goto(strict_base + "404.html")
    press_everything(page)
    search(page)
    assert seen == []
    assert page.evaluate("getComputedStyle(document.querySelector('.dau-trang')).backgroundColor") == "rgb(11, 93, 82)"


def test_nothing_is_refused_from_a_usb_stick(walker: tuple[Page, list[str]], site: Path) -> None:
    page, seen = walker
    walk(page, lambda path: (site / path).as_uri())
    assert seen == []


@pytest.mark.parametrize(
    ("deed", "rule"),
    [
        ("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.bad = 1'}))", "script-src"),
        ("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')", "style-src"),
        ("document.body.append(Object.assign(new Image(), {src: 'https://xa.example/a.png'}))", "img-src"),
        ("fetch('https://xa.example/').catch(() => 0)", "connect-src"),
        ("document.body.append(Object.assign(document.createElement('iframe'), {src: '/'}))", "frame-src"),
    ],
)  # fmt: skip
def test_bad_deeds_are_refused(walker: tuple[Page, list[str]], strict_base: str, deed: str, rule: str) -> None:
    page, seen = walker
    page.goto(strict_base + GUIDE)
    page.evaluate(f"() => {{ {deed} }}")
    page.wait_for_timeout(100)
    assert any(rule in words for words in seen), seen
    assert page.evaluate("window.bad") is None
