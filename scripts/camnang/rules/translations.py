"""CN150: translations follow their source."""

from __future__ import annotations

from collections.abc import Iterator

from camnang import translation
from camnang.rules.prose import Reading
from camnang.rules.registry import Context, Finding, rule


@rule(
    "CN150", lang="", severity="nhac", title="Bản dịch theo kịp bản gốc",
    why="Bản gốc đã sửa mà bản dịch còn lời cũ thì người đọc tiếng khác làm theo điều đã bỏ.",
    good="dich_tu_ma đúng với bản gốc hôm nay", bad="bản gốc đã sửa, dich_tu_ma còn mã cũ",
)  # fmt: skip
def stale_translation(reading: Reading, context: Context) -> Iterator[Finding]:
    """Translations whose source has changed, or that carry no mark of it."""
    for one in translation.stale([reading.page], context.corpus.by_path):
        line = one.page.line_of("dich_tu_ma" if one.written else "dich_tu")
        said = f"bản gốc «{one.source.path}» đã đổi từ lần dịch" if one.written else "bản dịch chưa ghi mã của bản gốc"
        fix = f"đọc lại bản gốc, sửa bản dịch cho khớp, rồi ghi «dich_tu_ma: {one.now}»."
        yield Finding(line, f"{said}.", fix)
