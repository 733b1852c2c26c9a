"""The link bench counts what was seeded and says its comparison."""

from __future__ import annotations

from pathlib import Path

from camnang.bench import links
from camnang.outputs.links import report


def test_finds_exactly_the_seeded_links_and_compares(tmp_path: Path) -> None:
    said: list[str] = []
    assert links.run(pages=620, say=said.append) == 0
    assert "13 liên kết hỏng gieo sẵn" in said[0]
    assert "thấy 13 hỏng" in said[1] and "so sánh" in said[2]


def test_broken_links_of_the_generated_site_are_the_seeded_ones(tmp_path: Path) -> None:
    found = report(links.generate(tmp_path, 120))
    assert [one.page for one in found.broken] == ["trang-0.html", "trang-100.html", "trang-50.html"]
