"""The register of sheet codes, docs/_du-lieu/ma-to.yml: every code ever printed, for ever, and what became of it.

Codes of made pages stand not in it: a trial form (X012) shares the fate of its guide (G012), months (C) never change.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from camnang import months, names, strict_yaml, trials
from camnang.facts import DATA_FOLDER
from camnang.page import Page
from camnang.page_shape import CODE
from camnang.strict_yaml import Fault, Loaded, read_date

FILE = f"{DATA_FOLDER}/ma-to.yml"
MADE = (trials.LETTER, months.LETTER)
_FOLLOWED = "G"  # letter of the guides, whose trial forms share their fate
_REQUIRED = ("ten", "tu_ngay")
_FIELDS = (*_REQUIRED, "thu_hoi", "thay_bang", "bo_truoc", "vi_sao")
_DATES = ("tu_ngay", "thu_hoi", "bo_truoc")


@dataclass(frozen=True)
class Entry:
    """One code: its page's title when it was given, since when, and perhaps its end.

    `withdrawn`: the day it was taken back, `replaced_by` the codes to use instead; `older_than`: the code lives on, but
    sheets printed before that day are to be thrown away; `why` is the reason of either.
    """

    code: str
    title: str
    since: date
    line: int
    withdrawn: date | None = None
    replaced_by: tuple[str, ...] = ()
    older_than: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Register:
    """Entries by code, everything that is wrong with the file, and the codes of entries that could not be read."""

    entries: Mapping[str, Entry]
    faults: tuple[Fault, ...] = ()
    unread: frozenset[str] = frozenset()

    def missing(self, pages: Iterable[Page]) -> dict[str, Page]:
        """Written pages of the default language whose code is not registered, by code."""
        found = {page.code: page for page in pages if page.lang == names.DEFAULT_LANG and CODE.fullmatch(page.code)}
        known = {*self.entries, *self.unread}
        return {code: page for code, page in sorted(found.items()) if code not in known and code[0] not in MADE}

    def withdrawn(self) -> Iterator[Entry]:
        """Every code taken back, by code; with a guide goes its trial form, replaced by the forms of the new guides."""
        gone = [entry for entry in self.entries.values() if entry.withdrawn]
        forms = [_trial_of(entry) for entry in gone if entry.code.startswith(_FOLLOWED)]
        yield from sorted([*gone, *forms], key=lambda entry: entry.code)

    def older_than(self, code: str) -> Entry | None:
        """The entry of a living code some of whose sheets are to be thrown away."""
        entry = self.entries.get(code)
        return entry if entry and entry.older_than and not entry.withdrawn else None

    def highest(self, letter: str) -> int:
        """The greatest number ever given out behind a letter."""
        return max((int(code[1:]) for code in self.entries if code[0] == letter), default=0)


def load(docs: Path) -> Register:
    """The register beside the pages; a missing file is a fault, since without it a lost code goes unnoticed."""
    file = docs / FILE
    if not file.exists():
        return Register({}, (Fault(1, "thiếu sổ mã.", "lấy lại tệp từ kho, hoặc chạy ./camnang codes để làm mới."),))
    return read(file.read_text(encoding="utf-8"))


def read(text: str) -> Register:
    """The register of a YAML text."""
    loaded = strict_yaml.load(text)
    if loaded.faults or not isinstance(loaded.data, dict):
        return Register({}, loaded.faults or (Fault(1, "sổ mã chưa có mã nào.", "chạy ./camnang codes."),))
    faults = [Fault(loaded.line(code), *told) for code, value in loaded.data.items() for told in _wrong(code, value)]
    readable = {code: value for code, value in loaded.data.items() if not any(_wrong(code, value))}
    entries = {code: _entry(code, value, loaded) for code, value in readable.items()}
    faults += [fault for entry in entries.values() for fault in _loose_ends(entry, entries)]
    unread = frozenset(map(str, set(loaded.data) - set(entries)))
    return Register(entries, tuple(sorted(faults, key=lambda fault: fault.line)), unread)


def entry_line(code: str, title: str, today: date) -> str:
    """The line of a living code."""
    quoted = title.replace("\\", "").replace('"', "”")
    return f'{code}: {{ten: "{quoted}", tu_ngay: {today.isoformat()}}}'


def _wrong(code: Any, value: Any) -> Iterator[tuple[str, str]]:
    """What is wrong with one entry by itself: message and mending."""
    if not isinstance(code, str) or not CODE.fullmatch(code):
        yield f"«{code}» không phải mã tờ.", "ghi một chữ hoa và ba số, ví dụ G012."
    elif code[0] in MADE:
        yield (
            f"mã «{code}» do máy tự cấp, không ghi vào sổ.",
            "xoá mục này; phiếu thử máy theo bài, trang tháng cố định.",
        )
    elif not isinstance(value, dict):
        yield f"mã «{code}» chưa có tên và ngày.", f'ghi «{code}: {{ten: "Tên trang", tu_ngay: 2026-11-23}}».'
    else:
        yield from _wrong_fields(code, value)


def _wrong_fields(code: str, value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in value:
        if name not in _FIELDS:
            guess = next(iter(difflib.get_close_matches(str(name), _FIELDS, 1)), None)
            yield f"mã «{code}» có mục lạ «{name}».", f"đổi thành «{guess}»." if guess else "xoá mục này."
    for name in _REQUIRED:
        if not value.get(name):
            yield f"mã «{code}» thiếu mục «{name}».", f"thêm «{name}: …»."
    for name in _DATES:
        if value.get(name) and not read_date(value[name]):
            yield f"mã «{code}»: {name} «{value[name]}» không phải ngày.", "ghi năm-tháng-ngày, ví dụ 2026-11-23."
    yield from _wrong_end(code, value)


def _wrong_end(code: str, value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    instead = value.get("thay_bang")
    if "thu_hoi" in value and "bo_truoc" in value:
        yield f"mã «{code}» vừa thu hồi hẳn vừa bỏ tờ cũ.", "giữ một trong hai mục «thu_hoi», «bo_truoc»."
    if ("thu_hoi" in value or "bo_truoc" in value) != bool(value.get("vi_sao")):
        yield f"mã «{code}»: có thu hồi thì có lý do, không thì không.", "thêm hoặc xoá mục «vi_sao»."
    if ("thu_hoi" in value) != isinstance(instead, list) or not all(isinstance(one, str) for one in instead or ()):
        yield f"mã «{code}»: thu hồi thì phải nói tờ nào thay.", "ghi «thay_bang: [G013]»; không có tờ thay thì «[]»."


def _loose_ends(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[Fault]:
    for code in entry.replaced_by:
        other = entries.get(code)
        if other is None or other.withdrawn:
            state = "đã thu hồi" if other else "không có trong sổ"
            yield Fault(entry.line, f"mã «{entry.code}» thay bằng «{code}» {state}.", "ghi mã còn dùng.")


def _entry(code: str, value: Mapping[str, Any], loaded: Loaded) -> Entry:
    return Entry(
        code, str(value["ten"]), date.fromisoformat(value["tu_ngay"]), loaded.line(code),
        read_date(value.get("thu_hoi")), tuple(value.get("thay_bang") or ()), read_date(value.get("bo_truoc")),
        str(value.get("vi_sao", "")),
    )  # fmt: skip


def _trial_of(guide: Entry) -> Entry:
    forms = tuple(trials.trial_code(code) for code in guide.replaced_by if code.startswith(_FOLLOWED))
    title = trials.title_of(guide.title)
    return Entry(trials.trial_code(guide.code), title, guide.since, guide.line, guide.withdrawn, forms, None, guide.why)
