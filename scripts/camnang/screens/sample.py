"""What a learner types in the rehearsal: made-up words and zeros, never anything that could be somebody's."""

from __future__ import annotations

import re

ZERO = "0"
SECRET = "*"  # in front of a sample that stands for a password
PIN_DIGITS = 6
_MASKED = re.compile(r"[0-9]*x{2,}")  # «09xx», «xx/xx/20xx»: digits hidden behind x
_MONEY = re.compile(r"[0-9.]+(?= đồng$)")


def of_value(shown: str) -> str:
    """The sample for a box in which the drawing shows `shown`; empty when that is a blank to be asked for.

    «09xx xxx xxx» → «0000 000 000», «50.000 đồng» → «50.000», other words as they are.
    """
    if _MASKED.search(shown):
        return re.sub(r"[0-9x]", ZERO, shown)
    money = _MONEY.match(shown)
    return money[0] if money else shown if re.search(r"\w", shown) else ""


def of_label(label: str) -> str:
    """The sample for a box whose content the drawing hides: zeros for a PIN, else words no app takes as a password."""
    return SECRET + (ZERO * PIN_DIGITS if "PIN" in label else "matkhaumau")
