"""The registry refuses doubled codes, and the catalogue shows every rule."""

from __future__ import annotations

from types import ModuleType

import pytest

from camnang import rules
from camnang.rules import wording


def test_a_doubled_code_is_refused() -> None:
    double = ModuleType("double")
    double.same = rules.registry.rule("CN045", title="t", why="w", good="g", bad="b")(lambda reading, context: ())
    with pytest.raises(ValueError, match="CN045"):
        rules._gather((wording, double))


def test_codes_are_sorted_and_well_formed() -> None:
    codes = [info.code for info in rules.catalogue()]
    assert codes == sorted(set(codes))
    assert all(len(code) == 5 and code.startswith("CN") and code[2:].isdigit() for code in codes)


def test_catalogue_shows_every_rule_in_both_forms() -> None:
    text, html = rules.catalogue_markdown(), rules.catalogue_html()
    for info in rules.catalogue():
        assert f"### {info.code}: {info.title}" in text
        assert f'id="{info.code.lower()}"' in html
    assert "<b>chữ đậm</b>" not in html
