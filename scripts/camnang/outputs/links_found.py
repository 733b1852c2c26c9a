"""What a built file points to and what it can be pointed at: references, and the names of its places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SELECTOR = (
    "a,area,link,base,img,source,video,audio,track,iframe,embed,object,script,input,form,button,use,image,feImage,"
    "meta,style,[style],[id],[background]"
)
_ADDRESSES = {  # tag → attributes that hold one address
    "a": ("href", "xlink:href"),
    "area": ("href",),
    "link": ("href",),
    "img": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "script": ("src",),
    "input": ("src", "formaction"),
    "form": ("action",),
    "button": ("formaction",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
    "feimage": ("href", "xlink:href"),
}
_NOUNS = {"a": "liên kết", "area": "liên kết", "img": "ảnh", "image": "ảnh", "video": "phim", "audio": "tiếng"}
_META_ADDRESSES = frozenset({"og:url", "og:image", "twitter:image", "msapplication-tileimage"})
_SRCSET = re.compile(r"[\s,]*(\S*[^\s,])(?:\s+[^,]*)?")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.I)
_REFRESH = re.compile(r"""^\s*[\d.]*\s*[;,]?\s*url\s*=\s*["']?(.*?)["']?\s*$""", re.I)
_XML_ID = re.compile(r"""\sid\s*=\s*["']([^"']+)["']""")
_XML_ADDRESS = re.compile(r"""\s(?:xlink:)?href\s*=\s*["']([^"']*)["']""")
_SITEMAP = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>")


@dataclass(frozen=True)
class Reference:
    """One address as written: what points (Vietnamese noun), the words on it, the address."""

    noun: str
    text: str
    target: str


@dataclass
class Found:
    """All of one file: references in order, names that a fragment can point at, the base they are resolved from."""

    references: list[Reference] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    base: str = ""


def in_html(text: str) -> Found:
    """Reads a page once."""
    found, seen = Found(), set[int]()
    for node in LexborHTMLParser(text).css(_SELECTOR):
        if node.mem_id not in seen:
            seen.add(node.mem_id)
            _take(found, node)
    return found


def in_css(text: str, noun: str = "kiểu dáng") -> Iterator[Reference]:
    """Addresses in a style sheet or a style attribute."""
    for match in _CSS_URL.finditer(_CSS_COMMENT.sub("", text)):
        target = next((part for part in match.groups() if part is not None), "")
        yield Reference(noun, "", target)


def in_svg(text: str) -> Found:
    """A drawing kept in its own file: its ids can be pointed at by `use`."""
    references = [Reference("hình vẽ", "", target) for target in _XML_ADDRESS.findall(text)]
    return Found(references, set(_XML_ID.findall(text)))


def in_json(path: str, text: str) -> list[Reference]:
    """A web manifest or a search index; other JSON holds no addresses that we know of."""
    name = PurePosixPath(path).name
    if name.endswith(".webmanifest") or name == "manifest.json":
        targets = dict.fromkeys(_manifest(_loads(text)))
        return [Reference("bảng khai ứng dụng", "", target) for target in targets]
    if name == "search_index.json":
        entries = _loads(text).get("docs", [])
        return [Reference("mục tìm kiếm", entry.get("title", ""), f"../{entry['location']}") for entry in entries]
    return []


def in_sitemap(text: str) -> list[Reference]:
    """The pages that search engines are told of."""
    return [Reference("sơ đồ trang", "", target) for target in _SITEMAP.findall(text)]


def _take(found: Found, node: LexborNode) -> None:
    tag, attributes = str(node.tag).lower(), node.attributes
    for key in ("id", "name") if tag == "a" else ("id",):
        if name := attributes.get(key):
            found.names.add(name)
    if tag == "base":
        found.base = attributes.get("href") or ""
        return
    text = _words(node) if tag in _NOUNS else ""
    for target in _targets(tag, attributes):
        found.references.append(Reference(_NOUNS.get(tag, f"thẻ <{tag}>"), text, target))
    if "style" in attributes:
        found.references.extend(in_css(attributes["style"] or "", "kiểu dáng (style)"))
    if tag == "style":
        found.references.extend(in_css(node.text(), "kiểu dáng (<style>)"))
    if tag == "script" and attributes.get("id") == "__config":
        worker = _loads(node.text()).get("search")
        found.references.extend([Reference("bộ tìm kiếm", "", worker)] if worker else [])


def _targets(tag: str, attributes: dict[str, str | None]) -> Iterator[str]:
    if tag == "link" and {"preconnect", "dns-prefetch"} & set((attributes.get("rel") or "").split()):
        return
    for key in _ADDRESSES.get(tag, ()):
        if key in attributes and (attributes[key] or "action" not in key):  # an empty action is the page itself
            yield attributes[key] or ""
    if "background" in attributes:
        yield attributes["background"] or ""
    for key in ("srcset", "imagesrcset"):
        if value := attributes.get(key):
            yield from _SRCSET.findall(value)
    if tag == "meta":
        yield from _meta(attributes)


def _meta(attributes: dict[str, str | None]) -> Iterator[str]:
    content = attributes.get("content") or ""
    if (attributes.get("http-equiv") or "").lower() == "refresh" and (match := _REFRESH.match(content)):
        yield match[1]
    if (attributes.get("property") or attributes.get("name") or "").lower() in _META_ADDRESSES:
        yield content


def _words(node: LexborNode) -> str:
    attributes = node.attributes
    words = " ".join(node.text().split()) or attributes.get("aria-label") or attributes.get("alt") or ""
    return words if len(words) <= 60 else f"{words[:57]}…"


def _manifest(value: Any) -> Iterator[str]:
    """Addresses in a web manifest, wherever they stand."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("src", "start_url", "scope", "url") and isinstance(inner, str):
                yield inner
            else:
                yield from _manifest(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _manifest(inner)


def _loads(text: str) -> dict[str, Any]:
    """A JSON mapping; what is none holds no addresses."""
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
