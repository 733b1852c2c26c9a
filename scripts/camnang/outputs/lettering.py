"""A typeface for words written on finished PDFs: how wide words are, which letters it lacks, and the part of it to embed."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FILE = "overrides/assets/fonts/NotoSans-SemiBold.ttf"
_KEPT = ("head", "hhea", "hmtx", "maxp")  # of the font file, beside the letters themselves
_SUM, _SUM_AT = 0xB1B0AFBA, 8  # TrueType: checkSumAdjustment and its place in «head»


@dataclass(frozen=True)
class Lettering:
    """One TrueType file of the project, its letters numbered as in the file."""

    file: Path

    def width(self, text: str) -> float:
        """Length of a line of text set in 1 point, in points."""
        return sum(self._advance(letter) for letter in text) / self._per_em

    def missing(self, text: str) -> str:
        """Letters of the text that the typeface cannot draw, each once."""
        return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in self._letters))

    def codes(self, text: str) -> str:
        """The text as a PDF string in hexadecimal."""
        return "".join(f"{self._letters[ord(letter)]:04X}" for letter in text)

    def objects(self, text: str, number: int) -> tuple[bytes, ...]:
        """Five PDF objects, to be numbered from `number`: a font with the letters of `text` and no others.

        The first is the font itself; the others are what it needs (its metrics, its letters, what they mean).
        """
        numbers = {self._letters[ord(letter)]: letter for letter in sorted(set(text))}
        letters = zlib.compress(self._part(numbers), 9)
        meaning = zlib.compress(_meaning(numbers), 9)
        tag = "".join(chr(65 + value % 26) for value in hashlib.sha256(letters).digest()[:6])
        name = f"{tag}+{self._name}"
        widths = " ".join(f"{glyph} [{self._scaled(self._widths[glyph])}]" for glyph in sorted(numbers))
        family, font, metrics, file, unicode = (f"{number + step} 0 R" for step in range(5))
        return (
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{font}]/ToUnicode {unicode}>>".encode(),
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {metrics}/CIDToGIDMap/Identity/DW 0/W[{widths}]>>".encode(),
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/ItalicAngle 0/StemV 120/{self._metrics}/FontFile2 {file}>>".encode(),
            stream(letters, "/Filter/FlateDecode"),
            stream(meaning, "/Filter/FlateDecode"),
        )

    @cached_property
    def _font(self) -> Any:
        return TTFont(self.file, lazy=False)

    @cached_property
    def _letters(self) -> dict[int, int]:
        return {code: self._font.getGlyphID(name) for code, name in self._font.getBestCmap().items()}

    @cached_property
    def _widths(self) -> list[int]:
        return [self._font["hmtx"][name][0] for name in self._font.getGlyphOrder()]

    @cached_property
    def _per_em(self) -> int:
        return int(self._font["head"].unitsPerEm)

    @cached_property
    def _name(self) -> str:
        return str(self._font["name"].getDebugName(6))

    @cached_property
    def _metrics(self) -> str:
        head, hhea, os2 = (self._font[table] for table in ("head", "hhea", "OS/2"))
        box = " ".join(str(self._scaled(value)) for value in (head.xMin, head.yMin, head.xMax, head.yMax))
        return (
            f"FontBBox[{box}]/Ascent {self._scaled(hhea.ascent)}/Descent {self._scaled(hhea.descent)}"
            f"/CapHeight {self._scaled(os2.sCapHeight)}"
        )

    @cached_property
    def _tables(self) -> dict[str, bytes]:
        return {name: self._font.reader[name] for name in (*_KEPT, "glyf")}

    @cached_property
    def _parts(self) -> dict[int, list[int]]:
        """Letters put together from others: «ổ» needs «o» and its marks."""
        table = self._font["glyf"]
        parts = ((name, table[name]) for name in self._font.getGlyphOrder())
        return {
            self._font.getGlyphID(name): [self._font.getGlyphID(part) for part in glyph.getComponentNames(table)]
            for name, glyph in parts
            if glyph.isComposite()
        }

    def _advance(self, letter: str) -> int:
        return int(self._widths[self._letters.get(ord(letter), 0)])

    def _scaled(self, value: int) -> int:
        return round(value * 1000 / self._per_em)

    def _part(self, numbers: Iterable[int]) -> bytes:
        """The font file with the outlines of some letters; all others are empty, so no letter changes its number."""
        wanted, queue = {0}, list(numbers)
        while queue:
            glyph = queue.pop()
            if glyph not in wanted:
                wanted.add(glyph)
                queue += self._parts.get(glyph, [])
        places, outlines, where = self._font["loca"].locations, bytearray(), []
        for glyph in range(len(self._widths)):
            where.append(len(outlines))
            if glyph in wanted:
                outlines += self._tables["glyf"][places[glyph] : places[glyph + 1]]
                outlines += b"\0" * (-len(outlines) % 4)
        loca = struct.pack(f">{len(where) + 1}L", *where, len(outlines))
        return _font_file({**{name: self._tables[name] for name in _KEPT}, "loca": loca, "glyf": bytes(outlines)})


def stream(content: bytes, entries: str = "") -> bytes:
    """A PDF stream object."""
    return f"<</Length {len(content)}{entries}>>stream\n".encode() + content + b"\nendstream"


def _font_file(tables: dict[str, bytes]) -> bytes:
    """TrueType tables as one file (Apple's TrueType reference, «The font directory»); «loca» has long entries."""
    head = bytearray(tables["head"])
    struct.pack_into(">L", head, _SUM_AT, 0)
    struct.pack_into(">h", head, 50, 1)  # indexToLocFormat: long
    tables = {**tables, "head": bytes(head)}
    power = len(tables).bit_length() - 1
    start = struct.pack(">LHHHH", 0x10000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    directory, body, offset = bytearray(start), bytearray(), len(start) + 16 * len(tables)
    for name, content in sorted(tables.items()):
        padded = content + b"\0" * (-len(content) % 4)
        directory += struct.pack(">4sLLL", name.encode(), _checksum(padded), offset + len(body), len(content))
        body += padded
    file = directory + body
    at = len(directory) + sum(
        len(content) + -len(content) % 4 for name, content in sorted(tables.items()) if name < "head"
    )
    struct.pack_into(">L", file, at + _SUM_AT, (_SUM - _checksum(bytes(file))) & 0xFFFFFFFF)
    return bytes(file)


def _checksum(content: bytes) -> int:
    return int(sum(struct.unpack(f">{len(content) // 4}L", content))) & 0xFFFFFFFF


def _meaning(numbers: dict[int, str]) -> bytes:
    """Which letter each number stands for, for search, copying and reading aloud (PDF 32000-1, 9.10.3)."""
    lines = [f"<{glyph:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for glyph, letter in sorted(numbers.items())]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    pairs = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{pairs}\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
