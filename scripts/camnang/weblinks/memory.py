"""What was seen of each address over the weeks, as JSON lines: every look is on the disk before the next one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from camnang.weblinks.verdict import Kind, Verdict

State = Literal["ok", "nghi-ngo", "hong", "khong-ro"]
FAILURES, SPREAD = 3, timedelta(days=14)  # an address is broken after 3 failures on 3 days, the first ≥ 14 days ago
REST = timedelta(days=6)  # what answered is left alone for this long


class MemoryFileError(Exception):
    """The state file holds something else; the text says where and what to do."""


@dataclass(frozen=True)
class Record:
    """The memory of one address. `since`: first day of the present kind; `failures`: days on which it failed in a row."""

    url: str
    kind: Kind
    asked: date
    since: date
    reason: str = ""
    moved: str = ""
    away: str = ""
    failures: tuple[date, ...] = ()

    @property
    def state(self) -> State:
        """What may be said of the address by now."""
        if not self.failures:
            return "ok" if self.kind == "ok" else "khong-ro"
        if len(self.failures) >= FAILURES and self.failures[-1] - self.failures[0] >= SPREAD:
            return "hong"
        return "nghi-ngo"

    @property
    def began(self) -> date:
        """The day since which it is as it is."""
        return self.failures[0] if self.failures else self.since

    def due(self, today: date) -> bool:
        """Whether it should be asked today: never twice on a day, and not in the week after it answered."""
        return today - self.asked >= (REST if self.state == "ok" else timedelta(days=1))


def fold(old: Record | None, url: str, verdict: Verdict, today: date) -> Record:
    """The memory after one more look. Not being able to tell neither clears an address nor counts against it."""
    before = old.failures if old else ()
    failures = {"ok": (), "hong": tuple(sorted({*before, today})), "khong-ro": before}[verdict.kind]
    since = old.since if old and old.kind == verdict.kind else today
    return Record(url, verdict.kind, today, since, verdict.reason, verdict.moved, verdict.away, failures)


def load(file: Path) -> dict[str, Record]:
    """The last line of each address; a file that does not exist is an empty memory, a half-written last line is left out.

    Raises:
        MemoryFileError: another line cannot be read.
    """
    if not file.exists():
        return {}
    lines = file.read_text(encoding="utf-8").split("\n")
    found: dict[str, Record] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = _record(json.loads(line))
        except (ValueError, KeyError, TypeError):
            if number == len(lines):  # no newline behind it: the run was cut while writing
                break
            fix = "xoá dòng ấy, hoặc xoá cả tệp để ghi lại từ đầu."
            raise MemoryFileError(f"{file}:{number}: không phải dòng do lệnh links ghi.\n    Cách sửa: {fix}") from None
        found[record.url] = record
    return found


def save(file: Path, records: Iterable[Record]) -> None:
    """Writes one line for each address, sorted, through a temporary name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.dang-ghi")
    part.write_text("".join(f"{_line(one)}\n" for one in sorted(records, key=lambda one: one.url)), encoding="utf-8")
    part.replace(file)


def append(file: Path, record: Record) -> None:
    """Adds one look at the end of the file and hands it to the disk."""
    with file.open("a", encoding="utf-8") as out:
        out.write(f"{_line(record)}\n")


def _line(record: Record) -> str:
    return json.dumps(dict(_plain(asdict(record))), ensure_ascii=False)


def _plain(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, tuple):
            yield key, [one.isoformat() for one in value]
        elif value != "":
            yield key, value.isoformat() if isinstance(value, date) else value


def _record(values: dict[str, Any]) -> Record:
    dates = {key: date.fromisoformat(values[key]) for key in ("asked", "since")}
    failures = tuple(date.fromisoformat(one) for one in values["failures"])
    if values["kind"] not in ("ok", "hong", "khong-ro"):
        raise ValueError(values["kind"])
    return Record(**{**values, **dates, "failures": failures})
