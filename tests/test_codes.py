"""The register of sheet codes: read strictly, only ever added to, and every code of it leads somewhere for ever."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from camnang import cli, code_book, codes, corpus, exits, new_page

DAY = date(2026, 12, 1)
TWO = '# đầu sổ\nG001: {ten: "Một", tu_ngay: 2026-11-23}\n# ghi chú\nG003: {ten: "Ba", tu_ngay: 2026-11-23}\n'
GONE = 'G009: {ten: "Cũ", tu_ngay: 2026-11-23, thu_hoi: 2026-11-24, thay_bang: [G001], vi_sao: "Gộp bài."}\n'


@pytest.fixture
def docs(tmp_path: Path, root: Path) -> Path:
    """An empty content folder with the templates and a small register."""
    shutil.copytree(root / "docs" / "_mau", tmp_path / "docs" / "_mau")
    (tmp_path / "docs" / "vi").mkdir()
    file = tmp_path / "docs" / codes.FILE
    file.parent.mkdir()
    file.write_text(TWO + GONE, encoding="utf-8")
    return tmp_path / "docs"


def test_entries_are_read_with_their_end() -> None:
    register = codes.read(TWO + GONE)
    assert register.faults == ()
    entry = register.entries["G009"]
    assert (entry.title, entry.since, entry.withdrawn, entry.replaced_by, entry.why, entry.line) == (
        "Cũ", date(2026, 11, 23), date(2026, 11, 24), ("G001",), "Gộp bài.", 5,
    )  # fmt: skip
    assert [one.code for one in register.withdrawn()] == ["G009", "X009"]
    assert register.highest("G") == 9 and register.highest("H") == 0


@pytest.mark.parametrize(
    ("entry", "part"),
    [
        ("g1: {}", "không phải mã tờ"),
        ('X001: {ten: "A", tu_ngay: 2026-11-23}', "do máy tự cấp"),
        ("G002: A", "chưa có tên và ngày"),
        ('G002: {ten: "A"}', "thiếu mục «tu_ngay»"),
        ('G002: {ten: "A", tu_ngay: 2026-11-23, thuhoi: x}', "mục lạ «thuhoi»"),
        ('G002: {ten: "A", tu_ngay: 2026-13-23}', "không phải ngày"),
        ('G002: {ten: "A", tu_ngay: 2026-11-23, thu_hoi: 2026-11-24, thay_bang: []}', "có lý do"),
        ('G002: {ten: "A", tu_ngay: 2026-11-23, thu_hoi: 2026-11-24, vi_sao: "B"}', "tờ nào thay"),
        ('G002: {ten: "A", tu_ngay: 2026-11-23, thay_bang: [G001]}', "tờ nào thay"),
        ('G002: {ten: "A", tu_ngay: 2026-11-23, vi_sao: "B"}', "có lý do"),
        ('G002: {ten: "A", tu_ngay: 2026-11-23, thu_hoi: 2026-11-24, thay_bang: [G004], vi_sao: "B"}', "không có trong sổ"),
        ('G002: {ten: "A", tu_ngay: 2026-11-23, thu_hoi: 2026-11-24, thay_bang: [G009], vi_sao: "B"}', "đã thu hồi"),
        ('G001: {ten: "A", tu_ngay: 2026-11-23}', "ghi hai lần"),
    ],
)  # fmt: skip
def test_faults_are_told_with_their_line(entry: str, part: str) -> None:
    faults = codes.read(TWO + GONE + entry).faults
    assert [(fault.line, part in fault.message) for fault in faults] == [(6, True)]
    assert all(fault.fix.endswith((".", "?")) or fault.fix.endswith("»") for fault in faults)


def test_a_missing_register_is_a_fault(tmp_path: Path) -> None:
    assert [fault.message for fault in codes.load(tmp_path).faults] == ["thiếu sổ mã."]


def test_new_codes_go_to_their_place_and_all_else_stays(docs: Path) -> None:
    titles = {"G002": 'Hai "x"', "A001": "Đầu", "G001": "Khác", "Y001": "Cuối"}
    assert code_book.add(docs, titles, DAY) == ("A001", "G002", "Y001")
    lines = (docs / codes.FILE).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "2026-12-01" not in line] == (TWO + GONE).splitlines()
    assert [line[:4] for line in lines if line[4:5] == ":"] == ["A001", "G001", "G002", "G003", "G009", "Y001"]
    assert codes.load(docs).entries["G002"].title == "Hai ”x”"
    before = (docs / codes.FILE).read_bytes()
    assert code_book.add(docs, titles, DAY) == () and (docs / codes.FILE).read_bytes() == before


def test_a_new_page_gets_a_code_never_used_and_is_registered(docs: Path) -> None:
    file = new_page.create(docs, "huong-dan", "Bài mới", "vneid", DAY)
    assert "ma: G010" in file.read_text(encoding="utf-8")  # G009 was withdrawn, and stays so
    assert codes.load(docs).entries["G010"].title == "Bài mới"


def test_the_command_registers_pages_written_by_hand(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = docs / "vi" / "ve-trang" / "tay.md"
    page.parent.mkdir()
    page.write_text("---\nloai: tai-lieu\nma: S001\ntitle: Viết tay\n---\n", encoding="utf-8")
    assert cli.main(["--root", str(docs.parent), "codes"]) == exits.OK
    assert "1 mã: S001" in capsys.readouterr().out and codes.load(docs).entries["S001"].title == "Viết tay"
    assert cli.main(["--root", str(docs.parent), "codes"]) == exits.OK
    assert "đã có trong sổ" in capsys.readouterr().out


def test_every_code_of_the_register_has_its_short_page(root: Path, site: Path) -> None:
    register = codes.load(root / "docs")
    short = {file.parent.name for file in site.glob("[A-Z]*/index.html")}
    assert len(register.entries) > 300 and register.faults == ()
    assert {*register.entries, *(entry.code for entry in register.withdrawn())} <= short
    made = {code for code in short if code[0] in codes.MADE}
    assert short == {*register.entries, *made}
    written = {page.code for page in corpus.load(root / "docs").pages if page.code}
    assert written == {code for code, entry in register.entries.items() if not entry.withdrawn}


def test_no_code_of_the_past_is_lost(root: Path) -> None:
    """Every version of the register in the history of this copy; a copy without history has only the present one."""
    path = f"docs/{codes.FILE}"

    def git(*words: str) -> str:
        return subprocess.run(["git", "-C", root, *words], check=True, capture_output=True, text=True).stdout

    try:
        versions = git("log", "--format=%H", "--", path).split()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("không có lịch sử git để so")
    now = codes.load(root / "docs").entries
    for version in versions:
        found = subprocess.run(["git", "-C", root, "show", f"{version}:{path}"], capture_output=True, text=True)
        past = codes.read(found.stdout).entries if found.returncode == 0 else {}
        assert set(past) - set(now) == set(), f"mã có ở {version[:9]} nay không còn trong sổ"
        revived = [code for code, entry in past.items() if entry.withdrawn and not now[code].withdrawn]
        assert revived == [], f"mã đã thu hồi ở {version[:9]} nay dùng lại"
