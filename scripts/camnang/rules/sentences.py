"""CN040–CN042: how long sentences and paragraphs are."""

from __future__ import annotations

from collections.abc import Iterator

from camnang.rules.blocks import LINE_BREAK, QUOTE, Block, Sentence, count_words, shortened
from camnang.rules.prose import Reading
from camnang.rules.registry import Context, Finding, rule
from camnang.schema import PARAGRAPH_SENTENCES, SENTENCE_WORDS, STEP_WORDS

_ENDS = (".", "!", "?", "…", LINE_BREAK)
_SHOWN = 6  # tiếng of a sentence shown in a message


def _in_step(block: Block) -> bool:
    """Step titles and step text; «Bị kẹt?» boxes are read at leisure and count as other text."""
    return block.section.step is not None and not block.box


def _judged(reading: Reading, steps: bool, most: int) -> Iterator[Sentence]:
    """Sentences of the blocks that are long enough to hold a long one."""
    for block in reading.blocks:
        if block.words > most and _in_step(block) == steps and (steps or block.kind != "dau"):
            yield from block.sentences


@rule(
    "CN040", title=f"Câu trong bước nhiều nhất {STEP_WORDS} tiếng",
    why="Bà con vừa đọc vừa bấm; câu dài phải đọc lại từ đầu.",
    good="Bấm nút “Gửi” ở cuối màn hình.",
    bad="Sau khi đã xem lại thật kỹ tất cả những gì vừa gõ ở trên thì bác bấm vào nút “Gửi” ở cuối màn hình.",
)  # fmt: skip
def step_sentences(reading: Reading, _: Context) -> Iterator[Finding]:
    """Long sentences in steps."""
    yield from _too_long(reading, True, STEP_WORDS)


@rule(
    "CN041", title=f"Câu nhiều nhất {SENTENCE_WORDS} tiếng",
    why="Câu dài thì người đọc chậm quên đầu câu khi tới cuối câu.",
    good="Hai câu, mỗi câu một ý.", bad="Một câu 40 tiếng nối bằng dấu phẩy.",
)  # fmt: skip
def other_sentences(reading: Reading, _: Context) -> Iterator[Finding]:
    """Long sentences outside steps."""
    yield from _too_long(reading, False, SENTENCE_WORDS)


def _too_long(reading: Reading, steps: bool, most: int) -> Iterator[Finding]:
    for sentence in _judged(reading, steps, most):
        if sentence.words > most:
            message = f"câu «{shortened(sentence.text, _SHOWN)}» dài {sentence.words} tiếng, nhiều nhất là {most}."
            yield Finding(sentence.line, message, "tách thành hai câu, mỗi câu một ý.")


@rule(
    "CN042", severity="nhac", title=f"Đoạn nhiều nhất {PARAGRAPH_SENTENCES} câu",
    why="Khối chữ dày làm người đọc chậm bỏ cuộc.",
    good="hai đoạn, mỗi đoạn 2 câu", bad="một đoạn 6 câu",
)  # fmt: skip
def paragraphs(reading: Reading, _: Context) -> Iterator[Finding]:
    """Paragraphs with too many sentences; sentences inside “ ” are somebody's speech and do not count."""
    for block in reading.blocks:
        if block.kind != "doan" or reading.page.kind == "loa":  # read aloud, not looked at
            continue
        count = _count(block)
        if count > PARAGRAPH_SENTENCES:
            message = f"đoạn «{shortened(block.text, _SHOWN)}» có {count} câu, nên có nhiều nhất {PARAGRAPH_SENTENCES}."
            yield Finding(block.line, message, "xuống dòng (để một dòng trống) ở giữa đoạn, hoặc làm thành danh sách.")


def _count(block: Block) -> int:
    if sum(map(block.text.count, _ENDS)) <= PARAGRAPH_SENTENCES:
        return 0
    if len(block.sentences) <= PARAGRAPH_SENTENCES or "“" not in block.text:
        return len(block.sentences)
    spoken = Block("doan", QUOTE.sub("“…”", block.text), block.line, block.section)
    return sum(count_words(sentence.text) > 0 for sentence in spoken.sentences)
