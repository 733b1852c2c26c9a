"""The eight questions as people meet them: on the phone, on paper, as GitHub's form. All from one `Form`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

import yaml

from camnang import forms, personal, story_page
from camnang.story import Field, Form, Question
from camnang.story_answers import CLEAN, YES

ISSUE_FORM = ".github/ISSUE_TEMPLATE/gui-chuyen-cua-to.yml"
ISSUE_LABEL = "chuyen-cua-to"
UNSET = "//example.org/"  # host of the addresses that mkdocs.yml only keeps free


def render(source: str, form: Form, repo: str) -> str:
    """HTML of a ```ke-chuyen fence: «dien-thoai» (questions that a script turns into boxes) or «giay» (a form to print).

    Args:
        repo: public address of the repository; the placeholder counts as none.

    Raises:
        ValueError: another word stands in the fence.
    """
    kind = source.strip()
    if kind == "giay":
        return forms.render(paper(form))
    if kind != "dien-thoai":
        raise ValueError(f"«{kind}» không có. Cách sửa: ghi «dien-thoai» hoặc «giay».")
    questions = "".join(_question(number, one) for number, one in enumerate(form.questions, 1))
    settings = escape(json.dumps(_settings(form, repo), separators=(",", ":")))
    return f'<div class="ke-chuyen" data-cai-dat="{settings}"><div class="phieu">{questions}</div></div>'


def paper(form: Form) -> str:
    """The rows of a ```phieu fence with the same questions."""
    rows: list[dict[str, Any]] = []
    for number, question in enumerate(form.questions, 1):
        first, *rest = question.fields
        label = f"{number}. {question.ask}"
        rows.append(_paper_row(first, f"{label} {first.label}" if rest else label.rstrip("?")))  # a colon follows
        rows += [_paper_row(field, field.label) for field in rest]
    return yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=1000)


def issue_form(form: Form) -> str:
    """GitHub's issue form with the same questions; labels are the headings that `story_marks.read_issue` looks for."""
    warning = {"type": "markdown", "attributes": {"value": form.intro}}
    body: list[dict[str, Any]] = [
        warning,
        *(_issue_field(question, field) for question in form.questions for field in question.fields),
    ]
    data = {
        "name": "Gửi chuyện của tổ",
        "description": "Tổ mình đã làm gì, được gì, chưa được gì: 8 câu hỏi",
        "labels": [ISSUE_LABEL],
        "body": body,
    }
    head = "# Tệp này do máy làm từ docs/_du-lieu/ke-chuyen.yml. Sửa ở đó, rồi chạy: ./camnang receive --mau\n"
    return head + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


def _settings(form: Form, repo: str) -> dict[str, object]:
    """All that the script needs: it holds no words, no patterns and no template of its own."""
    return {
        "ten": form.title.upper(),
        "kho": "" if UNSET in repo else repo.rstrip("/"),
        "mau": form.template,
        "sach": CLEAN,
        "luat": story_page.PLAIN,
        "cap": story_page.LEVELS,
        "dau": story_page.TITLE_START,
        "han": story_page.REVIEW_DAYS,
        "rieng": [[label, pattern, "i" if ignore_case else ""] for label, pattern, ignore_case in watched()],
        "nut": form.buttons,
        "bao": form.words,
    }


def watched() -> Iterator[tuple[str, str, bool]]:
    """What the live check on the phone looks for: label, pattern, whether case counts not. The patterns are `personal`'s.

    The browser goes without its finer tests (check digits, provinces, public numbers); `camnang receive` makes them all.
    """
    for kind, pattern in (*personal._NUMBERS, *personal._NAMED):
        alone = rf"(?<![0-9A-Za-z])(?:{pattern.pattern})(?![0-9A-Za-z])"
        yield personal.LABELS[kind], alone, bool(pattern.flags & re.I)


def _question(number: int, question: Question) -> str:
    alone = len(question.fields) == 1  # then the question is label enough for the eye
    fields = "".join(_field(field, alone) for field in question.fields)
    return f'<section class="kc-cau"><h3>{number}. {escape(question.ask)}</h3>{fields}</section>'


def _field(field: Field, alone: bool) -> str:
    needed = " data-can" if field.required else ""
    hidden = ' class="an"' if alone else ""
    example = f" <small>{escape(field.example)}</small>" if field.example else ""
    inside = "".join(_choices(field)) or '<span class="ke"></span>' * field.lines
    return (
        f'<div class="kc-o" data-o="{field.id}" data-kieu="{field.kind}" data-dai="{field.most}"{needed}>'
        f'<p id="kc-{field.id}"><b{hidden}>{escape(field.label)}</b>{example}</p>{inside}</div>'
    )


def _choices(field: Field) -> Iterator[str]:
    boxes: Sequence[tuple[str, str]] = [(YES, field.box)] if field.kind == "xin" else field.options
    for code, label in boxes:
        yield f'<span class="phieu-muc" data-ma="{escape(code)}"><span class="o"></span> <span>{escape(label)}</span></span>'


def _paper_row(field: Field, label: str) -> dict[str, Any]:
    if field.kind == "xin":
        return {"chon": {"nhan": label, "muc": [field.box]}}
    if field.options:
        return {"chon": {"nhan": label, "muc": [name for _, name in field.options]}}
    if field.lines == 1:
        return {"dong": label}
    return {"viet": {"nhan": label, "so_dong": field.lines}}


def _issue_field(question: Question, field: Field) -> dict[str, Any]:
    about = {"label": field.label, "description": " ".join(filter(None, [question.ask, field.example]))}
    needed = {"validations": {"required": True}} if field.required else {}
    if field.kind == "xin":
        boxes = [{"label": field.box, "required": True}]
        return {"type": "checkboxes", "id": field.id, "attributes": {**about, "options": boxes}}
    if field.options:
        several = {"multiple": True} if field.kind == "nhieu" else {}
        names = [label for _, label in field.options]
        return {"type": "dropdown", "id": field.id, "attributes": {**about, **several, "options": names}, **needed}
    kind = "textarea" if field.kind == "viet" else "input"
    return {"type": kind, "id": field.id, "attributes": about, **needed}
