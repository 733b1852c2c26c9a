"""A pack of sheets as one PDF with cover and contents, and as a zip of the same and of each sheet."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from camnang import names
from camnang.outputs import joining, stamp
from camnang.outputs.joining import Part
from camnang.outputs.layouts import Ladder
from camnang.outputs.lettering import FILE, Lettering
from camnang.outputs.places import Place, carried
from camnang.outputs.press import Press, page_count
from camnang.outputs.sheet import WORDS, Sheet
from camnang.outputs.stamp import Base, Words
from camnang.outputs.tree import HandoutError
from camnang.packs import Pack
from camnang.page import Page
from camnang.schema import TYPES

_COVER = Ladder("bo", (({"size": 13},),))
_WORDS = {
    **WORDS,
    "for-whom": "Cho:",
    "contents": "Trong bộ này",
    "columns": ("Trang", "Mã", "Tên tờ", "Giấy"),
}
NUMBER = "so-trang"  # the kind of place where the pack's own page number stands
_EDGE, _SIZE = 22, 10  # points: from the paper's edges to the number; its type
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # of every file in a zip, so that two runs give equal bytes
_CUT = frozenset({"the", "bo-the"})  # sheets that are cut into cards


@dataclass(frozen=True)
class Made:
    """A pack whose sheets were found: page counts by page, and their files below the site."""

    pack: Pack
    pdfs: Mapping[str, bytes]

    @property
    def papers(self) -> int:
        """A4 sheets for one copy, without the cover."""
        return sum(-(-page_count(pdf) // 2) for pdf in self.pdfs.values())

    @property
    def both_sides(self) -> int:
        """How many of its sheets are printed on both sides."""
        return sum(page_count(pdf) > 1 for pdf in self.pdfs.values())


def gather(pack: Pack, site: Path) -> Made:
    """The sheets of a pack from the built site.

    Raises:
        HandoutError: the site does not have one of them.
    """
    pdfs = {}
    for page in pack.pages:
        named = (site / names.handout_path(page.code, page.slug, form) for form in dict.fromkeys((pack.form, "")))
        file = next((one for one in named if one.exists()), site / names.handout_path(page.code, page.slug))
        if not file.exists():
            raise HandoutError(f"chưa có tờ {page.code} ở {file}. Chạy ./camnang build trước.")
        pdfs[file.name] = file.read_bytes()
    return Made(pack, pdfs)


def bound(made: Made, press: Press, printed: str) -> bytes:
    """The pack as one PDF that carries the places for contacts, without its page numbers.

    Args:
        printed: the day on the cover («23/11/2026»).
    """
    counts = [page_count(pdf) for pdf in made.pdfs.values()]
    cover = _cover(made, counts, press, printed, pages=1)
    if page_count(cover) > 1:
        cover = _cover(made, counts, press, printed, pages=page_count(cover))
    titles = (f"{page.code} · {page.title}" for page in made.pack.pages)
    parts = [Part(title, pdf) for title, pdf in zip(titles, made.pdfs.values(), strict=True)]
    return joining.join([Part(made.pack.title, cover), *parts])


def numbered(whole: bytes, letters: Lettering) -> tuple[Base, dict[Place, Sequence[Words]]]:
    """A bound pack prepared for writing on it, and its page numbers as the words to write."""
    at = {
        number: Place(NUMBER, number, width - _EDGE, _EDGE, _EDGE, _SIZE, _SIZE)
        for number, width in enumerate(joining.widths(whole), 1)
        if width and number > 1
    }
    base = stamp.prepare(joining.with_places(whole, at.values()))
    return base, {
        slot.place: (_number(slot.place, slot.bottom, letters),) for slot in base.slots if slot.place.kind == NUMBER
    }


def pack_pdf(made: Made, press: Press, printed: str) -> bytes:
    """The finished pack, page numbers in the upper corner of every page."""
    letters = Lettering(press.root / FILE)
    return stamp.stamp(*numbered(bound(made, press, printed), letters), letters)


def pack_zip(made: Made, pdf: bytes) -> bytes:
    """The pack and each of its sheets, numbered in their order."""
    folder = Path(names.pack_path(made.pack.name)).stem
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        files = [(f"00-{folder}.pdf", pdf)]
        files += [(f"{number:02}-{name}", one) for number, (name, one) in enumerate(made.pdfs.items(), 1)]
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(f"{folder}/{name}", _ZIP_TIME), content)
    return out.getvalue()


def key(made: Made, press: Press) -> str:
    """What a pack is made of, except the day."""
    digest = hashlib.sha256(press.engine_key.encode())
    for file in (__file__, joining.__file__, stamp.__file__):
        digest.update(Path(file).read_bytes())
    digest.update(f"{made.pack.title}\0{made.pack.audience}".encode())
    for name, pdf in made.pdfs.items():
        digest.update(name.encode() + hashlib.sha256(pdf).digest())
    return digest.hexdigest()


def _cover(made: Made, counts: Sequence[int], press: Press, printed: str, *, pages: int) -> bytes:
    """The cover, when it has so many pages itself."""
    begins = joining.starts([pages, *counts])[1:]
    rows = [
        {"start": start, "code": page.code, "title": page.title, "paper": _paper(page, name, count, _copies(pdf))}
        for page, (name, pdf), count, start in zip(made.pack.pages, made.pdfs.items(), counts, begins, strict=True)
    ]
    data: dict[str, Any] = {
        "kind": "Bộ tờ in", "code": "", "title": made.pack.title, "audience": made.pack.audience, "words": _WORDS,
        "title-rich": [made.pack.title], "checked": "", "review": "", "address": "", "facts": "", "lead": [], "notes": [],
        "sources": "", "bounded": True, "rows": rows, "advice": _ADVICE,
        "numbers": [
            (len(rows), "tờ khác nhau"), (made.papers + -(-pages // 2), "tờ giấy A4, kể cả bìa"),
            (made.both_sides, "tờ in hai mặt"),
        ],
    }  # fmt: skip
    return press.print(Sheet(names.pack_path(made.pack.name), "", data, _COVER), printed)


_ADVICE = (
    "In hai mặt, lật theo cạnh dài, khổ A4, đen trắng. Tờ nào cũng bắt đầu ở mặt phải; mặt trống giữa hai tờ là cố ý.",
    "Số ở góc trên mỗi trang là số trang của bộ. Trước khi phát, xem ngày “Xem lại trước” trên từng tờ.",
)


def _paper(page: Page, file: str, count: int, copies: int) -> str:
    papers = f"{-(-count // 2)} tờ"
    sides = ", hai mặt" if count > 1 else ", một mặt"
    cut = not names.handout_form(file) and TYPES[page.kind].sheet in _CUT
    return papers + sides + (f", cắt {copies}" if copies > 1 else ", rồi cắt" if cut else "")


def _copies(pdf: bytes) -> int:
    known = carried(pdf)
    return known.copies if known else 1


def _number(place: Place, bottom: float, letters: Lettering) -> Words:
    text = str(place.page)
    return Words(text, place.x - letters.width(text) * place.size, bottom, place.size)
