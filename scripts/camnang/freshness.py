"""What will soon be out of date, or is: facts, review dates, loudspeaker scripts, translations, the yearly programme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from camnang import corpus, facts, programme, reporting, translation
from camnang.corpus import Corpus
from camnang.page import Page
from camnang.strict_yaml import read_date

MARKER = "<!-- camnang: do-tuoi -->"
DAYS = 60
SCRIPT, LAST_DAY = "loa", "Phát đến ngày"
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


@dataclass(frozen=True, order=True)
class Due:
    """One thing that has a last day: what it is, its name, where it stands («path:line» below docs/), what to do."""

    day: date
    what: str
    place: str
    name: str
    todo: str


def look(root: Path, today: date, days: int = DAYS) -> tuple[list[Due], list[translation.Stale]]:
    """Everything due within `days` (the past included), by day, and the translations to look at again."""
    pages, known = corpus.load(root / "docs"), facts.load(root / "docs")
    until = today + timedelta(days=days)
    found = [*_facts(known.by_key.values()), *_reviews(pages), *_scripts(pages), *_programme(pages.docs)]
    return sorted(one for one in found if one.day <= until), list(translation.stale(pages.pages, pages.by_path))


def markdown(due: Sequence[Due], stale: Sequence[translation.Stale], today: date, days: int = DAYS) -> str:
    """The report of one day in Vietnamese; same input, same text."""
    late = [one for one in due if one.day < today]
    soon = [one for one in due if one.day >= today]
    parts = [MARKER, f"# Điều sắp cũ, xem ngày {reporting.day(today)}", ""]
    parts += _table(f"Đã quá ngày ({len(late)})", "Sửa trước khi in thêm.", late)
    parts += _table(f"Trong {days} ngày tới ({len(soon)})", "Chia nhau mỗi người vài dòng.", soon)
    if stale:
        parts += [f"## Bản dịch phải xem lại ({len(stale)})", ""]
        parts += [
            f"- `docs/{one.page.path}`: bản gốc `docs/{one.source.path}` đã đổi. Sửa cho khớp rồi ghi `dich_tu_ma: {one.now}`."
            for one in stale
        ]
        parts.append("")
    if not due and not stale:
        parts += ["Chưa có gì phải xem lại.", ""]
    return reporting.cut("\n".join(parts).rstrip() + "\n", "./camnang freshness")


def _facts(known: Iterable[facts.Fact]) -> Iterator[Due]:
    for fact in known:
        if fact.expires:
            todo = f"đọc lại {', '.join(source.id for source in fact.sources)}, sửa giá trị và het_han"
            yield Due(fact.expires, "dữ kiện", f"{fact.path}:{fact.line}", fact.key, todo)


def _reviews(pages: Corpus) -> Iterator[Due]:
    for page in pages.pages:
        if day := read_date(page.meta.get("xem_lai")):
            todo = "kiểm từng điều với nguồn, sửa ngay_kiem và xem_lai"
            yield Due(day, "trang", f"{page.path}:{page.line_of('xem_lai')}", _named(page), todo)


def _scripts(pages: Corpus) -> Iterator[Due]:
    """Scripts for the loudspeaker by the last day written in their own words."""
    for page in pages.pages:
        part = page.section(LAST_DAY) if page.kind == SCRIPT else None
        for line, text in part.lines if part else ():
            if (match := _DAY.search(text)) and (day := read_date(f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}")):
                yield Due(day, "kịch bản loa", f"{page.path}:{line}", _named(page), "viết bản mới hoặc thôi phát")
                break


def _programme(docs: Path) -> Iterator[Due]:
    """The programme of a year is needed anew on the first day of the next."""
    if year := programme.load(docs)[0]:
        todo = f"lập chương trình năm {year.year + 1}"
        yield Due(date(year.year + 1, 1, 1), "chương trình năm", f"{programme.FILE}:1", str(year.year), todo)


def _table(title: str, advice: str, rows: Sequence[Due]) -> list[str]:
    if not rows:
        return []
    head = [f"## {title}", "", advice, "", "| Ngày | Thứ gì | Tên | Ở đâu | Làm gì |", "|---|---|---|---|---|"]
    body = [
        f"| {reporting.day(one.day)} | {one.what} | {_cell(one.name)} | `docs/{one.place}` | {_cell(one.todo)} |"
        for one in rows
    ]
    return [*head, *body, ""]


def _named(page: Page) -> str:
    return f"{page.code} {page.title}".strip()


def _cell(text: str) -> str:
    return re.sub(r"[|\n`<>]", " ", text)
