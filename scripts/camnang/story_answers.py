"""Answers to the questions of a story: a text by the id of its field.

Choices are answered by their label; several are joined by «, », as GitHub does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from camnang.story import Field, Form, StoryError

Answers = Mapping[str, str]
YES = "Có"  # the answer of a ticked box
# How an answer is kept, the same in Python and in the browser: one kind of line break, no control signs, no outer blanks.
CLEAN: tuple[tuple[str, str], ...] = (
    ("\r\n?", "\n"),
    ("[\\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", ""),
    ("[ \t]+(?=\n)", ""),
    ("^[ \t\n]+|[ \t\n]+$", ""),
)


def clean(field: Field, answer: str) -> str:
    """The answer as it is kept: NFC, one kind of line break, no control signs, no blanks at the ends of lines."""
    text = answer
    for pattern, replacement in CLEAN:
        text = re.sub(pattern, replacement, text)
    text = unicodedata.normalize("NFC", text)
    return text if field.kind == "viet" else text.replace("\n", " ")


def check(form: Form, answers: Answers) -> None:
    """Refuses answers that make no page: a missing one, a choice that is none, one too long.

    Raises:
        StoryError: the first fault.
    """
    for field in form.fields:
        answer = answers.get(field.id, "")
        if field.required and not answer:
            raise StoryError(f"ô «{field.label}» còn trống.", "hỏi lại người kể, rồi ghi vào.")
        for label in chosen(field, answer):
            if label not in [known for _, known in field.options]:
                listed = ", ".join(label for _, label in field.options)
                raise StoryError(f"ô «{field.label}» không có lựa chọn «{label}».", f"chọn trong: {listed}.")
        if field.kind in ("dong", "viet") and len(answer) > field.most:
            raise StoryError(
                f"ô «{field.label}» dài {len(answer)} chữ cái, nhiều nhất {field.most}.", "giữ lại ý chính."
            )


def chosen(field: Field, answer: str) -> tuple[str, ...]:
    """The labels that an answer to a choice names."""
    if field.kind not in ("chon", "nhieu") or not answer:
        return ()
    return tuple(label.strip() for label in answer.split(",")) if field.kind == "nhieu" else (answer,)


def codes(field: Field, answer: str) -> tuple[str, ...]:
    """The schema's words for the chosen labels."""
    by_label = {label: code for code, label in field.options}
    return tuple(by_label[label] for label in chosen(field, answer))
