"""CN130: how words are typed; `check --fix` mends it."""

from __future__ import annotations

from collections.abc import Iterator

from camnang import mending
from camnang.rules.prose import Reading, line_at
from camnang.rules.registry import Context, Finding, rule


@rule(
    "CN130", severity="nhac", title="Dấu thanh đặt một kiểu: hoá, khoẻ, uỷ",
    why="Hai cách đặt dấu làm ô tìm kiếm và hai trang cạnh nhau trông như hai từ khác nhau.",
    good="khoá máy, xoá tin", bad="khóa máy, xóa tin",
)  # fmt: skip
def tone_marks(reading: Reading, _: Context) -> Iterator[Finding]:
    """Small-letter words with the mark on the other vowel, outside “quotes”: the words of an app stay its own."""
    for place, word, new in mending.old_marks(reading.plain):
        line = line_at(reading.plain, place)
        yield Finding(line, f"chữ «{word}» đặt dấu khác các trang.", f"viết «{new}», hoặc chạy ./camnang check --fix.")
