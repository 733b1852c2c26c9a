"""The safe subset of SVG: what browsers and Typst draw alike, with no names that clash when many share a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from camnang.screens.metrics import face

SMALLEST = 16.0  # units of 240: 7.5 points when the drawing is printed 40 mm wide
_ELEMENTS = frozenset({"svg", "title", "g", "rect", "circle", "ellipse", "line", "path", "text", "tspan"})
_COLOUR = re.compile(r"none|#[0-9a-f]{6}")
_FOREIGN = re.compile(r"var\(|url\(|href|style=|<style|filter|gradient|foreignobject|\bon\w+=", re.IGNORECASE)


def faults(svg: str) -> Iterator[str]:
    """Everything in a drawing that may be drawn differently elsewhere, or not at all.

    Raises:
        ElementTree.ParseError: not well-formed XML.
    """
    markup = re.sub(r'aria-label="[^"]*"|>[^<]*<', lambda match: "><" if match[0][0] == ">" else "", svg)
    for match in _FOREIGN.finditer(markup):
        yield f"có «{match[0]}»"
    for element in ElementTree.fromstring(svg).iter():
        name = element.tag.rpartition("}")[2]
        if name not in _ELEMENTS:
            yield f"thẻ <{name}> ngoài tập an toàn"
        if element.get("id"):
            yield f"có id «{element.get('id')}»"
        for key in ("fill", "stroke"):
            colour = element.get(key, "none")
            if not _COLOUR.fullmatch(colour):
                yield f"màu «{colour}» không phải là none hoặc sáu số thập lục phân"
        if name == "text":
            yield from _text_faults(element)


def _text_faults(element: ElementTree.Element) -> Iterator[str]:
    text = "".join(element.itertext())
    if float(element.get("font-size", SMALLEST)) < SMALLEST:
        yield f"chữ «{text}» nhỏ hơn {SMALLEST:g}"
    missing = face(element.get("font-weight") == "700").lacks(text)
    if missing:
        yield f"phông chữ in không có «{missing}»"
