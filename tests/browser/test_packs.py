"""Packs opened from the disk with the network cut."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from camnang.outputs import pack_guide, pack_usb

from .conftest import DESKTOP

DAY = date(2026, 11, 28)


@pytest.fixture
def lonely(browser: Browser) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A computer without a network: page, addresses asked for, errors."""
    context = browser.new_context(viewport=DESKTOP, offline=True)
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page, asked, faults
    context.close()


def test_the_stick_opens_leads_on_and_searches(
    site: Path, root: Path, tmp_path: Path, lonely: tuple[Page, list[str], list[str]]
) -> None:
    page, asked, faults = lonely
    with zipfile.ZipFile(pack_usb.pack_usb(site, tmp_path, root, DAY)) as box:
        box.extractall(tmp_path / "usb")
    page.goto((tmp_path / "usb" / pack_usb.FIRST).as_uri())
    page.get_by_role("link", name="Mở cẩm nang").click()
    page.locator(".the-cua-lam a").click()
    assert page.locator("h1").inner_text() == "Hướng dẫn từng việc"
    assert not page.locator(".luu-trang").is_visible()
    page.locator(".mo-tim:visible").first.click()
    page.keyboard.type("quen mat khau vneid")
    page.locator(".md-search-result__item a[href*='quen-mat-khau']").first.click()
    page.wait_for_url("**/quen-mat-khau.html*")
    assert page.locator("h1").inner_text() == "Lấy lại mật khẩu VNeID khi quên"
    assert [address for address in asked if not address.startswith(("file:", "data:", "blob:"))] == []
    assert faults == []


def test_a_guide_in_one_file_asks_for_nothing(
    site: Path, root: Path, tmp_path: Path, lonely: tuple[Page, list[str], list[str]]
) -> None:
    page, asked, faults = lonely
    [file] = pack_guide.pack_guides(site, tmp_path, root, ["G001"])
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(file.as_uri())
    assert asked == [file.as_uri()] and faults == []
    assert page.locator("h1").inner_text() == "Kích hoạt tài khoản VNeID mức 2"
    assert page.locator(".buoc svg").count() > 5
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert "G001" in page.locator("footer").inner_text()
