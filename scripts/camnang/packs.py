"""Packs of sheets, docs/_du-lieu/bo.yml: which pages belong together, by code, folder, role or lesson; read strictly."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from camnang import names, strict_yaml
from camnang.corpus import Corpus
from camnang.facts import DATA_FOLDER
from camnang.page import Page
from camnang.page_shape import CODE
from camnang.schema import TYPES
from camnang.strict_yaml import Fault, Loaded

FILE = f"{DATA_FOLDER}/bo.yml"
MAX_TITLE = 60  # letters, one line of the cover
_KEYS = ("ten", "tieu_de", "danh_cho", "gom")
_FORM = "dang"  # may be left out: every page comes as its own sheet
_FORMS = tuple(sorted({form for kind in TYPES.values() for form in kind.more_sheets}))
_PARTS = {
    "vai_tro": ("vai-tro", "Học theo thứ tự"),
    "giao_an": ("giao-an", "Tờ phát"),
}  # page type, part with the links
_SOURCES = ("ma", "nhom", *_PARTS)


@dataclass(frozen=True)
class Pack:
    """Pages whose sheets are printed together, in this order; `name` stands in commands and file names.

    `form`: the form of the sheets that is taken where a page has it («chu-to»).
    """

    name: str
    title: str
    audience: str
    pages: tuple[Page, ...]
    form: str = ""


def load(corpus: Corpus) -> tuple[tuple[Pack, ...], tuple[Fault, ...]]:
    """The packs of the project; without the file there are none, and no fault."""
    file = corpus.docs / FILE
    return read(file.read_text(encoding="utf-8"), corpus) if Path(file).exists() else ((), ())


def read(text: str, corpus: Corpus) -> tuple[tuple[Pack, ...], tuple[Fault, ...]]:
    """The packs of a YAML text, or everything that is wrong with it; never both."""
    loaded = strict_yaml.load(text)
    faults = tuple(loaded.faults) or tuple(_Check(loaded, corpus).faults())
    if faults:
        return (), faults
    return tuple(
        Pack(
            one["ten"],
            one["tieu_de"],
            one["danh_cho"],
            tuple(_unique(_pages(one["gom"], corpus))),
            one.get(_FORM, ""),
        )
        for one in loaded.data["bo"]
    ), ()


def of_codes(
    codes: Iterable[str], corpus: Corpus, title: str, audience: str = ""
) -> tuple[Pack | None, tuple[str, ...]]:
    """A pack made on the spot; else the codes that have no sheet."""
    wanted = list(codes)
    odd = tuple(code for code in wanted if _sheet(code, corpus) is None)
    pages = tuple(_unique(page for code in wanted if (page := _sheet(code, corpus))))
    return (None if odd else Pack(names.slugify(title), title, audience, pages)), odd


def has_sheet(page: Page) -> bool:
    """Whether a page is printed."""
    return bool(page.code and page.kind in TYPES and TYPES[page.kind].sheet)


@dataclass(frozen=True)
class _Check:
    """Looks at every value of the file; `loaded` knows the lines."""

    loaded: Loaded
    corpus: Corpus

    def faults(self) -> Iterator[Fault]:
        data = self.loaded.data
        if not isinstance(data, dict) or list(data) != ["bo"] or not isinstance(data["bo"], list) or not data["bo"]:
            yield Fault(1, "tệp chưa có danh sách «bo».", "ghi «bo:», dưới đó mỗi bộ một khối «- ten: …».")
            return
        seen: set[str] = set()
        for index, one in enumerate(data["bo"]):
            path = ("bo", index)
            if not isinstance(one, dict):
                yield self._fault(path, "bộ này chưa có các mục con.", f"ghi đủ {', '.join(_KEYS)}.")
                continue
            yield from self._keys(one, path)
            yield from self._name(one, path, seen)
            for key in ("tieu_de", "danh_cho"):
                yield from self._words(one, path, key)
            yield from self._sources(one.get("gom"), (*path, "gom"))

    def _fault(self, path: tuple[str | int, ...], message: str, fix: str) -> Fault:
        return Fault(self.loaded.line(*path), message, fix)

    def _keys(self, one: Mapping[str, Any], path: tuple[str | int, ...]) -> Iterator[Fault]:
        for key in _KEYS:
            if key not in one:
                yield self._fault(path, f"bộ này thiếu mục «{key}».", f"thêm dòng «{key}: …».")
        for key in one:
            if key not in (*_KEYS, _FORM):
                yield self._fault((*path, key), f"không có mục «{key}».", _guess(str(key), (*_KEYS, _FORM)))
        if one.get(_FORM, _FORMS[0]) not in _FORMS:
            fix = _guess(str(one[_FORM]), _FORMS)
            yield self._fault((*path, _FORM), f"không có khổ in «{one[_FORM]}».", fix)

    def _name(self, one: Mapping[str, Any], path: tuple[str | int, ...], seen: set[str]) -> Iterator[Fault]:
        name = one.get("ten")
        if "ten" not in one:
            return
        if not isinstance(name, str) or not name or name != names.slugify(name):
            fix = f"ghi «{names.slugify(str(name)) or 'buoi-3'}»: chữ thường không dấu, nối bằng gạch ngang."
            yield self._fault((*path, "ten"), f"tên bộ «{name}» không dùng làm tên tệp được.", fix)
        elif name in seen:
            yield self._fault((*path, "ten"), f"tên bộ «{name}» đã dùng ở trên.", "đặt tên khác cho một trong hai bộ.")
        seen.add(str(name))

    def _words(self, one: Mapping[str, Any], path: tuple[str | int, ...], key: str) -> Iterator[Fault]:
        value = one.get(key)
        if key not in one:
            return
        if not isinstance(value, str) or not value.strip():
            yield self._fault((*path, key), f"mục «{key}» chưa có chữ.", f"ghi «{key}: » rồi một dòng chữ.")
        elif len(value) > MAX_TITLE:
            fix = f"viết gọn còn nhiều nhất {MAX_TITLE} chữ cái, vừa một dòng của trang bìa."
            yield self._fault((*path, key), f"mục «{key}» dài {len(value)} chữ cái.", fix)

    def _sources(self, value: Any, path: tuple[str | int, ...]) -> Iterator[Fault]:
        if path[-1] == "gom" and value is None:
            return
        if not isinstance(value, list) or not value:
            yield self._fault(path, "mục «gom» chưa có dòng nào.", "mỗi dòng một khối, ví dụ «- giao_an: B004».")
            return
        for index, one in enumerate(value):
            here = (*path, index)
            if not isinstance(one, dict) or len(one) != 1:
                fix = f"mỗi dòng ghi đúng một trong: {', '.join(_SOURCES)}."
                yield self._fault(here, "dòng này chưa nói gom những tờ nào.", fix)
                continue
            key, wanted = next(iter(one.items()))
            if key not in _SOURCES:
                yield self._fault((*here, key), f"không có cách gom «{key}».", _guess(str(key), _SOURCES))
            elif key == "ma":
                yield from self._codes(wanted, (*here, key))
            elif key == "nhom":
                if not any(map(has_sheet, self.corpus.below(f"{names.DEFAULT_LANG}/{wanted}"))):
                    fix = "ghi thư mục trong docs/vi, ví dụ «huong-dan/vneid»."
                    yield self._fault((*here, key), f"thư mục «{wanted}» không có trang nào in được.", fix)
            else:
                yield from self._linking(key, wanted, (*here, key))

    def _codes(self, value: Any, path: tuple[str | int, ...]) -> Iterator[Fault]:
        if not isinstance(value, list) or not value:
            yield self._fault(path, "mục «ma» chưa có mã nào.", "ghi «ma: [G001, Y002]».")
            return
        for index, code in enumerate(value):
            at = (*path, index)
            if not isinstance(code, str) or not CODE.fullmatch(code):
                yield self._fault(at, f"«{code}» không phải mã trang.", "ghi mã như G001, Y002.")
            elif _sheet(code, self.corpus) is None:
                yield self._fault(at, f"không có tờ in mã {code}.", "xem mã ở đầu các trang.")
            elif code in value[:index]:
                yield self._fault(at, f"mã {code} ghi hai lần.", "bỏ một chỗ.")

    def _linking(self, key: str, code: Any, path: tuple[str | int, ...]) -> Iterator[Fault]:
        kind, part = _PARTS[key]
        page = self.corpus.by_code.get(str(code))
        if page is None or page.kind != kind:
            fix = f"ghi mã của một trang loại «{TYPES[kind].label}», ví dụ «{key}: {TYPES[kind].letter}001»."
            yield self._fault(path, f"«{code}» không phải mã {TYPES[kind].label.lower()} nào.", fix)
        elif not any(_linked(page, part, self.corpus)):
            yield self._fault(path, f"phần «{part}» của {code} chưa trỏ tới tờ nào.", "thêm liên kết ở trang ấy.")


def _pages(sources: Iterable[Mapping[str, Any]], corpus: Corpus) -> Iterator[Page]:
    for one in sources:
        for key, wanted in one.items():
            if key == "ma":
                yield from (corpus.by_code[code] for code in wanted)
            elif key == "nhom":
                yield from sorted(filter(has_sheet, corpus.below(f"{names.DEFAULT_LANG}/{wanted}")), key=_by_code)
            else:
                page = corpus.by_code[wanted]
                yield page
                yield from _linked(page, _PARTS[key][1], corpus)


def _linked(page: Page, part: str, corpus: Corpus) -> Iterator[Page]:
    """Pages with sheets that a part of a page links to, in its order."""
    section = page.section(part)
    if section is None:
        return
    lines = {number for number, _ in section.lines}
    for link in page.links:
        if link.line in lines and link.target.partition("#")[0].endswith(".md"):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), link.target.partition("#")[0]))
            target = corpus.by_path.get(path)
            if target is not None and has_sheet(target):
                yield target


def _sheet(code: str, corpus: Corpus) -> Page | None:
    page = corpus.by_code.get(code)
    return page if page is not None and has_sheet(page) else None


def _unique(pages: Iterable[Page]) -> Iterator[Page]:
    yield from {page.path: page for page in pages}.values()


def _by_code(page: Page) -> str:
    return page.code


def _guess(word: str, known: Iterable[str]) -> str:
    guess = difflib.get_close_matches(word, list(known), 1)
    return f"đổi thành «{guess[0]}»." if guess else f"dùng một trong: {', '.join(known)}."
