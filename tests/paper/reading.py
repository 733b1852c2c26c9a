"""A sheet's PDF read once, as a reader program, a screen reader and a press check would: words, tags, lines, pages."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from . import strokes
from .strokes import Box, Drawn

BLOCKS = re.compile(r"/(?:H\d|P|Div|Figure|Lbl|LBody|TH|TD|Caption|Note|Title)$")


@dataclass(frozen=True)
class Words:
    """One run of words on a page, its place and size in points; `mcid` -1 is decoration (footers, copies of a card)."""

    page: int
    mcid: int
    text: str
    box: Box
    size: float


@dataclass(frozen=True)
class Block:
    """One element of the reading order: «H2», «P», «Figure» …, first page it stands on, words, alternative text, box."""

    kind: str
    page: int
    text: str
    alt: str
    box: Box | None

    @property
    def level(self) -> int:
        """Of a heading; 0 for everything else."""
        return int(self.kind[1]) if re.fullmatch(r"H\d", self.kind) else 0


@dataclass(frozen=True)
class Paper:
    """A whole PDF."""

    file: Path
    name: str
    template: str
    code: str
    title: str
    info: dict[str, str]
    sizes: tuple[tuple[float, float], ...]
    blocks: tuple[Block, ...]
    pieces: tuple[tuple[int, int], ...]  # (page, mcid) in reading order
    words: tuple[Words, ...]
    drawn: tuple[Drawn, ...]
    spans: dict[tuple[int, int], Box]
    figures: frozenset[tuple[int, int]]
    outline: tuple[str, ...]

    @property
    def text(self) -> str:
        """All words, spaces folded."""
        return " ".join(" ".join(one.text for one in self.words).split())

    def heading_at(self, page: int, box: Box) -> str:
        """The last heading read before the words at this place: where a reader would look for the fault."""
        near = [block for block in self.blocks if block.level and block.page <= page and block.box]
        above = [block for block in near if block.page < page or (block.box or box)[3] >= box[1] - 1]
        return (above or near or [Block("", page, "đầu tờ", "", None)])[-1].text.strip()


def read(file: Path) -> Paper:
    """Reads a PDF completely."""
    document = pdfium.PdfDocument(file)
    words = tuple(one for number, page in enumerate(document) for one in _words(number, page))
    sizes = tuple(page.get_size() for page in document)
    with pikepdf.open(file) as pdf:
        drawn = tuple(strokes.read(page) for page in pdf.pages)
        spans = _spans(words, drawn)
        blocks, pieces, figures = _tree(pdf, words, spans)
        keywords = str(pdf.docinfo.get("/Keywords", "")).split(", ")
        info = _info(pdf)
        outline = tuple(_outline(pdf.Root.get("/Outlines")))
    return Paper(
        file, f"{file.parent.name}/{file.name}", keywords[-1], keywords[0], info["title"], info, sizes, blocks, pieces,
        words, drawn, spans, figures, outline,
    )  # fmt: skip


def _words(number: int, page: Any) -> Iterator[Words]:
    text = page.get_textpage()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        mcid = raw.FPDFPageObj_GetMarkedContentID(item.raw)
        yield Words(number, mcid, _letters(item, text), item.get_bounds(), _size(item))


def _size(item: Any) -> float:
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item.raw, size)
    matrix = item.get_matrix()
    return round(size.value * math.hypot(matrix.c, matrix.d), 2)


def _letters(item: Any, text: Any) -> str:
    length = raw.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
    letters = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(item.raw, text.raw, ctypes.cast(letters, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return letters.raw.decode("utf-16-le").rstrip("\0")


def _info(pdf: pikepdf.Pdf) -> dict[str, str]:
    root = pdf.Root
    meta = root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in root else ""
    return {
        "title": str(pdf.docinfo.get("/Title", "")),
        "lang": str(root.get("/Lang", "")),
        "marked": str(root.get("/MarkInfo", {}).get("/Marked", "")),
        "shows_title": str(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", "")),
        "ua": "1" if "<pdfuaid:part>1<" in meta else "",
        "tabs": "".join(sorted({str(page.obj.get("/Tabs", "")) for page in pdf.pages})),
    }


def _outline(node: Any) -> Iterator[str]:
    child = node.get("/First") if node is not None else None
    while child is not None:
        yield str(child.Title)
        yield from _outline(child)
        child = child.get("/Next")


def _spans(words: tuple[Words, ...], drawn: tuple[Drawn, ...]) -> dict[tuple[int, int], Box]:
    """The place of each tagged piece (page, mcid), its words and its lines together."""
    boxes: dict[tuple[int, int], Box] = {}
    for one in words:
        if one.text.strip():
            boxes[one.page, one.mcid] = _joined(boxes.get((one.page, one.mcid)), one.box)
    for number, page in enumerate(drawn):
        for mcid, box in page.boxes.items():
            boxes[number, mcid] = _joined(boxes.get((number, mcid)), box)
    return boxes


def _tree(
    pdf: pikepdf.Pdf, words: tuple[Words, ...], boxes: dict[tuple[int, int], Box]
) -> tuple[tuple[Block, ...], tuple[tuple[int, int], ...], frozenset[tuple[int, int]]]:
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    said: dict[tuple[int, int], str] = {}
    for one in words:
        said[one.page, one.mcid] = said.get((one.page, one.mcid), "") + one.text
    pieces: list[tuple[int, int]] = []
    blocks: list[tuple[str, str, list[tuple[int, int]]]] = []
    _walk(pdf.Root.get("/StructTreeRoot"), -1, numbers, blocks, pieces, None)
    order = {place: number for number, place in enumerate(pieces)}
    blocks.sort(key=lambda block: order[block[2][0]] if block[2] else -1)  # by its first words, not by its opening tag
    figures = frozenset(place for kind, _, own in blocks if kind == "/Figure" for place in own)
    return tuple(
        Block(
            kind[1:], own[0][0], "".join(said.get(place, "") for place in own), alt,
            _hull([boxes[place] for place in own if place in boxes and place[0] == own[0][0]]),
        )
        for kind, alt, own in blocks
        if own
    ), tuple(pieces), figures  # fmt: skip


def _walk(
    node: Any, page: int, numbers: dict[Any, int], blocks: list[Any], pieces: list[tuple[int, int]], owner: Any
) -> None:
    if isinstance(node, pikepdf.Array):
        for child in node:
            _walk(child, page, numbers, blocks, pieces, owner)
    elif isinstance(node, int):
        pieces.append((page, node))
        if owner is not None:
            owner[2].append((page, node))
    elif isinstance(node, pikepdf.Dictionary):
        here = numbers.get(node.Pg.objgen, page) if "/Pg" in node else page
        if node.get("/Type") == "/MCR":
            _walk(int(node.MCID), here, numbers, blocks, pieces, owner)
            return
        kind = str(node.get("/S", ""))
        if BLOCKS.match(kind) and not (owner and owner[0].startswith("/H") and kind == "/P"):
            owner = (kind, str(node.get("/Alt", "")), [])
            blocks.append(owner)
        if "/K" in node:
            _walk(node.K, here, numbers, blocks, pieces, owner)


def _joined(one: Box | None, other: Box) -> Box:
    return other if one is None else (
        min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]),
    )  # fmt: skip


def _hull(some: list[Box]) -> Box | None:
    found: Box | None = None
    for box in some:
        found = _joined(found, box)
    return found
