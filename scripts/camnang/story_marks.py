"""Answers as a text to send (Zalo, paper copied out) and as GitHub writes them into an issue; read back without guessing.

Sent text: a line «== label» before each answer, «== HẾT» at the end. A line of an answer that begins with «==» or «\\» gets
a «\\» in front, so no answer can look like a mark. GitHub escapes nothing: there a heading that comes twice is refused.
"""

from __future__ import annotations

import re
import unicodedata

from camnang.story import Form, StoryError
from camnang.story_answers import YES, Answers, clean

MARK, END, GITHUB = "== ", "== HẾT", "### "
NOTHING = "_No response_"  # what GitHub writes for a field left empty (also in Vietnamese browsers)
_BLANK = " \t"  # no others: what the writer does not see as a blank, the reader must not either
_RISKY = re.compile(r"^(?=[ \t]*(?:==|\\))", re.M)
_SEND_AGAIN = "xin người gửi chép lại cả bài, từ đầu tới dòng «== HẾT»."


def write(form: Form, answers: Answers) -> str:
    """The text to send: every field with its mark, in order."""
    parts = [form.title.upper()]
    for field in form.fields:
        parts.append(f"{MARK}{field.label}\n{_RISKY.sub(lambda _: chr(92), clean(field, answers.get(field.id, '')))}")
    return "\n\n".join([*parts, END]) + "\n"


def read(form: Form, text: str) -> dict[str, str]:
    """The answers in a sent text; words before the first mark and behind the end are greetings.

    Raises:
        StoryError: no mark, a mark twice, or the end is missing (the message was cut).
    """
    marks = {f"{MARK}{field.label}": field for field in form.fields}
    found: dict[str, list[str]] = {}
    into: list[str] | None = None
    for line in _lines(text):
        sign = line.strip(_BLANK)
        if sign == END:
            return _collected(form, found)
        if sign in marks:
            if marks[sign].id in found:
                raise StoryError(f"dòng «{sign}» có hai lần.", "gửi từng chuyện một; bỏ bớt một bản.")
            into = found.setdefault(marks[sign].id, [])
        elif into is not None:
            into.append(line.removeprefix("\\"))
    raise StoryError(f"không thấy dòng «{END}»: chữ bị cắt mất đoạn cuối.", _SEND_AGAIN)


def read_issue(form: Form, body: str) -> dict[str, str]:
    """The answers in the body of an issue made with our form.

    Every heading must stand there exactly once and in order. So a heading typed inside an answer is either strange, and
    stays words, or it makes the body ambiguous, and the body is refused: it can never stand for another field.

    Raises:
        StoryError: a heading is missing, comes twice or stands in the wrong place.
    """
    lines = _lines(body)
    places = [_only(lines, f"{GITHUB}{field.label}") for field in form.fields]
    if places != sorted(places):
        raise StoryError("các dòng «### …» không đúng thứ tự của mẫu.", "gửi lại bằng mẫu «Gửi chuyện của tổ».")
    ends = [*places[1:], len(lines)]
    found = {}
    for field, start, end in zip(form.fields, places, ends, strict=True):
        answer = "\n".join(lines[start + 1 : end]).strip(_BLANK + "\n")
        if field.kind == "xin":
            answer = YES if re.match(r"- \[[xX]\] ", answer) else ""
        found[field.id] = [] if answer == NOTHING else [answer]
    return _collected(form, found)


def _only(lines: list[str], heading: str) -> int:
    """The one line that is this heading."""
    places = [number for number, line in enumerate(lines) if line.strip(_BLANK) == heading]
    if len(places) == 1:
        return places[0]
    if not places:
        raise StoryError(f"không thấy dòng «{heading}».", "gửi lại bằng mẫu «Gửi chuyện của tổ», đừng xoá dòng nào.")
    fix = f"sửa trong câu trả lời: thêm chữ «(chữ)» sau dòng «{heading}» mà người kể tự gõ."
    raise StoryError(f"dòng «{heading}» có {len(places)} lần, không rõ dòng nào là của mẫu.", fix)


def _lines(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    return plain.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _collected(form: Form, found: dict[str, list[str]]) -> dict[str, str]:
    return {field.id: clean(field, "\n".join(found.get(field.id, []))) for field in form.fields}
