"""A content file: its place, its text, and what is read from it when it is asked for.

Nothing here judges the content. What cannot be read at all becomes a Problem (codes CN001 to CN005).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from camnang.page_parts import Body, FactRef, Fence, Head, Link, Section, read_body, read_head
from camnang.problem import Problem

SNIPPETS = "_buoc"  # folder of the words that several pages share


@dataclass(frozen=True)
class Page:
    """One content file. `path` is below docs/ with forward slashes, lines are 1-based lines of the file.

    Front matter and body are read when something of them is asked for. `undecodable` is the line of the first byte that
    is not UTF-8 (then there is no text), or 0; what stands in `instead` counts in place of the front matter's own.
    """

    path: str
    text: str
    undecodable: int = 0
    instead: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def _head(self) -> Head:
        return read_head(self.text)

    @cached_property
    def _parts(self) -> Body:
        return read_body(self.text, self.body_line)

    @cached_property
    def meta(self) -> Mapping[str, Any]:
        """The front matter."""
        return {**self._head.meta, **self.instead}

    @property
    def meta_lines(self) -> Mapping[str, int]:
        """Line of each key of the front matter."""
        return self._head.lines

    @property
    def body_line(self) -> int:
        """The first line below the front matter."""
        return self._head.body_line

    @property
    def sections(self) -> tuple[Section, ...]:
        """The parts of the body, the words before the first h2 as the first."""
        return self._parts.sections

    @property
    def fences(self) -> tuple[Fence, ...]:
        """The fenced blocks."""
        return self._parts.fences

    @property
    def links(self) -> tuple[Link, ...]:
        """The links, outside fences."""
        return self._parts.links

    @property
    def images(self) -> tuple[Link, ...]:
        """The pictures, outside fences."""
        return self._parts.images

    @property
    def fact_refs(self) -> tuple[FactRef, ...]:
        """The references to facts, outside fences."""
        return self._parts.fact_refs

    @property
    def snippets(self) -> tuple[Link, ...]:
        """The lines that stand for shared words."""
        return self._parts.snippets

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What cannot be read at all, front matter first."""
        if self.undecodable:
            fix = "mở tệp, lưu lại với bảng mã UTF-8."
            return (Problem(self.path, self.undecodable, "CN001", "tệp không phải chữ UTF-8.", fix),)
        found = [Problem(self.path, fault.line, code, fault.message, fault.fix) for code, fault in self._head.faults]
        if self._parts.unclosed:
            message = "khối ``` mở ra mà chưa đóng."
            found.append(Problem(self.path, self._parts.unclosed, "CN005", message, "thêm một dòng ``` ở cuối khối."))
        return tuple(found)

    @property
    def lang(self) -> str:
        """The language folder: first part of the path; shared snippets (docs/_buoc) are Vietnamese."""
        first = self.path.split("/", 1)[0]
        return "vi" if first == SNIPPETS else first

    @property
    def slug(self) -> str:
        """The file name without its ending."""
        return PurePosixPath(self.path).stem

    @property
    def kind(self) -> str:
        """The page type, front matter `loai`; empty when missing."""
        return _text(self.meta.get("loai"))

    @property
    def code(self) -> str:
        """The sheet code, front matter `ma`; empty when missing."""
        return _text(self.meta.get("ma"))

    @property
    def title(self) -> str:
        """Front matter `title`; empty when missing."""
        return _text(self.meta.get("title"))

    @property
    def description(self) -> str:
        """Front matter `description`; empty when missing."""
        return _text(self.meta.get("description"))

    @cached_property
    def body(self) -> str:
        """The text below the front matter."""
        return "\n".join(self.text.split("\n")[self.body_line - 1 :])

    @property
    def steps(self) -> tuple[Section, ...]:
        """The «Bước n: …» parts in the order of the file."""
        return tuple(section for section in self.sections if section.step is not None)

    def line_of(self, key: str) -> int:
        """Line of a front matter key, or 1."""
        return self.meta_lines.get(key, 1)

    def section(self, title: str) -> Section | None:
        """The first part with exactly this title."""
        return next((section for section in self.sections if section.title == title), None)


def read(file: Path, docs: Path) -> Page:
    """Reads a file below `docs`; bytes that are not UTF-8 become a problem, not an exception.

    Raises:
        OSError: the file cannot be opened.
    """
    return of_bytes(file.read_bytes(), file.relative_to(docs).as_posix())


def of_bytes(raw: bytes, path: str) -> Page:
    """The page that these bytes of a file are."""
    try:
        return parse(raw.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        return Page(path, "", raw[: error.start].count(b"\n") + 1)


def parse(text: str, path: str) -> Page:
    """A page of this text; BOM, CRLF and decomposed (NFD) letters are accepted and put right once, here."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Page(path, unicodedata.normalize("NFC", plain))


def _text(value: Any) -> str:
    return "" if value is None else str(value)
