"""Each check turns red on a sheet made to break it, and stays green on the same sheet made right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import typst

from camnang.outputs.press import Press
from camnang.outputs.qr import qr_svg
from camnang.outputs.sheet import WORDS

from . import checks
from .reading import Paper, read

ROOT = Path(__file__).resolve().parents[2]
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 240 300'><rect x='9' y='9' width='220' height='280' fill='none' stroke='#000000' stroke-width='{}'/></svg>"
HEAD = """#set document(title: "Tờ thử", keywords: ("G001", "Hướng dẫn", "thu"))
#set page(margin: 15mm)
#set text(lang: "vi", region: "VN", font: "Noto Sans", size: 12pt)
#let picture = image(bytes("{picture}"), format: "svg", alt: "Màn hình", width: 40mm)
#let qr = image(bytes(sys.inputs.qr), format: "svg", alt: "{qr_alt}", width: {qr_width})
= Tờ thử
Mã G001. {printed} 01/12/2026. {review} 01/06/2027.
#qr
"""
BODY = """== Bấm nút
Bấm nút “Gửi” ở cuối màn hình.
#picture
"""
GOOD = (HEAD, BODY)


def made(folder: Path, head: str = HEAD, body: str = BODY, *, line: float = 3, ua: bool = True, **more: str) -> Paper:
    """A small sheet of the given words, read back."""
    words = {
        "picture": SVG.format(line), "qr_alt": WORDS["qr_alt"], "printed": WORDS["printed"],
        "review": WORDS["review"], "qr_width": "30mm", **more,
    }  # fmt: skip
    source, pdf = folder / "thu.typ", folder / "thu.pdf"
    source.write_text(head.format(**words) + body, encoding="utf-8")
    pdf.write_bytes(
        typst.compile(
            str(source), root=str(folder), font_paths=Press(ROOT).fonts, format="pdf", timestamp=0,
            pdf_standards=["ua-1"] if ua else [], sys_inputs={"qr": qr_svg("HTTPS://CAMNANG.EXAMPLE.ORG/G001")},
        )
    )  # fmt: skip
    return read(pdf)


@pytest.mark.parametrize("name", sorted(checks.CHECKS))
def test_a_good_sheet_has_no_fault(name: str, tmp_path: Path) -> None:
    assert list(checks.CHECKS[name](made(tmp_path))) == []


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("black_and_white", "#text(fill: red)[Đỏ]", "không phải đen hay trắng"),
        ("black_and_white", "#text(fill: luma(40%))[Xám]", "không phải đen hay trắng"),
        ("lines_survive_copying", "#line(length: 50mm, stroke: 1pt)", "«Bấm nút»: nét 0.35 mm"),
        ("lines_survive_copying", "#block(width: 50mm, stroke: (bottom: 1pt))[Chữ]", "nét 0.35 mm"),
        ("read_in_order", "#v(60mm)\nĐọc trước.\n#place(top + left, dy: 90mm)[Đọc sau mà đứng trên.]", "đọc ngược lên"),
        ("pictures_stay_with_their_words", "== Hai\n#pagebreak()\n#picture\n#pagebreak()\nChữ.", "hình ở trang khác"),
        ("nothing_overflows", "#place(dx: 165mm)[Chữ dài quá lề]", "quá sát mép giấy"),
        ("nothing_overflows", "#place(dy: 20mm)[Chữ này]#place(dy: 21mm)[Chữ kia]", "đè lên «Chữ"),
        (
            "nothing_overflows",
            "#place(dy: 30mm)[Chữ này dài]#place(dy: 32mm, line(length: 50mm))",
            "đường kẻ cắt ngang",
        ),
        ("nothing_overflows", "#place(dy: -20mm, dx: 5mm)[Trên hình]", "đè lên hình"),
    ],
)
def test_a_bad_sheet_is_told_with_page_and_step(name: str, body: str, told: str, tmp_path: Path) -> None:
    faults = list(checks.CHECKS[name](made(tmp_path, body=BODY + body)))
    assert faults and any(told in fault for fault in faults), faults
    assert all(fault.startswith("trang ") for fault in faults)


def test_thin_lines_of_a_drawing_are_told(tmp_path: Path) -> None:
    assert "nét 0.3" in str(list(checks.lines_survive_copying(made(tmp_path, line=2))))
    assert list(checks.lines_survive_copying(made(tmp_path, line=0.9))) == []  # a hairline, by name


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ua": False}, "ua"),
        ({"ua": False, "body": "=== Nhảy bậc\nChữ."}, "nhảy bậc"),
        ({"ua": False, "body": "= Hai tên\nChữ."}, "tiêu đề lớn"),
        ({"ua": False, "head": HEAD.replace(', alt: "Màn hình"', "")}, "không có lời"),
        ({"ua": False, "head": HEAD.replace('title: "Tờ thử", ', "")}, "tên «»"),
        ({"head": HEAD.replace('lang: "vi"', 'lang: "en"')}, "ngôn ngữ «en"),
        ({"body": BODY.replace("== Bấm", "#show heading: set heading(bookmarked: false)\n== Bấm")}, "dấu trang"),
    ],
)
def test_a_sheet_hard_to_hear_is_told(changes: dict[str, object], told: str, tmp_path: Path) -> None:
    assert told in str(list(checks.accessible(made(tmp_path, **changes))))  # type: ignore[arg-type]


@pytest.mark.parametrize("word", ["G001", "{printed} 01/12/2026", "{review} 01/06/2027"])
def test_a_sheet_without_code_or_day_is_told(word: str, tmp_path: Path) -> None:
    assert "tờ giấy 1: thiếu" in str(list(checks.says_what_it_is(made(tmp_path, HEAD.replace(f"{word}.", "")))))
    long = BODY + "#pagebreak()\nHai\n#pagebreak()\nBa"
    assert "tờ giấy 2: thiếu" in str(list(checks.says_what_it_is(made(tmp_path, body=long))))


def test_a_qr_code_too_small_or_of_another_page_or_missing_is_told(tmp_path: Path) -> None:
    assert "đọc ra «»" in str(list(checks.qr_survives_three_copies(made(tmp_path, qr_width="9mm"))))
    other = replace(made(tmp_path), code="G002")
    assert "đọc ra «HTTPS://CAMNANG.EXAMPLE.ORG/G001»" in str(list(checks.qr_survives_three_copies(other)))
    assert list(checks.qr_survives_three_copies(made(tmp_path, HEAD.replace("\n#qr", "")))) == ["không có mã QR"]


def test_a_letter_no_program_can_name_is_told(tmp_path: Path) -> None:
    paper = made(tmp_path)
    broken = replace(paper, words=(replace(paper.words[0], text="Tờ \ufffd"), *paper.words[1:]))
    assert "ký tự không đọc được" in str(list(checks.every_letter_is_known(broken)))
