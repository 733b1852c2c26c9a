"""The verbs of the print shop on the built site: `pack to`, `handouts --to`."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from camnang import cli, corpus, exits, made, names, packs, picker, stamping, teams
from camnang.outputs import picked
from camnang.outputs.joining import widths
from camnang.outputs.tree import HandoutError
from camnang.teams import COLUMNS

HEAD = ";".join(COLUMNS.values())


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "cac-to.csv"
    rows = (HEAD, "Tổ thôn Nà Hỳ;Xã Nà Hỳ;;0912 345 678;;", "Tổ thôn Sín Chải;Xã Nà Hỳ;;;;")
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def test_a_pack_comes_out_whole_as_pdf_and_zip(site: Path, root: Path, tmp_path: Path) -> None:
    command = [
        "pack",
        "to",
        "buoi-3",
        "--ma",
        "g001, y002",
        "--ten",
        "Bộ của tôi",
        "--site",
        str(site),
        "--out",
        str(tmp_path),
    ]
    assert cli.main(command) == exits.OK
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "bo-bo-cua-toi.pdf", "bo-bo-cua-toi.zip", "bo-buoi-3.pdf", "bo-buoi-3.zip",
    ]  # fmt: skip
    assert (tmp_path / "bo-buoi-3.pdf").stat().st_size == (site / names.pack_path("buoi-3")).stat().st_size
    with zipfile.ZipFile(tmp_path / "bo-bo-cua-toi.zip") as archive:
        assert len(archive.namelist()) == 3


def test_every_pack_of_the_project_is_in_the_site(site: Path, root: Path) -> None:
    found, _ = packs.load(made.with_made(corpus.load(root / "docs")))
    assert found
    for pack in found:
        assert len(widths((site / names.pack_path(pack.name)).read_bytes())) > len(pack.pages)


@pytest.mark.parametrize(
    ("more", "said"),
    [([], "--list"), (["khong-co"], "khong-co"), (["--ma", "G998"], "G998")],
)
def test_wrong_packs_are_told(more: list[str], said: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pack", "to", *more, "--site", str(site)]) == exits.WRONG_USE
    assert said in capsys.readouterr().err


def test_packs_are_listed_and_need_a_site(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pack", "to", "--list"]) == exits.OK
    assert "buoi-3" in capsys.readouterr().out
    assert cli.main(["pack", "to", "buoi-3", "--site", str(tmp_path)]) == exits.WRONG_USE
    assert "build" in capsys.readouterr().err


def test_each_team_gets_its_sheets_and_pack(
    site: Path, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ra"
    command = [
        "handouts",
        "--to",
        str(table),
        "--out",
        str(site),
        "--ket-qua",
        str(out),
        "--ma",
        "G001,Y001",
        "--bo",
        "buoi-3",
    ]
    assert cli.main(command) == exits.OK
    folders = sorted(path for path in out.iterdir() if path.is_dir())
    assert [path.name for path in folders] == ["to-thon-na-hy-xa-na-hy", "to-thon-sin-chai-xa-na-hy"]
    assert all(sorted(file.name[:4] for file in path.iterdir()) == ["bo-b", "g001", "y001"] for path in folders)
    assert "2 tổ làm mới" in capsys.readouterr().out
    assert cli.main(command) == exits.OK
    assert "0 tổ làm mới, 2 tổ đã có" in capsys.readouterr().out


def test_one_file_of_chosen_sheets(site: Path, table: Path, tmp_path: Path) -> None:
    command = [
        "handouts",
        "--to",
        str(table),
        "--out",
        str(site),
        "--ket-qua",
        str(tmp_path / "ra"),
        "--ma",
        "G001,Y001",
        "--mot-tep",
    ]
    assert cli.main(command) == exits.OK
    assert [file.name for file in sorted((tmp_path / "ra").rglob("*.pdf"))] == ["bo-bo-to-tu-chon.pdf"] * 2


@pytest.mark.parametrize("row", ["Tổ C;;;09x;;", f"Tổ {'Na ' * 35};;;;;", "Tổ 😀;;;;;", "Tổ C;x"])
def test_a_bad_row_stops_everything_before_a_file_is_written(
    row: str, site: Path, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(table.read_text(encoding="utf-8") + f"\n{row}\n", encoding="utf-8")
    command = ["handouts", "--to", str(table), "--out", str(site), "--ket-qua", str(tmp_path / "ra"), "--ma", "Y001"]
    assert cli.main(command) == exits.FINDINGS
    assert f"{table}:4: " in capsys.readouterr().err
    assert not (tmp_path / "ra").exists()


def test_too_little_room_on_the_disk_is_said_before(
    site: Path, root: Path, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(stamping.shutil, "disk_usage", lambda path: usage)  # type: ignore[attr-defined]
    page = corpus.load(root / "docs").by_code["G001"]
    job = stamping.Job((page,), (), stamping.read_teams(table), site, root, tmp_path / "ra", "23/11/2026")
    with pytest.raises(stamping.TeamError, match="Cần chừng"):
        stamping.stamp_all(job, table, lambda done, total: None)
    assert list((tmp_path / "ra").iterdir()) == []


def test_the_example_is_written_once(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mau.csv"
    assert cli.main(["handouts", "--to-mau", str(file)]) == exits.OK
    assert file.read_bytes() == teams.example()
    assert cli.main(["handouts", "--to-mau", str(file)]) == exits.WRONG_USE
    assert cli.main(["handouts", "--to", str(tmp_path / "khong.csv"), "--out", str(tmp_path)]) == exits.WRONG_USE


def test_the_picker_says_what_it_is_asked(root: Path) -> None:
    pages = corpus.load(root / "docs")
    with pytest.raises(picker.PickerError, match="khac"):
        picker.render("khac", pages.by_path["vi/to-roi/index.md"], pages, (), {})


def test_a_page_that_asks_for_a_missing_sheet_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "to-roi").mkdir()
    words = 'data-giay="#" data-giay-hai-mat="#" data-the="#"'
    html = f'<ul {words}><li><span class="so-to" data-tep="ban-in/g9.pdf"></span></li></ul>'
    (tmp_path / "to-roi" / "a.html").write_text(html, encoding="utf-8")
    with pytest.raises(HandoutError, match="g9"):
        picked.fill_in(tmp_path)
