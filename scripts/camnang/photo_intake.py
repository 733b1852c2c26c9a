"""`camnang picture`: a photograph from a phone → two small WebP files without metadata, upright, within budget."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from camnang import names, photos
from camnang.exits import explain
from camnang.page import Page

MAX_PIXELS = 120_000_000  # of the photograph given; phones take 12 to 108 million
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITIES = (78, 70, 62, 54, 46, 38)


class PhotoError(Exception):
    """The photograph cannot be taken in; the text says why and what to do."""


@dataclass(frozen=True)
class Taken:
    """The files written (path, width, height, bytes) and the lines to put into the page."""

    files: tuple[tuple[Path, int, int, int], ...]
    link: str
    record: str


def take(source: Path, page: Page, docs: Path, name: str = "", words: str = "") -> Taken:
    """Writes the files of one photograph beside the others of its page.

    Args:
        source: JPEG, PNG or WebP.
        page: the page that shows it.
        name: name of the files; the name of the source by default.
        words: what can be seen, for the alternative text.

    Raises:
        PhotoError: not a photograph, too large, or too busy to become small.
    """
    name = names.slugify(name or source.stem)
    if not name:
        raise PhotoError(
            f"tên «{source.name}» không làm tên tệp được.\n    Cách sửa: thêm --name, ví dụ --name buoi-hoc."
        )
    upright = _upright(source)
    folder = docs / photos.home(page)
    written = []
    for width, data in _encoded(upright, source.name):
        file = folder / photos.file_name(name, width)
        file.parent.mkdir(parents=True, exist_ok=True)
        waiting = file.with_name(f".{file.name}.tam")
        waiting.write_bytes(data)
        waiting.replace(file)
        outline = photos.read(data)
        assert outline is not None and not outline.private
        written.append((file, outline.width, outline.height, len(data)))
    up = "../" * page.path.count("/")
    target = f"{up}{photos.home(page)}/{photos.file_name(name, 640)}".replace(f"{up}{names.DEFAULT_LANG}/", up[3:], 1)
    record = f"  - {{tep: {name}, nguoi_chup: …, dong_y: năm-tháng-ngày, tre_em: khong}}"
    return Taken(tuple(written), f"![{words or 'trong hình có gì'}]({target})", record)


def _upright(source: Path) -> Image.Image:
    """The picture turned as it was held, in plain colours, with nothing but pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            Image.MAX_IMAGE_PIXELS = MAX_PIXELS
            with Image.open(source, formats=FORMATS) as image:
                image.draft("RGB", (1280, 1280))  # a JPEG is read at a fraction of its size
                return _flat(ImageOps.exif_transpose(image))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        reason, fix = (
            f"quá {MAX_PIXELS // 1_000_000} triệu điểm ảnh",
            "chụp lại ở cỡ thường, hoặc chụp màn hình tấm ảnh",
        )
    except UnidentifiedImageError:
        reason, fix = "không phải ảnh JPEG, PNG hay WebP", "mở ảnh trên điện thoại, lưu thành JPEG rồi gửi lại"
    except (OSError, SyntaxError, ValueError) as error:
        if isinstance(error, OSError) and error.errno:  # the machine's own trouble, not the picture's
            raise PhotoError(explain(error)) from error
        reason, fix = "hỏng hoặc bị cắt giữa chừng", "gửi lại tệp gốc"
    raise PhotoError(f"{source.name}: {reason}.\n    Cách sửa: {fix}.")


def _flat(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if profile and image.mode == "RGB":
        with suppress(ImageCms.PyCMSError):  # a broken profile: the colours stay as they are
            image = ImageCms.profileToProfile(image, io.BytesIO(profile), ImageCms.createProfile("sRGB")) or image
    if image.mode in ("RGBA", "LA", "P", "PA"):
        shown = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown)
    plain = Image.new("RGB", image.size)
    plain.paste(image.convert("RGB"))
    return plain


def _encoded(image: Image.Image, name: str) -> Iterator[tuple[int, bytes]]:
    """The small file, and the large one when there are pixels for it."""
    if image.height > photos.MAX_HEIGHT * image.width:
        raise PhotoError(f"{name}: ảnh cao quá {photos.MAX_HEIGHT} lần bề ngang.\n    Cách sửa: cắt bớt trên dưới.")
    for width, budget in photos.SIZES.items():
        if width > 640 and image.width <= 640:
            return
        size = (min(width, image.width), max(1, round(image.height * min(width, image.width) / image.width)))
        shown = image.resize(size, Image.Resampling.LANCZOS)
        data = next((data for data in _tries(shown) if len(data) <= budget), None)
        if data is None:
            raise PhotoError(
                f"{name}: ảnh nhiều chi tiết quá, không gọn được dưới {budget // 1000} kB.\n    Cách sửa: cắt bớt, hoặc chụp gần hơn."
            )
        yield width, data


def _tries(image: Image.Image) -> Iterator[bytes]:
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        yield out.getvalue()
