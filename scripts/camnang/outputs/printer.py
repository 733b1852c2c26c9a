"""What a PDF tells the printer: turn over on which edge, print at true size; and a folded sheet is read in its order."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Dictionary, Name, OutlineItem

from camnang.outputs.tree import HandoutError

READ = (0, 2, 3, 1)  # of a folded sheet the pages lie as 1, 4 (outside), 2, 3 (inside)


def tell_printer(pdf: bytes, *, folded: bool = False) -> bytes:
    """The same PDF with its wishes to the printer, which print dialogs take as their first choice.

    An upright sheet turns over on its long edge, a lying one on its short edge: both as the pages of a book. Nothing is
    scaled, so that QR codes, cards and folds keep their measures.

    Args:
        folded: the four pages on the two sides, each one element of the tag tree, are put in the order of reading, and
            so are the bookmarks.
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
    with document.open_outline() as outline:
        flat = sorted(_flat(outline.root, 0), key=lambda one: _page_read(document, one[1]))
        outline.root[:] = _nested(flat)


def _flat(items: Iterable[OutlineItem], depth: int) -> Iterator[tuple[int, OutlineItem]]:
    for item in items:
        yield depth, item
        yield from _flat(item.children, depth + 1)


def _page_read(document: pikepdf.Pdf, item: OutlineItem) -> int:
    """Which of the four pages a bookmark leads to, from 0: by the side of the paper, and the half of the side."""
    page, _, left = list(item.destination)[:3]  # type: ignore[arg-type]
    side = next(number for number, one in enumerate(document.pages) if one.obj.objgen == page.objgen)
    right = float(left) > float(document.pages[side].mediabox[2]) / 2
    return (1 if not right else 2) if side else (0 if right else 3)


def _nested(flat: Iterable[tuple[int, OutlineItem]]) -> list[OutlineItem]:
    """Bookmarks as a tree again: one lies in the last one before it that is less deep."""
    root: list[OutlineItem] = []
    open_lists = [root]
    for depth, item in flat:
        item.children.clear()
        del open_lists[depth + 1 :]
        open_lists[-1].append(item)
        open_lists.append(item.children)
    return root
