"""Which sheets the built site offers, and on which page each of them stands."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from camnang import names
from camnang.outputs.article import PAGE

LINK_CLASS = "tai-ban-in"


@dataclass(frozen=True, order=True)
class Offer:
    """A link to a sheet: the PDF and the page with the link, both below the site; `own` on the page it prints."""

    file: str
    page: str
    own: bool


def find_offers(site: Path) -> list[Offer]:
    """Every link `a.tai-ban-in` of the site, sorted by sheet, then page."""
    found: set[Offer] = set()
    for file in sorted(site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        if LINK_CLASS in html:
            found |= _offers(html, file.relative_to(site).as_posix())
    return sorted(found)


def _offers(html: str, page: str) -> set[Offer]:
    tree = LexborHTMLParser(html)
    body = tree.css_first(PAGE)
    code = (body.attributes.get("data-ma") or "") if body is not None else ""
    mine = f"{names.HANDOUT_FOLDER}/{code.lower()}-"
    files = {_target(link.attributes.get("href") or "", page) for link in tree.css(f"a.{LINK_CLASS}[href]")}
    return {Offer(file, page, bool(code) and file.startswith(mine)) for file in files}


def _target(href: str, page: str) -> str:
    """«../../ban-in/g001-x.pdf» on a page → «ban-in/g001-x.pdf»."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(urlsplit(href).path)))
