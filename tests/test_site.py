"""The built site as files: one frame, own words, nothing from elsewhere, a whole search index."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from camnang.schema import TYPES

MARKED = re.compile(r"[àáảãạăắằẳẵặâấầẩẫậèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵđ]", re.IGNORECASE)
LOADING = "script[src], link[rel=stylesheet], link[rel=preload], img[src], iframe, object, embed, video, audio, source"


def shape(value: object) -> object:
    """Keys of nested data without their words."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return "…"


@pytest.fixture(scope="session")
def words(root: Path) -> dict[str, dict[str, object]]:
    """Interface words per language."""
    folder = root / "docs/_du-lieu/giao-dien"
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.yml"))}


def test_languages_have_the_same_words(words: dict[str, dict[str, object]]) -> None:
    assert set(words) == {"vi", "en"}
    assert shape(words["vi"]) == shape(words["en"])
    doors = [[(door["ma"], door["bieu_tuong"]) for door in one["cua"]] for one in words.values()]  # type: ignore[attr-defined]
    assert doors[0] == doors[1]
    assert doors[0][-1][0] == "gap"


def test_every_word_of_a_template_exists_and_every_word_is_used(
    root: Path, words: dict[str, dict[str, object]]
) -> None:
    sources = [file.read_text(encoding="utf-8") for file in (root / "overrides").rglob("*.html")]
    sources += [file.read_text(encoding="utf-8") for file in (root / "scripts/camnang").rglob("*.py")]
    text = "\n".join(sources)
    named = set(re.findall(r"nhan\.([a-z_]+)", text))
    known = set(words["vi"]["nhan"])  # type: ignore[call-overload]
    assert named <= known
    assert [word for word in sorted(known) if not re.search(rf"\b{re.escape(word)}\b", text)] == []


def test_every_form_of_a_sheet_has_its_name(words: dict[str, dict[str, object]]) -> None:
    forms = {form for kind in TYPES.values() for form in kind.more_sheets}
    assert all(set(one["nhan"]["to_in"]) == forms for one in words.values())  # type: ignore[index]


def test_templates_hold_no_sentences(root: Path) -> None:
    spoken = {}
    for file in sorted((root / "overrides").rglob("*.html")):
        text = re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        if MARKED.search(text):
            spoken[file.name] = MARKED.findall(text)
    assert spoken == {}


def test_settings_stay_short(root: Path) -> None:
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 120
    assert "hooks:" not in text
    assert "!ENV" not in text


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    outside = {
        (file.relative_to(site).as_posix(), address)
        for file in site.rglob("*.html")
        for node in LexborHTMLParser(file.read_text(encoding="utf-8")).css(LOADING)
        for address in [node.attributes.get("src") or node.attributes.get("href") or ""]
        if re.match(r"(?:[a-z]+:)?//", address)
    }
    assert outside == set()


def test_head_says_what_the_page_is(site: Path) -> None:
    tree = LexborHTMLParser((site / "huong-dan/vneid/kich-hoat-muc-2.html").read_text(encoding="utf-8"))
    head = {node.attributes.get("name"): node.attributes.get("content") for node in tree.css("head meta[name]")}
    assert head["camnang:ma"] == "G001"
    assert head["description"]
    assert tree.css("link[rel=alternate]") == []
    frame = tree.css_first("article .trang-huong-dan")
    assert frame and frame.attributes["data-ma"] == "G001"
    assert [node.id for node in frame.css(".phan-nguon li")][:2] == ["nguon-1", "nguon-2"]


def test_search_index_is_whole_and_has_no_doubles(site: Path) -> None:
    entries = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    doubled = [address for address, times in Counter(entry["location"] for entry in entries).items() if times > 1]
    assert doubled == []
    pages = {entry["location"] for entry in entries if "#" not in entry["location"]}
    built = {file.relative_to(site).as_posix() for file in site.rglob("*.html")}
    readable = {path for path in built if not re.match(r"[A-Z]\d{3}/|404|thu-may/", path)}
    assert readable - pages == set()
    assert [path for path in pages if path.startswith("thu-may/")] == []


def test_the_words_of_the_pages_lead_to_places_that_exist(site: Path) -> None:
    text = (site / "search/loi.js").read_text(encoding="utf-8")
    bodies = json.loads(text.removeprefix("self.loiBai="))
    lost = [
        f"{location}#{anchor}"
        for location, parts in bodies.items()
        for page in [(site / location).read_text(encoding="utf-8")]
        for anchor, _, _ in parts
        if f'id="{anchor}"' not in page
    ]
    assert len(bodies) > 200 and lost == []


def test_the_files_the_search_needs_exist(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    bundle = re.search(r'data-tim="([^"]+)"', page)
    engine = re.search(r"may=([\w.-]+)", page)
    assert bundle and (site / bundle[1]).is_file()
    assert engine and (site / "assets/js" / engine[1]).is_file()
    assert [file.name for file in (site / "assets/js").glob("may-*")] == [engine[1]], "an engine that no page loads"
