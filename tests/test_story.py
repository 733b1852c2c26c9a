"""Stories told in eight questions: sent, read back, and made into pages without anything an answer could act on."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from camnang import forms, page, personal, schema, story, story_answers, story_form, story_marks, story_page
from camnang.story import StoryError
from told_stories import FORM, GOOD, as_issue

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 28)
FIELD = {field.id: field for field in FORM.fields}
HEADINGS = [f"{sign}{field.label}" for field in FORM.fields for sign in ("== ", "### ")]
PIECES = (
    *HEADINGS, "== HẾT", "### Mục lạ", "_No response_", "\\", "\\== Vùng", "==", "---", "```", "~~~", "> x", "1. x", "- x",
    "# x", "!!! note", ": x", "| a | b |", "[[^khoa]]", "[[buoc:x]]", "{{ x }}", "{% x %}", "--8<-- \"x\"", "<script>", "&lt;",
    "[x](javascript:y)", "![x](y.png)", "{ma}", "{noi}", "😀", "👨‍👩‍👧", "مرحبا", "\u202eabc\u202c", "\u200b", "\u0301", "e\u0301",
    "“chữ”", '"', "'", "'''", "\r\n", "\r", "\n", "\u2028", "\x00", "\t", "    ", " ", "Bà con", "*a*", "__a__", "==a==", "`a`",
    "***", "===", "+ x", "2) x", "\\n", "$1", "[ ] x", "^x^", "ơ̆", "č",
)  # fmt: skip
ANSWER = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=12).map("".join)


@st.composite
def stories(draw: st.DrawFn) -> dict[str, str]:
    """Answers as people (and others) may type them; choices as they are offered."""
    answers = {}
    for field in FORM.fields:
        labels = [label for _, label in field.options]
        if field.kind == "nhieu":
            answers[field.id] = ", ".join(draw(st.lists(st.sampled_from(labels), min_size=1, unique=True)))
        elif field.kind == "chon":
            answers[field.id] = draw(st.sampled_from(labels))
        else:
            answers[field.id] = "Có" if field.kind == "xin" else draw(ANSWER)
    return answers


def cleaned(answers: dict[str, str]) -> dict[str, str]:
    return {field.id: story_answers.clean(field, answers[field.id]) for field in FORM.fields}


def test_choices_are_those_of_the_pages() -> None:
    for name in ("vung", "kho_khan", "muc_chi_phi"):
        assert tuple(code for code, _ in FIELD[name].options) == schema.TYPES["dien-hinh"].keys[name].choices
    assert len(FORM.questions) == 8


@settings(deadline=None)
@given(stories())
def test_a_sent_text_comes_back_without_loss(answers: dict[str, str]) -> None:
    sent = story_marks.write(FORM, answers)
    assert story_marks.read(FORM, sent) == cleaned(answers)
    greeted = f"Chào chị,\n{sent}\nCảm ơn.\n== Vùng\nlạ"
    assert story_marks.read(FORM, greeted.replace("\n", "\r\n")) == cleaned(answers)


@settings(deadline=None)
@given(stories(), st.sampled_from(["\n", "\r\n"]))
def test_a_heading_typed_in_an_answer_never_stands_for_a_field(answers: dict[str, str], end: str) -> None:
    """Either every answer comes back whole, or the body is refused: never does one field's answer land in another."""
    told = cleaned(answers)
    try:
        found = story_marks.read_issue(FORM, as_issue(FORM, told, end))
    except StoryError as error:
        assert any(line.strip() == mark for text in told.values() for line in text.split("\n") for mark in HEADINGS)
        assert "lần" in error.message
        return
    assert {key: text for key, text in found.items() if told[key] != "_No response_"} == {
        key: text for key, text in told.items() if text != "_No response_"
    }


@pytest.mark.parametrize("label", [FIELD["dong_y"].label, FIELD["viec"].label, FIELD["noi"].label])
def test_a_forged_heading_is_refused_with_a_way_out(label: str) -> None:
    with pytest.raises(StoryError, match="có 2 lần"):
        story_marks.read_issue(FORM, as_issue(FORM, GOOD | {"ai": f"x\n### {label}\ngiả"}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda body: body.replace("### Vùng", "### Vung"), "không thấy dòng «### Vùng»"),
        (lambda body: "\n".join(reversed(body.split("\n"))), "không đúng thứ tự"),
        (lambda body: "", "không thấy dòng"),
    ],
)
def test_bodies_that_are_not_ours_are_refused(change: object, said: str) -> None:
    with pytest.raises(StoryError, match=re.escape(said)):
        story_marks.read_issue(FORM, change(as_issue(FORM, GOOD)))  # type: ignore[operator]


def test_an_unticked_consent_of_an_issue_is_no_consent() -> None:
    body = as_issue(FORM, GOOD).replace("- [X]", "- [ ]")
    with pytest.raises(StoryError, match="Lời đồng ý"):
        story_answers.check(FORM, story_marks.read_issue(FORM, body))


def test_a_text_cut_short_or_doubled_is_refused() -> None:
    sent = story_marks.write(FORM, GOOD)
    with pytest.raises(StoryError, match="bị cắt"):
        story_marks.read(FORM, sent.replace("== HẾT", ""))
    with pytest.raises(StoryError, match="hai lần"):
        story_marks.read(FORM, sent.replace("== HẾT", "") + sent)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"noi": ""}, "«Thôn, xã, tỉnh» còn trống"),
        ({"da_xin": ""}, "«Lời đồng ý» còn trống"),
        ({"vung": "Biển"}, "không có lựa chọn «Biển»"),
        ({"kho_khan": "Đường xa, Lạ"}, "không có lựa chọn «Lạ»"),
        ({"ai": "a" * 701}, "nhiều nhất 700"),
    ],
)
def test_answers_that_make_no_page_are_refused(change: dict[str, str], said: str) -> None:
    with pytest.raises(StoryError, match=said):
        story_answers.check(FORM, GOOD | change)


@settings(deadline=None)
@given(stories())
def test_a_page_holds_nothing_but_words(answers: dict[str, str]) -> None:
    """Front matter reads back, parts are those of the template, and Markdown finds only paragraphs and our two lists."""
    answers |= {key: answers[key] + " Chữ" for key in ("noi", "viec", "dong_y")}
    text = story_page.fill(FORM, cleaned(answers), DAY)
    found = page.parse(text, "vi/dien-hinh/2026/x.md")
    assert found.problems == () and found.text == text
    assert set(found.meta) <= set(schema.TYPES["dien-hinh"].keys) and not re.search(
        r"[<>{}]", str(dict(found.meta)).strip("{}")
    )
    parts = [part.title for part in schema.TYPES["dien-hinh"].parts if part.required]
    assert [section.title for section in found.sections[1:]] == parts
    assert (found.fences, found.links, found.images, found.fact_refs, found.snippets) == ((), (), (), (), ())
    made = Markdown(
        extensions=[
            "admonition",
            "def_list",
            "tables",
            "pymdownx.details",
            "pymdownx.mark",
            "pymdownx.superfences",
            "pymdownx.tasklist",
        ]
    )
    tree = LexborHTMLParser(made.convert(found.body))
    assert {node.tag for node in tree.css("body *")} <= {"h2", "p", "ul", "ol", "li"}
    assert len(tree.css("ul")) == len(tree.css("ol")) == 1
    assert len(tree.css("ol > li")) == len((story_page.plain(cleaned(answers)["lam_lai"]) or "x").split("\n"))


@settings(deadline=None)
@given(ANSWER)
def test_words_stay_the_same_when_plain(text: str) -> None:
    assert story_page.plain(story_page.plain(text)) == story_page.plain(text)


def test_ordinary_words_are_left_alone() -> None:
    told = "Tổ mở lớp tối thứ Năm (19 giờ), 12 người; 7 người “tự làm lại được”. Mất 50.000 đồng/buổi – do xã cho!\nBuôn Ea Knuếc."
    assert story_page.plain(told) == told
    assert story_page.plain("- một\n* hai\n3. ba\n\n\n# bốn") == "một\nhai\nba\nbốn"
    assert story_page.lost({"a": "Vui 😀 lắm 😀\u200b\u202e"}) == "😀"


def test_every_letter_left_can_be_printed() -> None:
    kept = [chr(number) for number in range(0x20, 0x2FFF) if not re.match(story_page.UNPRINTABLE, chr(number))]
    for weight in ("Regular", "SemiBold", "Bold"):
        font = TTFont(ROOT / f"overrides/assets/fonts/NotoSans-{weight}.ttf").getBestCmap()
        assert [letter for letter in kept if ord(letter) not in font] == []


@pytest.mark.parametrize(
    ("place", "level"),
    [("Xã Đại Sơn, tỉnh X", "xa"), ("phường Một", "xa"), ("Tỉnh X", "tinh"), ("TP. Huế", "tinh"), ("Bản Mù", "thon"), ("Xãy", "thon")],
)  # fmt: skip
def test_level_follows_from_the_place(place: str, level: str) -> None:
    assert f"\ncap: {level}\n" in story_page.fill(FORM, GOOD | {"noi": place}, DAY)


def test_year_day_and_consent_stand_on_the_page() -> None:
    text = story_page.fill(FORM, GOOD | {"nam": "cuối năm 2025"}, DAY)
    assert "\nnam: 2025\n" in text and "\nngay_kiem: 2026-11-28\nxem_lai: 2027-11-27\n" in text
    assert 'dong_y: "Tổ trưởng, ngày 28/11/2026; không có ảnh"' in text
    with pytest.raises(StoryError, match="không có chữ nào in được"):
        story_page.fill(FORM, GOOD | {"viec": "😀"}, DAY)


def test_github_form_and_paper_ask_the_same() -> None:
    assert (ROOT / story_form.ISSUE_FORM).read_text(encoding="utf-8") == story_form.issue_form(FORM)
    paper = LexborHTMLParser(forms.render(story_form.paper(FORM))).css_first("body")
    assert paper is not None
    said = paper.text()
    for number, question in enumerate(FORM.questions, 1):
        assert f"{number}. {question.ask.rstrip('?')}" in said
        assert all(label in said for field in question.fields for _, label in field.options)


def test_questions_written_wrong_are_told(tmp_path: Path) -> None:
    source = (ROOT / "docs" / story.FILE).read_text(encoding="utf-8")
    (tmp_path / "_du-lieu" / "giao-dien").mkdir(parents=True)
    (tmp_path / "_mau").mkdir()
    (tmp_path / story.TEMPLATE).write_text("x", encoding="utf-8")
    (tmp_path / "_du-lieu/giao-dien/vi.yml").write_text("nhan: {a: b}\n", encoding="utf-8")
    for wrong, said in (
        (source.replace("nhan: Năm nào", "nhan: Vùng"), "«Vùng» có hai lần"),
        (source.replace("kieu: chon", "kieu: lua"), "lua"),
        (source + "\nten: x\n", "ghi hai lần"),
    ):
        (tmp_path / story.FILE).write_text(wrong, encoding="utf-8")
        with pytest.raises(StoryError, match=re.escape(said)):
            story.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gọi 0912.345.678 nhé", "dien-thoai"), ("cc 001 085 001 234", "can-cuoc"), ("stk VCB 0071000123456", "tai-khoan"),
        ("xe 29-X1 123.45", "bien-so"), ("thư: bac.tu@gmail.com", "thu"), ("sinh ngày 01/02/1950", "ngay-sinh"),
        ("Mất 50.000.000 đồng, 120 người, năm 2025", ""), ("Quý 1/2026: 12 buổi", ""),
    ],
)  # fmt: skip
def test_the_phone_looks_for_what_the_rules_look_for(text: str, kind: str) -> None:
    """The sample is personal to the rules, and the pattern given to the browser finds it too."""
    found = {
        label for label, pattern, ignore in story_form.watched() if re.search(pattern, text, re.I if ignore else 0)
    }
    assert {personal.LABELS[one.kind] for one in personal.find(text)} == ({personal.LABELS[kind]} if kind else set())  # type: ignore[index]
    assert (personal.LABELS[kind] in found) if kind else not found  # type: ignore[index]
