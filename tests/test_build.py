"""The pipeline never leaves half a site: whatever goes wrong, the old one is whole and the message says what to do."""

import errno
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from camnang import build, cli, exits
from camnang.outputs import handouts

PAGE = "docs/vi/ve-trang/index.md"
OLD = "trang cũ"


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Path:
    """A copy of the project that a test may break, with an old site in place."""
    for name in ("docs", "overrides"):
        shutil.copytree(root / name, tmp_path / name)
    shutil.copy(root / "mkdocs.yml", tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(OLD, encoding="utf-8")
    return tmp_path


def run(project: Path, *more: str) -> int:
    return cli.main(["--root", str(project), "build", *more])


def assert_old_site_is_whole(project: Path) -> None:
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == OLD
    assert [file.name for file in project.iterdir() if file.name.startswith(".site")] == []


def add(project: Path, text: str) -> None:
    with (project / PAGE).open("a", encoding="utf-8") as file:
        file.write(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("\n[[khong.co.khoa]]\n", "khong.co.khoa"),
        ("\n```man-hinh\ncac_dong: [{nuts: A}]\n```\n", "«nut»"),
        ("\n[đi](khong-co-trang.md)\n", "khong-co-trang.md"),
        ("\n![ảnh](khong-co-anh.webp)\n", "khong-co-anh.webp"),
    ],
)
def test_bad_content_is_told_and_nothing_changes(
    project: Path, capsys: pytest.CaptureFixture[str], text: str, part: str
) -> None:
    add(project, text)
    assert run(project) == exits.FINDINGS
    err = capsys.readouterr().err
    assert "vi/ve-trang/index.md:" in err
    assert part in err
    assert "Trang cũ vẫn còn nguyên" in err
    assert_old_site_is_whole(project)


def test_broken_front_matter_stops_the_build(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / PAGE
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: A: ", 1), encoding="utf-8")
    assert run(project) == exits.FINDINGS
    assert "CN003" in capsys.readouterr().err
    assert_old_site_is_whole(project)


def test_what_only_the_engine_sees_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "overrides" / "main.html").write_text("{% extends 'khong-co.html' %}", encoding="utf-8")
    assert run(project) == exits.FINDINGS
    err = capsys.readouterr().err
    assert "khong-co.html" in err
    assert "chưa dựng được trang" in err
    assert_old_site_is_whole(project)


@pytest.mark.parametrize(
    ("error", "code", "part"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "site"), exits.FINDINGS, "ổ đĩa hết chỗ"),
        (PermissionError(errno.EACCES, "Permission denied", "site"), exits.FINDINGS, "không cho ghi ở đây"),
        (KeyboardInterrupt(), exits.INTERRUPTED, "Đã dừng theo yêu cầu"),
        (handouts.HandoutError("g001: chưa vừa"), exits.FINDINGS, "chưa vừa"),
    ],
)
def test_trouble_in_the_middle(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    error: BaseException, code: int, part: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(build.handouts, "build_handouts", raising(error))
    assert run(project) == code
    assert part in capsys.readouterr().err
    assert_old_site_is_whole(project)


def raising(error: BaseException) -> Callable[..., None]:
    def fail(*positional: object, **named: object) -> None:
        raise error

    return fail


def test_a_missing_sheet_is_a_broken_link(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build.handouts, "build_handouts", lambda *positional, **named: None)
    assert run(project) == exits.FINDINGS
    assert "ban-in/" in capsys.readouterr().err
    assert_old_site_is_whole(project)


def test_swap_keeps_the_old_site_when_the_new_one_cannot_move(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text(OLD, encoding="utf-8")
    with pytest.raises(OSError):
        build.put_in_place(tmp_path / "khong-co", out)
    assert (out / "index.html").read_text(encoding="utf-8") == OLD


def test_the_other_engine_builds_the_same_pages(root: Path, site: Path, tmp_path: Path, today: date) -> None:
    plan = build.Plan(root, tmp_path / "site", today, site_url="https://camnang.example.org/", engine="properdocs")
    build.run_engine(plan, plan.out)
    pages = {file.relative_to(plan.out) for file in plan.out.rglob("*.html")}
    ours = {file.relative_to(site) for file in site.rglob("*.html")}
    assert pages <= ours
    assert {file for file in ours - pages if not file.match("[A-Z]*/index.html")} == set()


def test_address_from_the_command_line(
    built: tuple[Path, handouts.HandoutReport, list[str]], root: Path, today: date
) -> None:
    site, _, said = built
    assert "camnang.example.org" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert not any("chỗ giữ sẵn" in line for line in said)
    told: list[str] = []
    build.say_placeholder(build.Plan(root, site, today), told.append)
    assert len(told) == 1
    assert "--site-url" in told[0]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["biuld"], "Có phải «build»"),
        (["build", "--site-url", "abc"], "không phải địa chỉ"),
        (["--today", "23/11/2026", "check"], "không phải ngày"),
        (["new"], "còn thiếu"),
        (["build", "--jobs", "hai"], "cần một số"),
    ],
)
def test_wrong_words_on_the_command_line(capsys: pytest.CaptureFixture[str], words: list[str], part: str) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(words)
    assert stop.value.code == exits.WRONG_USE
    assert part in capsys.readouterr().err


def test_nothing_checked_is_wrong_use(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--root", str(root), "check", str(tmp_path)]) == exits.WRONG_USE
    assert cli.main(["--root", str(root), "check", str(tmp_path / "x.md")]) == exits.WRONG_USE
    assert "0 trang được kiểm tra" in capsys.readouterr().err


def test_the_real_pages_are_clean(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["--root", str(root), "check"])
    assert (code, capsys.readouterr().out.count("CN")) == (exits.OK, 0)


def test_annotations_on_github(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    add(project, "\n[[khong.co.khoa]]\n")
    assert cli.main(["--root", str(project), "check", str(project / PAGE)]) == exits.FINDINGS
    assert "::error file=docs/vi/ve-trang/index.md,line=" in capsys.readouterr().out
