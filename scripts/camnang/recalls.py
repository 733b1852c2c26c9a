"""```to-thu-hoi fences: every sheet that must not be handed out any more, newest first, with what to use instead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

from camnang import names
from camnang.codes import Entry, Register
from camnang.corpus import Corpus
from camnang.page import Page


def render(register: Register, page: Page, corpus: Corpus, labels: Mapping[str, Any]) -> str:
    """HTML of the list; a sentence when nothing was taken back.

    Args:
        page: the page on which the list stands.
        labels: words of the interface.
    """
    called = sorted(
        (one for one in register.entries.values() if one.withdrawn or one.older_than),
        key=lambda one: (_day(one), one.code),
        reverse=True,
    )
    if not called:
        return f"<p>{escape(labels['chua_thu_hoi'])}</p>"
    return f'<ul class="danh-sach">{"".join(_item(one, page, corpus, labels) for one in called)}</ul>'


def _item(entry: Entry, page: Page, corpus: Corpus, labels: Mapping[str, Any]) -> str:
    here, living = names.page_url(page.path), corpus.by_code.get(entry.code)
    title = f"<strong>{escape(f'{entry.code} · {entry.title}')}</strong>"
    if entry.withdrawn or living is None:
        told = f"{labels['to_thu_hoi_tu']} {_day(entry):%d/%m/%Y}. {entry.why}"
        instead = [corpus.by_code[code] for code in entry.replaced_by if code in corpus.by_code]
        lead = labels["to_dung_to_nay"] + ": " if instead else labels["to_chua_co_thay"]
    else:
        told = f"{labels['to_bo_truoc'].replace('#', f'{_day(entry):%d/%m/%Y}')}. {entry.why}"
        instead, lead = [living], ""
    links = ", ".join(_link(one, here) for one in instead)
    return f'<li class="to-bo">{title}<span>{escape(told)}</span><span>{escape(lead)}{links}</span></li>'


def _link(one: Page, here: str) -> str:
    url = names.relative_url(names.page_url(one.path), here)
    return f'<a href="{escape(url)}">{escape(f"{one.code}: {one.title}")}</a>'


def _day(entry: Entry) -> date:
    return entry.withdrawn or entry.older_than or entry.since
