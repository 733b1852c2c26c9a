"""Nothing overlaps, nothing leaves the phone, the mark covers no word: proved on boxes, not on pixels."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageFont
from screen_samples import TEMPLATES, gallery_fences, of_widget

from camnang.screens import Library, Screen, ScreenError, parse
from camnang.screens.geometry import Box, circle_meets
from camnang.screens.mark import RADIUS, place
from camnang.screens.metrics import FONTS, face
from camnang.screens.phone import HIGHEST, LOWEST, WIDTH

SYLLABLES = (
    "Đăng nhập tài khoản định danh điện tử Ví giấy tờ Quên mật khẩu? Nguyễn Ễ ợ 09xx xxx xxx vneid-gov.top/x OTP WWW"
)
LABELS = st.lists(st.sampled_from(SYLLABLES.split()), min_size=1, max_size=14).map(" ".join)
STROKE = 1.2  # half the frame's line, less the slack that real letters do not fill


def check(screen: Screen) -> None:
    """All promises of the layout for this screen and each of its parts as the mark."""
    drawing = screen.drawing
    glass = Box(9, 9, WIDTH - 9, drawing.height - 9)
    assert LOWEST <= drawing.height <= HIGHEST
    for line in drawing.lines:
        assert glass.holds(line.box), f"«{line.text}» leaves the phone"
    for one, other in combinations(drawing.lines, 2):
        # Two lines of one text stand close: their highest and deepest letters may share a unit or two.
        assert not one.box.grown(0, -1.5).meets(other.box.grown(0, -1.5)), f"«{one.text}» meets «{other.text}»"
    for part in drawing.parts:
        check_mark(replace(screen, part=part))


def check_mark(screen: Screen) -> None:
    """Badge and frame of the marked part stand clear of all words."""
    assert screen.part
    drawing, mark = screen.drawing, place(screen.drawing, screen.part)
    frame = mark.frame
    assert Box(9, 9, WIDTH - 9, drawing.height - 9).holds(frame)
    assert RADIUS <= mark.x <= WIDTH + mark.gutter - RADIUS
    assert RADIUS <= mark.y <= drawing.height - RADIUS
    for line in drawing.lines:
        assert not circle_meets(mark.x, mark.y, RADIUS, line.box), (
            f"badge of «{screen.part.label}» covers «{line.text}»"
        )
        inside, outside = frame.grown(-STROKE).holds(line.box), not frame.grown(STROKE).meets(line.box)
        assert inside or outside, f"frame of «{screen.part.label}» crosses «{line.text}»"


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_widget_with_a_short_label(name: str) -> None:
    check(of_widget(name, "Mã thẻ"))


@pytest.mark.parametrize("name", sorted(TEMPLATES))
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(label=LABELS)
def test_any_label_is_laid_out_or_refused(name: str, label: str) -> None:
    try:
        screen = of_widget(name, label)
    except ScreenError as error:
        assert all(message and fix for _, message, fix in error.problems)
    else:
        check(screen)


@pytest.mark.parametrize("source", gallery_fences())
def test_the_gallery(source: str, library: Library) -> None:
    check(parse(source, library))


LONG_SCAM = "Hồ sơ của ông bà bị lỗi, vào địa chỉ sau để sửa ngay trong hôm nay, quá hạn sẽ bị phạt tiền. " * 2


@pytest.mark.parametrize("message", ["dia-chi-gia.xxx", LONG_SCAM.strip()])
def test_fake_stamp_is_clear_of_words(message: str) -> None:
    screen = of_widget("tin_nhan", message)
    stamp = screen.drawing.solids[-1]
    covered = [line.text for line in screen.drawing.lines if line.text != "GIẢ" and line.box.meets(stamp)]
    assert covered == []
    assert stamp.bottom < screen.drawing.height - 9
    assert "MÀN HÌNH GIẢ" in screen.words()


def test_words_have_room_for_a_wider_system_font() -> None:
    """Measured again by another library: each line has 6 % more room than Noto Sans needs."""
    for bold, name in ((False, "NotoSans-Regular.ttf"), (True, "NotoSans-Bold.ttf")):
        font = ImageFont.truetype(str(FONTS / name), 1000, layout_engine=ImageFont.Layout.BASIC)
        for text in ("Đăng nhập tài khoản", "Quên mật khẩu?", "0xx xxx xxx xxx"):
            assert face(bold).width(text, 16) >= font.getlength(text) * 0.016 * 1.055


def test_badge_leaves_the_phone_when_no_place_is_free() -> None:
    """Words all around: the badge stands outside at the end of a line."""
    screen = of_widget("nut", "Gửi")
    assert screen.part
    wall = [replace(screen.drawing.lines[0], box=Box(0, 0, WIDTH, screen.drawing.height))]
    mark = place(replace(screen.drawing, lines=tuple(wall)), screen.part)
    assert mark.leader and mark.x - RADIUS >= WIDTH
