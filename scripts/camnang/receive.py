"""`camnang receive`: a told story (text out of Zalo, a GitHub issue, a page file) → a page in its place, ready to be sent on.

What comes in is data and nothing else: it is never run, never put in a command, and written only once it passes every rule.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from camnang import (
    checking,
    code_book,
    corpus,
    letters,
    new_page,
    page,
    rules,
    story,
    story_answers,
    story_form,
    story_marks,
    story_page,
    story_pictures,
)
from camnang.outputs.sheet_cache import write_whole
from camnang.page import Page
from camnang.problem import ERROR, HINT, Problem
from camnang.story import StoryError

_FOLDER = "vi/dien-hinh"
_WRITTEN_WITH_IT = "CN097"  # the code is not in the register: it goes there together with the page


class RefusedError(StoryError):
    """A story that breaks rules which protect people or the site; nothing was written."""


@dataclass(frozen=True)
class Received:
    """The page written, its code, reminders about style, and the signs that had to be left out."""

    file: Path
    code: str
    hints: tuple[Problem, ...]
    lost: str


def receive(
    root: Path,
    letter: Path,
    today: date,
    *,
    issue: bool = False,
    title: str = "",
    consent: story_pictures.Consent | None = None,
) -> Received:
    """Writes the page that a letter tells.

    Args:
        root: the project.
        letter: a text file, a page file, a folder or zip with one of them and photographs, or (`issue`) GitHub's JSON.
        today: the day of the consent and of the check.
        title: another title than the place; needed when a place tells its second story.
        consent: what people in the photographs agreed to; without it photographs are refused.

    Raises:
        StoryError: the letter cannot be read; RefusedError: the page would break a rule. Nothing is written.
    """
    docs = root / "docs"
    sent = letters.read(letter)
    text = sent.text
    lost = ""
    if issue or not text.startswith("---"):
        form = story.load(docs)
        answers = story_marks.read_issue(form, _issue_body(text)) if issue else story_marks.read(form, text)
        story_answers.check(form, answers)
        text, lost = story_page.fill(form, answers, today), story_page.lost(answers)
    told = _placed(docs, page.parse(text, _place(docs, letter)), title)
    found, pictures = story_pictures.put_in(told, sent.pictures, consent, docs)
    problems = _problems(docs, found, today)
    errors = [one for one in problems if one.severity == ERROR]
    if errors:
        story_pictures.remove(pictures)
        faults = "\n".join(one.terminal() for one in errors)
        raise RefusedError(f"{faults}\nChưa ghi gì: bài có {len(errors)} lỗi.", "sửa trong tệp gửi tới, rồi chạy lại.")
    file = docs / found.path
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, found.text.encode())
    code_book.add(docs, {found.code: found.title}, today)
    return Received(file, found.code, tuple(one for one in problems if one.severity == HINT), lost)


def write_issue_form(root: Path) -> Path:
    """Makes GitHub's issue form anew from the questions."""
    file = root / story_form.ISSUE_FORM
    write_whole(file, story_form.issue_form(story.load(root / "docs")).encode())
    return file


def _place(docs: Path, letter: Path) -> str:
    """Where the page lies already (sent through GitHub, it has only to be finished), or «» when it came as a letter."""
    file = letter.resolve()
    inside = file.is_relative_to((docs / _FOLDER).resolve())
    return file.relative_to(docs.resolve()).as_posix() if inside else ""


def _placed(docs: Path, told: Page, title: str) -> Page:
    """The page with its own code, title and path; another file of the same name is never overwritten.

    Raises:
        StoryError: it is no case, or its place has told a story already.
    """
    if told.problems:
        raise StoryError(told.problems[0].message, told.problems[0].fix)
    if told.kind != "dien-hinh":
        raise StoryError(
            f"tệp này thuộc loại «{told.kind}», không phải chuyện của tổ.", "gửi trang loại khác bằng git."
        )
    if told.path and told.code != story_page.WAITING:
        raise StoryError(f"trang này đã có mã {told.code}.", "sửa thẳng trong tệp, không phải nhận lại.")
    text = _with(told, "ma", new_page.next_code(docs, "D"))
    if title:
        text = _with(page.parse(text, told.path), "title", f'"{story_page.one_line(title)}"')
    if told.path:
        return page.parse(text, told.path)
    year = str(told.meta.get("nam", ""))
    name = story_page.name(title or str(told.meta.get("noi", "")))
    if not (year.isdigit() and len(year) == 4 and name):
        raise StoryError("đầu bài thiếu năm hoặc nơi.", "ghi «nam: 2026» và «noi: …».")
    path = f"{_FOLDER}/{year}/{name}.md"
    if (docs / path).exists():
        raise StoryError(f"docs/{path} đã có.", 'đặt tên khác: thêm --ten "Tên chuyện này".')
    return page.parse(text, path)


def _with(told: Page, key: str, value: str) -> str:
    """The text with one line of the front matter set to another value.

    Raises:
        StoryError: the front matter has no such line.
    """
    if key not in told.meta:
        raise StoryError(f"đầu bài thiếu mục «{key}».", f"thêm dòng «{key}: …».")
    lines = told.text.split("\n")
    lines[told.line_of(key) - 1] = f"{key}: {value}"
    return "\n".join(lines)


def _problems(docs: Path, found: Page, today: date) -> list[Problem]:
    """What the rules say of the page as if it lay in its place already and its code stood in the register."""
    written = corpus.load(docs)
    others = (one for one in written.pages if one.path != found.path)
    whole = replace(written, pages=(*others, found))
    context = checking.load_context(whole, today)
    problems = [*rules.check_page(found, context), *rules.check_corpus(whole.pages, context)]
    return sorted({one for one in problems if one.path == found.path and one.code != _WRITTEN_WITH_IT})


def _issue_body(text: str) -> str:
    """The body in GitHub's event or issue JSON."""
    try:
        data = json.loads(text)
        body = data.get("issue", data)["body"]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StoryError("tệp JSON này không có mục «body» của một issue.", "dùng tệp sự kiện mà GitHub đưa.") from None
    if not isinstance(body, str):
        raise StoryError("issue này không có chữ nào.", "mở issue bằng mẫu «Gửi chuyện của tổ».")
    return body
