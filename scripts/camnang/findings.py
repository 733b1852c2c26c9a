"""The everyday questions that the search is tried with: reading them, how they are typed, counting what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from camnang import names, strict_yaml
from camnang.corpus import Corpus

FILE = Path("tests/du-lieu/cau-hoi.yml")
TRIED, KEPT_ASIDE = "cau_hoi", "giu_rieng"
PLACES = 5


@dataclass(frozen=True)
class Question:
    """What someone types, the same with one slip of the finger, and the addresses of the pages that answer it."""

    marked: str
    slipped: str
    pages: frozenset[str]


@dataclass(frozen=True)
class Score:
    """Of `asked` questions, how many had a right page among the first five (`found`) and as the first (`first`)."""

    asked: int
    found: int
    first: int


SPELLINGS: Mapping[str, Callable[[Question], str]] = MappingProxyType(
    {
        "đủ dấu": lambda question: question.marked,
        "không dấu": lambda question: names.fold(question.marked),
        "gõ sai": lambda question: question.slipped,
    }
)


def read(root: Path, corpus: Corpus) -> dict[str, tuple[Question, ...]]:
    """The questions of the project: those the search is made for, and those kept aside.

    Raises:
        ValueError: the file is not right YAML, or a question names a page that is not there; all such are named.
    """
    loaded = strict_yaml.load((root / FILE).read_text(encoding="utf-8"))
    faults = [f"{FILE}:{fault.line}: {fault.message} {fault.fix}" for fault in loaded.faults]
    found: dict[str, tuple[Question, ...]] = {}
    for name in (TRIED, KEPT_ASIDE):
        entries = loaded.data.get(name) or []
        faults += [
            f"{FILE}: «{entry['hoi']}» chỉ tới trang không có: {page}. Cách sửa: ghi mã trang, hoặc đường dẫn trong docs/vi."
            for entry in entries
            for page in entry["trang"]
            if not _address(page, corpus)
        ]
        found[name] = tuple(_question(entry, corpus) for entry in entries)
    if faults:
        raise ValueError("\n".join(faults))
    return found


def score(questions: Sequence[Question], answers: Sequence[Sequence[str]]) -> Score:
    """Counts right pages; `answers` are the addresses found for each question, best first."""
    pairs = list(zip(questions, answers, strict=True))
    found = sum(not question.pages.isdisjoint(hits[:PLACES]) for question, hits in pairs)
    first = sum(not question.pages.isdisjoint(hits[:1]) for question, hits in pairs)
    return Score(len(pairs), found, first)


def missed(questions: Sequence[Question], answers: Sequence[Sequence[str]]) -> list[str]:
    """The questions without a right page among the first five, with what was found."""
    return [
        f"{question.marked}: {', '.join(hits[:PLACES]) or 'không có gì'}"
        for question, hits in zip(questions, answers, strict=True)
        if question.pages.isdisjoint(hits[:PLACES])
    ]


def _question(entry: dict[str, Any], corpus: Corpus) -> Question:
    return Question(entry["hoi"], entry["sai"], frozenset(_address(page, corpus) for page in entry["trang"]))


def _address(page: str, corpus: Corpus) -> str:
    """Address of a page named by its sheet code or by its path; empty when there is none."""
    path = corpus.by_code[page].path if page in corpus.by_code else f"{names.DEFAULT_LANG}/{page}.md"
    return names.page_url(path) if path in corpus.by_path else ""
