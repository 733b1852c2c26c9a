"""What a page becomes: its Markdown turned into HTML as on the site, and everything in it that is not on the list.

Nothing is cleaned: a page with something else is refused, so nobody's words change in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from camnang import hosts, names
from camnang.page import Page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# As in mkdocs.yml (a test compares them); fences of ours become plain text, they are drawn by code that escapes.
EXTENSIONS = (
    "admonition", "def_list", "tables", "toc", "pymdownx.details", "pymdownx.mark", "pymdownx.superfences", "pymdownx.tasklist",
)  # fmt: skip
FENCES = ("man-hinh", "danh-sach", "phieu", "cam-ket", "chuong-trinh", "bang-tu", "bang-quy-tac")
OUR_BOXES = ("ket", "dap-an", "xem")
BOXES = (  # those of Markdown's own books too: paper knows them as well
    *OUR_BOXES, "note", "tip", "info", "warning", "danger", "question", "example", "quote", "success", "failure", "bug",
)  # fmt: skip
MOST = 30  # things told of one page; more tell nothing new
SCHEMES = ("https", "http", "mailto", "tel", "sms")
_ANY = frozenset({"id", "class"})
_BARE = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "li", "strong", "em", "br", "hr", "blockquote", "code", "pre", "table",
     "thead", "tbody", "tr", "dl", "dt", "dd", "div", "mark", "span", "summary")
)  # fmt: skip
_ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(_BARE, frozenset()),
    **dict.fromkeys(("th", "td"), frozenset({"style"})), "ol": frozenset({"start"}), "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "title"}), "details": frozenset({"open"}),
    "input": frozenset({"type", "disabled", "checked"}),
}  # fmt: skip
_CLASSES = re.compile(
    r"admonition(?:-title)?|task-list(?:-item|-control)?|highlight|toc|toctitle|language-[\w-]+|headerlink|"
    + "|".join(BOXES)
)
_COLOURED = re.compile(r"[a-z]{1,3}\d?|[a-z](?:-[A-Z][a-z]+)+")  # words of a piece of code, by Pygments
_STYLE = re.compile(r"text-align: (?:left|right|center);?")
# A body in which none of these stands can become nothing that is not on the list: no tag, no entity, no escape, no
# address but a plain one inside the site, no reference, no box but ours. Bare addresses in the text stay text.
_RISKY = re.compile(
    r"<|&#?\w|\\|\]\((?!#?[a-z0-9._-][a-z0-9./_-]*(?:#[a-z0-9-]+)?\))|(?<!\])\]:"
    r"|^[ >*+-]*(?:\?\?\?\+?|!!!)(?! (?:" + "|".join(BOXES) + r")(?: \"[^\"]*\")?[ ]*$)",
    re.M,
)


@dataclass(frozen=True)
class Outgoing:
    """A link or picture of the page as it will stand there."""

    tag: str
    address: str
    text: str
    line: int


@dataclass(frozen=True)
class Content:
    """What is not on the list, as (line, what is there), and where the page leads."""

    strangers: tuple[tuple[int, str], ...] = ()
    outgoing: tuple[Outgoing, ...] = ()


def read(page: Page) -> Content:
    """The judgement of a page; most pages are seen to be harmless without being turned into HTML."""
    return Content() if is_plain(page.body) else read_html(render(page.body), page)


def is_plain(body: str) -> bool:
    """Whether nothing in a body can lead outside or become a tag that is not on the list."""
    return not _RISKY.search(body)


def render(body: str) -> str:
    """The HTML of a body, with the extensions of the site."""
    from markdown import Markdown  # like the parser below: most pages are seen to be plain before this is needed

    known: list[dict[str, Any]] = [{"name": name, "class": name, "format": _literal} for name in FENCES]
    settings: dict[str, Any] = {
        "pymdownx.superfences": {"custom_fences": known},
        "toc": {"slugify": names.slugify, "permalink": False},
    }
    return Markdown(extensions=list(EXTENSIONS), extension_configs=settings).convert(body)


def read_html(content: str, page: Page) -> Content:
    """Looks at every element as a browser builds it."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(f"<!doctype html><body><article>{content}</article></body>")
    strangers: list[tuple[int, str]] = []
    outgoing: list[Outgoing] = []
    for node in tree.css("html > head *, html > body > *, article *"):
        if node.tag == "article":
            continue
        attributes = {name: value or "" for name, value in node.attributes.items()}
        if len(strangers) < MOST:
            strangers += [(_line(page, what, node), what) for what in _unlisted(node, attributes)]
        address = attributes.get("href") if node.tag == "a" else attributes.get("src") if node.tag == "img" else None
        if address is not None:
            text = attributes["alt"] if node.tag == "img" and "alt" in attributes else node.text()
            outgoing.append(Outgoing(str(node.tag), address, text, _line(page, address, node)))
    return Content(tuple(dict.fromkeys(strangers)), tuple(outgoing))


def allowed() -> dict[str, frozenset[str]]:
    """The list: tags with the attributes each may carry besides id and class."""
    return dict(_ALLOWED)


def scheme(address: str) -> str:
    """The scheme of an address as a browser reads it; empty for one inside the site."""
    match = re.match(r"([a-z][a-z0-9+.-]*):", hosts.opened(address), re.I)
    return match[1].lower() if match else "https" if hosts.opened(address).replace("\\", "/").startswith("//") else ""


def _unlisted(node: LexborNode, attributes: dict[str, str]) -> Iterator[str]:
    tag = str(node.tag)
    if tag not in _ALLOWED:
        yield f"<{tag}"
        return
    for name, value in attributes.items():
        if name not in _ALLOWED[tag] and name not in _ANY:
            yield f"<{tag} {name}"
        elif name == "class":
            known = _COLOURED if tag == "span" and node.parent is not None and node.parent.tag == "code" else _CLASSES
            yield from (f"lớp {word}" for word in value.split() if not known.fullmatch(word))
        elif name == "style" and not _STYLE.fullmatch(value.strip()):
            yield f"<{tag} style"
    if tag == "input" and (attributes.get("type") != "checkbox" or "disabled" not in attributes):
        yield "<input"


def _line(page: Page, what: str, node: LexborNode) -> int:
    """The file line where this stands, as far as it can be found again."""
    wanted = [what.removeprefix("lớp "), what.lstrip("<").split(" ")[-1], (node.text() or "").strip()[:30]]
    lines = page.text.split("\n")
    for words in wanted:
        for number in range(page.body_line, len(lines) + 1) if words else ():
            if words.lower() in lines[number - 1].lower():
                return number
    return page.body_line


def _literal(source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
    return f"<pre><code>{escape(source)}</code></pre>"
