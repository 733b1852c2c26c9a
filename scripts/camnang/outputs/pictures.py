"""Pictures to send in a chat: 1080 × 1350 pixels with a page's answer, first steps, code, date and QR.

Every page that links to a picture (`a.gui-anh`) gets it; its words are those of the text twin on the same page.
"""

from __future__ import annotations

import hashlib
import io
import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst
from PIL import Image
from selectolax.lexbor import LexborHTMLParser, LexborNode

from camnang import names
from camnang.outputs.press import FONTS, Press
from camnang.outputs.qr import qr_svg
from camnang.outputs.sheet import WORDS, shown_day
from camnang.outputs.sheet_cache import SheetCache, write_whole
from camnang.outputs.tree import HandoutError
from camnang.outputs.workers import in_batches
from camnang.schema import TYPES

TEMPLATE = "overrides/anh/tin.typ"
LOGO = "overrides/assets/icons/logo.svg"
DENSITY = 254.0  # pixels an inch: 108 mm × 135 mm become 1080 × 1350
URGENT = frozenset({"lua-dao", "lo-roi"})
CREAM, GREEN, RED = (255, 253, 248), (11, 93, 82), (143, 29, 23)  # as in the template
_ITEM = re.compile(r"(\d+\.|-) (.+)")
Colour = tuple[int, ...]  # red, green, blue


@dataclass(frozen=True)
class Picture:
    """One picture to draw: its file and page below the site, and what stands on it."""

    file: str
    page: str
    data: dict[str, Any]


def build_pictures(site: Path, root: Path, *, site_url: str, today: date, jobs: int | None, cache: Path) -> int:
    """Draws every picture the built site links to; unchanged ones come out of `cache`.

    Returns:
        How many were drawn anew.

    Raises:
        HandoutError: with all pictures that could not be drawn.
    """
    kept, engine = SheetCache(cache, ".png"), engine_key(root)
    pictures = {_key(engine, picture): picture for picture in find_pictures(site, root, site_url)}
    stale = [picture for key, picture in pictures.items() if not (kept.folder / f"{key}.png").exists()]
    faults = [
        f"{file}: {fault}" for file, fault in in_batches(partial(draw_batch, root, cache, engine), stale, jobs) if fault
    ]
    if faults:
        raise HandoutError("\n".join(sorted(faults)))
    (site / names.PICTURE_FOLDER).mkdir(exist_ok=True)
    for key, picture in pictures.items():
        write_whole(site / picture.file, kept.get(key) or b"")
    kept.prune(set(pictures), today)
    return len(stale)


def find_pictures(site: Path, root: Path, site_url: str) -> Iterator[Picture]:
    """The pictures that pages of the built site link to, in the order of the pages."""
    logo = re.sub(r'color="#\w+"', 'color="#ffffff"', (root / LOGO).read_text(encoding="utf-8"), count=1)
    for file in sorted(site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        if 'gui-anh"' not in html:
            continue
        tree, page = LexborHTMLParser(html), file.relative_to(site).as_posix()
        link, twin = tree.css_first("a.gui-anh[href]"), tree.css_first("button.gui[data-loi]")
        frame = tree.css_first("div.trang[data-ma]")
        if link is None or twin is None or frame is None:
            raise HandoutError(f"{page}: có liên kết tới ảnh mà thiếu lời để vẽ")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), link.attributes["href"] or ""))
        name = tree.css_first(".ten-trang span")
        data = _data(frame, twin.attributes["data-loi"] or "", site_url)
        yield Picture(target, page, {**data, "logo": logo, "name": name.text(strip=True) if name else ""})


def _data(frame: LexborNode, twin: str, site_url: str) -> dict[str, Any]:
    kind, code = frame.attributes["data-loai"] or "", frame.attributes["data-ma"] or ""
    title, *lines, tail = twin.split("\n")
    items = [match for line in lines if (match := _ITEM.fullmatch(line))]
    rest = [line for line in lines if not _ITEM.fullmatch(line)]
    return {
        "kind": TYPES[kind].label, "urgent": kind in URGENT, "code": code, "title": title,
        "lead": "" if items and lines and _ITEM.fullmatch(lines[0]) else "".join(rest[:1]),
        "items": [{"sign": match[1], "words": match[2]} for match in items], "more": "".join(rest[1:]),
        "address": tail.split("://")[-1], "qr": qr_svg(names.qr_address(site_url, code)),
        "checked": f"{WORDS['checked']} {shown_day(frame.attributes['data-ngay-kiem'] or '')}",
    }  # fmt: skip


def draw_batch(root: Path, cache: Path, engine: str, pictures: tuple[Picture, ...]) -> list[tuple[str, str]]:
    """Draws some pictures into the cache.

    Returns:
        Of each picture its page and why it could not be drawn; empty when it was.
    """
    press, kept = Press(root), SheetCache(cache, ".png")
    done = []
    for picture in pictures:
        try:
            kept.put(_key(engine, picture), draw(press, picture))
            done.append((picture.page, ""))
        except (HandoutError, typst.TypstError) as error:
            done.append((picture.page, f"chưa vẽ được ảnh ({getattr(error, 'message', error)})"))
    return done


def draw(press: Press, picture: Picture) -> bytes:
    """PNG of a picture with a palette of twelve colours: a third of the size, no difference to the eye."""
    png, warnings = typst.compile_with_warnings(
        str(press.root / TEMPLATE), root=str(press.root), font_paths=press.fonts, format="png", ppi=DENSITY,
        sys_inputs={"data": json.dumps({**picture.data, "fonts": press.families}, ensure_ascii=False)}, timestamp=0,
    )  # fmt: skip
    if warnings or not isinstance(png, bytes):
        raise HandoutError(warnings[0].message if warnings else "không có ảnh")
    small = Image.open(io.BytesIO(png)).convert("RGB").quantize(palette=_palette(picture), dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", bits=4)
    return out.getvalue()


def engine_key(root: Path) -> str:
    """Changes with the engines, the template, a font or this module."""
    digest = hashlib.sha256(f"{version('typst')} {version('pillow')}".encode())
    for file in [root / TEMPLATE, *sorted((root / FONTS).glob("*.ttf")), Path(__file__)]:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _key(engine: str, picture: Picture) -> str:
    content = json.dumps(picture.data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{engine}{content}".encode()).hexdigest()[:40]


def _palette(picture: Picture) -> Image.Image:
    """Black to cream, and the band's colour to cream and to white: all that the template draws, with its soft edges."""
    band = RED if picture.data["urgent"] else GREEN
    colours = [*_between((0, 0, 0), CREAM, 6), *_between(band, CREAM, 4)[:-1], *_between(band, (255, 255, 255), 4)[1:]]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in colours for value in colour])
    return palette


def _between(one: Colour, other: Colour, steps: int) -> list[Colour]:
    """Colours from one to the other in even steps, both included."""
    shares = [step / (steps - 1) for step in range(steps)]
    return [tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True)) for share in shares]
