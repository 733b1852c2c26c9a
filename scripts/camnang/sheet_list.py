"""The list of all sheets to print, for the page «Tờ in»: by who gets them, then by shelf, each with its other forms.

Numbers that only the finished PDF knows (paper, pages, size) and its picture stay empty places; outputs/gallery.py fills
them in, and the list is whole without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from camnang import formats, months, names, programme
from camnang.corpus import Corpus
from camnang.facts import Facts
from camnang.page import Page
from camnang.schema import TYPES

AUDIENCES = ("nguoi-dan", "thanh-vien", "nguoi-day", "to-truong")  # in this order on the page
_TO_HAND_OUT = AUDIENCES[0]  # a sheet that people may keep is listed with those, whoever else reads it


def render(pages: Iterable[Page], page: Page, corpus: Corpus, labels: Mapping[str, Any], facts: Facts) -> str:
    """HTML of the list.

    Args:
        pages: those with a sheet of their own.
        page: the page on which the list stands.
        labels: words of the interface; facts: what the pages name.
    """
    halls: dict[str, dict[str, list[Page]]] = {}
    for one in sorted(pages, key=lambda one: (list(TYPES).index(one.kind), one.code)):
        halls.setdefault(_audience(one), {}).setdefault(_shelf(one, corpus), []).append(one)
    return "".join(
        f'<h2 id="to-{audience}">{escape(labels["danh_cho"][audience])}</h2>'
        + "".join(_shelf_html(name, some, page, corpus, labels, facts) for name, some in halls[audience].items())
        for audience in AUDIENCES
        if audience in halls
    )


def forms(one: Page, corpus: Corpus, labels: Mapping[str, Any], facts: Facts) -> list[tuple[str, str]]:
    """Every form of a page's sheet, its own first: file below the site root and name."""
    found = [(names.handout_path(one.code, one.slug), str(labels["tai_ban_in"]))]
    found += [
        (names.handout_path(one.code, one.slug, form), labels["to_in"][form])
        for form in formats.forms_of(one, corpus, facts)
    ]
    year, _ = programme.load(corpus.docs) if one.path == months.YEAR_PAGE else (None, ())
    if year:
        folder = names.CALENDAR_FOLDER
        found += [
            (f"{folder}/{names.calendar_file(year.year, name)}", label)
            for name, label in months.CALENDARS
            if name.endswith(".pdf")
        ]
    return found


def _audience(one: Page) -> str:
    meant = [str(name) for name in one.meta.get("danh_cho") or ()]
    return _TO_HAND_OUT if _TO_HAND_OUT in meant or not meant else meant[0]


def _shelf(one: Page, corpus: Corpus) -> str:
    """Type of the page; where a type has very many pages, also its group or the name of its folder."""
    label = TYPES[one.kind].label
    index = corpus.by_path.get(one.path.rsplit("/", 1)[0] + "/index.md") if TYPES[one.kind].has_steps else None
    group = str(one.meta.get("nhom") or (index.title if index else ""))
    return f"{label}: {group}" if group else label


def _shelf_html(
    name: str, some: list[Page], page: Page, corpus: Corpus, labels: Mapping[str, Any], facts: Facts
) -> str:
    count = str(labels["so_to"]).replace("#", str(len(some)))
    items = "".join(_item(one, page, corpus, labels, facts) for one in some)
    return (
        f'<details class="ke-to"><summary>{escape(name)} <span class="so-to">{escape(count)}</span></summary>'
        f'<ul class="danh-sach" data-search-exclude>{items}</ul></details>'
    )


def _item(one: Page, page: Page, corpus: Corpus, labels: Mapping[str, Any], facts: Facts) -> str:
    here = names.page_url(page.path)
    url = names.relative_url(names.page_url(one.path), here)
    offered = forms(one, corpus, labels, facts)
    alt = str(labels["anh_to"]).replace("#", one.code)
    shown = [one.code]
    shown += [
        f"{labels[key]} {'/'.join(reversed(str(one.meta[key]).split('-')))}"
        for key in ("ngay_kiem", "xem_lai")
        if one.meta.get(key)
    ]
    told = "".join(f"<span>{escape(fact)}</span>" for fact in shown)
    links = "".join(_form(file, label, one.title, here) for file, label in offered)
    front = names.relative_url(offered[0][0], here)
    return (
        f'<li><span class="anh-to" data-to="{escape(front)}" data-loi="{escape(alt)}"></span>'
        f'<a class="ten" href="{escape(url)}">{escape(one.title)}</a>'
        f'<span class="thong-tin">{told}</span><span class="cac-to">{links}</span></li>'
    )


def _form(file: str, label: str, title: str, here: str) -> str:
    """A link to one form; only sheets made from pages have the class that orders them from the print shop."""
    url = escape(names.relative_url(file, here))
    look = "tai-ban-in" if file.startswith(f"{names.HANDOUT_FOLDER}/") else "to-lich"
    return (
        f'<a class="{look}" href="{url}">{escape(label)}<span class="an"> {escape(title)}</span>'
        f' <small class="kho-to" data-to="{url}"></small></a>'
    )
