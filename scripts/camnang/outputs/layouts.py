"""Layouts of each kind of sheet, the most generous first: type sizes in points, drawings and rows in millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from camnang.schema import PageType

Options = dict[str, Any]
LEAST_FIGURE = 38  # mm: narrower, and the words in a drawing do not survive three photocopies


@dataclass(frozen=True)
class Ladder:
    """A template and its layouts in order of preference.

    `ideal` pages are enough; more are printed only when no layout has fewer (0: the first layout that fits is taken).
    """

    template: str
    steps: tuple[Options, ...]
    ideal: int = 0


# A guide: all on one sheet; else one sheet for the people and another for the helpers; else as many sides as it takes.
# Words beside a drawing 14 pt (13 when paper is short), other words chosen by the template, never under 11 pt.
# `desk`: a line for who is met when and where; dropped before type gets smaller.
_GUIDE: tuple[Options, ...] = tuple(
    {"plan": plan, "size": size, "fig": fig, "leading": leading, "desk": desk}
    for plan, size, fig, leading in (
        ("whole", 14, 40, 0.68), ("whole", 13, 40, 0.64),
        ("sheet", 14, 40, 0.68), ("sheet", 14, 40, 0.6), ("sheet", 13.5, 39, 0.6), ("sheet", 13.5, 38, 0.6),
        ("sheet", 13, 38, 0.6), ("flow", 13, 40, 0.66),
    )
    for desk in (True, False)
)  # fmt: skip
_TEXT: tuple[Options, ...] = tuple(
    {"size": size, "side": size - 1, "fig": fig, "leading": leading, "desk": desk}
    for size, fig, leading in ((14, 45, 0.8), (13, 42, 0.72))
    for desk in (True, False)
)
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
_TERMS: tuple[Options, ...] = (
    {"size": 12, "side": 12, "fig": 45, "whole": True, "cols": 2, "leading": 0.55, "spacing": 0.62},
)
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
# A6 four on a sheet, when the words are too many A5 two on a sheet; one side before two sides. `whole` turns over between
# parts only; a drawing is never narrower than 38 mm, else its words do not survive copying; `terms` says whether the
# official name of a scam stands in the body or with the small print at the foot.
_CARD: tuple[Options, ...] = tuple(
    {"paper": paper, "sides": sides, "whole": whole, "size": size, "title": title, "leading": leading, "gap": gap,
     "fig": fig, "terms": "foot" if leading < 0.56 else "body"}
    for paper, sides, whole, size, title, leading, gap, fig in (
        ("a6", 1, True, 12, 15, 0.62, 0.6, 40), ("a6", 1, True, 11, 14, 0.6, 0.4, 40),
        ("a6", 2, True, 14, 17, 0.7, 0.8, 40), ("a6", 2, True, 13, 16, 0.66, 0.8, 40),
        ("a6", 2, True, 12, 15, 0.62, 0.7, 40), ("a6", 2, True, 11.5, 14, 0.6, 0.6, 40),
        ("a6", 2, True, 11, 13, 0.58, 0.5, 40), ("a6", 2, False, 11, 13, 0.58, 0.4, 40),
        ("a6", 2, False, 11, 13, 0.55, 0.3, 40), ("a6", 2, False, 11, 13, 0.52, 0.25, 38),
        ("a6", 2, False, 11, 13, 0.5, 0.2, 38),
        ("a5", 2, False, 14, 20, 0.74, 1.0, 40), ("a5", 2, False, 13, 18, 0.7, 1.0, 40),
        ("a5", 2, False, 12, 17, 0.66, 0.8, 40),
    )
)  # fmt: skip
# Small forms, four on a sheet.
_SLIP: tuple[Options, ...] = tuple(
    {"size": size, "title": size + 3, "row": row, "paper": "a6"} for size, row in ((14, 11), (13, 10), (12, 9), (11, 8))
)
# Cards that are all different, four on a sheet.
_DECK: tuple[Options, ...] = tuple(
    {"size": size, "title": title, "leading": leading, "paper": "a6"}
    for size, title, leading in (
        (14, 17, 0.66), (13, 16, 0.62), (12.5, 15, 0.6), (12, 15, 0.58), (11.5, 14, 0.56), (11, 14, 0.54), (11, 13, 0.5),
    )
)  # fmt: skip
# Read from across the room, never under 18 pt.
_POSTER: tuple[Options, ...] = tuple(
    {"size": size, "title": size + 12, "cols": cols, "blank": 100 if cols == 1 else 40}
    for cols, sizes in ((1, (26, 24, 22, 21, 20)), (2, (22, 21, 20, 19, 18)))
    for size in sizes
)
_DRILL: tuple[Options, ...] = tuple(
    {"size": 12, "fig": fig, "answer": answer}
    for fig, answer in ((45, 15), (45, 14), (45, 13), (44, 12), (42, 11.5), (40, 11))
)
_LADDERS = {
    "loa": Ladder("van-ban", _ALOUD, ideal=1),
    "tu-dien": Ladder("van-ban", _TERMS, ideal=1),
    **{kind: Ladder("van-ban", _LONG, ideal=1) for kind in ("giao-an", "dien-hinh", "ke-hoach")},
}
_BY_SHEET = {
    "the": Ladder("the", _CARD),
    "phieu": Ladder("phieu", _FORM),
    "bo-the": Ladder("bo-the", _DECK),
    "to-treo": Ladder("to-treo", _POSTER),
    "that-gia": Ladder("that-gia", _DRILL),
}


def _enlarged(steps: tuple[Options, ...]) -> tuple[Options, ...]:
    """The same layouts on A3: every size grows by the square root of two, as a copier does it."""
    return tuple(
        {
            **one,
            "size": one["size"] * 1.414,
            "title": one["title"] * 1.414,
            "blank": one["blank"] * 1.414,
            "paper": "a3",
        }
        for one in steps
    )


_BY_FORM = {
    "a3": Ladder("to-treo", _enlarged(_POSTER)),
    "ap-phich": Ladder("to-treo", _enlarged(_POSTER)),
    "the-a5": Ladder(
        "the", tuple({**one, "sides": sides} for sides in (1, 2) for one in _CARD if one["paper"] == "a5")
    ),
    "the-day": Ladder("bo-the", _DECK),
    "a6": Ladder("phieu-a6", _SLIP),
    "tap-giay": Ladder("tap-giay", ({"size": 12},)),
}


def ladder_of(kind: PageType, form: str = "") -> Ladder:
    """The layouts a page of this type may take, or one of its other forms."""
    if form:
        return _BY_FORM[form]
    if kind.has_steps:
        return Ladder("huong-dan", _GUIDE)
    return _BY_SHEET.get(kind.sheet) or _LADDERS.get(kind.name) or Ladder("van-ban", _TEXT, ideal=1)
