"""A third language by the very steps that CONTRIBUTING.md gives: its pages are built, every switch leads to its twin."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from camnang import build, checking, corpus, freshness, translation

DAY = date(2026, 11, 28)
PAGE = "---\nloai: trang\ntitle: {0}\ndescription: {0} là một trang mẫu.\n{1}---\n\n{2}\n"
PAGES = {  # path → title; «ve-trang» has a twin in every language, «chi-vi» in none
    "vi/index.md": "Trang chủ mẫu",
    "vi/ve-trang/index.md": "Về trang mẫu",
    "vi/ve-trang/chi-vi.md": "Chỉ tiếng Việt",
    "en/index.md": "Sample home",
    "en/ve-trang/index.md": "About the sample",
    "km/index.md": "ទំព័រដើម",
    "km/ve-trang/index.md": "អំពី",
}


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with the real looks, following the steps of the document."""
    to = tmp_path_factory.mktemp("ba-tieng")
    for path, title in PAGES.items():
        file = to / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        head = "" if path.startswith("vi/") else f"dich_tu: vi/{path.split('/', 1)[1]}\n"
        file.write_text(PAGE.format(title, head, title), encoding="utf-8")
    words = root / "docs/_du-lieu/giao-dien"
    shutil.copytree(root / "docs/_du-lieu", to / "docs/_du-lieu")
    for name in ("ke-hoach.yml", "bo.yml"):
        (to / "docs/_du-lieu" / name).unlink()  # they name pages that are not here
    (to / "docs/_du-lieu/ma-to.yml").write_text("{}\n", encoding="utf-8")
    km = (words / "en.yml").read_text(encoding="utf-8").replace("trang_chu: Home", "trang_chu: ទំព័រដើម")
    (to / "docs/_du-lieu/giao-dien/km.yml").write_text(km, encoding="utf-8")
    (to / "overrides").symlink_to(root / "overrides")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    document = (root / "CONTRIBUTING.md").read_text(encoding="utf-8").split("### Thêm một ngôn ngữ")[1]
    (step,) = re.findall(r"\n\n((?: {8}.*\n){2})\n", document)[:1]
    (before,) = re.findall(r" {8}- locale: en\n {10}name: English\n", settings)
    (to / "mkdocs.yml").write_text(settings.replace(before, before + step), encoding="utf-8")
    return to


@pytest.fixture(scope="module")
def pages(project: Path) -> dict[str, LexborHTMLParser]:
    """The built pages by address."""
    site = project / "site"
    build.run_engine(build.Plan(project, site, DAY, site_url="https://camnang.example.org/"), site)
    return {file.relative_to(site).as_posix(): LexborHTMLParser(file.read_bytes()) for file in site.rglob("*.html")}


def language(path: str) -> str:
    return path.split("/")[0] if path.split("/")[0] in ("en", "km") else "vi"


def test_every_page_says_its_language(pages: dict[str, LexborHTMLParser]) -> None:
    assert set(pages) >= {"index.html", "en/index.html", "km/index.html", "km/ve-trang/index.html"}
    for path, page in pages.items():
        html = page.css_first("html")
        assert html and html.attributes["lang"] == language(path), path


def test_every_switch_leads_to_the_twin_or_home_of_each_other_language(
    project: Path, pages: dict[str, LexborHTMLParser]
) -> None:
    site = project / "site"
    for path, page in pages.items():
        if path == "404.html":
            continue
        found = {}
        for link in page.css("a.ngon-ngu-khac"):
            target = (site / path).parent / str(link.attributes["href"])
            found[str(link.attributes["hreflang"])] = target.resolve().relative_to(site.resolve()).as_posix()
        bare = path if language(path) == "vi" else path.split("/", 1)[1]
        wanted = {}
        for other in {"vi", "en", "km"} - {language(path)}:
            before = "" if other == "vi" else f"{other}/"
            wanted[other] = before + (bare if before + bare in pages else "index.html")
        assert found == wanted, path


def test_words_of_the_interface_are_its_own(pages: dict[str, LexborHTMLParser]) -> None:
    assert "ទំព័រដើម" in pages["km/index.html"].text()
    names = {link.text() for link in pages["index.html"].css("a.ngon-ngu-khac")}
    assert names == {"English", "ភាសាខ្មែរ"}


def test_its_pages_can_be_searched(project: Path, pages: dict[str, LexborHTMLParser]) -> None:
    index = json.loads((project / "site/search/search_index.json").read_text(encoding="utf-8"))
    assert {"km/index.html", "km/ve-trang/index.html"} <= {one["location"].partition("#")[0] for one in index["docs"]}


def test_the_check_names_the_mark_and_knows_when_it_is_old(project: Path) -> None:
    only = [project / "docs/km"]
    outcome = checking.check(project, DAY, only)
    assert (outcome.pages, outcome.errors) == (2, 0), outcome.problems
    assert {problem.code for problem in outcome.problems} == {"CN150"}
    source = corpus.load(project / "docs").by_path["vi/ve-trang/index.md"]
    file = project / "docs/km/ve-trang/index.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\n---\n\n", f"\ndich_tu_ma: {translation.mark(source)}\n---\n\n"), encoding="utf-8")
    assert [problem.path for problem in checking.check(project, DAY, only).problems] == ["km/index.md"]
    assert "km/ve-trang/index.md" not in {one.page.path for one in freshness.look(project, DAY)[1]}
