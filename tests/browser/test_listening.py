"""Read aloud: spoken forms by the real script, the button, sentences, stopping, tapping; with a voice that only pretends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from selectolax.lexbor import LexborHTMLParser

from .conftest import PHONE, Visit
from .waiting import until

Start = Callable[[BrowserContext], Visit]
GUIDE = "huong-dan/vneid/kich-hoat-muc-2.html"
SCRIPTS = "day/loa"
UNREADABLE = re.compile(r"[^\W\d_]*[A-ZĐ]{2}|\d|[^\w\s.,:;?!()-]|_")
AMOUNT = re.compile(
    r"(?:[\d.,]+(?: (?:triệu|tỷ|nghìn))? đồng|(?:T|t)háng \d+/\d{4}|(?:N|n)ăm \d{4}|113|1414|\+\d+|1[89]00 \d{4})"
)

SAID = {
    "Mã G001": "Mã giê không không một",
    "tờ K012, A05": "tờ ca không một hai, a không năm",
    "gọi 113": "gọi một, một, ba",
    "113 người": "một, một, ba người",
    "1131 người": "một nghìn một trăm ba mươi mốt người",
    "gọi 1900 0368": "gọi một chín không không, không ba sáu tám",
    "máy 09xx xxx xxx": "máy không chín mấy",
    "0912 345 678": "không chín một hai, ba bốn năm, sáu bảy tám",
    "Ngày 26/3": "Ngày hai mươi sáu tháng ba",
    "từ 1/7/2026": "từ ngày mùng một tháng bảy năm hai nghìn không trăm hai mươi sáu",
    "mùng 2/9": "mùng hai tháng chín",
    "tháng 4/2026": "tháng tư năm hai nghìn không trăm hai mươi sáu",
    "1/1/2026–31/12/2027": "ngày mùng một tháng một năm hai nghìn không trăm hai mươi sáu đến ngày ba mươi mốt tháng mười hai năm hai nghìn không trăm hai mươi bảy",
    "5–10 phút": "năm đến mười phút",
    "24/7": "hai mươi tư trên bảy",
    "22.000 đồng": "hai mươi hai nghìn đồng",
    "504.000.000 đồng": "năm trăm linh bốn triệu đồng",
    "1.000.005": "một triệu không trăm linh năm",
    "3,25 tỷ": "ba phẩy hai mươi lăm tỷ",
    "97,1%": "chín mươi bảy phẩy một phần trăm",
    "21, 24, 25, 15, 10": "hai mươi mốt, hai mươi tư, hai mươi lăm, mười lăm, mười",
    "bản 2.2.6": "bản hai chấm hai chấm sáu",
    "8:15, 7h30": "tám giờ mười lăm, bảy giờ ba mươi",
    "mở VNeID bằng 4G": "mở vê en e ai đi bằng bốn gờ",
    "quét QR, Wi-Fi": "quét quy rờ, oai phai",
    "thẻ bảo hiểm y tế (BHYT)": "thẻ bảo hiểm y tế",
    "dichvucong.gov.vn": "dichvucong chấm gờ o vê chấm vê en",
    "Nghị quyết 19/2025/NQ-HĐND": "Nghị quyết mười chín năm hai nghìn không trăm hai mươi lăm",
    "CÔNG AN, TTTB, NGUYEN VAN MAU": "công an, tê tê tê bê, nguyen van mau",
    "300.000 × 12 = 3.600.000": "ba trăm nghìn nhân mười hai bằng ba triệu sáu trăm nghìn",
    "tên: ………… “Bác”": "tên:, Bác",
}  # fmt: skip


@pytest.fixture(scope="module")
def listener(browser: Browser) -> Iterator[BrowserContext]:
    """A phone whose voice only pretends to speak."""
    context = browser.new_context(viewport=PHONE, has_touch=True, service_workers="block")
    context.add_init_script(path=Path(__file__).with_name("gia-giong.js"))
    yield context
    context.close()


@pytest.fixture(scope="module")
def say(root: Path, listener: BrowserContext, base: str) -> Iterator[Callable[[list[str]], list[str]]]:
    """The real spoken forms with the table of the built site."""
    page = listener.new_page()
    page.goto(base + "404.html")
    page.add_script_tag(url=f"{base}assets/js/cach-doc.js")
    page.evaluate((root / "overrides/assets/js/ghep/doc-chu.js").read_text(encoding="utf-8"))
    yield lambda texts: page.evaluate("(texts) => texts.map(camnangDocChu(camnangCachDoc))", texts)
    page.close()


def test_numbers_dates_money_codes_and_short_words(say: Callable[[list[str]], list[str]]) -> None:
    assert dict(zip(SAID, say(list(SAID)), strict=True)) == SAID


def test_the_loudspeaker_pages_agree(root: Path, say: Callable[[list[str]], list[str]]) -> None:
    """«22.000 đồng đọc là “hai mươi hai nghìn đồng”»: the amounts that our own scripts spell out for the announcer."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in sorted((root / "docs/vi" / SCRIPTS).glob("*.md")))
    told = re.findall(r"(?:^- |\. )((?:[^.“”\n]|\.(?=\d))+?) đọc là “([^”]+)”", text, re.M)
    pairs = [(written, plain(spelled)) for written, spelled in told if AMOUNT.fullmatch(written)]
    assert len(pairs) > 40
    said = [plain(one) for one in say([written for written, _ in pairs])]
    assert [(pair, ours) for pair, ours in zip(pairs, said, strict=True) if pair[1] not in ours] == []


def plain(spelled: str) -> str:
    """The words alone, without the pauses."""
    return " ".join(re.sub(r"[,-]", " ", spelled).lower().split())


def test_nothing_on_the_site_makes_the_voice_stumble(
    site: Path, paths: list[str], say: Callable[[list[str]], list[str]]
) -> None:
    """After the rules no digit, no capitals in a row and no odd sign is left, on any page."""
    lines: set[str] = set()
    for path in paths:
        if not path.startswith(("en/", "gop-bai/")):
            frame = LexborHTMLParser((site / path).read_text(encoding="utf-8")).css_first("article")
            lines |= {" ".join(line.split()) for line in frame.text(separator="\n").split("\n")} if frame else set()
    texts = sorted(line for line in lines if line)
    assert len(texts) > 5000
    left = [(text, said) for text, said in zip(texts, say(texts), strict=True) if UNREADABLE.search(said)]
    assert left == []


def start(page: Page) -> None:
    """A voice arrives, the button is pressed, the first sentence is read."""
    page.evaluate("themGiong('vi_VN')")
    page.locator(".nghe").click()
    until(page, "daNghe.length === 1")


def heard(page: Page) -> list[str]:
    return [one["text"] for one in page.evaluate("daNghe")]


def lit(page: Page) -> str:
    """Words of the sentence that is marked."""
    return str(page.evaluate("[...(CSS.highlights.get('dang-doc') || [])].map((range) => range.toString()).join('')"))


def test_no_button_without_a_vietnamese_voice(listener: BrowserContext, visit: Start) -> None:
    page = visit(listener).open(GUIDE)
    assert not page.locator(".nghe").is_visible()
    page.evaluate("themGiong('en-US')")
    assert not page.locator(".nghe").is_visible()
    page.evaluate("themGiong('vi-VN')")
    assert page.locator(".nghe").is_visible()


def test_sentence_by_sentence_with_the_spoken_one_lit(listener: BrowserContext, visit: Start) -> None:
    page = visit(listener).open(GUIDE)
    page.wait_for_load_state("networkidle")  # tick boxes and other late comers stand in their places
    page.evaluate("themGiong('vi-VN')")  # the button itself may take a line of its own
    before = page.evaluate("document.body.scrollHeight")
    start(page)
    assert heard(page) == ["Kích hoạt tài khoản vê en e ai đi mức hai"]
    assert lit(page) == "Kích hoạt tài khoản VNeID mức 2"
    for _ in range(90):
        page.evaluate("docXong()")
    said = heard(page)
    assert "Bước một: Bấm Kích hoạt tài khoản định danh điện tử" in said
    assert any(one.startswith("Đánh dấu số một: nút") for one in said)  # the drawing's own description
    assert not any("Kiểm ngày" in one or "Tải bản in" in one for one in said)
    assert page.evaluate("daNghe.every((one) => one.lang === 'vi-VN' && one.text.length < 260)")
    assert page.evaluate("document.body.scrollHeight") == before


def test_stopping_remembers_the_sentence(listener: BrowserContext, visit: Start) -> None:
    page = visit(listener).open(GUIDE)
    start(page)
    page.evaluate("docXong()")
    page.locator(".nghe-chinh").click()
    assert not page.evaluate("speechSynthesis.speaking")
    page.locator(".nghe-chinh").click()
    until(page, "daNghe.length === 3")
    assert heard(page)[1] == heard(page)[2]
    page.locator(".nghe-cham").click()
    until(page, "daNghe.length === 4")
    rates = [one["rate"] for one in page.evaluate("daNghe")]
    assert rates[3] < rates[2] and heard(page)[3] == heard(page)[2]


def test_a_tapped_sentence_is_read(listener: BrowserContext, visit: Start) -> None:
    page = visit(listener).open(GUIDE)
    start(page)
    page.locator(".phan-chuan-bi li").nth(1).scroll_into_view_if_needed()
    page.locator(".phan-chuan-bi li").nth(1).tap(position={"x": 60, "y": 12})
    until(page, "daNghe.length === 2")
    assert lit(page).startswith("SIM có đúng số")
    assert heard(page)[1].startswith("xim có đúng số")


def test_leaving_the_page_stops_the_voice(listener: BrowserContext, visit: Start) -> None:
    page = visit(listener).open(GUIDE)
    start(page)
    page.evaluate(
        "Object.defineProperty(document, 'hidden', {value: true}); document.dispatchEvent(new Event('visibilitychange'))"
    )
    assert not page.evaluate("speechSynthesis.speaking")
    assert page.locator(".nghe-chinh").inner_text() == "Đọc"


def test_a_silent_phone_is_shown_the_guide(listener: BrowserContext, base: str, visit: Start) -> None:
    page = visit(listener).open(GUIDE)
    start(page)
    assert not page.locator(".nghe-loi").is_visible()
    page.evaluate("docHong()")
    assert page.locator(".nghe-loi").is_visible()
    page.locator(".nghe-giup").click()
    assert page.url == f"{base}huong-dan/dien-thoai/cai-giong-doc.html"


def test_closing_puts_everything_back(listener: BrowserContext, visit: Start) -> None:
    page = visit(listener).open(GUIDE)
    start(page)
    page.locator(".nghe-dong").click()
    assert not page.locator(".nghe-thanh").is_visible() and lit(page) == ""
    assert page.evaluate("document.activeElement.matches('.nghe')")
    page.locator(".nghe").click()
    until(page, "daNghe.length === 2")
    assert page.locator(".nghe-thanh").count() == 1


def test_phones_without_marks_for_ranges_light_the_whole_part(listener: BrowserContext, visit: Start) -> None:
    eyes = visit(listener)
    eyes.page.add_init_script("delete window.Highlight")
    page = eyes.open(GUIDE)
    start(page)
    assert page.locator("h1.dang-doc").count() == 1
    page.evaluate("docXong()")
    assert page.locator(".dang-doc").count() == 1 and page.locator("p.mo-ta.dang-doc").count() == 1


def test_the_table_is_loaded_only_when_needed(listener: BrowserContext, base: str, visit: Start) -> None:
    eyes = visit(listener)
    loaded: list[str] = []
    eyes.page.on("request", lambda request: loaded.append(request.url))
    page = eyes.open(GUIDE)
    assert not [one for one in loaded if re.search(r"nghe|cach-doc", one)]
    start(page)
    assert len([one for one in loaded if re.search(r"nghe|cach-doc", one)]) == 2
    assert json.loads(page.evaluate("JSON.stringify(camnangCachDoc.nhan)"))["dung"] == "Dừng"


@pytest.mark.parametrize("name", ("nghe", "cach-doc"))
def test_a_lost_network_can_be_tried_again(name: str, listener: BrowserContext, visit: Start) -> None:
    eyes = visit(listener)
    page = eyes.open(GUIDE)
    page.evaluate("themGiong('vi-VN')")
    page.route(f"**/{name}.js", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.locator(".nghe").click()
    page.unroute(f"**/{name}.js")
    until(page, "() => daNghe.length || document.querySelector('.nghe').click()")
    eyes.faults = [fault for fault in eyes.faults if "ERR_FAILED" not in fault]
