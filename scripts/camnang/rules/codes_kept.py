"""CN096–CN099: a code once printed on paper leads to its page for ever, or says what has taken its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from camnang import codes, names
from camnang.page import Page
from camnang.problem import HINT
from camnang.rules.registry import Context, Finding, corpus_rule

SAME_WORDS = 0.5  # of the shorter title's words; with fewer in common it reads like another task


@corpus_rule(
    "CN096", of_data=True, title="Sổ mã tờ ghi đúng",
    why="Sổ này giữ cho mã trên giấy đã phát không bao giờ dẫn sai chỗ.",
    good='G012: {ten: "Quên mật khẩu VNeID", tu_ngay: 2026-11-23}', bad="G012: {ten: Quên mật khẩu VNeID}",
)  # fmt: skip
def register_file(_: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """What the reader of the register found."""
    for fault in context.codes.faults:
        yield codes.FILE, Finding(fault.line, fault.message, fault.fix)


@corpus_rule(
    "CN097", title="Mã của trang có trong sổ mã",
    why="Mã chưa vào sổ thì ngày mai có thể cấp lần nữa cho trang khác.",
    good="ma: G012, sổ mã có dòng G012", bad="ma: G012, sổ mã chưa có",
)  # fmt: skip
def unregistered(pages: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """Pages whose code nobody has written down; a register that cannot be read at all is CN096's affair."""
    if context.codes.faults and not context.codes.entries:
        return
    for code, page in context.codes.missing(pages).items():
        line = codes.entry_line(code, page.title, context.today)
        fix = f"chạy ./camnang codes, hoặc thêm dòng «{line}» vào docs/{codes.FILE}."
        yield page.path, Finding(page.line_of("ma"), f"mã «{code}» chưa có trong sổ mã.", fix)


@corpus_rule(
    "CN098", title="Mã đã cấp thì còn trang, hoặc ghi thu hồi",
    why="Tờ giấy còn nằm ở nhà bà con: quét mã phải thấy trang, hoặc thấy tờ nào thay.",
    good="xoá trang G012, ghi thu_hoi và thay_bang cho G012", bad="xoá trang G012, sổ mã không nói gì",
)  # fmt: skip
def lost_or_risen(pages: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """Living codes without a page; pages with a code that was taken back."""
    used = {page.code: page for page in pages if page.lang == names.DEFAULT_LANG and page.code}
    for code, entry in context.codes.entries.items():
        if entry.withdrawn and code in used:
            page, day = used[code], f"{entry.withdrawn:%d/%m/%Y}"
            fix = "cấp mã mới cho trang này; mã cũ còn trên giấy đã phát."
            yield page.path, Finding(page.line_of("ma"), f"mã «{code}» đã thu hồi ngày {day}.", fix)
        elif not entry.withdrawn and code not in used:
            fix = 'khôi phục trang, hoặc thêm «thu_hoi: ngày, thay_bang: [mã], vi_sao: "lý do"» vào dòng này.'
            yield codes.FILE, Finding(entry.line, f"mã «{code}» («{entry.title}») không còn trang nào.", fix)


@corpus_rule(
    "CN099", severity=HINT, title="Mã không chuyển sang việc khác",
    why="Người cầm tờ giấy cũ quét mã sẽ gặp một bài khác hẳn.",
    good="G012: Quên mật khẩu VNeID → Lấy lại mật khẩu VNeID", bad="G012: Quên mật khẩu VNeID → Nối Wi-Fi",
)  # fmt: skip
def another_task(pages: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """Pages whose title has little in common with the title under which their code was registered."""
    for page in pages:
        entry = context.codes.entries.get(page.code) if page.lang == names.DEFAULT_LANG else None
        if entry and not entry.withdrawn and page.title and _common(entry.title, page.title) < SAME_WORDS:
            message = f"mã «{page.code}» vào sổ với tên «{entry.title}», nay là «{page.title}»."
            fix = f"việc khác thì cấp mã mới; vẫn việc ấy thì sửa «ten» của {page.code} trong docs/{codes.FILE}."
            yield page.path, Finding(page.line_of("title"), message, fix)


def _common(one: str, other: str) -> float:
    """Share of the shorter title's words that the other has too."""
    first, second = (set(names.slugify(title).split("-")) for title in (one, other))
    return len(first & second) / max(min(len(first), len(second)), 1)
