"""The one letter in what somebody sent: a text file, or a folder or zip that holds exactly one."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from camnang.story import StoryError

MOST_BYTES = 200_000  # of one letter; the longest story the form makes is under 20 kB
_WORDS = (".txt", ".md", ".json")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".bmp", ".tif", ".tiff")
_TOO_LONG = f"thư dài hơn {MOST_BYTES // 1000} kB."
_SHORTER = "một chuyện chỉ vài trang chữ; bỏ bớt rồi gửi lại."


def read(letter: Path) -> str:
    """The text, with line feeds only.

    Raises:
        StoryError: no text or several, a picture, another kind of file, too long, not UTF-8.
        OSError: the file cannot be opened.
    """
    raw = _bytes(letter)
    if len(raw) > MOST_BYTES:
        raise StoryError(_TOO_LONG, _SHORTER)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise StoryError("tệp không phải chữ UTF-8.", "mở tệp, chép chữ sang tệp .txt mới rồi lưu.") from None


def _bytes(letter: Path) -> bytes:
    if letter.is_dir():
        files = [file for file in letter.rglob("*") if file.is_file() and not file.is_symlink()]
        name = _only_letter({file.relative_to(letter).as_posix(): file.stat().st_size for file in files})
        return (letter / name).read_bytes()
    if zipfile.is_zipfile(letter):
        return _packed(letter)
    _only_letter({letter.name: letter.stat().st_size})
    return letter.read_bytes()


def _packed(letter: Path) -> bytes:
    """Bytes out of a zip, never more than are wanted, whatever its table of contents says."""
    try:
        with zipfile.ZipFile(letter) as archive:
            name = _only_letter({one.filename: one.file_size for one in archive.infolist() if not one.is_dir()})
            with archive.open(name) as packed:
                return packed.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        raise StoryError("tệp zip này không mở được.", "gửi thẳng tệp chữ, không nén, không đặt mật khẩu.") from None


def _only_letter(sizes: dict[str, int]) -> str:
    """The name of the one text among the files; pictures are refused politely until people can be asked about them.

    Raises:
        StoryError: no text, several, a picture, something else, or too large.
    """
    names = [name for name in sorted(sizes) if not _hidden(name)]
    pictures = [name for name in names if name.lower().endswith(_PICTURES)]
    if pictures:
        message = f"có ảnh ({', '.join(pictures[:3])}); mẫu này chỉ nhận chữ."
        raise StoryError(message, "bỏ ảnh ra. Ảnh cần người trong ảnh ký phiếu M011, gửi riêng qua cách có git.")
    letters = [name for name in names if name.lower().endswith(_WORDS)]
    if len(letters) != 1 or len(names) != 1:
        listed = ", ".join(names[:5]) or "không có tệp nào"
        raise StoryError(f"cần đúng một tệp chữ, đang có: {listed}.", "mỗi lần nhận một tệp .txt, .md hoặc .json.")
    if sizes[letters[0]] > MOST_BYTES:
        raise StoryError(_TOO_LONG, _SHORTER)
    return letters[0]


def _hidden(name: str) -> bool:
    """Files that systems add by themselves (.DS_Store, __MACOSX/)."""
    return any(part.startswith((".", "__")) for part in PurePosixPath(name).parts)
