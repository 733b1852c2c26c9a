"""Answers → the Markdown page of a case, in the teller's own words and without anything that Markdown could act on.

The same tables work in the browser (overrides/assets/js/ke-chuyen.js), so patterns keep to what Python and JavaScript
read alike: no \\w, no \\s, no named letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from camnang.names import slugify
from camnang.page_shape import DESCRIPTION_WORDS, TITLE_WORDS
from camnang.schema import TYPES
from camnang.story import Form, StoryError
from camnang.story_answers import Answers, codes

WAITING = "D000"  # stands for the code until `camnang receive` gives one
SOURCE = "LOI-KE"
NOTE = "Chưa ai đối chiếu"
TITLE_START = "Chuyện của tổ: "
REVIEW_DAYS = TYPES["dien-hinh"].max_review_days - 2
NAME_LENGTH = 60  # characters of a file name
# Letters that the fonts for paper have (overrides/assets/fonts; a test looks into the files): the rest would stop the press.
UNPRINTABLE = (
    "[^\n -~\u00a1-\u00ac\u00ae-\u017f\u01a0\u01a1\u01af\u01b0\u0300-\u0304\u0306\u0308-\u030c\u031b\u0323\u0327"
    "\u1ea0-\u1ef9\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u20ab\u20ac\u2212]"
)
# What the words of an answer become, one after another.
PLAIN: tuple[tuple[str, str], ...] = (
    ("[\t\u00a0\u2000-\u200a\u202f\u3000]", " "),
    (UNPRINTABLE, ""),
    ("[-=]+>", "–"),
    ("[\\[{]", "("),
    ("[\\]}]", ")"),
    ("<", " nhỏ hơn "),
    (">", " lớn hơn "),
    ("&", " và "),
    ("`", "'"),
    ("[|\\\\]", "/"),
    ("[_*#~^=]", " "),
    (" +", " "),
    ("(^|\n)(?:[ !$%+,./:;?@•–—…-]|[0-9]+[.)] )+", "\n"),
    (" *\n+", "\n"),
    ("^\n+|[ \n]+$", ""),
)
LEVELS: tuple[tuple[str, str], ...] = (("^(xa|phuong|dac-khu)-", "xa"), ("^(tinh|thanh-pho|tp)-", "tinh"))


def plain(text: str) -> str:
    """Words only: one paragraph a line, nothing that Markdown, our fact references or a template could act on."""
    before = None
    while before != text:  # a letter taken out can bring two others together
        before = text = unicodedata.normalize("NFC", text)
        for pattern, replacement in PLAIN:
            text = re.sub(pattern, replacement, text)
    return text


def lost(answers: Answers) -> str:
    """The signs that the fonts for paper do not have, in order, each once."""
    text = unicodedata.normalize("NFC", "".join(answers.values()))
    for pattern, replacement in PLAIN[:1]:
        text = re.sub(pattern, replacement, text)
    return "".join(dict.fromkeys(sign for sign in re.findall(UNPRINTABLE, text) if sign.isprintable()))


def fill(form: Form, answers: Answers, today: date) -> str:
    """The page: front matter and parts, the code still waiting to be given.

    Raises:
        StoryError: an answer that must be there holds no letter that can be printed.
    """
    for field in form.fields:
        if field.required and field.kind in ("dong", "viet") and not plain(answers.get(field.id, "")):
            raise StoryError(f"ô «{field.label}» không có chữ nào in được.", "hỏi lại người kể, ghi bằng chữ.")
    values = _values(form, answers, today)
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], form.template)


def name(page_title_place: str) -> str:
    """File name of a case from the place it tells of: «thon-dong-xa-mau»."""
    return slugify(page_title_place)[:NAME_LENGTH].strip("-")


def _values(form: Form, answers: Answers, today: date) -> dict[str, str]:
    place = one_line(answers["noi"])
    deeds = plain(answers["viec"]).split("\n")
    chosen = {one.id: codes(one, answers.get(one.id, "")) for one in form.fields}
    year = re.search("20[0-9][0-9]", answers.get("nam", ""))
    return {
        **_bodies(form, answers),
        "ten": _cut(TITLE_START + place, TITLE_WORDS),
        "tom_tat": _cut(one_line(deeds[0]), DESCRIPTION_WORDS),
        "hom_nay": today.isoformat(),
        "xem_lai": (today + timedelta(days=REVIEW_DAYS)).isoformat(),
        "ngay": f"{today:%d/%m/%Y}",
        "noi": place,
        "vung": chosen["vung"][0],
        "kho_khan": ", ".join(chosen["kho_khan"]),
        "muc_chi_phi": (*chosen["muc_chi_phi"], "chua-ro")[0],
        "cap": next((level for pattern, level in LEVELS if re.search(pattern, slugify(place) + "-")), "thon"),
        "nam": year[0] if year else str(today.year),
        "dong_y": one_line(answers["dong_y"]),
    }


def _bodies(form: Form, answers: Answers) -> dict[str, str]:
    shapes: Mapping[str, Callable[[list[str]], str]] = {"viec": _bullets, "lam_lai": _numbered}
    return {
        field.id: shapes.get(field.id, "\n\n".join)(_lines(form, answers.get(field.id, "")))
        for field in form.fields
        if field.kind == "viet"
    }


def _lines(form: Form, answer: str) -> list[str]:
    return (plain(answer) or form.words["chua_biet"]).split("\n")


def _bullets(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _numbered(lines: list[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def one_line(text: str) -> str:
    """For a quoted value of the front matter."""
    return plain(text).replace("\n", " ").replace('"', "”")


def _cut(text: str, words: int) -> str:
    """At most so many tiếng, without a comma left hanging."""
    return re.sub("[ ,.;:(–-]+$", "", " ".join(text.split(" ")[:words]))
