"""Each guide has a form for trying it on a real phone; results stand in the guide's front matter."""

from datetime import date
from pathlib import Path

import pytest

from camnang import corpus, facts, forms, screens, trials
from camnang.corpus import Corpus
from camnang.page import Page, parse
from camnang.rules import Context, check_page

GUIDE = """---
loai: huong-dan
ma: G007
title: Nối “Wi-Fi” nhà
{more}---

## Bước 1: Bấm **“Cài đặt”**

## Bước 2: Chọn mạng \\"nhà\\"
"""
INDEX = "---\nloai: trang\ntitle: Điện thoại\n---\n"


def made(more: str = "") -> tuple[Page, Page]:
    guide = parse(GUIDE.format(more=more), "vi/huong-dan/dien-thoai/wifi.md")
    index = parse(INDEX, "vi/huong-dan/dien-thoai/index.md")
    (form,) = trials.trial_pages(Corpus(Path("docs"), (index, guide)))
    return guide, form


def test_form_has_every_step() -> None:
    _, form = made()
    assert (form.path, form.code, form.kind, form.problems) == ("vi/thu-may/g007-wifi.md", "X007", "bieu-mau", ())
    assert form.meta["nhom"] == "Điện thoại"
    html = forms.render(form.fences[0].text)
    assert "1. Bấm “Cài đặt”" in html
    assert html.count("Khác chỗ nào") == 2


def test_status_is_honest() -> None:
    guide, form = made()
    assert trials.status(guide) == form.description == "Chưa tổ nào gửi kết quả thử trên máy thật."
    entries = (
        "thu_tren_may:\n  - {ngay: 2026-12-05, may: Máy A, phien_ban: VNeID 2.2.6, to: Tổ thôn Mẫu}\n"
        "  - {ngay: 2027-01-09, may: Máy B, phien_ban: VNeID 2.3, to: Tổ thôn Mẫu}\n"
    )
    guide, form = made(entries)
    assert trials.status(guide).startswith("Đã thử: 09/01/2027, Máy B, VNeID 2.3, Tổ thôn Mẫu; 05/12/2026, Máy A")


@pytest.mark.parametrize(
    "more",
    [
        "thu_tren_may: rồi\n",
        "thu_tren_may: [rồi]\n",
        "thu_tren_may: [{ngay: 2026-12-05, may: A}]\n",
        "thu_tren_may: [{ngay: 5/12/2026, may: A, phien_ban: B, to: C}]\n",
    ],
)
def test_wrong_results_are_told(more: str, context: Context) -> None:
    guide, _ = made()
    guide = parse(GUIDE.format(more=more), guide.path)
    assert [p.line for p in check_page(guide, context) if p.code == "CN012"] == [5]


@pytest.fixture(scope="module")
def context() -> Context:
    nothing = Corpus(Path("docs"), ())
    return Context(
        today=date(2026, 11, 23),
        facts=facts.Facts({}, {}),
        library=screens.Library.read(Path("khong-co")),
        corpus=nothing,
    )


def test_every_real_guide_has_its_form_in_the_site(site: Path, root: Path) -> None:
    guides = corpus.load(root / "docs").of_kind("huong-dan", "vi")
    assert guides
    for guide in guides:
        name = f"{guide.code.lower()}-{guide.slug}"
        assert (site / "thu-may" / f"{name}.html").exists()
        assert (site / "ban-in" / f"{trials.trial_code(guide.code).lower()}-{name}.pdf").exists()
        assert f"thu-may/{name}.html" in (site / guide.path.removeprefix("vi/")).with_suffix(".html").read_text(
            encoding="utf-8"
        )
