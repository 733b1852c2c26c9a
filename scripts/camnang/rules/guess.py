"""«Có phải … không?»: the known word that looks most like what was typed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from camnang.names import slugify


def closest(typed: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The most similar known word, or None; letters are compared without marks and case first."""
    words = sorted(known)
    plain = {slugify(word): word for word in reversed(words)}
    for table, wanted in ((plain, slugify(typed)), ({word: word for word in words}, typed)):
        found = difflib.get_close_matches(wanted, table, 1, cutoff)
        if found:
            return table[found[0]]
    return None


def suggestion(typed: str, known: Iterable[str], otherwise: str, cutoff: float = 0.6) -> str:
    """The fix line: the guess, or `otherwise`."""
    guess = closest(typed, known, cutoff)
    return f"đổi thành «{guess}»." if guess else otherwise
