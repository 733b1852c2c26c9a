"""A Markdown file read once: strict front matter, parts, steps, fences, links, pictures and fact references.

Nothing here judges the content. What cannot be read at all becomes a Problem (codes CN001 to CN005).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from camnang import strict_yaml
from camnang.problem import Problem
from camnang.strict_yaml import Fault

FRONT_MATTER_LIMIT = 8000  # characters
SNIPPETS = "_buoc"  # folder of the words that several pages share

_FENCE = re.compile(r"^(?P<indent>[ ]*)(?P<mark>`{3,}|~{3,})[ ]*(?P<kind>[\w-]*)")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_STEP = re.compile(r"^Bước\s+(\d+)\s*[:.]\s*(.*)$")
_LINK = re.compile(r'(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)')
_SNIPPET = re.compile(r"\[\[buoc:([^\[\]]*)\]\]\s*$")
_FACT = re.compile(r"\[\[([\^?]{0,2})([^\[\]]*)\]\]")


@dataclass(frozen=True)
class Section:
    """An h2 part with its numbered lines; the words before the first h2 are a Section of level 0."""

    level: int
    title: str
    line: int
    step: int | None
    lines: tuple[tuple[int, str], ...]

    @property
    def step_title(self) -> str:
        """The words of a step heading without «Bước n:»; the plain title for other parts."""
        match = _STEP.match(self.title)
        return match[2] if match else self.title


@dataclass(frozen=True)
class Fence:
    """A fenced block: its kind (first word), its dedented text, the line of its first inner line, its step."""

    kind: str
    text: str
    line: int
    step: int | None


@dataclass(frozen=True)
class Link:
    """A Markdown link or picture."""

    target: str
    text: str
    line: int


@dataclass(frozen=True)
class FactRef:
    """[[key]], [[^key]] (cite only), [[?key]] (not confirmed)."""

    key: str
    cite: bool
    doubt: bool
    line: int


@dataclass(frozen=True)
class _Head:
    """The front matter: its data, the line of each key, the first line below it, what is wrong as (code, fault)."""

    meta: Mapping[str, Any]
    lines: Mapping[str, int]
    body_line: int
    faults: tuple[tuple[str, Fault], ...] = ()


@dataclass(frozen=True)
class _Body:
    """What stands below the front matter; `unclosed` is the line of a fence that never ends, or 0."""

    sections: tuple[Section, ...]
    fences: tuple[Fence, ...]
    links: tuple[Link, ...]
    images: tuple[Link, ...]
    fact_refs: tuple[FactRef, ...]
    snippets: tuple[Link, ...]
    unclosed: int


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
    def _head(self) -> _Head:
        return _read_head(self.text)

    @cached_property
    def _read(self) -> _Body:
        return _read_body(self.text.split("\n"), self.body_line)

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
        return self._read.sections

    @property
    def fences(self) -> tuple[Fence, ...]:
        """The fenced blocks."""
        return self._read.fences

    @property
    def links(self) -> tuple[Link, ...]:
        """The links, outside fences."""
        return self._read.links

    @property
    def images(self) -> tuple[Link, ...]:
        """The pictures, outside fences."""
        return self._read.images

    @property
    def fact_refs(self) -> tuple[FactRef, ...]:
        """The references to facts, outside fences."""
        return self._read.fact_refs

    @property
    def snippets(self) -> tuple[Link, ...]:
        """The lines that stand for shared words."""
        return self._read.snippets

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What cannot be read at all, front matter first."""
        if self.undecodable:
            fix = "mở tệp, lưu lại với bảng mã UTF-8."
            return (Problem(self.path, self.undecodable, "CN001", "tệp không phải chữ UTF-8.", fix),)
        found = [Problem(self.path, fault.line, code, fault.message, fault.fix) for code, fault in self._head.faults]
        if self._read.unclosed:
            message = "khối ``` mở ra mà chưa đóng."
            found.append(Problem(self.path, self._read.unclosed, "CN005", message, "thêm một dòng ``` ở cuối khối."))
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


def _read_head(text: str) -> _Head:
    match = re.match(r"---[ ]*\n(.*?)(?:\n)?---[ ]*(?:\n|$)", text, re.S)
    if not match:
        fix = "chép phần đầu bài (giữa hai dòng ---) từ một mẫu trong docs/_mau/."
        return _Head({}, {}, 1, (("CN002", Fault(1, "không thấy phần đầu bài giữa hai dòng ---.", fix)),))
    body_line = match[0].count("\n") + 1
    if len(match[1]) > FRONT_MATTER_LIMIT:
        message = f"phần đầu bài dài {len(match[1])} ký tự, nhiều nhất là {FRONT_MATTER_LIMIT}."
        return _Head({}, {}, body_line, (("CN002", Fault(1, message, "chuyển bớt chữ xuống thân bài.")),))
    loaded = strict_yaml.load(match[1], 2, comments=False)
    faults = [("CN003", fault) for fault in loaded.faults]
    if not faults and not isinstance(loaded.data, dict):
        fix = "mỗi dòng một mục, ví dụ «loai: huong-dan»."
        faults = [("CN004", Fault(2, "phần đầu bài không có dạng «tên: giá trị».", fix))]
    data = loaded.data if isinstance(loaded.data, dict) else {}
    return _Head({str(key): value for key, value in data.items()}, loaded.key_lines(), body_line, tuple(faults))


def _read_body(lines: list[str], body_line: int) -> _Body:
    sections, fences, prose, unclosed = _scan(lines, body_line)
    linked = [(number, line) for number, line in prose if "[" in line]
    found = [(bool(m[1]), Link(m[3], m[2], number)) for number, line in linked for m in _LINK.finditer(line)]
    return _Body(
        sections,
        fences,
        links=tuple(link for is_image, link in found if not is_image),
        images=tuple(link for is_image, link in found if is_image),
        fact_refs=tuple(_fact_refs(linked)),
        snippets=tuple(Link(m[1].strip(), m[0], number) for number, line in linked if (m := _SNIPPET.match(line))),
        unclosed=unclosed,
    )


def _scan(
    lines: list[str], body_line: int
) -> tuple[tuple[Section, ...], tuple[Fence, ...], list[tuple[int, str]], int]:
    """Splits the body into parts, fences and prose lines; the last value is the line of a fence never closed."""
    sections: list[Section] = []
    fences: list[Fence] = []
    prose: list[tuple[int, str]] = []
    head = (0, "", body_line, None)
    held: list[tuple[int, str]] = []
    fence: tuple[re.Match[str], int, list[str]] | None = None
    for number, line in enumerate(lines[body_line - 1 :], body_line):
        held.append((number, line))
        if fence is not None:
            if line.strip().startswith(fence[0]["mark"]) and not line.strip().strip(fence[0]["mark"][0]):
                fences.append(Fence(fence[0]["kind"], _dedent(fence[2], fence[0]["indent"]), fence[1] + 1, head[3]))
                fence = None
            else:
                fence[2].append(line)
        elif match := _FENCE.match(line):
            fence = (match, number, [])
        elif (heading := _HEADING.match(line)) and len(heading[1]) == 2:
            sections.append(Section(*head, tuple(held[:-1])))
            head, held = _head(heading[2], number), []  # type: ignore[assignment]
            prose.append((number, line))
        else:
            prose.append((number, line))
    sections.append(Section(*head, tuple(held)))
    return tuple(sections), tuple(fences), prose, fence[1] if fence else 0


def _head(title: str, line: int) -> tuple[int, str, int, int | None]:
    match = _STEP.match(title)
    return 2, title, line, int(match[1]) if match else None


def _dedent(lines: list[str], indent: str) -> str:
    return "\n".join(line.removeprefix(indent) for line in lines) + "\n"


def _fact_refs(prose: list[tuple[int, str]]) -> Iterator[FactRef]:
    for number, line in prose:
        for match in _FACT.finditer(_SNIPPET.sub("", line)):
            yield FactRef(match[2].strip(), "^" in match[1], "?" in match[1], number)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
