"""The gate: every bad sample is refused with its code, no good one is, and the quick way never lets more through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import nh3
import pytest
import yaml
from gate_samples import BAD, BAD_HEADS, BAD_TREES, GOOD
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from camnang import checking, content_html, corpus, facts, hosts, page, rules, screens
from camnang.problem import ERROR, Problem

TODAY = date(2026, 11, 23)
ReadText = Callable[..., list[Problem]]
HEAD = {"loai": "loai: trang", "title": "title: Trang thử", "description": "description: Trang để thử."}
WORDS = "Một trang có nhiều chữ bình thường để máy không lấy làm lạ."


def free_page(body: str, head: str = "") -> str:
    keys = {**HEAD, head.partition(":")[0]: head} if head else HEAD
    return "\n".join(["---", *keys.values(), "---", "", WORDS, "", body, ""])


def context_of(written: corpus.Corpus) -> rules.Context:
    return rules.Context(TODAY, facts.load(written.docs), screens.Library(), written)


def errors(problems: list[Problem]) -> set[str]:
    return {problem.code for problem in problems if problem.severity == ERROR}


@pytest.mark.parametrize(("code", "body"), BAD)
def test_a_bad_body_is_refused_with_its_code(code: str, body: str, read_text: ReadText) -> None:
    assert code in errors(read_text(free_page(body)))


@pytest.mark.parametrize(("code", "head"), BAD_HEADS)
def test_a_bad_head_is_refused_with_its_code(code: str, head: str, read_text: ReadText) -> None:
    assert code in errors(read_text(free_page(WORDS, head)))


@pytest.mark.parametrize(("code", "path"), BAD_TREES)
def test_a_bad_file_is_refused_with_its_code(code: str, path: str, tmp_path: Path) -> None:
    for name in ("vi/mot.md", "en/hai.md", path):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(free_page(WORDS), encoding="utf-8")
    written = corpus.load(tmp_path)
    context = context_of(written)
    found = [problem for one in written.pages for problem in rules.check_page(one, context)]
    assert code in errors([*found, *rules.check_corpus(written.pages, context)])


@pytest.mark.parametrize("target", ["/etc/passwd", "../../", "mot.md"])
def test_links_of_the_file_system_are_refused(target: str, tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "mot.md").write_text(free_page(WORDS), encoding="utf-8")
    (tmp_path / "vi" / "loi-tat").symlink_to(target)
    context = context_of(corpus.load(tmp_path))
    assert errors(rules.check_corpus((), context)) == {"CN114"}


def test_a_folder_named_tells_of_what_is_no_page_and_a_page_named_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "docs" / "vi" / "ve-trang"
    folder.mkdir(parents=True)
    (folder / "mot.md").write_text(free_page(WORDS), encoding="utf-8")
    (folder / "lo.md").symlink_to("khong-co")
    (folder / "lo.exe").write_bytes(b"MZ")
    of_folder = {problem.code for problem in checking.check(tmp_path, TODAY, [folder]).problems}
    of_page = {problem.code for problem in checking.check(tmp_path, TODAY, [folder / "mot.md"]).problems}
    assert of_folder - of_page == {"CN114", "CN115"}


@pytest.mark.parametrize("body", GOOD)
def test_a_good_body_passes_the_gate(body: str, read_text: ReadText) -> None:
    gate = [
        code
        for code in errors(read_text(free_page(body)))
        if code >= "CN100" or code in ("CN057", "CN073", "CN074", "CN075")
    ]
    assert gate == []


def test_the_samples_are_many() -> None:
    assert len(BAD) + len(BAD_HEADS) + len(BAD_TREES) >= 120 and len(set(BAD)) == len(BAD)
    assert len(set(GOOD)) >= 40


def test_the_gate_renders_as_the_site_does(root: Path) -> None:
    config = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    assert (
        tuple(next(iter(one)) if isinstance(one, dict) else one for one in config["markdown_extensions"])
        == content_html.EXTENSIONS
    )


def test_every_host_of_a_source_may_be_linked(root: Path) -> None:
    table = facts.load(root / "docs")
    register = hosts.load(root / "docs", table.sources.values())
    assert not register.faults and len(register.known) > 200
    for name in ("dichvucong.gov.vn", "play.google.com", "www.vnexpress.net"):
        assert register.knows(name) and not register.imitates(name)
    assert not register.knows("sites.google.com") and not register.knows("blogspot.com")


PIECES = st.sampled_from([
    "<script>", "</script>", "<b ", "onclick=x", ">", "<", "[a]", "(b.md)", "](", "javascript:", "&#58;", "\\", "`", "```", "\n", "\n\n",
    "    ", "- ", "> ", "yaml\n", "a: b", "1. ", "~~~", "!!! ", "??? ", "ket", "x y", '"', "[a]: ", "//e.vn", "<!--", "-->", "![", ")", "|", "chữ", "#", "{", "}", "&lt;", "http://e.vn",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=24).map("".join))
def test_what_looks_plain_becomes_nothing_but_listed_tags(body: str) -> None:
    """The quick way says «plain» only where the long way finds nothing, and a second cleaner finds nothing either."""
    if content_html.is_plain(body):
        one = page.parse(free_page(body), "vi/thu.md")
        found = content_html.read_html(content_html.render(body), one)
        assert found.strangers == ()
        assert [link for link in found.outgoing if content_html.scheme(link.address)] == []


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=24).map("".join))
def test_nothing_that_another_cleaner_would_take_out_passes(body: str) -> None:
    """nh3 (ammonia) with the same list changes nothing on pages that the gate lets through."""
    one = page.parse(free_page(body), "vi/thu.md")
    rendered = content_html.render(one.body)
    found = content_html.read_html(rendered, one)
    away = {content_html.scheme(link.address) for link in found.outgoing} - set(content_html.SCHEMES) - {""}
    broken = [link for link in found.outgoing if unreadable(link.address)]
    if not found.strangers and not away and not broken:
        assert shape(cleaned(rendered)) == shape(rendered)


@pytest.mark.parametrize("body", [body for code, body in BAD if code in ("CN073", "CN106", "CN107")])
def test_another_cleaner_leaves_nothing_that_the_gate_would_refuse(body: str) -> None:
    one = page.parse(free_page(body), "vi/thu.md")
    found = content_html.read_html(cleaned(content_html.render(one.body)), one)
    assert [what for _, what in found.strangers if not what.startswith(("lớp", "<input"))] == []  # it knows no values


def unreadable(address: str) -> bool:
    """Whether CN112 refuses a web address."""
    found = hosts.parts(address)
    return found is None or (found.scheme in ("http", "https") and bool(hosts.trouble(found)))


def cleaned(content: str) -> str:
    """What nh3 leaves of a page with our list of tags and attributes."""
    attributes = {tag: set(names) | {"id", "class"} for tag, names in content_html.allowed().items()}
    return nh3.clean(
        content,
        tags=set(attributes),
        attributes=attributes,
        url_schemes=set(content_html.SCHEMES),
        link_rel=None,
        strip_comments=False,
    )


def shape(content: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements with the names of their attributes."""
    tree = LexborHTMLParser(f"<body><article>{content}</article></body>")
    return [(str(node.tag), tuple(sorted(node.attributes))) for node in tree.css("article *")]


def test_real_pages_are_judged_without_being_rendered(root: Path) -> None:
    pages = corpus.load(root / "docs").pages
    plain = [one for one in pages if content_html.is_plain(one.body)]
    assert len(plain) > 0.9 * len(pages)
    for one in plain[::40]:
        assert content_html.read_html(content_html.render(one.body), one).strangers == ()


NUMBERS = ["0912345678", "001090012345", "1903456789012"]


@pytest.mark.parametrize("number", NUMBERS)
def test_no_message_of_any_rule_repeats_a_personal_number(number: str, read_text: ReadText) -> None:
    """Not even one that cuts the sentence short, or that quotes the front matter."""
    long = f"STK {number} " + "là số mà bác ấy đọc cho cả tổ nghe " * 4
    body = f"{long}\n\n- {long}\n\n[{number}](khong-co-{number}.md) <b {number}>"
    found = read_text(free_page(body, f"tu_khoa: 'STK {number}'"))
    assert len({problem.code for problem in found}) > 3
    assert all(number[2:7] not in problem.terminal() + problem.annotation() for problem in found)


@settings(max_examples=150, deadline=None)
@given(body=st.lists(st.one_of(PIECES, st.sampled_from(NUMBERS), st.text(max_size=6)), max_size=20).map("".join))
def test_no_page_makes_the_gate_crash(body: str, gate_context: rules.Context) -> None:
    one = page.parse(free_page(body), "vi/ve-trang/thu.md")
    for problem in rules.check_page(one, gate_context):
        assert problem.line >= 1 and "\n" not in problem.message + problem.fix


@pytest.fixture(scope="module")
def gate_context(root: Path) -> rules.Context:
    """The facts and hosts of the real site."""
    return context_of(corpus.Corpus(root / "docs", ()))


@pytest.mark.parametrize("unit", ["<a ", "a@b.vn ", "<!--", "[a](b.md) "])
def test_a_heap_of_signs_is_told_once_and_not_read_further(unit: str, read_text: ReadText) -> None:
    """What a reader of Markdown would chew on for minutes raises few findings, CN117 among them."""
    found = read_text(free_page("\n\n".join([unit * 600] * 20)))
    assert "CN117" in errors(found)
    assert len(found) < 40
