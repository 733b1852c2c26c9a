"""Packs as printers and screen readers get them: right-hand starts, a true contents page, tags and bookmarks kept."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from paper_samples import HOA, ROOT, marks, places_of, sheet, tagged

from camnang import corpus, names, packs
from camnang.outputs import joining, pack_pdf
from camnang.outputs.lettering import FILE, Lettering
from camnang.outputs.pack_pdf import Made
from camnang.outputs.places import TEAM, carried
from camnang.outputs.press import Press, page_count
from camnang.outputs.tree import HandoutError
from camnang.packs import Pack

SHEETS = {"G001": "kich-hoat-chin-buoc", "Y001": "cong-an-goi", "M001": "nhat-ky", "B001": "buoi-1"}  # code → fixture


@pytest.fixture(scope="module")
def made() -> Made:
    """A pack of four sheets of one to three sides, by the names of real pages."""
    pages = corpus.load(ROOT / "docs").by_code
    chosen = tuple(pages[code] for code in SHEETS)
    return Made(Pack("thu", "Bộ thử", "Tổ thử", chosen), {f"{code}.pdf": sheet(name) for code, name in SHEETS.items()})


@pytest.fixture(scope="module")
def whole(made: Made) -> bytes:
    return pack_pdf.pack_pdf(made, Press(ROOT), "23/11/2026")


@pytest.fixture
def document(whole: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(whole)) as found:
        yield found


def lines(pdf: bytes, page: int) -> str:
    return " ".join(pdfium.PdfDocument(pdf)[page].get_textpage().get_text_range().split())


def test_every_sheet_begins_on_a_right_hand_page_and_the_contents_say_which(made: Made, whole: bytes) -> None:
    counts = [page_count(pdf) for pdf in made.pdfs.values()]
    assert len(set(counts)) > 1 and any(count % 2 for count in counts), "the sample proves nothing"
    starts = joining.starts([1, *counts])[1:]
    assert all(start % 2 == 1 for start in starts)
    contents = lines(whole, 0)
    for page, start, pdf in zip(made.pack.pages, starts, made.pdfs.values(), strict=True):
        assert f"{start} {page.code} {page.title}" in contents
        assert lines(whole, start - 1).startswith(lines(pdf, 0)[:60])
    assert f"{made.papers + 1} tờ giấy A4" in contents and f"{made.both_sides} tờ in hai mặt" in contents
    assert "Bộ thử" in contents and "Tổ thử" in contents and "23/11/2026" in contents


def test_a_pack_takes_the_form_it_asks_for_where_a_page_has_it(made: Made, tmp_path: Path) -> None:
    (tmp_path / "ban-in").mkdir()
    for page in made.pack.pages:
        (tmp_path / names.handout_path(page.code, page.slug)).write_bytes(b"own")
    first = made.pack.pages[0]
    (tmp_path / names.handout_path(first.code, first.slug, "chu-to")).write_bytes(b"large")
    found = pack_pdf.gather(replace(made.pack, form="chu-to"), tmp_path)
    assert list(found.pdfs.values()) == [b"large", b"own", b"own", b"own"]
    assert list(pack_pdf.gather(made.pack, tmp_path).pdfs.values()) == [b"own"] * 4


def test_pages_bear_their_number_in_the_corner_and_blank_ones_stay_blank(whole: bytes) -> None:
    reader = pdfium.PdfDocument(whole)
    blank = 0
    for number in range(1, len(reader)):
        page = reader[number]
        width, height = page.get_size()
        corner = page.get_textpage().get_text_bounded(width - 60, height - 24, width, height).strip()
        empty = not page.get_textpage().get_text_range()
        blank += empty
        assert corner == ("" if empty else str(number + 1))
    assert blank


def test_tags_of_all_sheets_are_in_the_whole(made: Made, document: pikepdf.Pdf) -> None:
    assert document.check_pdf_syntax() == []
    order = tagged(document)
    assert len(order) == len(set(order))
    for number, page in enumerate(document.pages):
        assert sorted(mark for at, mark in order if at == number) == sorted(marks(page))
    [top] = document.Root.StructTreeRoot.K
    parts = [kid for kid in top.K if kid.S == "/Part"]
    assert len(parts) == len(made.pdfs)
    assert document.Root.Lang == "vi-VN" and document.Root.MarkInfo.Marked
    assert "pdfuaid" in document.Root.Metadata.read_bytes().decode()


def test_names_of_table_cells_stay_different(document: pikepdf.Pdf) -> None:
    names: list[bytes] = []
    queue = list(document.Root.StructTreeRoot.K)
    while queue:
        one = queue.pop()
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            names += [bytes(one.ID)] if "/ID" in one else []
            kids = one.get("/K", [])
            queue += list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    tree = document.Root.StructTreeRoot.IDTree.Kids[0].Names
    assert names and len(names) == len(set(names))
    assert [bytes(name) for name in list(tree)[::2]] == sorted(names)


def test_bookmarks_lead_to_every_sheet_and_into_it(made: Made, document: pikepdf.Pdf) -> None:
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
    starts = joining.starts([1, *(page_count(pdf) for pdf in made.pdfs.values())])
    with document.open_outline() as outline:
        tops = list(outline.root)
        assert [pages[top.destination[0].objgen] for top in tops] == starts
        assert [top.title for top in tops[1:]] == [f"{page.code} · {page.title}" for page in made.pack.pages]
        assert all(top.children for top in tops[1:])
        for top, start, after in zip(tops, starts, [*starts[1:], len(document.pages) + 1], strict=True):
            assert all(start <= pages[one.destination[0].objgen] < after for one in top.children)


def test_a_pack_takes_contacts_too_and_only_once(made: Made, whole: bytes) -> None:
    from camnang.outputs.contacts import Contacts, set_words
    from camnang.outputs.stamp import stamp

    letters = Lettering(ROOT / FILE)
    bound = pack_pdf.bound(made, Press(ROOT), "23/11/2026")
    base, numbers = pack_pdf.numbered(bound, letters)
    pdf = stamp(base, set_words(base.slots, Contacts.of(HOA), letters) | numbers, letters)
    pages = {place.page for place in places_of(bound) if place.kind == TEAM}
    assert 1 in pages and len(pages) == 1 + len(made.pdfs)
    reader = pdfium.PdfDocument(pdf)
    for number in range(len(reader)):
        assert (HOA.phone in reader[number].get_textpage().get_text_range()) == (number + 1 in pages)
    assert carried(whole) is None


def test_two_runs_give_equal_bytes_and_the_zip_holds_each_sheet(made: Made, whole: bytes) -> None:
    assert pack_pdf.pack_pdf(made, Press(ROOT), "23/11/2026") == whole
    archive = pack_pdf.pack_zip(made, whole)
    assert archive == pack_pdf.pack_zip(made, whole)
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        assert files.testzip() is None
        names = files.namelist()
        assert len(names) == 1 + len(made.pdfs) and all(re.match(r"bo-thu/\d\d-", name) for name in names)
        assert files.read(names[0]) == whole and files.read(names[1]) == sheet("kich-hoat-chin-buoc")


def test_a_sheet_the_site_does_not_have_is_named(made: Made, tmp_path: Path) -> None:
    with pytest.raises(HandoutError, match="G001"):
        pack_pdf.gather(made.pack, tmp_path)


def test_many_sheets_make_a_longer_cover_and_the_numbers_still_fit(root: Path) -> None:
    pages = [page for page in corpus.load(root / "docs").of_kind("hoi-dap", "vi") if packs.has_sheet(page)][:45]
    one = sheet("co-mat-tien")
    assert len(pages) == 45
    big = Made(Pack("to", "Bộ to", "Tổ", tuple(pages)), {f"{page.code}.pdf": one for page in pages})
    bound = pack_pdf.bound(big, Press(root), "23/11/2026")
    reader = pdfium.PdfDocument(bound)
    cover = next(number for number in range(len(reader)) if "Mã H001" in lines(bound, number))
    assert cover == 2 and f"{cover + 1} {pages[0].code}" in lines(bound, 0)
