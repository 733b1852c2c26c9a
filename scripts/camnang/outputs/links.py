"""Proves, without a network, that everything the built site points to is there: pages, places in them, files, pictures."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from camnang.names import relative_url
from camnang.outputs import links_found
from camnang.outputs.links_follow import Fault, Follower
from camnang.outputs.links_found import Found, Reference
from camnang.outputs.links_tree import Tree

CROWD = 10  # the same broken link on more pages than this is told once (it stands in a menu, not in a text)


@dataclass(frozen=True, order=True)
class BrokenLink:
    """One address that leads nowhere. `page` is below the site, `guess` may be empty, `also` counts further pages."""

    page: str
    target: str
    code: str
    why: str
    noun: str
    text: str
    guess: str = ""
    also: int = 0

    def terminal(self) -> str:
        """Two lines for a terminal: the finding, then the way out."""
        words = f" «{self.text}»" if self.text else ""
        more = f" (và {self.also} trang khác)" if self.also else ""
        fix = f"có lẽ là «{self.guess}»." if self.guess else "sửa địa chỉ, hoặc bỏ đi nếu không cần nữa."
        return f"{self.page}: {self.code} {self.noun}{words} trỏ tới «{self.target}»: {self.why}{more}.\n    Cách sửa: {fix}"


@dataclass(frozen=True, order=True)
class OutsideLink:
    """An address on another site, and the first page that has it. Collected, never asked."""

    address: str
    page: str


@dataclass(frozen=True)
class Report:
    """Everything about the links of a site, sorted."""

    pages: int
    broken: tuple[BrokenLink, ...]
    outside: tuple[OutsideLink, ...]


def check_links(site: Path) -> list[BrokenLink]:
    """Every broken link inside the built site, in a fixed order."""
    return list(report(site).broken)


def report(site: Path) -> Report:
    """Reads each file of the site once and follows every address in it."""
    tree = Tree(site)
    found = {path: one for path in sorted(tree.files) if (one := _read(site, path)) is not None}
    follow = Follower(tree, found, _address(site, found))
    broken: list[BrokenLink] = []
    outside: dict[str, str] = {}
    for path, one in found.items():
        for reference in one.references:
            if fault := follow.fault(path, one.base, reference.target):
                broken.append(_broken(path, reference, fault))
            elif follow.is_outside(reference.target):
                outside.setdefault(reference.target.strip(), path)
    pages = sum(path.endswith(".html") for path in found)
    return Report(pages, tuple(sorted(_gather(broken))), tuple(sorted(map(OutsideLink, outside, outside.values()))))


def _read(site: Path, path: str) -> Found | None:
    """References and names of one file, None when its kind holds none."""
    ending = posixpath.splitext(path)[1].lower()
    if ending not in (".html", ".css", ".svg", ".json", ".webmanifest", ".xml"):
        return None
    text = (site / path).read_text(encoding="utf-8", errors="replace")
    if ending == ".html":
        return links_found.in_html(text)
    if ending == ".css":
        return Found(list(links_found.in_css(text)))
    if ending == ".svg":
        return links_found.in_svg(text)
    return Found(links_found.in_sitemap(text) if ending == ".xml" else links_found.in_json(path, text))


def _address(site: Path, found: dict[str, Found]) -> str:
    """The public address of the site, as its home page says it (`rel=canonical`); empty when it does not."""
    if "index.html" not in found:
        return ""
    text = (site / "index.html").read_text(encoding="utf-8", errors="replace")
    match = re.search(r"""<link\b[^>]*\brel=["']?canonical\b[^>]*>""", text)
    href = re.search(r"""\bhref=["']?([^"'\s>]+)""", match[0]) if match else None
    return href[1].removesuffix("index.html") if href else ""


def _broken(page: str, reference: Reference, fault: Fault) -> BrokenLink:
    guess = fault.guess
    if guess and fault.code != "LK07":
        file, mark, name = guess.partition("#")
        guess = (relative_url(file, page) if file != page or not mark else "") + mark + name
    return BrokenLink(page, reference.target, fault.code, fault.why, reference.noun, reference.text, guess)


def _gather(broken: list[BrokenLink]) -> Iterator[BrokenLink]:
    """Doubles on one page become one; a crowd of pages with the same fault becomes its first page and a number."""
    groups: dict[tuple[str, ...], list[BrokenLink]] = defaultdict(list)
    for link in sorted(set(broken)):
        end = re.sub(r"^(\.\.?/)+", "", link.target)
        groups[(end, link.code, link.why, link.noun, link.text)].append(link)
    for group in groups.values():
        pages = {link.page for link in group}
        if len(pages) > CROWD:
            yield replace(group[0], also=len(pages) - 1)
        else:
            yield from group
