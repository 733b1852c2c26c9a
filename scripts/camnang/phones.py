"""What may stand behind «Điện thoại»: printed exactly as given, so it is looked at closely and never mended."""

from __future__ import annotations

import re

_GIVEN = re.compile(r"[0-9 .+\u00a0]*")
_SPREADSHEET = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)
# Shapes after spaces and dots are taken out: at home, from abroad, services, emergencies and help lines of the state.
_SHAPES = (r"0\d{9,10}", r"\+84\d{9,10}", r"1[89]00\d{4,6}", r"1\d{2}", r"1\d{3,5}")
_ZERO_LOST = re.compile(r"[235789]\d{8}|2\d{9}")


def phone_fault(number: str) -> tuple[str, str] | None:
    """What is wrong with a number and what to do, or None; an empty number is right."""
    bare = re.sub(r"[ .\u00a0]", "", number)
    if not number or (_GIVEN.fullmatch(number) and any(re.fullmatch(shape, bare) for shape in _SHAPES)):
        return None
    if _SPREADSHEET.fullmatch(number):
        return f"điện thoại «{number}» đã bị bảng tính viết gọn.", "đổi ô sang kiểu Văn bản rồi gõ lại đủ số."
    if not _GIVEN.fullmatch(number):
        odd = "".join(dict.fromkeys(letter for letter in number if not _GIVEN.fullmatch(letter)))
        fix = "chỉ ghi một số, gồm chữ số, dấu cách, dấu chấm, dấu +; chữ thì ghi ở ô «Người liên hệ»."
        return f"điện thoại «{number}» có «{odd}».", fix
    if _ZERO_LOST.fullmatch(bare):
        fix = f"đổi cột sang kiểu Văn bản rồi gõ lại, ví dụ «0{number}». Máy không tự thêm số."
        return f"điện thoại «{number}» có {len(bare)} chữ số, có vẻ bảng tính đã bỏ số 0 ở đầu.", fix
    digits = len(re.sub(r"\D", "", bare))
    return (
        f"điện thoại «{number}» có {digits} chữ số, không giống số nào gọi được.",
        "xem lại từng chữ số, kể cả số 0 ở đầu.",
    )
