"""The page behind a code on paper: leads on, warns of old sheets, or says what has taken the sheet's place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from camnang import codes, view
from camnang.outputs.short_codes import write_short_codes
from camnang.outputs.tree import HandoutError

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
GUIDE, CARD = "kich-hoat-sau-buoc.html", "co-mat-tien.html"
LIVING = 'G001: {ten: "Kích hoạt", tu_ngay: 2026-11-23}\nH001: {ten: "Có mất tiền không", tu_ngay: 2026-11-23}\n'
OLD = LIVING.replace("tu_ngay: 2026-11-23}", 'tu_ngay: 2026-11-23, bo_truoc: 2027-01-15, vi_sao: "Phí <đổi>."}', 1)
GONE = (
    'G002: {ten: "Cách cũ", tu_ngay: 2026-11-23, thu_hoi: 2027-02-01, thay_bang: [G001, H001], vi_sao: "Máy đã đổi."}\n'
    'G003: {ten: "Hết hẳn", tu_ngay: 2026-11-23, thu_hoi: 2027-02-01, thay_bang: [], vi_sao: "Dịch vụ đã đóng."}\n'
)
Write = Callable[[str], int]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small built site with a guide in a folder and a card."""
    folder = tmp_path / "site"
    (folder / "huong-dan").mkdir(parents=True)
    shutil.copy(FIXTURES / GUIDE, folder / "huong-dan" / GUIDE)
    shutil.copy(FIXTURES / CARD, folder)
    return folder


@pytest.fixture
def write(site: Path) -> Write:
    """Writes the short pages of the small site under a register."""
    words = view.load_words(ROOT / "docs")
    return lambda register: write_short_codes(site, ROOT, codes.read(register), words)


def read(site: Path, code: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / code / "index.html").read_text(encoding="utf-8"))


def said(site: Path, code: str) -> str:
    body = read(site, code).css_first("main")
    assert body is not None
    return " ".join(body.text(separator=" ").split())


def test_a_living_code_leads_to_its_page_at_once(site: Path, write: Write) -> None:
    assert write(LIVING) == 2
    page = read(site, "G001")
    refresh = page.css_first("meta[http-equiv=refresh]")
    assert refresh is not None and refresh.attributes["content"] == f"0; url=../huong-dan/{GUIDE}"
    links = [node.attributes["href"] for node in page.css("main a")]
    assert links == [f"../huong-dan/{GUIDE}", "../huong-dan/ban-in/g001-kich-hoat-sau-buoc.pdf"]
    assert said(site, "G001").startswith("Mã G001 Kích hoạt tài khoản định danh mức 2")
    assert "Xem lại trước 20/05/2027" in said(site, "G001")
    assert write(LIVING) == 2  # the short pages themselves have no code


def test_a_page_with_old_sheets_about_says_so_before_it_leads_on(site: Path, write: Write) -> None:
    write(OLD)
    page = read(site, "G001")
    assert page.css_first("meta[http-equiv=refresh]") is None
    large = page.css_first("h1.het-dung")
    assert large is not None and large.text() == "Tờ in trước ngày 15/01/2027: không dùng nữa"
    assert "Phí <đổi>." in said(site, "G001") and "Mở bài" in said(site, "G001")
    assert read(site, "H001").css_first("meta[http-equiv=refresh]") is not None


def test_a_withdrawn_code_says_what_replaces_it(site: Path, write: Write) -> None:
    assert write(LIVING + GONE) == 6  # G002 and G003 take their trial forms X002, X003 with them
    page = read(site, "G002")
    large = page.css_first("h1.het-dung")
    assert large is not None and large.text() == "TỜ NÀY KHÔNG CÒN DÙNG"
    assert page.css_first("meta[http-equiv=refresh]") is None
    for words in ("Mã G002 Cách cũ", "Thu hồi từ ngày 01/02/2027 . Máy đã đổi.", "Dùng tờ này thay", "gạch chéo"):
        assert words in said(site, "G002")
    assert [node.attributes["href"] for node in page.css("main a")] == [f"../huong-dan/{GUIDE}", f"../{CARD}"]
    assert "Chưa có tờ thay." in said(site, "G003") and read(site, "G003").css("main a") == []
    assert "Thử trên máy thật: Cách cũ" in said(site, "X002")


@pytest.mark.parametrize("register", [LIVING, OLD, LIVING + GONE])
def test_short_pages_need_nothing_else(site: Path, write: Write, register: str) -> None:
    write(register)
    for file in site.glob("[A-Z]*/index.html"):
        html = file.read_text(encoding="utf-8")
        assert not re.search(
            r"<script|<link (?!rel=.icon. href=.data:,)|<img|\sstyle=|\son\w+=|https?://|url\(", html
        ), file
        assert html.startswith('<!doctype html>\n<html lang="vi">') and "noindex" in html


def test_titles_are_escaped(site: Path, write: Write) -> None:
    html = (site / CARD).read_text(encoding="utf-8")
    changed = html.replace('<h1 id="t">Cài', '<h1 id="t">&lt;script&gt; &amp; "Cài"')
    assert changed != html
    (site / CARD).write_text(changed, encoding="utf-8")
    write(LIVING)
    page = (site / "H001" / "index.html").read_text(encoding="utf-8")
    assert "&lt;script&gt; &amp; &#34;Cài" in page and "<script>" not in page


def test_one_code_for_two_pages_is_an_error(site: Path, write: Write) -> None:
    shutil.copy(site / CARD, site / "ban-sao.html")
    with pytest.raises(HandoutError, match=r"mã H001: ban-sao\.html, co-mat-tien\.html"):
        write(LIVING)
    assert not (site / "H001").exists()
