"""What authors may write, and what they are told when it cannot be drawn."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from screen_samples import ROOT

from camnang.screens import Library, ScreenError, parse


def findings(source: str, library: Library | None = None) -> list[tuple[int, str, str]]:
    with pytest.raises(ScreenError) as caught:
        parse(source, library or Library())
    return caught.value.problems


def test_all_findings_at_once_with_lines_and_ways_out() -> None:
    source = (
        "tieu_de: Mẫu\ncac_dong:\n  - nuts: Gửi\n  - anh: {bieu_tuong: giay-tơ}\n  - nut: {nhann: Gửi}\nmau: xanh\n"
    )
    assert findings(source) == [
        (5, "màn hình không có mục «mau».", "đổi thành «dau»."),
        (2, "không có loại dòng «nuts».", "đổi thành «nut»."),
        (3, "không có biểu tượng «giay-tơ».", "đổi thành «giay-to»."),
        (4, "nut không có mục «nhann».", "đổi thành «nhan»."),
        (4, "nut thiếu mục «nhan».", "thêm dòng «nhan: …»."),
    ]


@pytest.mark.parametrize(
    ("source", "line", "part", "way"),
    [
        ("cac_dong:\n  - nut: Gửi\ndau: Gởi", 2, "dau «Gởi» không có trên màn hình", "«Gửi»"),
        ('cac_dong:\n  - nut: Gửi\ndau: "Gửi#2"', 2, "chỉ có 1 chỗ ghi «Gửi»", "từ 1 đến 1"),
        ("cac_dong:\n  - nút: Gửi", 1, "«nút»", "«nut»"),
        ("cac_dong:\n  - nut", 1, "thiếu tên loại và dấu hai chấm", "«- nut: …»"),
        ("cac_dong:\n  - nut: 123", 1, "«123» không phải là chữ", "ngoặc kép"),
        ("cac_dong:\n  - nut:", 1, "(trống)", "ngoặc kép"),
        ("cac_dong:\n  - {nut: Gửi, chu: Mẫu}", 1, "2 loại: nut, chu", "chỉ một loại"),
        ("cac_dong:\n  - ma_otp: {so_o: 20}", 1, "số từ 4 đến 8", "số từ 4 đến 8"),
        ("cac_dong:\n  - o_tich: {nhan: Nhớ, tich: có}", 1, "true hoặc false", "true"),
        ("cac_dong:\n  - nut: {nhan: Gửi, kieu: chin}", 1, "«chin»", "«chinh»"),
        ("cac_dong:\n  - hop_thoai: {nut: []}", 1, "0 mục", "từ 1 đến 3"),
        ("tong: xanhh", 0, "«xanhh»", "«xanh»"),
        ("cac_dong:\n  - nut: Gửi\n  - nut: &a Xoá", 2, "dấu &", "ngoặc kép"),
        ("cac_dong: []\ncac_dong: []", 1, "hai lần", "xoá"),
        ("cac_dong:\n  - nut: !!python/object:os.system Gửi", 1, "dấu !", "ngoặc kép"),
        ("cac_dong:\n  - nut: [Gửi", 1, "không đọc được", ""),
        ("cac_dong:\n  - chu: Xin chào 😀", 1, "phông chữ in không có ký tự «😀»", "bỏ ký tự"),
        ("dung: mau/khong-co", 0, "không có màn hình «mau/khong-co»", "mau/"),
        ("dung: mau/dang-nhap\ntieu_de: Mới", 1, "không có mục «tieu_de»", ""),
        ("dung: mau/dang-nhap\nthem: {tieu_đe: Mới}", 1, "them không có mục «tieu_đe»", "«tieu_de»"),
        ("chỉ là chữ", 0, "thiếu các mục con", ""),
    ],
)
def test_refusals(source: str, line: int, part: str, way: str, library: Library) -> None:
    found = findings(source, library)
    assert any(at == line and part in message and way in fix for at, message, fix in found), found


def test_too_long_label_says_how_much_fits() -> None:
    [(line, message, fix)] = findings("cac_dong:\n  - chu: Mẫu\n  - nut: " + "Đăng nhập tài khoản " * 5)
    assert line == 2
    assert "chỉ đủ 3 dòng" in message and "chữ cái" in fix


def test_too_wide_word_is_not_cut() -> None:
    source = "cac_dong:\n  - luoi: [{bieu_tuong: vi, nhan: Dichvucongquocgia}]"
    assert "rộng hơn chỗ của nó" in findings(source)[0][1]


def test_too_long_screen_says_what_to_leave_out() -> None:
    rows = "".join(f"  - nut: Nút {number}\n" for number in range(9))
    [(line, message, fix)] = findings(f"cac_dong:\n{rows}")
    assert line == 9 and "màn hình dài quá" in message and "bỏ bớt khoảng 2 dòng" in fix


def test_reuse_adds_rows_or_replaces_keys(library: Library) -> None:
    more = parse("dung: mau/dang-nhap\nthem:\n  - nut: Quét mã QR\ndau: Quét mã QR", library)
    assert more.words()[-2:] == ("Đăng nhập", "Quét mã QR") and more.app == "Ứng dụng mẫu"
    other = parse("dung: mau/dang-nhap\nthem: {tieu_de: Chào bác}", library)
    assert other.words()[0] == "Chào bác" and "Mật khẩu" in other.words()


def test_findings_of_added_rows_point_at_them(library: Library) -> None:
    long = "Đăng nhập tài khoản " * 5
    found = findings(f"dung: mau/dang-nhap\nthem:\n  - chu: Mẫu\n  - nut: {long}", library)
    assert {line for line, *_ in found} == {3}


def test_pressed_before_read() -> None:
    source = "tieu_de: Gửi\ncac_dong:\n  - chu: Gửi\n  - nut: Gửi\n"
    spoken = [parse(f'{source}dau: "Gửi{which}"', Library()).part for which in ("", "#2", "#3")]
    assert [part.spoken for part in spoken if part] == ["nút Gửi", "tiêu đề “Gửi”", "chữ “Gửi”"]


def test_parsed_once(library: Library) -> None:
    assert parse("dung: mau/dang-nhap", library) is parse("dung: mau/dang-nhap", library)


def test_library_of_the_site_is_clean(library: Library) -> None:
    assert library.problems == ()
    assert "mau/dang-nhap" in library.screens
    for name in library.screens:
        assert parse(f"dung: {name}", library).compared


def test_library_faults_have_file_and_line(tmp_path: Path) -> None:
    head = "ung_dung: Mẫu\ntong: lam\ndoi_chieu: mẫu\nman_hinh:\n"
    (tmp_path / "a.yml").write_text(f"{head}  mot:\n    cac_dong:\n      - nuts: Gửi\n  hai:\n    cac_dong: []\n")
    (tmp_path / "b.yml").write_text(f"\ufeff{head}  ba:\n    tieu_de: A\n    tieu_de: B\n".replace("\n", "\r\n"))
    (tmp_path / "c.yml").write_text("ung_dung: Mẫu\n")
    library = Library.read(tmp_path)
    assert [(wrong.path, wrong.line) for wrong in library.problems[:2]] == [("a.yml", 7), ("b.yml", 7)]
    assert {wrong.path for wrong in library.problems} == {"a.yml", "b.yml", "c.yml"}
    assert "còn lỗi" in findings("dung: a/mot", library)[0][1]
    assert parse("dung: a/hai", library).app == "Mẫu"


def test_fonts_are_read_late() -> None:
    code = "import sys, camnang.screens as s; s.Library(); print('fontTools' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "scripts"
    )
    assert done.stdout.strip() == "False"


def test_vietnamese_is_in_every_font() -> None:
    base = "aăâeêioôơuưy"
    marks = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = {unicodedata.normalize("NFC", letter + mark) for letter in base for mark in marks} | {
        "đ",
        "₫",
        "“",
        "”",
        "…",
    }
    letters |= {letter.upper() for letter in letters}
    fonts = sorted((ROOT / "overrides" / "assets" / "fonts").glob("NotoSans-*.ttf"))
    assert [font.name for font in fonts] == ["NotoSans-Bold.ttf", "NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf"]
    for file in fonts:
        with TTFont(file) as font:
            assert letters - {chr(code) for code in font.getBestCmap()} == set()
            assert "ccmp" not in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_symbols_for_paper_are_in_a_font() -> None:
    found: set[str] = set()
    for file in (ROOT / "overrides" / "assets" / "fonts").glob("NotoSansSymbols*.ttf"):
        with TTFont(file) as font:
            found |= {chr(code) for code in font.getBestCmap()}
    assert set("☐☑☎✂⚠✓→①⑨⑳") <= found
    assert (ROOT / "overrides" / "assets" / "fonts" / "OFL.txt").is_file()
