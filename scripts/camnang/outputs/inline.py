"""Inline HTML → runs of words: strings and small marks, spaces folded, nothing dropped."""

from __future__ import annotations

import re
import unicodedata

from selectolax.lexbor import LexborNode

from camnang.outputs.tree import HandoutError, Inline

WEB_ONLY = frozenset(
    {
        "duong-dan",
        "viec-trang",
        "can-js",
        "lien-he",
        "bao-truoc",
        "phan-lien-quan",
        "headerlink",
        "so-nguon",
        "tai-ban-in",
        "tai-lich",
        "phan-tu-kho",
        "an",
    }
)
OWN_LINE = frozenset({"mo-ta", "thong-tin"})
WEB_TAGS = frozenset({"script", "style", "template", "-comment"})
MARKS = {
    "strong": "b", "b": "b", "em": "i", "i": "i", "code": "code", "kbd": "code", "mark": "mark",
    "sup": "sup", "sub": "sub", "a": "a",
}  # fmt: skip
TRANSPARENT = frozenset({"span", "abbr", "label", "small", "time", "q", "u", "ins", "wbr", "bdi", "cite", "dfn"})
INLINE_TAGS = frozenset({"-text", "br", "svg", *MARKS, *TRANSPARENT})
_SPACES = re.compile(r"[ \t\r\n\f]+")


def classes(node: LexborNode) -> frozenset[str]:
    """Class names of an element."""
    return frozenset((node.attributes.get("class") or "").split())


def is_web_only(node: LexborNode) -> bool:
    """Whether a node serves the screen alone; the lists above are all that paper may leave out."""
    if node.tag in WEB_TAGS:
        return True
    hidden_icon = node.tag == "svg" and node.attributes.get("aria-hidden") == "true"
    return hidden_icon or not WEB_ONLY.isdisjoint(classes(node))


def words(node: LexborNode) -> list[Inline]:
    """Words of an element whose children are all inline.

    Raises:
        HandoutError: for a tag that paper does not know.
    """
    return tidy(_children(node))


def run(nodes: list[LexborNode]) -> list[Inline]:
    """Words of neighbouring inline nodes."""
    return tidy([part for node in nodes for part in _parts(node)])


def describe(node: LexborNode) -> str:
    """«<img class="x">» as shown in a message."""
    names = " ".join(sorted(classes(node)))
    return f'<{node.tag} class="{names}">' if names else f"<{node.tag}>"


def _children(node: LexborNode) -> list[Inline]:
    return [part for child in node.iter(include_text=True) for part in _parts(child)]


def _parts(node: LexborNode) -> list[Inline]:
    tag = node.tag or ""
    if tag == "-text":
        return [_SPACES.sub(" ", unicodedata.normalize("NFC", node.text_content or ""))]
    if is_web_only(node):
        return []
    if tag == "br":
        return [{"t": "br"}]
    if tag in TRANSPARENT:
        return [*([{"t": "br"}] if OWN_LINE & classes(node) else []), *_children(node)]
    if tag not in MARKS:
        raise HandoutError(f"thẻ {describe(node)} nằm giữa chữ chưa in được")
    mark: dict[str, object] = {"t": MARKS[tag], "c": _children(node)}
    return [{**mark, "href": node.attributes.get("href") or ""} if tag == "a" else mark]


def tidy(parts: list[Inline]) -> list[Inline]:
    """Neighbouring strings joined, double spaces between marks folded, ends trimmed, empty marks gone."""
    out: list[Inline] = []
    _Tidy().walk(parts, out)
    return _trim_end(out)


class _Tidy:
    """Remembers across marks whether the last letter was a space."""

    def __init__(self) -> None:
        self.at_space = True

    def walk(self, parts: list[Inline], out: list[Inline]) -> None:
        for part in parts:
            if isinstance(part, str):
                self._text(part, out)
            elif part["t"] == "br":
                self._line_break(part, out)
            else:
                inner: list[Inline] = []
                self.walk(part["c"], inner)
                if inner:
                    out.append({**part, "c": inner})

    def _text(self, text: str, out: list[Inline]) -> None:
        text = text.removeprefix(" ") if self.at_space else text
        if not text:
            return
        self.at_space = text.endswith(" ")
        if out and isinstance(out[-1], str):
            out[-1] += text
        else:
            out.append(text)

    def _line_break(self, part: dict[str, object], out: list[Inline]) -> None:
        if out and isinstance(out[-1], str):
            out[-1] = out[-1].removesuffix(" ")
        self.at_space = True
        out.append(part)


def _trim_end(parts: list[Inline]) -> list[Inline]:
    while parts:
        last = parts[-1]
        if isinstance(last, str):
            if last.rstrip(" "):
                return [*parts[:-1], last.rstrip(" ")]
        elif last["t"] != "br":
            inner = _trim_end(last["c"])
            return [*parts[:-1], {**last, "c": inner}] if inner else _trim_end(parts[:-1])
        parts = parts[:-1]
    return parts
