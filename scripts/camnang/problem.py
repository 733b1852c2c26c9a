"""One finding about a content file, and its two printed forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["loi", "nhac"]

ERROR: Severity = "loi"
HINT: Severity = "nhac"


@dataclass(frozen=True, order=True)
class Problem:
    """Says where (path below docs/, 1-based line), what is there, and what to write instead."""

    path: str
    line: int
    code: str
    message: str
    fix: str
    severity: Severity = ERROR

    def terminal(self) -> str:
        """Two lines for a terminal: the finding, then the way out."""
        hint = " (nhắc)" if self.severity == HINT else ""
        return f"{self.path}:{self.line}: {self.code}{hint} {self.message}\n    Cách sửa: {self.fix}"

    def annotation(self) -> str:
        """One GitHub workflow command with the same words."""
        kind = "error" if self.severity == ERROR else "warning"
        where = f"file={_property(f'docs/{self.path}')},line={self.line},title={_property(self.code)}"
        return f"::{kind} {where}::{_data(f'{self.message} Cách sửa: {self.fix}')}"


def count_errors(problems: Iterable[Problem]) -> int:
    """How many of the findings must be mended (hints do not count)."""
    return sum(problem.severity == ERROR for problem in problems)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
