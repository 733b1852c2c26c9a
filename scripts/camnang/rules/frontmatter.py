"""CN010–CN019: the keys at the top of a page, against the table of page types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from camnang import photos
from camnang.page import SNIPPETS
from camnang.page_shape import CODE, Key, PageType
from camnang.rules.blocks import count_words
from camnang.rules.guess import closest, suggestion
from camnang.rules.prose import Reading
from camnang.rules.registry import Context, Finding, rule
from camnang.schema import TYPES
from camnang.strict_yaml import read_date
from camnang.trials import is_trial

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_UNSAFE = re.compile(r"[<>{}]")
_EXAMPLES = {
    "text": "một dòng chữ", "date": "ngày dạng 2026-11-23", "number": "một số, ví dụ 15", "flag": "true hoặc false",
    "list": "danh sách trong ngoặc vuông, ví dụ [a, b]", "code": "một chữ hoa và ba số, ví dụ G012",
    "trials": "mỗi lần thử một dòng «- {ngay: 2026-12-05, may: …, phien_ban: …, to: …}»",
    "photos": "mỗi hình một dòng «- {tep: …, nguoi_chup: …, dong_y: 2026-11-20, tre_em: khong}»",
}  # fmt: skip
_WHAT = {
    "loai": "huong-dan", "ma": "G012", "title": "Kích hoạt tài khoản mức 2", "danh_cho": "[thanh-vien]", "phut": "15",
    "ngay_kiem": "2026-11-23", "xem_lai": "2027-05-23", "chi_phi": "Không mất tiền", "nam": "2026",
}  # fmt: skip


def _type(reading: Reading) -> PageType | None:
    """The page type; None when unknown (CN016 says so) or when nothing of the front matter could be read."""
    return TYPES.get(reading.page.kind) if reading.page.meta else None


def _given(reading: Reading) -> Iterator[tuple[str, Any, Key]]:
    """Known keys with their value and their line in the schema."""
    page_type = _type(reading)
    for name, key in page_type.keys.items() if page_type else ():
        if reading.page.meta.get(name) is not None:
            yield name, reading.page.meta[name], key


@rule(
    "CN010", lang="", title="Đủ các mục bắt buộc ở đầu bài",
    why="Mã, ngày kiểm, người đọc… được in lên trang và tờ rơi.",
    good="ngay_kiem: 2026-11-23", bad="(không có dòng ngay_kiem)",
)  # fmt: skip
def required_keys(reading: Reading, _: Context) -> Iterator[Finding]:
    """Required keys that are missing or empty."""
    page_type = _type(reading)
    for name, key in page_type.keys.items() if page_type else ():
        if key.required and reading.page.meta.get(name) in (None, "", []):
            example = _WHAT.get(name, "…")
            yield Finding(reading.page.line_of(name), f"đầu bài thiếu mục «{name}».", f"thêm dòng «{name}: {example}».")


@rule(
    "CN011", lang="", title="Không có mục lạ ở đầu bài",
    why="Mục gõ sai tên thì máy bỏ qua, không ai hay.",
    good="tu_khoa: [can cuoc]", bad="tukhoa: [can cuoc]",
)  # fmt: skip
def unknown_keys(reading: Reading, _: Context) -> Iterator[Finding]:
    """Keys that the page type does not know, with the likely one."""
    page_type = _type(reading)
    if page_type is None:
        return
    for name in reading.page.meta:
        if name not in page_type.keys:
            message = f"loại trang «{page_type.name}» không có mục «{name}»."
            yield Finding(reading.page.line_of(name), message, suggestion(name, page_type.keys, "xoá dòng này."))


@rule(
    "CN012", lang="", title="Giá trị đúng kiểu",
    why="Số phút phải là số, danh sách phải là danh sách thì mới sắp xếp và tìm được.",
    good="phut: 15", bad="phut: mười lăm",
)  # fmt: skip
def value_types(reading: Reading, _: Context) -> Iterator[Finding]:
    """Numbers, flags, lists and words given as something else."""
    for name, value, key in _given(reading):
        if not _fits(value, key):
            message = f"mục «{name}» đang ghi «{value}», cần {_EXAMPLES[key.type]}."
            yield Finding(reading.page.line_of(name), message, f"sửa dòng này: «{name}: {_mended(value, key)}».")


def _fits(value: Any, key: Key) -> bool:
    if key.type == "number":
        return isinstance(value, int) and not isinstance(value, bool)
    if key.type == "flag":
        return isinstance(value, bool)
    if key.type == "list":
        return isinstance(value, list) and all(isinstance(one, str | int) for one in value)
    if key.type == "trials":
        return isinstance(value, list) and all(is_trial(one) for one in value)
    if key.type == "photos":
        return isinstance(value, list) and all(
            isinstance(one, dict) and set(one) == set(photos.FIELDS) for one in value
        )
    return isinstance(value, str)


def _mended(value: Any, key: Key) -> str:
    if key.type == "list" and not isinstance(value, list | dict):
        return f"[{value}]"
    if key.type in ("text", "code") and not isinstance(value, list | dict):
        return f'"{value}"'
    if key.type == "trials":
        return "[{ngay: 2026-12-05, may: Samsung A05, phien_ban: VNeID 2.2.6, to: Tổ thôn …}]"
    if key.type == "photos":
        return "[{tep: buoi-hoc, nguoi_chup: Tổ thôn …, dong_y: 2026-11-20, tre_em: khong}]"
    return {"number": "15", "flag": "true", "date": "2026-11-23"}.get(key.type, "…")


@rule(
    "CN013", lang="", title="Ngày ở đầu bài ghi năm-tháng-ngày",
    why="Chỉ có một cách ghi thì máy mới so được ngày.",
    good="ngay_kiem: 2026-11-23", bad="ngay_kiem: 23/11/2026",
)  # fmt: skip
def dates(reading: Reading, _: Context) -> Iterator[Finding]:
    """Front matter dates that are no dates."""
    for name, value, key in _given(reading):
        if key.type == "date" and isinstance(value, str) and read_date(value) is None:
            match = _DAY_FIRST.fullmatch(value.strip())
            guess = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else ""
            fix = f"ghi «{name}: {guess if read_date(guess) else '2026-11-23'}»."
            yield Finding(reading.page.line_of(name), f"mục «{name}» đang ghi «{value}», chưa phải một ngày.", fix)


@rule(
    "CN014", lang="", title="Chọn đúng từ trong danh sách",
    why="Các trang được gom nhóm theo những từ này.",
    good="danh_cho: [thanh-vien]", bad="danh_cho: [thanhvien]",
)  # fmt: skip
def choices(reading: Reading, _: Context) -> Iterator[Finding]:
    """Values outside the list of a key."""
    for name, value, key in _given(reading):
        for one in value if isinstance(value, list) else [value]:
            if key.choices and str(one) not in key.choices:
                fix = suggestion(str(one), key.choices, f"chọn một trong: {', '.join(key.choices)}.")
                yield Finding(reading.page.line_of(name), f"mục «{name}» không có lựa chọn «{one}».", fix)


@rule(
    "CN015", lang="", title="Tên trang và lời tóm tắt ngắn",
    why="Tên dài bị cắt trên điện thoại và trong Zalo.",
    good="title: Kích hoạt tài khoản mức 2",
    bad="title: Hướng dẫn chi tiết cách kích hoạt tài khoản định danh điện tử mức 2 trên điện thoại",
)  # fmt: skip
def lengths(reading: Reading, _: Context) -> Iterator[Finding]:
    """Titles and descriptions that are too long."""
    for name, value, key in _given(reading):
        words = count_words(value) if key.max_words and isinstance(value, str) else 0
        if words > key.max_words:
            fix = f"bớt {words - key.max_words} tiếng; chuyện phụ chuyển xuống thân bài."
            message = f"mục «{name}» dài {words} tiếng, nhiều nhất là {key.max_words}."
            yield Finding(reading.page.line_of(name), message, fix)


@rule(
    "CN016", lang="", title="Loại trang có trong danh sách",
    why="Loại trang quyết định các phần phải có và mẫu in.",
    good="loai: huong-dan", bad="loai: huongdan",
)  # fmt: skip
def known_type(reading: Reading, _: Context) -> Iterator[Finding]:
    """A missing or unknown `loai`."""
    page = reading.page
    if not page.meta or page.kind in TYPES:
        return
    guess = closest(page.kind, TYPES)
    fix = f"ghi «loai: {guess}»." if guess else f"ghi «loai: » và một trong: {', '.join(TYPES)}."
    message = f"không có loại trang «{page.kind}»." if page.kind else "đầu bài thiếu mục «loai»."
    yield Finding(page.line_of("loai"), message, fix)


@rule(
    "CN017", lang="", title="Mã tờ đúng dạng của loại trang",
    why="Bà con gọi tờ rơi bằng mã; chữ đầu cho biết loại trang.",
    good="ma: G012 (hướng dẫn)", bad="ma: g12",
)  # fmt: skip
def sheet_code(reading: Reading, _: Context) -> Iterator[Finding]:
    """A code that is not the letter of the page type and three digits."""
    page, page_type = reading.page, _type(reading)
    if page_type is None or not page_type.letter or not isinstance(page.meta.get("ma"), str) or not page.code:
        return
    if not CODE.fullmatch(page.code) or page.code[0] != page_type.letter:
        digits = "".join(letter for letter in page.code if letter.isdigit())[-3:]
        fix = f"ghi «ma: {page_type.letter}{int(digits or 1):03}» (chữ {page_type.letter} và ba số)."
        yield Finding(page.line_of("ma"), f"mã «{page.code}» chưa đúng dạng của loại «{page_type.name}».", fix)


@rule(
    "CN018", lang="", title="Không có dấu < > { } ở đầu bài",
    why="Các dấu này bị trình duyệt đọc thành mã lệnh.",
    good="title: Đổi số điện thoại", bad="title: Đổi số <b>điện thoại</b>",
)  # fmt: skip
def safe_letters(reading: Reading, _: Context) -> Iterator[Finding]:
    """Letters in front matter text that a browser reads as code."""
    for name, value in reading.page.meta.items():
        for one in _texts(value):
            if match := _UNSAFE.search(one):
                yield Finding(
                    reading.page.line_of(name), f"mục «{name}» có dấu «{match[0]}».", "bỏ dấu đó, chỉ ghi chữ."
                )


def _texts(value: Any) -> Iterator[str]:
    """Every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


@rule(
    "CN019", lang="", title="Trang nằm đúng thư mục của loại trang",
    why="Danh sách và mục lục được làm theo thư mục.",
    good="docs/vi/lua-dao/gia-cong-an.md có «loai: lua-dao»", bad="docs/vi/huong-dan/vneid/gia-cong-an.md có «loai: lua-dao»",
)  # fmt: skip
def folder(reading: Reading, _: Context) -> Iterator[Finding]:
    """A page outside the folder of its type."""
    page, page_type = reading.page, _type(reading)
    if page_type is None or not page_type.folder:
        return
    below = page.path if page.path.startswith(f"{SNIPPETS}/") else page.path.split("/", 1)[1]
    if not below.startswith(page_type.folder + "/"):
        message = f"trang loại «{page_type.name}» đang nằm ở «{page.path}»."
        yield Finding(
            page.line_of("loai"), message, f"chuyển tệp vào «{page.lang}/{page_type.folder}/», hoặc sửa mục «loai»."
        )
