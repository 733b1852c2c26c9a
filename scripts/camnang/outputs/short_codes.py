"""A short page for every sheet code, for ever: it leads to the page, or says in large letters what replaces the sheet."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from selectolax.lexbor import LexborHTMLParser

from camnang import names
from camnang.codes import Entry, Register
from camnang.outputs.tree import HandoutError

LOOKS, TEMPLATE = "overrides", "ma-ngan.html"


@dataclass(frozen=True)
class Target:
    """A page with a code: address of the page and of its sheet, title, language, day of its next review."""

    code: str
    url: str
    title: str
    lang: str
    sheet: str
    review: str

    def seen_from(self, file: str) -> Target:
        """The same with addresses relative to another file of the site."""
        folder = posixpath.dirname(file)
        sheet = posixpath.normpath(posixpath.join(posixpath.dirname(self.url), self.sheet)) if self.sheet else ""
        return replace(
            self, url=posixpath.relpath(self.url, folder), sheet=posixpath.relpath(sheet, folder) if sheet else ""
        )


def write_short_codes(site: Path, root: Path, register: Register, words: Mapping[str, Any]) -> int:
    """Writes site/<code>/index.html for each page with a code and each code taken back.

    Args:
        root: the project, for the look of the page; words: those of the interface, by language.

    Returns:
        How many short pages the site has.

    Raises:
        HandoutError: two pages share a code; all such codes are named.
    """
    targets = _targets(site)
    template = _template(root)
    for code, target in sorted(targets.items()):
        older = register.older_than(code)
        seen = target.seen_from(names.short_path(code))
        _write(site, template, code, {
            "lang": target.lang, "title": target.title, "page": seen, "nhan": words[target.lang]["nhan"],
            "older": _day(older.older_than) if older else "", "why": older.why if older else "",
        })  # fmt: skip
    gone = [entry for entry in register.withdrawn() if entry.code not in targets]
    for entry in gone:
        _write(site, template, entry.code, _farewell(entry, targets, words[names.DEFAULT_LANG]["nhan"]))
    return len(targets) + len(gone)


def _farewell(entry: Entry, targets: Mapping[str, Target], words: Mapping[str, Any]) -> dict[str, Any]:
    """What the page of a withdrawn code says."""
    instead = [targets[code].seen_from(names.short_path(entry.code)) for code in entry.replaced_by if code in targets]
    return {
        "lang": names.DEFAULT_LANG, "title": entry.title, "withdrawn": _day(entry.withdrawn), "why": entry.why,
        "instead": instead, "nhan": words,
    }  # fmt: skip


def _targets(site: Path) -> dict[str, Target]:
    """Pages of the site that bear a code, by code."""
    found: dict[str, list[Target]] = {}
    for file in sorted(site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        target = _target(html, file.relative_to(site).as_posix()) if "data-ma=" in html else None
        if target:
            found.setdefault(target.code, []).append(target)
    double = [f"mã {code}: {', '.join(one.url for one in some)}" for code, some in sorted(found.items()) if some[1:]]
    if double:
        raise HandoutError("Mỗi mã chỉ dành cho một trang; đổi mã trang mới hơn.\n" + "\n".join(double))
    return {code: some[0] for code, some in found.items()}


def _target(html: str, path: str) -> Target | None:
    tree = LexborHTMLParser(html)
    page = tree.css_first("div.trang[data-ma]")
    code = (page.attributes.get("data-ma") or "") if page is not None else ""
    if page is None or not code:
        return None
    heading, root, sheet = page.css_first("h1"), tree.css_first("html"), page.css_first("a.tai-ban-in[href]")
    review = page.attributes.get("data-xem-lai") or ""
    return Target(
        code=code,
        url=path,
        title=" ".join((heading.text() if heading is not None else code).replace("¶", "").split()),
        lang=(root.attributes.get("lang") if root is not None else None) or names.DEFAULT_LANG,
        sheet=(sheet.attributes.get("href") or "") if sheet is not None else "",
        review=_day(date.fromisoformat(review)) if review else "",
    )


def _template(root: Path) -> Template:
    looks = FileSystemLoader(root / LOOKS)
    shop = Environment(
        loader=looks, autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    return shop.get_template(TEMPLATE)


def _write(site: Path, template: Template, code: str, said: Mapping[str, Any]) -> None:
    short = names.short_path(code)
    file = site / short
    file.parent.mkdir(exist_ok=True)
    home = posixpath.relpath("index.html", posixpath.dirname(short))
    blank = {"page": None, "withdrawn": "", "older": "", "why": "", "instead": ()}
    html = template.render({**blank, "code": code, "home": home, **said})
    file.write_text(html, encoding="utf-8", newline="\n")


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
