"""The order of pages on folded sheets: what comes out is folded, nested and read."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
import typst

from camnang.outputs.bindery import STAPLED, staple
from camnang.outputs.booklet import SIGNATURE, Side, plan_booklet
from camnang.outputs.press import FONTS, Press
from camnang.outputs.tree import HandoutError

ROOT = Path(__file__).resolve().parents[2]
MM = 72 / 25.4


def read_through(sides: tuple[Side, ...]) -> list[int | None]:
    """Pages of a signature as a reader turns them: sheets nested in one another, each folded in the middle."""
    fronts, backs = sides[::2], sides[1::2]
    opening = [page for (_, right), (left, _) in zip(fronts, backs, strict=True) for page in (right, left)]
    closing = [page for (left, _), (_, right) in zip(fronts, backs, strict=True) for page in (left, right)]
    return opening + closing[::-1]


@pytest.mark.parametrize("pages", [1, 4, 5, 8, 13, 64])
def test_folded_and_stapled_the_pages_come_in_order_blanks_last(pages: int) -> None:
    booklet = plan_booklet(pages)
    [sides] = booklet.signatures
    assert len(sides) == 2 * booklet.sheets == 2 * -(-pages // 4)
    assert read_through(sides) == [*range(1, pages + 1), *[None] * booklet.blanks]
    assert booklet.blanks == -pages % 4


@pytest.mark.parametrize(("pages", "most"), [(65, 0), (300, 0), (64, 4), (5, 1)])
def test_thick_books_are_cut_into_even_signatures(pages: int, most: int) -> None:
    booklet = plan_booklet(pages, most)
    sizes = [len(sides) // 2 for sides in booklet.signatures]
    assert len(sizes) > 1 and max(sizes) <= (most or SIGNATURE) and max(sizes) - min(sizes) <= 1
    turned = [page for sides in booklet.signatures for page in read_through(sides)]
    assert turned == [*range(1, pages + 1), *[None] * booklet.blanks]


@pytest.fixture
def thirteen(tmp_path: Path) -> Path:
    """A PDF of 13 pages A5, each with its number."""
    source = '#set page(width: 148mm, height: 210mm)\n#set text(font: "Noto Sans")\n#for n in range(1, 14) { [trang số #n]; pagebreak(weak: true) }'
    pdf = typst.compile(source.encode(), font_paths=[str(ROOT / FONTS)])
    assert isinstance(pdf, bytes)
    file = tmp_path / "muoi-ba.pdf"
    file.write_bytes(pdf)
    return file


def test_the_sides_bear_the_pages_they_should(thirteen: Path) -> None:
    bound = staple(thirteen, Press(ROOT))
    assert (bound.file.name, bound.pages, bound.sheets, bound.signatures) == (f"muoi-ba{STAPLED}.pdf", 13, 4, 1)
    note, blank, *sides = pdfium.PdfDocument(bound.file)
    assert (
        "lật theo cạnh ngắn" in note.get_textpage().get_text_range() and "4 tờ" in note.get_textpage().get_text_range()
    )
    assert blank.get_textpage().get_text_range() == ""
    shown = []
    for side in sides:
        assert (round(side.get_width() / MM), round(side.get_height() / MM)) == (297, 210)
        half = side.get_width() / 2
        texts = [side.get_textpage().get_text_bounded(left=left, right=left + half) for left in (0, half)]
        shown.append(tuple(int(found[1]) if (found := re.search(r"trang số (\d+)", text)) else None for text in texts))
    assert tuple(shown) == plan_booklet(13).signatures[0]


def test_the_note_tells_the_order_it_prints(thirteen: Path) -> None:
    note = pdfium.PdfDocument(staple(thirteen, Press(ROOT)).file)[0].get_textpage().get_text_range()
    for left, right in plan_booklet(13).signatures[0]:
        assert f"{left or 'trắng'} | {right or 'trắng'}" in note


def test_the_printer_is_told_the_short_edge_and_true_size_and_bytes_are_equal(thirteen: Path) -> None:
    first = staple(thirteen, Press(ROOT)).file.read_bytes()
    with pikepdf.open(io.BytesIO(first)) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert (str(wishes.Duplex), str(wishes.PrintScaling)) == ("/DuplexFlipShortEdge", "/None")
    assert staple(thirteen, Press(ROOT)).file.read_bytes() == first


def test_large_pages_are_made_smaller_and_the_note_says_how_much(tmp_path: Path) -> None:
    file = tmp_path / "a4.pdf"
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page(page_size=(210 * MM, 297 * MM))
        pdf.save(file)
    note = pdfium.PdfDocument(staple(file, Press(ROOT)).file)[0].get_textpage().get_text_range()
    assert "còn 71%" in note


def test_what_is_no_pdf_or_is_locked_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    wrong, locked = tmp_path / "anh.pdf", tmp_path / "khoa.pdf"
    wrong.write_text("không phải", encoding="utf-8")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(user="mot", owner="hai"))
    for file, told in ((wrong, "không phải PDF"), (locked, "có mật khẩu")):
        with pytest.raises(HandoutError, match=rf"{file.name}: .*{told}[\s\S]*Cách sửa"):
            staple(file, Press(ROOT))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["anh.pdf", "khoa.pdf"]
