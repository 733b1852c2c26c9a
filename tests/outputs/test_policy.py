"""What browsers are told about a page: few fingerprints, nothing inline that they would refuse."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from camnang.outputs import csp

HEAD = '<!doctype html><html><head>\n<meta charset="utf-8">\n'
META = 'meta[http-equiv="Content-Security-Policy"]'


def page(folder: Path, name: str, body: str, head: str = HEAD) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{head}</head><body>{body}</body></html>", encoding="utf-8")
    return file


def rules_of(html: str) -> dict[str, list[str]]:
    (meta,) = LexborHTMLParser(html).css(META)
    parts = [rule.split() for rule in (meta.attributes["content"] or "").split("; ")]
    return {name: values for name, *values in parts}


def test_fingerprints_are_those_of_the_words_in_the_page(tmp_path: Path) -> None:
    file = page(
        tmp_path, "a.html", "<style>p{}</style><script>a < b && c</script><script type='application/json'>{}</script>"
    )
    assert csp.guard_pages(tmp_path) == []
    rules = rules_of(file.read_text(encoding="utf-8"))

    def fingerprint(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert rules["script-src"] == ["'self'", fingerprint("a < b && c")]
    assert rules["style-src"] == ["'self'", fingerprint("p{}")]
    assert rules["default-src"] == ["'none'"] and rules["form-action"] == ["'none'"]
    assert "unsafe" not in str(rules) and "*" not in str(rules)


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ('<p style="color:red">', "overrides/assets/css"),
        ("<p\nSTYLE=x>", "overrides/assets/css"),
        ('<svg><path style="fill:red"/></svg>', "<path>"),
        ('<a onclick="x()">', "overrides/assets/js"),
        ("<body onload=x()>", "onload"),
    ],
)
def test_what_browsers_would_refuse_is_named(tmp_path: Path, body: str, part: str) -> None:
    file = page(tmp_path, "b/a.html", body)
    before = file.read_bytes()
    (flaw,) = csp.guard_pages(tmp_path)
    assert flaw.page == "b/a.html" and part in flaw.terminal()
    assert file.read_bytes() == before


def test_words_that_only_look_like_it_are_left_alone(tmp_path: Path) -> None:
    page(tmp_path, "a.html", 'Gõ style="x" và onclick=y. <p data-x="only one=two">')
    assert csp.guard_pages(tmp_path) == []


def test_a_page_without_a_place_for_the_policy_is_named(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "", head="<head>")
    assert [flaw.page for flaw in csp.guard_pages(tmp_path)] == ["a.html"]


def test_many_different_fingerprints_are_refused(tmp_path: Path) -> None:
    for number in range(csp.MOST_HASHES):
        page(tmp_path, f"{number}.html", f"<script>{number}</script>")
    assert csp.guard_pages(tmp_path) == []
    page(tmp_path, "them.html", "<style>p{}</style>")
    for number in range(csp.MOST_HASHES):
        page(tmp_path, f"{number}.html", f"<script>{number}</script>")
    (flaw,) = csp.guard_pages(tmp_path)
    assert flaw.page == "" and "them.html" in flaw.message


def test_every_page_of_the_site_has_its_policy(site: Path) -> None:
    prints: set[str] = set()
    for file in sorted(site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        rules = rules_of(html)
        prints |= {value for values in rules.values() for value in values if value.startswith("'sha")}
        first = re.search(r"<(?:script|style|link)\b", html)
        assert first is None or html.index("Content-Security-Policy") < first.start(), file
        assert html.index("<meta charset") < 1024
    assert 2 <= len(prints) <= csp.MOST_HASHES
