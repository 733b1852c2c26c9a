"""What a rule is: one code, one reason, one function that yields findings about one page (or about all pages)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

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
    """What a page is held against."""

    today: date
    facts: Facts
    library: Library
    corpus: Corpus
    codes: Register = Register({})


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
    """A check of all pages at once with its code."""

    info: RuleInfo
    check: CorpusCheck

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
    code: str, *, title: str, why: str, good: str, bad: str, severity: Severity = ERROR
) -> Callable[[CorpusCheck], CorpusRule]:
    """Makes a rule of a function that reads all pages at once and yields (path, finding)."""
    info = RuleInfo(code, title, why, severity, good, bad)
    return lambda check: CorpusRule(info, check)


def _problem(info: RuleInfo, path: str, finding: Finding) -> Problem:
    return Problem(path, finding.line, info.code, finding.message, finding.fix, info.severity)
