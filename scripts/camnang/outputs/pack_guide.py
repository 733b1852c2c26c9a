"""A page as one HTML file: no script, no request, opens wherever a phone can show a file, as from a Zalo message."""

from __future__ import annotations

import base64
import difflib
import mimetypes
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from camnang import names
from camnang.outputs.article import PAGE
from camnang.outputs.sheet_cache import write_whole
from camnang.outputs.wording import read_words
from camnang.schema import TYPES

LIMIT = 200_000  # bytes of one file
ALL = "all"
_UNUSED = (
    "script, style, template, button, noscript, [hidden], .can-js, .can-luu, .duong-dan, .viec-trang, .phan-lien-quan, "
    ".headerlink, p:has(.dia-chi-ngan)"
)
_FORWARD = re.compile(r'http-equiv="refresh" content="0; url=([^"]+)"')
_PAGE = """<!doctype html>
<html lang="{lang}" class="no-js">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
<style>{style}</style>
</head>
<body data-md-color-scheme="default">
<header class="dau-trang"><div class="dau-trang-hang"><span class="ten-trang">{logo}<span>{site}</span></span></div></header>
<article class="md-content__inner md-typeset">
{body}
</article>
<footer class="cuoi-trang"><div class="cuoi-trang-hang">
<p><strong>{code}</strong> · {day}{address}</p>
<p class="giay-phep">{licence}</p>
</div></footer>
</body>
</html>
"""


class PackError(Exception):
    """Nothing was packed; the text says why and what to type instead."""


@dataclass(frozen=True)
class Source:
    """A page to pack: its sheet code and its path below the site."""

    code: str
    path: str


def pack_guides(site: Path, out: Path, root: Path, codes: Sequence[str]) -> tuple[Path, ...]:
    """Writes one file for each page into `out`; all of them are made before the first is written.

    Args:
        codes: sheet codes («G001»), or «all» for every guide.

    Raises:
        PackError: an unknown code, or a page that does not fit into LIMIT bytes.
    """
    words = read_words(root)["nhan"]
    ready = {}
    for source in _sources(site, codes):
        data = one_file(site, source, words).encode()
        if len(data) > LIMIT:
            raise PackError(
                f"{source.code}: tệp nặng {len(data) // 1000} kB, quá {LIMIT // 1000} kB. Cách sửa: bớt hình trong bài, hoặc gửi tờ in PDF."
            )
        ready[f"{source.code.lower()}-{posixpath.basename(source.path)}"] = data
    out.mkdir(parents=True, exist_ok=True)
    for name, data in ready.items():
        write_whole(out / name, data)
    return tuple(out / name for name in ready)


def one_file(site: Path, source: Source, words: Mapping[str, str]) -> str:
    """The page with everything in it: styles, drawings, pictures; links lead to the public address or are plain words."""
    html = (site / source.path).read_text(encoding="utf-8")
    tree = LexborHTMLParser(html)
    page, root = tree.css_first(PAGE), tree.css_first("html")
    assert page is not None and root is not None
    style = "".join(node.text() or "" for node in tree.css("head style"))
    logo = tree.css_first(".ten-trang svg")
    public = _public(tree, source.path)
    for node in page.css(_UNUSED):
        node.decompose()
    for link in page.css("a[href]"):
        _aim(link, source.path, public)
    for picture in page.css("img[src]"):
        picture.attrs["src"] = _inlined(site, source.path, picture.attributes.get("src") or "")
    title = tree.css_first("h1")
    own = words["mot_tep"]
    assert isinstance(own, Mapping)
    return _PAGE.format(
        lang=escape(root.attributes.get("lang") or names.DEFAULT_LANG),
        title=escape(" ".join(((title.text() if title else "") or source.code).split())),
        style=style,
        logo=logo.html if logo is not None else "",
        site=escape(words["ten_trang"]),
        body=page.html,
        code=escape(source.code),
        day=escape(own["day"].replace("#", _day(page.attributes.get("data-ngay-kiem") or ""))),
        address=f'<br>{escape(own["address"])} <a href="{escape(public)}">{escape(public)}</a>' if public else "",
        licence=escape(words["giay_phep"]),
    )


def _sources(site: Path, codes: Sequence[str]) -> list[Source]:
    known = {file.parent.name: file for file in sorted(site.glob("[A-Z][0-9][0-9][0-9]/index.html"))}
    guides = [code for code in known if code.startswith(TYPES["huong-dan"].letter)]
    wanted = guides if list(codes) == [ALL] else [code.upper() for code in codes]
    missing = [_unknown(code, list(known)) for code in wanted if code not in known]
    if missing:
        raise PackError("\n".join(missing))
    return [Source(code, _target(known[code], site)) for code in dict.fromkeys(wanted)]


def _unknown(code: str, known: list[str]) -> str:
    near = difflib.get_close_matches(code, known, 1)
    guess = (
        f"Có phải «{near[0]}»?"
        if near
        else f"Ghi mã in ở đầu bài, ví dụ {known[0]}; hoặc «{ALL}» cho mọi bài hướng dẫn."
    )
    return f"Không có trang mã «{code}». {guess}"


def _target(short: Path, site: Path) -> str:
    forward = _FORWARD.search(short.read_text(encoding="utf-8"))
    assert forward is not None, short
    return posixpath.normpath(posixpath.join(short.parent.relative_to(site).as_posix(), unquote(forward[1])))


def _public(tree: LexborHTMLParser, path: str) -> str:
    """The public address of the page; empty while the site has only a placeholder."""
    link = tree.css_first("link[rel=canonical]")
    address = (link.attributes.get("href") if link is not None else "") or ""
    return "" if not address.endswith(path) or address.startswith(names.PLACEHOLDER) else address


def _aim(link: LexborNode, path: str, public: str) -> None:
    """Places on the page and other sites stay; pages of this site are read at the public address, if there is one."""
    href = link.attributes.get("href") or ""
    if href.startswith("#") or urlsplit(href).scheme:
        return
    if public:
        link.attrs["href"] = urljoin(public, href)
    else:
        link.unwrap()


def _inlined(site: Path, path: str, address: str) -> str:
    if address.startswith("data:"):
        return address
    file = site / posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"


def _day(text: str) -> str:
    return "/".join(reversed(text.split("-")))
