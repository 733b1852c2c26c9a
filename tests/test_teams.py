"""Teams are read from what communes really send: every fault with its line, nothing mended or left out in silence."""

from __future__ import annotations

import unicodedata

import pytest

from camnang import tables, teams
from camnang.teams import COLUMNS, Team, folders, read

HEAD = ";".join(COLUMNS.values())
ROW = "Tổ thôn Nà Hỳ;Xã Nà Hỳ;Chị Hoa, tổ trưởng;0912 345 678;Thứ 7, 19 giờ 30;Nhà văn hoá"
OTHER = "Tổ thôn Sín Chải;Xã Nà Hỳ;;;;"


def table(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *rows, "")).encode()


def faults(content: bytes, name: str = "to.csv") -> list[tuple[int, str]]:
    found, problems = read(content, name)
    assert bool(found) != bool(problems), "teams or faults, never both"
    assert all(fault.message.endswith(".") and fault.fix for fault in problems)
    return [(fault.line, fault.message) for fault in problems]


def old_viet(text: str) -> bytes:
    """As Windows of the nineties stored it: letters with their marks behind them, one byte each."""
    out = bytearray()
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize(
            "NFC", "".join(part for part in parts if part not in "\u0300\u0301\u0303\u0309\u0323")
        )
        out += (base + "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")).encode("cp1258")
    return bytes(out)


def old_abc(text: str) -> bytes:
    back = {letter: code for code, letter in tables._TCVN3.items()}
    return "".join(back.get(letter, letter) for letter in text).encode("latin-1")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_way_a_spreadsheet_saves_is_read(separator: str, encoding: str) -> None:
    cells = [HEAD.split(";"), ROW.split(";"), OTHER.split(";")]
    text = "\r\n".join(separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in cells)
    found, problems = read(text.encode(encoding), "to.csv")
    assert problems == ()
    assert found == (Team(2, *ROW.split(";")), Team(3, *OTHER.split(";")))


def test_decomposed_letters_and_names_of_columns_without_marks_are_understood() -> None:
    head = "STT;ten to;XA;Nguoi lien he;Dien thoai;Gio truc;Noi truc"
    found, _ = read(unicodedata.normalize("NFD", table(f"1;{ROW}", head=head).decode()).encode(), "to.csv")
    assert found == (Team(2, *ROW.split(";")),)


def test_a_list_in_yaml_gives_the_same_teams() -> None:
    keys = ("ten_to", "xa", "nguoi_lien_he", "dien_thoai", "gio_truc", "noi_truc")
    text = "- " + "\n  ".join(f'{key}: "{cell}"' for key, cell in zip(keys, ROW.split(";"), strict=True))
    assert read(text.encode(), "to.yml")[0] == (Team(1, *ROW.split(";")),)


def test_yaml_numbers_that_lost_their_zero_are_refused() -> None:
    assert faults("- ten_to: Tổ A\n  dien_thoai: 0123456701\n".encode(), "to.yml")[0][0] == 2
    assert faults("- ten_to: Tổ A\n  so_may: x\n".encode(), "to.yml") == [(2, "không có mục «so_may».")]


@pytest.mark.parametrize(("make", "name"), [(old_viet, "Windows-1258"), (old_abc, "TCVN3")])
def test_old_encodings_are_named_and_the_way_out_is_told(make: object, name: str) -> None:
    content = make(f"{HEAD}\n{OTHER}\n")  # type: ignore[operator]
    with pytest.raises(UnicodeDecodeError):
        content.decode()
    found, problems = read(content, "to.csv")
    assert found == () and name in problems[0].message and "CSV UTF-8" in problems[0].fix


def test_old_type_saved_as_unicode_is_seen_in_the_cells() -> None:
    broken = old_abc("Tổ công nghệ số").decode("latin-1")
    assert [line for line, said in faults(table(f"{broken};;;;;")) if ".VnTime" in said] == [2]


def test_an_excel_file_itself_is_no_table() -> None:
    assert faults(b"PK\x03\x04\x14\x00\x06\x00\x08\x00")[0][0] == 1


@pytest.mark.parametrize(
    ("number", "said"),
    [("912345678", "số 0 ở đầu"), ("9.12E+08", "viết gọn"), ("0912 345 67a", "«a»"), ("0912", "4 chữ số"),
     ("0912345678 / 0987654321", "«/»")],
)  # fmt: skip
def test_bad_numbers_are_told_and_never_mended(number: str, said: str) -> None:
    [(line, message)] = faults(table(OTHER, f"Tổ B;;;{number};;"))
    assert line == 3 and number in message and said in message


@pytest.mark.parametrize(
    "number", ["0912345678", "0912.345.678", "+84 912 345 678", "024 3826 1234", "1900 0368", "113", ""]
)
def test_good_numbers_are_printed_as_given(number: str) -> None:
    assert read(table(f"Tổ B;;;{number};;"), "to.csv")[0][0].phone == number


def test_every_fault_of_every_row_is_told_at_once() -> None:
    rows = (ROW, ROW.upper(), ";Xã B;;;;", "Tổ C;Xã B;x", "Tổ D;;;0912x;;", ";;;;;")
    assert [line for line, _ in faults(table(*rows))] == [3, 4, 5, 6]


def test_missing_and_unknown_columns_are_told_in_the_head() -> None:
    told = faults(table("Tổ A;;;;;", head=HEAD.replace("Điện thoại", "Điện thoạii")))
    assert {line for line, _ in told} == {1}
    assert [said for _, said in told] == ["không có cột «Điện thoạii».", "thiếu cột «Điện thoại»."]


def test_the_line_is_the_one_in_the_file_even_behind_broken_cells() -> None:
    assert faults(table('"Tổ A";"hai\nhàng";;;;', "Tổ B;;;abc;;"))[-1][0] == 4
    assert faults(table('Tổ A;"chưa đóng;;;;'))[0][0] == 2


def test_the_example_is_read_only_when_it_was_filled_in() -> None:
    text = teams.example().decode("utf-16")
    assert faults(teams.example()) == [(2, "hàng này còn là hàng mẫu.")]
    filled = text.replace(teams.EXAMPLE[0], "Tổ thôn Nà Hỳ")
    assert read(filled.encode("utf-16"), "to.csv")[0][0].name == "Tổ thôn Nà Hỳ"


def test_names_that_look_alike_without_marks_get_different_folders() -> None:
    alike = [Team(2, "Thôn Mã"), Team(3, "Thôn Má"), Team(4, "Thôn Mạ")]
    assert sorted(folders(alike).values()) == ["thon-ma", "thon-ma-2", "thon-ma-3"]
