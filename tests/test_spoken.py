"""The table of spoken words: what the glossary says, what the data file says, which numbers are dialled."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from camnang import corpus, facts, gloss, spoken

LARGEST = 3 * 1024  # bytes, compressed
LABELS = dict.fromkeys(spoken.LABELS, "nhãn")


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    (
        ("Mã QR", "mã quy rờ, hoặc mã cu e rờ", {"QR": "quy rờ"}),
        ("Wi-Fi và 4G", "oai phai và bốn gờ", {"Wi-Fi": "oai phai", "wi-fi": "oai phai", "4G": "bốn gờ"}),
        ("Bộ chỉ số (DTI)", "bộ chỉ số, đê tê i", {"DTI": "đê tê i"}),
        ("SIM chính chủ", "xim chính chủ", {"SIM": "xim"}),
        ("Trí tuệ nhân tạo", "trí tuệ nhân tạo; chữ AI đọc là ây ai", {"AI": "ây ai"}),
        ("Định danh mức 2", "định danh mức hai", {}),
        ("Tài khoản", "tài khoản", {}),
    ),
)
def test_only_what_sounds_different_is_kept(name: str, said: str, expected: dict[str, str]) -> None:
    assert spoken.differing(name, said) == expected


def dialled(value: str, statement: str) -> facts.Fact:
    return facts.Fact(value, value, statement, (), "chac", date(2026, 1, 1), None, "a.yml", 1)


def test_numbers_that_people_dial_are_known() -> None:
    found = [
        dialled("113", "Gọi 113 khi khẩn cấp."),
        dialled("1900 0368", "Tổng đài hỗ trợ."),
        dialled("2026", "Từ năm này, khám định kỳ miễn phí."),
    ]
    assert spoken.hotlines(facts.Facts({one.key: one for one in found}, {})) == ["113"]


def write(docs: Path, text: str) -> Path:
    file = docs / spoken.FILE
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return docs


def test_the_glossary_stands_above_the_file(tmp_path: Path) -> None:
    docs = write(tmp_path, "OTP: khác\nUBND: uỷ ban nhân dân\n")
    otp = gloss.Term("Mã OTP", "vi/tu-dien/a.md", "ma-otp", "Mã số", "mã ô tê pê")
    assert spoken.words(docs, gloss.Glossary({"mã otp": otp})) == {"OTP": "ô tê pê", "UBND": "uỷ ban nhân dân"}


@pytest.mark.parametrize("text", ("- một\n", "UBND:\n  a: b\n", "UBND: 'a\n"))
def test_a_wrong_file_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(spoken.SpokenError, match=r"cach-doc\.yml"):
        spoken.words(write(tmp_path, text), gloss.Glossary({}))


def test_the_script_is_small_and_whole(root: Path) -> None:
    docs = root / "docs"
    known = facts.load(docs)
    text = spoken.script(docs, gloss.load(corpus.load(docs), known), known, LABELS)
    table = json.loads(text.removeprefix("window.camnangCachDoc="))
    assert table["chu"]["VNeID"] == "vê en e ai đi" and "113" in table["so"]
    assert set(table["nhan"]) == {name.removeprefix("nghe_") for name in spoken.LABELS}
    assert len(gzip.compress(text.encode())) <= LARGEST
