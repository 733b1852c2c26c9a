"""What is attached to a release: every sheet in one zip, the notes out of CHANGELOG.md, and the sums of all files."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from camnang import names

NOTES, SUMS, SHEETS = "GHI-CHU.md", "SHA256SUMS", "to-in.zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest day a zip can hold: equal files make equal zips


class ReleaseError(Exception):
    """Nothing can be released; the text says what is missing and what to do."""


def gather(site: Path, changelog: Path, version: str, out: Path) -> list[str]:
    """Puts the zip of sheets, the notes and the sums beside what is already in `out`; returns the names of all files.

    Args:
        site: the built site; its handouts and calendars go into the zip.
        version: «0.2.0», the heading of its part in the changelog.
        out: folder of the release; packs made before are summed too.

    Raises:
        ReleaseError: no sheets, or no part for this version.
    """
    notes = notes_of(changelog.read_text(encoding="utf-8"), version)
    sheets = [one for folder in (names.HANDOUT_FOLDER, names.CALENDAR_FOLDER) for one in (site / folder).rglob("*.pdf")]
    if not sheets:
        raise ReleaseError(f"Không có tờ in nào trong {site}.\n    Cách sửa: chạy ./camnang build trước.")
    out.mkdir(parents=True, exist_ok=True)
    _zip(sheets, site, out / SHEETS)
    _write(out / NOTES, notes)
    packed = sorted(file for file in out.iterdir() if file.is_file() and file.name not in (NOTES, SUMS))
    _write(out / SUMS, "".join(f"{_sum(file)}  {file.name}\n" for file in packed))
    return [*(file.name for file in packed), NOTES, SUMS]


def notes_of(changelog: str, version: str) -> str:
    """The words below the heading «## [version] …», up to the next version.

    Raises:
        ReleaseError: there is no such heading, it still says «chưa phát hành», or nothing stands below it.
    """
    match = re.search(rf"^## \[{re.escape(version)}\](?P<rest>.*)\n(?P<words>(?:(?!## ).*\n?)*)", changelog, re.M)
    if not match:
        fix = f"thêm mục «## [{version}] – ngày» vào CHANGELOG.md, hoặc sửa số phiên bản."
        raise ReleaseError(f"CHANGELOG.md không có mục cho bản {version}.\n    Cách sửa: {fix}")
    if "chưa phát hành" in match["rest"] or not match["words"].strip():
        fix = "đổi «chưa phát hành» thành ngày phát hành, và kể các thay đổi bên dưới."
        raise ReleaseError(f"CHANGELOG.md: mục {version} chưa xong.\n    Cách sửa: {fix}")
    return match["words"].strip() + "\n"


def _zip(files: Iterable[Path], base: Path, target: Path) -> None:
    part = target.with_name(f".{target.name}.dang-ghi")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(files):
            out.writestr(zipfile.ZipInfo(file.relative_to(base).as_posix(), _EPOCH), file.read_bytes(), 8)
    part.replace(target)


def _write(file: Path, text: str) -> None:
    part = file.with_name(f".{file.name}.dang-ghi")
    part.write_text(text, encoding="utf-8")
    part.replace(file)


def _sum(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
