"""Files of the syllable engine (`assets/js/may-am-tiet.js`): a small index first, the words of the pages after it.

The first file answers most questions: titles, descriptions, everyday words. The second comes while people type. Each
exists in a form that a page opened from a USB stick can load, where only script files are let in.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from camnang.outputs.search_pages import INDEX, SearchPage

INDEX_AS_SCRIPT = INDEX.with_suffix(".js")
BODIES = INDEX.with_name("loi.js")


def write(site: Path, pages: Sequence[SearchPage]) -> None:
    """Writes the pages in place of the theme's index, and the words of their parts beside it."""
    config = json.loads((site / INDEX).read_text(encoding="utf-8"))["config"]  # the theme's script wants it
    index = _json({"config": config, "docs": [_document(page) for page in pages]})
    bodies = {page.location: _parts(page) for page in pages}
    _write(site / INDEX, index)
    _write(site / INDEX_AS_SCRIPT, f"var __index={index}")
    _write(site / BODIES, f"self.loiBai={_json(bodies)}")


def _parts(page: SearchPage) -> list[tuple[str, str, str]]:
    """Anchor, heading and words of each part; a page that stands behind others (weight below 1) says again what they say."""
    return [(part.anchor, part.title, part.text if page.boost >= 1 else "") for part in page.sections]


def _document(page: SearchPage) -> dict[str, object]:
    document: dict[str, object] = {"location": page.location, "title": page.title, "text": page.text}
    if page.keywords:
        document["tags"] = page.keywords
    if page.boost != 1:
        document["boost"] = page.boost
    return document


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write(file: Path, text: str) -> None:
    file.write_text(text + "\n", encoding="utf-8", newline="\n")
