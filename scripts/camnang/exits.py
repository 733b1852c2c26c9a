"""The exit codes of every verb, and failures whose words are meant for whoever typed it."""

from __future__ import annotations

import errno

OK, FINDINGS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


class Told(Exception):  # noqa: N818 — it is told, not debugged
    """A foreseen failure: the text says in Vietnamese what is wrong and what to do; `code` is the exit code."""

    code = FINDINGS


_ROOM = ("ổ đĩa hết chỗ", "xoá bớt tệp rồi chạy lại; trang cũ vẫn còn nguyên")
_RIGHT = (
    "máy không cho đọc, không cho ghi ở đây",
    "xem lại quyền của tệp và thư mục; lệnh có --out thì chọn chỗ ghi khác",
)
_PATH = "xem lại đường dẫn rồi gõ lại lệnh"
_TROUBLES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EACCES: _RIGHT,
    errno.EPERM: _RIGHT,
    errno.EROFS: _RIGHT,
    errno.ENOENT: ("không có tệp hay thư mục này", _PATH),
    errno.EISDIR: ("đây là thư mục, không phải tệp", _PATH),
    errno.ENOTDIR: ("đây là tệp, không phải thư mục", _PATH),
    errno.ELOOP: ("lối tắt này dẫn vòng quanh", "xoá lối tắt, chép tệp thật vào chỗ này"),
    errno.ENAMETOOLONG: ("tên này quá dài", "đặt tên ngắn hơn"),
}


def explain(error: OSError) -> str:
    """A system error in plain Vietnamese, in two lines: where and what, then what to do."""
    what, fix = _TROUBLES.get(error.errno or 0, (f"máy báo lỗi «{error.strerror or error}»", "gõ lại lệnh một lần"))
    return f"{error.filename}: {what}.\n    Cách sửa: {fix}." if error.filename else f"{what}.\n    Cách sửa: {fix}."
