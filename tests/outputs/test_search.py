"""The files of the search: what is written for each engine, from what the theme gathered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from camnang.outputs import search
from camnang.outputs.search_pagefind import with_d
from camnang.outputs.search_pages import read_pages

DOCS = [
    {"location": "gap/a.html", "title": "Mất điện thoại", "text": "", "tags": ["mat may", "mất máy", "K004"]},
    {"location": "gap/a.html#lam", "title": "Làm ngay", "text": "<p>Gọi &amp; khoá SIM.</p><p>Báo công an.</p>"},
    {"location": "day/b.html", "title": "Loa", "text": "", "boost": 0.9},
    {"location": "day/b.html#doc", "title": "Đọc", "text": "<p>Nói lại điều trang khác đã nói.</p>"},
]
HOME = (
    '<html lang="vi"><script id="__config">{"search": "assets/js/tim-kiem.js?may=may-am-tiet.js&ngon_ngu=vi"}</script>'
)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A site of two pages as the engine leaves it."""
    (tmp_path / "search").mkdir()
    (tmp_path / "search/search_index.json").write_text(json.dumps({"config": {"lang": ["vi"]}, "docs": DOCS}))
    (tmp_path / "index.html").write_text(HOME, encoding="utf-8")
    for name, about in (("gap/a.html", "Mượn máy &quot;khoá&quot; SIM."), ("day/b.html", "Đọc loa.")):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(f'<html lang="vi"><meta name="description" content="{about}">', encoding="utf-8")
    return tmp_path


def index_of(site: Path) -> list[dict[str, object]]:
    text = (site / "search/search_index.json").read_text(encoding="utf-8")
    docs: list[dict[str, object]] = json.loads(text)["docs"]
    return docs


def test_the_small_index_holds_each_page_once_with_its_description(built: Path) -> None:
    assert search.write_search(built) == "am-tiet"
    assert index_of(built) == [
        {
            "location": "gap/a.html",
            "title": "Mất điện thoại",
            "text": 'Mượn máy "khoá" SIM.',
            "tags": ["mất máy", "K004"],
        },
        {"location": "day/b.html", "title": "Loa", "text": "Đọc loa.", "boost": 0.9},
    ]


def test_the_words_of_the_parts_stand_beside_it_without_tags(built: Path) -> None:
    search.write_search(built)
    bodies = json.loads((built / "search/loi.js").read_text(encoding="utf-8").removeprefix("self.loiBai="))
    assert bodies["gap/a.html"] == [["lam", "Làm ngay", "Gọi & khoá SIM. Báo công an."]]
    assert bodies["day/b.html"] == [["doc", "Đọc", ""]], "a page that stands behind says again what others say"


def test_the_form_for_the_usb_stick_holds_the_same(built: Path) -> None:
    search.write_search(built)
    script = (built / "search/search_index.js").read_text(encoding="utf-8")
    assert script == "var __index=" + (built / "search/search_index.json").read_text(encoding="utf-8")


def test_an_engine_that_does_not_exist_is_refused_in_words(built: Path) -> None:
    (built / "index.html").write_text(HOME.replace("am-tiet", "than-ky"), encoding="utf-8")
    with pytest.raises(search.SearchError, match="không có máy tìm «than-ky»"):
        search.write_search(built)


def test_pagefind_that_is_not_installed_is_asked_for_in_words(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    (built / "index.html").write_text(HOME.replace("am-tiet", "pagefind"), encoding="utf-8")
    with pytest.raises(search.SearchError, match="cần thư viện pagefind"):
        search.write_search(built)


def test_sections_follow_their_page(built: Path) -> None:
    pages = read_pages(built)
    assert [(page.location, [part.anchor for part in page.sections]) for page in pages] == [
        ("gap/a.html", ["lam"]),
        ("day/b.html", ["doc"]),
    ]


def test_wordswith_d_are_given_to_pagefind_a_second_time() -> None:
    assert with_d("Đổi điện thoại, đổi máy") == ' data-pagefind-index-attrs="data-d" data-d="dien doi"'
    assert with_d("quên mật khẩu") == ""
