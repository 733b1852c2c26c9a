"""Sending a page to someone, and the ticks that stay in the device."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from .conftest import PHONE, Visit
from .waiting import until

Start = Callable[[BrowserContext], Visit]
GUIDE = "huong-dan/vneid/kich-hoat-muc-2.html"
CHECKLIST = "to/kiem-viec/truoc-buoi-ho-tro.html"
SHARING = "window.daGui = []; navigator.share = async (what) => daGui.push(what); navigator.canShare = () => true;"
PLAIN = "delete Navigator.prototype.share; delete Navigator.prototype.canShare;"


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A phone of its own: what it remembers is not seen by other tests."""
    context = browser.new_context(viewport=PHONE, has_touch=True, service_workers="block")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


def test_the_phone_s_own_sharing_gets_the_twin(reader: BrowserContext, visit: Start) -> None:
    eyes = visit(reader)
    eyes.page.add_init_script(SHARING)
    page = eyes.open(GUIDE)
    page.locator(".gui").tap()
    page.locator(".gui-nut button").first.tap()
    [sent] = page.evaluate("daGui")
    first, *_, last = sent["text"].split("\n")
    assert first == "Kích hoạt tài khoản VNeID mức 2" and last == "Mã G001: https://camnang.example.org/G001"
    assert len(sent["text"]) <= 400


def test_the_picture_is_sent_as_a_file(reader: BrowserContext, visit: Start) -> None:
    eyes = visit(reader)
    eyes.page.add_init_script(SHARING)
    page = eyes.open(GUIDE)
    page.locator(".gui").tap()
    page.locator(".gui-anh").tap()
    until(page, "daGui.length")
    sent = page.evaluate("[daGui[0].files[0].name, daGui[0].files[0].type, daGui[0].files[0].size > 10000]")
    assert sent == ["g001.png", "image/png", True]


def test_without_sharing_the_words_are_copied_and_the_picture_opens(
    reader: BrowserContext, base: str, visit: Start
) -> None:
    eyes = visit(reader)
    eyes.page.add_init_script(PLAIN)
    page = eyes.open(GUIDE)
    page.locator(".gui").tap()
    page.locator(".gui-nut button").first.tap()
    until(page, "document.querySelector('.gui-nut button').textContent === 'Đã chép'")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".gui-loi").inner_text()
    page.locator(".gui-anh").tap()
    page.wait_for_url(f"{base}anh/g001.png")


def test_a_phone_that_will_not_copy_leaves_the_words_chosen(reader: BrowserContext, visit: Start) -> None:
    eyes = visit(reader)
    eyes.page.add_init_script(PLAIN)
    page = eyes.open(GUIDE)
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(1); document.execCommand = () => false")
    page.locator(".gui").tap()
    page.locator(".gui-nut button").first.tap()
    until(page, "String(getSelection()) === document.querySelector('.gui-loi').innerText")
    assert page.locator(".gui-nut button").first.inner_text() != "Đã chép"


def test_the_panel_closes_with_escape_and_gives_the_focus_back(reader: BrowserContext, visit: Start) -> None:
    page = visit(reader).open(GUIDE)
    page.locator(".gui").focus()
    page.keyboard.press("Enter")
    page.locator(".gui-hop").wait_for()
    page.keyboard.press("Escape")
    assert not page.locator(".gui-hop").is_visible()
    assert page.evaluate("document.activeElement.matches('.gui')")


def ticked(page: Page) -> list[str]:
    """Titles of the steps that are ticked."""
    found = page.evaluate(
        "[...document.querySelectorAll('.buoc:has(.tich :checked) .buoc-ten')].map((one) => one.textContent)"
    )
    return list(found)


def test_a_done_step_is_remembered_and_can_be_cleared(reader: BrowserContext, visit: Start) -> None:
    page = visit(reader).open(GUIDE)
    assert not page.locator(".xoa-tich").is_visible()
    page.locator(".tich").nth(1).tap()
    done = ticked(page)
    assert done == ["Gõ số định danh"]
    page.reload()
    assert ticked(page) == done
    page.locator(".xoa-tich").tap()
    page.reload()
    assert ticked(page) == [] and page.evaluate("localStorage['camnang.tich']") is None


def test_ticks_follow_the_words_when_steps_change_places(reader: BrowserContext, visit: Start) -> None:
    """The same page with its second step moved to the front: the tick moves with it; other pages have none."""
    eyes = visit(reader)
    page = eyes.open(GUIDE)
    page.locator(".tich").nth(1).tap()
    done = ticked(page)

    def swap(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        html = answer.text()
        places = [html.index(f'<section class="buoc" data-buoc="{number}"') for number in (1, 2, 3)]
        first, second = html[places[0] : places[1]], html[places[1] : places[2]]
        route.fulfill(response=answer, body=html[: places[0]] + second + first + html[places[2] :])  # type: ignore[attr-defined]

    page.route(f"**/{GUIDE}", swap)
    page.reload()
    assert page.locator(".buoc-ten").first.inner_text() == done[0]
    assert ticked(page) == done
    page.goto(page.url.replace(GUIDE, "huong-dan/vneid/cai-vneid.html"))
    assert ticked(page) == []


def test_a_checklist_is_remembered(reader: BrowserContext, visit: Start) -> None:
    page = visit(reader).open(CHECKLIST)
    page.locator(".task-list-item label").nth(2).tap()
    page.reload()
    states = [box.is_checked() for box in page.locator(".task-list-item input").all()]
    assert [number for number, state in enumerate(states) if state] == [2]
    kept = json.loads(page.evaluate("localStorage['camnang.tich']"))
    assert list(kept) == ["V001"] and len(kept["V001"]) == 1


def test_ticks_work_where_nothing_may_be_remembered(reader: BrowserContext, visit: Start) -> None:
    eyes = visit(reader)
    eyes.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    page = eyes.open(GUIDE)
    page.locator(".tich").first.tap()
    assert len(ticked(page)) == 1
