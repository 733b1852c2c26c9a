"""The yearly programme, docs/_du-lieu/ke-hoach.yml or a commune's copy of it: read strictly, every fault with its line."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from camnang import strict_yaml
from camnang.facts import DATA_FOLDER
from camnang.page_shape import LEVELS
from camnang.programme_faults import Check, clock, day_month
from camnang.strict_yaml import Fault

FILE = f"{DATA_FOLDER}/ke-hoach.yml"


@dataclass(frozen=True)
class Meeting:
    """The fixed meeting of every week: weekday 2–8, start, length in minutes, and the (day, month) it is left out."""

    weekday: int
    start: time
    minutes: int
    name: str
    off: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Milestone:
    """A date that comes every year; `fact` is the key of its source."""

    day: int
    month: int
    name: str
    fact: str


@dataclass(frozen=True)
class Task:
    """One task of a level in week 1–4 of a month; the text may carry fact references."""

    level: str
    week: int
    text: str


@dataclass(frozen=True)
class Month:
    """One month: theme, reason, tasks, codes of lessons, scripts and sheets, and the one thing to count."""

    number: int
    theme: str
    why: str
    tasks: tuple[Task, ...]
    lessons: tuple[str, ...]
    scripts: tuple[str, ...]
    sheets: tuple[str, ...]
    count: str

    def of_level(self, level: str) -> tuple[Task, ...]:
        """The tasks of one level, by week."""
        return tuple(sorted((task for task in self.tasks if task.level == level), key=lambda task: task.week))

    @property
    def codes(self) -> tuple[str, ...]:
        """All page codes named in the month."""
        return (*self.lessons, *self.scripts, *self.sheets)


@dataclass(frozen=True)
class Indicator:
    """What is counted and how."""

    name: str
    how: str


@dataclass(frozen=True)
class Programme:
    """A whole year; `place` is empty in the common programme."""

    name: str
    year: int
    place: str
    meeting: Meeting
    milestones: tuple[Milestone, ...]
    months: tuple[Month, ...]
    indicators: tuple[Indicator, ...]

    def monday(self, month: int, week: int) -> date:
        """The Monday on which week 1–4 of a month begins: the first Monday in the month is week 1."""
        first = date(self.year, month, 1)
        return first + timedelta(days=(-first.weekday()) % 7 + 7 * (week - 1))


def read(
    text: str, codes: Container[str] | None = None, facts: Container[str] | None = None
) -> tuple[Programme | None, tuple[Fault, ...]]:
    """The programme of a YAML text, or everything that is wrong with it.

    Args:
        codes: known page codes; facts: known fact keys. None: whatever is named is believed.
    """
    loaded = strict_yaml.load(text)
    faults = tuple(loaded.faults) or tuple(Check(loaded, codes, facts).faults())
    return (None if faults else _programme(loaded.data)), faults


def load(
    docs: Path, codes: Container[str] | None = None, facts: Container[str] | None = None
) -> tuple[Programme | None, tuple[Fault, ...]]:
    """The common programme beside the pages; without the file there is none, and no fault."""
    file = docs / FILE
    return read(file.read_text(encoding="utf-8"), codes, facts) if file.exists() else (None, ())


def _programme(data: Mapping[str, Any]) -> Programme:
    meeting = data["buoi_co_dinh"]
    off = tuple(found for one in meeting["nghi"] if (found := day_month(one)))
    return Programme(
        name=data["ten"],
        year=data["nam"],
        place=str(data.get("noi") or ""),
        meeting=Meeting(meeting["thu"], clock(meeting["gio"]) or time(), meeting["phut"], meeting["ten"], off),
        milestones=tuple(
            Milestone(*(day_month(one["ngay"]) or (1, 1)), one["ten"], one["su_that"]) for one in data["moc"]
        ),
        months=tuple(_month(one) for one in data["thang"]),
        indicators=tuple(Indicator(one["ten"], one["cach_dem"]) for one in data["chi_so"]),
    )


def _month(one: Mapping[str, Any]) -> Month:
    tasks = tuple(Task(level, task["tuan"], task["viec"]) for level in LEVELS for task in one[level])
    codes = {key: tuple(one.get(key) or ()) for key in ("hoc", "loa", "phat")}
    return Month(
        one["thang"], one["chu_de"], one["vi_sao"], tasks, codes["hoc"], codes["loa"], codes["phat"], one["dem"]
    )
