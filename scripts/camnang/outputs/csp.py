"""Tells browsers what each page may do: nothing from elsewhere, and no script or style that was not built into it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from camnang.outputs.flaw import Flaw

MOST_HASHES = 8  # different inline scripts and styles of the whole site; each one is a thing to keep an eye on
_PLACE = '<meta charset="utf-8">'
_META = '<meta http-equiv="Content-Security-Policy" content="{}">'
_DATA_TYPES = frozenset({"application/json", "application/ld+json"})
_SUSPECT = re.compile(r"""[\s"'/](?:style|on[a-z]+)\s*=""", re.I)

# What every page may do, besides scripts and styles. The servers' headers say the same (servers.py).
RULES = (
    ("img-src", "'self' data:"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'self'"),
    ("form-action", "'none'"),
)


@dataclass(frozen=True)
class Inline:
    """Hashes of what stands inline in a page, sorted, each as it is written in a policy."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def guard_pages(site: Path) -> list[Flaw]:
    """Writes a policy into every page of the site, those that only lead on included.

    Returns:
        What must be mended first; as long as there is something, no page is changed.
    """
    flaws: list[Flaw] = []
    guarded: dict[Path, str] = {}
    owners: dict[str, str] = {}  # hash → the first page with it
    for file in sorted(site.rglob("*.html")):
        html, page = file.read_text(encoding="utf-8"), file.relative_to(site).as_posix()
        tree = LexborHTMLParser(html)
        inline = read_inline(tree)
        flaws += _flaws(html, tree, page)
        for name in (*inline.scripts, *inline.styles):
            owners.setdefault(name, page)
        guarded[file] = html.replace(_PLACE, f"{_PLACE}\n{_META.format(policy(inline))}", 1)
    flaws += _too_many(owners)
    for file, html in guarded.items() if not flaws else ():
        file.write_text(html, encoding="utf-8", newline="\n")
    return flaws


def read_inline(tree: LexborHTMLParser) -> Inline:
    """The scripts and styles that stand in a page itself; data in a script element is not run and needs no hash."""
    scripts = [node for node in tree.css("script:not([src])") if (node.attributes.get("type") or "") not in _DATA_TYPES]
    return Inline(_hashes(scripts), _hashes(tree.css("style")))


def policy(inline: Inline) -> str:
    """The policy of one page, as a browser reads it."""
    rules = (
        ("default-src", "'none'"),
        ("script-src", " ".join(("'self'", *inline.scripts))),
        ("style-src", " ".join(("'self'", *inline.styles))),
        *RULES,
    )
    return "; ".join(f"{name} {value}" for name, value in rules)


def _hashes(nodes: list[LexborNode]) -> tuple[str, ...]:
    return tuple(sorted({_hash(node.text() or "") for node in nodes}))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _flaws(html: str, tree: LexborHTMLParser, page: str) -> Iterator[Flaw]:
    if html.count(_PLACE) != 1:
        fix = f"xem khung trang (overrides/main.html): mỗi trang có đúng một «{_PLACE}» ở đầu."
        yield Flaw(page, "chưa biết đặt chính sách an toàn vào đâu.", fix)
    for node in tree.css("*") if _SUSPECT.search(html) else ():
        for name in node.attributes:
            if name == "style" or name.startswith("on"):
                what = "kiểu dáng" if name == "style" else "lệnh"
                where = "overrides/assets/css, gọi bằng class" if name == "style" else "overrides/assets/js"
                message = f"thẻ <{node.tag}> mang {what} ngay trong mình («{name}=»), trình duyệt sẽ không nghe."
                yield Flaw(page, message, f"chuyển vào {where}.")


def _too_many(owners: dict[str, str]) -> Iterator[Flaw]:
    if len(owners) > MOST_HASHES:
        found = "; ".join(f"{name} (trang {page})" for name, page in owners.items())
        message = (
            f"có {len(owners)} đoạn lệnh và khối kiểu dáng khác nhau nằm trong trang, chỉ được {MOST_HASHES}: {found}."
        )
        fix = "gộp chúng lại, hoặc chuyển ra tệp trong overrides/assets; đừng để trang nào có đoạn của riêng mình."
        yield Flaw("", message, fix)
