"""Drawings carry the number of their own step, whatever a shared snippet draws in between."""

import re
from pathlib import Path

from camnang.page import parse
from camnang.plugin import CamNangPlugin
from camnang.screens import Library

OWN = "---\nloai: huong-dan\n---\n\n## Bước {}: Bấm\n\n```man-hinh\n{}```\n"
FIRST = "tieu_de: Một\ncac_dong: [{nut: A}]\ndau: A\n"
SHARED = "tieu_de: Chung\ncac_dong: [{nut: B}]\ndau: B\n"


def badge(figure: str) -> str:
    """The accessible name tells the number of the mark."""
    found = re.search(r'aria-label="([^"]*)"', figure)
    assert found
    return found[1]


def test_a_drawing_out_of_a_snippet_takes_no_step_number() -> None:
    plugin = CamNangPlugin()
    plugin.library = Library.read(Path("khong-co"))
    plugin.drawings = list(parse(OWN.format(4, FIRST), "vi/x.md").fences)
    shared = badge(plugin._drawing(SHARED))
    own = badge(plugin._drawing(FIRST))
    assert "số 4" not in shared
    assert "số 4" in own
    assert plugin.drawings == []
