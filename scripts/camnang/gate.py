"""Which files a contribution may touch by itself, and which only a keeper of the site lets through."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from camnang import names, readers

LABEL = "duyet-tep-dieu-khien"  # put on a pull request by a keeper who has read the control files in it
MAX_FILES = 30
PHOTOS = f"docs/{names.DEFAULT_LANG}/{names.PHOTO_FOLDER}/"
_OPEN = re.compile(rf"docs/(?:vi|en)/(?:[a-z0-9-]+/)*[a-z0-9-]+\.md|{PHOTOS}[a-z0-9-]+/[a-z0-9-]+\.webp")
_STATUS = re.compile(r"([ACDMRTUX])\d*\t(.+)")
_WORDS = {"A": "added", "D": "removed", "M": "modified", "R": "renamed", "T": "changed"}


@dataclass(frozen=True)
class Change:
    """A file of a contribution: path from the root of the project, and GitHub's word for what was done to it."""

    path: str
    status: str = "modified"


@dataclass(frozen=True)
class Gate:
    """The files that need a keeper, each with the reason; `labelled` when one has looked at them."""

    files: int
    stopped: tuple[tuple[str, str], ...]
    labelled: bool

    @property
    def open(self) -> bool:
        """Whether the contribution may go on."""
        return bool(self.files) and (not self.stopped or self.labelled)

    def told(self) -> str:
        """The verdict in Vietnamese."""
        if not self.files:
            return "Không thấy tệp nào trong danh sách.\n    Cách sửa: đưa danh sách tệp đã sửa, mỗi dòng một tệp."
        if not self.stopped:
            return f"Bài góp sửa {self.files} tệp, đều là bài và hình. Không cần ai mở cửa."
        lines = [f"- {_plain(path)}: {why}" for path, why in self.stopped[:20]]
        if len(self.stopped) > len(lines):
            lines.append(f"- còn {len(self.stopped) - len(lines)} tệp nữa")
        listed = "\n".join(lines)
        if self.labelled:
            return f"Người giữ trang đã xem và mở cửa cho {len(self.stopped)} tệp:\n{listed}"
        fix = f"bỏ các tệp ấy khỏi bài góp; nếu đúng là cần thì nhờ người giữ trang xem rồi gắn nhãn «{LABEL}»."
        return f"Bài góp đụng {len(self.stopped)} tệp mà bài viết không cần tới:\n{listed}\n    Cách sửa: {fix}"


def judge(changes: Iterable[Change], labels: Collection[str] = ()) -> Gate:
    """Looks at every changed file; pages may be added and changed, all else needs a keeper."""
    changes = sorted(set(changes), key=lambda change: (change.path, change.status))
    stopped = [(change.path, why) for change in changes if (why := _why_stopped(change))]
    if len(changes) > MAX_FILES:
        stopped.append((f"{len(changes)} tệp", f"bài góp một lần nhiều nhất {MAX_FILES} tệp; chia thành nhiều bài góp"))
    return Gate(len(changes), tuple(stopped), LABEL in labels)


def read(file: Path) -> list[Change]:
    """The changed files: GitHub's JSON list, or lines of `git diff --name-status` or `--name-only`.

    Raises:
        readers.ReadersError: the file is missing or is neither.
    """
    text = readers.text_of(file)
    if text.lstrip().startswith("["):
        return [change for one in readers.list_of(text, file) for change in _from_github(one)]
    return [change for line in text.splitlines() if line.strip() for change in _from_git(line)]


def _from_github(one: Mapping[str, Any]) -> Iterable[Change]:
    yield Change(str(one.get("filename", "")), str(one.get("status", "modified")))
    if one.get("previous_filename"):
        yield Change(str(one["previous_filename"]), "removed")


def _from_git(line: str) -> Iterable[Change]:
    match = _STATUS.fullmatch(line)
    if match is None:
        yield Change(line.strip())
        return
    *before, path = match[2].split("\t")
    yield Change(path, _WORDS.get(match[1], "changed"))
    if match[1] == "R":
        yield from (Change(one, "removed") for one in before)


def _why_stopped(change: Change) -> str:
    if change.status == "removed":
        return "bài góp không tự xoá hay đổi tên tệp đang có"
    if change.status == "changed":
        return "kiểu của tệp bị đổi (lối tắt, quyền chạy)"
    if _OPEN.fullmatch(change.path):
        return ""
    if change.path.startswith("docs/_"):
        return "dữ liệu dùng chung của mọi trang"
    if change.path.startswith("docs/"):
        return "trong docs chỉ nhận bài .md tên không dấu, và hình .webp"
    return "tệp điều khiển của trang"


def _plain(path: str) -> str:
    """A path that cannot forge lines or words of GitHub."""
    return re.sub(r"[^\w./ -]", "?", path)[:120]
