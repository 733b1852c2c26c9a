"""CN060–CN063: how dates, money, telephone numbers and counts are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from camnang.rules.prose import Reading, line_at
from camnang.rules.registry import Context, Finding, rule

# each starts with a digit, so that the search is quick; what stands before the digit is looked at by _find
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?![\w/-])")
_DASHED = re.compile(r"(\d{1,2})([-.])(\d{1,2})\2(\d{4})(?![\w/-])")
_SPELLED = re.compile(r"(\d{1,2}) tháng (\d{1,2}) năm (\d{4})(?!\d)", re.I)
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?![\d,])|\d{1,3},\d{3}(?= ?(?:đồng|đ\b|vnđ|vnd))", re.I)
_UNIT = re.compile(r"\d[\d.,]*\s?(?:vnđ|vnd|₫|đ(?![\w/])|(?-i:k))(?!\w)", re.I)
_UNGROUPED = re.compile(r"\d{4,}(?= đồng)")
_HOTLINE = re.compile(r"1[89]00(?:\d{4,6}|\.\d{4}|-(?!1[5-9]|20)\d{4}|[.-]\d{2,3}[.-]\d{2,3})(?!\w)")
_TENS = re.compile(
    r"(?<!\w)(?:(?:hai|ba|bốn|năm|sáu|bảy|tám|chín) mươi|mười (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))"
    r"(?: (?:mốt|hai|ba|tư|bốn|lăm|sáu|bảy|tám|chín))?(?!\w)", re.I,
)  # fmt: skip
_SPOKEN = ("loa", "giao-an")


def _find(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches that do not start inside a longer number, word or path."""
    for match in pattern.finditer(text):
        before = text[match.start() - 1] if match.start() else " "
        if not before.isalnum() and before not in "./,-_":
            yield match


@rule(
    "CN060", title="Ngày ghi dạng 23/11/2026",
    why="Một cách ghi thì không ai đọc lẫn ngày với tháng.",
    good="23/11/2026", bad="2026-11-23; 23-11-2026; ngày 23 tháng 11 năm 2026",
)  # fmt: skip
def dates(reading: Reading, _: Context) -> Iterator[Finding]:
    """Dates in other forms; loudspeaker scripts and lessons are read aloud and may spell them."""
    text = reading.plain
    for match in _find(_ISO, text):
        yield _date(match, match[3], match[2], match[1])
    for match in _find(_DASHED, text):
        yield _date(match, match[1], match[3], match[4])
    for match in _find(_SPELLED, text) if reading.page.kind not in _SPOKEN else ():
        yield _date(match, match[1], match[2], match[3])


def _date(match: re.Match[str], day: str, month: str, year: str) -> Finding:
    return Finding(line_at(match.string, match.start()), f"ngày đang ghi «{match[0]}».", f"ghi «{day}/{month}/{year}».")


@rule(
    "CN061", title="Tiền ghi dạng 50.000 đồng",
    why="«50k», «50,000», «VNĐ» dễ đọc lẫn; sai một số không là sai mười lần.",
    good="50.000 đồng", bad="50k; 50,000đ; 50000 đồng",
)  # fmt: skip
def money(reading: Reading, _: Context) -> Iterator[Finding]:
    """Sums of money in other forms."""
    text, done = reading.plain, set()
    for pattern in (_UNIT, _COMMAS, _UNGROUPED):
        for match in _find(pattern, text):
            if match.start() not in done:
                done.add(match.start())
                yield Finding(
                    line_at(match.string, match.start()),
                    f"số đang ghi «{match[0]}».",
                    f"ghi «{_money(match[0])} đồng».",
                )


def _money(text: str) -> str:
    digits = "".join(letter for letter in text if letter.isdigit()) + ("000" if text.lower().endswith("k") else "")
    return f"{int(digits):,}".replace(",", ".")


@rule(
    "CN062", title="Số tổng đài viết thành nhóm",
    why="Nhóm 4 số dễ đọc qua điện thoại, dễ bấm không sót.",
    good="1900 0368", bad="19000368",
)  # fmt: skip
def telephone(reading: Reading, _: Context) -> Iterator[Finding]:
    """Hotlines written in one run."""
    for match in _find(_HOTLINE, reading.plain):
        digits = "".join(letter for letter in match[0] if letter.isdigit())
        fix = f"ghi «{digits[:4]} {digits[4:]}», tốt nhất là dùng khoá của bảng dữ kiện."
        yield Finding(line_at(match.string, match.start()), f"số điện thoại đang ghi «{match[0]}».", fix)


@rule(
    "CN063", severity="nhac", title="Số đếm viết bằng chữ số",
    why="«12 số» đọc lướt vẫn thấy; «mười hai số» thì không.",
    good="12 số", bad="mười hai số",
)  # fmt: skip
def counts(reading: Reading, _: Context) -> Iterator[Finding]:
    """Numbers from 11 on in words, outside texts that are read aloud."""
    if reading.page.kind in _SPOKEN or ("mười" not in reading.lowered and "mươi" not in reading.lowered):
        return
    for match in _TENS.finditer(reading.plain):
        yield Finding(
            line_at(match.string, match.start()),
            f"số đang viết bằng chữ «{match[0]}».",
            "viết bằng chữ số, ví dụ «12».",
        )
