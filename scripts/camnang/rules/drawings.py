"""CN025–CN029 and CN092: the drawn screens and the words that the text quotes from them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from camnang.facts import DATA_FOLDER
from camnang.page import Page
from camnang.page_parts import Section
from camnang.rules.blocks import Block, Quote
from camnang.rules.prose import Drawing, Reading
from camnang.rules.registry import Context, Finding, corpus_rule, rule

_SAID = re.compile(r"(?<!\w)(?:nói|hỏi|bảo|dặn|nhắc|trả lời|đáp|kể|mời|câu|gật đầu)(?!\w)[^“”.!?]{0,40}$", re.I)
_MACHINE = re.compile(
    r"(?<!\w)(?:máy|ứng dụng|màn hình|ô|khung|dòng|chữ|nút)\s+(?:\w+\s+)?(?:nói|hỏi|bảo|nhắc)\s*:?\s*$", re.I
)
_OPEN_ENDS = re.compile(r"^[\s….,;:]+|[\s….,;]+$")
_NEXT_SCREEN = "Bác sẽ thấy"
_UNMARKED = ("Chờ", "Đọc", "Xem", "Kiểm tra")  # looking and waiting need no place to touch


def _in_step(reading: Reading, step: Section) -> list[Drawing]:
    last = step.lines[-1][0] if step.lines else step.line
    return [drawing for drawing in reading.drawings if step.line < drawing.fence.line <= last + 1]


@rule(
    "CN025", title="Mỗi bước có một hình vẽ màn hình",
    why="Bà con so máy mình với hình; bước không hình là chỗ hay bị kẹt.",
    good="```man-hinh\ndung: vneid/mo-dau\n```", bad="(bước chỉ có chữ)",
)  # fmt: skip
def step_drawn(reading: Reading, _: Context) -> Iterator[Finding]:
    """Steps without a drawing."""
    for step in reading.page.steps:
        if not _in_step(reading, step):
            fix = "thêm khối ```man-hinh với «dung: ứng-dụng/màn-hình» và «dau: chữ trên nút»."
            yield Finding(step.line, f"bước {step.step} chưa có hình vẽ.", fix)


@rule(
    "CN026", title="Hình của bước có đánh dấu chỗ cần bấm",
    why="Không có dấu thì bà con không biết nhìn vào đâu.",
    good="dau: Tiếp tục", bad="(khối man-hinh không có dòng «dau»)",
)  # fmt: skip
def step_marked(reading: Reading, _: Context) -> Iterator[Finding]:
    """Steps whose drawings carry no mark; waiting and looking need none."""
    for step in reading.page.steps:
        drawn = _in_step(reading, step)
        readable = [drawing.screen for drawing in drawn if drawing.screen]
        if len(readable) < len(drawn) or not drawn or step.step_title.startswith(_UNMARKED):
            continue
        if not any(screen.mark for screen in readable):
            message = f"hình của bước {step.step} chưa đánh dấu chỗ cần bấm."
            yield Finding(drawn[0].fence.line, message, "thêm dòng «dau: » và chữ trên nút hay tên ô cần bấm.")


@rule(
    "CN027", title="Chữ trong “ ” có trên hình vẽ",
    why="Lời bảo bấm “Gửi” mà hình ghi “Nộp” thì bà con đứng lại.",
    good="Bấm “Nộp hồ sơ” (hình có nút «Nộp hồ sơ»)", bad="Bấm “Gửi hồ sơ” (hình có nút «Nộp hồ sơ»)",
)  # fmt: skip
def words_on_screen(reading: Reading, _: Context) -> Iterator[Finding]:
    """Quoted screen words of a step that its drawing does not show.

    «Bác sẽ thấy» speaks of what comes next and may quote the next drawing; what people say, and what stands in
    «Bị kẹt?» boxes (other screens), is not looked up.
    """
    steps = reading.page.steps
    for index, step in enumerate(steps):
        here = _words(_in_step(reading, step))
        after = _words(_in_step(reading, steps[index + 1])) if index + 1 < len(steps) else None
        if here is None:
            continue
        for block, quote in _quotes(reading, step):
            words = here if _NEXT_SCREEN not in block.text else None if after is None else here + after
            if words is not None and not _shown(quote.words, words):
                yield _missing(quote, words)


def _words(drawings: list[Drawing]) -> list[str] | None:
    """All words of the drawings; None when there is none, or one cannot be read."""
    if not drawings or any(drawing.screen is None for drawing in drawings):
        return None
    return [" ".join(word.split()) for drawing in drawings if drawing.screen for word in drawing.screen.words()]


def _quotes(reading: Reading, step: Section) -> Iterator[tuple[Block, Quote]]:
    for block in reading.blocks:
        if block.section is step and not block.box:
            for quote in block.quotes:
                if _MACHINE.search(quote.before) or not _SAID.search(quote.before):
                    yield block, quote


def _shown(quoted: str, words: list[str]) -> bool:
    wanted = _OPEN_ENDS.sub("", quoted)
    return not wanted or any(wanted in word for word in words)


def _missing(quote: Quote, words: list[str]) -> Finding:
    folded = {word.lower(): word for word in words}
    guess = difflib.get_close_matches(quote.words.lower(), folded, 1, 0.5)
    fix = (
        f"đổi thành “{folded[guess[0]]}”, hoặc sửa hình."
        if guess
        else "ghi đúng chữ trên hình, hoặc thêm chữ này vào hình."
    )
    return Finding(quote.line, f"chữ “{quote.words}” không có trên hình của bước.", fix)


@rule(
    "CN028", lang="", title="Khối man-hinh vẽ được",
    why="Khối ghi sai thì trang không có hình.",
    good="- nut: Tiếp tục", bad="- nút: Tiếp tục",
)  # fmt: skip
def drawable(reading: Reading, _: Context) -> Iterator[Finding]:
    """What the screen reader found wrong in a fence."""
    for drawing in reading.drawings:
        yield from (Finding(*problem) for problem in drawing.problems)


@rule(
    "CN029", title="Thẻ lừa đảo có hình màn hình giả, có băng GIẢ",
    why="Bà con nhận ra tin nhắn giả bằng mắt; băng GIẢ giữ cho hình cắt ra không thành mồi lừa.",
    good="```man-hinh\ngia: true\n```", bad="(thẻ lừa đảo không có hình, hoặc hình thiếu «gia: true»)",
)  # fmt: skip
def fake_screen(reading: Reading, _: Context) -> Iterator[Finding]:
    """Scam cards without a fake screen."""
    if reading.page.kind != "lua-dao":
        return
    drawn = reading.drawings
    if drawn and any(drawing.screen is None or drawing.screen.fake for drawing in drawn):
        return
    if drawn:
        yield Finding(
            drawn[0].fence.line, "hình của thẻ lừa đảo chưa có băng GIẢ.", "thêm dòng «gia: true» vào khối này."
        )
        return
    fix = "thêm khối ```man-hinh có dòng «gia: true» vào phần «Chuyện thế này»."
    yield Finding(reading.page.body_line, "thẻ lừa đảo chưa có hình màn hình giả.", fix)


_VERDICT = re.compile(r"^(?:\*\*)?(Thật|Giả)\b")


@rule(
    "CN093", title="Mỗi hình «Thật hay giả?» có hình để tập và lời đáp",
    why="Người học phải đoán trước rồi mới xem; hình không có băng để tập dễ bị cắt ra đem lừa người khác.",
    good="## Hình 1: Tin nhắn lạ … bai_tap: true … ??? dap-an … **Giả.** Vì …", bad="(một hình không có lời đáp)",
)  # fmt: skip
def drill_answered(reading: Reading, _: Context) -> Iterator[Finding]:
    """Pictures of a practice set without their band, or without an answer that begins with its verdict."""
    if reading.page.kind != "that-gia":
        return
    for section in (one for one in reading.page.sections if one.title.startswith("Hình ")):
        drawn = _in_step(reading, section)
        if not drawn or any(one.screen and not one.screen.content.drill for one in drawn):
            line = drawn[0].fence.line if drawn else section.line
            yield Finding(
                line, f"«{section.title}» chưa có hình để tập.", "thêm khối man-hinh có dòng «bai_tap: true»."
            )
        answers = [block for block in reading.of(section) if block.box == "dap-an" and block.kind != "dau"]
        if not answers or not _VERDICT.match(answers[0].text):
            fix = 'thêm khối «??? dap-an "Xem lời đáp"», dòng đầu là «**Giả.**» hoặc «**Thật.**» rồi tới lý do.'
            yield Finding(section.line, f"«{section.title}» chưa có lời đáp bắt đầu bằng Thật hoặc Giả.", fix)


@corpus_rule(
    "CN092", of_data=True, title="Tệp màn hình dùng chung ghi đúng",
    why="Một màn hình sai làm hỏng mọi bước dùng nó.",
    good="cac_dong:\n  - nut: Tiếp tục", bad="cac_dong:\n  - nút: Tiếp tục",
)  # fmt: skip
def screen_library(_: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """What the reader of the shared screens found."""
    for wrong in context.library.problems:
        yield f"{DATA_FOLDER}/man-hinh/{wrong.path}", Finding(wrong.line, wrong.message, wrong.fix)
