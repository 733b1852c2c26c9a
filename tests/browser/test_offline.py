"""Reading without a network, in a real browser: kept pages cost nothing, saving, updates, and the way back out."""

from __future__ import annotations

import random
import shutil
import string
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from camnang.outputs import offline

from .conftest import PHONE
from .hosting import Host, serve
from .waiting import until

GUIDE = "huong-dan/vneid/kich-hoat-muc-2.html"
SIBLING = "huong-dan/vneid/quen-mat-khau.html"
ELSEWHERE = "tu-dien/index.html"
SHEET = "ban-in/g001-kich-hoat-muc-2.pdf"
PANEL = "ngoai-mang.html"
TAKEN = ("index.html", PANEL, "gap", "huong-dan/vneid", "huong-dan/index.html", "ve-trang", "tu-dien", "search", "assets", "G001", "G002", SHEET)  # fmt: skip
CONTROLLED = "navigator.serviceWorker.controller"
KEPT = "caches.open('camnang:/kho/').then((store) => store.keys()).then((keys) => keys.map((key) => new URL(key.url).pathname))"
Reader = Callable[[], tuple[BrowserContext, Page]]


@pytest.fixture
def host(site: Path, root: Path, tmp_path: Path) -> Iterator[Host]:
    """Some groups of the real site below a sub-path, with a worker of their own."""
    folder = tmp_path / "site"
    for name in TAKEN:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (site / name).is_dir():
            shutil.copytree(site / name, folder / name)
        else:
            shutil.copy(site / name, folder / name)
    offline.write_offline(folder, root)
    found = Host(folder)
    server = serve(found)
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(browser: Browser, host: Host) -> Iterator[Reader]:
    """Opens a phone that has never been here; errors of its pages fail the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def start() -> tuple[BrowserContext, Page]:
        context = browser.new_context(viewport=PHONE, has_touch=True)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        return context, page

    yield start
    for context in contexts:
        context.close()
    assert faults == []


def visit(page: Page, host: Host, path: str) -> None:
    """Opens a page and waits until the worker has it in hand, with the page kept."""
    page.goto(host.base + path)
    until(page, CONTROLLED)


def unplug(host: Host, context: BrowserContext) -> None:
    host.unplugged = True
    context.set_offline(True)


def plug_in(host: Host, context: BrowserContext) -> None:
    host.unplugged = False
    context.set_offline(False)


def choose(page: Page, host: Host, title: str, about: str = "") -> None:
    """Presses «Lưu» on the card with this title and waits for the end."""
    page.goto(f"{host.base}{PANEL}?trang={about}")
    until(page, CONTROLLED)
    card = page.locator(".luu-chon .luu-the", has_text=title)
    card.locator(".luu-nut").click()
    until(page, "document.querySelector('.luu-tin').textContent.startsWith('Xong')")


def title_of(page: Page) -> str:
    return page.locator("h1").inner_text()


def change(host: Host, root: Path, path: str, old: str, new: str) -> None:
    """Publishes a new edition in which one page says something else."""
    file = host.folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    offline.write_offline(host.folder, root)


def look_for_news(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")


def received(session: CDPSession) -> list[float]:
    """Bytes over the network of each answer from now on, as the browser counts them."""
    sizes: list[float] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes


def test_a_page_read_once_costs_nothing_again_and_opens_without_a_network(host: Host, reader: Reader) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    until(page, f"{KEPT}.then((kept) => kept.length > 20)")
    mark, sizes = len(host.asked), received(context.new_cdp_session(page))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert len(sizes) >= 3 and sum(sizes) == 0
    assert host.since(mark) == []
    unplug(host, context)
    page.reload()
    assert title_of(page) == "Kích hoạt tài khoản VNeID mức 2"
    assert page.locator(".buoc svg").count() > 5
    page.goto(host.base + "gap/index.html")
    assert "Đang gấp" in title_of(page)


def test_a_kept_page_is_the_page_letter_by_letter(host: Host, reader: Reader) -> None:
    context, page = reader()
    visit(page, host, PANEL)
    choose(page, host, "Tất cả cẩm nang")
    unplug(host, context)
    names = [file.relative_to(host.folder).as_posix() for file in sorted(host.folder.rglob("*.html"))]
    for name in (name for name in names if not name.startswith("G00")):
        text = page.evaluate("(address) => fetch(address).then((reply) => reply.text())", host.base + name)
        assert text == (host.folder / name).read_text(encoding="utf-8"), name


def test_a_group_saved_at_the_hall_is_read_in_the_field(host: Host, reader: Reader) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    choose(page, host, "Cả nhóm: VNeID", GUIDE)
    unplug(host, context)
    page.goto(host.base + SIBLING)
    assert title_of(page) == "Lấy lại mật khẩu VNeID khi quên"
    page.goto(host.base + "G002")  # the code on a printed sheet
    assert (
        page.url == host.base + (host.folder / "G002/index.html").read_text("utf-8").split("url=../")[1].split('"')[0]
    )
    page.goto(host.base + ELSEWHERE)
    page.locator(".luu-can").wait_for()
    assert page.url.startswith(host.base + PANEL)
    expect(page.locator(".luu-co-san")).to_contain_text("VNeID: đủ")
    plug_in(host, context)
    page.locator(".luu-thu-lai").click()
    page.wait_for_url(host.base + ELSEWHERE)
    assert title_of(page) == "Từ điển"


def test_sizes_come_before_the_download_and_progress_during_it(host: Host, reader: Reader) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    page.goto(f"{host.base}{PANEL}?trang={GUIDE}")
    cards = page.locator(".luu-chon .luu-the")
    cards.nth(2).wait_for()
    assert [card.split("\n")[0].split(":")[0] for card in cards.all_inner_texts()] == [
        "Trang này",
        "Cả nhóm",
        "Tất cả cẩm nang, cả phần tìm",
    ]
    assert all("phải tải" in text and "MB" in text for text in cards.all_inner_texts()[1:])
    page.evaluate(
        "new MutationObserver(() => (self.said = (self.said || new Set()).add(document.querySelector('.luu-tin').textContent)))"
        ".observe(document.querySelector('.luu-tin'), {childList: true})"
    )
    mark = len(host.asked)
    cards.nth(2).locator(".luu-nut").click()
    until(page, "document.querySelector('.luu-tin').textContent.startsWith('Xong')")
    said = page.evaluate("[...self.said]")
    assert len([text for text in said if text.startswith("Đã lưu") and "MB" in text]) >= 3
    assert (
        len(host.since(mark)) < 40 < page.evaluate(f"{KEPT}.then((kept) => kept.length)")
    )  # bundles, not page by page
    expect(cards.nth(2)).to_contain_text("Đã lưu đủ")


def test_the_sheet_of_a_page_is_kept_when_asked_for(host: Host, reader: Reader) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    page.goto(f"{host.base}{PANEL}?trang={GUIDE}")
    card = page.locator(".luu-chon .luu-the").first
    card.locator("input").check()
    card.locator(".luu-nut").click()
    until(page, "document.querySelector('.luu-tin').textContent.startsWith('Xong')")
    unplug(host, context)
    size = "(address) => fetch(address).then((reply) => reply.arrayBuffer()).then((data) => data.byteLength)"
    assert page.evaluate(size, host.base + SHEET) == (host.folder / SHEET).stat().st_size


def test_stopping_keeps_what_is_there_and_going_on_ends_it(host: Host, reader: Reader) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    page.goto(f"{host.base}{PANEL}?trang={GUIDE}")
    page.locator(".luu-chon .luu-the").nth(2).wait_for()
    page.evaluate(
        "new MutationObserver(() => document.querySelector('.luu-dung').click())"
        ".observe(document.querySelector('.luu-thanh'), {attributes: true, attributeFilter: ['value']})"
    )
    page.locator(".luu-chon .luu-the").nth(2).locator(".luu-nut").click()
    until(page, "document.querySelector('.luu-tin').textContent.startsWith('Đã dừng')")
    card = page.locator(".luu-chon .luu-the").nth(2)
    expect(card).to_contain_text("Còn thiếu")
    expect(card).to_contain_text("Lưu tiếp")
    page.reload()
    page.locator(".luu-chon .luu-the").nth(2).locator(".luu-nut").click()
    until(page, "document.querySelector('.luu-tin').textContent.startsWith('Xong')")


def test_search_works_without_a_network_when_everything_is_kept(host: Host, reader: Reader) -> None:
    context, page = reader()
    visit(page, host, PANEL)
    choose(page, host, "Tất cả cẩm nang")
    unplug(host, context)
    page.goto(host.base + "index.html")
    page.locator(".mo-tim:visible").first.click()
    page.keyboard.type("quen mat khau vneid")
    page.locator(f".md-search-result__item a[href*='{SIBLING}']").first.wait_for()


def test_a_new_edition_brings_only_what_changed(host: Host, reader: Reader, root: Path) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    choose(page, host, "Cả nhóm: VNeID", GUIDE)
    before = set(page.evaluate(KEPT))
    change(host, root, SIBLING, "Lấy lại mật khẩu VNeID khi quên</h1>", "Lấy lại mật khẩu VNeID khi quên, bản hai</h1>")
    mark = len(host.asked)
    page.goto(host.base + SIBLING)
    assert title_of(page) == "Lấy lại mật khẩu VNeID khi quên"  # the old edition, whole, until the reader agrees
    look_for_news(page)
    page.locator(".bao-ban-moi").wait_for()
    assert [path for path in host.since(mark) if not path.startswith("luu/")] == [SIBLING]
    assert len([path for path in host.since(mark) if path.startswith("luu/")]) == 1  # the new list
    with page.expect_navigation():
        page.locator(".bao-tai").click()
    assert title_of(page) == "Lấy lại mật khẩu VNeID khi quên, bản hai"
    until(page, f"{KEPT}.then((kept) => kept.length === {len(before)})")  # the stale copies are gone
    assert len(before - set(page.evaluate(KEPT))) == 2  # the old page and the old list
    unplug(host, context)
    page.reload()
    assert title_of(page) == "Lấy lại mật khẩu VNeID khi quên, bản hai"


def test_a_new_frame_does_not_fetch_the_pages_again(host: Host, reader: Reader, root: Path) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    choose(page, host, "Cả nhóm: VNeID", GUIDE)
    for file in host.folder.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('class="ten-trang"', 'class="ten-trang" data-moi'), encoding="utf-8")
    offline.write_offline(host.folder, root)
    mark = len(host.asked)
    page.goto(host.base + GUIDE)
    look_for_news(page)
    page.locator(".bao-ban-moi").wait_for()
    assert len(host.since(mark)) <= 3 and all(
        path.startswith("luu/") for path in host.since(mark)
    )  # list, frame, pages of one
    with page.expect_navigation():
        page.locator(".bao-tai").click()
    unplug(host, context)
    page.goto(host.base + SIBLING)
    assert page.locator(".ten-trang[data-moi]").count() == 1


def test_leaving_a_page_is_enough_for_the_new_edition(host: Host, reader: Reader, root: Path) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    change(host, root, "index.html", "Cẩm nang Tổ công nghệ số cộng đồng</h1>", "Bản hai</h1>")
    look_for_news(page)
    page.locator(".bao-ban-moi").wait_for()
    page.goto(host.base + PANEL)
    until(page, "navigator.serviceWorker.getRegistration().then((found) => found.active && !found.waiting)")
    page.goto(host.base + "index.html")
    assert title_of(page) == "Bản hai"


def test_a_large_update_asks_first_and_the_old_edition_stays_whole(host: Host, reader: Reader, root: Path) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    choose(page, host, "Cả nhóm: VNeID", GUIDE)
    noise = "".join(random.Random(1).choices(string.ascii_letters, k=500_000))  # no server packs it below 250 kB
    change(host, root, SIBLING, "Lấy lại mật khẩu VNeID khi quên</h1>", f"Bản hai</h1><!-- {noise} -->")
    page.goto(host.base + GUIDE)
    mark = len(host.asked)
    look_for_news(page)
    page.locator(".bao-ban-moi").wait_for()
    assert SIBLING not in host.since(mark)
    page.locator(".bao-tai").click()
    page.wait_for_url(f"{host.base}{PANEL}")
    page.locator(".luu-moi").wait_for()
    until(page, "document.querySelector('.luu-moi-co').textContent.includes('phải tải 0,')")
    host.unplugged = True
    page.locator(".luu-moi-tai").click()
    until(page, "document.querySelector('.luu-tin').textContent.startsWith('Mạng vừa đứt')")
    page.goto(host.base + SIBLING)
    assert title_of(page) == "Lấy lại mật khẩu VNeID khi quên"
    host.unplugged = False
    page.goto(host.base + PANEL)
    page.locator(".luu-moi-tai").click()
    until(page, "navigator.serviceWorker.getRegistration().then((found) => found.active && !found.waiting)")
    page.goto(host.base + SIBLING)
    assert title_of(page) == "Bản hai"


def test_a_wifi_log_in_page_is_never_kept(host: Host, reader: Reader) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    host.answers[SIBLING] = "<h1>Đăng nhập wifi</h1>".encode()
    page.goto(host.base + SIBLING)
    assert title_of(page) == "Đăng nhập wifi"
    del host.answers[SIBLING]
    page.goto(host.base + SIBLING)
    assert title_of(page) == "Lấy lại mật khẩu VNeID khi quên"


def test_a_full_device_says_so_and_keeps_what_it_has(host: Host, reader: Reader) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    page.goto(f"{host.base}{PANEL}?trang={GUIDE}")
    card = page.locator(".luu-chon .luu-the").nth(2)
    card.wait_for()
    used = page.evaluate("navigator.storage.estimate().then((found) => found.usage)")
    session = context.new_cdp_session(page)
    limit = {"origin": host.base.removesuffix("/kho/"), "quotaSize": used + 200_000}
    session.send("Storage.overrideQuotaForOrigin", limit)
    card.locator(".luu-nut").click()
    until(page, "document.querySelector('.luu-tin').textContent.startsWith('Máy hết chỗ')")
    unplug(host, context)
    page.goto(host.base + GUIDE)
    assert title_of(page) == "Kích hoạt tài khoản VNeID mức 2"


def test_an_address_from_elsewhere_is_not_offered(host: Host, reader: Reader) -> None:
    _, page = reader()
    visit(page, host, "index.html")
    for bad in ("javascript:alert(1)", "https://example.org/", "//example.org/", "/khac/"):
        page.goto(f"{host.base}{PANEL}?can={bad}")
        page.locator(".luu-chon .luu-the").first.wait_for()
        assert not page.locator(".luu-can").is_visible()


def test_removing_leaves_only_what_is_always_there(host: Host, reader: Reader) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    page.on("dialog", lambda dialog: dialog.accept())
    choose(page, host, "Cả nhóm: VNeID", GUIDE)
    page.locator(".luu-xoa").click()
    until(page, "document.querySelector('.luu-tin').textContent.startsWith('Đã xoá')")
    unplug(host, context)
    page.goto(host.base + SIBLING)
    assert page.url.startswith(host.base + PANEL)
    page.goto(host.base + "gap/index.html")
    assert "Đang gấp" in title_of(page)


def test_the_switch_forgets_everything_and_leaves_others_alone(host: Host, reader: Reader, root: Path) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    page.evaluate("caches.open('cua-trang-khac')")
    page.evaluate("caches.open('camnang:/')")
    offline.write_switch(host.folder, root)
    with page.expect_navigation():  # the switch opens the page again
        look_for_news(page)
    until(page, "navigator.serviceWorker.getRegistration().then((found) => !found)")
    assert sorted(page.evaluate("caches.keys()")) == ["camnang:/", "cua-trang-khac"]
    assert not (host.folder / "luu").exists()


def test_the_worker_keeps_to_its_own_path(host: Host, reader: Reader) -> None:
    context, page = reader()
    visit(page, host, GUIDE)
    scopes = page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))")
    assert scopes == [host.base]
    page.goto(host.base.removesuffix("kho/") + "khac/")
    assert not page.evaluate(CONTROLLED)


def test_without_scripts_or_without_a_worker_nothing_is_offered(host: Host, browser: Browser, root: Path) -> None:
    for plain in (browser.new_context(java_script_enabled=False), browser.new_context(service_workers="block")):
        page = plain.new_page()
        page.goto(host.base + PANEL)
        page.locator(".luu-khong").wait_for()
        assert not page.locator("#luu").is_visible()
        assert "Lưu thế nào cho đỡ tốn mạng" in page.locator("article").inner_text()
        plain.close()


def test_browsers_find_the_app_fit_to_install(host: Host, reader: Reader) -> None:
    context, page = reader()
    visit(page, host, "index.html")
    session = context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == [] and found["manifest"]["scope"] == host.base
    assert found["manifest"]["startUrl"] == host.base + "index.html"
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []
