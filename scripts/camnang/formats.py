"""Which other forms of its sheet a page offers: known from its type and its length before anything is laid out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from camnang.corpus import Corpus
from camnang.facts import Facts, worded
from camnang.page import Page
from camnang.schema import TYPES

Rule = Callable[[Page, str], bool]
# What a form holds at its smallest type, less a tenth: measured on all pages of the site. A page that says less than it
# needs stops the build (it is named there); whoever changes a template measures again.
FOLDED_WORDS, FOLDED_STEPS, STEP_WORDS = 640, 4, 25  # a drawing takes the room of 25 tiếng beyond its own words
POCKET_WORDS, POCKET_PARTS = 94, ("Cam kết", "Trả lời", "Nên", "Không nên")
_FENCE = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1 *$", re.S | re.M)
_MARKUP = re.compile(r"<sup\b.*?</sup>|<[^>]*>|\]\([^)]*\)")
_PART = re.compile(r"^## +(.*?)\s*$", re.M)


def offered(page: Page, text: str) -> tuple[str, ...]:
    """Names of the forms, in the order in which the page shows them.

    Args:
        text: body of the page as Markdown, snippets and facts filled in.
    """
    forms = TYPES[page.kind].more_sheets if page.kind in TYPES else ()
    return tuple(form for form in forms if _rule(page.kind, form)(page, text))


def forms_of(page: Page, corpus: Corpus, facts: Facts) -> tuple[str, ...]:
    """The same, from the page as it is written."""
    return offered(page, worded(corpus.expanded(page), facts))


def count_words(text: str) -> int:
    """Tiếng that paper shows of this Markdown; drawings are not counted, nor are addresses."""
    shown = _MARKUP.sub(" ", _FENCE.sub(" ", text))
    return sum(any(letter.isalnum() for letter in piece) for piece in shown.split())


def _rule(kind: str, form: str) -> Rule:
    return _RULES.get(f"{kind}.{form}") or _RULES.get(form) or (lambda page, text: True)


def _folds(page: Page, text: str) -> bool:
    steps = len(page.steps)
    return steps <= FOLDED_STEPS and count_words(text) + STEP_WORDS * steps <= FOLDED_WORDS


def _pocket(page: Page, text: str) -> bool:
    before, *parts = _PART.split(text)
    return (
        count_words(
            " ".join(body for title, body in zip(parts[::2], parts[1::2], strict=True) if title in POCKET_PARTS)
        )
        <= POCKET_WORDS
    )


_RULES: Mapping[str, Rule] = MappingProxyType(
    {"gap-a5": _folds, "a7": _pocket, "bieu-mau.a7": lambda page, text: page.meta.get("kho") == "a6"}
)
