"""Markdown becomes parts and steps; forms and lists become HTML."""

from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from camnang import forms, listing
from camnang.corpus import Corpus
from camnang.facts import Facts
from camnang.markup import PartsExtension
from camnang.names import slugify
from camnang.page import parse

NO_FACTS = Facts({}, {})
FORMS = {"chu-to": "Chữ to", "gap-a5": "Tờ gấp A5", "tap-giay": "Tờ tập", "a3": "Khổ lớn"}
LABELS: dict[str, Any] = {
    "phut": "phút", "tai_ban_in": "Tải bản in", "dong-bang": "Đồng bằng", "so_to": "# tờ", "anh_to": "Tờ #",
    "danh_cho": {"nguoi-dan": "Phát cho bà con"}, "to_in": FORMS, "ngay_kiem": "Kiểm", "xem_lai": "Xem lại",
}  # fmt: skip


def figure(source: str, language: str, css_class: str, options: object, md: Markdown, **more: object) -> str:
    return f'<figure class="man-hinh">{source}</figure>'


def html(text: str) -> str:
    fences = {"custom_fences": [{"name": "man-hinh", "class": "man-hinh", "format": figure}]}
    extensions = ["toc", "pymdownx.superfences", "pymdownx.details", PartsExtension()]
    return Markdown(
        extensions=extensions, extension_configs={"toc": {"slugify": slugify}, "pymdownx.superfences": fences}
    ).convert(text)


def test_parts_and_steps() -> None:
    out = html(
        "Mở đầu\n\n## Chuẩn bị\n\nSạc pin\n\n## Bước 2: Bấm **“A”**\n\nCâu.\n\n```man-hinh\nx: 1\n```\n\n"
        '**Bác sẽ thấy:** B.\n\n??? ket "Kẹt?"\n    Chờ.\n'
    )
    assert out.startswith("<p>Mở đầu</p>")
    assert '<section class="phan phan-chuan-bi"><h2 id="chuan-bi">Chuẩn bị</h2>' in out
    assert (
        '<h2 id="buoc-2"><span class="buoc-so">2</span> <span class="buoc-ten">Bấm <strong>“A”</strong></span></h2>'
        in out
    )
    words, rest = out.split('<div class="buoc-hinh">')
    drawing, after = rest.split('<div class="buoc-sau">')
    assert "<p>Câu.</p>" in words
    assert drawing.lstrip().startswith('<figure class="man-hinh">x: 1</figure>')
    assert '<p class="bac-se-thay"><strong>Bác sẽ thấy:</strong> B.</p>' in after
    assert '<details class="ket">' in after


def test_a_table_scrolls_in_its_own_box() -> None:
    out = Markdown(extensions=["tables", PartsExtension()]).convert(
        "## A\n\n| Tháng | Việc |\n| --- | --- |\n| 1 | x |\n"
    )
    assert '<div aria-label="Bảng: Tháng, Việc" class="bang-khung" role="region" tabindex="0"><table>' in out.replace(
        "\n", ""
    )


def test_form_rows() -> None:
    out = forms.render(
        "- dong: [Tên <tổ>, Ngày]\n- chon: {nhan: Việc, muc: [A, B]}\n- bang: {cot: [X, Y], so_dong: 3}\n"
        "- viet: {nhan: Ghi chú, so_dong: 2}\n- ky: [Tổ trưởng]\n"
    )
    assert "Tên &lt;tổ&gt;" in out
    assert out.count("<tr>") == 4
    assert out.count('class="o"') == 2
    assert 'data-so-dong="2"' in out


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("- dong: A\n- dongg: B\n", 2, "«dongg»"),
        ("- bang: {cot: [A], so_dong: 99}\n", 1, "số dòng từ 1 đến 25"),
        ("- bang: {cott: [A]}\n", 1, "cot"),
        ("a: 1\n", 1, "chưa có dòng nào"),
        ("- a: 1\n  b: 2\n", 1, "đúng một loại"),
    ],
)
def test_wrong_forms_are_told(text: str, line: int, part: str) -> None:
    with pytest.raises(forms.FormError) as caught:
        forms.render(text)
    assert caught.value.line == line
    assert part in caught.value.message


def corpus() -> Corpus:
    def made(path: str, code: str, title: str, kind: str = "huong-dan", more: str = "") -> str:
        return f"---\nloai: {kind}\nma: {code}\ntitle: {title}\ndescription: Mô tả {code}\n{more}---\n"

    texts = {
        "vi/huong-dan/a/index.md": made("", "", "Nhóm", "trang"),
        "vi/huong-dan/a/mot.md": made("", "G001", "Một <b>", more="phut: 5\n"),
        "vi/huong-dan/a/sau/hai.md": made("", "G002", "Hai"),
        "vi/dien-hinh/2025/ba.md": made("", "D001", "Ba", "dien-hinh", "vung: dong-bang\nnoi: Xã A\n"),
    }
    return Corpus(Path("docs"), tuple(parse(text, path) for path, text in sorted(texts.items())))


def test_lists_by_folder_code_group_and_sheet() -> None:
    pages = corpus()
    index = pages.by_path["vi/huong-dan/a/index.md"]
    out = listing.render("thu_muc: huong-dan/a\n", index, pages, LABELS, NO_FACTS)
    assert '<a class="ten" href="mot.html">Một &lt;b&gt;</a>' in out
    assert "G001 · 5 phút" in out
    assert "Hai" not in out
    assert 'href="sau/hai.html"' in listing.render("ma: [G002]\n", index, pages, LABELS, NO_FACTS)
    assert "<h3>Đồng bằng</h3>" in listing.render("loai: dien-hinh\nnhom_theo: vung\n", index, pages, LABELS, NO_FACTS)
    sheets = listing.render("to_roi: true\n", index, pages, LABELS, NO_FACTS)
    assert 'href="../../ban-in/g001-mot.pdf"' in sheets
    assert 'href="../../ban-in/g001-mot.chu-to.pdf"' in sheets


@pytest.mark.parametrize("text", ["thu_mucc: x\n", "thu_muc: khong-co\n", "ma: [G009]\n", "- a\n", "a: [\n"])
def test_wrong_lists_are_told(text: str) -> None:
    pages = corpus()
    with pytest.raises(listing.ListingError, match="Cách sửa"):
        listing.render(text, pages.pages[0], pages, LABELS, NO_FACTS)
