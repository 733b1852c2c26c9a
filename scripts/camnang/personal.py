"""Finds what belongs to one person in a text (phones, identity numbers, accounts, plates, mails) and hides it.

Everyone who reads strangers' words uses this one module: the rules, the logs, the intake of letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "dien-thoai", "can-cuoc", "tai-khoan", "the-ngan-hang", "bien-so", "thu", "giay-to", "ngay-sinh", "toa-do"
]
LABELS: dict[Kind, str] = {
    "dien-thoai": "số điện thoại", "can-cuoc": "số căn cước", "tai-khoan": "số tài khoản ngân hàng",
    "the-ngan-hang": "số thẻ ngân hàng", "bien-so": "biển số xe", "thu": "địa chỉ thư điện tử",
    "giay-to": "số giấy tờ riêng", "ngay-sinh": "ngày sinh", "toa-do": "toạ độ trên bản đồ",
}  # fmt: skip
# First three digits of an identity number: the 63 provinces of Thông tư 07/2016/TT-BCA; the codes outlived the merger
# of 2025, since numbers once given stay.
PROVINCES = frozenset((
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46,
    48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94,
    95, 96,
))  # fmt: skip
SAMPLE_HOSTS = frozenset(("example.org", "example.com", "example.net", "example.vn", "vidu.vn"))
HIDDEN = "•"

_S = r"[ .()\-–‐‑_\u00a0\u2009\u202f\u00ad\u200b-\u200d\u2060\ufeff]{0,3}"  # between two digits of one number
_D = r"[0-9oO]"  # a capital or small O passes for a nought
_LONG = rf"[0-9](?:{_S}[0-9]){{7,18}}"
_NUMBERS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("the-ngan-hang", re.compile(rf"[24569](?:{_S}[0-9]){{12,18}}")),
    ("can-cuoc", re.compile(rf"[0oO](?:{_S}{_D}){{11}}")),
    ("dien-thoai", re.compile(rf"(?:(?:\+|00)?84{_S}(?:\(?0\)?{_S})?|[0oO]{_S})[35789](?:{_S}{_D}){{8}}")),
    ("dien-thoai", re.compile(rf"(?:(?:\+|00)84{_S}|0{_S})(?:2(?:{_S}[0-9]){{9}}|1{_S}[2689](?:{_S}[0-9]){{8}})")),
)
_NAMED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("tai-khoan", re.compile(
        rf"(?<!\w)(?:s(?:ố )?tk|stk|tk(?: ngân hàng)?|tài khoản|account|a/c)(?!\w)[^\d\n]{{0,40}}?({_LONG})", re.I)),
    ("giay-to", re.compile(
        r"(?<!\w)(?:cmnd|cmt|chứng minh|hộ chiếu|passport|bhxh|bảo hiểm (?:xã hội|y tế)|bhyt|mã số thuế|mst|giấy phép lái xe|gplx)"
        rf"(?!\w)[^\d\n]{{0,30}}?({_LONG})", re.I)),
    ("giay-to", re.compile(r"(?<![\w-])([BCNPK][0-9]{7,8}|[A-Z]{2} ?[1-5] ?[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{4})(?![\w-])")),
    ("bien-so", re.compile(
        r"(?<![\w./-])([1-9][0-9](?:-[A-Z][0-9A-Z]?[ -]|[A-Z][0-9A-Z]?[ -.]{1,3})(?:[0-9]{3}[. ]?[0-9]{2}|[0-9]{4}))(?![\w/]|[.-]\d)")),
    ("ngay-sinh", re.compile(
        r"(?<!\w)sinh(?: ngày)?:?\s+((?:[0-3]?\d)(?:[/.-]| tháng )[01]?\d(?:[/.-]| năm )(?:19|20)\d\d)(?!\d)", re.I)),
    ("toa-do", re.compile(r"(?<![\d.])((?:[89]|1\d|2[0-3])\.\d{4,}\s*[,; ]\s*1[01]\d\.\d{4,})")),
    ("thu", re.compile(
        r"(?<![\w.+-])([\w.+-]{1,64}(?:@|\s?[(\[](?:at|a còng)[)\]]\s?| a còng )[\w-]+(?:(?:\.|\s?[(\[](?:dot|chấm)[)\]]\s?)[\w-]+)+)", re.I)),
)  # fmt: skip
_WORDS = {
    "không": "0", "một": "1", "mốt": "1", "hai": "2", "ba": "3", "bốn": "4", "tư": "4", "năm": "5", "lăm": "5",
    "sáu": "6", "bảy": "7", "bẩy": "7", "tám": "8", "chín": "9",
}  # fmt: skip
_WORD = "|".join(_WORDS)
_SPELLED = re.compile(rf"(?<!\w)không(?:[ ,.-]{{1,3}}(?:{_WORD})){{9,11}}(?!\w)")
# A line without five digits near each other, and without one of these signs, is nobody's.
_DIGITS = re.compile(r"\d(?:[^\d\n]{0,3}\d){4}")
_SIGNS = re.compile(r"@|còng|[(\[]at[)\]]|sinh (?=[^\n]{0,12}\d)")
_WEB = re.compile(r"https?://[^\s<>)\"]+")
_IN_WEB = re.compile(r"(?<![^/=?&#])(?:\+|00)?(?:84|0)[0-9]{9,11}(?![^/?&#])")
_OF_OTHERS = re.compile("[^\x00-\u05ff\u1e00-\u20ff]")  # letters that may be digits of another script
_DAY = re.compile(r"20\d\d-[01]\d-[0-3]\d$")
_RUN = re.compile(r"\d(?:[ .()\-–\u00a0]{0,2}\d)+")
_MAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")


@dataclass(frozen=True, order=True)
class Personal:
    """A place of a text that belongs to one person; its letters never show in a repr or a message."""

    start: int
    end: int
    kind: Kind
    letters: str = field(repr=False)

    @property
    def digits(self) -> str:
        """Its digits alone."""
        return digits(self.letters)

    @property
    def said(self) -> str:
        """What it is, for a message: kind and length, at most two letters of it."""
        if self.kind == "thu":
            return f"{LABELS[self.kind]} «{self.letters[:1]}…@…»"
        return f"{LABELS[self.kind]} «{self.letters.lstrip('(')[:2]}…» ({len(self.digits)} chữ số)"


def find(text: str, public: Collection[str] = frozenset()) -> Iterator[Personal]:
    """All places of a text that look like one person's, in order, none inside another.

    Args:
        text: any text; digits of other scripts, O for 0, spelled digits and invisible letters are seen through.
        public: digits and mail addresses that everybody may read, from `public_numbers`.
    """
    end = 0
    for start, line in _lines_worth_reading(text):
        plain = _WEB.sub(_without_address, _ascii_digits(line))
        for one in sorted(_candidates(plain, line, start), key=lambda one: (one.start, -one.end)):
            if one.start >= end and not _is_public(one, public) and not _is_sample(one):
                end = one.end
                yield one


def masked(text: str, public: Collection[str] = frozenset()) -> str:
    """The text with each of these places hidden but for its first two letters: «09••••••••»."""
    out, done = [], 0
    for one in find(text, public):
        kept = one.start + (1 if one.kind == "thu" else 2)
        out += [text[done:kept], HIDDEN * (one.end - kept)]
        done = one.end
    return "".join([*out, text[done:]])


def without(text: str, found: Iterable[Personal], least: int = 4) -> str:
    """The text with these words hidden, also the beginning or the end of one that was cut short.

    Args:
        least: pieces with fewer letters tell nothing and stay.
    """
    for letters in sorted({one.letters for one in found}, key=lambda letters: (-len(letters), letters)):
        if letters[:least] in text or letters[-least:] in text:
            pieces = (part for size in range(len(letters), least - 1, -1) for part in (letters[:size], letters[-size:]))
            text = next((text.replace(part, HIDDEN * len(part)) for part in pieces if part in text), text)
    return text


def public_numbers(values: Iterable[str]) -> frozenset[str]:
    """The register of public numbers: digits and mails of values that are published on purpose (facts)."""
    found: set[str] = set()
    for value in values:
        found |= {digits(match[0]) for match in _RUN.finditer(value)}
        found |= {match[0].lower() for match in _MAIL.finditer(value)}
    return frozenset(found)


def digits(text: str) -> str:
    """The digits of a text, spelled ones and O for 0 included."""
    if not any(letter.isdigit() for letter in text):
        return "".join(_WORDS.get(word.lower(), "") for word in re.split(r"[ ,.-]+", text))
    return "".join(
        letter if letter.isdigit() else "0" for letter in _ascii_digits(text) if letter.isdigit() or letter in "oO"
    )


def is_identity_number(number: str) -> bool:
    """Whether 12 digits are built like an identity number: province, century and sex 0–3, year, six more."""
    return len(number) == 12 and number.isdigit() and int(number[:3]) in PROVINCES and number[3] in "0123"


def is_card_number(number: str) -> bool:
    """Whether digits are built like a bank card: 9704 (Vietnam), or a world brand with the right check digit."""
    if not 13 <= len(number) <= 19:
        return False
    return (number.startswith("9704") and len(number) in (16, 19)) or (number[0] in "2456" and _luhn(number))


def _lines_worth_reading(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold enough digits or an @, each with where it starts."""
    done = 0
    hints = {match.start() for match in _DIGITS.finditer(text)}
    small = _small(text)
    hints |= {match.start() for pattern in (_SIGNS, _SPELLED) for match in pattern.finditer(small)}
    for hint in sorted(hints):
        if hint >= done:
            start = text.rfind("\n", 0, hint) + 1
            done = text.find("\n", hint) % (len(text) + 1)
            yield start, text[start:done]


def _candidates(plain: str, line: str, offset: int) -> Iterator[Personal]:
    for kind, start, end in _places(plain):
        yield Personal(offset + start, offset + end, kind, line[start:end])


def _places(plain: str) -> Iterator[tuple[Kind, int, int]]:
    for kind, pattern in _NUMBERS:
        for match in pattern.finditer(plain):
            if _stands_alone(plain, *match.span()) and _built_like(kind, digits(match[0])):
                yield kind, *match.span()
    for kind, pattern in _NAMED:
        for match in pattern.finditer(plain):
            start, end = match.span(1)
            if kind not in ("tai-khoan", "giay-to") or (_stands_alone(plain, start, end) and not _DAY.match(match[1])):
                yield kind, start, end
    for match in _SPELLED.finditer(_small(plain)):
        number = digits(match[0])
        if (len(number) == 10 and number[1] in "35789") or is_identity_number(number):
            yield "dien-thoai" if len(number) == 10 else "can-cuoc", *match.span()


def _built_like(kind: Kind, number: str) -> bool:
    if kind == "can-cuoc":
        return is_identity_number(number)
    return kind != "the-ngan-hang" or is_card_number(number)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter and no further digit of the same number touches the match."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and (before[-1].isalnum() or (before[-1] in "+.,/-" and before[:-1].isalnum())):
        return False
    return not (after and (after[0].isalnum() or (after[0] in ".,/-" and after[1:].isdigit())))


def _is_public(one: Personal, public: Collection[str]) -> bool:
    if one.kind == "thu":
        mail = one.letters.lower()
        return (
            mail in public
            or mail.rpartition("@")[2] in SAMPLE_HOSTS
            or mail.endswith(tuple(f".{host}" for host in SAMPLE_HOSTS))
        )
    number = one.digits
    return number in public or (number.startswith("84") and f"0{number[2:]}" in public)


def _is_sample(one: Personal) -> bool:
    """Numbers of one or two different digits (0000 000 000) are nobody's."""
    return one.kind in ("dien-thoai", "can-cuoc", "tai-khoan", "the-ngan-hang", "giay-to") and len(set(one.digits)) < 3


def _without_address(match: re.Match[str]) -> str:
    """Blanks a web address but for pieces that are a whole number, as in zalo.me/09…"""
    kept = [" "] * len(match[0])
    for number in _IN_WEB.finditer(match[0]):
        kept[number.start() : number.end()] = number[0]
    return "".join(kept)


def _ascii_digits(text: str) -> str:
    """The same text, letter for letter, with the digits of all scripts as 0–9."""
    return _OF_OTHERS.sub(lambda one: str(unicodedata.decimal(one[0], one[0])), text)


def _small(text: str) -> str:
    """Small letters, one for one; a letter whose small form is longer stays."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def _luhn(number: str) -> bool:
    total = 0
    for index, letter in enumerate(reversed(number)):
        digit = int(letter) * (1 + index % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0
