"""The keys of a screen, and the step from a checked YAML mapping to Content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from camnang.screens import shape
from camnang.screens.ink import TONES
from camnang.screens.phone import Content
from camnang.screens.shape import Fault, Key, Path
from camnang.screens.widgets import WIDGETS


def _rows(value: Any, path: Path) -> Iterator[Fault]:
    yield from shape.items(_row, 0, 12)(value, path)


def _row(value: Any, path: Path) -> Iterator[Fault]:
    if isinstance(value, str) and value in WIDGETS or not isinstance(value, dict):
        shown = value if isinstance(value, str) else str(value)
        fix = f"ghi «- {shown if shown in WIDGETS else 'chu'}: …»."
        yield Fault(path, f"dòng «{shown}» thiếu tên loại và dấu hai chấm.", fix)
    elif len(value) != 1:
        fix = "mỗi gạch đầu dòng chỉ một loại; các mục con lùi vào sâu hơn."
        yield Fault(path, f"một dòng đang ghi {len(value)} loại: {', '.join(map(str, value))}.", fix)
    else:
        name, inner = next(iter(value.items()))
        if name not in WIDGETS:
            yield Fault((*path, str(name)), f"không có loại dòng «{name}».", shape.nearest(str(name), list(WIDGETS)))
        else:
            yield from WIDGETS[name].faults(name, inner, (*path, name))


_TAB = shape.mapping(
    {"bieu_tuong": Key(shape.icon, True), "nhan": Key(shape.text, True), "chon": Key(shape.truth)}, "mục dưới cùng"
)
SCREEN_KEYS: Mapping[str, Key] = {
    "tieu_de": Key(shape.text),
    "lui": Key(shape.truth),
    "cac_dong": Key(_rows),
    "the_duoi": Key(shape.items(_TAB, 2, 4)),
}
_APP: Mapping[str, Key] = {
    "ung_dung": Key(shape.text),
    "tong": Key(shape.choice(*TONES)),
    "doi_chieu": Key(shape.text),
}
APP_KEYS: Mapping[str, Key] = {
    "ung_dung": Key(shape.text, True),
    "tong": Key(shape.choice(*TONES), True),
    "doi_chieu": Key(shape.text, True),
    "man_hinh": Key(
        lambda value, path: shape.mapping({}, "man_hinh")(value, path) if not isinstance(value, dict) else iter(()),
        True,
    ),
}
_STEP: Mapping[str, Key] = {
    "dau": Key(shape.text),
    "gia": Key(shape.truth),
    "bai_tap": Key(shape.truth),
    "chu_thich": Key(shape.text),
}
INLINE_KEYS: Mapping[str, Key] = {**_APP, **SCREEN_KEYS, **_STEP}


def _extra(value: Any, path: Path) -> Iterator[Fault]:
    if isinstance(value, list):
        yield from _rows(value, path)
    else:
        yield from shape.mapping({**_APP, **SCREEN_KEYS}, "them")(value, path)


REUSE_KEYS: Mapping[str, Key] = {"dung": Key(shape.text, True), "them": Key(_extra), **_STEP}


def screen_faults(raw: Any, path: Path, keys: Mapping[str, Key]) -> Iterator[Fault]:
    """What is wrong with the mapping of one screen."""
    yield from shape.mapping(keys, "màn hình")(raw, path)


def content_of(raw: Mapping[str, Any]) -> Content:
    """Content from a mapping without faults."""
    rows = tuple(next(iter(row.items())) for row in raw.get("cac_dong", ()))
    return Content(
        app=raw.get("ung_dung", ""),
        tone=raw.get("tong", "xanh"),
        title=raw.get("tieu_de", ""),
        back=bool(raw.get("lui")),
        rows=tuple((name, WIDGETS[name].value(value)) for name, value in rows),
        tabs=tuple(raw.get("the_duoi", ())),
        fake=bool(raw.get("gia")),
        drill=bool(raw.get("bai_tap")),
    )
