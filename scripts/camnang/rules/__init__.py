"""Content rules: each is one code, one function, one good page and one bad page (tests/trang).

`check_page` looks at one page, `check_corpus` at all of them together; `catalogue` lists the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import ModuleType

from camnang import personal
from camnang.page import Page
from camnang.problem import Problem
from camnang.rules import (
    codes_kept,
    drawings,
    facts_used,
    figures,
    files,
    frontmatter,
    glossary,
    hidden_letters,
    parts,
    personal_data,
    photographs,
    reading_faults,
    rendered,
    sentences,
    steps,
    told,
    translations,
    tree,
    typed,
    whole,
    wording,
)
from camnang.rules.catalogue import html, markdown
from camnang.rules.prose import Reading
from camnang.rules.registry import Context, CorpusRule, Rule, RuleInfo

__all__ = [
    "Context", "RuleInfo", "catalogue", "catalogue_html", "catalogue_markdown", "check_corpus", "check_page",
]  # fmt: skip

_FAMILIES: tuple[ModuleType, ...] = (
    reading_faults, frontmatter, steps, drawings, parts, sentences, wording, facts_used, figures, files, glossary, told, whole,
    codes_kept, personal_data, hidden_letters, rendered, tree, typed, photographs, translations,
)  # fmt: skip


def _gather(families: Iterable[ModuleType]) -> tuple[Rule | CorpusRule, ...]:
    """All rules of the families by code.

    Raises:
        ValueError: two rules have the same code.
    """
    found: dict[str, Rule | CorpusRule] = {}
    for family in families:
        for value in vars(family).values():
            if isinstance(value, Rule | CorpusRule) and found.setdefault(value.info.code, value) is not value:
                raise ValueError(f"two rules have the code {value.info.code}")
    return tuple(found[code] for code in sorted(found))


_ALL = _gather(_FAMILIES)
_PAGE_RULES = tuple(one for one in _ALL if isinstance(one, Rule))
_CORPUS_RULES = tuple(one for one in _ALL if isinstance(one, CorpusRule))


def check_page(page: Page, context: Context) -> list[Problem]:
    """All findings about one page, by line and code; none repeats what belongs to one person.

    A page that is far too large is told so and not read further: no rule has to be quick on what nobody wrote by hand.
    """
    reading = Reading(page, context.facts, context.library)
    applied = (tree.sizes,) if tree.is_far_too_large(page) else _PAGE_RULES
    found = sorted(told.softened(page, problem) for one in applied for problem in one.problems(reading, context))
    if len(applied) == 1:
        return found
    private = reading.private(context.public_numbers)
    return [_discreet(problem, private) for problem in found] if private else found


def _discreet(problem: Problem, private: Sequence[personal.Personal]) -> Problem:
    """The finding with every piece of these words hidden, also where a message has cut them short."""
    return replace(
        problem, message=personal.without(problem.message, private), fix=personal.without(problem.fix, private)
    )


def check_corpus(pages: Sequence[Page], context: Context, *, data: bool = True) -> list[Problem]:
    """Findings that need all pages at once, by place; without `data` those about other files are not looked for."""
    applied = (one for one in _CORPUS_RULES if data or not one.of_data)
    return sorted(problem for one in applied for problem in one.problems(pages, context))


def catalogue() -> tuple[RuleInfo, ...]:
    """What is known of every rule, by code."""
    return tuple(one.info for one in _ALL)


def catalogue_markdown() -> str:
    """The list of all rules for a contributor, in Markdown."""
    return markdown(catalogue())


def catalogue_html() -> str:
    """The same list as HTML, for a ```bang-quy-tac fence."""
    return html(catalogue())
