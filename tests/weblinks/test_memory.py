"""The memory of the weeks: when an address may be called broken, and that nothing seen is lost."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camnang.weblinks import memory
from camnang.weblinks.memory import MemoryFileError, Record
from camnang.weblinks.verdict import Kind, Verdict

START = date(2026, 11, 2)
URL = "https://bao.thu.vn/bai"


def after(*looks: tuple[int, Kind]) -> Record:
    """The memory after looks on the given days."""
    record: Record | None = None
    for day, kind in looks:
        record = memory.fold(record, URL, Verdict(kind, kind), START + timedelta(days=day))
    assert record
    return record


@pytest.mark.parametrize(
    ("looks", "state"),
    [
        ([(0, "ok")], "ok"),
        ([(0, "hong")], "nghi-ngo"),
        ([(0, "hong"), (7, "hong")], "nghi-ngo"),
        ([(0, "hong"), (7, "hong"), (14, "hong")], "hong"),
        ([(0, "hong"), (1, "hong"), (2, "hong"), (3, "hong")], "nghi-ngo"),
        ([(0, "hong"), (14, "hong")], "nghi-ngo"),
        ([(0, "hong"), (7, "ok"), (14, "hong"), (21, "hong")], "nghi-ngo"),
        ([(0, "hong"), (7, "khong-ro"), (14, "hong"), (21, "hong")], "hong"),
        ([(0, "khong-ro"), (7, "khong-ro"), (14, "khong-ro"), (21, "khong-ro")], "khong-ro"),
        ([(0, "hong"), (7, "hong"), (14, "hong"), (21, "khong-ro")], "hong"),
        ([(0, "hong"), (7, "hong"), (14, "hong"), (21, "ok")], "ok"),
        ([(0, "ok"), (7, "khong-ro")], "khong-ro"),
    ],
)
def test_three_failures_over_two_weeks_make_it_broken(looks: list[tuple[int, Kind]], state: str) -> None:
    assert after(*looks).state == state


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["ok", "hong", "khong-ro"])), min_size=1, max_size=12))
def test_never_broken_without_three_failures_since_the_last_answer(looks: list[tuple[int, Kind]]) -> None:
    looks = sorted(looks, key=lambda look: look[0])
    record = after(*looks)
    since = max((n + 1 for n, (_, kind) in enumerate(looks) if kind == "ok"), default=0)
    failed = sorted({day for day, kind in looks[since:] if kind == "hong"})
    assert (record.state == "hong") == (len(failed) >= 3 and failed[-1] - failed[0] >= 14)


def test_says_since_when() -> None:
    assert after((0, "ok"), (7, "hong"), (14, "khong-ro"), (21, "hong")).began == START + timedelta(days=7)
    assert after((0, "ok"), (7, "khong-ro"), (14, "khong-ro")).began == START + timedelta(days=7)


@pytest.mark.parametrize(
    ("kind", "days", "due"), [("ok", 0, 0), ("ok", 5, 0), ("ok", 6, 1), ("hong", 0, 0), ("hong", 1, 1)]
)
def test_what_answered_is_left_alone_for_a_week(kind: Kind, days: int, due: bool) -> None:
    assert after((0, kind)).due(START + timedelta(days=days)) == due


def test_memory_is_read_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "sau" / "nho.jsonl"
    records = [
        after((0, "hong"), (7, "khong-ro")),
        Record("https://a.vn", "ok", START, START, "", "https://b.vn", "b.vn"),
    ]
    memory.save(file, records)
    assert list(memory.load(file).values()) == sorted(records, key=lambda one: one.url)
    assert [path.name for path in file.parent.iterdir()] == ["nho.jsonl"]


def test_the_last_line_wins_and_a_cut_one_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "nho.jsonl"
    memory.append(file, after((0, "hong")))
    memory.append(file, after((0, "hong"), (7, "hong")))
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole + whole[:40], encoding="utf-8")
    assert memory.load(file)[URL].failures == (START, START + timedelta(days=7))


@pytest.mark.parametrize("line", ["{", "[]", '{"url": "x"}', '{"url":"x","kind":"la","asked":"2026-11-02","since":"2026-11-02","failures":[]}'])  # fmt: skip
def test_a_foreign_file_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "nho.jsonl"
    memory.append(file, after((0, "ok")))
    file.write_text(f"{file.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    with pytest.raises(MemoryFileError, match=r"nho\.jsonl:2: .*\n    Cách sửa: "):
        memory.load(file)
