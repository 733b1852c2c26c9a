"""What is wrong with one page of the built site, and its printed form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Flaw:
    """Says on which page (below the site, empty: the site as a whole), what is there, and the way out."""

    page: str
    message: str
    fix: str

    def terminal(self) -> str:
        """Two lines for a terminal: the finding, then the way out."""
        return f"{self.page or 'cả trang'}: {self.message}\n    Cách sửa: {self.fix}"
