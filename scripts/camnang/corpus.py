"""docs/ → Pages. The only module that walks the content tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from camnang import page as page_module
from camnang.page import Page


@dataclass(frozen=True)
class Corpus:
    """All pages of the site, sorted by path."""

    docs: Path
    pages: tuple[Page, ...]
    snippets: tuple[Page, ...] = ()
    made: frozenset[str] = frozenset()  # paths of the pages that have no file

    @cached_property
    def by_path(self) -> dict[str, Page]:
        """Pages by their path below docs/."""
        return {page.path: page for page in self.pages}

    @cached_property
    def by_code(self) -> dict[str, Page]:
        """Pages of the default language by their sheet code; the first one wins when a code is doubled."""
        found: dict[str, Page] = {}
        for page in self.pages:
            if page.code and page.lang == "vi":
                found.setdefault(page.code, page)
        return found

    @cached_property
    def by_snippet(self) -> dict[str, Page]:
        """Shared snippets by their name."""
        return {snippet.slug: snippet for snippet in self.snippets}

    def expanded(self, page: Page) -> str:
        """The body of a page with each line «[[buoc:name]]» replaced by that snippet's words; unknown names stay."""
        lines = page.body.split("\n")
        for link in page.snippets:
            if link.target in self.by_snippet:
                lines[link.line - page.body_line] = self.by_snippet[link.target].body.strip()
        return "\n".join(lines)

    def below(self, folder: str) -> tuple[Page, ...]:
        """Pages directly in `folder` (below docs/), its index page left out."""
        prefix = folder.rstrip("/") + "/"
        return tuple(
            page
            for page in self.pages
            if page.path.startswith(prefix) and "/" not in page.path[len(prefix) :] and page.slug != "index"
        )

    def of_kind(self, kind: str, lang: str) -> tuple[Page, ...]:
        """Pages of one type in one language."""
        return tuple(page for page in self.of_lang(lang) if page.kind == kind)

    def of_lang(self, lang: str) -> tuple[Page, ...]:
        """Pages of one language."""
        return tuple(page for page in self.pages if page.lang == lang)


def load(docs: Path) -> Corpus:
    """Reads every page below the language folders of `docs`.

    Raises:
        OSError: a file cannot be opened.
    """

    def read_all(found: Iterable[Path]) -> tuple[Page, ...]:
        return tuple(page_module.read(file, docs) for file in sorted(found))

    return Corpus(docs, read_all(files(docs)), read_all((docs / page_module.SNIPPETS).glob("*.md")))


def files(docs: Path) -> Iterator[Path]:
    """The Markdown files of the language folders; folders whose name starts with «_» hold data and templates."""
    for folder in sorted(docs.iterdir()):
        if folder.is_dir() and not folder.name.startswith(("_", ".")):
            yield from folder.rglob("*.md")
