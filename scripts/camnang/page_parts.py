"""The text of a page taken apart: strict front matter, parts, steps, fences, links, pictures and fact references.

Nothing here judges the content; `Page` keeps what is found and says what could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from camnang import strict_yaml
from camnang.strict_yaml import Fault

FRONT_MATTER_LIMIT = 8000  # characters

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
class Head:
    """The front matter: its data, the line of each key, the first line below it, what is wrong as (code, fault)."""

    meta: Mapping[str, Any]
    lines: Mapping[str, int]
    body_line: int
    faults: tuple[tuple[str, Fault], ...] = ()


@dataclass(frozen=True)
class Body:
    """What stands below the front matter; `unclosed` is the line of a fence that never ends, or 0."""

    sections: tuple[Section, ...]
    fences: tuple[Fence, ...]
    links: tuple[Link, ...]
    images: tuple[Link, ...]
    fact_refs: tuple[FactRef, ...]
    snippets: tuple[Link, ...]
    unclosed: int


def read_head(text: str) -> Head:
    """The front matter of a text."""
    match = re.match(r"---[ ]*\n(.*?)(?:\n)?---[ ]*(?:\n|$)", text, re.S)
    if not match:
        fix = "chép phần đầu bài (giữa hai dòng ---) từ một mẫu trong docs/_mau/."
        return Head({}, {}, 1, (("CN002", Fault(1, "không thấy phần đầu bài giữa hai dòng ---.", fix)),))
    body_line = match[0].count("\n") + 1
    if len(match[1]) > FRONT_MATTER_LIMIT:
        message = f"phần đầu bài dài {len(match[1])} ký tự, nhiều nhất là {FRONT_MATTER_LIMIT}."
        return Head({}, {}, body_line, (("CN002", Fault(1, message, "chuyển bớt chữ xuống thân bài.")),))
    loaded = strict_yaml.load(match[1], 2, comments=False)
    faults = [("CN003", fault) for fault in loaded.faults]
    if not faults and not isinstance(loaded.data, dict):
        fix = "mỗi dòng một mục, ví dụ «loai: huong-dan»."
        faults = [("CN004", Fault(2, "phần đầu bài không có dạng «tên: giá trị».", fix))]
    data = loaded.data if isinstance(loaded.data, dict) else {}
    return Head({str(key): value for key, value in data.items()}, loaded.key_lines(), body_line, tuple(faults))


def read_body(text: str, body_line: int) -> Body:
    """What stands in a text from this line on."""
    sections, fences, prose, unclosed = _scan(text.split("\n"), body_line)
    linked = [(number, line) for number, line in prose if "[" in line]
    found = [(bool(m[1]), Link(m[3], m[2], number)) for number, line in linked for m in _LINK.finditer(line)]
    return Body(
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
