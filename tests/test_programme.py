"""The yearly programme: read strictly, month pages and calendars made from it, files that other programs can open."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pypdfium2 as pdfium
import pytest
import vobject
import yaml

from camnang import calendars, cli, exits, facts, made, months, programme
from camnang.corpus import load
from camnang.outputs.calendar import ics
from camnang.page_shape import LEVELS
from camnang.strict_yaml import Fault

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT / "docs" / programme.FILE


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    """The real programme as plain data."""
    return yaml.safe_load(REAL.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def year() -> programme.Programme:
    """The real programme."""
    found, faults = programme.load(ROOT / "docs")
    assert found, faults
    return found


@pytest.fixture(scope="module")
def known() -> facts.Facts:
    """The real facts."""
    return facts.load(ROOT / "docs")


def faults_of(data: dict[str, Any], change: Callable[[dict[str, Any]], object]) -> tuple[Fault, ...]:
    """Faults of the real programme with one thing changed."""
    changed = copy.deepcopy(data)
    change(changed)
    found, faults = programme.read(yaml.safe_dump(changed, allow_unicode=True, sort_keys=False), {"G001"}, {"x.y"})
    assert (found is None) == bool(faults)
    return faults


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d.pop("nam"), "thiếu mục «nam»"),
        (lambda d: d.update(nam="2027"), "mục «nam» đang ghi «2027»"),
        (lambda d: d.update(nam=True), "mục «nam» đang ghi «True»"),
        (lambda d: d.update(thnag=[]), "không có mục «thnag»"),
        (lambda d: d["thang"].pop(), "các tháng đang là"),
        (lambda d: d["thang"][2].pop("dem"), "thiếu mục «dem»"),
        (lambda d: d["thang"][0].update(thon=[]), "cấp «thon» chưa có việc nào"),
        (lambda d: d["thang"][0]["thon"][0].update(tuan=5), "mục «tuan» đang ghi «5»"),
        (lambda d: d["thang"][0]["thon"][0].update(viec="từ " * 30), "mục «viec» dài 30 tiếng"),
        (lambda d: d["thang"][0].update(hoc=["B999"]), "không có trang mã «B999»"),
        (lambda d: d["thang"][0].update(hoc=["buổi 1"]), "«buổi 1» không phải mã trang"),
        (lambda d: d["moc"][0].update(ngay="29/2"), "ngày «29/2» không có trong lịch"),
        (lambda d: d["moc"][0].update(su_that="khong.co"), "không có số liệu «khong.co»"),
        (lambda d: d["thang"][0].update(vi_sao="Vì [[khong.co]]."), "không có số liệu «khong.co»"),
        (lambda d: d["buoi_co_dinh"].update(gio="7 giờ"), "giờ «7 giờ» không đọc được"),
        (lambda d: d["buoi_co_dinh"].update(nghi=["31/2"]), "ngày nghỉ «31/2» không có trong lịch"),
        (lambda d: d["buoi_co_dinh"].update(nghi="6/2"), "mục «nghi» chưa phải danh sách ngày"),
        (lambda d: d["buoi_co_dinh"].update(thu=9), "mục «thu» đang ghi «9»"),
        (lambda d: d.update(chi_so="không"), "mục «chi_so» chưa có dòng nào"),
    ],
)  # fmt: skip
def test_every_fault_is_named_with_its_line_and_a_way_out(
    data: dict[str, Any], change: Callable[[dict[str, Any]], object], said: str
) -> None:
    found = [fault for fault in faults_of(data, change) if said in fault.message]
    assert found, [fault.message for fault in faults_of(data, change)]
    assert all(fault.line >= 1 and fault.fix.endswith((".", "»")) for fault in found)


def test_the_first_monday_begins_week_one(year: programme.Programme) -> None:
    for month in range(1, 13):
        first = year.monday(month, 1)
        assert first.weekday() == 0 and first.month == month and first.day <= 7
        assert year.monday(month, 4) - first == timedelta(days=21)


def test_twelve_months_become_pages_that_link_to_what_they_name(year: programme.Programme) -> None:
    corpus = made.with_made(load(ROOT / "docs"))
    pages = [corpus.by_path[months.month_path(number)] for number in range(1, 13)]
    assert [page.code for page in pages] == [f"C{number:03d}" for number in range(1, 13)]
    for page, month in zip(pages, year.months, strict=True):
        assert not page.problems
        targets = {link.target.rsplit("/", 1)[-1] for link in page.links}
        wanted = {corpus.by_code[code].path.rsplit("/", 1)[-1] for code in month.codes}
        assert wanted <= targets
        assert page.body.count("**Tuần") == len(month.tasks)


@pytest.mark.parametrize("level", LEVELS)
def test_the_phone_calendar_round_trips_in_two_other_libraries(
    level: str, year: programme.Programme, known: facts.Facts
) -> None:
    raw = ics(year, known, level)
    assert raw == ics(year, known, level)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75  # RFC 5545, 3.1
    assert raw.endswith(b"END:VCALENDAR\r\n") and b"\n" not in raw.replace(b"\r\n", b"")
    first = icalendar.Calendar.from_ical(raw)
    assert bytes(first.to_ical(sorted=False)) == raw
    events = list(first.walk("VEVENT"))
    assert [error for event in events for error in event.errors] == []
    second = list(vobject.readOne(raw.decode()).vevent_list)
    summaries = [str(event["SUMMARY"]) for event in events]
    assert summaries == [event.summary.value for event in second]
    tasks = sum(len(month.of_level(level)) for month in year.months)
    assert len(events) == tasks + len(year.milestones) + (level == "thon")
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert "[[" not in raw.decode()


def test_the_weekly_meeting_stays_in_its_year_on_its_weekday(year: programme.Programme, known: facts.Facts) -> None:
    event = vobject.readOne(ics(year, known, "thon").decode()).vevent_list[0]
    days = [one.astimezone(event.dtstart.value.tzinfo) for one in event.getrruleset(addRDate=True)]
    assert isinstance(days[0], datetime)
    assert {day.year for day in days} == {year.year} and len(days) + len(year.meeting.off) in (52, 53)
    assert not {(day.day, day.month) for day in days} & set(year.meeting.off)
    assert {day.isoweekday() for day in days} == {year.meeting.weekday - 1 if year.meeting.weekday < 8 else 7}
    assert {day.strftime("%H:%M") for day in days} == {year.meeting.start.strftime("%H:%M")}


def test_a_commune_gets_its_own_calendars(data: dict[str, Any], tmp_path: Path) -> None:
    own = copy.deepcopy(data)
    own["noi"], own["buoi_co_dinh"]["thu"] = "Xã Mẫu", 8
    file, out = tmp_path / "xa-mau.yml", tmp_path / "lich"
    file.write_text("\ufeff" + yaml.safe_dump(own, allow_unicode=True, sort_keys=False), encoding="utf-8")
    written = calendars.write_own(file, out, ROOT, "https://xa.example.org/", date(2026, 12, 1))
    assert sorted(path.name for path in out.iterdir()) == list(written)
    pages = {name: len(pdfium.PdfDocument(out / name)) for name in written if name.endswith(".pdf")}
    assert pages == {f"{own['nam']}-the-thang.pdf": 3, f"{own['nam']}-treo-a3.pdf": 1, f"{own['nam']}-treo-a4.pdf": 12}
    words = pdfium.PdfDocument(out / f"{own['nam']}-treo-a3.pdf")[0].get_textpage().get_text_range()
    assert "Xã Mẫu" in words and "Chủ nhật" in words and "TRANG-CUA" not in words
    assert "HTTPS://XA.EXAMPLE.ORG/N001" in words.replace("\u200b", "")


def test_a_faulty_copy_is_answered_line_by_line_and_nothing_is_written(
    data: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = copy.deepcopy(data)
    own["nam"] = "năm sau"
    del own["thang"][5]["dem"]
    file = tmp_path / "xa.yml"
    file.write_text(yaml.safe_dump(own, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert cli.main(["calendar", str(file), "--out", str(tmp_path / "lich")]) == exits.FINDINGS
    said = capsys.readouterr().err
    assert "xa.yml:2: mục «nam»" in said and "thiếu mục «dem»" in said and "2 chỗ phải sửa" in said
    assert not (tmp_path / "lich").exists()


def test_a_missing_file_says_what_to_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["calendar", str(tmp_path / "khong-co.yml")]) == exits.FINDINGS
    assert "cp docs/_du-lieu/ke-hoach.yml" in capsys.readouterr().err


def test_the_site_has_the_calendars_its_year_page_links_to(site: Path, year: programme.Programme, today: date) -> None:
    names = {f"{year.year}-{name}" for name, _ in months.CALENDARS}
    assert {path.name for path in (site / "lich").iterdir()} == names
    page = (site / "to/ke-hoach-nam.html").read_text(encoding="utf-8")
    assert all(f"lich/{name}" in page for name in names)
    assert year.year >= today.year, "chương trình đã qua năm: sửa «nam» trong ke-hoach.yml"
