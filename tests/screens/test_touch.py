"""What a figure tells of its touchable parts, what a learner types, and the drawing without its mark."""

from __future__ import annotations

import re

import pytest

from camnang.screens import Library, Screen, draw, for_print, parse, render, unmarked, unmarked_alt
from camnang.screens.lint import faults
from camnang.screens.sample import of_label, of_value
from camnang.screens.touch import touch

FORM = """ung_dung: VNeID
tieu_de: Đăng nhập
lui: true
cac_dong:
  - o_nhap: {nhan: Số điện thoại, gia_tri: 09xx xxx xxx}
  - mat_khau: Mật khẩu
  - nut: Đăng nhập | tiếp
  - chu: Chỉ để đọc
dau: "%s"
"""
CODE = "cac_dong:\n  - ma_otp: {so_o: 4, nhan: Mã}\n  - nut: Gửi lại\n  - ban_phim_so: true\ndau: %s\n"


def marked(source: str, label: str) -> Screen:
    return parse(source % label, Library())


def test_names_the_mark_first_then_the_other_pressed_parts_in_reading_order() -> None:
    found = re.fullmatch(r' data-cho="([^"]*)"', touch(marked(FORM, "Đăng nhập | tiếp")))
    assert found
    first, *others = found[1].split("|")
    assert first == "nút “Đăng nhập / tiếp”"
    assert [re.sub(r"^\d+ \d+ \d+ \d+ ", "", one) for one in others] == [
        "nút mũi tên quay lại",
        "ô “Số điện thoại”",
        "ô “Mật khẩu”",
    ]


def test_boxes_are_the_frames_of_the_parts() -> None:
    screen = marked(FORM, "Mật khẩu")
    frames = {part.label: part.frame for part in screen.drawing.parts}
    phone = frames["Số điện thoại"]
    expected = f"{phone.left:.0f} {phone.top:.0f} {phone.width:.0f} {phone.height:.0f} ô “Số điện thoại”"
    assert f"|{expected}|" in touch(screen)


def test_the_number_keys_do_what_the_code_box_does() -> None:
    assert re.search(r"\d =“Bàn phím số”", touch(marked(CODE, "Mã")))
    assert re.search(r"\d “Bàn phím số”", touch(marked(CODE, "Gửi lại")))


@pytest.mark.parametrize(
    ("label", "typed"), [("Số điện thoại", "0000 000 000"), ("Mật khẩu", "*matkhaumau"), ("Đăng nhập | tiếp", None)]
)
def test_what_is_typed_at_the_mark(label: str, typed: str | None) -> None:
    found = re.search(r' data-go="([^"]*)"', touch(marked(FORM, label)))
    assert (found[1] if found else None) == typed


@pytest.mark.parametrize(
    ("shown", "typed"),
    [
        ("0xx xxx xxx xxx", "000 000 000 000"),
        ("xx/xx/20xx", "00/00/0000"),
        ("TTTB 0xx xxx xxx xxx", "TTTB 000 000 000 000"),
        ("50.000 đồng", "50.000"),
        ("Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu"),
        ("…… …… ……", ""),
        ("", ""),
    ],
)
def test_a_sample_is_never_somebodys_number(shown: str, typed: str) -> None:
    assert of_value(shown) == typed


def test_a_pin_is_zeros() -> None:
    assert of_label("Mã PIN mới") == "*000000"


def test_only_steps_are_rehearsed() -> None:
    screen = marked(FORM, "Mật khẩu")
    assert "data-cho" in render(screen, 1, "a") and "data-cho" not in render(screen, None, "a")
    assert touch(parse("cac_dong:\n  - nut: Gửi\n", Library())) == ' data-cho=""'


@pytest.mark.parametrize("label", ["Mật khẩu", "Đăng nhập | tiếp"])
def test_without_its_mark_the_drawing_is_the_same_for_every_step(label: str) -> None:
    bare = unmarked(draw(marked(FORM, label), 3))
    assert not re.search(r"mh-(?:dau|dan|so|chu-so)\b|aria-label|<title", bare)
    assert 'viewBox="0 0 240 ' in bare
    assert bare == unmarked(draw(marked(FORM, "Số điện thoại"), 12))
    assert list(faults(for_print(bare))) == []


def test_without_its_mark_the_words_do_not_tell_the_answer() -> None:
    screen = marked(FORM, "Mật khẩu")
    said = unmarked_alt(screen.alt(3))
    assert "Đánh dấu" not in said
    assert said.startswith("Màn hình Đăng nhập của VNeID. Có: ô Mật khẩu; nút mũi tên quay lại; ")
    alone = parse("cac_dong:\n  - nut: Gửi\ndau: Gửi\n", Library())
    assert unmarked_alt(alone.alt(1)) == "Màn hình điện thoại. Có: nút Gửi."
