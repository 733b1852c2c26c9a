"""The SVG: safe, the same twice, black and white on paper, drawn by Typst, named for those who cannot see it."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
import typst
from screen_samples import DOCS, GALLERY, ROOT, TEMPLATES, gallery_fences, of_widget

from camnang import page
from camnang.screens import Library, draw, for_print, parse, render
from camnang.screens.icons import GLYPHS, ICONS
from camnang.screens.ink import INKS, TONES
from camnang.screens.lint import faults
from camnang.screens.metrics import FONTS
from camnang.screens.widgets import WIDGETS

COLOURS = re.compile(r"#[0-9a-f]{6}\b")


def all_svgs(library: Library) -> list[str]:
    """Every sample and every screen of the gallery."""
    samples = [of_widget(name, "Mã thẻ") for name in sorted(TEMPLATES)]
    return [draw(screen, 3) for screen in [*samples, *(parse(text, library) for text in gallery_fences())]]


def test_the_gallery_shows_every_widget_and_icon() -> None:
    shown = "\n".join(gallery_fences())
    library = (DOCS / "_du-lieu" / "man-hinh" / "mau.yml").read_text(encoding="utf-8")
    assert [name for name in WIDGETS if f"- {name}:" not in shown + library] == []
    assert [name for name in ICONS if f"bieu_tuong: {name}," not in shown] == []


def test_the_gallery_shows_the_source_of_each_drawing() -> None:
    fences = page.read(DOCS / GALLERY, DOCS).fences
    pairs = list(zip(fences[::2], fences[1::2], strict=True))
    assert len(pairs) > 15
    for drawn, source in pairs:
        assert (drawn.kind, source.kind, drawn.text) == ("man-hinh", "yaml", source.text)


def test_safe_subset(library: Library) -> None:
    for svg in all_svgs(library):
        assert list(faults(svg)) == []
        assert list(faults(for_print(svg))) == []


@pytest.mark.parametrize(
    "bad",
    [
        '<rect fill="red"/>',
        '<rect fill="#fff"/>',
        '<g filter="x"/>',
        "<image/>",
        '<text font-size="12">a</text>',
        "<text>漢</text>",
        '<rect id="a"/>',
        '<use href="#a"/>',
        '<rect style="fill:var(--x)"/>',
    ],
)
def test_lint_sees(bad: str) -> None:
    assert list(faults(f'<svg xmlns="http://www.w3.org/2000/svg">{bad}</svg>'))


def test_paper_has_only_black_and_white(library: Library) -> None:
    for svg in all_svgs(library):
        assert set(COLOURS.findall(for_print(svg))) <= {"#000000", "#ffffff"}
        assert set(COLOURS.findall(svg)) - {"#000000", "#ffffff"}


def test_paper_keeps_words_and_shapes() -> None:
    svg = draw(of_widget("nut", "Gửi"), 3)
    paper = for_print(svg)
    assert re.findall(r">([^<]+)<", paper) == re.findall(r">([^<]+)<", svg)
    assert re.findall(r' d="[^"]*"', paper) == re.findall(r' d="[^"]*"', svg)
    assert for_print(paper) == paper


def test_paper_after_an_html_parser() -> None:
    """Outputs read the built page: closing tags instead of «/>», attributes as they were."""
    svg = draw(of_widget("nut", "Gửi"), 3)
    opened = re.sub(r"<(rect|path|circle)([^>]*)/>", r"<\1\2></\1>", svg)
    assert set(COLOURS.findall(for_print(opened))) <= {"#000000", "#ffffff"}


def test_main_button_and_badge_on_paper() -> None:
    paper = for_print(draw(of_widget("nut", "Gửi"), 3))
    assert re.search(r'class="mh-nut"[^>]* fill="#ffffff" stroke="#000000" stroke-width="3', paper)
    assert re.search(r'class="mh-so"[^>]* fill="#000000"', paper)
    assert re.search(r'class="mh-dau"[^>]* stroke-dasharray="[^"]*"[^>]* stroke="#000000" stroke-width="4.8"', paper)


def test_typst_draws_every_screen(library: Library) -> None:
    """Typst stops at a missing glyph or a broken drawing."""
    svgs = [for_print(svg) for svg in all_svgs(library)]
    cells = "".join(f'#image(bytes(sys.inputs.at("{index}")), width: 40mm, alt: "x")\n' for index in range(len(svgs)))
    source = f'#set document(title: "x")\n#set page(height: auto)\n{cells}'
    pdf = typst.compile(  # type: ignore[misc]
        source.encode(),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={str(index): svg for index, svg in enumerate(svgs)},
        timestamp=0,
    )
    assert pdf.startswith(b"%PDF") and b"NotoSans" in pdf


def test_equal_bytes_twice() -> None:
    source = gallery_fences()[0]
    library = Library.read(DOCS / "_du-lieu" / "man-hinh")
    again = Library.read(DOCS / "_du-lieu" / "man-hinh")
    assert render(parse(source, library), 2, "a") == render(parse(source, again), 2, "a")


def test_figure() -> None:
    screen = replace(of_widget("nut", "Gửi"), caption="Máy cũ ghi <khác>.")
    html = render(screen, 3, "hinh-3")
    assert html.startswith('<figure class="man-hinh" id="hinh-3" data-cho="nút “Gửi”|') and "\n" not in html
    assert 'role="img"' in html and 'data-search-exclude=""' in html and 'viewBox="0 0 240 400"' in html
    caption = "Hình vẽ minh hoạ, màn hình thật có thể khác. Máy cũ ghi &lt;khác&gt;."
    assert html.endswith(f"<figcaption>{caption}</figcaption></figure>")
    assert ">3</text>" in html


def test_badge_without_number() -> None:
    assert ">!</text>" in draw(of_widget("tin_nhan", "xau.xxx"), None)
    plain = draw(of_widget("nut", "Gửi"), None)
    assert ">!</text>" not in plain and '<circle class="mh-chu-so"' in plain


def test_words_and_name() -> None:
    screen = parse(
        "ung_dung: VNeID\ntieu_de: Đăng nhập\ncac_dong:\n  - o_nhap: {nhan: Số định danh cá nhân}\n"
        "  - mat_khau: Mật khẩu\n  - nut: Đăng nhập\ndau: Đăng nhập\n",
        Library(),
    )
    assert screen.words() == ("Đăng nhập", "Số định danh cá nhân", "Mật khẩu", "Đăng nhập")
    assert screen.app == "VNeID" and screen.mark == "Đăng nhập"
    alt = "Màn hình Đăng nhập của VNeID. Đánh dấu số 3: nút Đăng nhập. Còn có: ô Số định danh cá nhân; ô Mật khẩu."
    assert screen.alt(3) == alt
    svg = draw(screen, 3)
    assert f'aria-label="{alt}"' in svg and f"<title>{alt}</title>" in svg


def test_long_words_stay_whole() -> None:
    label = "Kích hoạt tài khoản định danh điện tử"
    screen = of_widget("nut", label)
    assert label in screen.words()
    assert len([line for line in screen.drawing.lines if line.text in label]) >= 2


def test_fake_screen_says_so() -> None:
    screen = of_widget("tin_nhan", "xau.xxx")
    assert screen.fake and "GIẢ" in screen.alt(1)
    assert 'class="man-hinh man-hinh-gia"' in render(screen, 1, "a")


def test_every_role_has_a_dark_colour_or_keeps_its_own() -> None:
    """A new role must be thought about for dark pages too."""
    css = (ROOT / "overrides" / "assets" / "css" / "man-hinh.css").read_text(encoding="utf-8")
    kept = {"thanh", "vach", "chu-thanh", "net-thanh", "cham-thanh", "chu-nut", "net-nut", "net-tich", "num-bat"}
    kept |= {"trang", "den", "gia", "tap", "chu-gia"}
    styled = set(re.findall(r"\.mh-([a-z-]+)", css))
    assert set(INKS) - styled - kept == set()
    assert {f"tong-{tone}" for tone in TONES} <= styled
    assert styled - set(INKS) - {f"tong-{tone}" for tone in TONES} == set()


def test_white_words_on_every_tone_are_readable() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for tone in TONES.values():
        assert 1.05 / (light(tone.strong) + 0.05) >= 7
        assert (light(tone.tint) + 0.05) / (light("#4a5a58") + 0.05) >= 5.5


def test_icons_are_paths_on_the_grid() -> None:
    for name, data in {**ICONS, **GLYPHS}.items():
        assert re.fullmatch(r"[MmLlHhVvAaCcSsQqZz0-9 .\-]+", data), name
        starts = [float(value) for pair in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", data) for value in pair]
        assert starts and min(starts) >= 1 and max(starts) <= 23, name


def test_fast_enough_for_a_whole_site() -> None:
    """300 screens in a second with room to spare on a slow machine; half of the limit is for the machine."""
    sources = [
        TEMPLATES[name].format(f'"Mã thẻ {number}"') for name in ("nut", "o_nhap", "dong") for number in range(100)
    ]
    parse(sources[0], Library())
    start = time.process_time()
    for source in sources:
        render(parse(source, Library()), 1, "a")
    assert time.process_time() - start < 2
