"""axe finds nothing on one page of each type, light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from .conftest import Visit

Start = Callable[[BrowserContext], Visit]
KIND = re.compile(r'class="trang trang-([a-z0-9-]+)"')


@pytest.fixture(scope="session")
def one_of_each(site: Path, paths: list[str]) -> list[str]:
    """The first page of every type, and the home pages."""
    found = {"trang-chu": "index.html", "trang-chu-en": "en/index.html"}
    for path in paths:
        match = KIND.search((site / path).read_text(encoding="utf-8"))
        assert match, f"{path} không có khung trang"
        found.setdefault(match[1], path)
    return sorted(found.values())


def violations(page: Page, paths: Iterable[str], base: str) -> list[str]:
    """What axe says of each page, one line per rule."""
    said = []
    for path in paths:
        page.goto(base + path)
        for one in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]:
            said.append(f"{path}: {one['id']}: {one['nodes'][0]['html'][:120]}")
    return said


def test_light(one_of_each: list[str], phone: BrowserContext, base: str, visit: Start) -> None:
    assert violations(visit(phone).page, one_of_each, base) == []


def test_dark(one_of_each: list[str], dark_phone: BrowserContext, base: str, visit: Start) -> None:
    assert violations(visit(dark_phone).page, one_of_each, base) == []


def test_open_search(phone: BrowserContext, visit: Start) -> None:
    page = visit(phone).open("index.html")
    page.locator(".mo-tim").first.click()
    page.keyboard.type("vneid")
    page.locator(".md-search-result__item").first.wait_for()
    found = Axe().run(page, context=".md-search").response["violations"]
    assert [one["id"] for one in found] == []
