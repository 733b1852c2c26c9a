"""What the built site weighs on the way to a phone: first view of each page, our scripts, everything together."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli
from selectolax.lexbor import LexborHTMLParser

QUALITY = 5  # what servers use that compress on the way; the best (11) saves 10 % more and takes 50 times as long
BEST = 11  # for the sum of our scripts: what they say, not how a server packs them
SCRIPTS = "assets/js/"
_NOT_OURS = ("assets/javascripts/", "search/", "assets/js/cach-doc.js")  # the theme's scripts; words, not scripts
_TEXTS = (".html", ".js", ".css", ".json", ".svg", ".webmanifest")  # paper and pictures are fetched when asked for
_BUNDLES = "luu/"  # pages in bundles, for phones that keep the whole site: each without what all pages share
_LOADED = "script[src], link[rel=stylesheet], link[rel=icon], link[rel=manifest], link[rel=preload], img:not([loading=lazy]), source, iframe, embed"
_FRAME = "khung.js"
_LAZY = re.compile(r'\["([^"]+)",\s*"([^"]+\.js)"\]')  # its table of pairs: where this stands, that script is fetched
_STYLES = re.compile(r'new URL\("([^"]+\.css)"')


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
    """What the site weighs, in compressed bytes; `views` from the heaviest on.

    `kept` is what a phone fetches that keeps the whole site to read without a network; 0 when the site offers no bundles.
    """

    views: tuple[View, ...]
    scripts: int
    kept: int


def weigh(data: bytes) -> int:
    """Bytes that travel when a server compresses `data`."""
    return len(brotli.compress(data, quality=QUALITY))


def weigh_site(site: Path) -> Weight:
    """Weighs every text of the site once."""
    sizes = {
        file.relative_to(site).as_posix(): weigh(file.read_bytes())
        for file in sorted(site.rglob("*"))
        if file.suffix in _TEXTS and file.is_file()
    }
    lazy = _lazy(site / SCRIPTS / _FRAME)
    views = [_view(site, page, sizes, lazy) for page in sizes if page.endswith(".html")]
    scripts = [path for path in sizes if path.endswith(".js") and not path.startswith(_NOT_OURS)]
    ours = sum(len(brotli.compress((site / path).read_bytes(), quality=BEST)) for path in scripts)
    heaviest_first = tuple(sorted(views, key=lambda view: (-view.size, view.page)))
    return Weight(heaviest_first, ours, _kept(sizes))


def _kept(sizes: Mapping[str, int]) -> int:
    offers = any(path.startswith(_BUNDLES) for path in sizes)
    return sum(size for path, size in sizes.items() if not path.endswith(".html")) if offers else 0


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


def _lazy(frame: Path) -> list[tuple[str, str]]:
    """What the frame's script fetches as soon as it runs: (where this stands, that file of its folder)."""
    text = frame.read_text(encoding="utf-8") if frame.is_file() else ""
    styles = [(f'script[src$="{_FRAME}"]', name) for name in _STYLES.findall(text)]
    return styles + _LAZY.findall(text)


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
