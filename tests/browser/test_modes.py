"""Step by step, rehearsal and guessing, in a real browser: by finger, by keyboard, on a phone and on a projector."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from selectolax.lexbor import LexborHTMLParser

from camnang import corpus, names

from .conftest import Visit
from .waiting import until

Start = Callable[[BrowserContext], Visit]
GUIDE = "huong-dan/vneid/kich-hoat-muc-2.html"
STEPS = 9
RIGHT = ".tap-san > button[style*='z-index']"
PROJECTOR = {"width": 1280, "height": 720}
KEPT = "() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('camnang.')))"
OWN_FILES = (
    "/che-do.js",
    "/logo.svg",
)  # come at the first press; the icon of the tab may come late
SCRIPT_BYTES = 9000  # man, buoc, tap, doan together, gzip


def open_steps(page: Page, times: int = 0) -> Page:
    """Opens the step mode and goes forward some screens."""
    page.locator(".mo-buoc").click()
    page.locator("dialog[open]").wait_for()  # its scripts come at the first press
    for _ in range(times):
        page.keyboard.press("ArrowRight")
    return page


def open_rehearsal(page: Page) -> Page:
    """Opens the rehearsal at its first drawing."""
    page.locator(".mo-tap").click()
    page.locator("dialog[open]").wait_for()
    return page


def place(page: Page) -> str:
    """The words that say where we are: «3/9»."""
    return page.locator("dialog[open] .man-dem").inner_text()


def kept(page: Page) -> dict[str, Any]:
    """What the page keeps in the device."""
    return {key: json.loads(value) for key, value in page.evaluate(KEPT).items()}


# --- step by step ----------------------------------------------------------------------------------------------------


def test_steps_by_keyboard_and_presenter_remote(desktop: BrowserContext, visit: Start) -> None:
    page = open_steps(visit(desktop).open(GUIDE))
    assert place(page) == "Trước khi làm"
    assert "An toàn trước khi làm" in page.locator("dialog[open] .man-than").inner_text()
    seen = []
    for key in ("ArrowRight", "PageDown", " ", "ArrowLeft", "PageUp", "Enter", "Home", "End"):
        page.keyboard.press(key)
        seen.append(place(page))
    assert seen == ["1/9", "2/9", "3/9", "2/9", "1/9", "2/9", "Trước khi làm", "Làm xong rồi"]
    assert page.locator(".man-than .phan-noi-lai").is_visible()
    page.keyboard.press("ArrowLeft")
    assert (place(page), page.locator(".man-noi").inner_text()) == (
        "9/9",
        "9 trên 9. 9 Kiểm tra chữ “mức 2”",
    )
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert "mo-buoc" in page.evaluate("document.activeElement.className")


def test_a_space_on_the_back_button_goes_back(desktop: BrowserContext, visit: Start) -> None:
    page = open_steps(visit(desktop).open(GUIDE), 3)
    page.locator(".man-lui").focus()
    page.keyboard.press(" ")
    assert place(page) == "2/9"


SWIPE = """([from, to]) => {
  const body = document.querySelector("dialog[open] .man-than");
  const touch = (x) => [new Touch({ identifier: 1, target: body, clientX: x, clientY: 300 })];
  body.dispatchEvent(new TouchEvent("touchstart", { touches: touch(from), changedTouches: touch(from) }));
  body.dispatchEvent(new TouchEvent("touchend", { changedTouches: touch(to) }));
}"""


def test_steps_by_finger_and_the_back_button_of_the_phone(phone: BrowserContext, base: str, visit: Start) -> None:
    page = visit(phone).open(GUIDE)
    page.locator(".mo-buoc").tap()
    page.locator(".man-tiep").tap()
    for way in ([300, 60], [300, 280], [300, 60], [60, 300]):
        page.evaluate(SWIPE, way)
    assert place(page) == "2/9"
    page.go_back()
    page.locator("dialog[open]").wait_for(state="detached")
    assert page.url == base + GUIDE


def test_a_word_with_a_note_leads_out_of_the_steps(phone: BrowserContext, visit: Start) -> None:
    page = open_steps(visit(phone).open(GUIDE))
    page.keyboard.press("End")
    page.locator(".man-than a[href^='#nguon']").first.click()
    until(page, "location.hash.startsWith('#nguon')")
    assert page.locator("dialog[open]").count() == 0


def test_the_place_is_remembered_for_a_month(browser: Browser, visit: Start) -> None:
    context = browser.new_context(service_workers="block")
    page = open_steps(visit(context).open(GUIDE), 4)
    page.reload()
    page.get_by_role("button", name="Làm tiếp từ 4/9").click()
    assert place(page) == "4/9"
    (code,) = kept(page)["camnang.buoc"]
    at, day = kept(page)["camnang.buoc"][code]
    assert code == "G001" and at == 4
    old = json.dumps({"G001": [4, day - 31], "G002": [2, day - 31], "G003": [2, day - 2], "G004": "?"})
    page.evaluate("old => localStorage.setItem('camnang.buoc', old)", old)
    page.reload()
    assert page.get_by_role("button", name="Làm tiếp").count() == 0
    open_steps(page, 1)
    assert kept(page) == {"camnang.buoc": {"G001": [1, day], "G003": [2, day - 2]}}
    page.keyboard.press("End")
    assert kept(page) == {"camnang.buoc": {"G003": [2, day - 2]}}
    context.close()


def test_a_projector_shows_the_drawing_left_large_words_right_and_the_next_step(browser: Browser, visit: Start) -> None:
    context = browser.new_context(viewport=PROJECTOR, service_workers="block")
    page = open_steps(visit(context).open(GUIDE), 1)
    drawing, words = (page.locator(f".man-than {part}").first.bounding_box() for part in (".man-tranh svg", "p"))
    assert drawing and words
    assert drawing["x"] + drawing["width"] <= words["x"] and drawing["height"] > 0.85 * PROJECTOR["height"]
    sizes = page.evaluate(
        "[...document.querySelectorAll('.man-than :is(p, summary, h2)')].map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 28
    assert not page.locator(".man-ke").is_visible()
    page.keyboard.press("p")
    assert "Bước kế: 2 Gõ số định danh" in " ".join(page.locator(".man-ke").inner_text().split())
    assert page.locator(".man-ke svg").is_visible()
    page.keyboard.press("ArrowRight")
    assert "Gõ số điện thoại" in page.locator(".man-ke").inner_text()
    page.locator(".xem-ke").click()
    assert not page.locator(".man-ke").is_visible()
    page.keyboard.press("f")
    until(page, "document.fullscreenElement")
    page.keyboard.press("Escape")
    until(page, "!document.fullscreenElement")
    context.close()


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("gap/mat-dien-thoai.html", "Làm ngay"),
        ("huong-dan/dich-vu-cong/tu-the-can-cuoc-den-ho-so.html", "Chặng 1"),
        ("lua-dao/that-hay-gia/tin-nhan.html", "Hình 1"),
    ],
)
def test_other_pages_go_step_by_step(path: str, first: str, phone: BrowserContext, visit: Start) -> None:
    page = open_steps(visit(phone).open(path))
    while not place(page).startswith("1/"):
        page.keyboard.press("ArrowRight")
    assert page.locator(".man-than > h2").inner_text().startswith(first)
    page.keyboard.press("End")
    assert place(page) == "Làm xong rồi"


# --- rehearsal -------------------------------------------------------------------------------------------------------

GONE = """new Promise((gone) => addEventListener("popstate", gone, { once: true }))"""
WALK = """async () => {
  const faults = [];
  const need = (fine, what) => { if (!fine) faults.push(what); };
  const figures = [...document.querySelectorAll(".buoc-hinh figure[data-cho]")];
  const opened = document.querySelector(".mo-buoc");
  const box = (name) => document.querySelector("dialog[open] " + name);
  const spots = () => [...document.querySelectorAll(".tap-san > button")];
  const over = (spot, mark, svg) => {
    const [s, m] = [spot.getBoundingClientRect(), svg.getScreenCTM()];
    const [x, y, w, h] = ["x", "y", "width", "height"].map((key) => mark[key].baseVal.value);
    const want = [m.e + x * m.a, m.f + y * m.d, w * m.a, h * m.d];
    return [s.x, s.y, s.width, s.height].every((value, at) => Math.abs(value - want[at]) < 1.5);
  };
  document.querySelector(".mo-tap").click();
  while (!document.querySelector("dialog[open]")) await new Promise(requestAnimationFrame);
  figures.forEach((figure, at) => {
    const here = "bước " + figure.closest(".buoc").dataset.buoc + " ";
    const place = at + 1 + "/" + figures.length;
    const [name, ...others] = figure.dataset.cho.split("|");
    need(box(".man-dem").textContent === place, here + "không tới lượt");
    need(!box("svg").getAttribute("aria-label").includes("Đánh dấu"), here + "lời tả mách chỗ bấm");
    need(getComputedStyle(box(".mh-dau")).display === "none", here + "dấu chưa ẩn");
    need(spots().length === others.length + 1, here + "thiếu chỗ bấm");
    const right = spots().find((spot) => spot.getAttribute("aria-label") === name && spot.style.zIndex);
    need(right && over(right, box(".mh-dau"), box("svg")), here + "nút lệch dấu");
    const r = right.getBoundingClientRect();
    need(document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) === right, here + "nút bị che");
    need(r.top >= 0 && r.bottom <= innerHeight, here + "nút ngoài màn hình");
    for (const wrong of spots().filter((spot) => !spot.style.zIndex)) {
      wrong.click();
      const said = box(".tap-loi").textContent;
      need(said.includes(wrong.getAttribute("aria-label")) && said.includes(name), here + "không nói bấm nhầm gì");
      need(box(".man-dem").textContent === place, here + "bấm nhầm mà vẫn đi");
    }
    right.click();
    const field = box(".tap-go input");
    if (field && !box(".tap-go").hidden) {
      const sample = figure.dataset.go.replace("*", "");
      for (let end = 1; end <= sample.length && field.isConnected && !box(".tap-go").hidden; end++) {
        need(field.value === sample.slice(0, end - 1), here + "xoá chữ mẫu đang gõ: " + field.value);
        field.value = sample.slice(0, end);
        field.dispatchEvent(new Event("input"));
      }
    }
  });
  need(box("h2").textContent.includes("1 lần"), "chưa tới cuối: " + box("h2").textContent);
  const gone = GONE;
  box(".man-dong").click();
  await gone;
  return { faults, steps: figures.length };
}""".replace("GONE", GONE)
LOOK = """async () => {
  const faults = [];
  document.querySelector(".mo-buoc").click();
  while (!document.querySelector("dialog[open]")) await new Promise(requestAnimationFrame);
  const dialog = document.querySelector("dialog[open]");
  const body = dialog.querySelector(".man-than");
  for (let left = 20; left; left--) {
    const drawing = body.querySelector(".man-tranh svg");
    if (drawing) {
      const [d, b] = [drawing.getBoundingClientRect(), body.getBoundingClientRect()];
      if (d.bottom > b.bottom + 1 || d.height < 230) faults.push(dialog.querySelector(".man-dem").textContent + ": " + Math.round(d.height) + ", " + Math.round(d.bottom - b.bottom));
      if (body.scrollWidth > body.clientWidth) faults.push("tràn ngang");
    }
    if (dialog.querySelector(".man-tiep").textContent === dialog.dataset.xong) break;
    dialog.querySelector(".man-tiep").click();
  }
  const gone = GONE;
  dialog.querySelector(".man-dong").click();
  await gone;
  return faults;
}""".replace("GONE", GONE)


def test_every_guide_is_walked_through_by_its_right_spots(root: Path, browser: Browser, visit: Start) -> None:
    """Each drawing of each guide: right spot, wrong spots, sample; nothing is fetched, nothing kept but counts."""
    pages = [page for page in corpus.load(root / "docs").of_lang("vi") if page.kind == "huong-dan"]
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, service_workers="block")
    eyes = visit(context)
    asked: list[str] = []
    wrong: dict[str, object] = {}
    eyes.page.on("request", lambda request: asked.append(request.url))
    for page in pages:
        view = eyes.open(names.page_url(page.path))
        loaded = len(asked)
        walked = view.evaluate(WALK)
        if walked["faults"] or walked["steps"] != len(page.steps):
            wrong[page.path] = walked
        if hidden := view.evaluate(LOOK):
            wrong[page.path + " từng bước"] = hidden
        if more := [url for url in asked[loaded:] if not url.endswith(OWN_FILES)]:
            wrong[page.path + " tải thêm"] = more
    assert wrong == {}
    assert kept(view) == {"camnang.tap": {page.code: 1 for page in pages}}
    context.close()


def test_rehearsal_by_keyboard_alone(browser: Browser, visit: Start) -> None:
    context = browser.new_context(service_workers="block")
    page = visit(context).open(GUIDE)
    page.locator(".mo-tap").focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Tab")
    order = []
    while page.evaluate("document.activeElement.matches('.tap-san > button')"):
        order.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        if "Kích hoạt tài khoản" in order[-1]:
            break
        page.keyboard.press("Tab")
    assert order == ["khung “VNeID”", "nút “Đăng nhập”", "nút “Kích hoạt tài khoản định danh điện tử”"]
    page.keyboard.press("Enter")
    assert place(page) == "2/9"
    assert page.locator(".tap-loi").inner_text().startswith("Đúng rồi. Bác sẽ thấy: chỗ gõ số định danh")
    context.close()


def typing(page: Page, step: int) -> Page:
    """Walks to the typing box of a step."""
    open_rehearsal(page)
    for _ in range(step - 1):
        page.locator(RIGHT).last.click()
        if page.locator(".tap-bo").is_visible():
            page.locator(".tap-bo").click()
    page.locator(RIGHT).last.click()
    return page


@pytest.mark.parametrize(
    ("step", "typed"),
    [(2, "001099012345"), (3, "0912 345 678"), (5, "123456"), (6, "MatKhau@2026"), (7, "198512")],
)
def test_real_numbers_are_not_taken(step: int, typed: str, phone: BrowserContext, visit: Start) -> None:
    page = typing(visit(phone).open(GUIDE), step)
    page.keyboard.type(typed)
    assert page.locator(".tap-loi").inner_text() == "Chỗ này chỉ để tập. Không gõ số thật."
    assert len(page.locator(".tap-go input").input_value()) < 6
    assert place(page) == f"{step}/9"


def test_the_box_is_typed_into_and_forgotten(phone: BrowserContext, visit: Start) -> None:
    page = typing(visit(phone).open(GUIDE), 2)
    field = page.locator(".tap-go input")
    said = {name: field.get_attribute(name) for name in ("type", "name", "autocomplete", "inputmode")}
    assert said == {"type": "text", "name": None, "autocomplete": "off", "inputmode": "numeric"}
    page.keyboard.type("không")
    page.keyboard.press("Enter")
    assert field.input_value() == "" and "Chưa giống chữ mẫu" in page.locator(".tap-loi").inner_text()
    before = kept(page)
    page.keyboard.type("000000000000")
    assert place(page) == "3/9" and kept(page) == before


def test_telex_letters_count_as_what_they_make(phone: BrowserContext, visit: Start) -> None:
    page = typing(visit(phone).open("huong-dan/dien-thoai/go-tieng-viet-co-dau.html"), 5)
    here = place(page)
    assert page.locator(".tap-go label").inner_text().strip() == "Chữ mẫu: Mej"
    page.locator(".tap-go input").fill("Mẹ")
    assert place(page) != here


def test_show_me_and_the_teacher(phone: BrowserContext, visit: Start) -> None:
    page = visit(phone).open(GUIDE)
    open_rehearsal(page)
    mark = page.locator(".tap-san .mh-dau")
    assert not mark.is_visible()
    page.locator(".tap-chi").click()
    assert mark.is_visible() and "Mở VNeID." in page.locator(".tap-loi").inner_text()
    page.locator(RIGHT).click()
    assert not mark.is_visible()
    page.locator(".tap-day").click()
    assert mark.is_visible() and page.locator(".tap-day").get_attribute("aria-pressed") == "true"
    page.locator(RIGHT).click()
    page.locator(".tap-bo").click()
    assert place(page) == "3/9" and mark.is_visible()


def test_a_tap_beside_every_part_is_answered(phone: BrowserContext, visit: Start) -> None:
    page = visit(phone).open(GUIDE)
    open_rehearsal(page)
    page.locator(".tap-san").click(position={"x": 8, "y": 8})
    assert page.locator(".tap-loi").inner_text().startswith("Chỗ ấy không bấm được.")


def test_a_step_that_is_only_looked_at_goes_on_by_a_button(phone: BrowserContext, visit: Start) -> None:
    page = visit(phone).open(GUIDE)
    page.evaluate(
        """() => {
          const figure = document.querySelector(".buoc-hinh figure[data-cho]");
          figure.dataset.cho = "";
          figure.querySelector(".mh-dau").remove();
        }"""
    )
    open_rehearsal(page)
    assert page.locator(".tap-san > button").count() == 0 and not page.locator(".tap-chi").is_visible()
    page.locator(".tap-tiep").click()
    assert place(page) == "2/9" and page.locator(".tap-chi").is_visible()


FINISH = """() => {
  for (let left = 60; left && document.querySelector(".tap-san").firstChild; left--) {
    document.querySelector(".tap-san > button[style*='z-index']").click();
    if (!document.querySelector(".tap-bo").hidden) document.querySelector(".tap-bo").click();
  }
}"""


def test_the_end_counts_starts_again_and_leads_to_the_real_thing(browser: Browser, visit: Start) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    page = visit(context).open(GUIDE)
    open_rehearsal(page)
    for times in (1, 2):
        page.evaluate(FINISH)
        assert page.locator("dialog[open] h2").inner_text() == f"Đã tập xong, {times} lần trên máy này."
        if times == 1:
            page.locator(".tap-lai").click()
            assert place(page) == "1/9"
    assert kept(page) == {"camnang.tap": {"G001": 2}}
    page.locator(".tap-that").click()
    until(page, "document.querySelector('.buoc').getBoundingClientRect().top < 40")
    assert page.locator("dialog[open]").count() == 0
    context.close()


def test_both_work_where_nothing_may_be_remembered(desktop: BrowserContext, visit: Start) -> None:
    eyes = visit(desktop)
    eyes.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    page = open_steps(eyes.open(GUIDE), 2)
    assert place(page) == "2/9"
    page.keyboard.press("Escape")
    open_rehearsal(page)
    page.evaluate(FINISH)
    assert "1 lần" in page.locator("dialog[open] h2").inner_text()


# --- guessing --------------------------------------------------------------------------------------------------------


def test_guess_before_the_answer(phone: BrowserContext, visit: Start) -> None:
    page = visit(phone).open("lua-dao/that-hay-gia/tin-nhan.html")
    before = kept(page)
    rows = page.locator(".doan")
    assert rows.count() == page.locator("details.dap-an").count() == 8
    rows.nth(0).get_by_role("button", name="Giả").tap()
    assert rows.nth(0).locator("p").inner_text() == "Bác đoán đúng. Đúng 1 trên 1 hình đã đoán."
    assert page.locator("details.dap-an").nth(0).get_attribute("open") is not None
    rows.nth(1).get_by_role("button", name="Giả").tap()
    assert rows.nth(1).locator("p").inner_text().endswith("Đúng 1 trên 2 hình đã đoán.")
    rows.nth(1).get_by_role("button", name="Thật").tap()
    assert rows.nth(1).locator("p").inner_text() == "Bác đoán đúng. Đúng 1 trên 2 hình đã đoán."
    open_steps(page, 3)
    assert page.locator(".man-than .doan p").inner_text() == ""
    page.locator(".man-than .doan").get_by_role("button", name="Giả").click()
    assert page.locator(".man-than details").get_attribute("open") is not None
    assert page.locator(".man-than .doan p").inner_text().endswith("Đúng 2 trên 3 hình đã đoán.")
    assert set(kept(page)) - set(before) <= {"camnang.buoc"}


def test_every_answer_begins_with_one_of_the_two_buttons(site: Path, paths: list[str]) -> None:
    seen = 0
    for path in paths:
        tree = LexborHTMLParser((site / path).read_text(encoding="utf-8"))
        for answer in tree.css("details.dap-an"):
            strong = answer.css_first("strong")
            assert strong is not None and (strong.text() or "").strip().startswith(("Thật", "Giả")), path
            seen += 1
    assert seen > 20


# --- for everyone ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(dark: bool, phone: BrowserContext, dark_phone: BrowserContext, visit: Start) -> None:
    page = open_steps(visit(dark_phone if dark else phone).open(GUIDE), 2)
    found = Axe().run(page, context=".man").response["violations"]
    page.keyboard.press("Escape")
    open_rehearsal(page)
    page.locator(".tap-chi").click()
    found += Axe().run(page, context=".man").response["violations"]
    page.locator(RIGHT).click()
    page.locator(RIGHT).click()
    found += Axe().run(page, context=".man").response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []


def test_the_scripts_stay_small(root: Path) -> None:
    files = [root / "overrides/assets/js" / f"{name}.js" for name in ("ghep/man", "ghep/buoc", "ghep/tap", "doan")]
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) < SCRIPT_BYTES
