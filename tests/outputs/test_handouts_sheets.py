"""The sheets themselves, looked at as a printer, a phone camera and a screen reader do."""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
import segno
import zxingcpp
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from camnang.outputs.article import read_article
from camnang.outputs.layouts import LEAST_FIGURE, ladder_of
from camnang.outputs.press import Press, page_count
from camnang.outputs.qr import qr_svg
from camnang.outputs.sheet import WORDS, Sheet, make_sheet
from camnang.outputs.tree import HandoutError
from camnang.schema import TYPES
from camnang.screens import for_print

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
SITE_URL = "https://camnang.example.org/"
PAGES = {file.stem: file for file in sorted(FIXTURES.glob("*.html"))}
SIDES = {
    "kich-hoat-sau-buoc": 2, "kich-hoat-chin-buoc": 3, "so-tai-khoan": 2, "co-mat-tien": 1, "cong-an-goi": 2,
    "nhat-ky": 2, "truoc-buoi": 1, "buoi-1": 1, "loa-vneid": 1,
}  # fmt: skip
CARDS = {"so-tai-khoan", "co-mat-tien", "cong-an-goi"}
FOOTER_POINTS, SMALLEST_POINTS = 8.5, 11
LEFT_OUT = (
    ".duong-dan, .viec-trang, .phan-lien-quan, .headerlink, .so-nguon, .thong-tin, .phan-nguon, svg, figcaption, .mo-ta,"
    " .phan-vi-du-da-dien"
)


@dataclass(frozen=True)
class Print:
    """A printed sheet and the page it came from."""

    sheet: Sheet
    pdf: bytes
    html: str

    @property
    def text(self) -> list[str]:
        """Text of each page as a reader program finds it."""
        return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(self.pdf)]


@lru_cache
def press() -> Press:
    return Press(ROOT)


def sheet_of(html: str) -> Sheet:
    article = read_article(html, for_print)
    return make_sheet(article, file="ban-in/x.pdf", source="x.html", site_url=SITE_URL)


@lru_cache
def printed(name: str) -> Print:
    html = PAGES[name].read_text(encoding="utf-8")
    sheet = sheet_of(html)
    return Print(sheet, press().print(sheet, "23/11/2026"), html)


@pytest.fixture(params=sorted(PAGES))
def one(request: pytest.FixtureRequest) -> Print:
    """Each sheet in turn."""
    return printed(request.param)


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_every_fixture_has_its_number_of_sides() -> None:
    assert {name: page_count(printed(name).pdf) for name in PAGES} == SIDES


def test_every_word_of_the_page_is_found_in_the_pdf(one: Print) -> None:
    page = LexborHTMLParser(one.html).css_first("div.trang")
    assert page is not None
    for node in page.css(LEFT_OUT):
        node.decompose()
    page.unwrap_tags(["sub"])
    page.merge_text_nodes()
    words = words_of(page.text(separator=" "))
    assert len(words) > 30
    assert not words - words_of(" ".join(one.text))


def test_every_sheet_says_where_it_comes_from(one: Print) -> None:
    text = " ".join(" ".join(one.text).split())
    for word in (
        f"Mã {one.sheet.data['code']}", "Kiểm ngày 20/11/2026", "Xem lại trước ngày 20/05/2027", "In ngày 23/11/2026",
        "Không ghi mật khẩu, mã OTP lên tờ này.", "Điện thoại:", "thẻ căn cước",
        f"xem trang mã {one.sheet.data['code']}" if one.sheet.ladder.template == "the" else "vneid.gov.vn, cand.com.vn",
    ):  # fmt: skip
        assert word in text.replace("\u00a0", " "), word
    assert one.sheet.data["address"] in text.replace(" ", "").replace("\u00a0", "") or one.sheet.data["address"] in text


def test_the_qr_code_is_read_from_a_grey_copy_at_150_dpi(one: Print) -> None:
    pages = pdfium.PdfDocument(one.pdf)
    page = pages[len(pages) - 1 if one.sheet.ladder.template == "the" else 0]  # a card bears it on its back
    grey = page.render(scale=150 / 72, grayscale=True).to_pil()
    for picture in (grey, grey.point(lambda light: 255 if light > 140 else 0)):
        found = zxingcpp.read_barcodes(picture)
        assert {code.text for code in found} == {one.sheet.data["address"]}
    for code in zxingcpp.read_barcodes(grey):
        modules = code.position.top_right.x - code.position.top_left.x
        assert modules / 150 * 25.4 > 30 * 29 / 37 - 1  # at least 30 mm with its quiet zone (29 modules and 8 of white)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_type_is_never_too_small(name: str) -> None:
    page = LexborHTMLParser(PAGES[name].read_text(encoding="utf-8"))
    for drawing in page.css("figure"):
        drawing.decompose()
    sheet = sheet_of(page.html or "")
    sizes = _sizes(press().print(sheet, "23/11/2026"))
    assert min(size for size, _ in sizes) >= FOOTER_POINTS - 0.05
    small = words_of(" ".join(text for size, text in sizes if size < SMALLEST_POINTS - 0.05))
    code_line = f"Mã Kiểm ngày Xem lại trước In {sheet.data['code']} 20/11/2026 20/05/2027 23/11/2026"
    card_line = f"Thẻ {sheet.data['kind']} Mặt 1 2 Còn mặt sau " + " ".join(
        [sheet.data["address"], sheet.data["sources"], *map(str, WORDS.values())]
    )
    allowed = code_line + (card_line if name in CARDS else "")
    assert set(small) <= set(words_of(allowed))


def test_no_layout_goes_below_what_older_eyes_and_hands_need() -> None:
    layouts = [(kind, one) for kind in TYPES.values() if kind.sheet for one in ladder_of(kind).steps]
    assert len(layouts) > 30
    assert all(min(one["size"], one.get("side", 11)) >= SMALLEST_POINTS for _, one in layouts)
    assert all(one["row"] >= 8 for kind, one in layouts if kind.sheet == "phieu")
    assert all(one["fig"] >= 38 and one["size"] >= 13 for kind, one in layouts if kind.has_steps)
    first = ladder_of(TYPES["huong-dan"]).steps[0]
    assert (first["size"], first["fig"]) == (14, 40)


def test_drawings_on_cards_stay_wide_enough_to_be_read() -> None:
    cards = [one for kind in TYPES.values() if kind.sheet == "the" for one in ladder_of(kind).steps]
    assert cards and all(one["fig"] >= LEAST_FIGURE for one in cards)
    assert [one["paper"] for one in ladder_of(TYPES["yen-tam"]).steps][-1] == "a5"  # the last resort


def test_a_guide_of_nine_steps_is_one_sheet_and_the_helpers_have_their_own() -> None:
    guide = printed("kich-hoat-chin-buoc")
    front, back, helpers = guide.text
    steps = [part for part in guide.sheet.data["sections"] if part["t"] == "step"]
    assert len(steps) == 9
    assert all(_flat(step["title"][0]) in _flat(front + back) for step in steps)
    assert "Tờ cho bà con, mặt 1/2" in front and "Tờ cho bà con, mặt 2/2" in back
    assert all(word in front + back for word in ("Chuẩn bị", "An toàn trước khi làm", "Dừng lại khi", "Gặp ai"))
    assert "Kẹt? Xem trang 3" in front + back and "Chờ mãi không thấy" not in front + back
    assert all(
        word in helpers for word in ("Phần cho người giúp", "Bước 5: Chờ mãi không thấy", "Nói lại", "Trang 3/3")
    )


def test_a_short_guide_stays_on_one_sheet_with_everything() -> None:
    front, back = printed("kich-hoat-sau-buoc").text
    assert "Kẹt? Xem trang 2" in front + back and "Bước 5: Chờ mãi không thấy" in back
    assert "Trang 2/2" in back and "người giúp" not in re.sub(r"Người giúp|ngồi", "", front + back)


def test_a_guide_too_long_for_two_sides_still_gives_the_helpers_a_sheet_of_their_own() -> None:
    html = PAGES["kich-hoat-chin-buoc"].read_text(encoding="utf-8")
    long = html.replace(
        "<p>Gõ đủ 12 số trên thẻ", f"<p>{'Xem kỹ từng chữ rồi mới bấm. ' * 60}</p><p>Gõ đủ 12 số trên thẻ"
    )
    assert long != html
    pages = Print(sheet_of(long), press().print(sheet_of(long), "23/11/2026"), long).text
    start = next(number for number, text in enumerate(pages) if "Bị kẹt?" in text)
    assert start >= 2 and start % 2 == 0
    assert "Phần cho người giúp" in pages[start]


@pytest.mark.parametrize("name", ["so-tai-khoan", "cong-an-goi"])
def test_a_card_is_four_on_a4_with_its_code_on_the_back(name: str) -> None:
    card = printed(name)
    pages = list(pdfium.PdfDocument(card.pdf))
    assert [(round(page.get_width()), round(page.get_height())) for page in pages] == [(595, 842)] * 2
    front, back = (page.render(scale=150 / 72, grayscale=True).to_pil() for page in pages)
    assert not zxingcpp.read_barcodes(front) and len(zxingcpp.read_barcodes(back)) == 4
    parts = [part for part in card.sheet.data["sections"] if part["title"]]
    for part in parts:
        assert sum(text.count(part["title"][0]) for text in card.text) >= 4
    with pikepdf.open(io.BytesIO(card.pdf)) as pdf:
        assert len(list(_heading_levels(pdf.Root.StructTreeRoot))) == 1 + len(parts)  # run-in headings are headings


def test_a_guide_of_six_steps_is_printed_in_14_points() -> None:
    sizes = Counter(round(size) for size, _ in _sizes(printed("kich-hoat-sau-buoc").pdf))
    assert sizes[14] > 20


def test_a_caption_shared_by_all_drawings_is_printed_once() -> None:
    text = " ".join(" ".join(printed("kich-hoat-sau-buoc").text).split())
    assert text.count("Hình vẽ minh hoạ, màn hình thật có thể khác.") == 1


def test_the_qr_code_has_its_white_border_and_level_m() -> None:
    address = "HTTPS://CAMNANG.EXAMPLE.ORG/G001"
    code = segno.make(address, error="m", boost_error=False, micro=False)
    width = re.search(r'width="(\d+)"', qr_svg(address))
    assert width and int(width[1]) == code.symbol_size(scale=4, border=4)[0]
    assert code.error == "M"


def test_margins_are_wide_enough_for_any_copier(one: Print) -> None:
    cards = one.sheet.ladder.template == "the"
    for page in pdfium.PdfDocument(one.pdf):
        grey = page.render(scale=72 / 72, grayscale=True).to_pil()
        if cards:  # cut lines run to the edge: look at the words only
            boxes = [item.get_bounds() for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])]
            lefts, bottoms = [box[0] for box in boxes if box[0] > 25], [box[1] for box in boxes]
            assert min(lefts) > 32 and min(bottoms) > 30
            continue
        box = grey.point(lambda light: 255 if light < 128 else 0).getbbox()
        assert box is not None
        limit = 11.5 / 25.4 * 72
        assert box[0] >= limit and box[1] >= limit
        assert box[2] <= grey.width - limit and box[3] <= grey.height - limit


def test_a_step_and_its_words_stand_on_one_side() -> None:
    chin = printed("kich-hoat-chin-buoc")
    for step in (part for part in chin.sheet.data["sections"] if part["t"] == "step"):
        first, last = "".join(map(str, step["title"][:1])), _last_words(step)
        sides = [number for number, text in enumerate(chin.text) if _flat(first) in _flat(text)]
        assert any(_flat(last) in _flat(chin.text[number]) for number in sides), first


def test_pdf_is_tagged_titled_and_embeds_its_fonts(one: Print) -> None:
    with pikepdf.open(io.BytesIO(one.pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("vi")
        assert str(pdf.docinfo["/Title"]) == one.sheet.data["title"]
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.Outlines.First is not None
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        assert all("Noto" in str(font["/FontName"]) for font in fonts)
        figures = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        assert figures and all(str(item.get("/Alt", "")) for item in figures)


def test_headings_start_at_one_and_skip_nothing(one: Print) -> None:
    with pikepdf.open(io.BytesIO(one.pdf)) as pdf:
        levels = list(_heading_levels(pdf.Root.StructTreeRoot))
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_same_page_gives_the_same_bytes(one: Print) -> None:
    assert Press(ROOT).print(sheet_of(one.html), "23/11/2026") == one.pdf


def test_a_card_too_long_is_refused() -> None:
    html = PAGES["co-mat-tien"].read_text(encoding="utf-8")
    long = html.replace("Không mất tiền.", "Không mất tiền. " + "Tải ở nơi có mạng. " * 200)
    with pytest.raises(HandoutError, match="quá dài"):
        press().print(sheet_of(long), "23/11/2026")


def test_a_letter_no_font_has_is_named_even_inside_a_drawing() -> None:
    html = PAGES["kich-hoat-sau-buoc"].read_text(encoding="utf-8")
    for changed in (
        html.replace(">Điện thoại</text>", ">Điện thoại 🙂</text>", 1),
        html.replace("Chuẩn bị<", "Chuẩn bị 🙂<", 1),
    ):
        assert changed != html
        with pytest.raises(HandoutError, match="không có «🙂»"):
            press().print(sheet_of(changed), "23/11/2026")


def test_a_page_of_an_unprinted_kind_is_refused() -> None:
    html = PAGES["co-mat-tien"].read_text(encoding="utf-8").replace('data-loai="hoi-dap"', 'data-loai="trang"')
    with pytest.raises(HandoutError, match="không có tờ in"):
        sheet_of(html)


def test_cards_are_copied_over_the_sheet_but_read_once() -> None:
    card = printed("co-mat-tien")
    assert card.text[0].count("Trả lời") == 4
    with pikepdf.open(io.BytesIO(card.pdf)) as pdf:
        assert len(list(_heading_levels(pdf.Root.StructTreeRoot))) == 4  # one title, three parts


def test_writing_rows_of_a_form_are_8_mm_high() -> None:
    image = pdfium.PdfDocument(printed("nhat-ky").pdf)[0].render(scale=300 / 72, grayscale=True).to_pil()
    lines = _long_lines(image)
    gaps = [(after - before) / 300 * 25.4 for before, after in zip(lines, lines[1:], strict=False)]
    assert sum(gap >= 7.9 for gap in gaps) >= 10
    assert not [gap for gap in gaps if 3 < gap < 7.9]


def _sizes(pdf: bytes) -> list[tuple[float, str]]:
    """Size in points and words of every text on the sheet itself (drawings are forms of their own)."""
    found = []
    for page in pdfium.PdfDocument(pdf):
        textpage = page.get_textpage()
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
            buffer = raw.ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(item, raw.ctypes.byref(buffer))
            matrix = item.get_matrix()
            size = buffer.value * math.hypot(matrix.c, matrix.d)
            found.append((size, _text_of(item, textpage)))
    assert found
    return found


def _text_of(item: pdfium.PdfObject, textpage: pdfium.PdfTextPage) -> str:
    """Letters of this one text; those of neighbours that reach into its box are not among them."""
    length = raw.FPDFTextObj_GetText(item, textpage, None, 0)
    letters = raw.ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(item, textpage, raw.ctypes.cast(letters, raw.ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return letters.raw.decode("utf-16-le").rstrip("\0")


def _long_lines(image: Image.Image) -> list[int]:
    """Rows of pixels where the table's lines are: black over most of the width."""
    small = image.point(lambda light: 255 if light < 128 else 0).resize((1, image.height), Image.Resampling.BOX)
    rows = [row for row in range(image.height) if small.getpixel((0, row)) > 255 * 0.7]
    return [row for index, row in enumerate(rows) if index == 0 or row - rows[index - 1] > 3]


def _heading_levels(node: pikepdf.Object) -> list[int]:
    kind = str(node.get("/S", "")) if isinstance(node, pikepdf.Dictionary) else ""
    here = [int(kind[2])] if re.fullmatch(r"/H\d", kind) else []
    kids = node.get("/K", []) if isinstance(node, pikepdf.Dictionary) else []
    children = kids if isinstance(kids, pikepdf.Array) else [kids]
    return here + [level for kid in children if isinstance(kid, pikepdf.Dictionary) for level in _heading_levels(kid)]


def _flat(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _last_words(step: dict[str, object]) -> str:
    paragraphs = [block for block in step["c"] if block["t"] == "p"]  # type: ignore[attr-defined]
    return "".join(part if isinstance(part, str) else "" for part in paragraphs[-1]["c"])
