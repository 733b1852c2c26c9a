"""docs/ → Pages. The only module that walks the content tree."""

from __future__ import annotations

import os
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

    def read_all(found: Iterable[str]) -> tuple[Page, ...]:
        return tuple(page_module.of_bytes((docs / path).read_bytes(), path) for path in found)

    return Corpus(docs, read_all(page_paths(docs)), read_all(snippet_paths(docs)))


def page_paths(docs: Path) -> list[str]:
    """The Markdown files of the language folders; folders whose name starts with «_» hold data and templates."""
    folders = [one.name for one in docs.iterdir() if one.is_dir() and not one.name.startswith(("_", "."))]
    entries = (found for folder in folders for found in tree(docs / folder, f"{folder}/"))
    return sorted((path for path, entry in entries if path.endswith(".md") and entry.is_file()), key=_parts)


def snippet_paths(docs: Path) -> list[str]:
    """The Markdown files of the words that several pages share."""
    return sorted(f"{page_module.SNIPPETS}/{file.name}" for file in (docs / page_module.SNIPPETS).glob("*.md"))


def _parts(path: str) -> list[str]:
    return path.split("/")


def tree(folder: Path, above: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder by its path, `above` put before it; links of the file system are not followed."""
    waiting = [(above, str(folder))]
    while waiting:
        above, place = waiting.pop()
        with os.scandir(place) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            yield above + entry.name, entry
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{above}{entry.name}/", entry.path))
