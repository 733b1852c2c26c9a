"""Packs of sheets are read strictly, and hold what their lesson, role or folder holds today."""

from __future__ import annotations

from pathlib import Path

import pytest

from camnang import corpus, made, packs
from camnang.corpus import Corpus

PACK = "bo:\n  - ten: thu\n    tieu_de: Bộ thử\n    danh_cho: Tổ\n    gom:\n"


@pytest.fixture(scope="module")
def pages(root: Path) -> Corpus:
    return made.with_made(corpus.load(root / "docs"))


def codes(text: str, pages: Corpus) -> list[str]:
    found, faults = packs.read(PACK + text, pages)
    assert faults == ()
    return [page.code for page in found[0].pages]


def test_the_packs_of_the_project_are_right_and_not_empty(pages: Corpus) -> None:
    found, faults = packs.load(pages)
    assert faults == () and len(found) > 10
    assert all(pack.pages and all(map(packs.has_sheet, pack.pages)) for pack in found)


def test_a_lesson_brings_its_handouts_behind_it_in_their_order(pages: Corpus) -> None:
    lesson = pages.by_code["B004"]
    part = lesson.section("Tờ phát")
    assert part is not None
    wanted = [code for _, line in part.lines for code in [line.partition("[")[2][:4]] if code in pages.by_code]
    assert len(wanted) > 5
    assert codes("      - giao_an: B004\n", pages) == ["B004", *wanted]


def test_a_role_brings_what_it_learns(pages: Corpus) -> None:
    found = codes("      - vai_tro: E001\n", pages)
    assert found[0] == "E001" and {"Y004", "B002", "V001"} <= set(found)


def test_a_folder_and_codes_join_without_doubles(pages: Corpus) -> None:
    folder = {page.code for page in pages.below("vi/huong-dan/vneid") if packs.has_sheet(page)}
    found = codes("      - ma: [Y002, G001]\n      - nhom: huong-dan/vneid\n", pages)
    assert found[:2] == ["Y002", "G001"] and set(found) == folder | {"Y002"} and len(found) == len(set(found))


def test_a_pack_may_ask_for_another_form(pages: Corpus) -> None:
    text = PACK.replace("    gom:", "    dang: chu-to\n    gom:") + "      - ma: [G001]\n"
    found, faults = packs.read(text, pages)
    assert faults == () and found[0].form == "chu-to"
    _, faults = packs.read(text.replace("chu-to", "chu-too"), pages)
    assert [fault.line for fault in faults] == [5] and "đổi thành «chu-to»" in faults[0].fix


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[]", 1, "chưa có danh sách"),
        (PACK + "      - giao_an: G001\n", 6, "G001"),
        (PACK + "      - vai_tro: E999\n", 6, "E999"),
        (PACK + "      - nhom: huong-dan/khong-co\n", 6, "khong-co"),
        (PACK + "      - ma: [G001, G999]\n", 6, "G999"),
        (PACK + "      - ma: [G001, G001]\n", 6, "hai lần"),
        (PACK + "      - ma: [gạo]\n", 6, "gạo"),
        (PACK + "      - giaoan: B004\n", 6, "giaoan"),
        (PACK + "      - {ma: [G001], nhom: x}\n", 6, "gom những tờ nào"),
        (PACK.replace("thu\n", "Bộ Thử\n") + "      - ma: [G001]\n", 2, "tên tệp"),
        (PACK.replace("danh_cho", "cho_ai") + "      - ma: [G001]\n", 4, "cho_ai"),
        (PACK.replace("Bộ thử", "x" * 70) + "      - ma: [G001]\n", 3, "70"),
        (PACK + "      - ma: [G001]\n" + PACK.removeprefix("bo:\n") + "      - ma: [G002]\n", 7, "đã dùng"),
    ],
)
def test_every_fault_has_its_line(text: str, line: int, said: str, pages: Corpus) -> None:
    found, faults = packs.read(text, pages)
    assert found == () and (line, True) in [(fault.line, said in fault.message) for fault in faults], faults


def test_codes_without_a_sheet_are_named(pages: Corpus) -> None:
    pack, odd = packs.of_codes(["G001", "G998", "Z001"], pages, "Bộ")
    assert pack is None and odd == ("G998", "Z001")
