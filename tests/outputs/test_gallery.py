"""Pictures of sheets: small, true to the PDF, filled into places that pages keep; once more without harm."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from camnang import names
from camnang.outputs.gallery import MOST_BYTES, SHOWN, describe, draw_front, fill_gallery

DAY = date(2026, 12, 1)
LIST = (
    '<span class="anh-to" data-to="../ban-in/a.pdf" data-loi="Mặt trước tờ A&amp;1"></span>'
    '<small class="kho-to" data-to="../ban-in/a.pdf"></small><small class="kho-to" data-to="../ban-in/khong-co.pdf"></small>'
)


@pytest.fixture
def small(tmp_path: Path, site: Path) -> Path:
    """A site of one list and one sheet."""
    folder = tmp_path / "site"
    (folder / "to-roi").mkdir(parents=True)
    (folder / "ban-in").mkdir()
    shutil.copy(next((site / "ban-in").glob("g001-*.pdf")), folder / "ban-in" / "a.pdf")
    (folder / "to-roi" / "index.html").write_text(LIST, encoding="utf-8")
    return folder


def test_places_are_filled_and_filled_again(small: Path, tmp_path: Path) -> None:
    page = small / "to-roi" / "index.html"
    assert fill_gallery(small, tmp_path / "kho", DAY) == 1
    first = page.read_text(encoding="utf-8")
    picture = LexborHTMLParser(first).css_first(".anh-to img")
    assert picture is not None
    assert (picture.attributes["src"], picture.attributes["alt"]) == ("../anh-to/a.png", "Mặt trước tờ A&1")
    assert picture.attributes["loading"] == "lazy" and picture.attributes["width"] == str(SHOWN)
    sizes = [node.text() for node in LexborHTMLParser(first).css(".kho-to")]
    assert sizes == [describe((small / "ban-in" / "a.pdf").read_bytes()), ""]
    assert fill_gallery(small, tmp_path / "kho", DAY) == 1 and page.read_text(encoding="utf-8") == first


def test_a_changed_sheet_gets_a_new_picture(small: Path, site: Path, tmp_path: Path) -> None:
    fill_gallery(small, tmp_path / "kho", DAY)
    before = (small / "anh-to" / "a.png").read_bytes(), (small / "to-roi" / "index.html").read_text(encoding="utf-8")
    shutil.copy(next((site / "lich").glob("*-treo-a3.pdf")), small / "ban-in" / "a.pdf")
    fill_gallery(small, tmp_path / "kho", DAY)
    after = (small / "anh-to" / "a.png").read_bytes(), (small / "to-roi" / "index.html").read_text(encoding="utf-8")
    assert before[0] != after[0] and "A4, " in before[1] and "A3 ngang, 1 trang" in after[1]


def test_a_picture_shows_the_front(site: Path) -> None:
    pdf = next((site / "ban-in").glob("g001-*.pdf")).read_bytes()
    drawn = Image.open(io.BytesIO(draw_front(pdf))).convert("L")
    true = pdfium.PdfDocument(pdf)[0].render(scale=4 * drawn.width / 595.28, grayscale=True).to_pil().resize(drawn.size)
    far = [abs(a - b) for a, b in zip(drawn.tobytes(), true.tobytes(), strict=True)]
    assert sum(far) / len(far) < 20
    assert min(drawn.getextrema()) == 0 and max(drawn.getextrema()) == 255


def test_every_sheet_of_the_list_has_its_light_picture_and_its_numbers(site: Path) -> None:
    tree = LexborHTMLParser((site / "to-roi" / "index.html").read_text(encoding="utf-8"))
    items = tree.css(".ke-to li")
    assert len(items) > 300 and len(tree.css(".ke-to li img")) == len(items)
    for picture in tree.css(".ke-to li img"):
        file = site / (picture.attributes["src"] or "").removeprefix("../")
        width, height = Image.open(file).size
        assert file.stat().st_size <= MOST_BYTES, file.name
        shown = int(picture.attributes["width"] or 0), int(picture.attributes["height"] or 0)
        assert abs(shown[0] / shown[1] - width / height) < 0.02, file.name
    told = [node.text() for node in tree.css(".ke-to .kho-to")]
    assert len(told) >= len(items) and all(" trang, " in words and words.endswith(" kB") for words in told)
    sheets = {node.attributes["href"] for node in tree.css(".ke-to .cac-to a")}
    printed = {f"../{file.relative_to(site).as_posix()}" for file in site.glob("*/*.pdf")}
    trials_and_packs = ("x", "bo-")  # packs stand on the page where sheets are chosen
    assert {sheet for sheet in printed - sheets if not Path(str(sheet)).name.startswith(trials_and_packs)} == set()
    assert len(list((site / names.THUMBNAIL_FOLDER).iterdir())) == len(items)


def test_each_page_is_listed_once_with_the_people_it_is_for(site: Path) -> None:
    tree = LexborHTMLParser((site / "to-roi" / "index.html").read_text(encoding="utf-8"))
    codes = [node.text() for node in tree.css(".ke-to .thong-tin > span:first-child")]
    assert len(codes) == len(set(codes))
    assert [node.id for node in tree.css("h2[id^=to-]")][:4] == [
        "to-nguoi-dan", "to-thanh-vien", "to-nguoi-day", "to-to-truong",
    ]  # fmt: skip
