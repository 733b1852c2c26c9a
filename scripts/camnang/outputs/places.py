"""Where contacts are written on a sheet: measured when it is laid out, carried inside its PDF as one comment line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

TEAM, PHONE, DESK = "to", "dien-thoai", "truc"
LABEL = "<cho-ghi>"  # of the metadata in the templates
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


def carry(pdf: bytes, places: Iterable[Place]) -> bytes:
    """The PDF with its places in a comment before the last «startxref»; no other byte changes."""
    line = json.dumps([astuple(place) for place in places], separators=(",", ":"))
    at = pdf.rindex(_END)
    return pdf[:at] + _MARK + line.encode() + b"\n" + pdf[at:]


def carried(pdf: bytes) -> tuple[Place, ...] | None:
    """The places a PDF carries; None when it is no sheet of ours, or was changed since."""
    end = pdf.rfind(b"\n" + _END)
    line = pdf[pdf.rfind(b"\n", 0, end) + 1 : end] if end > 0 else b""
    if not line.startswith(_MARK):
        return None
    return tuple(Place(*values) for values in json.loads(line.removeprefix(_MARK)))
