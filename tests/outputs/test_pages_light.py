"""Pages made light: styles made small and left out where nothing uses them, and nothing that a reader could miss."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from camnang.outputs import csp, css, slim

STATES = re.compile(
    r"::?(?:before|after|marker|placeholder|-webkit-[\w-]+|details-content|focus-visible|focus-within|focus|hover|target|checked|placeholder-shown|has\([^()]*\))"
)


@pytest.mark.parametrize(
    ("source", "small"),
    [
        ("/* lời */ a , b > c { color : red ; margin: 0 1px; }", "a,b>c{color:red;margin:0 1px}"),
        ("p { width: calc(100% - 2px); x: rgba(0, 0, 0, .5) !important }", "p{width:calc(100% - 2px);x:rgba(0,0,0,.5)!important}"),
        ('a::before { content: " ›  "; }', 'a::before{content:" ›  "}'),
        ("@media (min-width: 46rem) {\n  .a .b { top: 0 }\n}", "@media (min-width:46rem){.a .b{top:0}}"),
        ("li:not(:last-child) :is(.a, .b) { grid-area: 1 / 2; }", "li:not(:last-child) :is(.a,.b){grid-area:1 / 2}"),
        (".a :hover { --x: 1px }", ".a :hover{--x:1px}"),
    ],
)  # fmt: skip
def test_styles_are_made_small_and_mean_the_same(source: str, small: str) -> None:
    assert css.read(source).text == small
    assert css.read(small).text == small


@pytest.mark.parametrize(
    ("source", "classes", "serves"),
    [
        (".a .b, .c { x: y }", {"a"}, False),
        (".a .b, .c { x: y }", {"a", "b"}, True),
        (".a .b, .c { x: y }", {"c"}, True),
        (".a:not(.b) { x: y }", {"a"}, True),
        ("[x] :is(.a, .b) { x: y }", {"b"}, True),
        ("[x] :is(.a, .b) { x: y }", {"c"}, False),
        (".a:has(> .b) { x: y }", {"a"}, False),
        ("@media print { .a { x: y } }", {"a"}, True),
        ("@media print { .a { x: y } }", {"b"}, False),
        ("summary { x: y }", set(), True),
    ],
)
def test_a_block_serves_pages_that_have_its_classes(source: str, classes: set[str], serves: bool) -> None:
    assert css.read(source).serves(frozenset(classes)) is serves


@pytest.mark.parametrize("source", ["a { color: red } }", "a { & b { x: y } }"])
def test_what_is_no_style_sheet_is_told_with_its_line(source: str) -> None:
    with pytest.raises(ValueError, match="dòng 1"):
        css.read(source)


def test_faulty_styles_are_named_with_their_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<style>}</style>", encoding="utf-8")
    (flaw,) = slim.slim_pages(tmp_path)
    assert flaw.page == "a.html" and "overrides/assets/css" in flaw.fix


def test_spaces_go_and_words_stay() -> None:
    html = '\n\n<p class="a">một\n\n    hai\u00a0\u00a0ba  bốn</p>\n<pre>  giữ\n\n  y</pre><script>a  =  "b"</script>'
    assert slim.slim(html, {}) == (
        '<p class="a">một\nhai\u00a0\u00a0ba bốn</p>\n<pre>  giữ\n\n  y</pre><script>a  =  "b"</script>'
    )


def test_only_blocks_that_serve_the_page_stay() -> None:
    html = '<style>p{}</style><style>.a{x:y}</style><style>.b{x:y}</style><body><p class="c a">'
    assert slim.slim(html, {}) == '<style>p{}</style>\n<style>.a{x:y}</style>\n<body><p class="c a">'


def test_scripts_are_made_small(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("/* Lời */\n(() => {\n  const long = 1;\n  alert(long, `${long} a  b`);\n})();\n")
    assert slim.slim_files(tmp_path) == []
    small = (tmp_path / "a.js").read_text(encoding="utf-8")
    assert "/*" not in small and "long" not in small and " a  b`" in small


def test_where_there_is_no_minifier_remarks_on_their_own_lines_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "minify", None)
    script = '/* Lời\n * đầu. */\n(() => {\n  /* một */\n  const a = "/* b */"; /* c */\n  return /[/*]/;\n})();\n'
    (tmp_path / "a.js").write_text(script, encoding="utf-8")
    assert slim.slim_files(tmp_path) == []
    assert slim.slim(f"<script>\n{script}</script>\n/* x */\n", {}).count("/*") == 4
    kept = '(() => {\n  const a = "/* b */"; /* c */\n  return /[/*]/;\n})();\n'
    assert (tmp_path / "a.js").read_text(encoding="utf-8") == kept


def test_styles_in_files_are_made_small(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("/* a */ .b { c: d }", encoding="utf-8")
    (tmp_path / "b.css").write_text("}", encoding="utf-8")
    assert [flaw.page for flaw in slim.slim_files(tmp_path)] == ["b.css"]
    assert (tmp_path / "a.css").read_text(encoding="utf-8") == ".b{c:d}"


def test_no_page_misses_a_rule(site: Path) -> None:
    """Asked of the page's tree, not of its classes: no rule of a block that was left out would match."""
    pages = {file: file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.html"))[::9]}
    ours = [html for html in pages.values() if "<article" in html]  # not the short pages, whose one block is their own
    blocks = {block for html in ours for block in re.findall("<style>(.*?)</style>", html)}
    assert 3 <= len(blocks) <= csp.MOST_HASHES
    selectors = {block: set(_selectors(block)) for block in blocks}
    missed = []
    for file, html in pages.items():
        if "<article" not in html:
            continue
        tree = LexborHTMLParser(html)
        for block in (block for block in blocks if block not in html):
            missed += [(file.name, one) for one in selectors[block] if tree.css_first(one) is not None]
    assert missed == []


def _selectors(block: str) -> list[str]:
    heads = re.findall(r"(?:^|[{}])([^{}@]+)\{", re.sub(r"@media[^{]*\{", "}", block))
    return [STATES.sub("", one).strip() or "*" for head in heads for one in re.split(r",(?![^(]*\))", head)]
