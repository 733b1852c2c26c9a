"""Markdown lines of a part → paragraphs, list items, table cells and headings, with their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from camnang.page_parts import Section

BlockKind = Literal["doan", "muc", "o", "dau"]  # paragraph, list item, table cell, heading

LINE_BREAK = "\u2028"
QUOTE = re.compile(r"“[^”]{0,300}”")
_ITEM = re.compile(r"(?:[-*+]|\d{1,2}[.)])\s+(\[[ xX]\]\s+)?")
_BOX = re.compile(r"(?:\?\?\?\+?|!!!)\s*(\w[\w-]*)?[\w\s-]*(?:\"(.*)\")?\s*$")
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_BORDER = re.compile(r"(?:[-*_]\s*){3,}$|\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$")
_END = re.compile(rf"[.!?…]+[\"”’»)\]]*(?=\s|$)|{LINE_BREAK}")
_NEXT = re.compile(r"[\s\"“‘«(\[–-]*([^\W_])")
_SIGNS = "#|?!-*+_0123456789:"
_ABBREVIATIONS = frozenset(("tp", "tx", "q", "p", "ts", "ths", "pgs", "gs", "bs", "cn", "nxb", "đt", "vd", "st", "tr"))


@dataclass(frozen=True)
class Sentence:
    """A sentence as read aloud, its line in the file and its number of tiếng."""

    text: str
    line: int
    words: int


@dataclass(frozen=True)
class Quote:
    """Words in “ ”, their line, and what stands before them in the block."""

    words: str
    line: int
    before: str


@dataclass(frozen=True)
class Block:
    """A piece of text between blank lines, without Markdown signs; facts are replaced by their value.

    `text` keeps line breaks, so its third line is line `line + 2` of the file. `box` is the kind of the «??? ket» or
    «!!!» box around it; `task` marks a «- [ ]» item, `top` a block that is not indented.
    """

    kind: BlockKind
    text: str
    line: int
    section: Section
    box: str = ""
    task: bool = False
    top: bool = True

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences; «TP.», «v.v. và», «50.000» and addresses end none."""
        return tuple(_sentences(self.text, self.line))

    @cached_property
    def words(self) -> int:
        """Number of tiếng."""
        return count_words(self.text)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """All “ … ” of the block."""
        return tuple(
            Quote(" ".join(m[0][1:-1].split()), self.line + self.text.count("\n", 0, m.start()), self.text[: m.start()])
            for m in QUOTE.finditer(self.text)
        )


def count_words(text: str) -> int:
    """Number of tiếng: pieces between spaces that hold a letter or a digit."""
    return sum(piece[0].isalnum() or any(map(str.isalnum, piece)) for piece in text.split())


def shortened(text: str, most: int) -> str:
    """The first `most` pieces of a text, with «…» when there is more: enough to find the place."""
    pieces = text.split()
    return " ".join(pieces[:most]) + (" …" if len(pieces) > most else "")


def split(lines: Iterable[tuple[int, str]], section: Section) -> Iterator[Block]:
    """The blocks of numbered lines; fences and comments are already emptied."""
    reader = _Reader(section)
    for number, line in lines:
        yield from reader.take(number, line)
    yield from reader.flush()


@dataclass(frozen=True)
class _Start:
    """What a line with a Markdown sign begins: one block for each piece; `box` when it opens one."""

    kind: BlockKind
    pieces: tuple[str, ...]
    task: bool = False
    box: str = ""


@dataclass
class _Reader:
    """Holds the block that is open while lines are read."""

    section: Section
    held: list[str] = field(default_factory=list)
    start: _Start = _Start("doan", ())
    line: int = 0
    box: str = ""
    depth: int = 0
    top: bool = True

    def take(self, number: int, line: str) -> Iterator[Block]:
        """Reads the next line; gives the blocks that it ends."""
        text = line.strip()
        if text.startswith(">"):
            text = text.lstrip("> ")
        start = _start(text) if text and text[0] in _SIGNS else None
        if not text or start or not self.held:
            yield from self.flush()
        if start or (text and not self.held):
            yield from self._open(start or _Start("doan", (text,)), number, line)
        elif text:
            self.held.append(text)
        if self.held and line.endswith(("  ", "\\")):
            self.held[-1] = self.held[-1].rstrip("\\") + LINE_BREAK

    def flush(self) -> Iterator[Block]:
        """Ends the open block."""
        if any(self.held):
            yield Block(
                self.start.kind, "\n".join(self.held), self.line, self.section, self.box, self.start.task, self.top
            )
        self.held = []

    def _open(self, start: _Start, number: int, line: str) -> Iterator[Block]:
        indent = len(line) - len(line.lstrip())
        if start.box:
            self.box, self.depth = start.box, indent
        elif indent <= self.depth:
            self.box = ""
        self.start, self.line, self.top = start, number, indent < 2
        for piece in start.pieces:
            self.held = [piece]
            if start.kind in ("dau", "o"):
                yield from self.flush()


def _start(text: str) -> _Start | None:
    if _BORDER.match(text):
        return _Start("dau", ())
    if item := _ITEM.match(text):
        return _Start("muc", (text[item.end() :],), task=bool(item[1]))
    if box := _BOX.match(text):
        return _Start("dau", (box[2] or "",), box=box[1] or "hop")
    if heading := _HEADING.match(text):
        return _Start("dau", (heading[1],))
    if text.startswith("|"):
        return _Start("o", tuple(cell.strip() for cell in text.strip("|").split("|")))
    return None


def _sentences(text: str, line: int) -> Iterator[Sentence]:
    start = 0
    for end in _END.finditer(text):
        if _ends(text, end):
            yield from _sentence(text, start, end.end(), line)
            start = end.end()
    yield from _sentence(text, start, len(text), line)


def _sentence(text: str, start: int, end: int, line: int) -> Iterator[Sentence]:
    piece = text[start:end]
    if words := count_words(piece):
        before = len(piece) - len(piece.lstrip())
        yield Sentence(" ".join(piece.split()), line + text.count("\n", 0, start + before), words)


def _ends(text: str, end: re.Match[str]) -> bool:
    if end[0] == LINE_BREAK:
        return True
    last = text[max(0, end.start() - 12) : end.start()].split()[-1:] or [""]
    if end[0] == "." and last[0].lstrip("(“").lower() in _ABBREVIATIONS:
        return False
    following = _NEXT.match(text, end.end())
    return not following or not following[1].islower()
