"""Large print, folded leaflets, pocket and half-page cards: measured on the paper they come out on."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
import segno
import typst
import zxingcpp
from selectolax.lexbor import LexborHTMLParser

from camnang.outputs.article import read_article
from camnang.outputs.press import FONTS, Press
from camnang.outputs.printer import tell_printer
from camnang.outputs.sheet import Sheet, bare_data, make_sheet
from camnang.outputs.tree import HandoutError
from camnang.screens import for_print

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
MM = 72 / 25.4
FORMS = {
    "chu-to": ("kich-hoat-sau-buoc", "so-tai-khoan", "khac/doc-ma-otp", "cong-an-goi"),
    "gap-a5": ("so-tai-khoan", "khac/doc-ma-otp"),
    "the-a5": ("co-mat-tien", "so-tai-khoan", "cong-an-goi"),
    "a7": ("co-mat-tien", "khac/the-hoi-lai"),
}
ALL = [(form, name) for form, names in FORMS.items() for name in names]
PHONE = 216  # width of the phone itself in a drawing of 240
LEFT_OUT = ".duong-dan, .viec-trang, .phan-lien-quan, .so-nguon, .thong-tin, .phan-nguon, .phan-tu-kho, svg, figcaption, .an, .phan-ho-so"


@dataclass(frozen=True)
class Print:
    """A printed form of a page."""

    sheet: Sheet
    pdf: bytes
    html: str

    @property
    def pages(self) -> list[pdfium.PdfPage]:
        """Its sides."""
        return list(pdfium.PdfDocument(self.pdf))

    @property
    def text(self) -> list[str]:
        """Words of each side."""
        return [page.get_textpage().get_text_range() for page in self.pages]


@lru_cache
def press() -> Press:
    return Press(ROOT)


@lru_cache
def printed(form: str, name: str, words: str = "", drawings: bool = True) -> Print:
    html = (FIXTURES / f"{name}.html").read_text(encoding="utf-8")
    if not drawings:
        html = re.sub(r"<figure.*?</figure>", "", html, flags=re.S)
    if words:
        html = html.replace("</h2>", f"</h2><p>{words}</p>", 1)
    sheet = make_sheet(
        read_article(html, for_print),
        file=f"ban-in/x.{form}.pdf",
        source="x.html",
        site_url="https://camnang.example.org/",
    )
    return Print(sheet, press().print(sheet, "23/11/2026"), html)


def letters(page: pdfium.PdfPage) -> Iterator[tuple[float, str, tuple[float, float, float, float]]]:
    """Size in points, words and place of every piece of text on the side itself (drawings are forms of their own)."""
    textpage = page.get_textpage()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
        buffer = raw.ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(item, raw.ctypes.byref(buffer))
        matrix = item.get_matrix()
        length = raw.FPDFTextObj_GetText(item, textpage, None, 0)
        text = raw.ctypes.create_string_buffer(length)
        raw.FPDFTextObj_GetText(item, textpage, raw.ctypes.cast(text, raw.ctypes.POINTER(raw.FPDF_WCHAR)), length)
        yield (
            buffer.value * math.hypot(matrix.c, matrix.d),
            text.raw.decode("utf-16-le").rstrip("\0"),
            item.get_bounds(),
        )


def lines(page: pdfium.PdfPage) -> Iterator[tuple[float, tuple[float, float, float, float]]]:
    """Thickness in mm and place of every stroked line of the side."""
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        width = raw.ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(item, raw.ctypes.byref(width))
        yield width.value / MM, item.get_bounds()


def flat(text: str) -> str:
    return re.sub(r"\W+", "", text)


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def words_of_page(one: Print) -> set[str]:
    """Words of the page that paper has to say; the lead is not printed on cards."""
    page = LexborHTMLParser(one.html).css_first("div.trang")
    assert page is not None
    for node in page.css(LEFT_OUT if one.sheet.data["lead"] else f"{LEFT_OUT}, .mo-ta"):
        node.decompose()
    page.unwrap_tags(["sub", "a", "strong", "span"])
    page.merge_text_nodes()
    return words_of(page.text(separator=" "))


@pytest.mark.parametrize("name", FORMS["chu-to"])
def test_large_print_says_everything_in_18_points(name: str) -> None:
    one = printed("chu-to", name)
    assert not words_of_page(one) - words_of(" ".join(one.text))
    bare = printed("chu-to", name, drawings=False)
    sizes = [(size, text) for page in bare.pages for size, text, _ in letters(page)]
    assert min(size for size, _ in sizes) >= 11.95
    small = words_of(" ".join(text for size, text in sizes if size < 17.95))
    data = one.sheet.data
    around = (*data["words"].values(), *data["notes"], data["sources"], data["kind"], data["code"], data["address"])
    dates = (data["checked"], data["review"], "23/11/2026", data["code"][0], data["code"][1:], *map(str, range(20)))
    assert small <= words_of(" ".join((*map(str, around), *dates)))


@pytest.mark.parametrize("name", ["kich-hoat-sau-buoc", "khac/doc-ma-otp"])
def test_drawings_of_large_print_are_at_least_60_mm_wide(name: str) -> None:
    one = printed("chu-to", name)
    shapes = [box for page in one.pages for _, box in lines(page)]
    phones = [
        (right - left) / MM for left, bottom, right, top in shapes if top - bottom > 1.3 * (right - left) > 40 * MM
    ]
    assert len(phones) >= one.html.count("<figure") > 0
    assert min(phones) > 60 * PHONE / 240


def test_a_step_in_large_print_stands_whole_on_one_side() -> None:
    one = printed("chu-to", "kich-hoat-sau-buoc")
    steps = [part for part in one.sheet.data["sections"] if part["t"] == "step"]
    assert len(steps) == 6
    for step in steps:
        last = [block for block in step["c"] if block["t"] == "p"][-1]
        words = flat("".join(part for part in last["c"] if isinstance(part, str)))[-12:]
        sides = [number for number, text in enumerate(one.text) if flat(step["title"][0]) in flat(text)]
        assert any(words in flat(one.text[number]) for number in sides), step["title"]


@pytest.mark.parametrize("name", FORMS["gap-a5"])
def test_a_leaflet_is_read_page_by_page_by_eye_and_by_ear(name: str) -> None:
    one = printed("gap-a5", name)
    outside, inside = one.pages
    assert [(round(side.get_width() / MM), round(side.get_height() / MM)) for side in (outside, inside)] == [
        (297, 210)
    ] * 2
    half = outside.get_width() / 2
    corners = ((outside, half), (inside, 0.0), (inside, half), (outside, 0.0))  # pages 1 to 4
    pages = [side.get_textpage().get_text_bounded(left=left, right=left + half) for side, left in corners]
    assert [f"Trang {number}/4" in " ".join(text.split()) for number, text in enumerate(pages, 1)] == [True] * 4
    titles = [flat("".join(map(str, part["title"]))) for part in one.sheet.data["sections"] if part["title"]]
    whole = flat("".join(pages))
    places = [whole.index(title) for title in titles]
    assert places == sorted(places) and len(titles) >= 5
    with pikepdf.open(io.BytesIO(one.pdf)) as pdf:
        heard = [flat(text) for kind, text in headings(pdf.Root.StructTreeRoot) if kind == "/H2"]
    assert [title for title in heard if title in titles] == titles


def headings(node: pikepdf.Object) -> Iterator[tuple[str, str]]:
    """Kind and words of the headings in the order of the tag tree (the words stand in /T)."""
    if isinstance(node, pikepdf.Dictionary):
        kind = str(node.get("/S", ""))
        if re.fullmatch(r"/H\d", kind):
            yield kind, str(node.get("/T", ""))
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from headings(kid)


@pytest.mark.parametrize("name", FORMS["gap-a5"])
def test_nothing_of_a_leaflet_touches_fold_or_edge(name: str) -> None:
    for side in printed("gap-a5", name, drawings=False).pages:
        width, height = side.get_width(), side.get_height()
        for size, text, (left, bottom, right, top) in letters(side):
            assert size >= 8.95
            assert left > 9.5 * MM and right < width - 9.5 * MM, text
            assert bottom > 6 * MM and top < height - 9 * MM, text
            assert right < width / 2 - 7 * MM or left > width / 2 + 7 * MM, text
        marks = [thick for thick, (left, _, right, _) in lines(side) if abs(left - width / 2) < 2 and right - left < 4]
        assert len(marks) == 2 and min(marks) >= 0.5


@pytest.mark.parametrize("name", FORMS["gap-a5"])
def test_a_leaflet_has_one_code_of_30_mm_and_its_type_is_not_small(name: str) -> None:
    one = printed("gap-a5", name, drawings=False)
    sizes = [(size, text) for side in one.pages for size, text, _ in letters(side)]
    small = flat("".join(text for size, text in sizes if size < 10.95))
    data = one.sheet.data
    line = flat(
        f"Mã {data['code']} Kiểm ngày Xem lại trước ngày In ngày Trang 1/4 2/4 3/4 4/4 {data['checked']} {data['review']} 23/11/2026 {data['words']['fold']}"
    )
    assert set(small) <= set(line)
    grey = one.pages[0].render(scale=150 / 72, grayscale=True).to_pil()
    [code] = zxingcpp.read_barcodes(grey)
    assert code.text == data["address"]
    assert (code.position.top_right.x - code.position.top_left.x) / 150 * 25.4 > 30 * 29 / 37 - 1


def test_a_leaflet_too_long_is_refused_by_name_of_the_form() -> None:
    with pytest.raises(HandoutError, match=r"«gap-a5».*formats\.py"):
        printed("gap-a5", "khac/doc-ma-otp", "Cúp máy ngay. " * 500)


@pytest.mark.parametrize(("paper", "cols", "rows"), [("a5", 2, 1), ("a6", 2, 2), ("a7", 2, 4)])
def test_the_back_of_every_card_lies_behind_its_front(paper: str, cols: int, rows: int) -> None:
    """Turned over, the left column comes to lie on the right: (0, 0) is behind (1, 0)."""
    source = (
        '#import "/overrides/ban-in/cat.typ": *\n#show: sheet.with(margin: 0mm, footer: none, flipped: lying)\n'
        "#two-sides(range(8).map(n => [T#n]), range(8).map(n => [S#n]))"
    )
    data = bare_data("x") | {
        "printed": "",
        "qr": "",
        "template": "",
        "fonts": press().families,
        "opt": {"size": 12, "paper": paper},
    }
    pdf = typst.compile(
        source.encode(), root=str(ROOT), font_paths=[str(ROOT / FONTS)], sys_inputs={"data": json.dumps(data)}
    )
    assert isinstance(pdf, bytes)
    front, back = pdfium.PdfDocument(pdf)
    width, height = front.get_width(), front.get_height()

    def cells(side: pdfium.PdfPage, letter: str) -> dict[str, tuple[int, int]]:
        text = side.get_textpage()
        found = {}
        for col, row in product(range(cols), range(rows)):
            box = (
                col * width / cols,
                height - (row + 1) * height / rows,
                (col + 1) * width / cols,
                height - row * height / rows,
            )
            found.update(dict.fromkeys(re.findall(rf"{letter}\d", text.get_text_bounded(*box)), (col, row)))
        return found

    fronts, backs = cells(front, "T"), cells(back, "S")
    assert len(fronts) == len(backs) == cols * rows and fronts["T0"] == (0, 0)
    assert backs == {text.replace("T", "S"): (cols - 1 - col, row) for text, (col, row) in fronts.items()}


@pytest.mark.parametrize(
    ("form", "name", "count", "flip"),
    [
        ("the-a5", "cong-an-goi", 2, "/DuplexFlipShortEdge"),
        ("the-a5", "co-mat-tien", 2, ""),
        ("a7", "co-mat-tien", 8, "/DuplexFlipLongEdge"),
    ],
)
def test_cards_bear_their_code_on_the_back_and_say_how_to_turn_the_paper(
    form: str, name: str, count: int, flip: str
) -> None:
    one = printed(form, name)
    *front, back = (page.render(scale=200 / 72, grayscale=True).to_pil() for page in one.pages)
    assert len(front) == bool(flip) and not any(map(zxingcpp.read_barcodes, front))
    codes = zxingcpp.read_barcodes(back)
    assert [code.text for code in codes] == [one.sheet.data["address"]] * count
    modules = segno.make(one.sheet.data["address"], error="m", boost_error=False, micro=False).symbol_size(border=0)[0]
    for code in codes:
        assert (code.position.top_right.x - code.position.top_left.x) / 200 * 25.4 > 30 * modules / (modules + 8) - 0.6
    with pikepdf.open(io.BytesIO(one.pdf)) as pdf:
        assert str(pdf.Root.ViewerPreferences.get("/Duplex", "")) == flip


@pytest.mark.parametrize(
    ("form", "name", "cuts"), [("the-a5", "cong-an-goi", 1), ("a7", "co-mat-tien", 4), ("a7", "khac/the-hoi-lai", 4)]
)
def test_cut_lines_are_thick_enough_for_a_copy_and_cross_the_whole_sheet(form: str, name: str, cuts: int) -> None:
    for side in printed(form, name).pages:
        width, height = side.get_width(), side.get_height()
        across = [thick for thick, box in lines(side) if box[2] - box[0] > width - 2 or box[3] - box[1] > height - 2]
        assert len(across) == cuts and min(across) >= 0.5


def test_type_on_pocket_cards_is_11_points_but_for_the_line_of_codes() -> None:
    one = printed("a7", "co-mat-tien")
    sizes = [(size, text) for side in one.pages for size, text, _ in letters(side)]
    assert min(size for size, _ in sizes) >= 8.45
    small = flat("".join(text for size, text in sizes if size < 10.95))
    assert "Trảlời" not in small and "Nên" not in small and one.sheet.data["code"] in small


def test_rows_of_a_pocket_form_are_8_mm_high() -> None:
    one = printed("a7", "khac/the-hoi-lai")
    front = " ".join(one.text[0].split())
    assert front.count("Trước ngày:") == 8 and "Qua trưởng thôn" in " ".join(one.text[1].split())
    dotted = sorted(
        {
            round(box[1] / MM, 1)
            for thick, box in lines(one.pages[0])
            if 0 < box[3] - box[1] < 3.1 and thick > 0.2 and box[0] > 0
        }
    )
    gaps = [after - before for before, after in zip(dotted, dotted[1:], strict=False) if 3 < after - before < 12]
    assert gaps and min(gaps) >= 7.9


@pytest.mark.parametrize(("form", "name"), ALL)
def test_every_form_is_tagged_black_and_tells_the_printer_its_size(form: str, name: str) -> None:
    one = printed(form, name)
    with pikepdf.open(io.BytesIO(one.pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang).startswith("vi")
        assert str(pdf.Root.ViewerPreferences.PrintScaling) == "/None"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert ("/Duplex" in pdf.Root.ViewerPreferences) == (len(pdf.pages) > 1)
    for page in one.pages:
        colours = page.render(scale=0.5).to_pil().convert("RGB").getcolors(1 << 20)
        assert colours and all(max(colour) - min(colour) < 8 for _, colour in colours)


@pytest.mark.parametrize(("form", "name"), [(form, names[-1]) for form, names in FORMS.items()])
def test_the_same_page_gives_the_same_bytes(form: str, name: str) -> None:
    one = printed(form, name)
    assert Press(ROOT).print(one.sheet, "23/11/2026") == one.pdf


def test_a_sheet_that_is_not_folded_cannot_be_put_in_the_order_of_folding() -> None:
    with pytest.raises(HandoutError, match="tờ gấp phải có 4 trang"):
        tell_printer(printed("chu-to", "so-tai-khoan").pdf, folded=True)
