"""What a rule is: one code, one reason, one function that yields findings about one page (or about all pages)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from camnang import corpus, hosts, made, names, personal
from camnang.codes import Register
from camnang.corpus import Corpus
from camnang.facts import Facts
from camnang.page import Page
from camnang.problem import ERROR, Problem, Severity
from camnang.rules.prose import Reading
from camnang.screens import Library


class Finding(NamedTuple):
    """One thing to mend: the file line, what is there, what to write instead."""

    line: int
    message: str
    fix: str


@dataclass(frozen=True)
class Context:
    """What a page is held against; `corpus` are the pages that somebody wrote."""

    today: date
    facts: Facts
    library: Library
    corpus: Corpus
    codes: Register = Register({})

    @cached_property
    def whole(self) -> Corpus:
        """All pages of the site, those made from others too: they can be linked and listed, but are not checked."""
        return made.with_made(self.corpus)

    def has_page(self, path: str) -> bool:
        """Whether the site has this page; `path` below docs/. Made pages are only made when it comes to them."""
        return path in self.corpus.by_path or path in self.whole.by_path

    @cached_property
    def tree(self) -> tuple[tuple[str, os.DirEntry[str]], ...]:
        """Everything below docs/ by its path, links of the file system not followed; nothing when it is no content."""
        return tuple(corpus.tree(self.corpus.docs)) if (self.corpus.docs / names.DEFAULT_LANG).is_dir() else ()

    @cached_property
    def hosts(self) -> hosts.Register:
        """The hosts that may be linked."""
        return hosts.load(self.corpus.docs, self.facts.sources.values())

    @cached_property
    def public_numbers(self) -> frozenset[str]:
        """Digits and mail addresses that the fact table publishes."""
        return personal.public_numbers(fact.value for fact in self.facts.by_key.values())


@dataclass(frozen=True)
class RuleInfo:
    """What a contributor can look up about a code; `good` and `bad` are short examples."""

    code: str
    title: str
    why: str
    severity: Severity
    good: str
    bad: str


PageCheck = Callable[[Reading, Context], Iterable[Finding]]
CorpusCheck = Callable[[Sequence[Page], Context], Iterable[tuple[str, Finding]]]


@dataclass(frozen=True)
class Rule:
    """A check of one page with its code; `lang`: only pages of this language are looked at («» for all)."""

    info: RuleInfo
    check: PageCheck
    lang: str

    def problems(self, reading: Reading, context: Context) -> Iterator[Problem]:
        """The findings under this rule's code and severity."""
        if self.lang in ("", reading.page.lang):
            for finding in self.check(reading, context):
                yield _problem(self.info, reading.page.path, finding)


@dataclass(frozen=True)
class CorpusRule:
    """A check of all pages at once with its code; `of_data`: it never finds anything in a page itself."""

    info: RuleInfo
    check: CorpusCheck
    of_data: bool

    def problems(self, pages: Sequence[Page], context: Context) -> Iterator[Problem]:
        """The findings under this rule's code and severity."""
        for path, finding in self.check(pages, context):
            yield _problem(self.info, path, finding)


def rule(
    code: str, *, title: str, why: str, good: str, bad: str, severity: Severity = ERROR, lang: str = "vi"
) -> Callable[[PageCheck], Rule]:
    """Makes a rule of a function that reads one page."""
    info = RuleInfo(code, title, why, severity, good, bad)
    return lambda check: Rule(info, check, lang)


def corpus_rule(
    code: str, *, title: str, why: str, good: str, bad: str, severity: Severity = ERROR, of_data: bool = False
) -> Callable[[CorpusCheck], CorpusRule]:
    """Makes a rule of a function that reads all pages at once and yields (path, finding)."""
    info = RuleInfo(code, title, why, severity, good, bad)
    return lambda check: CorpusRule(info, check, of_data)


def _problem(info: RuleInfo, path: str, finding: Finding) -> Problem:
    return Problem(path, finding.line, info.code, finding.message, finding.fix, info.severity)
