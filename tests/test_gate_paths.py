"""A contribution touches pages and pictures; everything else waits for a keeper."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from camnang import cli, exits, gate

OPEN = ["docs/vi/huong-dan/vneid/doi-so.md", "docs/en/index.md", "docs/vi/hinh/d012/buoi-hoc-640.webp"]
STOPPED = [
    ".github/workflows/kiem-tra.yml", "scripts/camnang/cli.py", "overrides/main.html", "mkdocs.yml", "pyproject.toml", "camnang",
    "requirements.txt", "docs/_du-lieu/nguon.yml", "docs/_mau/trang.md", "docs/_buoc/ve-man-hinh-chinh.md", "docs/vi/a.html",
    "docs/vi/a.svg", "docs/vi/../../mkdocs.yml", "docs/vi/Trang.md", "docs/vi/hinh/a.png", "docs/vi/anh.webp", "docs/404.html",
    ".gitmodules", ".gitattributes", "docs/vi/a.md\nx", "docs/vi/\u202edm.md", "tests/test_site.py", "docs/fr/a.md", "",
]  # fmt: skip


@pytest.mark.parametrize("path", OPEN)
def test_pages_and_pictures_pass(path: str) -> None:
    assert gate.judge([gate.Change(path, "added")]).open
    assert not gate.judge([gate.Change(path, "removed")]).open
    assert not gate.judge([gate.Change(path, "changed")]).open


@pytest.mark.parametrize("path", STOPPED)
def test_everything_else_waits_for_the_label(path: str) -> None:
    assert not gate.judge([gate.Change(OPEN[0]), gate.Change(path)]).open
    assert gate.judge([gate.Change(path)], [gate.LABEL]).open


def test_too_many_files_wait() -> None:
    many = [gate.Change(f"docs/vi/bai-{n}.md") for n in range(gate.MAX_FILES + 1)]
    assert gate.judge(many[1:]).open and not gate.judge(many).open
    assert "còn" in gate.judge([gate.Change(f"x{n}") for n in range(25)]).told()


def test_a_path_cannot_forge_lines() -> None:
    told = gate.judge([gate.Change("a\n::error::x\u202e"), gate.Change("<b>")]).told()
    assert "\n::" not in told and "\u202e" not in told and "<" not in told


def test_lists_of_github_and_of_git_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    of_github, of_git, names = tmp_path / "a.json", tmp_path / "a.txt", tmp_path / "b.txt"
    files = [
        {"filename": "docs/vi/b.md", "status": "renamed", "previous_filename": "docs/vi/a.md"},
        {"filename": "docs/vi/c.md", "status": "added"},
    ]
    of_github.write_text(json.dumps(files[:1]) + json.dumps(files[1:]), encoding="utf-8")
    of_git.write_text("R100\tdocs/vi/a.md\tdocs/vi/b.md\nA\tdocs/vi/c.md\n", encoding="utf-8")
    names.write_text("docs/vi/b.md\ndocs/vi/c.md\n", encoding="utf-8")
    assert gate.read(of_github) != [] and set(gate.read(of_github)) == set(gate.read(of_git))
    assert cli.main(["gate", str(of_github)]) == exits.FINDINGS
    assert cli.main(["gate", str(of_github), "--labels", f"a,{gate.LABEL}"]) == exits.OK
    assert cli.main(["gate", str(names)]) == exits.OK
    names.write_text("", encoding="utf-8")
    assert cli.main(["gate", str(names)]) == exits.WRONG_USE
    assert cli.main(["gate", str(tmp_path / "khong-co")]) == exits.WRONG_USE
    assert gate.LABEL in capsys.readouterr().out


def test_a_list_that_cannot_be_read_is_said_and_lets_nothing_through(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.json").write_bytes(b"\xff\xfe")
    (tmp_path / "b.json").write_text('[{"filename":', encoding="utf-8")
    for name, told in {"khong-co": "không có tệp", ".": "đây là thư mục", "a.json": "UTF-8", "b.json": "JSON"}.items():
        assert cli.main(["gate", str(tmp_path / name)]) == exits.WRONG_USE
        assert told in capsys.readouterr().err
