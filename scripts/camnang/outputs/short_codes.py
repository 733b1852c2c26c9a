"""A short page for every sheet code: the address in a QR code leads to the page, wherever the page lives now."""

from __future__ import annotations

import posixpath
from html import escape
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from camnang import names
from camnang.outputs.tree import HandoutError

_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<meta http-equiv="refresh" content="0; url={url}">
</head>
<body>
<p>{code}: <a href="{url}">{title}</a></p>
</body>
</html>
"""


def write_short_codes(site: Path) -> int:
    """Writes site/<code>/index.html for each page with a code.

    Returns:
        How many short pages the site has.

    Raises:
        HandoutError: two pages share a code; all such codes are named.
    """
    pages: dict[str, list[tuple[str, str, str]]] = {}
    for file in sorted(site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        if "data-ma=" in html:
            _collect(html, file.relative_to(site).as_posix(), pages)
    double = [
        f"mã {code}: {', '.join(path for path, _, _ in found)}"
        for code, found in sorted(pages.items())
        if len(found) > 1
    ]
    if double:
        raise HandoutError("Mỗi mã chỉ dành cho một trang; đổi mã trang mới hơn.\n" + "\n".join(double))
    for code, [(path, title, lang)] in sorted(pages.items()):
        _write(site, code, path, title, lang)
    return len(pages)


def _collect(html: str, path: str, pages: dict[str, list[tuple[str, str, str]]]) -> None:
    tree = LexborHTMLParser(html)
    page = tree.css_first("div.trang[data-ma]")
    code = (page.attributes.get("data-ma") or "") if page is not None else ""
    if page is None or not code:
        return
    heading, root = page.css_first("h1"), tree.css_first("html")
    title = " ".join((heading.text() if heading is not None else code).replace("¶", "").split())
    lang = (root.attributes.get("lang") if root is not None else None) or names.DEFAULT_LANG
    pages.setdefault(code, []).append((path, title, lang))


def _write(site: Path, code: str, path: str, title: str, lang: str) -> None:
    short = names.short_path(code)
    url = posixpath.relpath(path, posixpath.dirname(short))
    file = site / short
    file.parent.mkdir(exist_ok=True)
    page = _PAGE.format(lang=escape(lang), title=escape(title), url=escape(url), code=escape(code))
    file.write_text(page, encoding="utf-8", newline="\n")
