"""The handbook as a book: page numbers are true, everything is in it, everything is found."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from camnang import cli
from camnang.outputs.bindery import print_books
from camnang.outputs.book import make_book
from camnang.outputs.book_index import MOST_PLACES, index_terms
from camnang.outputs.press import Press
from camnang.outputs.tree import HandoutError
from camnang.schema import TYPES

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
SITE_URL = "https://camnang.example.org/"
DAY = date(2026, 11, 23)
PLACES = {
    "huong-dan/vneid": ("kich-hoat-sau-buoc", "kich-hoat-chin-buoc"),
    "yen-tam": ("so-tai-khoan",), "yen-tam/hoi-dap": ("co-mat-tien",), "lua-dao": ("cong-an-goi",),
    "gap": ("khac/doc-ma-otp",), "to/bieu-mau": ("nhat-ky", "khac/the-hoi-lai"), "day/giao-an": ("buoi-1",), "day/loa": ("loa-vneid",),
}  # fmt: skip
INDEXES = {
    "huong-dan": "Hướng dẫn từng việc",
    "huong-dan/vneid": "VNeID",
    "yen-tam": "Yên tâm",
    "gap": "Đang gấp?",
    "to": "Việc của tổ",
}
HARD = (
    '<section class="phan phan-tu-kho"><h2 id="tu-kho">Từ khó</h2><dl><div id="tu-ma-otp"><dt><a href="x">Mã OTP</a></dt>'
    "<dd>Mã số dùng một lần.</dd></div></dl></section>"
)


def fill(site: Path) -> None:
    for folder, names in PLACES.items():
        (site / folder).mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copy(FIXTURES / f"{name}.html", site / folder)
    for folder, title in INDEXES.items():
        page = f'<html><body><div class="trang"><h1>{title}</h1></div></body></html>'
        (site / folder / "index.html").write_text(page, encoding="utf-8")
    card = site / "yen-tam" / "so-tai-khoan.html"  # one hard word, explained once
    text = card.read_text(encoding="utf-8").replace("<p>", '<p><a href="#tu-ma-otp">Mã OTP</a> ', 1)
    card.write_text(text.replace("</div></article>", f"{HARD}</div></article>"), encoding="utf-8")


class Book:
    """A printed book and its pages."""

    def __init__(self, site: Path, file: Path) -> None:
        self.site, self.file = site, file

    @cached_property
    def text(self) -> list[str]:
        """Words of each page, page 1 first."""
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(self.file)]

    def starts(self, code: str) -> list[int]:
        """Pages on which the article of this code begins."""
        head = re.compile(rf"/{code[0]} ?{code[1:]} {code} ")
        return [number for number, text in enumerate(self.text, 1) if head.search(text)]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    site = tmp_path_factory.mktemp("sach") / "site"
    fill(site)
    [bound] = print_books(site, Press(ROOT), (), site.parent / "ra", site_url=SITE_URL, today=DAY, signature=None)
    yield Book(site, bound.file)


def codes(book: Book) -> list[str]:
    return sorted(re.findall(r'data-ma="(\w+)"', "".join(file.read_text() for file in book.site.rglob("*.html"))))


def test_every_article_begins_once_and_the_contents_and_the_list_of_codes_say_where(book: Book) -> None:
    contents = " ".join(text for text in book.text[1:4])
    by_code = next(text for text in reversed(book.text) if "Tra theo mã" in text)
    assert len(codes(book)) == 10
    for code in codes(book):
        [page] = book.starts(code)
        assert re.search(rf"\b{code} [^.]*?[ .]+{page}\b", contents), (code, page)
        assert re.search(rf"\b{code} ?[ .]*{page}\b", by_code), (code, page)


def test_chapters_stand_in_order_under_the_names_of_their_folders(book: Book) -> None:
    sheet = make_book(book.site, "", site_url=SITE_URL, printed="23/11/2026")
    assert [chapter["title"] for chapter in sheet.data["chapters"]] == [
        "Đang gấp?", "Hướng dẫn từng việc: VNeID", "Yên tâm", "Yên tâm: Thẻ hỏi đáp", "Thẻ lừa đảo", "Giáo án", "Kịch bản loa",
        "Việc của tổ: Biểu mẫu",
    ]  # fmt: skip
    starts = [book.starts(article["code"])[0] for chapter in sheet.data["chapters"] for article in chapter["articles"]]
    assert starts == sorted(starts)


def test_the_printed_number_of_a_page_is_its_number_in_the_file(book: Book) -> None:
    numbered = 0
    for number, text in enumerate(book.text[1:], 2):
        ends = (text.split(" ")[0], *re.findall(r" (\d+) ", f" {text} ")[:1])
        assert str(number) in ends, (number, text[:60])
        numbered += 1
    assert numbered > 20


def test_the_index_leads_to_the_page_that_explains_a_word(book: Book) -> None:
    index = book.text[-1]
    found = re.search(r"Mã OTP: ([\d, ]+)", index)
    assert "Tra theo từ" in index and found
    pages = [int(number) for number in found[1].split(",")]
    assert all("mã otp" in book.text[number - 1].casefold() for number in pages)
    assert book.starts("Y001")[0] in pages


def test_a_word_explained_everywhere_leads_to_the_articles_about_it() -> None:
    def article(name: str) -> tuple[dict[str, object], dict[str, str]]:
        link = {"t": "a", "href": "#tu-otp", "c": ["mã"]}
        return {
            "name": name,
            "kind": TYPES["tu-dien"].label,
            "sections": [{"title": ["Mã OTP"], "c": [{"t": "p", "c": [link]}]}],
        }, {"tu-otp": "Mã OTP"}

    many = [article(f"Bài {number}") for number in range(MOST_PLACES)] + [article("Mã OTP là gì")]
    few = [article(f"Bài {number}") for number in range(MOST_PLACES)]
    assert index_terms(many) == index_terms(few) == [{"anchor": "tu-otp", "name": "Mã OTP"}]
    hrefs = [data["sections"][0]["c"][0]["c"][0]["href"] for data, _ in many]  # type: ignore[index]
    assert hrefs == [""] * MOST_PLACES + ["#tu-otp"]
    assert all(data["sections"][0]["c"][0]["c"][0]["href"] == "#tu-otp" for data, _ in few)  # type: ignore[index]
    assert all(data["sections"][0]["term"] == "tu-otp" for data, _ in many)  # type: ignore[index]
    forms = [({**data, "kind": TYPES["bieu-mau"].label}, words) for data, words in many[:1]]
    index_terms(forms)
    assert forms[0][0]["sections"][0]["term"] == "", "only the glossary defines a word"  # type: ignore[index]


def test_the_book_is_tagged_has_bookmarks_and_its_pages_are_a5(book: Book) -> None:
    with pikepdf.open(book.file) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang).startswith("vi")
        assert str(pdf.docinfo["/Title"]) == "Cẩm nang Tổ công nghệ số cộng đồng"
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert "Yên tâm" in titles and "Tra theo mã" in titles
        assert {tuple(round(float(edge) / 72 * 25.4) for edge in page.mediabox) for page in pdf.pages} == {
            (0, 0, 148, 210)
        }
    colours = pdfium.PdfDocument(book.file)[5].render(scale=0.5).to_pil().convert("RGB").getcolors(1 << 20)
    assert colours and all(max(colour) - min(colour) < 8 for _, colour in colours)


def test_no_words_leave_the_page_and_inner_margins_leave_room_for_staples(book: Book) -> None:
    mm = 72 / 25.4
    for number, page in enumerate(pdfium.PdfDocument(book.file), 1):
        boxes = [item.get_bounds() for item in page.get_objects(max_depth=1)]
        inner, outer = (17, 12) if number % 2 else (12, 17)
        assert min(box[0] for box in boxes) > inner * mm - 2.5, number
        assert max(box[2] for box in boxes) < page.get_width() - outer * mm + 2.5, number
        assert min(box[1] for box in boxes) > 11 * mm, number


def test_the_same_site_gives_the_same_bytes_and_a_group_its_own_book(book: Book, tmp_path: Path) -> None:
    def run(groups: tuple[str, ...]) -> list[Path]:
        made = print_books(book.site, Press(ROOT), groups, tmp_path, site_url=SITE_URL, today=DAY, signature=0)
        return [bound.file for bound in made]

    files = run(("yen-tam", "huong-dan/vneid"))
    assert [file.name for file in files] == [
        "yen-tam.pdf",
        "yen-tam-dong-ghim.pdf",
        "huong-dan-vneid.pdf",
        "huong-dan-vneid-dong-ghim.pdf",
    ]
    first = [file.read_bytes() for file in files]
    assert [file.read_bytes() for file in run(("yen-tam", "huong-dan/vneid"))] == first
    text = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(files[0]))
    assert "Y001" in text and "H001" in text and "L001" not in text


def test_a_group_without_pages_and_pages_that_cannot_be_printed_are_named(book: Book, tmp_path: Path) -> None:
    with pytest.raises(HandoutError, match="«khong-co»"):
        make_book(book.site, "khong-co", site_url=SITE_URL, printed="23/11/2026")
    site = shutil.copytree(book.site, tmp_path / "site")
    for name in ("yen-tam/so-tai-khoan", "lua-dao/cong-an-goi"):
        page = site / f"{name}.html"
        page.write_text(page.read_text(encoding="utf-8").replace("<p>", "<video></video><p>", 1), encoding="utf-8")
    with pytest.raises(HandoutError) as caught:
        make_book(site, "", site_url=SITE_URL, printed="23/11/2026")
    assert "so-tai-khoan.html: thẻ <video>" in str(caught.value) or "cong-an-goi.html: thẻ <video>" in str(caught.value)


def test_a_mistyped_group_is_wrong_use_with_a_guess(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    (book.site / "index.html").touch()
    assert cli.main(["handouts", "--out", str(book.site), "--book", "yen-tan"]) == 2
    assert "Có phải «yen-tam»?" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told_without_a_trace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["handouts", "--booklet", str(tmp_path / "khong-co.pdf")]) == 1
    assert "khong-co.pdf" in capsys.readouterr().err
