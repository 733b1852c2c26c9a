"""Layouts of each kind of sheet, the most generous first: type sizes in points, drawings and rows in millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from camnang.schema import PageType

Options = dict[str, Any]


@dataclass(frozen=True)
class Ladder:
    """A template and its layouts in order of preference.

    `ideal` pages are enough; more are printed only when no layout has fewer (0: the first layout that fits is taken).
    """

    template: str
    steps: tuple[Options, ...]
    ideal: int = 0


# Words beside a drawing 14 pt (13 when paper is short), all other words never under 11 pt; `stuck-last` gathers «Bị kẹt?»
# behind the last step, so that drawings pack closer and short tasks fit the two sides of one sheet.
_GUIDE: tuple[Options, ...] = (
    {"size": 14, "side": 13, "fig": 40, "leading": 0.8},
    {"size": 14, "side": 12, "fig": 40, "leading": 0.72},
    {"size": 13, "side": 12, "fig": 40, "leading": 0.7},
    {"size": 14, "side": 12, "fig": 40, "leading": 0.72, "stuck-last": True},
    {"size": 13, "side": 12, "fig": 40, "leading": 0.7, "stuck-last": True},
    {"size": 13, "side": 11.5, "fig": 38, "leading": 0.64, "stuck-last": True},
)
_TEXT: tuple[Options, ...] = ({"size": 14, "side": 13, "fig": 45}, {"size": 13, "side": 12, "fig": 42, "leading": 0.72})
_LONG: tuple[Options, ...] = (
    {"size": 13, "side": 12, "fig": 45},
    {"size": 12.5, "side": 11.5, "fig": 42, "leading": 0.7},
    {"size": 12, "side": 11, "fig": 42, "leading": 0.66},
)
# Read aloud, at arm's length.
_ALOUD: tuple[Options, ...] = (
    {"size": 16, "side": 14, "fig": 45, "leading": 0.95, "spacing": 1.3, "whole": True},
    {"size": 16, "side": 14, "fig": 45, "leading": 0.9, "spacing": 1.2},
)
_TERMS: tuple[Options, ...] = ({"size": 13, "side": 12, "fig": 45, "whole": True},)
# Rows to write in are never lower than 8 mm; what is to be read goes to the back when the front is full.
_FORM: tuple[Options, ...] = tuple(
    {"size": size, "side": min(size, 12), "row": row, "sides": sides, "remark": remark}
    for sides, remark, sizes in (
        (1, "front", ((15, 12), (14, 11), (13, 10), (12, 9), (12, 8), (11, 8))),
        (2, "front", ((13, 10), (12, 9), (12, 8), (11, 8))),
        (2, "back", ((13, 10), (12, 9), (12, 8), (11, 8))),
    )
    for size, row in sizes
)
# A6 four on a sheet, when the words are too many A5 two on a sheet; one side before two sides.
_CARD: tuple[Options, ...] = tuple(
    {"size": size, "title": title, "paper": paper, "sides": sides, "leading": leading}
    for paper, sides, size, title, leading in (
        ("a6", 1, 12, 15, 0.7), ("a6", 1, 11, 14, 0.66), ("a6", 2, 14, 16, 0.74),
        ("a6", 2, 13, 15, 0.72), ("a6", 2, 12, 15, 0.7), ("a6", 2, 11, 14, 0.66),
        ("a5", 2, 14, 20, 0.74), ("a5", 2, 13, 18, 0.7), ("a5", 2, 12, 17, 0.66),
    )
)  # fmt: skip
_LADDERS = {
    "loa": Ladder("van-ban", _ALOUD, ideal=1),
    "tu-dien": Ladder("van-ban", _TERMS, ideal=1),
    **{kind: Ladder("van-ban", _LONG, ideal=1) for kind in ("giao-an", "dien-hinh", "ke-hoach")},
}
_BY_SHEET = {"the": Ladder("the", _CARD), "phieu": Ladder("phieu", _FORM)}


def ladder_of(kind: PageType) -> Ladder:
    """The layouts a page of this type may take."""
    if kind.has_steps:
        return Ladder("huong-dan", _GUIDE, ideal=2)
    return _BY_SHEET.get(kind.sheet) or _LADDERS.get(kind.name) or Ladder("van-ban", _TEXT, ideal=1)
