"""A photograph comes in small, upright and clean, or not at all; what lies in the folder is read without trust."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from camnang import cli, codes, exits, page, photo_intake, photos

HEAD = "---\nloai: trang\ntitle: Trang thử\ndescription: Trang để thử.\n{}---\n\nMột câu.\n"
RECORD = "hinh:\n  - {tep: buoi-hoc, nguoi_chup: Tổ thôn Đông, dong_y: 2026-11-20, tre_em: khong}\n"
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


@pytest.fixture
def shown(tmp_path: Path) -> page.Page:
    """A page of a small project."""
    file = tmp_path / "docs" / "vi" / "ve-trang" / "thu.md"
    file.parent.mkdir(parents=True)
    file.write_text(HEAD.format(RECORD), encoding="utf-8")
    return page.read(file, tmp_path / "docs")


def phone_photo(file: Path, size: tuple[int, int] = (1600, 1200)) -> Path:
    """A photograph as a phone keeps it: lying on its side, with place and maker; the corner that is up is red."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.paste((255, 0, 0), (0, size[1] - 200, 200, size[1]))  # lower left; held upright it is upper left
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "MayAnhCuaBac"
    exif.get_ifd(GPS)[2] = (21.0, 1.0, 30.0)
    image.save(file, exif=exif.tobytes(), quality=90)
    return file


def webp(image: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", **options)
    return out.getvalue()


def test_a_phone_photo_comes_out_small_upright_and_without_its_story(shown: page.Page, tmp_path: Path) -> None:
    taken = photo_intake.take(phone_photo(tmp_path / "Buổi học.jpg"), shown, tmp_path / "docs")
    assert [(file.name, width, height) for file, width, height, _ in taken.files] == [
        ("buoi-hoc-640.webp", 640, 853), ("buoi-hoc-1280.webp", 1200, 1600),
    ]  # fmt: skip
    for file, width, _, size in taken.files:
        data = file.read_bytes()
        outline = photos.read(data)
        assert outline and not outline.private and not outline.foreign and not outline.behind
        assert size == len(data) <= photos.SIZES[640 if width <= 640 else 1280] and b"MayAnh" not in data
        red, green, _ = Image.open(io.BytesIO(data)).convert("RGB").getpixel((5, 5))
        assert red > 200 and green < 80
    assert taken.link.endswith("(../hinh/thu/buoi-hoc-640.webp)") and "tep: buoi-hoc" in taken.record
    assert [file.name for file in (tmp_path / "docs/vi/hinh/thu").iterdir() if file.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("mode", "suffix"), [("RGBA", ".png"), ("P", ".png"), ("L", ".jpg"), ("CMYK", ".jpg"), ("1", ".png")]
)
def test_every_kind_of_colours_is_taken(mode: str, suffix: str, shown: page.Page, tmp_path: Path) -> None:
    source = tmp_path / f"anh{suffix}"
    Image.new(mode, (300, 200)).save(source)
    ((file, width, height, _),) = photo_intake.take(source, shown, tmp_path / "docs").files
    assert (width, height) == (300, 200) and Image.open(file).mode == "RGB"


def bomb(side: int) -> bytes:
    """A PNG of side × side pixels in few bytes."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", zlib.compress(bytes(side // 8 + 1) * 64))
        + part(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bom.png", bomb(40_000), "triệu điểm ảnh"),
        ("chu.jpg", b"<html><script>alert(1)</script>", "không phải ảnh"),
        ("dong.gif", b"GIF89a" + bytes(40), "không phải ảnh"),
        ("hinh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không phải ảnh"),
        ("cut.png", bomb(64)[:45], "hỏng"),
        ("!!!.png", webp(Image.new("RGB", (9, 9))), "--name"),
        ("cao.png", webp(Image.new("RGB", (100, 400))), "cao quá"),
        ("nhieu.png", webp(Image.frombytes("RGB", (640, 640), random.Random(1).randbytes(640 * 640 * 3))), "nhiều chi tiết"),
    ],
)  # fmt: skip
def test_what_is_no_fit_photograph_is_refused_with_the_way_out(
    name: str, data: bytes, said: str, shown: page.Page, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(photo_intake.PhotoError, match=said) as refused:
        photo_intake.take(tmp_path / name, shown, tmp_path / "docs")
    assert "\n    Cách sửa: " in str(refused.value)
    assert not (tmp_path / "docs" / "vi" / "hinh").exists()


def test_a_photograph_that_is_not_there_is_not_called_broken(shown: page.Page, tmp_path: Path) -> None:
    with pytest.raises(photo_intake.PhotoError, match="không có tệp"):
        photo_intake.take(tmp_path / "khong-co.jpg", shown, tmp_path / "docs")


@pytest.mark.parametrize("options", [{"quality": 60}, {"lossless": True}])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_the_outline_agrees_with_the_picture_library(options: dict[str, object], mode: str) -> None:
    noise = random.Random(2).randbytes(37 * 53 * len(mode))
    data = webp(Image.frombytes(mode, (37, 53), noise), **options)
    outline = photos.read(data)
    assert outline and (outline.width, outline.height) == (37, 53) == Image.open(io.BytesIO(data)).size
    assert not outline.foreign and not outline.private


def lying(change: Callable[[bytearray], None]) -> bytes:
    """A file with transparency whose bytes are changed."""
    data = bytearray(webp(Image.frombytes("RGBA", (40, 30), random.Random(3).randbytes(4800)), quality=50))
    change(data)
    return bytes(data)


def test_files_that_are_more_or_less_than_a_photograph_are_seen() -> None:
    plain = Image.new("RGB", (40, 30))
    moving = photos.read(webp(plain, save_all=True, append_images=[Image.new("RGB", (40, 30), "red")], duration=100))
    assert moving is not None and {"ANIM", "ANMF"} <= set(moving.foreign)
    profiled = photos.read(webp(plain, icc_profile=b"x" * 200, xmp=b"<x/>"))
    assert profiled and set(profiled.private) == {"ICCP", "XMP"}
    behind = photos.read(webp(plain) + b"PK\x03\x04")
    assert behind and behind.behind == 4
    assert photos.read(lying(lambda data: data.__setitem__(24, 255))) is None  # the canvas says another width
    assert photos.read(b"\xff\xd8\xff\xe0" + bytes(40)) is None


@given(st.integers(0, 400), st.integers(0, 399), st.integers(0, 255))
def test_no_bytes_make_the_reader_crash_and_no_cut_file_passes(end: int, at: int, value: int) -> None:
    whole = webp(Image.linear_gradient("L").convert("RGB"), quality=20)
    cut = whole[: min(end, len(whole) - 1)]
    assert photos.read(cut) is None
    changed = bytearray(whole)
    changed[at % len(whole)] = value
    photos.read(bytes(changed))


def test_on_the_page_it_has_a_size_a_twin_and_a_name(shown: page.Page, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    photo_intake.take(phone_photo(tmp_path / "buoi-hoc.jpg"), shown, docs)
    root = ElementTree.fromstring(
        '<div><p><img alt="a" src="../hinh/thu/buoi-hoc-640.webp"/></p><p>x <img alt="b" src="khac.webp"/></p></div>'
    )
    photos.dress(root, shown, docs, "Ảnh:")
    image = root.find("figure/img")
    assert image is not None and (image.get("width"), image.get("height"), image.get("loading")) == (
        "640",
        "853",
        "lazy",
    )
    assert image.get("srcset") == "../hinh/thu/buoi-hoc-640.webp 640w, ../hinh/thu/buoi-hoc-1280.webp 1200w"
    assert root.findtext("figure/figcaption") == "Ảnh: Tổ thôn Đông"
    assert root.find("p/img").attrib == {"alt": "b", "src": "khac.webp"}


def test_the_command_writes_and_the_check_then_passes(
    tmp_path: Path, shown: page.Page, capsys: pytest.CaptureFixture[str]
) -> None:
    source, file = phone_photo(tmp_path / "buoi-hoc.jpg"), tmp_path / "docs" / shown.path
    command = ["--root", str(tmp_path), "--today", "2026-11-23"]
    assert cli.main([*command, "picture", str(source), "--page", str(file), "--alt", "Bà con học"]) == exits.OK
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("!["))
    file.write_text(HEAD.format(RECORD) + f"\n{line}\n", encoding="utf-8")
    (tmp_path / "docs" / codes.FILE).parent.mkdir()
    (tmp_path / "docs" / codes.FILE).write_text("{}\n", encoding="utf-8")
    assert cli.main([*command, "check"]) == exits.OK
    file.write_text(HEAD.format(RECORD.replace("khong}", "co}")) + f"\n{line}\n", encoding="utf-8")
    assert cli.main([*command, "check"]) == exits.FINDINGS
    file.write_text(HEAD.format(RECORD.replace("2026-11-20", "2026-11-24")) + f"\n{line}\n", encoding="utf-8")
    assert cli.main([*command, "check"]) == exits.FINDINGS
    assert cli.main([*command, "picture", str(source), "--page", str(tmp_path / "x.md")]) == exits.WRONG_USE
    assert cli.main([*command, "picture", str(tmp_path / "khong-co.jpg"), "--page", str(file)]) == exits.FINDINGS
