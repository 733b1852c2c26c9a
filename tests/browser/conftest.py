"""A real Chromium on the built site: one server, one browser, one context per kind of reader.

The shared readers take every page from the server; test_offline.py has readers of its own who keep pages.
"""

from __future__ import annotations

import functools
import os
import re
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

CHROMIUM = os.environ.get("CAMNANG_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run"
)
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
SHORT_CODE = re.compile(r"[A-Z]\d{3}/")


class Visit:
    """One browser page that remembers what must never happen: errors and calls to other hosts."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.page: Page = context.new_page()
        self.base = base
        self.faults: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda request: self._watch(request.url))

    def open(self, path: str) -> Page:
        """Goes to a page of the site."""
        self.page.goto(self.base + path)
        return self.page

    def _hear(self, said: ConsoleMessage) -> None:
        """Errors count; a bare picture has no icon, and the browser itself asks for one."""
        if said.type == "error" and not str(said.location["url"]).endswith("/favicon.ico"):
            self.faults.append(said.text)

    def _watch(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:")):
            self.faults.append(f"gọi ra ngoài: {url}")


class _Handler(SimpleHTTPRequestHandler):
    """Answers a missing page with the site's own 404 page, as real servers are told to."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(HTTPStatus(code))
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def paths(site: Path) -> list[str]:
    """Addresses of all reading pages (short-code pages only forward to them)."""
    found = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    pages = [path for path in found if not SHORT_CODE.match(path)]
    assert len(pages) > 30
    return pages


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    """Address of the site on this machine, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of the session."""
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield found
        found.close()


@pytest.fixture(scope="session")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A cheap phone, light."""
    context = browser.new_context(viewport=PHONE, color_scheme="light", has_touch=True, service_workers="block")
    yield context
    context.close()


@pytest.fixture(scope="session")
def dark_phone(browser: Browser) -> Iterator[BrowserContext]:
    """The same phone in its dark setting."""
    context = browser.new_context(viewport=PHONE, color_scheme="dark", service_workers="block")
    yield context
    context.close()


@pytest.fixture(scope="session")
def desktop(browser: Browser) -> Iterator[BrowserContext]:
    """The commune's computer."""
    context = browser.new_context(viewport=DESKTOP, color_scheme="light", service_workers="block")
    yield context
    context.close()


@pytest.fixture(scope="session")
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A phone on which no script runs."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture
def visit(base: str) -> Iterator[Callable[[BrowserContext], Visit]]:
    """Opens a watched page in a context; closes it and judges what it saw at the end of the test."""
    visits: list[Visit] = []

    def start(context: BrowserContext) -> Visit:
        visits.append(Visit(context, base))
        return visits[-1]

    yield start
    for one in visits:
        one.page.close()
        assert one.faults == []
