"""How the press looks for the layout: the same answer as trying one after the other, with fewer tries."""

from __future__ import annotations

from itertools import product

import pytest

from camnang.outputs.layouts import Ladder, Options, ladder, ladder_of
from camnang.outputs.press import first_fit
from camnang.schema import TYPES


def search(some: Ladder, fits: set[int]) -> tuple[int | None, int]:
    """Which layout is taken when those numbered in `fits` fit, and after how many tries."""
    tried: list[int] = []

    def fit(layout: Options) -> bytes | None:
        tried.append(layout["n"])
        return str(layout["n"]).encode() if layout["n"] in fits else None

    found = first_fit(some, fit)
    assert len(tried) == len(set(tried))  # no layout is set twice
    return int(found) if found else None, len(tried)


def numbered(*sizes: int) -> Ladder:
    return ladder(
        "x",
        [{"n": n, "run": run} for n, run in enumerate(r for r, size in enumerate(sizes) for _ in range(size))],
        "run",
    )


@pytest.mark.parametrize("sizes", [(1,), (6,), (2, 5, 4, 3), (1, 1, 1), (6, 4, 4)])
def test_the_first_layout_that_fits_is_found(sizes: tuple[int, ...]) -> None:
    some = numbered(*sizes)
    starts = [sum(sizes[:run]) for run in range(len(sizes))]
    for firsts in product(*(range(size + 1) for size in sizes)):  # in each run everything from here on fits
        fits = {
            n
            for start, size, first in zip(starts, sizes, firsts, strict=True)
            for n in range(start + first, start + size)
        }
        assert search(some, fits)[0] == min(fits, default=None)


def test_a_run_in_which_nothing_fits_costs_two_tries() -> None:
    assert search(numbered(6, 4, 4), set(range(6, 14))) == (6, 3)
    assert search(numbered(6, 4, 4), set()) == (None, 6)


def test_layouts_of_a_run_only_get_tighter() -> None:
    ladders = [ladder_of(kind, form) for kind in TYPES.values() if kind.sheet for form in ("", *kind.more_sheets)]
    runs = [run for one in ladders for run in one.runs if len(run) > 1]
    assert len(runs) > 20
    for run in runs:
        for name in ("size", "leading", "gap", "row", "title"):
            values = [layout[name] for layout in run if name in layout]
            assert values == sorted(values, reverse=True) or name in ("leading", "gap") and len(set(values)) > 1, (
                name,
                values,
            )


def test_every_form_a_type_offers_has_its_layouts() -> None:
    for kind in TYPES.values():
        for form in kind.more_sheets:
            assert ladder_of(kind, form).steps, (kind.name, form)
