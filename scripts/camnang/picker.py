"""```chon-to fences: the packs of sheets with their PDFs («bo»), or every sheet by who gets it («to»).

Both are whole without scripts; assets/js/chon-to.js adds ticks, the command, the links and the shopping list. How much
paper each takes is written in when the PDFs are there (`outputs/picked.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from json import dumps

from camnang import names
from camnang.corpus import Corpus
from camnang.packs import Pack, has_sheet
from camnang.page import Page
from camnang.page_shape import AUDIENCES
from camnang.schema import TYPES

PEOPLE = AUDIENCES[-1]  # sheets for the people: a copy for each of them, of all others one


class PickerError(ValueError):
    """The fence does not say which of the two it is."""


def render(source: str, page: Page, corpus: Corpus, packs: Sequence[Pack], words: Mapping[str, str]) -> str:
    """HTML of a fence.

    Args:
        source: «bo» or «to»; words: «chon_to» of the interface.

    Raises:
        PickerError: it says something else.
    """
    here = names.page_url(page.path)
    if source.strip() == "bo":
        return _packs(packs, here, words)
    if source.strip() == "to":
        return _sheets(corpus, page.lang, here, words)
    raise PickerError(f"«{source.strip()}» không có. Cách sửa: ghi «bo» (các bộ) hoặc «to» (từng tờ).")


def _packs(packs: Iterable[Pack], here: str, words: Mapping[str, str]) -> str:
    items = []
    for pack in packs:
        file = names.pack_path(pack.name)
        codes = " ".join(page.code for page in pack.pages)
        items.append(
            f'<li data-ma="{codes}"><a class="ten" href="{names.relative_url(file, here)}">{escape(pack.title)}</a>'
            f'<span class="mo-ta">{escape(pack.audience)}</span>'
            f'<span class="thong-tin">{len(pack.pages)} {escape(words["trong_bo"])} · {_paper(file)}</span></li>'
        )
    return f'<ul class="danh-sach bo-to"{_paper_words(words)}>{"".join(items)}</ul>'


def _sheets(corpus: Corpus, lang: str, here: str, words: Mapping[str, str]) -> str:
    printed = [page for page in corpus.of_lang(lang) if has_sheet(page) and page.path not in corpus.made]
    groups = "".join(
        _group(audience, [page for page in printed if _audience(page) == audience], here, words)
        for audience in (PEOPLE, *AUDIENCES[:-1])
    )
    return f'<div class="chon-to" data-search-exclude{_paper_words(words)} data-chu="{escape(dumps(dict(words), ensure_ascii=False))}">{groups}</div>'


def _group(audience: str, pages: Sequence[Page], here: str, words: Mapping[str, str]) -> str:
    kinds = [(kind.label, [page for page in pages if page.kind == kind.name]) for kind in TYPES.values()]
    lists = "".join(
        f'<details><summary>{escape(label)} ({len(some)})</summary><ul data-nhom="{audience}">'
        + "".join(_item(page, here) for page in sorted(some, key=lambda page: page.code))
        + "</ul></details>"
        for label, some in kinds
        if some
    )
    return f"<h3>{escape(words[audience])}</h3>{lists}" if lists else ""


def _item(page: Page, here: str) -> str:
    file = names.handout_path(page.code, page.slug)
    link = f'<a href="{names.relative_url(file, here)}">{page.code} · {escape(page.title)}</a>'
    return f'<li data-ma="{page.code}">{link} {_paper(file)}</li>'


def _paper(file: str) -> str:
    """An empty place for how much paper a PDF takes."""
    return f'<span class="so-to" data-tep="{file}"></span>'


def _paper_words(words: Mapping[str, str]) -> str:
    """How paper is told: printed on one side, on both."""
    return f' data-giay="{escape(words["mot_mat"])}" data-giay-hai-mat="{escape(words["hai_mat"])}" data-the="{escape(words["the"])}"'


def _audience(page: Page) -> str:
    """Who gets a sheet: the people, when it is for them too; else the first it names."""
    named = page.meta.get("danh_cho") or AUDIENCES[:1]
    return PEOPLE if PEOPLE in named else str(named[0])
