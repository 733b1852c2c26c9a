"""Sentences, blocks and tiếng as a Vietnamese reader counts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from camnang import facts, page, screens
from camnang.rules.blocks import Block, count_words
from camnang.rules.prose import Reading

TRANG = Path(__file__).parents[1] / "trang"


def reading(body: str) -> Reading:
    one = page.parse(f"---\nloai: trang\n---\n{body}", "vi/ve-trang/thu.md")
    return Reading(one, facts.load(TRANG), screens.Library())


def sentences(text: str) -> list[str]:
    return [sentence.text for block in reading(text).blocks for sentence in block.sentences]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bấm nút “Gửi” ở cuối màn hình.", 7),
        ("Nghị định 13/2023/NĐ-CP – có hiệu lực", 6),
        ("0xx xxx xxx xxx", 4),
        ("… – “ ” !", 0),
    ],
)
def test_a_tieng_is_a_piece_with_a_letter_or_digit(text: str, count: int) -> None:
    assert count_words(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "Ra TP. Hồ Chí Minh hỏi Tổ công nghệ số, v.v. rồi về.",
        "Phí là 50.000 đồng, nộp ngày 1/7/2025, gọi 1900 0000.",
        "Vào trang dichvucong.gov.vn rồi tìm “Thẻ tạm trú”.",
        "Máy báo “Sai mã…” thì làm lại.",
        "Câu này xuống dòng\ngiữa chừng mà vẫn là một câu.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert len(sentences(text)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Cúp máy. Gọi 113.", 2),
        ("Ai được biết? Không ai cả!", 2),
        ("Nói: “Cháu không giữ mã. Bác tự gõ.” Rồi quay đi.", 3),
        ("Dòng một<br>dòng hai", 2),
        ("- Mục một\n- Mục hai\n  nối tiếp", 2),
        ("| Gọi | Số |\n|---|---|\n| Công an | 113 |", 4),
    ],
)
def test_ends_of_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_lines_point_into_the_file() -> None:
    found = reading("\nMột câu.\nHai\ncâu. Ba câu.\n\n- Mục\n").blocks
    assert [(s.text, s.line) for s in found[0].sentences] == [("Một câu.", 5), ("Hai câu.", 6), ("Ba câu.", 7)]
    assert found[1].line == 9


def test_markdown_signs_links_pictures_and_facts_are_read_as_words() -> None:
    text = "**Gọi** [tổng đài](a.md) [[mau.tong-dai]] ngay.[[^mau.tong-dai]] ![hình](a.webp){ .to }\n"
    assert reading(text).blocks[0].text.split() == ["Gọi", "tổng", "đài", "1900", "0000", "ngay."]


def test_fences_and_comments_are_no_prose() -> None:
    assert reading("```man-hinh\nchu: A. B. C.\n```\n<!-- Ghi chú\nhai dòng -->\nCâu cuối.\n").words == 2


def test_boxes_tasks_and_indents_are_known() -> None:
    text = '??? ket "Máy báo sai?"\n    Xem lại.\n\n    Làm lại.\n\nNgoài hộp.\n\n- [ ] Việc\n    - Việc con\n'
    found = reading(text).blocks
    assert [block.box for block in found[:4]] == ["ket", "ket", "ket", ""]
    assert [(block.task, block.top) for block in found[4:]] == [(True, True), (False, False)]


def test_quotes_know_what_stands_before_them() -> None:
    block: Block = reading("Bấm **“Gửi\nhồ sơ”** rồi nói: “Xong”.").blocks[0]
    assert [(quote.words, quote.line) for quote in block.quotes] == [("Gửi hồ sơ", 4), ("Xong", 5)]
    assert block.quotes[1].before.endswith("nói: ")


def test_plain_words_keep_lines_and_drop_what_is_not_the_writers() -> None:
    text = "Dòng `click`\n“tap” và\n[đây](https://a.vn/login) [[mau.tong-dai]]\nlink\n"
    plain = reading(text).plain
    assert plain.count("\n") == 3 + text.count("\n")
    assert all(word not in plain for word in ("click", "tap", "login", "mau"))
    assert plain.split("\n")[6] == "link"
