"""`camnang receive`: letters of every kind become the same page, or are refused and nothing is written."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from camnang import (
    checking,
    cli,
    codes,
    exits,
    page,
    receive,
    story,
    story_form,
    story_marks,
    story_page,
    story_pictures,
)
from camnang.story import StoryError
from told_stories import FORM, GOOD, as_issue

DAY = date(2026, 11, 28)


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A small project: our data and templates, one case."""
    for folder in ("_du-lieu", "_mau", "vi/dien-hinh/2024"):
        shutil.copytree(root / "docs" / folder, tmp_path / "docs" / folder)
    return tmp_path


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    return tmp_path / "thu.txt"


def files(project: Path) -> set[Path]:
    return set((project / "docs/vi").rglob("*.md"))


def test_the_three_ways_give_the_same_page(project: Path, letter: Path) -> None:
    told = GOOD | {"ai": "Tổ 4 người\n### Mục lạ\n---\n```", "kho": "Bà con hỏi “ai giữ?”\n== Vùng"}
    register = project / "docs" / codes.FILE
    empty = register.read_text(encoding="utf-8")
    letter.write_text(story_marks.write(FORM, told), encoding="utf-8")
    sent = receive.receive(project, letter, DAY)
    text = sent.file.read_text(encoding="utf-8")
    assert sent.file == project / "docs/vi/dien-hinh/2026/thon-dong-xa-mau-tinh-x.md"
    assert page.read(sent.file, project / "docs").code == sent.code != story_page.WAITING

    sent.file.unlink()
    register.write_text(empty, encoding="utf-8")  # else the code stays taken
    letter.write_text(
        json.dumps({"action": "labeled", "issue": {"body": as_issue(FORM, told, "\r\n")}}), encoding="utf-8"
    )
    assert receive.receive(project, letter, DAY, issue=True).file.read_text(encoding="utf-8") == text

    sent.file.unlink()
    register.write_text(empty, encoding="utf-8")  # else the code stays taken
    letter.with_suffix(".md").write_text(
        "\ufeff" + text.replace(sent.code, "D000").replace("\n", "\r\n"), encoding="utf-8"
    )
    assert receive.receive(project, letter.with_suffix(".md"), DAY).file.read_text(encoding="utf-8") == text
    outcome = checking.check(project, DAY, [sent.file])
    assert outcome.pages == 1 and outcome.errors == 0
    assert sent.code in codes.load(project / "docs").entries


def test_a_folder_or_zip_with_one_text_is_read(project: Path, tmp_path: Path) -> None:
    sent = story_marks.write(FORM, GOOD).encode()
    packed = tmp_path / "thu.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("__MACOSX/._thu.txt", b"x")
        archive.writestr("goi/thu.txt", sent)
    assert receive.receive(project, packed, DAY).code
    folder = tmp_path / "goi"
    folder.mkdir()
    (folder / "thu.txt").write_bytes(sent)
    again = receive.receive(project, folder, DAY, title='Buổi tối "thứ Năm"')
    assert again.file.name == "buoi-toi-thu-nam.md"
    assert page.read(again.file, project / "docs").title == "Buổi tối ”thứ Năm”"


def test_pictures_come_in_clean_when_people_agreed(project: Path, tmp_path: Path) -> None:
    packed, consent = tmp_path / "thu.zip", story_pictures.Consent(date(2026, 11, 20), "Tổ: thôn Đông, {1}")
    exif = Image.Exif()
    exif[0x010F] = "MayAnhCuaBac"
    photo = io.BytesIO()
    Image.linear_gradient("L").resize((1600, 1200)).convert("RGB").save(photo, "JPEG", exif=exif.tobytes())
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("thu.txt", story_marks.write(FORM, GOOD))
        archive.writestr("anh/Bà con học ở nhà văn hoá.JPG", photo.getvalue())
    before = {file: file.read_bytes() for file in (project / "docs").rglob("*") if file.is_file()}
    for refused, said in ((None, "--anh-dong-y"), (replace(consent, day=date(2026, 11, 30)), "CN124")):
        with pytest.raises(StoryError, match=said):
            receive.receive(project, packed, DAY, consent=refused)
        assert {file: file.read_bytes() for file in (project / "docs").rglob("*") if file.is_file()} == before
    sent = receive.receive(project, packed, DAY, consent=consent)
    (small,) = (project / "docs/vi/hinh" / sent.code.lower()).glob("*-640.webp")
    assert b"MayAnh" not in small.read_bytes() and small.name == "ba-con-hoc-o-nha-van-hoa-640.webp"
    assert f"![Bà con học ở nhà văn hoá](../../hinh/{sent.code.lower()}/{small.name})" in sent.file.read_text("utf-8")
    outcome = checking.check(project, DAY, [sent.file])
    assert outcome.errors == 0


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("IMG_2034.jpg", b"x", "chưa nói trong hình có gì"),
        ("Bà con học.jpg", b"x", "không phải ảnh"),
        ("a.pdf", b"x", "tệp chữ"),
    ],
)
def test_wrong_pictures_are_told(name: str, data: bytes, said: str, project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "goi"
    folder.mkdir()
    (folder / "thu.txt").write_text(story_marks.write(FORM, GOOD), encoding="utf-8")
    (folder / name).write_bytes(data)
    with pytest.raises(StoryError, match=said):
        receive.receive(project, folder, DAY, consent=story_pictures.Consent(DAY, "Tổ"))
    assert not (project / "docs/vi/hinh").exists() or not list((project / "docs/vi/hinh").iterdir())


def test_a_place_keeps_its_first_story(project: Path, letter: Path) -> None:
    letter.write_text(story_marks.write(FORM, GOOD), encoding="utf-8")
    first = receive.receive(project, letter, DAY)
    before = first.file.read_text(encoding="utf-8")
    with pytest.raises(StoryError, match=r"đã có\.\n.*--ten"):
        receive.receive(project, letter, DAY)
    assert first.file.read_text(encoding="utf-8") == before
    assert receive.receive(project, letter, DAY, title="Chuyện thứ hai").code != first.code


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"ai": "Hỏi bác Tư, 0912 345 678"}, "CN057"),
        ({"dong_y": ""}, "còn trống"),
        ({"vung": "Biển"}, "Biển"),
    ],
)
def test_what_harms_people_is_refused_and_not_repeated(
    project: Path, letter: Path, told: dict[str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(project)
    letter.write_text(story_marks.write(FORM, GOOD | told), encoding="utf-8")
    assert cli.main(["--root", str(project), "receive", str(letter)]) == exits.FINDINGS
    spoken = capsys.readouterr()
    assert said in spoken.err and "345 678" not in spoken.err + spoken.out
    assert files(project) == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("thu.txt", b"Ch\xe0o", "UTF-8"),
        ("thu.txt", "Chào chị".encode(), "bị cắt"),
        ("thu.txt", b"x" * 200_001, "200 kB"),
        ("thu.pdf", b"%PDF", "đúng một tệp chữ"),
        ("thu.md", b"---\nloai: trang\ntitle: a\n---\n", "«trang»"),
        ("thu.md", b"---\nloai: dien-hinh\n---\n", "thiếu mục «ma»"),
        ("thu.md", b"---\nloai: [\n---\n", "Cách sửa"),
        ("thu.md", b"---\nloai: dien-hinh\nma: D000\nnam: 2026\nnoi: ../../x\n---\n<script>\n", "CN073"),
        ("thu.md", b"---\nloai: dien-hinh\nma: D000\nnam: ../..\nnoi: x\n---\n", "thiếu năm hoặc nơi"),
        ("thu.zip", b"PK\x05\x06" + b"\0" * 18, "không có tệp nào"),
    ],
)  # fmt: skip
def test_letters_that_are_none_are_refused(project: Path, name: str, content: bytes, said: str) -> None:
    before = files(project)
    letter = project / name
    letter.write_bytes(content)
    with pytest.raises(StoryError, match=said):
        receive.receive(project, letter, DAY)
    assert files(project) == before


@pytest.mark.parametrize("data", ["[]", "{", '{"issue": null}', '{"issue": {"body": null}}', '{"body": 5}'])
def test_json_without_a_body_is_refused(project: Path, letter: Path, data: str) -> None:
    letter.write_text(data, encoding="utf-8")
    with pytest.raises(StoryError, match=r"issue"):
        receive.receive(project, letter, DAY, issue=True)


def test_a_body_is_data_for_ever(project: Path, letter: Path) -> None:
    """What would be a command, a template or a path anywhere else is words on the page."""
    told = GOOD | {
        "ai": "$(touch x) `touch y`; rm -rf / ${{ github.token }} {{ config }} ../../etc",
        "noi": "../../../etc/passwd",
    }
    letter.write_text(json.dumps({"body": as_issue(FORM, told)}), encoding="utf-8")
    got = receive.receive(project, letter, DAY, issue=True)
    assert got.file == project / "docs/vi/dien-hinh/2026/etc-passwd.md"
    text = got.file.read_text(encoding="utf-8")
    assert not any(sign in text for sign in ("{{", "`", "[["))


def test_the_command_tells_what_it_did(project: Path, letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = GOOD | {"ai": "Tổ 4 người 😀", "ket_qua": "Bà con click app, " + "tổ làm nhiều việc cho mọi người " * 5}
    letter.write_text(story_marks.write(FORM, told), encoding="utf-8")
    assert cli.main(["--root", str(project), "receive", str(letter)]) == exits.OK
    said = capsys.readouterr().out
    assert "CN041 (nhắc)" in said and "😀" in said and "Đã ghi docs/vi/dien-hinh/" in said
    assert cli.main(["--root", str(project), "receive"]) == exits.WRONG_USE
    assert cli.main(["--root", str(project), "receive", "--issue", str(letter)]) == exits.FINDINGS
    (project / ".github/ISSUE_TEMPLATE").mkdir(parents=True)
    assert cli.main(["--root", str(project), "receive", "--mau"]) == exits.OK
    assert (project / story_form.ISSUE_FORM).read_text(encoding="utf-8") == story_form.issue_form(
        story.load(project / "docs")
    )


def test_a_page_sent_through_github_is_finished_where_it_lies(
    project: Path, letter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lying = project / "docs/vi/dien-hinh/2026/x.md"
    lying.parent.mkdir(parents=True, exist_ok=True)
    lying.write_text(story_page.fill(FORM, GOOD, DAY), encoding="utf-8")
    assert [one.code for one in checking.check(project, DAY, [lying]).problems if one.severity == "loi"] == [
        "CN097",
        "CN141",
    ]
    got = receive.receive(project, lying, DAY)
    assert got.file == lying and checking.check(project, DAY, [lying]).errors == 0
    with pytest.raises(StoryError, match=f"đã có mã {got.code}"):
        receive.receive(project, lying, DAY)
