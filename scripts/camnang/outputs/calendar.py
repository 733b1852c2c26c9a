"""The yearly programme as calendar files for phones (RFC 5545), one for each level, the same bytes every time."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from camnang.facts import Facts, worded
from camnang.programme import Programme
from camnang.programme_faults import SUNDAY

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PRODUCT = "-//Cẩm nang Tổ công nghệ số cộng đồng//Chương trình năm//VI"
DOMAIN = "camnang.to-cong-nghe-so"
LEVEL_NAMES = {"thon": "Việc của thôn", "xa": "Việc của xã", "tinh": "Việc của tỉnh"}


def ics(programme: Programme, facts: Facts, level: str) -> bytes:
    """One calendar: the fixed meeting every week, the dates of the year, and the tasks of one level.

    Tasks are whole-day entries that last one week, from the Monday of their week (no clock time: nobody is late).
    DTSTAMP is the first day of the programme's year, so that equal programmes give equal bytes.

    Args:
        level: «thon», «xa» or «tinh»; the weekly meeting is the village's.
    """
    title = " · ".join(part for part in (programme.name, programme.place, LEVEL_NAMES[level]) if part)
    calendar = Calendar()
    for name, value in (
        ("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"),
        ("uid", _uid(programme, level, title)), ("name", title), ("x-wr-calname", title), ("x-wr-timezone", ZONE.key),
    ):  # fmt: skip
        calendar.add(name, value)
    events = [
        *([_meeting(programme)] if level == "thon" else []),
        *_milestones(programme),
        *_tasks(programme, facts, level),
    ]
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical(sorted=False))


def _event(programme: Programme, summary: str, description: str, *key: object) -> Event:
    event = Event()
    event.add("uid", _uid(programme, *key))
    event.add("dtstamp", datetime(programme.year, 1, 1, tzinfo=UTC))
    event.add("summary", summary)
    if description:
        event.add("description", description)
    return event


def _meeting(programme: Programme) -> Event:
    meeting = programme.meeting
    first = date(programme.year, 1, 1)
    first += timedelta(days=((SUNDAY - 2 if meeting.weekday == SUNDAY else meeting.weekday - 2) - first.weekday()) % 7)
    start = datetime.combine(first, meeting.start, ZONE)
    event = _event(programme, meeting.name, "Tuần nào cũng có, cùng ngày, cùng chỗ.", "meeting")
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=meeting.minutes))
    last = datetime(programme.year, 12, 31, 23, 59, 59, tzinfo=ZONE)
    event.add("rrule", {"freq": "weekly", "until": last.astimezone(UTC)})
    for day, month in meeting.off:
        event.add("exdate", datetime.combine(date(programme.year, month, day), meeting.start, ZONE))
    return event


def _milestones(programme: Programme) -> list[Event]:
    events = []
    for one in programme.milestones:
        event = _event(programme, one.name, "", "milestone", one.day, one.month, one.name)
        _whole_days(event, date(programme.year, one.month, one.day), 1)
        events.append(event)
    return events


def _tasks(programme: Programme, facts: Facts, level: str) -> list[Event]:
    events = []
    for month in programme.months:
        about = f"Tháng {month.number}: {month.theme}. Đếm: {worded(month.count, facts)}"
        for task in month.of_level(level):
            summary = worded(task.text, facts)
            event = _event(programme, summary, about, "task", level, month.number, task.week, task.text)
            _whole_days(event, programme.monday(month.number, task.week), 7)
            events.append(event)
    return events


def _whole_days(event: Event, first: date, days: int) -> None:
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(days=days))
    event.add("transp", "TRANSPARENT")


def _uid(programme: Programme, *key: object) -> str:
    """Stays the same for the same entry, so that a phone that opens a newer file changes it instead of doubling it."""
    text = "|".join(map(str, (programme.year, programme.place, *key)))
    return f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@{DOMAIN}"
