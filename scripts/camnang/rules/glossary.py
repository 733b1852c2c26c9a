"""CN080: the entries of the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from camnang.rules.guess import closest
from camnang.rules.prose import Reading
from camnang.rules.registry import Context, Finding, rule
from camnang.schema import GLOSSARY_OPTIONAL, GLOSSARY_REQUIRED


@rule(
    "CN080", title="Mỗi từ của từ điển có đủ các dòng",
    why="Người đọc tra một từ cần lời giải, ví dụ và cách đọc, lần nào cũng theo thứ tự ấy.",
    good="**Nói dễ hiểu:** … **Ví dụ:** … **Đọc là:** …", bad="(chỉ có «**Nói dễ hiểu:** …»)",
)  # fmt: skip
def entries(reading: Reading, _: Context) -> Iterator[Finding]:
    """Glossary entries without one of the required lines."""
    for section in reading.page.sections if reading.page.kind == "tu-dien" else ():
        if section.level != 2:
            continue
        labels = [block.text.partition(":")[0] for block in reading.of(section) if ":" in block.text]
        for label in GLOSSARY_REQUIRED:
            if label not in labels:
                near = closest(label, [one for one in labels if one not in GLOSSARY_OPTIONAL], 0.8)
                fix = f"đổi «**{near}:**» thành «**{label}:**»." if near else f"thêm một đoạn «**{label}:** …»."
                yield Finding(section.line, f"từ «{section.title}» thiếu dòng «{label}».", fix)
