"""```danh-sach fences: lists of pages made from the corpus, so that nobody keeps them by hand."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from camnang import names, sheet_list, strict_yaml, trials
from camnang.corpus import Corpus
from camnang.facts import Facts
from camnang.page import Page
from camnang.schema import TYPES

_KEYS = ("thu_muc", "loai", "ma", "to_roi", "nhom_theo", "kho_khan", "loc")
_FILTERS = ("kho_khan", "vung", "cap", "muc_chi_phi", "nam")  # of a list of cases


class ListingError(ValueError):
    """A list that cannot be made: unknown key, folder, type or code."""

    def __init__(self, line: int, message: str, fix: str) -> None:
        super().__init__(f"{message} Cách sửa: {fix}")
        self.line, self.message, self.fix = line, message, fix


def render(source: str, page: Page, corpus: Corpus, labels: Mapping[str, str], facts: Facts) -> str:
    """HTML list of pages of the same language as `page`.

    Args:
        source: YAML with one of `thu_muc`, `loai`, `ma` (list of codes), `to_roi: true`, and maybe `nhom_theo` (a key).
        labels: words for grouping values and units; `phut` names minutes.
        facts: what the pages name; the length of their words decides which forms a sheet has.

    Raises:
        ListingError: the YAML does not say what to list.
    """
    wanted, pages = chosen(source, page, corpus)
    if wanted.get("to_roi"):
        return sheet_list.render(pages, page, corpus, labels, facts)
    if wanted.get("loc"):
        return _filterable(pages, page, labels)
    groups = _grouped(pages, str(wanted.get("nhom_theo", "")))
    out = []
    for value, members in groups:
        if value:
            out.append(f"<h3>{escape(_group_name(value, labels))}</h3>")
        items = "".join(_item(member, page, labels) for member in members)
        out.append(f'<ul class="danh-sach" data-search-exclude>{items}</ul>')
    return "".join(out)


def chosen(source: str, page: Page, corpus: Corpus) -> tuple[dict[str, Any], list[Page]]:
    """What the YAML asks for and the pages it names.

    Raises:
        ListingError: the YAML does not say what to list, or nothing is there to be listed.
    """
    wanted = _wanted(source)
    pages = [one for one in _select(wanted, page.lang, corpus) if one.path != page.path]
    if "kho_khan" in wanted:
        pages = [one for one in pages if wanted["kho_khan"] in (one.meta.get("kho_khan") or ())]
    if not pages:
        raise ListingError(1, "danh sách này chưa có trang nào.", "xem lại tên thư mục hoặc loại trang.")
    return wanted, pages


def _wanted(source: str) -> dict[str, Any]:
    loaded = strict_yaml.load(source)
    for fault in loaded.faults:
        raise ListingError(fault.line, fault.message, fault.fix)
    if not isinstance(loaded.data, dict):
        raise ListingError(1, "danh sách chưa nói liệt kê gì.", "ghi ví dụ «thu_muc: huong-dan/vneid».")
    for key in loaded.data:
        if key not in _KEYS:
            guess = next(iter(difflib.get_close_matches(str(key), _KEYS, 1)), _KEYS[0])
            raise ListingError(loaded.line(key), f"danh sách không có mục «{key}».", f"đổi thành «{guess}».")
    return loaded.data


def _select(wanted: Mapping[str, Any], lang: str, corpus: Corpus) -> Iterable[Page]:
    if "thu_muc" in wanted:
        return sorted(corpus.below(f"{lang}/{wanted['thu_muc']}"), key=lambda page: (page.code, page.path))
    if "ma" in wanted:
        missing = [code for code in wanted["ma"] if code not in corpus.by_code]
        if missing:
            raise ListingError(1, f"không có trang mã {', '.join(missing)}.", "xem mã ở đầu các trang.")
        return [corpus.by_code[code] for code in wanted["ma"]]
    if wanted.get("to_roi"):
        made = {page.path for page in corpus.below(f"{lang}/{trials.FOLDER}")}
        printed = (page for page in corpus.of_lang(lang) if page.kind in TYPES and TYPES[page.kind].sheet)
        return [page for page in printed if page.path not in made]
    return sorted(corpus.of_kind(str(wanted.get("loai", "")), lang), key=lambda page: (page.code, page.path))


def _grouped(pages: list[Page], key: str) -> list[tuple[str, list[Page]]]:
    if not key:
        return [("", pages)]
    groups: dict[str, list[Page]] = {}
    for page in pages:
        value = page.meta.get(key, "")
        for one in value if isinstance(value, list) else [value]:
            groups.setdefault(str(one), []).append(page)
    order = {name: index for index, name in enumerate(TYPES)}
    return sorted(groups.items(), key=lambda group: (order.get(group[0], 99), group[0]))


def _filterable(pages: list[Page], page: Page, labels: Mapping[str, str]) -> str:
    """The list with what each page can be sifted by; assets/js/loc.js puts the choices above it, without it all is shown."""
    names_of = {key: labels.get(key, key) for key in _FILTERS}
    items = []
    for one in pages:
        values = {key: one.meta.get(key, "") for key in _FILTERS}
        data = "".join(
            f' data-{key.replace("_", "-")}="{escape(_shown(value, labels))}"' for key, value in values.items()
        )
        items.append(_item(one, page, labels).replace("<li>", f"<li{data}>", 1))
    heads = "".join(f' data-{key.replace("_", "-")}="{escape(label)}"' for key, label in names_of.items())
    words = f' data-tat-ca="{escape(labels["loc_tat_ca"])}" data-dem="{escape(labels["loc_dem"])}"'
    return f'<div class="loc"{heads}{words}><ul class="danh-sach" data-search-exclude>{"".join(items)}</ul></div>'


def _shown(value: Any, labels: Mapping[str, str]) -> str:
    """The words of a value, several joined by «|»."""
    values = value if isinstance(value, list) else [value]
    return "|".join(labels.get(str(one), str(one)) for one in values)


def _group_name(value: str, labels: Mapping[str, str]) -> str:
    return TYPES[value].label if value in TYPES else labels.get(value, value)


def _item(target: Page, page: Page, labels: Mapping[str, str]) -> str:
    here = names.page_url(page.path)
    url = names.relative_url(names.page_url(target.path), here)
    facts = [target.code] if target.code else []
    if "phut" in target.meta:
        facts.append(f"{target.meta['phut']} {labels['phut']}")
    if "noi" in target.meta:
        facts.append(str(target.meta["noi"]))
    return (
        f'<li><a class="ten" href="{escape(url)}">{escape(target.title)}</a>'
        f'<span class="mo-ta">{escape(target.description)}</span>'
        f'<span class="thong-tin">{escape(" · ".join(facts))}</span></li>'
    )
