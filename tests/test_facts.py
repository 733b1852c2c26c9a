"""Facts are data: their table is checked, and no doubtful value is stated as certain."""

from pathlib import Path

import pytest

from camnang import facts
from camnang.page import parse

SOURCES = 'S1: {ten: "A", dia_chi: "https://a.example/", ngay: "2025-06"}\nS2: {ten: "B", dia_chi: "https://b.example/", ngay: "2024"}\n'
GOOD = """
so.mot: {gia_tri: "1900 0368", noi_dung: Câu, nguon: [S1], tin_cay: chac, ngay_doc: 2026-11-23, het_han: 2027-05-31}
so.hai: {gia_tri: "5", noi_dung: Câu, nguon: [S2, S1], tin_cay: cu, ngay_doc: 2026-11-23}
so.ba: {gia_tri: "7", noi_dung: Câu, nguon: [S2], tin_cay: chua-ro, ngay_doc: 2026-11-23}
"""


def table(tmp_path: Path, text: str) -> facts.Facts:
    folder = tmp_path / "_du-lieu" / "su-that"
    folder.mkdir(parents=True)
    (tmp_path / "_du-lieu" / "nguon.yml").write_text(SOURCES, encoding="utf-8")
    (folder / "a.yml").write_text(text, encoding="utf-8")
    return facts.load(tmp_path)


def test_values_notes_and_numbers(tmp_path: Path) -> None:
    known = table(tmp_path, GOOD)
    assert known.problems == ()
    cited: list[facts.Source] = []
    text = facts.substitute("Gọi [[so.mot]]. Có [[so.hai]]. Nghe nói [[?so.ba]][[^so.mot]].", known, cited)
    assert [source.id for source in cited] == ["S1", "S2"]
    assert 'Gọi 1900\u00a00368<sup class="so-nguon" data-search-exclude>[<a href="#nguon-1">1</a>]</sup>.' in text
    assert '5<span class="chua-chac"> (nguồn cũ, kiểm lại trước khi dùng)</span>' in text
    assert '[<a href="#nguon-1">1</a>, <a href="#nguon-2">2</a>]' in text
    assert '7<span class="chua-chac"> (chưa xác nhận, hỏi lại trước khi dùng)</span>' in text


def test_neighbouring_citations_share_one_note_and_one_bracket(tmp_path: Path) -> None:
    known = table(tmp_path, GOOD)
    text = facts.substitute("Có [[so.hai]][[^so.hai]] [[^?so.ba]]. Gọi [[so.mot]] [[so.hai]].", known, [])
    assert text.count("nguồn cũ") == 2
    assert text.count("chưa xác nhận") == 1
    assert text.count("<sup") == 3


def test_a_doubtful_fact_is_never_filled_in_as_certain(tmp_path: Path) -> None:
    known = table(tmp_path, GOOD)
    assert facts.substitute("Có [[so.ba]].", known, []) == "Có [[so.ba]]."
    refs = parse("---\nloai: x\n---\n[[so.ba]] [[?so.ba]] [[so.bon]] [[so.mot]]\n", "vi/x.md").fact_refs
    assert [facts.unknown_or_certain(ref, known) for ref in refs] == ["certain", "", "unknown", ""]
    assert known.closest("so.bonn") in known.by_key


def test_fences_are_left_alone(tmp_path: Path) -> None:
    text = "```man-hinh\nchu: [[so.mot]]\n```\n[[so.mot]]"
    assert facts.substitute(text, table(tmp_path, GOOD), []).startswith("```man-hinh\nchu: [[so.mot]]\n```\n1900")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a: {gia_tri: x, noi_dung: x, nguon: [S1], tin_cay: chac}", "thiếu mục ngay_doc"),
        (
            "a: {gia_tri: x, noi_dung: x, nguon: [S1], tin_cay: chac, ngay_doc: 2026-11-23, het_hạn: 2026-01-01}",
            "mục lạ «het_hạn»",
        ),
        ("a: {gia_tri: x, noi_dung: x, nguon: [S1], tin_cay: chac-chan, ngay_doc: 2026-11-23}", "tin_cay «chac-chan»"),
        ("a: {gia_tri: x, noi_dung: x, nguon: [S1], tin_cay: chac, ngay_doc: 23/11/2026}", "không phải ngày"),
        ("a: {gia_tri: x, noi_dung: x, nguon: [S9], tin_cay: chac, ngay_doc: 2026-11-23}", "«S9» không có"),
        ("a: {gia_tri: x, noi_dung: x, nguon: [], tin_cay: chac, ngay_doc: 2026-11-23}", "chưa có nguồn"),
        ("A B: {gia_tri: x}", "ký tự lạ"),
        ("a: x", "chưa có các mục con"),
        ("a: {gia_tri: x\n", "không đọc được"),
    ],
)
def test_wrong_entries_are_told(tmp_path: Path, text: str, part: str) -> None:
    known = table(tmp_path, text)
    assert any(part in problem.message and problem.code == "CN050" for problem in known.problems), known.problems
    assert known.by_key == {}


def test_a_key_in_two_files_is_told(tmp_path: Path) -> None:
    known = table(tmp_path, GOOD)
    (tmp_path / "_du-lieu" / "su-that" / "b.yml").write_text(GOOD.strip().split("\n")[0] + "\n", encoding="utf-8")
    (problem,) = facts.load(tmp_path).problems
    assert "đã có ở _du-lieu/su-that/a.yml:2" in problem.message
    assert known.get("so.mot")
