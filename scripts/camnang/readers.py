"""Two people read what can cost a villager money: counts the approvals of a pull request that touches such pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from camnang.exits import explain

WANTED = 2
# Where a wrong word can cost money or identity; the same folders stand in .github/CODEOWNERS (a test compares them).
WATCHED = ("docs/vi/yen-tam/", "docs/vi/lua-dao/", "docs/vi/gap/", "docs/vi/day/loa/", "docs/vi/to-roi/treo/")


class ReadersError(Exception):
    """The files given are not what GitHub's API returns; the text says which and what to type."""


@dataclass(frozen=True)
class Verdict:
    """Which watched files a pull request changes, and who has approved it."""

    files: tuple[str, ...]
    readers: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """Whether nothing watched is touched, or enough people have approved."""
        return not self.files or len(self.readers) >= WANTED

    def told(self) -> str:
        """The verdict in Vietnamese, one paragraph."""
        if not self.files:
            return "Bài góp không đụng trang cần hai người đọc."
        named = ", ".join(self.files[:5]) + (f" và {len(self.files) - 5} tệp nữa" if len(self.files) > 5 else "")
        who = ", ".join(self.readers) or "chưa ai"
        head = f"Bài góp sửa {named}: cần {WANTED} người đọc và đồng ý. Đã đồng ý: {who}."
        if self.enough:
            return head
        left = WANTED - len(self.readers)
        return f"{head}\n    Cách sửa: mời thêm {left} người đọc rồi bấm Approve; người viết không tự đọc cho mình."


def judge(files: Iterable[Mapping[str, Any]], reviews: Iterable[Mapping[str, Any]], author: str) -> Verdict:
    """Looks at the changed files and the last word of each reviewer.

    Args:
        files: GitHub's «list pull request files» ({"filename", "previous_filename"}).
        reviews: GitHub's «list reviews», oldest first ({"user": {"login"}, "state"}); comments change nothing.
        author: login of the person who opened the pull request; their own approval does not count.
    """
    names = {str(one.get(key)) for one in files for key in ("filename", "previous_filename") if one.get(key)}
    last: dict[str, str] = {}
    for review in reviews:
        state = str(review.get("state"))
        if state in ("APPROVED", "CHANGES_REQUESTED", "DISMISSED"):
            last[str((review.get("user") or {}).get("login") or "")] = state
    approved = sorted(name for name, state in last.items() if state == "APPROVED" and name and name != author)
    return Verdict(tuple(sorted(name for name in names if name.startswith(WATCHED))), tuple(approved))


def read_list(file: Path) -> Sequence[Mapping[str, Any]]:
    """A JSON list of objects, or several lists one after the other as `gh api --paginate` writes them.

    Raises:
        ReadersError: the file is missing or holds something else.
    """
    return list_of(text_of(file), file)


def text_of(file: Path) -> str:
    """The text of a file that a keeper names.

    Raises:
        ReadersError: it cannot be opened or is no text.
    """
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ReadersError(f"{file}: không phải chữ UTF-8.\n    Cách sửa: lưu lại tệp bằng bảng mã UTF-8.") from error
    except OSError as error:
        raise ReadersError(explain(error)) from error


def list_of(text: str, file: Path) -> Sequence[Mapping[str, Any]]:
    """Like `read_list`, for the text that stands in `file`.

    Raises:
        ReadersError: it is something else.
    """
    found: list[Any] = []
    decoder, text, at = json.JSONDecoder(), text.strip(), 0
    try:
        while at < len(text):
            part, end = decoder.raw_decode(text, at)
            found += part
            at = end + len(text[end:]) - len(text[end:].lstrip())
    except (ValueError, TypeError, RecursionError):
        found = [None]
    if all(isinstance(one, dict) for one in found):
        return found
    fix = f"gh api … --paginate > {file.name}"
    raise ReadersError(f"{file}: không phải danh sách JSON của GitHub.\n    Cách sửa: {fix}")
