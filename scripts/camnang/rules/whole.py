"""CN090–CN091, CN094, CN097: what only shows when all pages lie side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from camnang import packs, programme
from camnang.names import slugify
from camnang.page import Page
from camnang.rules.registry import Context, Finding, corpus_rule


@corpus_rule(
    "CN090", title="Mỗi mã tờ chỉ có một trang",
    why="Mã in trên giấy dẫn tới đúng một trang, dùng mãi mãi.",
    good="G012 ở một trang", bad="G012 ở hai trang",
)  # fmt: skip
def doubled_codes(pages: Sequence[Page], _: Context) -> Iterator[tuple[str, Finding]]:
    """Sheet codes used by two pages of one language."""
    first: dict[tuple[str, str], Page] = {}
    used = {page.code for page in pages}
    for page in pages:
        other = first.setdefault((page.lang, page.code), page) if page.code else page
        if other is not page:
            free = next(f"{page.code[0]}{n:03}" for n in range(1, 1000) if f"{page.code[0]}{n:03}" not in used)
            message = f"mã «{page.code}» đã có ở «{other.path}»."
            yield page.path, Finding(page.line_of("ma"), message, f"chọn mã khác, ví dụ «{free}» còn trống.")


@corpus_rule(
    "CN094", of_data=True, title="Tệp chương trình năm ghi đúng",
    why="12 trang tháng, lịch treo tường và lịch điện thoại đều làm từ một tệp này.",
    good="tuan: 1", bad="tuan: 7",
)  # fmt: skip
def programme_file(pages: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """What the reader of the yearly programme found."""
    faults = programme.load(context.corpus.docs, context.whole.by_code, context.facts.by_key)[1]
    for fault in faults:
        yield programme.FILE, Finding(fault.line, fault.message, fault.fix)


@corpus_rule(
    "CN095", of_data=True, title="Tệp các bộ tờ in ghi đúng",
    why="Lệnh «pack to» và trang Chọn tờ để in lấy các bộ từ tệp này.",
    good="giao_an: B004", bad="giao_an: B999",
)  # fmt: skip
def packs_file(pages: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """What the reader of the packs found."""
    for fault in packs.load(context.whole)[1]:
        yield packs.FILE, Finding(fault.line, fault.message, fault.fix)


@corpus_rule(
    "CN091", title="Hai trang cùng loại không trùng tên",
    why="Trong kết quả tìm kiếm không ai biết chọn trang nào.",
    good="Đổi số điện thoại trên VNeID; Đổi số điện thoại ở ngân hàng", bad="Đổi số điện thoại (hai trang)",
)  # fmt: skip
def doubled_titles(pages: Sequence[Page], _: Context) -> Iterator[tuple[str, Finding]]:
    """Titles that are the same once case and marks are dropped."""
    first: dict[tuple[str, str, str], Page] = {}
    for page in pages:
        name = slugify(page.title) or page.title.casefold()  # nothing is left of Khmer or Chinese letters
        other = first.setdefault((page.lang, page.kind, name), page) if name else page
        if other is not page:
            message = f"tên «{page.title}» đã dùng ở «{other.path}»."
            yield page.path, Finding(page.line_of("title"), message, "thêm vào tên điều làm trang này khác trang kia.")
