"""«Việc tháng»: from the yearly programme, one page for each month, and the lists that the year page shows."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from camnang import names
from camnang.corpus import Corpus
from camnang.facts import Facts, worded
from camnang.page import Page, parse
from camnang.programme import Month, Programme

FOLDER = "to/thang"
LETTER = "C"
YEAR_PAGE = f"{names.DEFAULT_LANG}/to/ke-hoach-nam.md"
_LEVELS = (("thon", "Việc của thôn"), ("xa", "Việc của xã"), ("tinh", "Việc của tỉnh"))

_TEXT = """---
loai: thang
ma: {code}
title: "Tháng {number}: {theme}"
description: "Tổ ở thôn làm {count} việc, kèm bài học, bài loa, tờ phát của tháng."
danh_cho: [to-truong, thanh-vien]
tu_khoa: [thang {number}, viec thang {number}, ke hoach thang {number}, lich thang {number}, tháng {number}]
ngay_kiem: {checked}
xem_lai: {review}
lien_quan: [to/ke-hoach-nam.md]
---

## Vì sao tháng này

{why}

{levels}## Học, đọc loa, phát tờ

{codes}

## Đếm một việc

{counted}

Tờ này là gợi ý. Mùa vụ bận thì giữ buổi cố định, bỏ bớt việc khác.
"""

CALENDARS = (
    ("treo-a3.pdf", "Lịch treo cả năm, 1 tờ A3"),
    ("treo-a4.pdf", "Lịch treo từng tháng, 12 tờ A4"),
    ("the-thang.pdf", "Thẻ tháng bỏ túi, 3 tờ A4 cắt thành 12 thẻ"),
    ("thon.ics", "Lịch cho điện thoại: thôn"),
    ("xa.ics", "Lịch cho điện thoại: xã"),
    ("tinh.ics", "Lịch cho điện thoại: tỉnh"),
)


def month_pages(corpus: Corpus, programme: Programme) -> tuple[Page, ...]:
    """The twelve pages; they are made in memory and never written to docs/."""
    return tuple(_page(month, programme, corpus) for month in programme.months)


def month_path(number: int) -> str:
    """Where the page of month 1–12 stands in the site."""
    return f"{names.DEFAULT_LANG}/{FOLDER}/thang-{number:02d}.md"


def month_code(number: int) -> str:
    """C001 to C012."""
    return f"{LETTER}{number:03d}"


def week_words(programme: Programme, month: int, week: int) -> str:
    """«Tuần 1, từ 4/1 đến 10/1»."""
    first = programme.monday(month, week)
    last = first + timedelta(days=6)
    return f"Tuần {week}, từ {first.day}/{first.month} đến {last.day}/{last.month}"


def year_html(programme: Programme, facts: Facts, page: Page) -> str:
    """All months with what the village team does, each with a link to its page."""
    here = names.page_url(page.path)
    links = "".join(
        f'<li><a href="{escape(names.relative_url(f"{names.CALENDAR_FOLDER}/{names.calendar_file(programme.year, name)}", here))}">'
        f"{escape(label)}</a></li>"
        for name, label in CALENDARS
    )
    return f'<ul class="tai-lich">{links}</ul>' + "".join(_year_month(month, facts, here) for month in programme.months)


def _year_month(month: Month, facts: Facts, here: str) -> str:
    url = names.relative_url(names.page_url(month_path(month.number)), here)
    tasks = "".join(f"<li>{escape(worded(task.text, facts))}</li>" for task in month.of_level("thon"))
    return (
        f'<h3 id="thang-{month.number}"><a href="{escape(url)}">Tháng {month.number}: {escape(month.theme)}</a></h3>'
        f"<ul>{tasks}</ul>"
    )


def indicators_html(programme: Programme, facts: Facts) -> str:
    """What is counted and how, numbered."""
    items = (
        f"<li><strong>{escape(one.name)}:</strong> {escape(worded(one.how, facts))}</li>"
        for one in programme.indicators
    )
    return f"<ol>{''.join(items)}</ol>"


def _page(month: Month, programme: Programme, corpus: Corpus) -> Page:
    year = corpus.by_path.get(YEAR_PAGE)
    text = _TEXT.format(
        code=month_code(month.number),
        number=month.number,
        theme=month.theme.replace('"', "”"),
        count=len(month.of_level("thon")),
        checked=year.meta.get("ngay_kiem", "") if year else "",
        review=year.meta.get("xem_lai", "") if year else "",
        why=month.why,
        levels="".join(_level(level, title, month, programme) for level, title in _LEVELS),
        codes=_codes(month, corpus),
        counted=month.count,
    )
    return parse(text, month_path(month.number))


def _level(level: str, title: str, month: Month, programme: Programme) -> str:
    lines = [f"## {title}\n"]
    lines += [f"- **{week_words(programme, month.number, task.week)}.** {task.text}" for task in month.of_level(level)]
    return "\n".join(lines) + "\n\n"


def _codes(month: Month, corpus: Corpus) -> str:
    groups = (("Học", month.lessons), ("Đọc loa", month.scripts), ("Phát", month.sheets))
    lines = []
    for label, codes in groups:
        known = [corpus.by_code[code] for code in codes if code in corpus.by_code]
        links = (f"[{one.code}: {one.title}](../../{one.path.split('/', 1)[1]})" for one in known)
        lines += [f"- {label}: {link}" for link in links]
    return "\n".join(lines) or "Tháng này dùng lại các tờ đã phát."
