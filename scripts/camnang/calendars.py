"""`camnang calendar`: a commune's or province's own copy of the programme becomes its own calendars."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from camnang import corpus, facts, made, months, names, programme, view
from camnang.corpus import Corpus
from camnang.exits import Told
from camnang.outputs import wall
from camnang.outputs.press import Press
from camnang.outputs.sheet_cache import SheetCache
from camnang.programme import Programme
from camnang.strict_yaml import Fault


class CalendarError(Told):
    """The programme file cannot be used; the text names every line and what to write instead."""


def write_common(site: Path, root: Path, site_url: str, today: date) -> None:
    """The calendars that the year page of the site links to; a site without a programme has none."""
    written = corpus.load(root / "docs")
    year, _ = programme.load(written.docs)
    if year is not None:
        _write(site / names.CALENDAR_FOLDER, year, written, root, site_url, today)


def write_own(file: Path, out: Path, root: Path, site_url: str, today: date) -> tuple[str, ...]:
    """Calendars of one programme file.

    Returns:
        The file names written into `out`.

    Raises:
        CalendarError: the file is not there, is no UTF-8, or has faults; nothing is written.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError):
        raise CalendarError(
            f"Không thấy tệp {file}.\n    Cách sửa: chép tệp chung rồi sửa: cp docs/{programme.FILE} {file.name}"
        ) from None
    except UnicodeDecodeError:
        raise CalendarError(f"{file}: tệp không phải chữ UTF-8.\n    Cách sửa: lưu lại với bảng mã UTF-8.") from None
    written = made.with_made(corpus.load(root / "docs"))
    known = facts.load(written.docs)
    year, faults = programme.read(text, written.by_code, known.by_key)
    if year is None:
        raise CalendarError(_told(file, faults))
    return _write(out, year, written, root, site_url, today)


def _write(out: Path, year: Programme, written: Corpus, root: Path, site_url: str, today: date) -> tuple[str, ...]:
    page = written.by_path.get(months.YEAR_PAGE)
    files = wall.calendar_files(
        year,
        facts.load(written.docs),
        Press(root),
        SheetCache(root / ".cache" / "calendars"),
        code=page.code if page else "",
        site_url=site_url,
        review=view.vietnamese_date(page.meta.get("xem_lai", "")) if page else "",
        today=today,
    )
    wall.write_calendars(out, files)
    return tuple(sorted(files))


def _told(file: Path, faults: Iterable[Fault]) -> str:
    lines = [f"{file}:{fault.line}: {fault.message}\n    Cách sửa: {fault.fix}" for fault in faults]
    return "\n".join([*lines, f"Dừng lại: {len(lines)} chỗ phải sửa, chưa làm lịch nào."])
