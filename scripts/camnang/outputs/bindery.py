"""Books on disk: handbooks made from the built site, and any PDF laid out for folding and stapling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camnang.outputs.book import make_book
from camnang.outputs.booklet import bind, open_pdf, plan_booklet
from camnang.outputs.booklet_note import note_sheet
from camnang.outputs.press import Press, page_count
from camnang.outputs.sheet_cache import write_whole
from camnang.outputs.tree import HandoutError

STAPLED = "-dong-ghim"


@dataclass(frozen=True)
class Bound:
    """A file that was written, its pages, and its sheets of paper (0: not laid out for folding)."""

    file: Path
    pages: int
    sheets: int = 0
    signatures: int = 0


def print_books(
    site: Path, press: Press, groups: Sequence[str], out: Path, *, site_url: str, today: date, signature: int | None
) -> Iterator[Bound]:
    """Writes a book of each group of pages into `out`; the whole handbook when no group is named.

    Args:
        groups: folders of the site: «yen-tam», «huong-dan/vneid».
        signature: most sheets folded together, 0 for the usual number; None: no copy for stapling.

    Raises:
        HandoutError: a page cannot be printed, a group has none.
        OSError: the disk is full or may not be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    day = f"{today:%d/%m/%Y}"
    for group in groups or ("",):
        book = make_book(site, group, site_url=site_url, printed=day)
        pdf = press.print(book, day)
        write_whole(out / book.file, pdf)
        yield Bound(out / book.file, page_count(pdf))
        if signature is not None:
            yield staple(out / book.file, press, signature)


def staple(file: Path, press: Press, signature: int = 0) -> Bound:
    """Writes beside `file` (a PDF) a copy whose pages lie in the order of folded sheets.

    Raises:
        HandoutError: it is not a PDF that can be read.
        OSError: it is not there, or the folder may not be written.
    """
    pdf = file.read_bytes()
    with open_pdf(pdf, file.name) as document:
        title = str(document.docinfo.get("/Title", "")) or file.stem
        width = max((float(page.mediabox[2]) - float(page.mediabox[0]) for page in document.pages), default=0)
        booklet = plan_booklet(len(document.pages), signature)
    if not booklet.pages:
        raise HandoutError(f"{file.name}: tệp PDF không có trang nào.")
    note = press.print(note_sheet(title, booklet, width), "")
    target = file.with_name(f"{file.stem}{STAPLED}.pdf")
    write_whole(target, bind(pdf, booklet, note, title))
    return Bound(target, booklet.pages, booklet.sheets, len(booklet.signatures))
