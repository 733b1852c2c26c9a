"""What can be kept in a phone: every page and file of the built site with fingerprint and size, by groups of pages."""

from __future__ import annotations

import gzip
import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from camnang import names
from camnang.outputs.offline_pieces import Parted, fingerprint, frame_of, part

CORE_FOLDERS = ("", "gap")  # home, the page for lost networks, and what to do in an emergency: kept at the first visit
CORE_FILES = ("assets/js/", "assets/icons/logo.svg")
CORE, WHOLE, ASKED = 1, 2, 0  # kept at the first visit; with «everything»; only when asked for by name (paper)
BUNDLE = 256_000  # bytes of words in one bundle: some 30 kB on the way, a step that a weak network can finish
PAPER = (".pdf",)
_UNKEPT = re.compile(  # for servers, for search engines, for file://, or to send to others: nothing to read offline
    r"404\.html$|robots\.txt$|sitemap\.xml$|search/search_index\.js$|.*\.(?:gz|br|map)$|[._]"
    rf"|{names.OFFLINE_FOLDER}/|{names.PICTURE_FOLDER}/|{names.THUMBNAIL_FOLDER}/"
)
_SHORT_CODE = re.compile(r"[A-Z]\d{3}/")
_CODE = re.compile(r'<div class="trang[^>]*? data-ma="([^"]+)"')
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)


@dataclass(frozen=True)
class KeptPage:
    """A page: address below the site, sheet code, bytes on the way (gzip), its parts."""

    path: str
    code: str
    weight: int
    parted: Parted


@dataclass(frozen=True)
class KeptFile:
    """A file that is no page: address, fingerprint, bytes on the way, when it is kept."""

    path: str
    mark: str
    weight: int
    use: int


@dataclass(frozen=True)
class Group:
    """Pages below a folder: the folder, its name («VNeID»; empty when it has no page of its own), the pages."""

    folder: str
    title: str
    pages: tuple[KeptPage, ...]

    @cached_property
    def bundles(self) -> tuple[tuple[KeptPage, ...], ...]:
        """The pages in portions of about BUNDLE bytes."""
        found: list[list[KeptPage]] = []
        size = BUNDLE
        for page in self.pages:
            own = len(page.parted.own.encode())
            if size + own > BUNDLE:
                found.append([])
                size = 0
            found[-1].append(page)
            size += own
        return tuple(map(tuple, found))


@dataclass(frozen=True)
class Shelf:
    """All that the built site offers for keeping."""

    frame: tuple[str, ...]
    groups: tuple[Group, ...]
    files: tuple[KeptFile, ...]


def read_shelf(site: Path) -> Shelf:
    """Reads the finished site; files that only servers and search engines need are left out."""
    paths = [path for path in _walk(site) if not _UNKEPT.match(path) and not _SHORT_CODE.match(path)]
    pages = {path: (site / path).read_text(encoding="utf-8") for path in paths if path.endswith(".html")}
    frame = frame_of(pages.values())
    kept = [_page(path, html, frame) for path, html in pages.items()]
    files = tuple(_file(path, (site / path).read_bytes()) for path in paths if path not in pages)
    return Shelf(frame, tuple(_groups(kept, pages)), files)


def in_hundreds(size: int) -> int:
    """Sizes are told in hundreds of bytes, rounded up."""
    return -(-size // 100)


def weight(data: bytes) -> int:
    """Bytes of the data as a plain server sends it; paper is packed already."""
    return len(gzip.compress(data, 6, mtime=0))


def bundle_text(pages: Iterable[KeptPage]) -> str:
    """A bundle: the own words of its pages; fingerprints tell which page is which."""
    return json.dumps([page.parted.own for page in pages], ensure_ascii=False, separators=(",", ":"))


def group_folder(path: str, folders: frozenset[str]) -> str:
    """The folder that a page is saved with: the nearest one with an index page, else the first of its path."""
    folder = posixpath.dirname(path)
    while "/" in folder and folder not in folders:
        folder = posixpath.dirname(folder)
    return folder


def _page(path: str, html: str, frame: Sequence[str]) -> KeptPage:
    code = _CODE.search(html)
    return KeptPage(path, code[1] if code else "", weight(html.encode()), part(html, frame))


def _file(path: str, data: bytes) -> KeptFile:
    if path.endswith(PAPER):
        return KeptFile(path, fingerprint(data), len(data), ASKED)
    return KeptFile(path, fingerprint(data), weight(data), CORE if path.startswith(CORE_FILES) else WHOLE)


def _groups(pages: Sequence[KeptPage], texts: Mapping[str, str]) -> Iterator[Group]:
    folders = frozenset(posixpath.dirname(path) for path in texts if posixpath.basename(path) == "index.html")
    members: dict[str, list[KeptPage]] = {}
    for page in pages:
        members.setdefault(group_folder(page.path, folders), []).append(page)
    for folder, found in sorted(members.items()):
        title = _TITLE.search(texts.get(posixpath.join(folder, "index.html"), ""))
        words = unescape(re.sub(r"<[^>]+>", "", title[1])) if title else ""
        yield Group(folder, " ".join(words.replace("¶", "").split()), tuple(found))


def _walk(site: Path) -> list[str]:
    own = (names.WORKER, names.MANIFEST)
    found = (file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    return sorted(path for path in found if path not in own)
