"""Pictures for chats: size, weight, readable code, one for every page that links to one, unchanged ones not redrawn."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from camnang import names
from camnang.outputs import pictures
from camnang.outputs.press import Press
from camnang.outputs.tree import HandoutError

SITE_URL = "https://camnang.example.org/"
DAY = date(2026, 11, 28)
HEAVIEST = 60_000  # bytes
PAGE = """<html><body><a class="ten-trang"><span>Cẩm nang Tổ số</span></a>
<div class="trang trang-{kind}" data-loai="{kind}" data-ma="L005" data-ngay-kiem="2026-11-23">
<button class="nut gui" data-loi="{twin}"></button><a class="nut gui-anh" href="../anh/l005.png" hidden>Ảnh</a></div></body></html>"""
TWIN = "Giả điện lực\nTiền điện không trả theo lời người gọi đến.\n1. Cúp máy.\n2. Gọi số cũ.\nCòn 1 việc nữa:\nMã L005: https://camnang.example.org/L005"


def make_site(folder: Path, twin: str = TWIN) -> Path:
    file = folder / "lua-dao" / "gia-dien-luc.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE.format(kind="lua-dao", twin=twin), encoding="utf-8")
    return folder


def build(site: Path, root: Path, cache: Path) -> int:
    return pictures.build_pictures(site, root, site_url=SITE_URL, today=DAY, jobs=1, cache=cache)


def test_the_words_of_the_page_stand_on_the_picture(tmp_path: Path, root: Path) -> None:
    [picture] = pictures.find_pictures(make_site(tmp_path), root, SITE_URL)
    assert picture.file == "anh/l005.png" == names.picture_path("L005")
    shown = {
        key: picture.data[key] for key in ("kind", "urgent", "title", "lead", "items", "more", "address", "checked")
    }
    assert shown == {
        "kind": "Thẻ lừa đảo", "urgent": True, "title": "Giả điện lực", "lead": "Tiền điện không trả theo lời người gọi đến.",
        "items": [{"sign": "1.", "words": "Cúp máy."}, {"sign": "2.", "words": "Gọi số cũ."}], "more": "Còn 1 việc nữa:",
        "address": "camnang.example.org/L005", "checked": "Kiểm ngày 23/11/2026",
    }  # fmt: skip


def test_the_picture_is_whole_light_and_its_code_can_be_scanned(tmp_path: Path, root: Path) -> None:
    [picture] = pictures.find_pictures(make_site(tmp_path), root, SITE_URL)
    png = pictures.draw(Press(root), picture)
    assert png == pictures.draw(Press(root), picture)
    image = Image.open(io.BytesIO(png))
    assert image.size == (1080, 1350) and len(png) < HEAVIEST
    small = image.convert("L").resize((540, 675))
    assert [found.text for found in zxingcpp.read_barcodes(small)] == ["HTTPS://CAMNANG.EXAMPLE.ORG/L005"]


def test_an_unchanged_picture_is_not_drawn_again(tmp_path: Path, root: Path) -> None:
    site, cache = make_site(tmp_path / "a"), tmp_path / "cache"
    assert build(site, root, cache) == 1
    first = (site / "anh/l005.png").read_bytes()
    assert build(make_site(tmp_path / "b"), root, cache) == 0
    assert (tmp_path / "b/anh/l005.png").read_bytes() == first
    assert build(make_site(tmp_path / "b", TWIN.replace("Cúp máy", "Tắt máy")), root, cache) == 1


def test_too_many_words_are_refused_by_name(tmp_path: Path, root: Path) -> None:
    site = make_site(tmp_path / "a", TWIN.replace("Cúp máy.", "Chữ dài quá khổ giấy. " * 60))
    with pytest.raises(HandoutError, match=r"lua-dao/gia-dien-luc\.html"):
        build(site, root, tmp_path / "cache")
    assert not (site / "anh").exists()


def test_every_picture_of_the_site_is_there_and_light(site: Path) -> None:
    heavy = {file.name: file.stat().st_size for file in (site / "anh").glob("*.png") if file.stat().st_size > HEAVIEST}
    assert heavy == {}
    linked = {picture.file for picture in pictures.find_pictures(site, Path(__file__).parents[2], SITE_URL)}
    assert linked == {f"anh/{file.name}" for file in (site / "anh").iterdir()} and len(linked) > 150
