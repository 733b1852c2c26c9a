"""A drawn screen in the page → a figure that Typst can place: valid XML, black and white, with its words for the ear."""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from camnang.outputs.inline import classes, describe, is_web_only, words
from camnang.outputs.tree import Block, HandoutError

PrintStyle = Callable[[str], str]
FAKE = "man-hinh-gia"
_XMLNS = 'xmlns="http://www.w3.org/2000/svg"'


def figure(node: LexborNode, for_print: PrintStyle) -> Block:
    """A <figure> holding one drawing.

    Returns:
        {"t": "fig", "svg", "alt", "w": width and "h": height in drawing units, "caption": inline, "fake": bool,
        "point": name of the marked part of a step's drawing}.
    """
    drawing: LexborNode | None = None
    caption: LexborNode | None = None
    for child in node.iter():
        if child.tag == "svg" and not is_web_only(child) and drawing is None:
            drawing = child
        elif child.tag == "figcaption" and caption is None:
            caption = child
        elif not is_web_only(child):
            raise HandoutError(f"thẻ {describe(child)} trong hình chưa in được")
    if drawing is None:
        raise HandoutError(f"{describe(node)} không có hình vẽ bên trong")
    return {
        "t": "fig",
        **_svg(drawing, for_print),
        "caption": words(caption) if caption is not None else [],
        "fake": FAKE in classes(node),
        "point": (node.attributes.get("data-cho") or "").split("|")[0],
    }


def _svg(node: LexborNode, for_print: PrintStyle) -> dict[str, object]:
    alt = (node.attributes.get("aria-label") or "").strip()
    if not alt:
        raise HandoutError("hình vẽ thiếu lời mô tả (aria-label)")
    box = (node.attributes.get("viewBox") or "").replace(",", " ").split()
    if len(box) != 4:
        raise HandoutError(f"hình vẽ «{alt}» thiếu viewBox")
    source = (node.html or "").replace("&nbsp;", "&#160;")
    source = source if "xmlns=" in source.partition(">")[0] else source.replace("<svg", f"<svg {_XMLNS}", 1)
    return {"svg": _sized(for_print(source)), "alt": alt, "w": float(box[2]), "h": float(box[3])}


def _sized(svg: str) -> str:
    """The drawing without width and height of its own: the sheet decides."""
    head, rest = svg.split(">", 1)
    return re.sub(r'\s(?:width|height)="[^"]*"', "", head) + ">" + rest
