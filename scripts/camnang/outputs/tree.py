"""The tree of a printed page: plain lists and mappings that JSON can carry, and the one error of the print shop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from camnang.exits import Told

Block = dict[str, Any]
Inline = str | dict[str, Any]

_WORDLESS = frozenset({"t", "svg", "href", "kind", "id"})


class HandoutError(Told):
    """A page that cannot be printed as it is; the message (Vietnamese) says what and where."""


def plain(content: list[Inline]) -> str:
    """Words of inline content, without its marks."""
    return "".join(part if isinstance(part, str) else _plain_part(part) for part in content)


def _plain_part(part: dict[str, Any]) -> str:
    return "\n" if part["t"] == "br" else plain(part.get("c", []))


def strings(tree: object) -> Iterator[str]:
    """Every string of a tree that is printed as words (drawings and addresses are not)."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key not in _WORDLESS:
                yield from strings(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from strings(item)
