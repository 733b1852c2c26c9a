"""The one YAML reader of the project: plain data only, every key with its line, every fault in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import yaml

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SIGNS = re.compile(r"(?:^|[\s\[{,:?-])[&*!]")  # without such a beginning there is no anchor, alias or tag
_COMMENT = re.compile(r"\s#")
_TEXT = "tag:yaml.org,2002:str"
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class _Loader(_BASE):  # type: ignore[misc]
    """Safe loader that keeps dates as text, so that a wrong date is our message and not a crash."""

    yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in resolvers if tag != _TIMESTAMP]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def resolve(self, kind: type, value: str, implicit: tuple[bool, bool]) -> Any:
        """The library's judgement; a word whose first letter begins no number, no yes and no no is text at once."""
        if kind is yaml.ScalarNode and implicit[0] and value[:1] not in self.yaml_implicit_resolvers:
            return _TEXT
        return super().resolve(kind, value, implicit)


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a YAML text; `line` counts from the first line of the file it stands in."""

    line: int
    message: str
    fix: str


@dataclass(frozen=True)
class Loaded:
    """Plain data, what was wrong, and where in the file each key or list item stands."""

    data: Any
    faults: tuple[Fault, ...] = ()
    node: Any = field(default=None, repr=False, compare=False)
    first_line: int = 1

    def line(self, *path: str | int) -> int:
        """Line of the nearest known ancestor of `path` (the first line when nothing is known)."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, self.first_line)

    def key_lines(self) -> dict[str, int]:
        """Line of each key of the document, without a look at what is below."""
        pairs = self.node.value if isinstance(self.node, yaml.MappingNode) else ()
        return {str(key.value): key.start_mark.line + self.first_line for key, _ in pairs}

    @cached_property
    def _lines(self) -> dict[tuple[str | int, ...], int]:
        return dict(_line_numbers(self.node, (), self.first_line)) if self.node else {}


def load(text: str, first_line: int = 1, *, comments: bool = True) -> Loaded:
    """Reads one YAML document as plain data and never raises.

    Args:
        text: the YAML source.
        first_line: line number of its first line in the file.
        comments: whether `# …` behind a value is welcome; in front matter it cuts the value, so it is a fault there.
    """
    try:
        faults = list(_refused(text, first_line)) if _SIGNS.search(text) else []
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return Loaded(None, tuple(faults), None, first_line)
        faults += _doubled(node, first_line)
        if not comments and _COMMENT.search(text):
            faults += _truncated(node, text.split("\n"), first_line)
        data = None if faults else _plain(node, loader)
    except (yaml.YAMLError, ValueError) as error:
        return Loaded(None, (_syntax_fault(error, text, first_line),), None, first_line)
    except RecursionError:
        deep = Fault(first_line, "các mục lồng vào nhau quá sâu.", "bỏ bớt dấu ngoặc; một mục chỉ cần một tầng.")
        return Loaded(None, (deep,), None, first_line)
    return Loaded(data, tuple(faults), node, first_line)


def read_date(value: Any) -> date | None:
    """The day that «2026-11-23» is, or None: dates come as text, and are written in this one way."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and day.isoformat() == value else None


def _refused(text: str, first_line: int) -> Iterator[Fault]:
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        line = (mark.line if mark else 0) + first_line
        if isinstance(event, yaml.AliasEvent):
            yield Fault(line, "giá trị bắt đầu bằng dấu *.", 'đặt cả giá trị trong dấu ngoặc kép "…".')
        elif getattr(event, "anchor", None):
            yield Fault(line, "giá trị bắt đầu bằng dấu &.", 'đặt cả giá trị trong dấu ngoặc kép "…".')
        elif getattr(event, "tag", None):
            yield Fault(line, "giá trị bắt đầu bằng dấu !.", 'đặt cả giá trị trong dấu ngoặc kép "…".')


def _plain(node: Any, loader: Any) -> Any:
    """The data of a node. Text, lists and tables by text need no judgement; the library reads what does."""
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.tag == _TEXT else loader.construct_object(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value, loader) for value in node.value]
    if all(key.tag == _TEXT for key, _ in node.value):
        return {key.value: _plain(value, loader) for key, value in node.value}
    return loader.construct_object(node, deep=True)


def _line_numbers(
    node: Any, path: tuple[str | int, ...], first_line: int
) -> Iterator[tuple[tuple[str | int, ...], int]]:
    yield path, node.start_mark.line + first_line
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            below = (*path, str(key.value))
            yield from _line_numbers(value, below, first_line)
            yield below, key.start_mark.line + first_line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _line_numbers(value, (*path, index), first_line)


def _doubled(node: Any, first_line: int) -> Iterator[Fault]:
    if isinstance(node, yaml.MappingNode):
        if len({str(key.value) for key, _ in node.value}) < len(node.value):
            yield from _doubled_keys(node, first_line)
        for _, value in node.value:
            yield from _doubled(value, first_line)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _doubled(value, first_line)


def _doubled_keys(node: Any, first_line: int) -> Iterator[Fault]:
    seen: set[str] = set()
    for key, _ in node.value:
        name = str(key.value)
        if name in seen:
            yield Fault(key.start_mark.line + first_line, f"mục «{name}» ghi hai lần.", "xoá một trong hai dòng.")
        seen.add(name)


def _truncated(node: Any, lines: list[str], first_line: int) -> Iterator[Fault]:
    if isinstance(node, yaml.ScalarNode):
        number = node.start_mark.line
        cut = re.search(r"\s#.*", lines[number][node.start_mark.column :]) if number < len(lines) else None
        if cut and not node.style:
            message = f"dấu # cắt mất phần sau của giá trị: «{cut[0].strip()}»."
            yield Fault(number + first_line, message, 'đặt cả giá trị trong dấu ngoặc kép "…".')
        return
    for child in node.value:
        yield from _truncated(child[1] if isinstance(child, tuple) else child, lines, first_line)


def _syntax_fault(error: Exception, text: str, first_line: int) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    number = min(mark.line, text.count("\n")) if mark else 0
    source = text.split("\n")[number]
    if "\t" in source:
        fix = "thay phím Tab ở dòng này bằng dấu cách."
    elif re.search(r":\s.*:\s", source):
        fix = f"giá trị có dấu hai chấm, đặt nó trong dấu ngoặc kép: {_quoted(source)}"
    elif source.count('"') % 2:
        fix = "thêm dấu ngoặc kép còn thiếu ở dòng này hoặc dòng trên."
    elif re.match(r"\s*[^\s:]+:\S", source):
        fix = "thêm một dấu cách sau dấu hai chấm."
    else:
        fix = (
            "mỗi dòng ghi «tên: giá trị»; xem lại dấu hai chấm, dấu ngoặc kép và khoảng trắng đầu dòng này, dòng trên."
        )
    return Fault(number + first_line, f"không đọc được dòng này: «{source.strip()}».", fix)


def _quoted(source: str) -> str:
    key, _, value = source.strip().partition(": ")
    return f'«{key}: "{value.strip().strip(chr(34))}"».'
