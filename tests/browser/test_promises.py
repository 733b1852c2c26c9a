"""«Trang này không xin gì của bà con»: each promise of the page has a test here, named by the promise's code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from camnang import promises

from .conftest import PHONE
from .waiting import until

PAGE = "ve-trang/khong-xin-gi.html"
IN_ZALO = "Mozilla/5.0 (Linux; Android 12; SM-A055F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36 Zalo/1.0"
SAMPLE = (
    "index.html", PAGE, "huong-dan/vneid/kich-hoat-muc-2.html", "yen-tam/vneid-giu-gi.html", "gap/index.html",
    "lua-dao/gia-dien-luc.html", "lua-dao/that-hay-gia/tin-nhan.html", "to/bieu-mau/bao-cao-quy.html",
    "to/kiem-viec/truoc-buoi-ho-tro.html", "dien-hinh/index.html", "tu-dien/index.html", "en/index.html", "404.html",
)  # fmt: skip
STORY = "gop-bai/ke-chuyen.html"
GUIDE = "huong-dan/vneid/kich-hoat-muc-2.html"
KEPT = {
    "camnang.nen",
    "camnang.co",
    "camnang.tich",
    "camnang.buoc",
    "camnang.tap",
    "camnang.nhap",
    "camnang.nhac",
    "camnang.to",
}  # what the page names as kept in the device
ASKING = re.compile(r"(?<!\w)(?:otp|pin|matkhau|mat-khau|password|cccd|can-cuoc|so-tai-khoan)(?!\w)", re.IGNORECASE)
TRACKING = re.compile(r"sendBeacon|XMLHttpRequest|WebSocket|EventSource|google-analytics|gtag\(|RTCPeerConnection")
LOADED = (
    "script[src], link[href]:not([rel=canonical]), img[src], iframe, object, embed, video, audio, source, form[action]"
)
OFFICIAL_ENDINGS = (".gov.vn",)


@dataclass(frozen=True)
class Built:
    """The built site read once: pages by address, own scripts by name."""

    site: Path
    pages: dict[str, LexborHTMLParser]
    scripts: dict[str, str]

    def nodes(self, selector: str) -> Iterator[tuple[str, LexborNode]]:
        """Every node of every page that a selector finds."""
        for path, tree in self.pages.items():
            for node in tree.css(selector):
                yield path, node


@pytest.fixture(scope="module")
def whole(site: Path) -> Built:
    """All pages and all scripts that we wrote."""
    pages = {
        file.relative_to(site).as_posix(): LexborHTMLParser(file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("*.html"))
    }
    scripts = {file.name: file.read_text(encoding="utf-8") for file in sorted((site / "assets/js").glob("*.js"))}
    assert len(pages) > 200 and scripts
    return Built(site, pages, scripts)


@dataclass(frozen=True)
class Walk:
    """What a browser saw on a walk through the sample with every button pressed."""

    cookies: list[object]
    kept: set[str]
    hosts: set[str]
    stores: set[str]  # names of the shelves with kept pages
    left: str  # in the rehearsal's box after a number like a real one was typed


@pytest.fixture(scope="module")
def walk(browser: Browser, base: str) -> Iterator[Walk]:
    """One walk: each page opened, text size and colours changed, search used, a guide stepped through and rehearsed."""
    context: BrowserContext = browser.new_context(viewport=PHONE, has_touch=True)
    hosts: set[str] = set()
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    kept: set[str] = set()
    page = context.new_page()
    for path in SAMPLE:
        page.goto(base + path)
        page.locator(".doi-co-chu").click()
        page.locator(".doi-nen").click()
        for box in page.locator(".tich, .task-list-item label").all()[:1]:
            box.click()
        if page.locator(".dien-to").count():
            page.locator(".dien-to").click()
            page.locator(".dien-khung input").first.fill("Tổ mẫu")
            page.locator(".dien-khung input").last.check()
        kept |= set(page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))"))
    page.goto(base + "index.html")
    page.locator(".dau-trang .mo-tim").click()
    page.keyboard.type("mat dien thoai")
    page.wait_for_selector(".md-search-result__item")
    kept |= set(page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))"))
    page.goto(base + STORY)
    page.locator(".ke-chuyen textarea").first.fill("Tổ 4 người")
    kept |= set(page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))"))
    page.goto(base + GUIDE)
    left = _rehearse(page)
    kept |= set(page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))"))
    until(page, "navigator.serviceWorker.controller")
    stores = set(page.evaluate("caches.keys()"))
    kept |= _put_off(browser, base + GUIDE)
    yield Walk(context.cookies(), kept, {host for host in hosts if host}, stores, left)
    context.close()


def _put_off(browser: Browser, address: str) -> set[str]:
    """Opens a page inside Zalo and presses «Để sau»; returns what was kept of it."""
    context = browser.new_context(viewport=PHONE, user_agent=IN_ZALO)
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.locator(".nhac-bo").click()
    kept = set(page.evaluate("Object.keys(localStorage)"))
    context.close()
    return kept


def _rehearse(page: Page) -> str:
    """Goes one step on, closes, rehearses to the end; returns what a box kept of a number like a real one."""
    page.locator(".mo-buoc").click()
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.locator(".mo-tap").click()
    page.locator(".tap-san > button").first.wait_for()
    left = ""
    while page.locator(".tap-san > button").count():
        page.locator(".tap-san > button[style*='z-index']").last.click()
        if page.locator(".tap-bo").is_visible():
            page.locator(".tap-go input").fill("001099012345")
            left += page.locator(".tap-go input").input_value()
            page.locator(".tap-bo").click()
    return left


def no_cookie(whole: Built, walk: Walk, base: str) -> None:
    assert walk.cookies == []
    assert [name for name, text in whole.scripts.items() if "document.cookie" in text] == []


def no_other_host(whole: Built, walk: Walk, base: str) -> None:
    assert walk.hosts == {urlsplit(base).netloc}
    outside = [
        (path, address)
        for path, node in whole.nodes(LOADED)
        for address in [
            node.attributes.get("src") or node.attributes.get("href") or node.attributes.get("action") or ""
        ]
        if re.match(r"(?:[a-z]+:)?//", address)
    ]
    assert outside == []


def no_form_that_sends(whole: Built, walk: Walk, base: str) -> None:
    forms = {(node.attributes.get("name"), node.attributes.get("action")) for _, node in whole.nodes("form")}
    assert forms == {("search", None)}
    sending = [name for name, text in whole.scripts.items() if re.search(r"method:\s*[\"']POST|\.submit\(", text, re.I)]
    assert sending == []


def no_password_field(whole: Built, walk: Walk, base: str) -> None:
    fields = {
        (node.tag, node.attributes.get("type"), node.attributes.get("name"))
        for _, node in whole.nodes("input, textarea, select")
    }
    assert {kind for _, kind, _ in fields} <= {"text", "checkbox", None}
    assert [field for field in fields if ASKING.search(" ".join(map(str, field)))] == []
    assert {name for tag, kind, name in fields if kind == "text"} == {"query"}
    assert walk.left == ""


def no_tracking(whole: Built, walk: Walk, base: str) -> None:
    assert {name: TRACKING.findall(text) for name, text in whole.scripts.items() if TRACKING.search(text)} == {}
    assert list(whole.nodes("img[width='1'], img[height='1'], [ping]")) == []


def no_advertising(whole: Built, walk: Walk, base: str) -> None:
    assert list(whole.nodes("iframe, ins, object, embed, video, audio")) == []


def readable_without_scripts(whole: Built, walk: Walk, base: str) -> None:
    """The words are in the page itself; test_reading.py reads every page type with scripts switched off."""
    for path in SAMPLE:
        article = whole.pages[path].css_first("article")
        assert article is not None and len((article.text() or "").split()) > 30, path
    assert list(whole.nodes("noscript")) == []


def only_kept_in_the_device(whole: Built, walk: Walk, base: str) -> None:
    own = {key for key in walk.kept if key.startswith("camnang.")}
    assert own == KEPT
    named = whole.pages[PAGE].css_first("article")
    assert named is not None and all(key in (named.text() or "") for key in KEPT)
    assert walk.stores == {"camnang:/"}
    theirs = {
        key for key in walk.kept - own if not re.fullmatch(r".*(__palette|__search|__tabs|__outdated|\.__.*)", key)
    }
    assert theirs == set()


def links_only_to_the_sources(whole: Built, walk: Walk, base: str) -> None:
    """Outside the list of sources, every link that leaves the site goes to an official host."""
    loose = {
        (path, address)
        for path, node in whole.nodes("article a[href^=http]")
        for address in [node.attributes.get("href") or ""]
        if not _in_sources(node) and not (urlsplit(address).hostname or "").endswith(OFFICIAL_ENDINGS)
    }
    assert loose == set()


def _in_sources(node: LexborNode) -> bool:
    up: LexborNode | None = node
    while up is not None:
        if "phan-nguon" in (up.attributes.get("class") or ""):
            return True
        up = up.parent
    return False


CHECKS: dict[str, Callable[[Built, Walk, str], None]] = {
    "khong-cookie": no_cookie,
    "khong-may-chu-khac": no_other_host,
    "khong-o-gui": no_form_that_sends,
    "khong-mat-khau": no_password_field,
    "khong-theo-doi": no_tracking,
    "khong-quang-cao": no_advertising,
    "doc-duoc-khong-js": readable_without_scripts,
    "chi-luu-trong-may": only_kept_in_the_device,
    "lien-ket-chinh-chu": links_only_to_the_sources,
}


@pytest.mark.parametrize("code", promises.CODES)
def test_promise_is_kept(code: str, whole: Built, walk: Walk, base: str) -> None:
    CHECKS[code](whole, walk, base)


def test_the_page_promises_exactly_what_is_tested(whole: Built) -> None:
    shown = [node.id for node in whole.pages[PAGE].css(".cam-ket > li")]
    assert sorted(map(str, shown)) == sorted(CHECKS)
    assert all("Thử lần cuối ngày" in (node.text() or "") for node in whole.pages[PAGE].css(".cam-ket > li"))
