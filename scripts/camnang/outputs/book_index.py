"""The index of a book: which hard words it lists, and at which of their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from camnang import gloss
from camnang.outputs.tree import plain
from camnang.schema import TYPES

MOST_PLACES = 8  # of one word: nobody looks through more
Article = tuple[dict[str, Any], dict[str, str]]  # what it prints; its hard words, anchor → name in the glossary


def index_terms(articles: Sequence[Article]) -> list[dict[str, str]]:
    """Words of the index in the order of a Vietnamese dictionary.

    A word is marked where an article explains it (a link to «#tu-…»). One that very many articles explain keeps its marks
    only in those that are about it: their title says it. A part of the glossary whose title is the word itself is where it is defined.

    Args:
        articles: what they print is changed: marks that the index leaves out are gone, parts get "term".
    """
    names: dict[str, str] = {}
    for _, words in articles:
        names |= words
    for anchor, name in names.items():
        for data in _left_out(articles, anchor, name.casefold()):
            _unmark(data["sections"], f"#{anchor}")
    anchors = {name: anchor for anchor, name in names.items()}
    for data, _ in articles:
        defines = data["kind"] == TYPES["tu-dien"].label
        for section in data["sections"]:
            section["term"] = anchors.get(plain(section["title"]), "") if defines else ""
    return [
        {"anchor": anchor, "name": name} for anchor, name in sorted(names.items(), key=lambda one: gloss.order(one[1]))
    ]


def _left_out(articles: Sequence[Article], anchor: str, name: str) -> list[dict[str, Any]]:
    places = [data for data, words in articles if anchor in words]
    about = [data for data in places if name in str(data["name"]).casefold()]
    return [data for data in places if data not in about[:MOST_PLACES]] if len(places) > MOST_PLACES else []


def _unmark(tree: Any, href: str) -> None:
    if isinstance(tree, list):
        for item in tree:
            _unmark(item, href)
    elif isinstance(tree, dict):
        if tree.get("href") == href:
            tree["href"] = ""
        for value in tree.values():
            _unmark(value, href)
