"""The files of the search: what the theme gathered becomes the index of the search engine that the pages name.

An engine is two things that fit together: `assets/js/may-<name>.js` in the reader's browser and one function here that
writes what it reads. `mkdocs.yml` names the engine once (`extra.tim_kiem`); the pages carry the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from camnang.exits import Told
from camnang.outputs import search_pagefind, search_syllables
from camnang.outputs.search_pages import INDEX, SearchPage, read_pages

Writer = Callable[[Path, Sequence[SearchPage]], None]
ENGINES: Mapping[str, Writer] = MappingProxyType(
    {"am-tiet": search_syllables.write, "pagefind": search_pagefind.write},
)
_NAMED = re.compile(r"[?&]may=may-([a-z-]+)\.js")


class SearchError(Told):
    """The search cannot be made; the text says why and what to do."""


def write_search(site: Path) -> str:
    """Writes the files of the engine that the built pages name, in place of the theme's own index.

    Returns:
        The name of the engine.

    Raises:
        SearchError: no engine of this name, or an engine whose tool is not installed.
    """
    name = engine_of(site)
    if name not in ENGINES:
        raise SearchError(f"mkdocs.yml: không có máy tìm «{name}». Cách sửa: ghi tim_kiem: {' hoặc '.join(ENGINES)}.")
    try:
        ENGINES[name](site, read_pages(site))
    except ModuleNotFoundError as error:
        raise SearchError(
            f"Máy tìm «{name}» cần thư viện {error.name}. Cách sửa: cài theo requirements-test.lock."
        ) from error
    return name


def engine_of(site: Path) -> str:
    """The engine that the pages of a built site load; empty when they name none."""
    found = _NAMED.search((site / "index.html").read_text(encoding="utf-8"))
    return found[1] if found else ""


def weigh(site: Path) -> dict[str, int]:
    """Bytes of each file that the search reads, by its path below the site."""
    folder = site / INDEX.parent
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(site).as_posix(): file.stat().st_size for file in files}
