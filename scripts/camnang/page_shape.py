"""What the table of page types is written in: front matter keys and their words, parts of a page, a type of page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

ValueType = Literal["text", "date", "number", "flag", "list", "code", "trials", "photos"]
TRIAL_FIELDS = ("ngay", "may", "phien_ban", "to")  # of each entry in a guide's `thu_tren_may`

Sheet = Literal["a4", "the", "phieu", "bo-the", "that-gia", "to-treo", ""]
Mode = Literal["buoc", "tap", "doan"]  # one step at a time; rehearsal; guessing before the answer
AUDIENCES = ("thanh-vien", "nguoi-day", "to-truong", "nguoi-dan")
REGIONS = ("nui-phia-bac", "dong-bang", "mien-trung", "tay-nguyen", "nam-bo", "do-thi")
COSTS = ("khong-ton", "it", "vua", "lon", "chua-ro")
LEVELS = ("thon", "xa", "tinh")
DIFFICULTIES = (
    "Bà con sợ lộ thông tin",
    "Người cao tuổi",
    "Không có máy",
    "Không có kinh phí",
    "Tổ chỉ có trên giấy",
    "Thành viên chưa rành",
    "Ngôn ngữ",
    "Đường xa",
    "Sóng yếu",
)
PAPERS = ("a4", "a6")  # of a form: the whole sheet, or four small ones to cut
CODE = re.compile(r"[A-Z]\d{3}")
TITLE_WORDS, DESCRIPTION_WORDS = 12, 25


@dataclass(frozen=True)
class Key:
    """A front matter key: what kind of value, whether it must be there, which words are allowed, how many tiếng."""

    type: ValueType
    required: bool = False
    choices: tuple[str, ...] = ()
    max_words: int = 0


@dataclass(frozen=True)
class Part:
    """An h2 heading with exactly this title; `steps` stands for the run of «Bước n: …» headings."""

    title: str
    required: bool = True
    max_words: int = 0
    min_words: int = 0


STEPS = Part("Bước")


@dataclass(frozen=True)
class PageType:
    """All that is known of one `loai`.

    `free_parts`: h2 headings are free (index pages, glossary). `max_words` counts the tiếng of the whole body.
    `sheet`: printed as A4, cards, form, or not at all; `more_sheets`: other forms of the same page. `sourced`: at least one fact or source is required.
    `modes`: what the page can do besides being read, where scripts run.
    """

    name: str
    label: str
    letter: str
    folder: str
    keys: Mapping[str, Key]
    parts: tuple[Part, ...] = ()
    free_parts: bool = False
    sheet: Sheet = ""
    sourced: bool = False
    max_words: int = 0
    max_review_days: int = 366
    more_sheets: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()

    @property
    def has_steps(self) -> bool:
        """Whether the page is made of numbered steps with drawings."""
        return STEPS in self.parts


COMMON: dict[str, Key] = {
    "loai": Key("text", required=True),
    "ma": Key("code", required=True),
    "title": Key("text", required=True, max_words=TITLE_WORDS),
    "description": Key("text", required=True, max_words=DESCRIPTION_WORDS),
    "danh_cho": Key("list", required=True, choices=AUDIENCES),
    "tu_khoa": Key("list"),
    "ngay_kiem": Key("date", required=True),
    "xem_lai": Key("date", required=True),
    "lien_quan": Key("list"),
    "nguon": Key("list"),
    "tags": Key("list"),
    "hide": Key("list"),
    "hinh": Key("photos"),
}
PLAIN: dict[str, Key] = {
    "loai": Key("text", required=True),
    "title": Key("text", required=True, max_words=TITLE_WORDS),
    "description": Key("text", required=True, max_words=DESCRIPTION_WORDS),
    "ngay_kiem": Key("date"),
    "xem_lai": Key("date"),
    "danh_cho": Key("list", choices=AUDIENCES),
    "tu_khoa": Key("list"),
    "lien_quan": Key("list"),
    "nguon": Key("list"),
    "hide": Key("list"),
    "template": Key("text", choices=("home.html", "ngoai-mang.html")),
    "dich_tu": Key("text"),
    "hinh": Key("photos"),
    "dich_tu_ma": Key("text"),
}
SNIPPET: dict[str, Key] = {key: PLAIN[key] for key in ("loai", "title", "description")}
GUIDE: dict[str, Key] = {
    "phut": Key("number", required=True),
    "chi_phi": Key("text", required=True),
    "man_hinh_theo": Key("text", required=True),
    "thu_tren_may": Key("trials"),
}
CARD: dict[str, Key] = {"nhom": Key("text")}  # heading under which the card is listed
CASE: dict[str, Key] = {
    "noi": Key("text", required=True),
    "ten_cu": Key("text"),
    "vung": Key("text", required=True, choices=REGIONS),
    "kho_khan": Key("list", required=True, choices=DIFFICULTIES),
    "muc_chi_phi": Key("text", required=True, choices=COSTS),
    "cap": Key("text", required=True, choices=LEVELS),
    "nam": Key("number", required=True),
    "ngon_ngu": Key("text"),
    "day_du": Key("flag", required=True),
    "nguyen_loi": Key("flag"),  # told by the people themselves, printed as told (rules/told.py)
    "dong_y": Key("text", required=True),
}


def parts_named(*titles: str) -> tuple[Part, ...]:
    """Parts from their titles; a leading «?» marks one that may be missing."""
    return tuple(Part(title.lstrip("?"), required=not title.startswith("?")) for title in titles)


def page_type(
    name: str,
    label: str,
    letter: str,
    folder: str,
    parts: tuple[Part, ...],
    sheet: Sheet,
    *,
    keys: Mapping[str, Key] | None = None,
    sourced: bool = False,
    max_words: int = 0,
    free_parts: bool = False,
    max_review_days: int = 366,
    more_sheets: tuple[str, ...] = (),
    modes: tuple[Mode, ...] = (),
) -> PageType:
    """A type whose front matter has the common keys and its own `keys`."""
    merged = MappingProxyType({**COMMON, **(keys or {})})
    return PageType(
        name,
        label,
        letter,
        folder,
        merged,
        parts,
        free_parts,
        sheet,
        sourced,
        max_words,
        max_review_days,
        more_sheets,
        modes,
    )
