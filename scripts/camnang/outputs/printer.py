"""What a PDF tells the printer: turn over on which edge, print at true size; and a folded sheet is read in its order."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary, Name

from camnang.outputs.tree import HandoutError

READ = (0, 2, 3, 1)  # of a folded sheet the pages lie as 1, 4 (outside), 2, 3 (inside)


def tell_printer(pdf: bytes, *, folded: bool = False) -> bytes:
    """The same PDF with its wishes to the printer, which print dialogs take as their first choice.

    An upright sheet turns over on its long edge, a lying one on its short edge: both as the pages of a book. Nothing is
    scaled, so that QR codes, cards and folds keep their measures.

    Args:
        folded: the four pages on the two sides, each one element of the tag tree, are put in the order of reading.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        wishes = document.Root.get("/ViewerPreferences", Dictionary())
        wishes.PrintScaling = Name("/None")
        if len(document.pages) > 1:
            wishes.Duplex = Name.DuplexFlipShortEdge if _lies(document.pages[0]) else Name.DuplexFlipLongEdge
        document.Root.ViewerPreferences = wishes
        if folded:
            _in_reading_order(document)
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _lies(page: pikepdf.Page) -> bool:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return right - left > top - bottom


def _in_reading_order(document: pikepdf.Pdf) -> None:
    root = document.Root.StructTreeRoot.K
    parts = (root[0] if isinstance(root, pikepdf.Array) else root).K
    if len(parts) != len(READ):
        raise HandoutError(f"tờ gấp phải có {len(READ)} trang, đang có {len(parts)} mảnh")
    parts[:] = [parts[index] for index in READ]
