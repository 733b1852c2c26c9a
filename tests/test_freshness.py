"""What will soon be out of date is told in time, with its place; translations notice a changed source."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from camnang import cli, corpus, freshness, page, rules, translation
from camnang.rules.prose import Reading
from camnang.rules.translations import stale_translation

DAY = date(2026, 11, 28)
SOURCES = 'N1: {ten: a.vn, dia_chi: "https://a.vn/", ngay: "2026"}\n'
FACTS = """\
gan: {gia_tri: 1, noi_dung: x, nguon: [N1], tin_cay: chac, ngay_doc: 2026-11-01, het_han: 2027-01-27}
xa: {gia_tri: 1, noi_dung: x, nguon: [N1], tin_cay: chac, ngay_doc: 2026-11-01, het_han: 2027-01-28}
mai: {gia_tri: 1, noi_dung: x, nguon: [N1], tin_cay: chac, ngay_doc: 2026-11-01}
"""
HEAD = "---\nloai: {kind}\nma: {code}\ntitle: Bài {code}\ndescription: Một bài.\nxem_lai: {review}\n---\n\n"
LOA = HEAD.format(kind="loa", code="P001", review="2027-05-01") + "## Phát đến ngày\n\nPhát đến hết ngày 5/12/2026.\n"
OLD = HEAD.format(kind="loa", code="P002", review="2026-11-27") + "## Phát đến ngày\n\nĐến 15/5/2027, sau 1/1/2026.\n"
EN = "---\nloai: trang\ntitle: T\ndescription: D\ndich_tu: vi/day/loa/a.md\n---\n\nText.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two scripts, three facts, one translation."""
    files = {"_du-lieu/nguon.yml": SOURCES, "_du-lieu/su-that/x.yml": FACTS, "vi/day/loa/a.md": LOA, "vi/day/loa/b.md": OLD, "en/a.md": EN}  # fmt: skip
    for name, text in files.items():
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_tells_what_is_due_by_day_with_its_place(project: Path) -> None:
    due, stale = freshness.look(project, DAY)
    assert [(one.day, one.what, one.place) for one in due] == [
        (date(2026, 11, 27), "trang", "vi/day/loa/b.md:6"),
        (date(2026, 12, 5), "kịch bản loa", "vi/day/loa/a.md:11"),
        (date(2027, 1, 27), "dữ kiện", "_du-lieu/su-that/x.yml:1"),
    ]
    assert [one.page.path for one in stale] == ["en/a.md"]


def test_looks_as_far_ahead_as_it_is_told(project: Path) -> None:
    assert len(freshness.look(project, DAY, 61)[0]) == 4
    assert len(freshness.look(project, DAY, 0)[0]) == 1
    assert len(freshness.look(project, DAY + timedelta(days=400))[0]) == 6


def test_report_parts_late_from_soon(project: Path) -> None:
    text = freshness.markdown(*freshness.look(project, DAY), DAY)
    late, soon = text.split("## Trong 60 ngày tới (2)")
    assert "## Đã quá ngày (1)" in late and "| 27/11/2026 | trang | P002 Bài P002 | `docs/vi/day/loa/b.md:6` |" in late
    assert "đọc lại N1" in soon and "## Bản dịch phải xem lại (1)" in soon
    assert text.startswith(freshness.MARKER)
    assert "Chưa có gì" in freshness.markdown([], [], DAY)


def test_long_report_fits_into_an_issue() -> None:
    many = [freshness.Due(DAY, "trang", f"vi/{number}.md:1", "x" * 90, "y") for number in range(900)]
    assert len(freshness.markdown(many, [], DAY)) < 65_000


def test_the_real_content_is_fresh_and_its_programme_is_watched(root: Path, today: date) -> None:
    due, stale = freshness.look(root, today, 800)
    assert {one.what for one in due} == {"dữ kiện", "trang", "kịch bản loa", "chương trình năm"}
    scripts = {one.path for one in corpus.load(root / "docs").of_kind("loa", "vi")}
    assert {one.place.rpartition(":")[0] for one in due if one.what == "kịch bản loa"} == scripts
    assert all(one.written for one in stale), "a translation does not say which text it was made from"


def test_mark_follows_the_words_and_nothing_else() -> None:
    one = page.parse(LOA, "vi/day/loa/a.md")
    same = page.parse(LOA.replace("2027-05-01", "2028-05-01").replace("2026.\n", "2026.  \n\n"), one.path)
    assert translation.mark(same) == translation.mark(one)
    for old, new in (("Bài P001", "Bài P003"), ("Một bài", "Hai bài"), ("5/12", "6/12")):
        assert translation.mark(page.parse(LOA.replace(old, new), one.path)) != translation.mark(one)


def test_a_marked_translation_is_fresh_until_the_source_changes(project: Path) -> None:
    source = page.read(project / "docs/vi/day/loa/a.md", project / "docs")
    file = project / "docs/en/a.md"
    file.write_text(EN.replace("a.md\n", f"a.md\ndich_tu_ma: {translation.mark(source)}\n", 1), encoding="utf-8")
    assert freshness.look(project, DAY)[1] == []
    (project / "docs/vi/day/loa/a.md").write_text(LOA.replace("5/12", "6/12"), encoding="utf-8")
    (one,) = freshness.look(project, DAY)[1]
    assert one.written == translation.mark(source) != one.now


def test_the_rule_names_the_mark_to_write(project: Path) -> None:
    pages = corpus.load(project / "docs")
    one = pages.by_path["en/a.md"]
    context = rules.Context(DAY, None, None, pages)  # type: ignore[arg-type]
    (finding,) = stale_translation.problems(Reading(one, None, None), context)  # type: ignore[arg-type]
    assert translation.mark(pages.by_path["vi/day/loa/a.md"]) in finding.fix and finding.line == 5


def test_command_writes_the_report_and_never_fails(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = project / "sau" / "bao-cao.md"
    assert cli.main(["--root", str(project), "--today", "2026-11-28", "freshness", "--report", str(out)]) == 0
    assert "kịch bản loa" in out.read_text(encoding="utf-8")
    assert "3 điều tới hạn, 1 bản dịch" in capsys.readouterr().out
