"""The built site as a book: its pages in chapters, with contents, page numbers, a list of codes and an index of words."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from camnang import names
from camnang.outputs.article import PAGE, page_title, read_article
from camnang.outputs.book_index import index_terms
from camnang.outputs.layouts import BOOK
from camnang.outputs.qr import qr_svg
from camnang.outputs.sheet import WORDS, Sheet, article_data, bare_data
from camnang.outputs.tree import HandoutError
from camnang.schema import TYPES
from camnang.screens import for_print

FOLDERS = ("gap", "huong-dan", "yen-tam", "lua-dao", "day", "to", "dien-hinh", "tu-dien")  # the most pressing first
WHOLE = "cam-nang"
HARD_WORDS = ".phan-tu-kho div[id]"
BOOK_WORDS = {
    "contents": "Mục lục",
    "by_code": "Tra theo mã",
    "by_word": "Tra theo từ",
    "bold": "Số đậm là trang giải nghĩa.",
    "wide": "Mẫu này rộng, in từ tờ mã",
}


@dataclass(frozen=True)
class Leaf:
    """A page of the site that goes into the book: where it lies below the site, what it prints, its hard words."""

    path: str
    data: dict[str, Any]
    words: dict[str, str]  # anchor → name in the glossary


def make_book(site: Path, group: str, *, site_url: str, printed: str) -> Sheet:
    """The book of one folder of the site, or of all when `group` is empty.

    Args:
        group: «yen-tam», «huong-dan/vneid»; printed: the day on the cover, «23/11/2026».

    Raises:
        HandoutError: no such folder with printable pages, or pages that cannot be printed; all are named.
    """
    leaves = _leaves(site, (group,) if group else FOLDERS, site_url)
    if not leaves:
        known = ", ".join(FOLDERS)
        raise HandoutError(
            f"Không có trang nào để đóng sách ở «{group}». Cách sửa: ghi một thư mục của trang: {known}…"
        )
    chapters = _chapters(site, leaves)
    title = chapters[0]["title"] if len(chapters) == 1 else _index_title(site, group) or WORDS["author"]
    data = bare_data(title) | {
        "address": names.qr_address(site_url, ""),
        "words": WORDS | BOOK_WORDS,
        "cover": _cover(len(chapters), len(leaves), printed),
        "chapters": chapters,
        "terms": index_terms([(leaf.data, leaf.words) for leaf in leaves]),
    }
    return Sheet(f"{group.replace('/', '-') or WHOLE}.pdf", group, data, BOOK)


def _leaves(site: Path, folders: Iterable[str], site_url: str) -> list[Leaf]:
    """Printable pages of the folders: folder by folder as their index page shows them, in a folder by code."""
    leaves: list[Leaf] = []
    faults: list[str] = []
    for folder in folders:
        found = [_read(site, file, site_url, faults) for file in sorted((site / folder).rglob("*.html"))]
        order = _order(site, folder)
        leaves += sorted((leaf for leaf in found if leaf is not None), key=lambda leaf: _place(leaf, order))
    if faults:
        raise HandoutError("\n".join(faults))
    return leaves


def _place(leaf: Leaf, order: Mapping[str, int]) -> tuple[int, str, str]:
    folder = _folder(leaf)
    return order.get(folder, len(order)), folder, leaf.data["code"]


def _read(site: Path, file: Path, site_url: str, faults: list[str]) -> Leaf | None:
    html = file.read_text(encoding="utf-8")
    tree = LexborHTMLParser(html)
    path = file.relative_to(site).as_posix()
    if tree.css_first(PAGE) is None:
        return None
    try:
        article = read_article(html, for_print)
        kind = TYPES[article["kind"]]
        data = article_data(article, kind, site_url)
    except HandoutError as error:
        faults.append(f"{path}: {error}")
        return None
    del data["words"]
    data |= {
        "qr": qr_svg(data["address"]),
        "lead": article["lead"],
        "flows": kind.sheet == "the",
        "name": page_title(article),
    }
    words = {node.attributes["id"] or "": _text(node, "dt") for node in tree.css(HARD_WORDS)}
    return Leaf(path, data, words)


def _order(site: Path, folder: str) -> dict[str, int]:
    """Folders in the order in which the lists of the index page of `folder` show them; itself comes first."""
    order = {folder: 0}
    index = site / folder / "index.html"
    tree = LexborHTMLParser(index.read_text(encoding="utf-8") if index.exists() else "")
    for link in tree.css(".danh-sach a[href]"):
        target = posixpath.dirname(posixpath.normpath(posixpath.join(folder, link.attributes["href"] or "")))
        order.setdefault(target, len(order))
    return order


def _chapters(site: Path, leaves: Sequence[Leaf]) -> list[dict[str, Any]]:
    chapters: dict[str, list[dict[str, Any]]] = {}
    for leaf in leaves:
        chapters.setdefault(_folder(leaf), []).append(leaf.data)
    return [{"title": _chapter_title(site, folder, some), "articles": some} for folder, some in chapters.items()]


def _chapter_title(site: Path, folder: str, articles: list[dict[str, Any]]) -> str:
    """«Hướng dẫn từng việc: VNeID»: the folder's own name behind that of the folder above."""
    name = posixpath.basename(folder)
    own = _index_title(site, folder) or (name if name.isdigit() else str(articles[0]["kind"]))
    above = _index_title(site, posixpath.dirname(folder)) if "/" in folder else ""
    return f"{above}: {own}" if above else own


def _index_title(site: Path, folder: str) -> str:
    file = site / folder / "index.html"
    if not folder or not file.exists():
        return ""
    heading = LexborHTMLParser(file.read_text(encoding="utf-8")).css_first("h1")
    return " ".join(heading.text().split()) if heading is not None else ""


def _cover(chapters: int, articles: int, printed: str) -> list[str]:
    return [
        f"{articles} bài, {chapters} chương. In ngày {printed}.",
        "Mỗi bài ghi ngày phải xem lại. Quá ngày thì quét mã QR của bài, xem bản mới.",
        "Bài và hình theo giấy phép CC BY 4.0: được chép, sửa, in lại, ghi tên cẩm nang.",
    ]


def _folder(leaf: Leaf) -> str:
    return posixpath.dirname(leaf.path)


def _text(node: Any, selector: str) -> str:
    found = node.css_first(selector)
    return " ".join(found.text().split()) if found is not None else ""
