"""What can be found: the pages of a built site with their words, as the theme's search plugin gathered them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from camnang import names

INDEX = Path("search/search_index.json")
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
_LANG = re.compile(r'<html lang="(\w+)"')
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class SearchSection:
    """A part of a page below a heading: anchor, heading, words."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True)
class SearchPage:
    """A page: address below the site, language, title, description, everyday words people type, weight, parts."""

    location: str
    lang: str
    title: str
    text: str
    keywords: tuple[str, ...]
    boost: float
    sections: tuple[SearchSection, ...]


def read_pages(site: Path) -> tuple[SearchPage, ...]:
    """The pages in the theme's `search_index.json`, each followed there by its sections."""
    entries = json.loads((site / INDEX).read_text(encoding="utf-8"))["docs"]
    grouped: list[list[dict[str, object]]] = []
    for entry in entries:
        if "#" not in entry["location"]:
            grouped.append([])
        grouped[-1].append(entry)
    return tuple(_page(site, *group) for group in grouped)


def _page(site: Path, top: dict[str, object], *parts: dict[str, object]) -> SearchPage:
    location, tags = str(top["location"]), top.get("tags") or ()
    html = (site / location).read_text(encoding="utf-8")
    lang, described = _LANG.search(html), _DESCRIPTION.search(html)
    assert isinstance(tags, list | tuple)
    return SearchPage(
        location=location,
        lang=lang[1] if lang else names.DEFAULT_LANG,
        title=_plain(top["title"]),
        text=f"{unescape(described[1]) if described else ''} {_plain(top['text'])}".strip(),
        keywords=_distinct([str(tag) for tag in tags]),
        boost=float(str(top.get("boost", 1))),
        sections=tuple(
            SearchSection(str(part["location"]).partition("#")[2], _plain(part["title"]), _plain(part["text"]))
            for part in parts
        ),
    )


def _distinct(words: list[str]) -> tuple[str, ...]:
    """Of words that differ by their marks only («cat dien», «cắt điện») the one with marks stays."""
    kept: dict[str, str] = {}
    for word in words:
        key = names.fold(word).lower()
        if key not in kept or not word.isascii():
            kept[key] = word
    return tuple(kept.values())


def _plain(html: object) -> str:
    return " ".join(unescape(_TAG.sub(" ", str(html))).split())
