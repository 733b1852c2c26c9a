"""`camnang new`: a page from the template of its type, with the next free code and a file name from its title."""

from __future__ import annotations

import difflib
import os
import tempfile
from datetime import date, timedelta
from pathlib import Path

from camnang import code_book, codes, corpus, names
from camnang.page_shape import PageType
from camnang.schema import TYPES

TEMPLATES = "_mau"
KINDS = tuple(name for name in TYPES if name not in ("trang", "buoc", "thang"))  # months come from the programme file
NEEDS_FOLDER = {"huong-dan": "vneid", "lo-trinh": "vneid", "dien-hinh": "2026"}


class NewPageError(ValueError):
    """Wrong type, name or folder; the text says what to type instead."""


def create(docs: Path, kind: str, title: str, subfolder: str, today: date) -> Path:
    """Writes the new page and returns its file.

    Args:
        docs: the content folder.
        kind: a page type of the schema.
        title: the page's title in Vietnamese.
        subfolder: folder below the type's own, needed for guides (group) and cases (year).
        today: goes into `ngay_kiem`; `xem_lai` is the type's longest allowed time later.

    Raises:
        NewPageError: nothing is written.
    """
    page_type = _type(kind)
    slug = names.slugify(title)
    if not slug:
        raise NewPageError(
            f'Tên trang «{title}» không có chữ nào. Ghi tên, ví dụ: ./camnang new {kind} "Quên mật khẩu VNeID"'
        )
    folder = docs / names.DEFAULT_LANG / _folder(page_type, subfolder)
    file = folder / f"{slug}.md"
    if file.exists():
        raise NewPageError(f"{file.relative_to(docs.parent)} đã có. Đặt tên khác, hoặc sửa trang ấy.")
    text = (docs / TEMPLATES / f"{kind}.md").read_text(encoding="utf-8")
    code = next_code(docs, page_type.letter)
    review = today + timedelta(days=page_type.max_review_days - 2)
    for mark, value in (
        ("{ma}", code),
        ("{ten}", title.replace('"', "”")),
        ("{hom_nay}", today.isoformat()),
        ("{xem_lai}", review.isoformat()),
        ("{nam}", str(today.year)),
    ):
        text = text.replace(mark, value)
    _write(file, text)
    code_book.add(docs, {code: title}, today)
    return file


def next_code(docs: Path, letter: str) -> str:
    """The first code after the highest one ever used: G012 → G013, also when the page of G012 is gone."""
    used = [
        int(page.code[1:]) for page in corpus.load(docs).pages if page.code[:1] == letter and page.code[1:].isdigit()
    ]
    return f"{letter}{max([*used, codes.load(docs).highest(letter)]) + 1:03d}"


def _type(kind: str) -> PageType:
    if kind in KINDS:
        return TYPES[kind]
    guess = next(iter(difflib.get_close_matches(names.slugify(kind), KINDS, 1, 0.4)), None)
    hint = f"Có phải «{guess}»? " if guess else ""
    raise NewPageError(f"Không có loại trang «{kind}». {hint}Các loại: {', '.join(KINDS)}.")


def _folder(page_type: PageType, subfolder: str) -> str:
    clean = "/".join(names.slugify(part) for part in subfolder.split("/") if names.slugify(part))
    if page_type.name in NEEDS_FOLDER and not clean:
        example = NEEDS_FOLDER[page_type.name]
        raise NewPageError(f"Loại «{page_type.name}» cần thêm thư mục con. Ghi thêm, ví dụ: --thu-muc {example}")
    return f"{page_type.folder}/{clean}" if clean else page_type.folder


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)
    Path(name).rename(file)
