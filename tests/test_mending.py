"""--fix mends how a page is typed, once and for all, and never what it says."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camnang import cli, codes, corpus, exits, mending, names, page

HEAD = "---\nloai: trang\ntitle: Trang thử\ndescription: Trang để thử.\n---\n"


def mend(text: str) -> str:
    return mending.mend(text, "vi/ve-trang/thu.md").text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("xóa, khóa, hủy, dọa, khỏe, tùy, lóa, xòe", "xoá, khoá, huỷ, doạ, khoẻ, tuỳ, loá, xoè"),
        ("quý, quỳ, quả, của, hoàn, hoài, toán, khuỷu, mùa, múa", None),
        ("xoá, khoẻ, uỷ, Hòa Bình, bác Thủy, Boa, Tòa", None),
        ("bấm “Xóa”, gõ “khóa máy”, xem `khóa`, [đây](khóa.md)", None),
        ("vào khóa.vn, thu@khóa.vn, https://a.vn/khóa", None),
        ("một   hai\u00a0ba , bốn .", "một hai ba, bốn."),
        ("hỏi ??? và … , còn", None),
        ('Nói: "Chào bác." rồi **"Gửi"**, ("được").', "Nói: “Chào bác.” rồi **“Gửi”**, (“được”)."),
        ('Màn 6.5" và 5" thì', None),
        ('??? ket "Máy báo sai?"\n    Chữ.', None),
        ('[đây](a.md "khóa  máy")', None),
        ("Dòng một  \nDòng hai", None),
        ("Dòng một   \n\nDòng hai \t", "Dòng một\n\nDòng hai"),
        ("```man-hinh\nchu: xóa  , \"x\"  \n```", None),
        ("| khóa   máy |\n|---|\n| a  b |", "| khoá máy |\n|---|\n| a b |"),
        ("[[khóa  máy]] \\* xóa  máy", None),
    ],
)  # fmt: skip
def test_words_are_typed_as_the_pages_type_them(old: str, new: str | None) -> None:
    assert mend(f"{HEAD}\n{old}\n") == f"{HEAD}\n{old if new is None else new}\n"


def test_letters_are_put_together_and_lines_ended_as_here() -> None:
    text = f"{HEAD}\nTổ công nghệ số.\n"
    foreign = "\ufeff" + unicodedata.normalize("NFD", text).replace("\n", "\r\n")
    mended = mending.mend(foreign, "vi/a.md")
    assert mended.text == text
    assert [name.split(" ")[0] for name in mended.done] == ["bỏ", "gộp", "xuống"]


def test_keys_stand_in_the_order_of_the_schema_with_their_comments_and_lists() -> None:
    text = "---\n# về tên\ntitle: Xóa  tin\nlien_quan:\n  - a.md\n  - b.md\nloai: trang \ndescription: Một câu.\n---\nChữ.\n"
    assert (
        mend(text)
        == "---\nloai: trang\n# về tên\ntitle: Xóa tin\ndescription: Một câu.\nlien_quan:\n  - a.md\n  - b.md\n---\nChữ.\n"
    )


@pytest.mark.parametrize(
    "text", ["không có đầu bài, khóa  máy\n", f"{HEAD}\n```man-hinh\nkhóa  máy\n", "---\ntitle: a: b\n---\nkhóa\n"]
)
def test_what_cannot_be_read_is_left_alone(text: str) -> None:
    assert mend(text) == text


PIECES = st.sampled_from([
    "khóa", "xóa máy", "Hòa", "quý", "uỷ", " ", "  ", "\n", "\n\n", "  \n", "\u00a0", '"', "“", "”", "`", "```", "~~~", ",", " .", "?", "!",
    "[a](b.md)", "[a](b.md \"x  y\")", "![h](i.webp)", "[[k.x]]", "[[^k]]", "| ", "- ", "> ", "## Bước 1: Bấm", "??? ket \"x\"", "    ",
    "<!--", "-->", "<b>", "https://a.vn/khóa", "a@b.vn", "\\", "*", "**", "e\u0301", "\r\n", "\ufeff", "man-hinh\ndung: x", "“khóa”",
])  # fmt: skip


def words_of(text: str) -> str:
    """The text without what --fix may change: blanks, the place of a tone mark, kinds of quotes, BOM."""
    letters = re.sub(r"[“”]", '"', "".join(unicodedata.normalize("NFC", text.replace("\ufeff", "")).split()))
    return re.sub("[óòỏõọúùủũụ][aey]|[ou][áàảãạéèẻẽẹýỳỷỹỵ]", lambda pair: names.fold(pair[0]), letters)


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_twice_is_once_and_words_stay(body: str) -> None:
    text = f"{HEAD}\n{body}"
    once = mend(text)
    assert mend(once) == once
    assert words_of(once) == words_of(text)
    before, after = page.parse(text, "vi/a.md"), page.parse(once, "vi/a.md")
    assert (before.fences, before.meta) == (after.fences, after.meta)
    assert [link.target for link in before.links + before.images] == [
        link.target for link in after.links + after.images
    ]


def test_the_real_pages_change_only_in_the_order_of_keys(root: Path) -> None:
    docs = root / "docs"
    for file in (docs / path for path in corpus.page_paths(docs)):
        text = file.read_text(encoding="utf-8")
        done = mending.mend(text, file.relative_to(docs).as_posix()).done
        assert set(done) <= {"thứ tự các mục đầu bài"}, file


def test_the_command_says_what_it_did_and_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "docs" / "vi" / "ve-trang" / "thu.md"
    file.parent.mkdir(parents=True)
    file.write_text(f"{HEAD}\nNhớ khóa máy. \n", encoding="utf-8")
    (tmp_path / "docs/_du-lieu").mkdir()
    (tmp_path / "docs" / codes.FILE).write_text("{}\n", encoding="utf-8")
    assert cli.main(["--root", str(tmp_path), "check", "--fix"]) == exits.OK
    assert "dấu thanh «khóa» → «khoá»" in capsys.readouterr().out
    assert file.read_text(encoding="utf-8") == f"{HEAD}\nNhớ khoá máy.\n"
    assert [one.name for one in file.parent.iterdir()] == ["thu.md"]
    cli.main(["--root", str(tmp_path), "check", "--fix"])
    assert "Không có gì để tự sửa." in capsys.readouterr().out
