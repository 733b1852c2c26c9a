"""Accessible PDFs joined into one: pages, tags and bookmarks stay; each part begins on a right-hand page.

What is lost: the documents' own titles and descriptions (the first document's stay), and named destinations.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from camnang.outputs.places import Known, Place, carried, carry


@dataclass(frozen=True)
class Part:
    """A finished PDF to be joined, and what its bookmark says."""

    title: str
    pdf: bytes


def starts(counts: Sequence[int]) -> list[int]:
    """The page (from 1) on which each of some documents begins, when all begin on odd pages.

    Args:
        counts: how many pages each has.
    """
    found, page = [], 1
    for count in counts:
        found.append(page)
        page += count + count % 2
    return found


def join(parts: Sequence[Part]) -> bytes:
    """One PDF of all parts, the same bytes every time; it carries the places of all of them."""
    first = parts[0]
    with pikepdf.open(io.BytesIO(first.pdf)) as whole:
        tags, bookmarks = _Tags(whole), [_bookmark(first.title, whole, whole, 0)]
        places = list(_places(first.pdf))
        for part in parts[1:]:
            _fill_up(whole)
            before = len(whole.pages)
            with pikepdf.open(io.BytesIO(part.pdf)) as document:
                whole.pages.extend(document.pages)
                tags.take(document, before)
                bookmarks.append(_bookmark(part.title, document, whole, before))
                places += [place.moved(before) for place in _places(part.pdf)]
        tags.close()
        with whole.open_outline() as outline:
            outline.root[:] = bookmarks
        return carry(_saved(whole), Known(tuple(places)))


def widths(pdf: bytes) -> list[float | None]:
    """Width of each page in points; None for a page that was put in to fill up."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [float(page.mediabox[2]) if "/StructParents" in page else None for page in document.pages]


def with_places(pdf: bytes, places: Iterable[Place]) -> bytes:
    """A PDF that carries more places than before."""
    return carry(pdf, Known((*_places(pdf), *places)))


def _places(pdf: bytes) -> tuple[Place, ...]:
    known = carried(pdf)
    return known.places if known else ()


def _saved(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return out.getvalue()


def _fill_up(document: pikepdf.Pdf) -> None:
    """An empty page behind an odd number of pages, as large as the last one."""
    if len(document.pages) % 2:
        box = document.pages[-1].mediabox
        document.add_blank_page(page_size=(float(box[2]), float(box[3])))


def _bookmark(title: str, source: pikepdf.Pdf, whole: pikepdf.Pdf, before: int) -> OutlineItem:
    """A bookmark for a part, over the bookmarks that the part had below its title."""
    pages = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    item = OutlineItem(title, before)
    with source.open_outline() as outline:
        below = [one for top in outline.root[:1] for one in top.children] + outline.root[1:]
        item.children += [_moved(one, pages, whole, before) for one in below]
    item.is_closed = True
    return item


def _moved(one: OutlineItem, pages: dict[tuple[int, int], int], whole: pikepdf.Pdf, before: int) -> OutlineItem:
    page, *where = one.destination  # type: ignore[misc]
    there = Array([whole.pages[before + pages[page.objgen]].obj, *where])
    item = OutlineItem(one.title, there)
    item.children += [_moved(inner, pages, whole, before) for inner in one.children]
    return item


class _Tags:
    """The tag tree of the whole: one document, a part for each PDF, numbers and names made different."""

    def __init__(self, whole: pikepdf.Pdf) -> None:
        self.whole = whole
        self.root = whole.Root.StructTreeRoot
        self.document = self.root.K[0] if isinstance(self.root.K, Array) else self.root.K
        self.rows: list[Any] = list(self.root.ParentTree.Nums)
        self.roles = dict(self.root.get("/RoleMap", Dictionary()).items())
        self.named: dict[bytes, Any] = {}
        self.parts = 0
        self._name(self.document)

    def take(self, document: pikepdf.Pdf, before: int) -> None:
        """The tags of a document whose pages were put behind `before` pages; the tags of another PDF are copied once."""
        self.parts += 1
        shift = len(self.rows) // 2
        for page in self.whole.pages[before:]:
            for one, key in [
                (page.obj, "/StructParents"),
                *((one, "/StructParent") for one in page.get("/Annots", ())),
            ]:
                if key in one:
                    one[key] = int(one[key]) + shift
        root = self.whole.copy_foreign(document.Root.StructTreeRoot)
        for key, row in zip(*[iter(root.ParentTree.Nums)] * 2, strict=True):
            self.rows += [int(key) + shift, row]
        self.roles |= dict(root.get("/RoleMap", Dictionary()).items())
        for part in root.K if isinstance(root.K, Array) else [root.K]:
            part.S, part.P = Name.Part, self.document
            self._name(part)
            self.document.K.append(part)

    def close(self) -> None:
        """Writes the numbers, roles and names of the whole."""
        self.root.ParentTree = self.whole.make_indirect(Dictionary(Nums=Array(self.rows)))
        self.root.ParentTreeNextKey = len(self.rows) // 2
        if self.roles:
            self.root.RoleMap = Dictionary(self.roles)
        if self.named:
            pairs = [item for name, element in sorted(self.named.items()) for item in (String(name), element)]
            self.root.IDTree = Dictionary(Kids=Array([self._names(pairs)]))

    def _names(self, pairs: list[Any]) -> Any:
        ends = Array([pairs[0], pairs[-2]])
        return self.whole.make_indirect(Dictionary(Limits=ends, Names=Array(pairs)))

    def _name(self, element: Any) -> None:
        """Names of table cells are only different within their own document: each gets its part's number in front."""
        queue = [element]
        while queue:
            one = queue.pop()
            if not isinstance(one, Dictionary) or "/S" not in one:
                continue
            if "/ID" in one:
                one.ID = self._numbered(one.ID)
                self.named[bytes(one.ID)] = one
            attributes = one.get("/A", Array())
            for attribute in attributes if isinstance(attributes, Array) else [attributes]:
                if isinstance(attribute, Dictionary) and "/Headers" in attribute:
                    attribute.Headers = Array([self._numbered(name) for name in attribute.Headers])
            kids = one.get("/K", Array())
            queue += list(kids) if isinstance(kids, Array) else [kids]

    def _numbered(self, name: Any) -> Any:
        return String(f"{self.parts}-".encode() + bytes(name))
