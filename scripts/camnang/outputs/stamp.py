"""Writes a team's contacts on a finished sheet: the sheet is laid out once, each copy only gets an appendix.

A PDF may be changed by adding new objects behind its old bytes (PDF 32000-1, 7.5.6 «Incremental updates»). What is the
same for all teams, pages that name the new words and where a screen reader meets them, is made once per sheet.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from camnang.outputs.lettering import Lettering, stream
from camnang.outputs.places import Place, carried
from camnang.outputs.tree import HandoutError

FONT = "/CnTo"  # name of the font of the added words on every page
FONT_OBJECTS = 5
_NEAR = 1.5  # points between the base lines of a label and its dotted line
_LABEL = re.compile(
    rb"/\w+\s*<</MCID (\d+)(?:/Lang\([^)]*\))?>>\s*BDC\s+q 1 0 0 -1 ([\d.]+) ([\d.]+) cm"
)  # a piece of tagged text as Typst writes it


@dataclass(frozen=True)
class Words:
    """One line of text set at a point of a page, `y` from the bottom edge; lengths in points."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Slot:
    """A place on a page of a base; `mark` is the number under which a screen reader finds it, None on copies of a card."""

    place: Place
    bottom: float
    mark: int | None


@dataclass(frozen=True)
class Base:
    """A sheet ready to be stamped: its bytes, its slots, and the objects that every copy gets.

    `pages` gives for each page with slots (from 1) the object of its added words; the font's objects follow them.
    """

    pdf: bytes
    slots: tuple[Slot, ...]
    pages: Mapping[int, int]
    changed: Mapping[int, bytes]
    trailer: bytes

    @property
    def first_font(self) -> int:
        """Number of the first of the font's objects."""
        return max(self.pages.values()) + 1


def prepare(pdf: bytes) -> Base:
    """Reads a sheet once for all its copies; one without places comes back with no slots.

    Raises:
        HandoutError: the PDF is no sheet of ours, or another program has changed it.
    """
    known = carried(pdf)
    if known is None:
        raise HandoutError(
            "tệp này không mang chỗ ghi liên hệ: không phải tờ in của cẩm nang, hoặc đã bị chương trình khác sửa"
        )
    if not known.places:
        return Base(pdf, (), {}, {}, b"")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _prepared(pdf, known.places, document)


def stamp(base: Base, lines: Mapping[Place, Sequence[Words]], lettering: Lettering) -> bytes:
    """A copy of the sheet with these words at its places; a place without words stays a dotted line."""
    spoken = "".join(words.text for slot in base.slots for words in lines.get(slot.place, ()))
    if not spoken:
        return base.pdf
    objects = dict(base.changed)
    for page, number in base.pages.items():
        slots = (slot for slot in base.slots if slot.place.page == page)
        objects[number] = stream(_written(slots, lines, lettering))
    objects |= dict(enumerate(lettering.objects(f"{spoken} ", base.first_font), base.first_font))
    return _appended(base, objects)


def _prepared(pdf: bytes, places: Sequence[Place], document: pikepdf.Pdf) -> Base:
    by_page: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        by_page[place.page].append(place)
    structure = _Structure(document)
    added = {page: document.make_indirect(pikepdf.Stream(document, b"")) for page in sorted(by_page)}
    font = document.make_indirect(pikepdf.Dictionary())  # the last number: the font's objects follow it
    slots: list[Slot] = []
    changed: dict[int, Any] = {}
    for number, some in sorted(by_page.items()):
        page = document.pages[number - 1].obj
        slots += structure.slots(page, some)
        _add(page, added[number], font)
        changed[page.objgen[0]] = page
    changed |= structure.changed
    root, info = (f"/{key} {document.trailer[f'/{key}'].objgen[0]} 0 R" for key in ("Root", "Info"))
    return Base(
        pdf,
        tuple(slots),
        {page: one.objgen[0] for page, one in added.items()},
        {number: one.unparse(resolved=True) for number, one in sorted(changed.items())},
        f"/Size {font.objgen[0] + FONT_OBJECTS}{root}{info}".encode(),
    )


def _add(page: Any, added: Any, font: Any) -> None:
    """Names the added words and their font in a page."""
    old = page.Contents
    page.Contents = pikepdf.Array([*(old if isinstance(old, pikepdf.Array) else [old]), added])
    resources = dict(page.Resources.items())
    fonts = dict(resources["/Font"].items()) if "/Font" in resources else {}
    resources["/Font"] = pikepdf.Dictionary({**fonts, FONT: font})
    page.Resources = pikepdf.Dictionary(resources)


class _Structure:
    """The tags of a document, where the added words get their place right behind their labels."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.changed: dict[int, Any] = {}
        root = document.Root.StructTreeRoot
        if not root.ParentTree.is_indirect:
            root.ParentTree = document.make_indirect(root.ParentTree)
            self.changed |= {root.objgen[0]: root, root.ParentTree.objgen[0]: root.ParentTree}
        self.tree = root.ParentTree
        numbers = list(self.tree.Nums)
        self.rows = {int(key): row for key, row in zip(numbers[::2], numbers[1::2], strict=True)}

    def slots(self, page: Any, places: Sequence[Place]) -> list[Slot]:
        """The places of a page as slots, those with a label entered in the tags."""
        height = float(page.MediaBox[3])
        words = b"\n".join(one.read_bytes() for one in _streams(page))
        labels = [(int(m[1]), float(m[2]), float(m[3])) for m in _LABEL.finditer(words)]
        found = []
        for place in places:
            bottom = height - place.y
            before = max((one.x for one in places if one.y == place.y and one.x < place.x), default=0.0)
            beside = [(x, mark) for mark, x, y in labels if abs(y - bottom) < _NEAR and before < x < place.x]
            found.append(Slot(place, bottom, self._behind(page, max(beside)[1]) if beside else None))
        return found

    def _behind(self, page: Any, before: int) -> int:
        """A new mark of a page, to be read right behind an old one."""
        row = self.rows[int(page.StructParents)]
        label, mark = row[before], len(row)
        row.append(label)
        kids: list[Any] = list(label.K) if isinstance(label.K, pikepdf.Array) else [label.K]
        kids.insert(kids.index(before) + 1, mark)
        label.K = pikepdf.Array(kids)
        owner = row if row.is_indirect else self.tree
        self.changed |= {label.objgen[0]: label, owner.objgen[0]: owner}
        return mark


def _streams(page: Any) -> list[Any]:
    return list(page.Contents) if isinstance(page.Contents, pikepdf.Array) else [page.Contents]


def _written(slots: Iterable[Slot], lines: Mapping[Place, Sequence[Words]], lettering: Lettering) -> bytes:
    """The added words of a page as PDF operators."""
    out = []
    for slot in slots:
        out.append("/Artifact BMC" if slot.mark is None else f"/Span<</MCID {slot.mark}>>BDC")
        for one in lines.get(slot.place, ()):
            text = lettering.codes(f"{one.text} ")
            out.append(f"q 0 g BT {FONT} {one.size:.2f} Tf {one.x:.2f} {one.y:.2f} Td <{text}> Tj ET Q")
        out.append("EMC")
    return "\n".join(out).encode()


def _appended(base: Base, objects: Mapping[int, bytes]) -> bytes:
    """The base with new and changed objects behind it, and a table of where they are."""
    out = bytearray(base.pdf)
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table, start = len(out), base.pdf.rindex(b"startxref")
    out += b"xref\n"
    for numbers in _runs(places):
        out += b"%d %d\n" % (numbers[0], len(numbers))
        out += b"".join(b"%010d 00000 n \n" % places[number] for number in numbers)
    before = int(base.pdf[start:].split()[1])
    digest = hashlib.sha256(out[len(base.pdf) :]).hexdigest()[:32].upper().encode()
    first = re.search(rb"/ID\s*\[\s*(<[^>]*>|\((?:\\.|[^\\)])*\))", base.pdf[base.pdf.rindex(b"trailer") :], re.S)
    identity = b"/ID[%b<%b>]" % (first[1] if first else b"<%b>" % digest, digest)
    out += b"trailer\n<<%b/Prev %d%b>>\nstartxref\n%d\n%%%%EOF\n" % (base.trailer, before, identity, table)
    return bytes(out)


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Sorted numbers in unbroken rows."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
