"""What the YAML of a screen may say: allowed keys and kinds of values, with a fault for everything else."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from camnang.screens.icons import ICONS

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """Something wrong at a place inside a YAML value."""

    path: Path
    message: str
    fix: str


Check = Callable[[Any, Path], Iterator[Fault]]


@dataclass(frozen=True)
class Key:
    """One allowed key of a mapping."""

    check: Check
    required: bool = False


def nearest(word: str, known: Iterator[str] | list[str]) -> str:
    """A hint that ends a message: the closest known word, else all of them."""
    names = sorted(known)
    folded = {_plain(name): name for name in reversed(names)}
    close = get_close_matches(_plain(word), folded, n=1, cutoff=0.5)
    return f"đổi thành «{folded[close[0]]}»." if close else f"dùng một trong các từ: {', '.join(names)}."


def _plain(word: str) -> str:
    """Without marks and case, as people write names in a hurry."""
    split = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(char for char in split if not unicodedata.combining(char)).replace("_", "-")


def text(value: Any, path: Path) -> Iterator[Fault]:
    """Words: not empty, and not something YAML reads as a number, date or yes/no."""
    if not isinstance(value, str):
        fix = 'đặt cả giá trị trong dấu ngoặc kép, ví dụ "0123".'
        yield Fault(path, f"«{_shown(value)}» không phải là chữ.", fix)
    elif not value.strip():
        yield Fault(path, "chỗ này đang để trống.", "ghi chữ hiện trên màn hình, hoặc xoá dòng này.")


def truth(value: Any, path: Path) -> Iterator[Fault]:
    """true or false."""
    if not isinstance(value, bool):
        yield Fault(path, f"«{_shown(value)}» phải là true hoặc false.", "ghi true (có) hoặc false (không).")


def count(low: int, high: int) -> Check:
    """A whole number between two limits, both included."""

    def check(value: Any, path: Path) -> Iterator[Fault]:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            yield Fault(path, f"«{_shown(value)}» phải là số từ {low} đến {high}.", f"ghi một số từ {low} đến {high}.")

    return check


def choice(*names: str) -> Check:
    """One of some fixed words."""

    def check(value: Any, path: Path) -> Iterator[Fault]:
        if value not in names:
            yield Fault(path, f"không có lựa chọn «{_shown(value)}».", nearest(str(value), list(names)))

    return check


def icon(value: Any, path: Path) -> Iterator[Fault]:
    """The name of an icon."""
    if not isinstance(value, str) or value not in ICONS:
        yield Fault(path, f"không có biểu tượng «{_shown(value)}».", nearest(str(value), list(ICONS)))


def items(check: Check, low: int, high: int) -> Check:
    """A list of `low` to `high` values of one kind."""

    def whole(value: Any, path: Path) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(path, "chỗ này phải là danh sách.", "mỗi mục một dòng, bắt đầu bằng dấu gạch «- ».")
            return
        if not low <= len(value) <= high:
            fix = f"ghi từ {low} đến {high} mục."
            yield Fault(path, f"danh sách này có {len(value)} mục, cần từ {low} đến {high}.", fix)
        for index, item in enumerate(value):
            yield from check(item, (*path, index))

    return whole


def either(single: Check, several: Check) -> Check:
    """One value, or a list of them."""

    def check(value: Any, path: Path) -> Iterator[Fault]:
        yield from (several if isinstance(value, list) else single)(value, path)

    return check


def mapping(keys: Mapping[str, Key], name: str) -> Check:
    """A mapping with these keys and no others; `name` is how messages call it."""

    def check(value: Any, path: Path) -> Iterator[Fault]:
        if not isinstance(value, dict):
            fix = f"ghi các mục con của {name}: {', '.join(keys)}."
            yield Fault(path, f"{name} đang ghi «{_shown(value)}», thiếu các mục con.", fix)
            return
        for key in value:
            if key not in keys:
                yield Fault((*path, str(key)), f"{name} không có mục «{key}».", nearest(str(key), list(keys)))
        for key, rule in keys.items():
            if key in value:
                yield from rule.check(value[key], (*path, key))
            elif rule.required:
                yield Fault(path, f"{name} thiếu mục «{key}».", f"thêm dòng «{key}: …».")

    return check


def _shown(value: Any) -> str:
    if value is None:
        return "(trống)"
    if isinstance(value, bool):
        return "true" if value else "false"
    words = str(value)
    return words if len(words) <= 40 else words[:39] + "…"
