"""Reads single letters of a copied page by their shape alone, with the sheet's own font as the reader's eye.

For each letter the candidates are those it could be taken for: other marks on the same letter, other vowels with the same
mark, other consonants. A person reads by words and does better.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageDraw, ImageFont

from .copies import READER_DPI, Picture, as_read

FONTS = Path(__file__).resolve().parents[2] / "overrides/assets/fonts"
VOWELS = "aáàảãạăắằẳẵặâấầẩẫậeéèẻẽẹêếềểễệiíìỉĩịoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữựyýỳỷỹỵ"
CONSONANTS = "bcdđghklmnpqrstvx"
LETTERS = VOWELS + VOWELS.upper() + CONSONANTS + CONSONANTS.upper()
FINE = 8  # candidates are drawn so many times larger, then shrunk as the copy was
PHASES = 4  # places within a dot at which a letter may begin


@dataclass(frozen=True)
class Letter:
    """A letter on a page: origin in points from the left and top edge, size in points, weight of its font."""

    sign: str
    x: float
    y: float
    size: float
    weight: str


def letters_of(file: Path, page: int) -> Iterator[Letter]:
    """The Vietnamese letters of a page that stand upright, black on white or white on black."""
    sheet = pdfium.PdfDocument(file)[page]
    text, height = sheet.get_textpage(), sheet.get_height()
    for index in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, index))
        if sign not in LETTERS:
            continue
        x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetMatrix(text, index, matrix)
        name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
        raw.FPDFText_GetFontInfo(text, index, name, 100, flags)
        if abs(matrix.b) < 1e-6 and b"NotoSans-" in name.value:
            size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
            weight = name.value.decode().split("NotoSans-")[1].split("-")[0].strip("\0")
            yield Letter(sign, x.value, height - y.value, round(size, 2), weight)


def misread(copy: Picture, letters: list[Letter]) -> list[tuple[str, str]]:
    """The letters that are taken for another one on the copy (drawn at the copier's resolution): (is, read as)."""
    seen = np.asarray(as_read(copy), dtype=np.float32) / 255
    told = ((one.sign, _read(seen, one)) for one in letters)
    return [(sign, read) for sign, read in told if read != sign]


def candidates(sign: str) -> list[str]:
    """What a letter could be taken for, itself among them."""
    if sign.lower() in CONSONANTS:
        return [one for one in LETTERS if one.lower() in CONSONANTS and one.isupper() == sign.isupper()]
    base, marks = _parts(sign)
    return [
        one
        for one in LETTERS
        if one.lower() in VOWELS
        and (_parts(one)[0] == base or (_parts(one)[1] == marks and one.isupper() == sign.isupper()))
    ]


def _parts(sign: str) -> tuple[str, str]:
    split = unicodedata.normalize("NFD", sign)
    return split[0], split[1:]


def _read(seen: Picture, one: Letter) -> str:
    """The candidate whose shape fits the place best, a dot to either side."""
    dots = READER_DPI / 72
    x, y = one.x * dots, one.y * dots
    phase = round((x - int(x)) * PHASES) / PHASES, round((y - int(y)) * PHASES) / PHASES
    px = round(one.size * dots, 2)
    shapes = [(sign, _shape(sign, one.weight, px, one.sign, phase)) for sign in candidates(one.sign)]
    high, wide = shapes[0][1].shape
    rise = math.ceil(px * 1.1)
    best, read = -1.0, ""
    for down in (-1, 0, 1):
        for across in (-1, 0, 1):
            top, left = int(y) - rise + down, int(x) + across
            part = seen[top : top + high, left : left + wide]
            if part.shape != (high, wide):
                continue
            centred = part - part.mean()
            length = float(np.sqrt((centred**2).sum())) + 1e-6
            inverse = -1.0 if part.mean() < 0.45 else 1.0  # white on a black bar
            for sign, shape in shapes:
                likeness = inverse * float((centred * shape).sum()) / length
                if likeness > best:
                    best, read = likeness, sign
    return read


@cache
def _shape(sign: str, weight: str, px: float, like: str, phase: tuple[float, float]) -> Picture:
    """A candidate drawn where the letter stands, in its width, centred around grey and of length one."""
    font = _font(weight, px)
    wide, rise, fall = math.ceil(font.getlength(like) / FINE) + 1, math.ceil(px * 1.1), math.ceil(px * 0.3)
    picture = Image.new("L", (wide * FINE, (rise + fall) * FINE), 255)
    place = phase[0] * FINE, (rise + phase[1]) * FINE
    ImageDraw.Draw(picture).text(place, sign, font=font, fill=0, anchor="ls")
    drawn = np.asarray(picture, dtype=np.float32) / 255
    small = drawn.reshape(rise + fall, FINE, wide, FINE).mean((1, 3))
    centred = small - small.mean()
    return (centred / (np.sqrt((centred**2).sum()) + 1e-6)).astype(np.float32)


@cache
def _font(weight: str, px: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"NotoSans-{weight}.ttf", px * FINE)
