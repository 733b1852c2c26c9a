"""Layouts of each kind of sheet, the most generous first: type sizes in points, drawings and rows in millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from camnang.page_shape import PageType

Options = dict[str, Any]
LEAST_FIGURE = 38  # mm: narrower, and the words in a drawing do not survive three photocopies


@dataclass(frozen=True)
class Ladder:
    """A template and its layouts in order of preference.

    `runs`: layouts of one run only get tighter, so what fits one fits all after it in its run; the press need not try
    each. `ideal` pages are enough; more are printed only when no layout has fewer (0: the first that fits is taken).
    `folded`: two sides of paper hold four pages, the last of them beside the first.
    """

    template: str
    runs: tuple[tuple[Options, ...], ...]
    ideal: int = 0
    folded: bool = False

    @property
    def steps(self) -> tuple[Options, ...]:
        """All layouts, the most preferred first."""
        return tuple(one for run in self.runs for one in run)


def ladder(template: str, steps: Sequence[Options], *same: str, ideal: int = 0) -> Ladder:
    """A ladder whose runs are the neighbouring layouts with equal values for all of `same`.

    Args:
        same: names of options; none: every layout is a run of its own, tried in its turn.
    """
    runs: list[list[Options]] = []
    for one in steps:
        if same and runs and all(one[name] == runs[-1][-1][name] for name in same):
            runs[-1].append(one)
        else:
            runs.append([one])
    return Ladder(template, tuple(tuple(run) for run in runs), ideal)


# A guide: all on one sheet; else one sheet for the people and another for the helpers; else as many sides as it takes.
# Words beside a drawing 14 pt (13 when paper is short), other words chosen by the template, never under 11 pt.
# `desk`: a line for who is met when and where; dropped before type gets smaller (on «sheet» by the template itself).
_GUIDE: tuple[Options, ...] = tuple(
    {"plan": plan, "size": size, "fig": fig, "leading": leading, "desk": desk}
    for plan, size, fig, leading, desks in (
        ("whole", 14, 40, 0.68, (True, False)), ("whole", 13, 40, 0.64, (True, False)),
        ("sheet", 14, 40, 0.68, (True,)), ("sheet", 14, 40, 0.6, (True,)), ("sheet", 13.5, 39, 0.6, (True,)),
        ("sheet", 13.5, 38, 0.6, (True,)), ("sheet", 13, 38, 0.6, (True,)), ("flow", 13, 40, 0.66, (True,)),
    )
    for desk in desks
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
        ("a5", 2, False, 16, 22, 0.76, 1.0, 44), ("a5", 2, False, 14, 20, 0.74, 1.0, 40), ("a5", 2, False, 13, 18, 0.7, 1.0, 40),
        ("a5", 2, False, 12, 17, 0.66, 0.8, 40),
    )
)  # fmt: skip
# Pocket cards, eight on a sheet, always two sides.
_POCKET: tuple[Options, ...] = tuple(
    {"paper": "a7", "sides": 2, "whole": whole, "size": size, "title": title, "leading": leading, "gap": gap, "fig": 32}
    for whole, size, title, leading, gap in (
        (True, 13, 14.5, 0.58, 0.4), (True, 12, 13.5, 0.56, 0.35), (True, 11.5, 13, 0.54, 0.3), (True, 11, 12, 0.5, 0.2),
        (False, 11, 12.5, 0.54, 0.3), (False, 11, 12, 0.5, 0.2), (False, 11, 11.5, 0.46, 0.1),
    )
)  # fmt: skip
# Small forms: four on a sheet, or eight with a back.
_SLIP: tuple[Options, ...] = tuple(
    {"size": size, "title": size + 3, "row": row, "paper": "a6", "sides": 1}
    for size, row in ((14, 11), (13, 10), (12, 9), (11, 8))
)
_SLIP_A7: tuple[Options, ...] = tuple(
    {"size": size, "title": size + 2, "row": row, "paper": "a7", "sides": 2}
    for size, row in ((13, 9), (12, 8), (11, 8))
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
# Large print: 18 pt, the small print 14; lines a little closer when that saves a page.
_LARGE: tuple[Options, ...] = tuple(
    {
        "size": 18,
        "title": 28,
        "fine": 14,
        "fig": fig,
        "leading": leading,
        "spacing": leading + 0.2,
        "whole": whole,
        "desk": True,
    }
    for fig, leading, whole in ((64, 0.8, True), (60, 0.7, False))
)
# A4 folded once into four pages A5; short pages come out in large type.
_FOLDED: tuple[Options, ...] = tuple(
    {"size": size, "title": min(size + 8, 24), "leading": leading, "fig": 40}
    for size, leading in (
        (18, 0.76), (17, 0.74), (16, 0.72), (15, 0.7), (14, 0.68), (13, 0.64), (12.5, 0.62), (12, 0.6), (11.5, 0.58), (11, 0.56),
    )
)  # fmt: skip
_DRILL: tuple[Options, ...] = tuple(
    {"size": 12, "fig": fig, "answer": answer}
    for fig, answer in ((45, 15), (45, 14), (45, 13), (44, 12), (42, 11.5), (40, 11))
)


def _enlarged(steps: tuple[Options, ...], paper: str, times: float) -> tuple[Options, ...]:
    """The same layouts on a larger paper: every size grows as a copier does it."""
    grown = ("size", "title", "blank")
    return tuple({**one, **{name: one[name] * times for name in grown}, "paper": paper} for one in steps)


# A book has pages of A5 in 12 pt; `index`: hard words leave marks for its index.
BOOK = ladder("sach", ({"size": 12, "leading": 0.6, "fig": 38, "row": 8, "index": True},))
ADVICE = ladder("dan-in", ({"size": 14, "leading": 0.66},))
_CARD_RUNS = ("paper", "sides", "whole")
_DECK_LADDER = Ladder("bo-the", (_DECK,))
_POSTER_A3 = ladder("to-treo", _enlarged(_POSTER, "a3", 2**0.5), "cols")
_POSTER_A2 = ladder("to-treo", _enlarged(_POSTER, "a2", 2), "cols")
_LADDERS = {
    "loa": ladder("van-ban", _ALOUD, ideal=1),
    "tu-dien": ladder("van-ban", _TERMS, ideal=1),
    **{kind: ladder("van-ban", _LONG, ideal=1) for kind in ("giao-an", "dien-hinh", "ke-hoach")},
}
_BY_SHEET = {
    "the": ladder("the", _CARD, *_CARD_RUNS),
    "phieu": ladder("phieu", _FORM, "sides", "remark"),
    "bo-the": _DECK_LADDER,
    "to-treo": ladder("to-treo", _POSTER, "cols"),
    "that-gia": ladder("that-gia", _DRILL),
}
_BY_FORM = {
    "chu-to": ladder("van-ban", _LARGE, ideal=1),
    "gap-a5": Ladder("to-gap", (_FOLDED,), folded=True),
    "a2": _POSTER_A2,
    "a3": _POSTER_A3,
    "ap-phich": _POSTER_A3,
    "ap-phich-a2": _POSTER_A2,
    "a7": ladder("the", _POCKET, "whole"),
    "the-a5": ladder(
        "the", [{**one, "sides": sides} for sides in (1, 2) for one in _CARD if one["paper"] == "a5"], *_CARD_RUNS
    ),
    "the-day": _DECK_LADDER,
    "a6": Ladder("phieu-nho", (_SLIP,)),
    "phieu.a7": Ladder("phieu-nho", (_SLIP_A7,)),
    "tap-giay": ladder("tap-giay", ({"size": 12},)),
}


def ladder_of(kind: PageType, form: str = "") -> Ladder:
    """The layouts a page of this type may take, or one of its other forms."""
    if form:
        return _BY_FORM.get(f"{kind.sheet}.{form}") or _BY_FORM[form]
    if kind.has_steps:  # one after the other: a layout that does not fit costs little here, one that fits a lot
        return ladder("huong-dan", _GUIDE)
    return _BY_SHEET.get(kind.sheet) or _LADDERS.get(kind.name) or ladder("van-ban", _TEXT, ideal=1)
