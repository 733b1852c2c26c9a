"""What is known of a sheet from laying it out: its places for contacts and its copies; carried inside its PDF as a comment."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

TEAM, PHONE, DESK = "to", "dien-thoai", "truc"
PLACES, COPIES = "<cho-ghi>", "<ban-sao>"  # labels of the metadata in the templates
_MARK, _END = b"%cho-ghi ", b"startxref"


@dataclass(frozen=True)
class Place:
    """One dotted line: what belongs on it, its page (from 1), its start and length, type size and free height above.

    Lengths in points; `y` is the base line, counted from the top edge of the page.
    """

    kind: str
    page: int
    x: float
    y: float
    width: float
    size: float
    room: float

    def moved(self, pages: int) -> Place:
        """The same place behind so many more pages."""
        return Place(self.kind, self.page + pages, self.x, self.y, self.width, self.size, self.room)


@dataclass(frozen=True)
class Known:
    """Places of a sheet, and how many equal cards are cut out of it (1: it is not cut)."""

    places: tuple[Place, ...] = ()
    copies: int = 1


def carry(pdf: bytes, known: Known) -> bytes:
    """The PDF with what is known of it in a comment before the last «startxref»; no other byte changes."""
    line = json.dumps([known.copies, [astuple(place) for place in known.places]], separators=(",", ":"))
    at = pdf.rindex(_END)
    return pdf[:at] + _MARK + line.encode() + b"\n" + pdf[at:]


def carried(pdf: bytes) -> Known | None:
    """What a PDF carries; None when it is no sheet of ours, or was changed since."""
    end = pdf.rfind(b"\n" + _END)
    line = pdf[pdf.rfind(b"\n", 0, end) + 1 : end] if end > 0 else b""
    if not line.startswith(_MARK):
        return None
    copies, places = json.loads(line.removeprefix(_MARK))
    return known_of(places, [copies])


def known_of(places: Iterable[Iterable[object]], copies: Iterable[int]) -> Known:
    """From the plain values that a template gives: places, and the number of equal cards on each of its pages."""
    return Known(tuple(Place(*values) for values in places), max(copies, default=1))  # type: ignore[arg-type]
