"""Built page → one strict tree of its words, steps and drawings: the only door through which a page reaches paper."""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from camnang.outputs.blocks import BlockReader
from camnang.outputs.drawing import PrintStyle
from camnang.outputs.inline import classes, describe, is_web_only, words
from camnang.outputs.tree import Block, HandoutError, plain

Article = dict[str, Any]
PAGE = "div.trang[data-ma]"
SOURCES = "phan-nguon"
SHORT_ADDRESS = ".dia-chi-ngan"


def read_article(html: str, for_print: PrintStyle) -> Article:
    """The printable tree of a built page.

    Returns:
        {"kind", "code", "title", "lead": inline, "checked", "review", "minutes", "cost", "sections", "sources"}; a section
        is {"t": "part", "id", "title", "c": blocks} or {"t": "step", "n", "title", "c": blocks, "figure": block or None}.

    Raises:
        HandoutError: for an unknown tag, a drawing without words, a page without code or dates.
    """
    page = LexborHTMLParser(html).css_first(PAGE)
    if page is None:
        raise HandoutError(f"không thấy phần thân trang ({PAGE})")
    article = _head(page)
    reader = BlockReader(for_print)
    for node in page.iter(include_text=True):
        if not is_web_only(node):
            _place(node, article, reader)
    if not article["title"]:
        raise HandoutError("trang không có tên (h1)")
    return article


def _head(page: LexborNode) -> Article:
    data = page.attributes
    missing = [name for name in ("data-loai", "data-ma", "data-ngay-kiem", "data-xem-lai") if not data.get(name)]
    if missing:
        raise HandoutError(f"phần thân trang thiếu {', '.join(missing)}")
    return {
        "kind": data["data-loai"], "code": data["data-ma"], "title": [], "lead": [],
        "checked": data["data-ngay-kiem"], "review": data["data-xem-lai"],
        "paper": data.get("data-kho") or "",
        "minutes": data.get("data-phut") or "", "cost": data.get("data-chi-phi") or "",
        "sections": [], "sources": [],
    }  # fmt: skip


def _place(node: LexborNode, article: Article, reader: BlockReader) -> None:
    names = classes(node)
    if node.tag == "h1":
        article["title"] = words(node)
    elif "thong-tin" in names:
        return  # the sheet prints code, minutes, cost and dates itself, from the page's data-* attributes
    elif "mo-ta" in names:
        article["lead"] = words(node)
    elif SOURCES in names:
        article["sources"] = _sources(node, reader)
    elif "buoc" in names:
        article["sections"].append(_step(node, reader))
    elif node.tag == "section":
        article["sections"].append(_part(node, reader))
    elif loose := reader.read_all([node]):
        article["sections"].append({"t": "part", "id": "", "title": [], "c": loose})


def _part(node: LexborNode, reader: BlockReader) -> Block:
    heading = _heading_of(node)
    body = [child for child in node.iter(include_text=True) if child.mem_id != heading.mem_id]
    part_id = next((name for name in sorted(classes(node)) if name.startswith("phan-")), "")
    return {"t": "part", "id": part_id.removeprefix("phan-"), "title": words(heading), "c": reader.read_all(body)}


def _step(node: LexborNode, reader: BlockReader) -> Block:
    heading = _heading_of(node)
    name = heading.css_first(".buoc-ten")
    number = node.attributes.get("data-buoc") or ""
    if name is None or not number.isdigit():
        raise HandoutError(f"bước {describe(node)} thiếu số hoặc tên bước")
    body = [child for child in node.iter(include_text=True) if child.mem_id != heading.mem_id]
    blocks = reader.read_all(body)
    figures = [block for block in blocks if block["t"] == "fig"]
    rest = [block for block in blocks if not figures or block is not figures[0]]
    return {"t": "step", "n": int(number), "title": words(name), "c": rest, "figure": figures[0] if figures else None}


def _heading_of(node: LexborNode) -> LexborNode:
    heading = node.css_first("h2")
    if heading is None:
        raise HandoutError(f"phần {describe(node)} không có tiêu đề (h2)")
    return heading


def _sources(node: LexborNode, reader: BlockReader) -> list[Block]:
    """List of sources and remarks on drawings; the short address is left out, the sheet prints it beside its QR code."""
    heading = _heading_of(node)
    body = (child for child in node.iter(include_text=True) if child.mem_id != heading.mem_id)
    return reader.read_all(child for child in body if child.tag == "-text" or child.css_first(SHORT_ADDRESS) is None)


def page_title(article: Article) -> str:
    """Title of the page as one line of text."""
    return plain(article["title"])
