"""The yearly programme on paper: the year on one A3, a month on each A4, month cards; with the phone calendars beside."""

from __future__ import annotations

import calendar as months_of
import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from camnang import names
from camnang.facts import Facts, worded
from camnang.outputs.calendar import ics
from camnang.outputs.layouts import Ladder, ladder_of
from camnang.outputs.press import Press
from camnang.outputs.sheet import WORDS, Sheet
from camnang.outputs.sheet_cache import SheetCache
from camnang.outputs.tree import Block
from camnang.page_shape import LEVELS
from camnang.programme import Month, Programme
from camnang.programme_faults import SUNDAY
from camnang.schema import TYPES

_SIZES = tuple({"size": size} for size in (16, 15, 14, 13, 12, 11))
_YEAR, _MONTHS = Ladder("lich-nam", (_SIZES,)), Ladder("lich-thang", (_SIZES,))
_DECK = ladder_of(TYPES["giao-an"], "the-day")


def calendar_files(
    programme: Programme,
    facts: Facts,
    press: Press,
    kept: SheetCache,
    *,
    code: str,
    site_url: str,
    review: str,
    today: date,
) -> dict[str, bytes]:
    """Every calendar of the programme: three for phones, three for paper, by file name.

    Args:
        kept: calendars printed before; an unchanged one keeps the day it bears.
        code: code of the page that explains the programme; the QR code leads there.
        review: «27/11/2027», the day before which the page is looked through again.

    Raises:
        HandoutError: a month has too many words for its sheet.
    """
    data = _data(programme, facts, code, site_url, review)
    files = {names.calendar_file(programme.year, f"{level}.ics"): ics(programme, facts, level) for level in LEVELS}
    sheets = [
        Sheet(names.calendar_file(programme.year, name), "", data, ladder)
        for name, ladder in (("treo-a3.pdf", _YEAR), ("treo-a4.pdf", _MONTHS), ("the-thang.pdf", _DECK))
    ]
    keys = {sheet.file: press.key(sheet) for sheet in sheets}
    for sheet in sheets:
        files[sheet.file] = _printed(press, kept, sheet, keys[sheet.file], f"{today:%d/%m/%Y}")
    kept.prune(set(keys.values()), today)
    return files


def _printed(press: Press, kept: SheetCache, sheet: Sheet, key: str, day: str) -> bytes:
    pdf = kept.get(key)
    if pdf is None:
        pdf = press.print(sheet, day)
        kept.put(key, pdf)
    return pdf


def write_calendars(folder: Path, files: dict[str, bytes]) -> None:
    """Writes all files into `folder`, each first beside its place; files of other years stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(files.items()):
        handle, part = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
            Path(part).chmod(0o644)
            Path(part).replace(folder / name)
        finally:
            Path(part).unlink(missing_ok=True)


def _data(programme: Programme, facts: Facts, code: str, site_url: str, review: str) -> dict[str, Any]:
    address = names.qr_address(site_url, code)
    title = f"{programme.name}, năm {programme.year}"
    meeting = programme.meeting
    day = "Chủ nhật" if meeting.weekday == SUNDAY else f"thứ {meeting.weekday}"
    fixed = f"{meeting.name}: {day}, {meeting.start:%H:%M}" if programme.place else ""
    return {
        "kind": "Chương trình năm", "code": code, "title": title, "title-rich": [title], "place": programme.place,
        "lead": [], "facts": "", "checked": "", "notes": [], "sources": "", "bounded": True, "review": review, "address": address, "words": WORDS,
        "fixed": fixed, "year": programme.year, "months": [_month(one, programme, facts) for one in programme.months],
        "cards": [_card(one, facts) for one in programme.months],
    }  # fmt: skip


def _month(month: Month, programme: Programme, facts: Facts) -> dict[str, Any]:
    weeks = months_of.Calendar(firstweekday=0).monthdayscalendar(programme.year, month.number)
    dates = [{"day": one.day, "name": one.name} for one in programme.milestones if one.month == month.number]
    dates += [{"day": day, "name": "Nghỉ buổi cố định"} for day, at in programme.meeting.off if at == month.number]
    tasks = []
    for task in month.of_level("thon"):
        first = programme.monday(month.number, task.week)
        tasks.append({"week": task.week, "from": f"{first.day}/{first.month}", "text": worded(task.text, facts)})
    return {
        "number": month.number, "theme": month.theme, "weeks": weeks, "dates": dates, "count": worded(month.count, facts),
        "tasks": tasks, "codes": [*month.lessons, *month.scripts, *month.sheets],
    }  # fmt: skip


def _card(month: Month, facts: Facts) -> dict[str, Any]:
    tasks: list[list[Block]] = [
        [{"t": "p", "c": [{"t": "b", "c": [f"Tuần {task.week}: "]}, worded(task.text, facts)]}]
        for task in month.of_level("thon")
    ]
    blocks: list[Block] = [{"t": "ul", "c": tasks}, _line("Đếm", worded(month.count, facts))]
    for label, codes in (("Học", month.lessons), ("Loa", month.scripts), ("Phát", month.sheets)):
        if codes:
            blocks.append(_line(label, ", ".join(codes)))
    return {
        "mark": f"{WORDS['card']} {month.number}/12",
        "title": [f"Tháng {month.number}: {month.theme}"],
        "lead": [],
        "c": blocks,
    }


def _line(label: str, text: str) -> Block:
    return {"t": "p", "c": [{"t": "b", "c": [f"{label}: "]}, text]}
