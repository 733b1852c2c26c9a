"""The text twin: what a page is, its answer, the first things to do, at most 400 characters, always the same."""

from __future__ import annotations

from pathlib import Path

from camnang import corpus, facts, made, schema, twin
from camnang.facts import Facts
from camnang.page import Page, parse

WORDS = twin.Words("Mã", "Còn # việc nữa:")
NONE = Facts({}, {})
ADDRESS = "https://camnang.example.org"


def page(kind: str, code: str, body: str) -> Page:
    meta = f"loai: {kind}\nma: {code}\ntitle: Tên trang\ndescription: Một câu nói trang làm gì."
    return parse(f"---\n{meta}\n---\n{body}", f"vi/{code}.md")


def lines(found: Page) -> list[str]:
    return twin.twin(found, NONE, f"{ADDRESS}/{found.code}", WORDS).split("\n")


def test_a_guide_shows_three_steps_and_says_how_many_are_left() -> None:
    body = "\n## Ai cần làm\n\nBác nào cũng được.\n" + "".join(
        f"\n## Bước {n}: Bấm “Nút {n}”\n\nLời.\n" for n in range(1, 6)
    )
    assert lines(page("huong-dan", "G001", body)) == [
        "Tên trang",
        "Một câu nói trang làm gì.",
        "1. Bấm “Nút 1”",
        "2. Bấm “Nút 2”",
        "3. Bấm “Nút 3”",
        "Còn 2 việc nữa:",
        f"Mã G001: {ADDRESS}/G001",
    ]


def test_a_scam_card_shows_its_rule_and_what_to_do() -> None:
    body = "\n## Quy tắc chung\n\n**Cúp máy.** Xem [tờ](a.md).[[^x.y]]\n\n## Làm ngay\n\n1. Cúp máy.\n2. Gọi nhà.\n"
    assert lines(page("lua-dao", "L001", body))[1:-1] == ["Cúp máy. Xem tờ.", "1. Cúp máy.", "2. Gọi nhà."]


def test_what_to_do_in_another_case_is_left_out() -> None:
    body = "\n**Cúp máy ngay.**\n\n## Làm ngay\n\n### Của ngân hàng\n\n1. Gọi số sau thẻ.\n\n### Của VNeID\n\n1. Gọi tổng đài.\n"
    assert lines(page("lo-roi", "K001", body))[1:-1] == ["Cúp máy ngay.", "1. Gọi số sau thẻ."]


def test_a_long_answer_is_cut_between_sentences() -> None:
    found = lines(
        page("hoi-dap", "H001", "\n## Trả lời\n\n" + "Câu này dài vừa phải thôi. " * 30 + "\n\n## Nên\n\n- Đi.\n")
    )
    assert found[1].endswith("thôi.") and len("\n".join(found)) <= twin.MOST


def test_a_page_without_a_code_has_none() -> None:
    assert twin.twin(parse("---\nloai: trang\ntitle: A\n---\n", "vi/a.md"), NONE, ADDRESS, WORDS) == ""


def test_every_real_page_fits(root: Path) -> None:
    docs = root / "docs"
    pages, known = made.with_made(corpus.load(docs)), facts.load(docs)
    found = {one.code: twin.twin(one, known, f"{ADDRESS}/{one.code}", WORDS) for one in pages.by_code.values()}
    assert len(found) > 300
    assert [code for code, text in found.items() if len(text) > twin.MOST] == []
    assert [code for code, text in found.items() if "[[" in text or "](" in text or "**" in text] == []
    told = [
        one.code for one in pages.by_code.values() if one.kind in schema.PICTURED and found[one.code].count("\n") < 2
    ]
    assert told == []
