"""What the built site weighs on the way to a phone: first view of each page, our scripts, everything together."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli
from selectolax.lexbor import LexborHTMLParser

QUALITY = 5  # what servers use that compress on the way; the best (11) saves 10 % more and takes 50 times as long
SCRIPTS = "assets/js/"
_NOT_READ = (".pdf", ".zip", ".gz", ".xml", ".ics")  # sheets, packs and what is made for machines
_NOT_SAVED = ("anh/", "anh-to/", "luu/")  # pictures to send to others: fetched one by one, by those who send them
_LOADED = "script[src], link[rel=stylesheet], link[rel=icon], link[rel=manifest], link[rel=preload], img:not([loading=lazy]), source, iframe, embed"
_LAZY = re.compile(r'\["([^"]+)", "([^"]+\.js)"\]')  # the table of khung.js: where this stands, that file is fetched


@dataclass(frozen=True)
class View:
    """First view of one page: compressed bytes of all its files, how many they are, addresses on other hosts."""

    page: str
    kind: str
    size: int
    requests: int
    outside: tuple[str, ...]


@dataclass(frozen=True)
class Weight:
    """What the site weighs, in compressed bytes; `views` from the heaviest on."""

    views: tuple[View, ...]
    scripts: int
    site: int


def weigh(data: bytes) -> int:
    """Bytes that travel when a server compresses `data`."""
    return len(brotli.compress(data, quality=QUALITY))


def weigh_site(site: Path) -> Weight:
    """Weighs every file of the site once."""
    sizes = {
        file.relative_to(site).as_posix(): weigh(file.read_bytes())
        for file in sorted(site.rglob("*"))
        if file.is_file() and file.suffix not in _NOT_READ
        if not file.relative_to(site).as_posix().startswith(_NOT_SAVED)
    }
    frame = site / SCRIPTS / "khung.js"
    lazy = _LAZY.findall(frame.read_text(encoding="utf-8")) if frame.is_file() else []
    views = [_view(site, page, sizes, lazy) for page in sizes if page.endswith(".html")]
    scripts = [path for path in sizes if path.startswith(SCRIPTS) or path == "sw.js"]
    ours = sum(len(brotli.compress((site / path).read_bytes(), quality=11)) for path in scripts)
    return Weight(tuple(sorted(views, key=lambda view: (-view.size, view.page))), ours, sum(sizes.values()))


def _view(site: Path, page: str, sizes: dict[str, int], lazy: list[tuple[str, str]]) -> View:
    tree = LexborHTMLParser((site / page).read_text(encoding="utf-8"))
    named = set(_addresses(tree))
    outside = tuple(sorted(address for address in named if urlsplit(address).netloc))
    own = {_below(site, address, page) for address in named if not urlsplit(address).scheme and address not in outside}
    own |= {SCRIPTS + name for selector, name in lazy if tree.css_first(selector) is not None}
    frame = tree.css_first("[data-loai]")
    kind = (frame.attributes.get("data-loai") or "") if frame is not None else ""
    size = sizes[page] + sum(sizes.get(path, 0) for path in own)
    return View(page, kind, size, 1 + len(own) + len(outside), outside)


def _addresses(tree: LexborHTMLParser) -> Iterator[str]:
    """Addresses that a browser fetches without being asked."""
    for node in tree.css(_LOADED):
        yield from filter(None, (node.attributes.get("src"), node.attributes.get("href")))


def _below(site: Path, address: str, page: str) -> str:
    """An address written in a page as a path below the site."""
    path = unquote(urlsplit(address).path)
    return (
        path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    )
