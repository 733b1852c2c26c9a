"""Which forms of a sheet a page offers, before anything is printed."""

from __future__ import annotations

from camnang.formats import FOLDED_STEPS, FOLDED_WORDS, POCKET_WORDS, STEP_WORDS, count_words, offered
from camnang.page import Page, parse


def page(kind: str, body: str, extra: str = "") -> Page:
    return parse(f"---\nloai: {kind}\nma: Z001\n{extra}---\n\n{body}\n", "vi/x/z.md")


def forms(kind: str, body: str, extra: str = "") -> tuple[str, ...]:
    one = page(kind, body, extra)
    return offered(one, one.body)


def test_words_are_what_paper_shows() -> None:
    text = (
        '## Trả lời\n\nCó **ba** [tiếng nữa](../a/b.md).<sup class="so-nguon">[<a href="#nguon-1">12</a>]</sup>\n\n'
        "```man-hinh\ndung: mot/hai\nba: bốn năm\n```\n- 1900 0368 …"
    )
    assert count_words(text) == 8  # Trả lời, Có ba tiếng nữa, 1900 0368


def test_a_leaflet_is_offered_as_long_as_its_words_fit() -> None:
    most = "\n\n".join(["tiếng " * 80] * (FOLDED_WORDS // 80))
    assert count_words(most) == FOLDED_WORDS
    assert "gap-a5" in forms("lo-roi", most)
    assert "gap-a5" not in forms("lo-roi", f"{most} nữa")


def test_a_guide_folds_with_few_steps_and_each_takes_the_room_of_words() -> None:
    def guide(steps: int, words: int) -> str:
        return "\n\n".join([f"## Bước {n}: Bấm" for n in range(1, steps + 1)] + ["tiếng " * (words - 3 * steps)])

    room = FOLDED_WORDS - FOLDED_STEPS * STEP_WORDS
    assert "gap-a5" in forms("huong-dan", guide(FOLDED_STEPS, room))
    assert "gap-a5" not in forms("huong-dan", guide(FOLDED_STEPS, room + 1))
    assert "gap-a5" not in forms("huong-dan", guide(FOLDED_STEPS + 1, 100))


def test_a_pocket_card_counts_only_the_parts_it_prints() -> None:
    card = "## Trả lời\n\n{}\n\n## Nên\n\n- một hai\n\n## Xem thêm\n\n" + "tiếng " * 300
    assert "a7" in forms("hoi-dap", card.format("tiếng " * (POCKET_WORDS - 2)))
    assert "a7" not in forms("hoi-dap", card.format("tiếng " * (POCKET_WORDS - 1)))


def test_small_forms_have_a_pocket_size_and_large_ones_do_not() -> None:
    assert forms("bieu-mau", "## Mẫu\n", "kho: a6\n") == ("a7",)
    assert forms("bieu-mau", "## Mẫu\n") == ()


def test_a_page_of_unknown_kind_offers_nothing() -> None:
    assert forms("la", "chữ") == ()
