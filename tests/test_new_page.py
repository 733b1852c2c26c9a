"""`camnang new` writes a page of the right kind, name and code, or says what to type."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from camnang import cli, exits, new_page, page, schema

DAY = date(2026, 11, 23)


@pytest.fixture
def docs(tmp_path: Path, root: Path) -> Path:
    shutil.copytree(root / "docs" / "_mau", tmp_path / "docs" / "_mau")
    (tmp_path / "docs" / "vi").mkdir()
    return tmp_path / "docs"


@pytest.mark.parametrize("kind", new_page.KINDS)
def test_each_type_has_a_template_with_its_parts_in_order(docs: Path, kind: str) -> None:
    file = new_page.create(docs, kind, "Thử đặt tên", "nhom", DAY)
    one = page.read(file, docs)
    page_type = schema.TYPES[kind]
    assert one.problems == ()
    assert (one.kind, one.code, one.title, one.meta["ngay_kiem"]) == (
        kind,
        f"{page_type.letter}001",
        "Thử đặt tên",
        "2026-11-23",
    )
    assert {name for name, key in page_type.keys.items() if key.required} <= set(one.meta)
    assert set(one.meta) <= set(page_type.keys)
    titles = ["Bước" if part.step else part.title for part in one.sections if part.level]
    if not page_type.free_parts:
        assert titles == [part.title for part in page_type.parts if part.required or part.title in titles]


def test_codes_go_on_and_nothing_is_overwritten(docs: Path) -> None:
    new_page.create(docs, "huong-dan", "Một", "vneid", DAY)
    second = new_page.create(docs, "huong-dan", "Đổi điện thoại", "vneid", DAY)
    assert second.relative_to(docs).as_posix() == "vi/huong-dan/vneid/doi-dien-thoai.md"
    assert page.read(second, docs).code == "G002"
    with pytest.raises(new_page.NewPageError, match="đã có"):
        new_page.create(docs, "huong-dan", "Đổi điện thoại", "vneid", DAY)
    assert page.read(second, docs).code == "G002"


@pytest.mark.parametrize(
    ("kind", "title", "folder", "part"),
    [
        ("huongdan", "A", "x", "Có phải «huong-dan»"),
        ("huong-dan", "…", "x", "không có chữ"),
        ("huong-dan", "A", "", "--thu-muc vneid"),
    ],
)
def test_wrong_words_are_answered(
    docs: Path, capsys: pytest.CaptureFixture[str], kind: str, title: str, folder: str, part: str
) -> None:
    code = cli.main(["--root", str(docs.parent), "new", kind, title, "--thu-muc", folder])
    assert code == exits.WRONG_USE
    assert part in capsys.readouterr().err
    assert list(docs.rglob("vi/**/*.md")) == []
