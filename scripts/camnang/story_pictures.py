"""Photographs that came with a story: what is asked of them, and how they stand in its page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from camnang import names, photo_intake, photos, story_page
from camnang.page import Page, parse
from camnang.story import StoryError

MOST = 5  # photographs of one story
_TOLD = "Ảnh cần người trong ảnh đồng ý (phiếu M011)"
_HEADING = "\n## "


@dataclass(frozen=True)
class Consent:
    """What the keeper knows of all photographs of one letter: who took them, when people agreed, about children."""

    day: date
    by: str
    children: str = photos.CHILDREN[0]


def put_in(told: Page, pictures: Mapping[str, bytes], consent: Consent | None, docs: Path) -> tuple[Page, list[Path]]:
    """The page with its photographs before its second part, and the files written for them.

    Args:
        pictures: file name → what was sent; the name says what can be seen.

    Raises:
        StoryError: nobody said that people agreed, a name that says nothing, too many, or not a photograph.
    """
    if not pictures:
        return told, []
    if consent is None:
        fix = "có đồng ý rồi thì thêm: --anh-dong-y NGÀY --nguoi-chup TÊN. Chưa thì bỏ ảnh ra."
        raise StoryError(f"có ảnh ({', '.join(list(pictures)[:3])}). {_TOLD}.", fix)
    if len(pictures) > MOST:
        raise StoryError(f"có {len(pictures)} ảnh, nhiều nhất là {MOST}.", "chọn những ảnh nói được nhiều nhất.")
    words = {name: _words(name) for name in pictures}
    written: list[Path] = []
    try:
        lines = list(_taken(told, pictures, words, docs, written))
    except photo_intake.PhotoError as error:
        remove(written)
        message, _, fix = str(error).partition("\n    Cách sửa: ")
        raise StoryError(message, fix) from None
    by = story_page.one_line(consent.by).replace('"', "”")
    records = [
        f'  - {{tep: {names.slugify(name)}, nguoi_chup: "{by}", dong_y: {consent.day}, tre_em: {consent.children}}}'
        for name in words.values()
    ]
    return parse(_with(told.text, records, lines), told.path), written


def remove(files: list[Path]) -> None:
    """Takes back what was written, and its folder when nothing else lies in it."""
    for file in files:
        file.unlink(missing_ok=True)
    for folder in {file.parent for file in files}:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _taken(
    told: Page, pictures: Mapping[str, bytes], words: Mapping[str, str], docs: Path, written: list[Path]
) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="camnang-") as folder:
        for number, (name, data) in enumerate(pictures.items()):
            file = Path(folder) / f"{number}{PurePosixPath(name).suffix.lower()}"
            file.write_bytes(data)
            taken = photo_intake.take(file, told, docs, words[name], words[name])
            written += [path for path, *_ in taken.files]
            yield taken.link


def _words(name: str) -> str:
    """What can be seen, from the name of the file.

    Raises:
        StoryError: the name is one that a camera gave.
    """
    words = " ".join(story_page.plain(PurePosixPath(name).stem.replace("-", " ")).split())
    if sum(any(letter.isalpha() for letter in word) for word in words.split()) < 3:
        fix = "đổi tên tệp thành lời tả hình, ví dụ «Bà con học ở nhà văn hoá.jpg»."
        raise StoryError(f"tên ảnh «{name}» chưa nói trong hình có gì.", fix)
    return words


def _with(text: str, records: list[str], lines: list[str]) -> str:
    """The record in the front matter; the photographs at the end of the first part."""
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    first = body.find(_HEADING)
    second = body.find(_HEADING, first + 1)
    at = second if second > 0 else len(body)
    shown = "\n" + "\n\n".join(lines) + "\n"
    return f"---\n{head}\nhinh:\n" + "\n".join(records) + f"\n---\n{body[:at].rstrip()}\n{shown}{body[at:]}"
