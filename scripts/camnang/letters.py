"""The one letter in what somebody sent: a text file, or a folder or zip with one text and perhaps photographs."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from camnang.story import StoryError

MOST_BYTES = 200_000  # of one letter; the longest story the form makes is under 20 kB
MOST_OF_PICTURE = 30_000_000
_WORDS = (".txt", ".md", ".json")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".bmp", ".tif", ".tiff")
_TOO_LONG = f"thư dài hơn {MOST_BYTES // 1000} kB."
_SHORTER = "một chuyện chỉ vài trang chữ; bỏ bớt rồi gửi lại."


@dataclass(frozen=True)
class Letter:
    """What was sent: the text with line feeds only, and photographs by the names of their files, in order."""

    text: str
    pictures: dict[str, bytes] = field(default_factory=dict)


def read(letter: Path) -> Letter:
    """Reads what somebody sent.

    Raises:
        StoryError: no text or several, another kind of file, too long, not UTF-8.
        OSError: the file cannot be opened.
    """
    raw, pictures = _bytes(letter)
    if len(raw) > MOST_BYTES:
        raise StoryError(_TOO_LONG, _SHORTER)
    if any(len(data) > MOST_OF_PICTURE for data in pictures.values()):
        raise StoryError(f"có ảnh nặng quá {MOST_OF_PICTURE // 1_000_000} MB.", "gửi ảnh cỡ thường của điện thoại.")
    try:
        return Letter(raw.decode("utf-8-sig").replace("\r\n", "\n"), pictures)
    except UnicodeDecodeError:
        raise StoryError("tệp không phải chữ UTF-8.", "mở tệp, chép chữ sang tệp .txt mới rồi lưu.") from None


def _bytes(letter: Path) -> tuple[bytes, dict[str, bytes]]:
    if letter.is_dir():
        files = [file for file in letter.rglob("*") if file.is_file() and not file.is_symlink()]
        name, pictures = _sorted({file.relative_to(letter).as_posix(): file.stat().st_size for file in files})
        return (letter / name).read_bytes(), {_short(one): (letter / one).read_bytes() for one in pictures}
    if zipfile.is_zipfile(letter):
        return _packed(letter)
    _sorted({letter.name: letter.stat().st_size})
    return letter.read_bytes(), {}


def _packed(letter: Path) -> tuple[bytes, dict[str, bytes]]:
    """Bytes out of a zip, never more than are wanted, whatever its table of contents says."""
    try:
        with zipfile.ZipFile(letter) as archive:
            name, pictures = _sorted({one.filename: one.file_size for one in archive.infolist() if not one.is_dir()})
            return _unpacked(archive, name, MOST_BYTES), {
                _short(one): _unpacked(archive, one, MOST_OF_PICTURE) for one in pictures
            }
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        raise StoryError("tệp zip này không mở được.", "gửi thẳng tệp chữ, không nén, không đặt mật khẩu.") from None


def _unpacked(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as packed:
        return packed.read(most + 1)


def _sorted(sizes: dict[str, int]) -> tuple[str, list[str]]:
    """The name of the one text among the files, and those of photographs.

    Raises:
        StoryError: no text, several, something else, or too large.
    """
    names = [name for name in sorted(sizes) if not _hidden(name)]
    pictures = [name for name in names if name.lower().endswith(_PICTURES)]
    letters = [name for name in names if name.lower().endswith(_WORDS)]
    if len(letters) != 1 or len(names) != 1 + len(pictures):
        listed = ", ".join(names[:5]) or "không có tệp nào"
        raise StoryError(
            f"cần đúng một tệp chữ, đang có: {listed}.", "mỗi lần nhận một tệp .txt, .md hoặc .json, cùng ảnh nếu có."
        )
    if sizes[letters[0]] > MOST_BYTES:
        raise StoryError(_TOO_LONG, _SHORTER)
    return letters[0], pictures


def _short(name: str) -> str:
    return PurePosixPath(name).name


def _hidden(name: str) -> bool:
    """Files that systems add by themselves (.DS_Store, __MACOSX/)."""
    return any(part.startswith((".", "__")) for part in PurePosixPath(name).parts)
