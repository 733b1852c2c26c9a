"""The built folder as a web server shows it: letter case, marks and folders count exactly, whatever the local disk does."""

from __future__ import annotations

import difflib
import os
import posixpath
import unicodedata
from functools import cached_property
from pathlib import Path


class Tree:
    """Names of all files below `site`, with `/` between them."""

    def __init__(self, site: Path) -> None:
        self.files = frozenset(_walk(site))
        self.folders = frozenset(parent for file in self.files for parent in _parents(file))
        self._guesses: dict[str, str] = {}

    def find(self, path: str) -> str | None:
        """The file that a server sends for `path`: itself, or the folder's index.html; None when there is none."""
        if path in self.files:
            return path
        index = posixpath.join(path, "index.html")
        return index if path in self.folders and index in self.files else None

    def same_but_case(self, path: str) -> str | None:
        """The file whose name differs in capitals only."""
        return self._by_case.get(path.casefold())

    def same_but_marks(self, path: str) -> str | None:
        """The file whose name looks the same but is composed differently (NFC and NFD)."""
        return self._by_form.get(unicodedata.normalize("NFC", path))

    def guess(self, path: str) -> str:
        """The file most likely meant, empty when nothing is near."""
        if path not in self._guesses:
            self._guesses[path] = self._nearest(path)
        return self._guesses[path]

    def _nearest(self, path: str) -> str:
        name = posixpath.basename(path)
        stem, ending = posixpath.splitext(name)
        same_name = [file for file in self.files if name and posixpath.basename(file) == name]
        swapped = posixpath.splitext(path)[0] + ".html"
        if ending != ".html" and swapped in self.files:
            return swapped
        alike = same_name or [file for file in self.files if posixpath.splitext(file)[1] == (ending or ".html")]
        cutoff = 0.0 if same_name else 0.6
        near = difflib.get_close_matches(path, sorted(alike), 1, cutoff)
        return near[0] if near else self._nearest_name(stem, alike)

    def _nearest_name(self, stem: str, alike: list[str]) -> str:
        by_stem = {posixpath.splitext(posixpath.basename(file))[0]: file for file in sorted(alike, reverse=True)}
        near = difflib.get_close_matches(stem, list(by_stem), 1, 0.7)
        return by_stem[near[0]] if near else ""

    @cached_property
    def _by_case(self) -> dict[str, str]:
        return {file.casefold(): file for file in sorted(self.files)}

    @cached_property
    def _by_form(self) -> dict[str, str]:
        return {unicodedata.normalize("NFC", file): file for file in sorted(self.files)}


def _walk(site: Path) -> list[str]:
    found = []
    for folder, _, names in os.walk(site):
        inside = Path(folder).relative_to(site).as_posix()
        found += [name if inside == "." else f"{inside}/{name}" for name in names]
    return found


def _parents(file: str) -> list[str]:
    parts = file.split("/")[:-1]
    return ["/".join(parts[:count]) for count in range(len(parts) + 1)]
