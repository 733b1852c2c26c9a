"""Small pictures of the sheets, and what only the finished PDFs know, filled into the places that pages keep for them."""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape, unescape
from importlib.metadata import version
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from camnang import names
from camnang.outputs.sheet_cache import SheetCache, write_whole

SHOWN, DRAWN = 130, 195  # width in CSS pixels and in the file: sharp enough on phones, a third of the bytes of twice
MOST_BYTES = 6000
GREYS = (4, 3, 2)  # as many as fit into MOST_BYTES
FINE = 2  # drawn so many times larger first: thin strokes become grey instead of vanishing
PAPERS = {(595, 842): "A4", (842, 595): "A4 ngang", (842, 1191): "A3", (1191, 842): "A3 ngang", (1191, 1684): "A2"}
_PICTURE = re.compile(r'(<span class="anh-to" data-to="([^"]*)" data-loi="([^"]*)">).*?(</span>)')
_SIZE = re.compile(r'(<small class="kho-to" data-to="([^"]*)">).*?(</small>)')


@dataclass(frozen=True)
class Look:
    """What is told of a sheet beside its name, and its picture as PNG; empty when no page shows it."""

    told: str
    height: int = 0
    picture: bytes = b""


@dataclass(frozen=True)
class Album:
    """What was told and drawn before, by the bytes of the PDF and the engines; `used` grows with what is asked for."""

    folder: Path
    used: set[str]

    @cached_property
    def words(self) -> SheetCache:
        """Kept descriptions."""
        return SheetCache(self.folder, ".txt")

    @cached_property
    def pictures(self) -> SheetCache:
        """Kept pictures."""
        return SheetCache(self.folder, ".png")

    @cached_property
    def engines(self) -> bytes:
        """Changes with whatever draws."""
        return f"{version('pypdfium2')} {version('pillow')}".encode() + Path(__file__).read_bytes()

    def look(self, pdf: bytes, *, shown: bool) -> Look:
        """Of a sheet; drawn only when a page shows it."""
        key = hashlib.sha256(pdf + self.engines).hexdigest()
        self.used.add(key)
        told = _kept(self.words, key, lambda: describe(pdf).encode()).decode()
        if not shown:
            return Look(told)
        picture = _kept(self.pictures, key, lambda: draw_front(pdf))
        width, height = Image.open(io.BytesIO(picture)).size
        return Look(told, round(SHOWN * height / width), picture)

    def prune(self, today: date) -> None:
        """Drops what was not needed for long."""
        self.words.prune(self.used, today)
        self.pictures.prune(self.used, today)


def _kept(cache: SheetCache, key: str, make: Callable[[], bytes]) -> bytes:
    found = cache.get(key)
    if found is None:
        found = make()
        cache.put(key, found)
    return found


def fill_gallery(site: Path, cache: Path, today: date) -> int:
    """Draws the front of every sheet that a page shows and fills in the page; can be done again at any time.

    The place of a sheet that was not made stays empty; the link check tells of it.

    Args:
        cache: folder of pictures drawn before, by the bytes of their PDF.

    Returns:
        How many pictures the site has.

    """
    album = Album(cache, set())
    looks: dict[str, Look] = {}
    for file in sorted(site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        if 'data-to="' not in html:
            continue
        page = file.relative_to(site).as_posix()
        shown = {_target(match[2], page) for match in _PICTURE.finditer(html)}
        told = {_target(match[2], page) for match in _SIZE.finditer(html)}
        for sheet in sorted(shown | told):
            known = sheet in looks and (looks[sheet].picture or sheet not in shown)
            if not known and (site / sheet).is_file():
                looks[sheet] = album.look((site / sheet).read_bytes(), shown=sheet in shown)
        shown &= set(looks)
        write_whole(file, _filled(html, page, looks).encode())
        _place(site, {sheet: looks[sheet].picture for sheet in shown})
    album.prune(today)
    return len(list((site / names.THUMBNAIL_FOLDER).glob("*.png")))


def draw_front(pdf: bytes) -> bytes:
    """The first page as a PNG of at most MOST_BYTES, black, white and the greys between that fit in."""
    page = pdfium.PdfDocument(pdf)[0]
    size = DRAWN, round(DRAWN * page.get_height() / page.get_width())
    large = page.render(scale=FINE * DRAWN / page.get_width(), grayscale=True).to_pil()
    small = large.resize(size, Image.Resampling.BOX)
    for greys in GREYS:
        picture = _packed(small, greys)
        if len(picture) <= MOST_BYTES:
            break
    return picture


def describe(pdf: bytes) -> str:
    """«A4, 2 trang, 85 kB»."""
    document = pdfium.PdfDocument(pdf)
    width, height = (round(side) for side in document[0].get_size())
    paper = PAPERS.get((width, height), f"{round(width / 72 * 25.4)} × {round(height / 72 * 25.4)} mm")
    return f"{paper}, {len(document)} trang, {max(round(len(pdf) / 1000), 1)} kB"


def _packed(picture: Image.Image, greys: int) -> bytes:
    step = 255 / (greys - 1)
    nearest = picture.point([round(light / step) for light in range(256)])
    palette = Image.frombytes("P", nearest.size, nearest.tobytes())
    palette.putpalette([round(index * step) for index in range(greys) for _ in range(3)])
    out = io.BytesIO()
    palette.save(out, "PNG", optimize=True, bits=1 if greys == 2 else 2)
    return out.getvalue()


def _filled(html: str, page: str, looks: dict[str, Look]) -> str:
    def picture(match: re.Match[str]) -> str:
        sheet = _target(match[2], page)
        if sheet not in looks:
            return match[0]
        source = names.relative_url(names.thumbnail_path(sheet), page)
        return (
            f'{match[1]}<img src="{escape(source)}" width="{SHOWN}" height="{looks[sheet].height}" loading="lazy"'
            f' decoding="async" alt="{match[3]}">{match[4]}'
        )

    def size(match: re.Match[str]) -> str:
        look = looks.get(_target(match[2], page))
        return f"{match[1]}{look.told if look else ''}{match[3]}"

    return _SIZE.sub(size, _PICTURE.sub(picture, html))


def _place(site: Path, pictures: dict[str, bytes]) -> None:
    for sheet, picture in pictures.items():
        file = site / names.thumbnail_path(sheet)
        file.parent.mkdir(exist_ok=True)
        write_whole(file, picture)


def _target(address: str, page: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unescape(address)))
