"""The Lighthouse verb: which pages it takes, how it reads a report, what it says where Lighthouse is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from camnang import cli
from camnang.bench import lighthouse


def report(accessibility: float, failed: bool = False) -> dict[str, Any]:
    """A report as Lighthouse 12 gives it, cut down to what is read."""
    categories: dict[str, Any] = {name: {"score": 1, "auditRefs": []} for name in lighthouse.SHOWN}
    categories["accessibility"] = {
        "score": accessibility,
        "auditRefs": [{"id": "color-contrast", "weight": 7}, {"id": "by-hand", "weight": 0}],
    }
    score = 0 if failed else 1
    return {
        "categories": categories,
        "audits": {"color-contrast": {"id": "color-contrast", "title": "Contrast", "score": score}},
    }


def make_site(folder: Path) -> Path:
    for name, kind in (
        ("index.html", "chu"),
        ("a/g2.html", "huong-dan"),
        ("a/g1.html", "huong-dan"),
        ("b.html", "lua-dao"),
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'<div class="trang trang-{kind}">', encoding="utf-8")
    return folder


def test_one_page_of_each_kind(tmp_path: Path) -> None:
    assert lighthouse.pick(make_site(tmp_path)) == ["index.html", "a/g1.html", "b.html"]


def test_points_and_failed_checks_are_said(tmp_path: Path) -> None:
    said: list[str] = []
    seen: list[str] = []

    def run(address: str) -> dict[str, Any]:
        seen.append(address.split("/", 3)[3])
        return report(0.93, failed=address.endswith("b.html")) if address.endswith("b.html") else report(1)

    assert lighthouse.measure(make_site(tmp_path), said.append, run) == 1
    assert seen == ["index.html", "a/g1.html", "b.html"]
    assert said[-2:] == [
        "accessibility  93  best-practices 100  seo 100  performance 100  b.html",
        "      color-contrast: Contrast",
    ]


def test_all_hundred_is_clean(tmp_path: Path) -> None:
    assert lighthouse.measure(make_site(tmp_path), lambda line: None, lambda address: report(1)) == 0


def test_missing_lighthouse_and_missing_site_are_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.delenv("CAMNANG_LIGHTHOUSE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lighthouse.measure(make_site(tmp_path), said.append) == 2
    assert "npm install --global lighthouse@12" in said[0]
    assert lighthouse.measure(tmp_path / "khong-co", said.append) == 2
    assert "camnang build" in said[1]


def test_a_wrong_word_is_answered_with_the_right_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["bench", "lighthous"])
    assert "«lighthouse»" in capsys.readouterr().err
