"""Pages laid out on folded sheets for stapling: the order of pages, and the PDF to be printed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Rectangle

from camnang.outputs.printer import tell_printer
from camnang.outputs.tree import HandoutError

MM = 72 / 25.4  # points
SHEET = (297 * MM, 210 * MM)  # A4 lying: two pages of A5 a side
STAPLED = 16  # sheets that an ordinary stapler holds and that still fold flat
SIGNATURE = 8  # sheets of one part, when all would be too thick for one
MARK = 5 * MM  # length of the ticks at both ends of a fold

Side = tuple[int | None, int | None]  # left and right page, counted from 1; None is blank


@dataclass(frozen=True)
class Booklet:
    """How a document becomes folded sheets: the sides of every sheet of every signature, front then back."""

    pages: int
    signatures: tuple[tuple[Side, ...], ...]

    @property
    def sheets(self) -> int:
        """Sheets of paper in all."""
        return sum(len(sides) for sides in self.signatures) // 2

    @property
    def blanks(self) -> int:
        """Blank pages at the end."""
        return 4 * self.sheets - self.pages


def plan_booklet(pages: int, signature: int = 0) -> Booklet:
    """Sheets for this many pages, as even as they come when there is more than one signature.

    Args:
        signature: most sheets in one signature; 0: all in one as long as they can be stapled, else SIGNATURE.
    """
    sheets = -(-pages // 4)
    most = signature or (sheets if sheets <= STAPLED else SIGNATURE)
    parts = -(-sheets // most)
    sizes = [sheets // parts + (number < sheets % parts) for number in range(parts)]
    starts = [4 * sum(sizes[:number]) for number in range(parts)]
    return Booklet(pages, tuple(tuple(_sides(start, size, pages)) for start, size in zip(starts, sizes, strict=True)))


def _sides(start: int, sheets: int, pages: int) -> Iterator[Side]:
    """Front and back of each sheet, the outermost first; turned over on the short edge the back reads upright."""

    def page(number: int) -> int | None:
        return start + number if start + number <= pages else None

    last = 4 * sheets
    for low in range(1, last // 2, 2):
        yield page(last + 1 - low), page(low)
        yield page(low + 1), page(last - low)


def bind(pdf: bytes, booklet: Booklet, note: bytes, title: str) -> bytes:
    """The PDF to print: a sheet with advice for whoever prints it, then all sides in order.

    It serves printing alone (no tags): the document itself is the one to be read on a screen.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.open(io.BytesIO(note)) as advice, pikepdf.new() as target:
        target.pages.append(advice.pages[0])
        target.add_blank_page(page_size=SHEET)  # the back of the advice
        for sides in booklet.signatures:
            for number, side in enumerate(sides):
                _place(target.add_blank_page(page_size=SHEET), source, target, side, marked=number == 0)
        target.docinfo["/Title"] = title
        target.save(out, deterministic_id=True)
    return tell_printer(out.getvalue())


def open_pdf(pdf: bytes, name: str) -> pikepdf.Pdf:
    """The document of this file name.

    Raises:
        HandoutError: it is no PDF, or it is locked with a password.
    """
    try:
        return pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PasswordError:
        fault, fix = "tệp có mật khẩu, chưa đóng sách được.", "lưu lại một bản không có mật khẩu."
    except pikepdf.PdfError:
        fault, fix = "tệp không phải PDF, hoặc đã hỏng.", "tải lại, hoặc làm lại tệp ấy."
    raise HandoutError(f"{name}: {fault}\n    Cách sửa: {fix}")


def _place(page: pikepdf.Page, source: pikepdf.Pdf, target: pikepdf.Pdf, side: Side, *, marked: bool) -> None:
    """Puts the two pages of a side beside each other, each as large as half of the sheet allows."""
    width, height = SHEET
    page.Resources = Dictionary(XObject=Dictionary())
    content = [_fold_marks(width / 2, height)] if marked else []  # the outside of a signature shows where it folds
    for index, number in enumerate(side):
        if number is not None:
            form = target.copy_foreign(source.pages[number - 1].as_form_xobject())
            name = Name(f"/Trang{index}")
            page.Resources.XObject[name] = form
            half = Rectangle(index * width / 2, 0, (index + 1) * width / 2, height)
            content.append(page.calc_form_xobject_placement(form, name, half))
    page.Contents = target.make_stream(b"\n".join(content))


def _fold_marks(x: float, height: float) -> bytes:
    ends = ((3 * MM, 3 * MM + MARK), (height - 3 * MM - MARK, height - 3 * MM))
    lines = " ".join(f"{x:.2f} {low:.2f} m {x:.2f} {high:.2f} l S" for low, high in ends)
    return f"q 1.5 w {lines} Q".encode("ascii")
