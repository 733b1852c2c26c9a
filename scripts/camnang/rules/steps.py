"""CN020–CN024: the numbered steps of a guide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from camnang.page_parts import Section
from camnang.rules.blocks import QUOTE
from camnang.rules.prose import Reading
from camnang.rules.registry import Context, Finding, rule
from camnang.schema import MAX_STEPS, TYPES

VERBS = (
    "Mở", "Bấm", "Gõ", "Chọn", "Kéo", "Chờ", "Đọc", "Kiểm tra", "Chụp", "Quét", "Gọi", "Dừng", "Xem", "Đưa", "Hỏi",
    "Đặt", "Cầm", "Tích", "Nói", "Ký",
)  # fmt: skip
_INSTEAD = {
    "nhấn": "Bấm", "ấn": "Bấm", "chạm": "Bấm", "click": "Bấm", "tap": "Bấm", "nhấp": "Bấm", "kích": "Bấm", "bật": "Bấm",
    "tắt": "Bấm", "đồng ý": "Bấm", "quay lại": "Bấm", "gửi": "Bấm", "nhập": "Gõ", "điền": "Gõ", "đánh": "Gõ", "ghi": "Gõ",
    "viết": "Gõ", "soạn": "Gõ", "lướt": "Kéo", "vuốt": "Kéo", "cuộn": "Kéo", "trượt": "Kéo", "đợi": "Chờ", "tick": "Tích",
    "đánh dấu": "Tích", "scan": "Quét", "soi": "Quét", "nhìn": "Xem", "tìm": "Xem", "vào": "Mở", "truy cập": "Mở",
    "áp": "Đặt", "để": "Đặt", "giữ": "Cầm", "mang": "Đưa", "xác nhận": "Bấm", "đối chiếu": "Kiểm tra", "lựa chọn": "Chọn",
}  # fmt: skip
_VERB_START = re.compile(rf"(?:{'|'.join(VERBS)})(?!\w)")
_SECOND = re.compile(
    rf"(?<!\w)(?:và|rồi|sau đó|xong thì|xong)\s+(?:{'|'.join(verb.lower() for verb in VERBS if verb != 'Ký')}"
    r"|nhập|nhấn|điền|gửi|đợi|quay lại|xác nhận|ký tên)(?!\w)"
)  # fmt: skip


@rule(
    "CN020", title="Hướng dẫn có ít nhất một bước",
    why="Tờ in và bài tập được làm từ các bước.",
    good="## Bước 1: Mở VNeID", bad="(trang hướng dẫn không có «## Bước 1: …»)",
)  # fmt: skip
def has_steps(reading: Reading, _: Context) -> Iterator[Finding]:
    """A guide without steps."""
    page_type = TYPES.get(reading.page.kind)
    if page_type and page_type.has_steps and not reading.page.steps:
        yield Finding(
            reading.page.body_line,
            "trang hướng dẫn chưa có bước nào.",
            "thêm «## Bước 1: Mở …» sau phần «An toàn trước khi làm».",
        )


@rule(
    "CN021", title="Các bước đánh số liền nhau từ 1",
    why="Số bước in trên hình và trên tờ phát; nhảy số thì bà con tưởng mất trang.",
    good="## Bước 1 … ## Bước 2 …", bad="## Bước 1 … ## Bước 3 …",
)  # fmt: skip
def numbering(reading: Reading, _: Context) -> Iterator[Finding]:
    """The steps that are not numbered 1, 2, 3 …; each is judged by the one before it."""
    before = 0
    for step in reading.page.steps:
        assert step.step is not None
        if step.step != before + 1:
            place = f"sau bước {before} phải là bước {before + 1}" if before else "bước đầu tiên phải là bước 1"
            fix = f"đổi thành «## Bước {before + 1}: {step.step_title}»."
            yield Finding(step.line, f"{place}, đang ghi «Bước {step.step}».", fix)
        before = before + 1 if step.step == before + 1 else step.step


@rule(
    "CN022", title=f"Nhiều nhất {MAX_STEPS} bước",
    why="Việc dài hơn thì bà con mệt và bỏ giữa chừng; tờ in cũng không đủ chỗ.",
    good="hai trang, mỗi trang 6 bước, nối bằng một lộ trình", bad="một trang 12 bước",
)  # fmt: skip
def at_most(reading: Reading, _: Context) -> Iterator[Finding]:
    """Too many steps."""
    steps = reading.page.steps
    if len(steps) > MAX_STEPS:
        fix = "tách thành hai trang hướng dẫn, nối bằng một trang «lo-trinh»."
        yield Finding(steps[MAX_STEPS].line, f"trang có {len(steps)} bước, nhiều nhất là {MAX_STEPS}.", fix)


@rule(
    "CN023", title="Bước bắt đầu bằng động từ trong danh sách",
    why="Một việc chỉ gọi bằng một từ: «Bấm» chỗ nào cũng là «Bấm».",
    good="## Bước 2: Bấm “Tiếp tục”", bad="## Bước 2: Nhấn “Tiếp tục”",
)  # fmt: skip
def verb_first(reading: Reading, _: Context) -> Iterator[Finding]:
    """Step titles that do not start with a verb of the list."""
    for step in reading.page.steps:
        title = step.step_title
        if not _VERB_START.match(title):
            yield Finding(
                step.line, f"bước {step.step} bắt đầu bằng «{_start(title)}», chưa có trong danh sách.", _fix(step)
            )


def _start(title: str) -> str:
    return " ".join(title.split()[:2])


def _fix(step: Section) -> str:
    for length in (2, 1):
        words = step.step_title.split()
        start = " ".join(words[:length]).lower()
        if start in _INSTEAD:
            rest = " ".join(words[length:]).removeprefix("vào ")
            return f"đổi thành «## Bước {step.step}: {_INSTEAD[start]} {rest}»."
    return f"bắt đầu bằng một trong: {', '.join(VERBS)}."


@rule(
    "CN024", severity="nhac", title="Mỗi bước một việc",
    why="Hai việc trong một bước thì bà con làm việc đầu rồi quên việc sau.",
    good="## Bước 2: Gõ số điện thoại … ## Bước 3: Bấm “Tiếp tục”", bad="## Bước 2: Gõ số điện thoại và bấm “Tiếp tục”",
)  # fmt: skip
def one_action(reading: Reading, _: Context) -> Iterator[Finding]:
    """Step titles that join two actions."""
    for step in reading.page.steps:
        if match := _SECOND.search(QUOTE.sub("“”", step.step_title)):
            message = f"tên bước {step.step} có hai việc: «… {match[0]} …»."
            yield Finding(step.line, message, "tách thành hai bước, hoặc chỉ giữ việc chính ở tên bước.")
