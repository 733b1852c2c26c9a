"""The measuring verb: what it makes to measure. (The measuring itself is run by hand.)"""

from __future__ import annotations

from pathlib import Path

from camnang.bench.building import change_one_page, copy_project, multiply_pages


def write(folder: Path, name: str, meta: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{meta}\n---\n\nLời.\n", encoding="utf-8")
    return file


def test_pages_are_multiplied_under_new_names_and_codes(tmp_path: Path) -> None:
    write(tmp_path, "index.md", "loai: trang")
    write(tmp_path, "a/mot.md", "ma: G001")
    write(tmp_path, "a/hai.md", "ma: Y002")
    assert multiply_pages(tmp_path, 10) == 10 == len(list(tmp_path.rglob("*.md")))
    texts = [file.read_text(encoding="utf-8") for file in tmp_path.rglob("*.md")]
    assert len(set(texts)) == 10
    assert "ma: G301" in "".join(texts) and "ma: Y402" in "".join(texts)


def test_nothing_to_multiply_ends(tmp_path: Path) -> None:
    write(tmp_path, "index.md", "loai: trang")
    assert multiply_pages(tmp_path, 10) == 1


def test_one_guide_gets_one_more_minute(tmp_path: Path) -> None:
    other = write(tmp_path, "a.md", "ma: Y002")
    guide = write(tmp_path, "b.md", "ma: G001\nphut: 15")
    before = other.read_bytes()
    assert change_one_page(tmp_path) == "b"
    assert "phut: 16\n" in guide.read_text(encoding="utf-8") and other.read_bytes() == before


def test_no_guide_to_change_is_said(tmp_path: Path) -> None:
    assert change_one_page(tmp_path) == ""


def test_copy_leaves_the_project_alone_and_takes_no_site(tmp_path: Path) -> None:
    root = tmp_path / "goc"
    for name in ("docs/vi/a.md", "overrides/main.html", "mkdocs.yml", "site/a.html", ".cache/x"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x", encoding="utf-8")
    copy = copy_project(root, tmp_path / "ban-sao")
    assert sorted(file.relative_to(copy).as_posix() for file in copy.rglob("*") if file.is_file()) == [
        "docs/vi/a.md",
        "mkdocs.yml",
        "overrides/main.html",
    ]
