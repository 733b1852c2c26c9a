"""What was found reaches people: ten annotations, the whole summary, one letter; nothing quoted can forge any of them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camnang import cli, codes, exits, reporting
from camnang.problem import ERROR, HINT, Problem, Severity

ODD = "chữ | `x` <script>@ai</script> [a](b) *c* _d_ #1 ![e](//f) &lt; http://g.vn\n::error::h"


def some(count: int, severity: Severity = ERROR, path: str = "vi/a.md") -> list[Problem]:
    return [Problem(path, line, "CN041", f"lời {line}.", "sửa.", severity) for line in range(1, count + 1)]


def test_ten_annotations_errors_first_and_the_rest_counted() -> None:
    lines = list(reporting.beside_lines([*some(9, HINT), *some(4, path="vi/b.md")]))
    assert len(lines) == 11
    assert [line.startswith("::error") for line in lines[:10]] == [True] * 4 + [False] * 6
    assert lines[-1] == "Còn 3 chỗ nữa, xem bảng tổng hợp."
    assert len(list(reporting.beside_lines(some(10)))) == 10


def test_the_summary_holds_everything_file_by_file() -> None:
    text = reporting.summary(7, [*some(30), *some(2, HINT, "vi/b.md")])
    assert "Đã kiểm 7 trang: 30 lỗi, 2 lời nhắc." in text
    assert text.count("\n| ") - text.count("| Dòng |") == 32
    assert text.index("vi/a") < text.index("vi/b") and "CN041 (nhắc)" in text


def test_a_huge_summary_and_a_huge_letter_fit() -> None:
    many = [Problem("vi/a.md", 1, "CN041", "á" * 5000, "sửa.")] * 400
    assert len(reporting.summary(1, many).encode()) < 1_000_000
    assert len(reporting.comment(1, many)) <= 65_000


def test_the_letter_parts_what_must_from_what_may() -> None:
    both = reporting.comment(2, [*some(30), *some(2, HINT, "vi/b.md")])
    assert both.startswith(reporting.MARK) and both.index("Phải sửa: 30") < both.index("Xin xem lại")
    assert "Còn 5 chỗ nữa" in both
    assert "Phải sửa" not in reporting.comment(2, some(1, HINT)) and "không thấy gì phải sửa" in reporting.comment(
        2, []
    )


@given(st.one_of(st.just(ODD), st.text(max_size=60)))
def test_quoted_words_stay_words(words: str) -> None:
    """In the table and in the letter nothing but text comes of them."""
    problem = Problem("vi/a.md", 1, "CN041", f"chữ «{words}».", "sửa.")
    for text in (reporting.summary(1, [problem]), reporting.comment(1, [problem])):
        assert "@" not in text and len(text.splitlines()) < 20
        seen = Elements()
        seen.feed(markdown.markdown(text, extensions=["tables"]))
        assert seen.tags <= {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "strong", "br"}
    rows = [line for line in reporting.summary(1, [problem]).splitlines() if line.startswith("| 1 ")]
    assert len(rows) == 1 and rows[0].count("|") == 5


class Elements(HTMLParser):
    """The tags of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)


def test_on_github_the_command_writes_summary_and_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "docs" / "vi" / "ve-trang" / "thu.md"
    file.parent.mkdir(parents=True)
    body = "\n\n".join(["Bấm link."] * 12)
    file.write_text(
        f"---\nloai: trang\ntitle: Thử\ndescription: Một câu.\n---\n\n{body}\n\nGọi 0912 345 678.\n", encoding="utf-8"
    )
    (tmp_path / "docs" / codes.FILE).parent.mkdir()
    (tmp_path / "docs" / codes.FILE).write_text("{}\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "bang.md"))
    assert cli.main(["--root", str(tmp_path), "check", "--comment", str(tmp_path / "loi.md")]) == exits.FINDINGS
    said = capsys.readouterr().out
    table, letter = (tmp_path / "bang.md").read_text("utf-8"), (tmp_path / "loi.md").read_text("utf-8")
    assert said.count("::error") == 10 and "Còn 3 chỗ nữa" in said
    assert table.count("\n| ") == 14 and "Phải sửa: 13 chỗ" in letter
    assert all("345" not in text for text in (said, table, letter))
