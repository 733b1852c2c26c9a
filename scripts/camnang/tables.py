"""Tables saved by spreadsheets: found out how their letters are stored and what parts their cells, refused when too old."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

from camnang.names import slugify
from camnang.strict_yaml import Fault

SEPARATORS = (",", ";", "\t")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# TCVN 5712-3, one byte a letter, as the ABC fonts (.VnTime) have it.
_TCVN3 = dict(
    zip(
        "¡¢§£¤¥¦µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ",
        "ĂÂĐÊÔƠƯàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ",
        strict=True,
    )
)
WAY_OUT = "mở bằng Excel, chọn Lưu thành, kiểu «CSV UTF-8 (phân cách bằng dấu phẩy)», rồi dùng tệp mới."
WAY_OUT_OF_OLD_TYPE = f"chuyển chữ sang Unicode (Unikey, mục Công cụ), rồi {WAY_OUT}"


def decoded(content: bytes, columns: Iterable[str]) -> tuple[str, Fault | None]:
    """The text of a table, or why it cannot be read: old Vietnamese encodings are named, not guessed at.

    Args:
        columns: names of which at least one stands in the first line.
    """
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return "", _old(content[:4096].split(b"\n", 1)[0], columns)
    if "\0" in text:
        return "", Fault(1, "tệp không phải bảng chữ (có thể là tệp Excel .xlsx).", WAY_OUT)
    return text, None


def rows(text: str, columns: Sequence[str]) -> tuple[list[tuple[int, list[str]]], list[Fault]]:
    """Rows with the line each begins on, the head first; cells are parted by comma, semicolon or tab.

    Args:
        columns: slugs of known column names; what parts the cells is what finds most of them in the head.
    """
    lines = text.splitlines(keepends=True)
    skipped = 0
    while skipped < len(lines) and (not lines[skipped].strip() or lines[skipped].lower().startswith("sep=")):
        skipped += 1
    if skipped == len(lines):
        return [], [Fault(1, "tệp trống.", "hàng đầu ghi tên các cột, mỗi hàng sau một tổ.")]
    separator = max(SEPARATORS, key=lambda one: sum(slugify(cell) in columns for cell in lines[skipped].split(one)))
    reader = csv.reader(io.StringIO("".join(lines[skipped:]), newline=""), delimiter=separator, strict=True)
    found, before = [], skipped
    try:
        for cells in reader:
            if cells:
                found.append((before + 1, cells))
            before = skipped + reader.line_num
    except csv.Error:
        return [], [Fault(before + 1, "dấu ngoặc kép mở ra mà không đóng đúng chỗ.", 'xoá dấu " lẻ trong hàng này.')]
    return found, []


def _old(line: bytes, columns: Iterable[str]) -> Fault:
    """What to say of bytes that are no UTF-8: which old encoding it is, when the head makes sense in one."""
    known = [column.casefold() for column in columns if not column.isascii()]
    tcvn3 = "".join(_TCVN3.get(letter, letter) for letter in line.decode("latin-1"))
    cp1258 = unicodedata.normalize("NFC", line.decode("cp1258", errors="replace"))
    olds = ((tcvn3, "TCVN3 (phông .VnTime)", WAY_OUT_OF_OLD_TYPE), (cp1258, "Windows-1258", WAY_OUT))
    for head, name, fix in olds:
        if any(column in head.casefold() for column in known):
            return Fault(1, f"tệp không phải chữ UTF-8, mà là bảng mã cũ {name}.", fix)
    return Fault(1, "tệp không phải chữ UTF-8.", WAY_OUT)
