"""Photographs of a page: where they lie, what a WebP file really holds, who agreed, and how they stand on the page."""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from camnang import names
from camnang.page import Page

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SIZES: Mapping[int, int] = {640: 60_000, 1280: 160_000}  # width in pixels → most bytes of a file
MAX_HEIGHT = 2  # times the width
MAX_PAGE_BYTES = 500_000  # what one reader may load: the small files of a page
FIELDS = ("tep", "nguoi_chup", "dong_y", "tre_em")
CHILDREN = ("khong", "cha-me-dong-y")
FOLDER = f"{names.DEFAULT_LANG}/{names.PHOTO_FOLDER}"
CLASS = "anh-chup"
_DATA = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH"})
_PRIVATE = frozenset({b"EXIF", b"XMP ", b"ICCP"})


@dataclass(frozen=True)
class Photo:
    """What the bytes of a WebP file say: width and height in pixels, names of its parts, bytes behind its end."""

    width: int
    height: int
    parts: tuple[bytes, ...]
    behind: int

    @property
    def private(self) -> tuple[str, ...]:
        """Parts that tell where, when and with what it was taken."""
        return tuple(part.decode().strip() for part in self.parts if part in _PRIVATE)

    @property
    def foreign(self) -> tuple[str, ...]:
        """Parts that a still photograph has no need of."""
        return tuple(part.decode("latin-1").strip() for part in self.parts if part not in _DATA | _PRIVATE)


def read(data: bytes) -> Photo | None:
    """The outline of a WebP file, nothing decoded; None when it is none or is cut off."""
    if len(data) < 20 or data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    end = 8 + struct.unpack("<I", data[4:8])[0]
    found: list[bytes] = []
    sizes: list[tuple[int, int]] = []
    at = 12
    while at + 8 <= min(end, len(data)):
        part, length = data[at : at + 4], struct.unpack("<I", data[at + 4 : at + 8])[0]
        found.append(part)
        if at + 8 + length > len(data):
            return None
        sizes += _size(part, data[at + 8 : at + 8 + min(length, 16)])
        at += 8 + length + length % 2
    if end > len(data) or at < end or not sizes or len(set(sizes)) > 1:
        return None
    width, height = sizes[0]
    return Photo(width, height, tuple(found), len(data) - end)


def home(page: Page) -> str:
    """The folder of a page's photographs below docs/: «vi/hinh/d012»; by file name where there is no sheet code."""
    return f"{FOLDER}/{page.code.lower() or page.slug}"


def file_name(name: str, width: int) -> str:
    """«buoi-hoc», 640 → «buoi-hoc-640.webp»."""
    return f"{name}-{width}.webp"


def plain_name(file: str) -> str:
    """«…/buoi-hoc-640.webp» → «buoi-hoc»; empty for other names."""
    name = posixpath.basename(file)
    return next((name.removesuffix(f"-{width}.webp") for width in SIZES if name.endswith(f"-{width}.webp")), "")


def records(page: Page) -> dict[str, Mapping[str, Any]]:
    """What the page writes down about each photograph, by its plain name."""
    listed = page.meta.get("hinh")
    entries = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return {str(one.get("tep")): one for one in entries}


def dress(root: Element, page: Page, docs: Path, credit: str) -> None:
    """Gives each photograph its size, its larger twin and the name of who took it; loaded when it comes into view.

    Args:
        root: the finished tree of the page.
        credit: words before the name, «Ảnh:».
    """
    from xml.etree.ElementTree import SubElement  # the rules, which read photographs too, need no tree

    known = records(page)
    for parent in list(root.iter()):
        for image in parent.findall("img"):
            name = plain_name(image.get("src", ""))
            outlines = {width: _outline(docs / home(page) / file_name(name, width)) for width in SIZES if name}
            if small := outlines.get(640):
                _sized(image, small, outlines.get(1280))
                if parent.tag == "p" and len(parent) == 1 and not (parent.text or "").strip():
                    parent.tag = "figure"
                    parent.set("class", CLASS)
                    who = str(known.get(name, {}).get("nguoi_chup", ""))
                    SubElement(parent, "figcaption").text = f"{credit} {who}" if who else ""


def _sized(image: Element, small: Photo, large: Photo | None) -> None:
    source = image.get("src", "")
    image.set("class", CLASS)
    for key, value in (("width", small.width), ("height", small.height), ("loading", "lazy"), ("decoding", "async")):
        image.set(key, str(value))
    if large is not None:
        twin = source.replace("-640.webp", "-1280.webp")
        image.set("srcset", f"{source} {small.width}w, {twin} {large.width}w")
        image.set("sizes", "(min-width: 48rem) 44rem, 100vw")


def _outline(file: Path) -> Photo | None:
    return read(file.read_bytes()) if file.is_file() else None


def _size(part: bytes, head: bytes) -> Iterator[tuple[int, int]]:
    """The size that a part states, after the WebP container specification (RFC 9649)."""
    if part == b"VP8X" and len(head) >= 10:
        yield int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1
    elif part == b"VP8 " and head[3:6] == b"\x9d\x01\x2a":
        yield int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF
    elif part == b"VP8L" and head[:1] == b"\x2f":
        bits = int.from_bytes(head[1:5], "little")
        yield (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
