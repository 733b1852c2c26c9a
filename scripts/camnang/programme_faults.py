"""What can be wrong with the file of a yearly programme: every value looked at, every fault with its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from camnang.page_shape import CODE, LEVELS
from camnang.strict_yaml import Fault, Loaded

WEEKS = 4
SUNDAY = 8  # weekdays are counted as Vietnamese does: 2 (Monday) to 7, then Sunday
MAX_TASK_WORDS, MAX_THEME_WORDS = 25, 8
_TOP = ("ten", "nam", "noi", "buoi_co_dinh", "moc", "thang", "chi_so")
_MEETING = ("thu", "gio", "phut", "ten", "nghi")
_MONTH = ("thang", "chu_de", "vi_sao", *LEVELS, "hoc", "loa", "phat", "dem")


@dataclass(frozen=True)
class Check:
    """Looks at every value of the file; `loaded` knows the lines."""

    loaded: Loaded
    codes: Container[str] | None
    known: Container[str] | None

    def faults(self) -> Iterator[Fault]:
        data = self.loaded.data
        if not isinstance(data, dict):
            yield Fault(1, "tệp chưa có mục nào.", "chép docs/_du-lieu/ke-hoach.yml rồi sửa từng dòng.")
            return
        yield from self._keys(data, (), _TOP)
        yield from self._text(data, (), "ten")
        yield from self._whole(data, (), "nam", 2020, 2100)
        yield from self._meeting(data.get("buoi_co_dinh"))
        yield from self._references(data, ())
        yield from self._each(data, "moc", ("ngay", "ten", "su_that"), self._milestone)
        yield from self._each(data, "chi_so", ("ten", "cach_dem"), lambda one, path: iter(()))
        yield from self._each(data, "thang", _MONTH, self._month)
        numbers = [one.get("thang") for one in data.get("thang") or [] if isinstance(one, dict)]
        if numbers != list(range(1, 13)):
            fix = "ghi đủ 12 tháng theo thứ tự, mỗi tháng một khối «- thang: 1»."
            yield self._fault(("thang",), f"các tháng đang là {', '.join(map(str, numbers)) or 'trống'}.", fix)

    def _references(self, value: Any, path: tuple[str | int, ...]) -> Iterator[Fault]:
        """Fact references anywhere in the words, and the fact of each milestone, must be known."""
        if isinstance(value, dict | list):
            for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
                yield from self._references(inner, (*path, key))
        elif isinstance(value, str) and self.known is not None:
            named = [value] if path[-1] == "su_that" else re.findall(r"\[\[[\^?]*([^\[\]]*)\]\]", value)
            for key in named:
                if key.strip() not in self.known:
                    fix = "xem khoá trong docs/_du-lieu/su-that/, hoặc bỏ phần trong [[…]]."
                    yield self._fault(path, f"không có số liệu «{key.strip()}».", fix)

    def _fault(self, path: tuple[str | int, ...], message: str, fix: str) -> Fault:
        return Fault(self.loaded.line(*path), message, fix)

    def _keys(self, data: Mapping[str, Any], path: tuple[str | int, ...], wanted: tuple[str, ...]) -> Iterator[Fault]:
        for key in wanted:
            if key not in data:
                yield self._fault(path, f"thiếu mục «{key}».", f"thêm dòng «{key}: …».")
        for key in data:
            if key not in wanted:
                guess = next(iter(difflib.get_close_matches(str(key), wanted, 1)), None)
                fix = f"đổi thành «{guess}»." if guess else f"bỏ dòng này; các mục dùng được: {', '.join(wanted)}."
                yield self._fault((*path, key), f"không có mục «{key}».", fix)

    def _text(self, data: Mapping[str, Any], path: tuple[str | int, ...], key: str, most: int = 0) -> Iterator[Fault]:
        value = data.get(key)
        if key not in data:
            return
        if not isinstance(value, str) or not value.strip():
            yield self._fault((*path, key), f"mục «{key}» chưa có chữ.", f"ghi «{key}: » rồi một câu.")
        elif most and len(_bare(value).split()) > most:
            over = len(_bare(value).split())
            yield self._fault((*path, key), f"mục «{key}» dài {over} tiếng.", f"viết gọn còn nhiều nhất {most} tiếng.")

    def _whole(
        self, data: Mapping[str, Any], path: tuple[str | int, ...], key: str, least: int, most: int
    ) -> Iterator[Fault]:
        value = data.get(key)
        if key in data and (type(value) is not int or not least <= value <= most):
            fix = f"ghi một số từ {least} đến {most}, không có chữ."
            yield self._fault((*path, key), f"mục «{key}» đang ghi «{value}».", fix)

    def _each(
        self, data: Mapping[str, Any], key: str, wanted: tuple[str, ...],
        inner: Callable[[Mapping[str, Any], tuple[str | int, ...]], Iterator[Fault]],
    ) -> Iterator[Fault]:  # fmt: skip
        value = data.get(key)
        if key not in data:
            return
        if not isinstance(value, list) or not value:
            yield self._fault((key,), f"mục «{key}» chưa có dòng nào.", "mỗi dòng bắt đầu bằng «- ».")
            return
        for index, one in enumerate(value):
            path = (key, index)
            if not isinstance(one, dict):
                yield self._fault(path, f"một dòng của «{key}» chưa có các mục con.", f"ghi đủ {', '.join(wanted)}.")
                continue
            yield from self._keys(one, path, wanted)
            for name in ("ten", "cach_dem", "su_that"):
                yield from self._text(one, path, name) if name in wanted else ()
            yield from inner(one, path)

    def _meeting(self, value: Any) -> Iterator[Fault]:
        path = ("buoi_co_dinh",)
        if not isinstance(value, dict):
            fix = 'ghi «buoi_co_dinh: {thu: 7, gio: "19:30", phut: 90, ten: Buổi trực}».'
            yield self._fault(path, "buổi cố định chưa đủ thứ, giờ, số phút, tên.", fix)
            return
        yield from self._keys(value, path, _MEETING)
        yield from self._whole(value, path, "thu", 2, SUNDAY)
        yield from self._whole(value, path, "phut", 10, 300)
        yield from self._text(value, path, "ten")
        if "nghi" in value:
            yield from self._days_off(value["nghi"], (*path, "nghi"))
        if "gio" in value and clock(value["gio"]) is None:
            fix = 'ghi giờ trong ngoặc kép, ví dụ "19:30".'
            yield self._fault((*path, "gio"), f"giờ «{value['gio']}» không đọc được.", fix)

    def _days_off(self, value: Any, path: tuple[str | int, ...]) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield self._fault(
                path, "mục «nghi» chưa phải danh sách ngày.", 'ghi «nghi: ["6/2", "13/2"]», không nghỉ thì «[]».'
            )
            return
        for index, one in enumerate(value):
            if day_month(one) is None:
                yield self._fault(
                    (*path, index), f"ngày nghỉ «{one}» không có trong lịch.", 'ghi ngày/tháng, ví dụ "6/2".'
                )

    def _milestone(self, one: Mapping[str, Any], path: tuple[str | int, ...]) -> Iterator[Fault]:
        if "ngay" in one and day_month(one["ngay"]) is None:
            fix = 'ghi ngày/tháng trong ngoặc kép, ví dụ "10/10".'
            yield self._fault((*path, "ngay"), f"ngày «{one['ngay']}» không có trong lịch.", fix)

    def _month(self, one: Mapping[str, Any], path: tuple[str | int, ...]) -> Iterator[Fault]:
        yield from self._text(one, path, "chu_de", MAX_THEME_WORDS)
        yield from self._text(one, path, "vi_sao")
        yield from self._text(one, path, "dem", MAX_TASK_WORDS)
        for level in LEVELS:
            yield from self._tasks(one, path, level)
        for key in ("hoc", "loa", "phat"):
            for code in one.get(key) or []:
                if not isinstance(code, str) or not CODE.fullmatch(code):
                    yield self._fault((*path, key), f"«{code}» không phải mã trang.", "ghi mã như G001, P024.")
                elif self.codes is not None and code not in self.codes:
                    yield self._fault((*path, key), f"không có trang mã «{code}».", "xem mã ở đầu các trang.")

    def _tasks(self, one: Mapping[str, Any], path: tuple[str | int, ...], level: str) -> Iterator[Fault]:
        value = one.get(level)
        if level not in one:
            return
        if not isinstance(value, list) or not value:
            fix = "ghi ít nhất một dòng «- {tuan: 1, viec: …}»."
            yield self._fault((*path, level), f"cấp «{level}» chưa có việc nào.", fix)
            return
        for index, task in enumerate(value):
            here = (*path, level, index)
            if not isinstance(task, dict):
                yield self._fault(here, "việc chưa có tuần.", "ghi «- {tuan: 1, viec: …}».")
                continue
            yield from self._keys(task, here, ("tuan", "viec"))
            yield from self._whole(task, here, "tuan", 1, WEEKS)
            yield from self._text(task, here, "viec", MAX_TASK_WORDS)


def _bare(text: str) -> str:
    """The words without fact references."""
    return re.sub(r"\[\[[^\[\]]*\]\]", "", text)


def clock(value: Any) -> time | None:
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", str(value))
    return time(int(match[1]), int(match[2])) if match and int(match[1]) < 24 and int(match[2]) < 60 else None


def day_month(value: Any) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})", str(value))
    if not match:
        return None
    day, month = int(match[1]), int(match[2])
    try:
        date(2027, month, day)  # a year without 29 February: a yearly date must exist every year
    except ValueError:
        return None
    return day, month
