"""Packs: the zip for a USB stick and guides in one file."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from camnang import cli
from camnang.outputs import links, pack_guide, pack_usb

DAY = date(2026, 11, 28)


def pack(root: Path, *words: str) -> int:
    return cli.main(["--root", str(root), "--today", "2026-11-28", "pack", *words])


@pytest.fixture(scope="module")
def stick(site: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack_usb.pack_usb(site, tmp_path_factory.mktemp("usb"), root, DAY)


def test_the_stick_opens_with_one_file_and_holds_no_server_things(stick: Path) -> None:
    with zipfile.ZipFile(stick) as box:
        entries = box.namelist()
        first = box.read(pack_usb.FIRST).decode()
    assert entries[0] == pack_usb.FIRST and all(name.startswith("cam-nang/") for name in entries[1:])
    assert all(name.isascii() for name in entries)
    assert 'href="cam-nang/index.html"' in first and "28/11/2026" in first and "Giải nén" in first
    assert "cam-nang/ban-in/g001-kich-hoat-muc-2.pdf" in entries
    assert not [name for name in entries if re.search(r"sw\.js|/luu/|webmanifest|\.gz|\.br|sitemap|/[A-Z]\d{3}/", name)]


def test_links_of_the_stick_lead_somewhere(stick: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(stick) as box:
        box.extractall(tmp_path)
    assert [link.terminal() for link in links.check_links(tmp_path)] == []


def test_the_stick_is_the_same_every_time(stick: Path, site: Path, root: Path, tmp_path: Path) -> None:
    assert pack_usb.pack_usb(site, tmp_path, root, DAY).read_bytes() == stick.read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == [pack_usb.FILE]


def test_guides_are_whole_small_and_ask_for_nothing(site: Path, root: Path, tmp_path: Path) -> None:
    files = pack_guide.pack_guides(site, tmp_path, root, ["all"])
    assert len(files) > 50
    for file in files:
        html = file.read_text(encoding="utf-8")
        assert file.stat().st_size < pack_guide.LIMIT
        tree = LexborHTMLParser(html)
        assert tree.css("script, link, button, iframe, form") == []
        assert [
            node.attributes["src"]
            for node in tree.css("[src]")
            if not (node.attributes["src"] or "").startswith("data:")
        ] == []
        assert not re.search(r"url\((?!['\"]?(?:data:|#))|@import", html)
        hrefs = [node.attributes["href"] or "" for node in tree.css("a")]
        assert [href for href in hrefs if not re.match(r"#|https?://|tel:|sms:", href)] == []
        ids = {node.id for node in tree.css("[id]")}
        assert [href for href in hrefs if href.startswith("#") and href[1:] not in ids] == []


def test_a_guide_says_its_code_its_day_and_where_the_newest_is(site: Path, root: Path, tmp_path: Path) -> None:
    [file] = pack_guide.pack_guides(site, tmp_path, root, ["g001"])
    assert file.name == "g001-kich-hoat-muc-2.html"
    page = LexborHTMLParser(file.read_text(encoding="utf-8"))
    checked = LexborHTMLParser((site / "huong-dan/vneid/kich-hoat-muc-2.html").read_text("utf-8")).css_first(
        "[data-ngay-kiem]"
    )
    assert checked is not None
    foot = " ".join((page.css_first("footer").text() or "").split())  # type: ignore[union-attr]
    assert "G001" in foot and "/".join(reversed((checked.attributes["data-ngay-kiem"] or "").split("-"))) in foot
    assert "https://camnang.example.org/huong-dan/vneid/kich-hoat-muc-2.html" in foot
    assert len(page.css(".buoc svg")) > 5


def test_without_a_public_address_links_become_words(site: Path, root: Path, tmp_path: Path) -> None:
    for path in ("huong-dan/vneid/kich-hoat-muc-2.html", "G001/index.html"):
        text = (site / path).read_text(encoding="utf-8").replace("https://camnang.example.org/", "https://example.org/")
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, encoding="utf-8")
    [file] = pack_guide.pack_guides(tmp_path / "site", tmp_path / "ra", root, ["G001"])
    html = file.read_text(encoding="utf-8")
    assert "example.org" not in html.lower() and "chuẩn bị làm mức 2" in html


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (["guide", "G01"], 1, "Có phải «G0"),
        (["guide", "??"], 1, "mã in ở đầu bài"),
        (["guid", "G001"], 2, "Có phải «guide»"),
        (["guide"], 2, "còn thiếu: MÃ"),
        ([], 2, "còn thiếu: VIỆC"),
    ],
)
def test_wrong_use_is_told(
    words: list[str], code: int, part: str, site: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--site", str(site), "--out", str(tmp_path)] if len(words) > 1 else []
    try:
        found = pack(root, *words, *more)
    except SystemExit as stopped:
        found = int(str(stopped.code))
    assert (found, list(tmp_path.iterdir())) == (code, [])
    assert part in capsys.readouterr().err


def test_a_site_that_is_not_built_is_told(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pack(root, "usb", "--site", str(tmp_path), "--out", str(tmp_path / "ra")) == 2
    assert "Chạy ./camnang build trước" in capsys.readouterr().err


def test_a_guide_that_is_too_large_is_told_and_nothing_is_written(
    site: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pack_guide, "LIMIT", 50_000)
    assert pack(root, "guide", "G001", "--site", str(site), "--out", str(tmp_path)) == 1
    assert "G001: tệp nặng" in capsys.readouterr().err and list(tmp_path.iterdir()) == []
