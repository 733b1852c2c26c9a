"""Pagefind as the other engine: a thousand pages, typed without marks, found in the theme's own box in Chromium."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from camnang.outputs import search
from camnang.outputs.search_pages import INDEX
from camnang.served import served

from .test_search import RESULT, type_words

TASKS = (
    "Đăng ký đất đai", "Đổi đồng hồ điện", "Đóng tiền đò", "Đo đạc ruộng", "Đón đoàn kiểm tra",
    "Chuyển đổi cây trồng", "Xin giấy đi đường", "Mở đại lý", "Kể chuyện đình làng", "Sửa đường điện",
)  # fmt: skip
PLACES = (
    "Đồng Đậu", "Đại Đồng", "Đức Thọ", "Đông Hà", "Đình Lập", "Mường Lát", "Sa Pa", "Cái Bè", "Năm Căn", "Ea Súp",
)  # fmt: skip
HAMLETS = range(1, 11)
PAGES = [(task, place, hamlet) for task, place, hamlet in product(TASKS, PLACES, HAMLETS)]


def address(task: str, place: str, hamlet: int) -> str:
    return f"lon/{TASKS.index(task)}-{PLACES.index(place)}-{hamlet}.html"


@pytest.fixture(scope="module")
def large(site: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The frame of the real site around a thousand generated pages, with Pagefind as its engine."""
    out = tmp_path_factory.mktemp("lon")
    shutil.copytree(site / "assets", out / "assets")
    shutil.copy(root / "overrides/assets/js/may-pagefind.js", out / "assets/js")
    home = (site / "index.html").read_text(encoding="utf-8")
    (out / "index.html").write_text(home.replace("may-am-tiet", "may-pagefind"), encoding="utf-8")
    docs = []
    for task, place, hamlet in PAGES:
        location, title = address(task, place, hamlet), f"{task} ở {place}, thôn {hamlet}"
        docs.append({"location": location, "title": title, "text": "", "tags": [f"việc thôn {hamlet}"]})
        docs.append({"location": f"{location}#lam", "title": "Làm", "text": f"<p>Trưởng thôn {hamlet} chỉ đường.</p>"})
        (out / location).parent.mkdir(exist_ok=True)
        (out / location).write_text(f'<html lang="vi"><title>{title}</title><h2 id="lam">Làm</h2>', encoding="utf-8")
    (out / INDEX).parent.mkdir()
    (out / INDEX).write_text(json.dumps({"config": {"lang": ["vi"]}, "docs": docs}), encoding="utf-8")
    assert search.write_search(out) == "pagefind"
    with served(out) as base:
        yield base


def expect_first(context: BrowserContext, base: str, words: str, wanted: str) -> None:
    """The first hit of what is typed; the list still changes while the last letters are being looked up."""
    page = context.new_page()
    try:
        page.goto(f"{base}index.html")
        type_words(page, words)
        expect(page.locator(f"{RESULT} > a").first).to_have_attribute("href", re.compile(rf"/{re.escape(wanted)}(#|$)"))
    finally:
        page.close()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("dang ky dat dai dong dau thon 7", ("Đăng ký đất đai", "Đồng Đậu", 7)),
        ("doi dong ho dien dinh lap thon 3", ("Đổi đồng hồ điện", "Đình Lập", 3)),
        ("đóng tiền đò Cái Bè thôn 10", ("Đóng tiền đò", "Cái Bè", 10)),
        ("ke chuyen dinh lang ea sup thon 1 nha toi", ("Kể chuyện đình làng", "Ea Súp", 1)),
    ],
)
def test_one_page_of_a_thousand_is_found_first(
    words: str, wanted: tuple[str, str, int], large: str, phone: BrowserContext
) -> None:
    assert len(PAGES) == 1000
    expect_first(phone, large, words, address(*wanted))
