"""Teams of a commune or province, read from a table or a list: every fault with its line, nothing left out in silence."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from camnang import strict_yaml, tables
from camnang.names import slugify
from camnang.phones import phone_fault
from camnang.strict_yaml import Fault

COLUMNS = {
    "name": "Tên tổ",
    "commune": "Xã",
    "contact": "Người liên hệ",
    "phone": "Điện thoại",
    "hours": "Giờ trực",
    "place": "Nơi trực",
}
KEYS = {field: slugify(column, "_") for field, column in COLUMNS.items()}  # of the YAML list
IGNORED = "stt"  # a column of running numbers
EXAMPLE = ("Tổ thôn Mẫu", "Xã Mẫu", "Anh Mẫu, tổ trưởng", "0900 000 000", "Thứ 7, 19 giờ 30", "Nhà văn hoá thôn")
MOST = 120  # letters of a value; whether it fits a sheet is found out there
# What Vietnamese typed in the old fonts of one byte a letter (.VnTime) looks like when read as Unicode.
_OLD_TYPE = frozenset("µ¸¶·¹¨»¾¼½®©ª«¬¡¢§£¤¥¦×÷æÆøØåÅßþÞöÖäÄ")


@dataclass(frozen=True)
class Team:
    """One team; every value as given, an empty one stays a dotted line. `line` is where it stands in the file."""

    line: int
    name: str
    commune: str = ""
    contact: str = ""
    phone: str = ""
    hours: str = ""
    place: str = ""

    @property
    def slug(self) -> str:
        """Its folder, before it is made different from others."""
        return slugify(f"{self.name} {self.commune}")[:80].strip("-")


Row = tuple[int, dict[str, str]]  # line, values by field


def read(content: bytes, name: str) -> tuple[tuple[Team, ...], tuple[Fault, ...]]:
    """Teams of a file, or everything that is wrong with it; never both.

    Args:
        content: the bytes of the file; name: its name, whose ending says whether it is YAML or a table.
    """
    text, fault = tables.decoded(content, COLUMNS.values())
    if fault:
        return (), (fault,)
    is_list = name.lower().endswith((".yml", ".yaml"))
    rows, faults = _listed(text) if is_list else _tabled(text)
    faults = [*faults, *(fault for row in rows for fault in _row_faults(row)), *_doubled(rows)]
    if not rows and not faults:
        faults = [Fault(1, "tệp chưa có tổ nào.", "dưới hàng tên cột, mỗi hàng ghi một tổ.")]
    teams = () if faults else tuple(Team(line, **values) for line, values in rows)
    return teams, tuple(sorted(faults, key=lambda fault: fault.line))


def folders(teams: Iterable[Team]) -> dict[Team, str]:
    """A folder name for each team; names that look alike without marks are numbered in the order of the file."""
    taken: dict[str, int] = {}
    found = {}
    for team in teams:
        taken[team.slug] = taken.get(team.slug, 0) + 1
        number = taken[team.slug]
        found[team] = team.slug if number == 1 else f"{team.slug}-{number}"
    return found


def example() -> bytes:
    """An empty table with one example row, as every Excel opens it: UTF-16 with tabs."""
    rows = (tuple(COLUMNS.values()), EXAMPLE)
    return ("\ufeff" + "".join("\t".join(row) + "\r\n" for row in rows)).encode("utf-16-le")


def _tabled(text: str) -> tuple[list[Row], list[Fault]]:
    rows, faults = tables.rows(text, [slugify(column) for column in COLUMNS.values()])
    if faults or not rows:
        return [], faults
    head_line, head = rows[0]
    by_slug = {slugify(column): field for field, column in COLUMNS.items()}
    named = [by_slug.get(slugify(cell), "") for cell in head]
    faults = list(_head_faults(head_line, head, named))
    if faults:
        return [], faults
    found = []
    for line, cells in rows[1:]:
        if len(cells) != len(head):
            said = f"hàng có {len(cells)} ô, hàng tên cột có {len(head)} ô."
            fix = "ô nào có dấu phân cách trong chữ thì đặt trong ngoặc kép; ô trống vẫn phải có dấu phân cách."
            faults.append(Fault(line, said, fix))
        elif any(cell.strip() for cell in cells):
            values = {field: _clean(cell) for field, cell in zip(named, cells, strict=True) if field}
            found.append((line, values))
    return found, faults


def _head_faults(line: int, head: list[str], named: list[str]) -> Iterator[Fault]:
    for cell, field in zip(head, named, strict=True):
        if not field and slugify(cell) != IGNORED:
            guess = difflib.get_close_matches(cell, COLUMNS.values(), 1)
            fix = (
                f"đổi tên cột thành «{guess[0]}»." if guess else f"xoá cột này; các cột: {'; '.join(COLUMNS.values())}."
            )
            yield Fault(line, f"không có cột «{cell.strip()}».", fix)
    for field, column in COLUMNS.items():
        if field not in named:
            yield Fault(line, f"thiếu cột «{column}».", "thêm cột ấy; chưa biết thì để trống từng ô.")
        elif named.count(field) > 1:
            yield Fault(line, f"cột «{column}» có {named.count(field)} lần.", "giữ một cột, xoá cột kia.")


def _listed(text: str) -> tuple[list[Row], list[Fault]]:
    loaded = strict_yaml.load(text)
    if loaded.faults:
        return [], list(loaded.faults)
    if not isinstance(loaded.data, list):
        fix = f"mỗi tổ một khối «- {KEYS['name']}: …»."
        return [], [Fault(1, "tệp chưa phải danh sách các tổ.", fix)]
    rows, faults = [], []
    fields_by_key = {key: field for field, key in KEYS.items()}
    for index, one in enumerate(loaded.data):
        line = loaded.line(index)
        if not isinstance(one, dict):
            faults.append(Fault(line, "mục này chưa có tên tổ.", f"ghi «- {KEYS['name']}: …»."))
            continue
        values = dict.fromkeys((field.name for field in fields(Team) if field.name != "line"), "")
        for key, value in one.items():
            at = loaded.line(index, key)
            if key not in fields_by_key:
                guess = difflib.get_close_matches(str(key), fields_by_key, 1)
                fix = f"đổi thành «{guess[0]}»." if guess else f"bỏ dòng này; các mục: {', '.join(fields_by_key)}."
                faults.append(Fault(at, f"không có mục «{key}».", fix))
            elif value is not None and not isinstance(value, str):
                faults.append(Fault(at, f"«{key}: {value}» không phải chữ.", 'đặt giá trị trong ngoặc kép "…".'))
            else:
                values[fields_by_key[key]] = _clean(value or "")
        rows.append((line, values))
    return rows, faults


def _row_faults(row: Row) -> Iterator[Fault]:
    line, values = row
    if not values.get("name"):
        yield Fault(line, "chưa có tên tổ.", "ghi tên tổ; các ô khác được để trống.")
    if tuple(values.get(field, "") for field in COLUMNS) == EXAMPLE:
        yield Fault(line, "hàng này còn là hàng mẫu.", "ghi tổ của mình vào, hoặc xoá hàng.")
    for field, value in values.items():
        yield from _value_faults(line, COLUMNS[field], value)
    if fault := phone_fault(values.get("phone", "")):
        yield Fault(line, *fault)


def _value_faults(line: int, column: str, value: str) -> Iterator[Fault]:
    old = "".join(dict.fromkeys(letter for letter in value if letter in _OLD_TYPE))
    if old:
        said = f"«{column}» có chữ lạ «{old}», như chữ gõ bằng phông cũ (.VnTime)."
        yield Fault(line, said, "chuyển bảng sang Unicode (Unikey, mục Công cụ), hoặc gõ lại.")
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Co") for letter in value):
        yield Fault(line, f"«{column}» có ký tự không in được hay xuống dòng.", "gõ lại ô này trên một dòng.")
    if len(value) > MOST:
        yield Fault(line, f"«{column}» dài {len(value)} chữ.", f"viết gọn còn nhiều nhất {MOST} chữ.")


def _doubled(rows: Iterable[Row]) -> Iterator[Fault]:
    first: dict[tuple[str, str], int] = {}
    for line, values in rows:
        who = (values.get("name", "").casefold(), values.get("commune", "").casefold())
        if who[0] and first.setdefault(who, line) != line:
            said = f"tổ «{values['name']}» đã có ở dòng {first[who]}."
            yield Fault(line, said, "xoá một hàng, hoặc ghi thêm thôn, xã để phân biệt.")


def _clean(value: str) -> str:
    """A value with whole letters and without spaces around it."""
    return unicodedata.normalize("NFC", value.strip(" \u00a0"))
