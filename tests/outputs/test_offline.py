"""What phones keep: pages come apart and together again, sizes stay in their budget, equal sites give equal bytes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camnang.outputs import app_icon, offline, offline_list, offline_pieces

CORE_LIMIT, WHOLE_LIMIT, WORKER_LIMIT = 100_000, 3_000_000, 6_000  # bytes, brotli
HEAD = '<html><head><meta charset="utf-8"><title>{title}</title><style>a{{}}</style></head><body><header>Đầu</header>'
PAGE = HEAD + "<article>{words}</article><footer>Cuối</footer></body></html>"


def packed(files: dict[str, bytes]) -> int:
    return sum(len(brotli.compress(data, quality=9)) for data in files.values())


def little_site(folder: Path, pages: dict[str, str]) -> Path:
    """Pages with one frame and these words, and what the manifest reads."""
    for path, words in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(PAGE.format(title=path, words=words), encoding="utf-8")
    return folder


@pytest.fixture
def little(tmp_path: Path) -> Path:
    pages = {"index.html": "<h1>Nhà</h1>", "gap/index.html": "<h1>Gấp</h1>", "404.html": "<h1>Không có</h1>"}
    pages |= {f"nhom/{number}.html": f"<h1>Bài {number}</h1>" for number in range(6)} | {
        "nhom/index.html": "<h1>Nhóm</h1>"
    }
    return little_site(tmp_path / "site", pages)


def listing(site: Path) -> dict[str, list[object]]:
    """The list that the worker of a site keeps by."""
    mark = re.search(r'const \w+ ?= ?"([\w-]{8})"', (site / "sw.js").read_text(encoding="utf-8"))
    assert mark
    found: dict[str, list[object]] = json.loads((site / f"luu/{mark[1]}.json").read_text(encoding="utf-8"))
    return found


def contents(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}


@given(
    st.lists(
        st.sampled_from(
            ["<style>a</style>", "<header>Đ</header>", "<p>x</p>", "<article>", "</article>", "<footer>", "<main>"]
        )
    )
)
def test_any_page_comes_together_again(parts: list[str]) -> None:
    html = "".join(parts)
    frame = offline_pieces.frame_of([html] * offline_pieces.SHARED_BY)
    for known in (frame, frame[::2], ()):
        assert offline_pieces.join(offline_pieces.part(html, known), known) == html


def test_a_page_with_the_gap_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="ký tự lạ"):
        offline_pieces.part("<article>a\0b</article>", ())


def test_every_page_of_the_site_comes_together_again(site: Path) -> None:
    shelf = offline_list.read_shelf(site)
    pages = [page for group in shelf.groups for page in group.pages]
    assert len(pages) > 300
    for page in pages:
        assert offline_pieces.join(page.parted, shelf.frame) == (site / page.path).read_text(encoding="utf-8")
    own = sum(len(page.parted.own) for page in pages)
    assert own < sum((site / page.path).stat().st_size for page in pages) / 2  # the frame is kept once


def test_budget_of_the_first_visit_and_of_everything(site: Path) -> None:
    core = offline.core_bytes(site)
    assert packed(core) <= CORE_LIMIT, {path: len(brotli.compress(data)) for path, data in core.items()}
    whole = offline.whole_bytes(site)
    assert packed(whole) <= WHOLE_LIMIT
    assert packed({"sw.js": whole["sw.js"]}) <= WORKER_LIMIT
    assert not [path for path in whole if path.endswith(".pdf")]


def test_the_list_names_every_page_and_file_once(site: Path) -> None:
    data = listing(site)
    pages = [
        f"{folder}/{page[0]}".lstrip("/")
        for folder, _, bundles in data["nhom"]
        for bundle in bundles
        for page in bundle[2]
    ]  # type: ignore[misc, attr-defined]
    files = [file[0] for file in data["tep"]]  # type: ignore[index]
    here = set(contents(site))
    assert set(pages) == {path for path in here if path.endswith(".html") and not re.match(r"[A-Z]\d{3}/|404", path)}
    assert len(pages + files) == len(set(pages + files)) and set(files) <= here
    assert {"ban-in/g001-kich-hoat-muc-2.pdf", "assets/js/khung.js", "search/search_index.json"} <= set(files)
    assert not set(files) & {"sw.js", "manifest.webmanifest", "sitemap.xml", "sitemap.xml.gz"}


def test_equal_sites_give_equal_bytes_and_a_second_run_changes_nothing(
    little: Path, root: Path, tmp_path: Path
) -> None:
    twin = shutil.copytree(little, tmp_path / "ban-sao")
    for site in (little, twin, twin):
        offline.write_offline(site, root)
    assert contents(little) == contents(twin)


def test_a_changed_page_changes_its_own_fingerprint_only(little: Path, root: Path) -> None:
    offline.write_offline(little, root)
    before, worker = listing(little), (little / "sw.js").read_bytes()
    file = little / "nhom/3.html"
    file.write_text(file.read_text(encoding="utf-8").replace("Bài 3", "Bài ba"), encoding="utf-8")
    offline.write_offline(little, root)
    after = listing(little)
    assert (little / "sw.js").read_bytes() != worker
    assert (before["khung"], before["khuon"]) == (after["khung"], after["khuon"])
    marks = [
        {page[0]: page[2] for _, _, bundles in one["nhom"] for bundle in bundles for page in bundle[2]}
        for one in (before, after)
    ]  # type: ignore[misc, attr-defined]
    assert {name for name in marks[0] if marks[0][name] != marks[1][name]} == {"3.html"}


def test_pages_belong_to_the_nearest_folder_with_an_index(little: Path) -> None:
    little_site(little, {"nhom/sau/a.html": "<h1>A</h1>", "le/b.html": "<h1>B</h1>"})
    groups = {
        group.folder: (group.title, [page.path for page in group.pages])
        for group in offline_list.read_shelf(little).groups
    }
    assert "nhom/sau/a.html" in groups["nhom"][1] and groups["nhom"][0] == "Nhóm"
    assert groups["le"] == ("", ["le/b.html"])
    assert groups[""][1] == ["index.html"]


def test_large_groups_come_in_portions(little: Path) -> None:
    rough = "".join(chr(0x1EA0 + (number * 37) % 80) for number in range(60_000))
    little_site(little, {f"nhom/dai-{number}.html": f"<h1>Dài</h1>{rough}{number}" for number in range(4)})
    group = next(group for group in offline_list.read_shelf(little).groups if group.folder == "nhom")
    assert len(group.bundles) >= 3
    assert tuple(page for bundle in group.bundles for page in bundle) == group.pages


def test_the_switch_takes_the_place_of_the_worker(little: Path, root: Path) -> None:
    offline.write_offline(little, root)
    offline.write_switch(little, root)
    assert not (little / "luu").exists() and not (little / "manifest.webmanifest").exists()
    assert "unregister" in (little / "sw.js").read_text(encoding="utf-8")


def test_the_icon_is_the_same_every_time_and_square(root: Path) -> None:
    for size in app_icon.SIZES:
        png = app_icon.draw(root, size, "#0b5d52")
        assert png == app_icon.draw(root, size, "#0b5d52")
        assert [int.from_bytes(png[place : place + 4]) for place in (16, 20)] == [size, size]


def test_page_and_worker_cut_alike(root: Path) -> None:
    worker = (root / "overrides/sw/sw.js").read_text(encoding="utf-8")
    rule = re.search(r"const CUT = /(.+)/;", worker)
    assert rule and rule[1].replace("\\/", "/") == offline_pieces._CUT.pattern
    folders = re.search(r"const CORE_FOLDERS = (\[.+\]);", worker)
    assert folders and tuple(json.loads(folders[1])) == offline_list.CORE_FOLDERS
