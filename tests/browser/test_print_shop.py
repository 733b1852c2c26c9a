"""Choosing sheets, and filling in contacts before printing from the browser: nothing leaves the device."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from selectolax.lexbor import LexborHTMLParser

from camnang.outputs.joining import widths

from .conftest import Visit
from .waiting import until

Start = Callable[[BrowserContext], Visit]
CHOOSE, GUIDE = "to-roi/chon-to.html", "huong-dan/vneid/kich-hoat-muc-2.html"


def tick(page: Page, code: str) -> None:
    item = page.locator(f'.chon-to li[data-ma="{code}"]')
    item.evaluate("item => item.closest('details').open = true")
    item.locator("input").check()


def test_without_scripts_every_pack_and_sheet_is_there_with_its_paper(
    site: Path, plain: BrowserContext, visit: Start
) -> None:
    tree = LexborHTMLParser((site / CHOOSE).read_text(encoding="utf-8"))
    packs, sheets = tree.css(".bo-to > li"), tree.css(".chon-to li")
    assert len(packs) > 10 and len(sheets) > 300
    for item in [*packs, *sheets[::25]]:
        link, told = item.css_first("a"), item.css_first(".so-to")
        assert link is not None and told is not None
        sides = len(widths((site / "to-roi" / (link.attributes["href"] or "")).resolve().read_bytes()))
        assert told.attributes["data-mat"] == str(sides) and f"{-(-sides // 2)} tờ giấy" in told.text()
    page = visit(plain).open(CHOOSE)
    assert page.locator(".chon-to input").count() == 0 and page.locator(".bo-to a").first.is_visible()
    page.locator(".chon-to summary").first.click()
    assert page.locator(".chon-to li a").first.is_visible()


def test_ticks_give_the_command_the_links_and_the_paper(phone: BrowserContext, visit: Start) -> None:
    page = visit(phone).open(CHOOSE)
    assert page.locator(".chon-thanh").is_hidden()
    for code in ("G001", "Y002", "B002"):
        tick(page, code)
    page.locator(".chon-so input").fill("30")
    sides, cards = (
        {code: int(page.locator(f'.chon-to li[data-ma="{code}"] .so-to').get_attribute(name) or 0) for code in codes}
        for name, codes in (("data-mat", ("G001", "B002", "Y002")), ("data-ban", ("Y002",)))
    )
    assert cards["Y002"] == 4
    papers = 30 * -(-sides["G001"] // 2) + -(-30 // 4) * -(-sides["Y002"] // 2)
    papers += -(-sides["B002"] // 2)  # the lesson is for one: the trainer
    assert f"Cần {papers} tờ giấy A4" in page.locator(".chon-ket [role=status]").inner_text()
    assert f"Cần {papers} tờ" in page.locator(".chon-thanh").inner_text()
    assert page.locator(".chon-ket code").inner_text() == "./camnang pack to --ma G001,Y002,B002"
    links = page.locator(".chon-ket ul a")
    assert links.count() == 3 and links.first.get_attribute("href", timeout=1000).endswith("g001-kich-hoat-muc-2.pdf")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_reams_follow_the_number_of_people(phone: BrowserContext, visit: Start) -> None:
    page = visit(phone).open(f"{CHOOSE}#ma=G001&nguoi=10")
    status = page.locator(".chon-ket [role=status]")
    first = int(re.search(r"Mua (\d+) ram", status.inner_text())[1])  # type: ignore[index]
    page.locator(".chon-so input").fill("1000")
    papers = int(re.search(r"Cần (\d+) tờ", status.inner_text())[1])  # type: ignore[index]
    assert first == 1 and f"Mua {-(-papers // 500)} ram" in status.inner_text() and papers > 1000


def test_a_choice_travels_in_its_address(desktop: BrowserContext, base: str, visit: Start) -> None:
    page = visit(desktop).open(CHOOSE)
    pack = page.locator('.bo-to > li:has(a[href*="bo-buoi-3"])')
    pack.locator("button").click()
    codes = (pack.get_attribute("data-ma") or "").split()
    ticked = page.locator(".chon-to li:has(input:checked)").evaluate_all("all => all.map(one => one.dataset.ma)")
    assert sorted(ticked) == sorted(codes) and len(codes) > 5
    address = page.url
    other = visit(desktop).open(address.removeprefix(base))
    again = other.locator(".chon-to li:has(input:checked)").evaluate_all("all => all.map(one => one.dataset.ma)")
    assert again == ticked
    other.locator(".chon-nut button").last.click()
    assert "#" not in other.url and other.locator(".chon-to input:checked").count() == 0


@pytest.fixture
def own(browser: object) -> object:
    """A device of its own, whose memory nobody else sees."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, service_workers="block")  # type: ignore[attr-defined]
    yield context
    context.close()


def printed(page: Page) -> str:
    page.emulate_media(media="print")
    text = " ".join(page.locator(".lien-he").inner_text().split())
    page.emulate_media(media="screen")
    return text


def test_contacts_are_printed_and_forgotten_unless_asked(own: BrowserContext, visit: Start) -> None:
    page = visit(own).open(GUIDE)
    assert page.locator(".lien-he").is_hidden()
    assert printed(page) == "Tổ công nghệ số: Điện thoại: Gặp ai, ở đâu:"
    page.locator(".dien-to").click()
    fields = page.locator(".dien-khung input[type=text]")
    fields.first.wait_for()
    for field, value in zip(fields.all(), ("Tổ Nà Hỳ", "0912 345 678", "<b>chị Hoa</b>"), strict=True):
        field.fill(value)
    told = "Tổ công nghệ số: Tổ Nà Hỳ Điện thoại: 0912 345 678 Gặp ai, ở đâu: <b>chị Hoa</b>"
    assert printed(page) == told
    assert page.evaluate("Object.keys(localStorage)") == []
    page.reload()
    assert "0912" not in printed(page)


def test_contacts_are_kept_when_asked_and_forgotten_when_asked(own: BrowserContext, visit: Start) -> None:
    page = visit(own).open(GUIDE)
    page.locator(".dien-to").click()
    page.locator(".dien-khung input[type=text]").nth(1).fill("0912 345 678")
    page.locator(".dien-nho input").check()
    assert json.loads(page.evaluate("localStorage['camnang.to']")) == {"dien_thoai": "0912 345 678"}
    other = visit(own).open("yen-tam/vneid-giu-gi.html")
    until(other, "document.querySelector('.lien-he [data-o=dien_thoai] b').textContent")
    assert "0912 345 678" in printed(other) and other.locator(".dien-khung").count() == 0
    other.locator(".dien-to").click()
    assert other.locator(".dien-nho input").is_checked()
    other.locator(".dien-nut button").nth(1).click()
    assert other.evaluate("localStorage['camnang.to']") is None and "0912" not in printed(other)


def test_the_print_button_prints(own: BrowserContext, visit: Start) -> None:
    page = visit(own).open(GUIDE)
    page.evaluate("window.print = () => (window.printed = true)")
    page.locator(".dien-to").click()
    page.locator(".dien-nut button").first.click()
    assert page.evaluate("window.printed") is True
    page.keyboard.press("Tab")
    page.locator(".dien-nut button").last.click()
    assert page.locator(".dien-khung").is_hidden()
    assert page.evaluate("document.activeElement.className").split()[1] == "dien-to"
