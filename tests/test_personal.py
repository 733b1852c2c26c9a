"""What belongs to one person is found however it is written, hidden in logs, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camnang import facts, personal

FOUND = [
    ("Gọi 0912 345 678", "dien-thoai"), ("Gọi (0912) 345-678.", "dien-thoai"), ("+84 912 345 678", "dien-thoai"),
    ("0084912345678", "dien-thoai"), ("84912345678", "dien-thoai"), ("O912 345 67O", "dien-thoai"),
    ("０９１２３４５６７８", "dien-thoai"), ("09\u200b12345678", "dien-thoai"), ("024.3942.1234", "dien-thoai"),
    ("không chín một hai ba bốn năm sáu bảy tám", "dien-thoai"), ("số cũ 01234567890", "dien-thoai"),
    ("https://zalo.me/0912345678", "dien-thoai"), ("tel:0912345678", "dien-thoai"), ("3\n0912345678", "dien-thoai"),
    ("CCCD 001 090 012 345", "can-cuoc"), ("079190012345", "can-cuoc"),
    ("STK 1903 4567 8901 234", "tai-khoan"), ("số tài khoản của bác: 0071001234567", "tai-khoan"),
    ("9704 3612 3456 7890 123", "the-ngan-hang"), ("5500 0055 5555 5559", "the-ngan-hang"),
    ("Xe 29A-123.45", "bien-so"), ("59X1-234.56", "bien-so"), ("29-F1 123.45", "bien-so"), ("29LD-123.45", "bien-so"),
    ("nguyenvana@gmail.com", "thu"), ("nguyenvana (at) gmail.com", "thu"), ("nguyen a còng gmail.com", "thu"),
    ("C1234567", "giay-to"), ("CMND số 145678901", "giay-to"), ("DN 4 01 0123456789", "giay-to"),
    ("sinh ngày 12/3/1961", "ngay-sinh"), ("21.028511, 105.804817", "toa-do"),
]  # fmt: skip
FREE = [
    "Nghị định 13/2023/NĐ-CP, ngày 1/7/2025, thủ tục 1.000656.000.00.00", "Gọi 1900 0368, 113, 156, 18001096",
    "09xx xxx xxx; 0xx xxx xxx xxx; 0000 000 000", "2.000.000.000.000 đồng; 1.250.000 đồng; 12,5 km", "Tờ G012, Y-300",
    "https://cafef.vn/dong-tien-188251002071959531.chn", "Bản 2.2.14, Android 10, 1.234.567 hộ", "999 123 456 789",
    "thu@example.org", "dấu như @ hoặc #", "không một ai, hai ba người, bốn năm bác", "sinh năm 1955, ngày 20/11/2026",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), FOUND)
def test_found_as_what_it_is_and_hidden(text: str, kind: str) -> None:
    (one,) = personal.find(text)
    assert (one.kind, text[one.start : one.end]) == (kind, one.letters)
    assert one.letters not in personal.masked(text) and one.letters not in repr(one)
    assert list(personal.find(personal.masked(text))) == []


@pytest.mark.parametrize("text", FREE)
def test_nothing_else_is_taken_for_personal(text: str) -> None:
    assert list(personal.find(text)) == []
    assert personal.masked(text) == text


def test_a_published_number_is_free_in_every_form() -> None:
    public = personal.public_numbers(["Gọi 024 3942 1234 hoặc 0912.345.678", "thu@co-quan.gov.vn"])
    for text in ("(024) 3942-1234", "+84 912 345 678", "THU@co-quan.gov.vn"):
        assert list(personal.find(text, public)) == []
    assert [one.kind for one in personal.find("0912 345 679, khac@co-quan.gov.vn", public)] == ["dien-thoai", "thu"]


@given(st.text(max_size=40), st.sampled_from(FOUND), st.text(max_size=40))
def test_words_around_never_make_it_crash_or_hide_twice(before: str, sample: tuple[str, str], after: str) -> None:
    text = f"{before} \n{sample[0]}\n {after}"
    found = list(personal.find(text))
    assert sample[1] in {one.kind for one in found}
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert len(personal.masked(text)) == len(text)


def test_the_real_content_holds_nobodys_numbers(root: Path) -> None:
    docs = root / "docs"
    public = personal.public_numbers(fact.value for fact in facts.load(docs).by_key.values())
    files = [*docs.rglob("*.md"), *docs.rglob("*.yml")]
    assert len(files) > 300
    found = {f"{file.name}: {one.said}" for file in files for one in personal.find(file.read_text("utf-8"), public)}
    assert found == set()
