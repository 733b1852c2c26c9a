"""A style sheet of ours made small, and which classes each of its rules asks a page for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2

_ROOMY = frozenset(",>+~")  # signs that need no space beside them in a selector
_CHOICES = frozenset({"is", "where", "has"})  # pseudo-classes of which one selector inside must hold


@dataclass(frozen=True)
class Sheet:
    """The small text, and for each selector the classes without which it matches nothing."""

    text: str
    asks: tuple[frozenset[str], ...]

    def serves(self, classes: frozenset[str]) -> bool:
        """May a rule match on a page that has these classes? (When in doubt: yes.)"""
        return any(asked <= classes for asked in self.asks)


def read(source: str) -> Sheet:
    """Parses one style sheet.

    Raises:
        ValueError: it is not CSS; the text (Vietnamese) says on which line.
    """
    rules = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
    return Sheet("".join(map(_rule, rules)), tuple(_asks(rules)))


def _rule(rule: Any) -> str:
    if rule.type == "error":
        raise ValueError(f"dòng {rule.source_line}: không phải CSS ({rule.message})")
    if rule.type == "qualified-rule":
        return f"{_words(rule.prelude, _ROOMY)}{{{_declarations(rule.content)}}}"
    head = f"@{rule.at_keyword} {_words(rule.prelude, frozenset(',:'))}".rstrip()
    return f"{head}{{{''.join(map(_rule, _inner(rule)))}}}" if rule.content is not None else f"{head};"


def _inner(rule: Any) -> list[Any]:
    """The rules inside `@media` and its like."""
    found: list[Any] = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    return found


def _declarations(content: Any) -> str:
    parts = []
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type != "declaration":
            raise ValueError(f"dòng {one.source_line}: trong ngoặc chỉ ghi «tên: giá trị;»")
        parts.append(f"{one.name}:{_words(one.value, frozenset(','))}{'!important' if one.important else ''}")
    return ";".join(parts)


def _words(tokens: Iterable[Any], roomy: frozenset[str]) -> str:
    """Tokens as text, runs of spaces made one, none at the ends and beside the `roomy` signs."""
    kept: list[Any] = []
    for token in tokens:
        if token.type == "comment":
            continue
        if token.type == "whitespace":
            if not kept or kept[-1].type == "whitespace" or _is_roomy(kept[-1], roomy):
                continue
            token.value = " "
        elif _is_roomy(token, roomy) and kept and kept[-1].type == "whitespace":
            kept.pop()
        kept.append(_small(token, roomy))
    while kept and kept[-1].type == "whitespace":
        kept.pop()
    return str(tinycss2.serialize(kept))


def _small(token: Any, roomy: frozenset[str]) -> Any:
    """Functions and brackets made small inside; in a calculation the spaces around its signs stay."""
    part = {"function": "arguments", "() block": "content"}.get(token.type)
    if part:
        inside = _words(getattr(token, part), roomy)
        setattr(token, part, tinycss2.parse_component_value_list(inside))
    return token


def _is_roomy(token: Any, roomy: frozenset[str]) -> bool:
    return token.type == "literal" and token.value in roomy


def _asks(rules: Iterable[Any]) -> Iterator[frozenset[str]]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from _choices(rule.prelude)
        elif rule.content is not None:
            yield from _asks(_inner(rule))


def _choices(selectors: Iterable[Any]) -> Iterator[frozenset[str]]:
    """For a list of selectors: the classes of each, `:is(.a, .b)` counted once with a and once with b."""
    for selector in _split(selectors):
        sets, before = [frozenset[str]()], ""
        for token in selector:
            if token.type == "ident" and before == ".":
                sets = [one | {token.value} for one in sets]
            elif token.type == "function" and token.lower_name in _CHOICES:
                sets = [one | other for one in sets for other in _choices(token.arguments)]
            before = token.value if token.type == "literal" else ""
        yield from sets


def _split(tokens: Iterable[Any]) -> Iterator[list[Any]]:
    """A list of selectors at its commas."""
    one: list[Any] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield one
            one = []
        else:
            one.append(token)
    yield one
