"""CN120–CN125: photographs: where they lie, what is in the file, how heavy, who agreed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from camnang import photos
from camnang.page import Page
from camnang.page_parts import Link
from camnang.rules.prose import Reading
from camnang.rules.registry import Context, Finding, corpus_rule, rule
from camnang.strict_yaml import read_date

_COMMAND = "chạy «./camnang picture ẢNH --page TRANG»"


def _path(page: Page, image: Link) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(image.target)))


def _own(page: Page) -> Iterator[tuple[Link, str]]:
    """Pictures inside the site with their path below docs/; CN071 speaks of the others."""
    for image in page.images:
        if ":" not in image.target and not image.target.startswith("//"):
            yield image, _path(page, image)


def _outlines(reading: Reading, context: Context) -> Iterator[tuple[Link, str, bytes, photos.Photo | None]]:
    """The files behind the pictures of a page, the larger twin too, with their bytes."""
    for image, path in _own(reading.page):
        twin = path.replace("-640.webp", "-1280.webp")
        for one in dict.fromkeys((path, twin)):
            file = context.corpus.docs / one
            if file.is_file() and not file.is_symlink():
                data = file.read_bytes()
                yield image, one, data, photos.read(data)


@rule(
    "CN120", lang="", title="Hình nằm trong thư mục hình của trang",
    why="Mỗi hình có hai cỡ, tên và chỗ theo một kiểu thì trang mới chọn đúng cỡ cho máy yếu.",
    good="![Buổi học](../../hinh/d012/buoi-hoc-640.webp)", bad="![Buổi học](buoi-hoc.webp)",
)  # fmt: skip
def place(reading: Reading, context: Context) -> Iterator[Finding]:
    """Pictures elsewhere than in the page's own folder, or not named after their width."""
    home = photos.home(reading.page)
    for image, path in _own(reading.page):
        there = (context.corpus.docs / path).is_file()
        if there and (posixpath.dirname(path) != home or not path.endswith("-640.webp")):
            yield Finding(
                image.line, f"hình «{path}» không nằm ở «{home}/…-640.webp».", f"{_COMMAND}, rồi chép dòng máy in ra."
            )


@rule(
    "CN121", lang="", title="Tệp hình chỉ là một tấm ảnh WebP",
    why="Tệp đội lốt ảnh có thể mang mã lệnh, hay phình ra làm treo máy.",
    good="tệp do ./camnang picture làm ra", bad="tệp .jpg đổi đuôi; ảnh động; có dữ liệu dính sau ảnh",
)  # fmt: skip
def sound(reading: Reading, context: Context) -> Iterator[Finding]:
    """Files that are no WebP, are animated, carry foreign parts or something behind their end."""
    for image, path, _, outline in _outlines(reading, context):
        if outline is None:
            why = "không phải ảnh WebP, hoặc bị cắt"
        elif outline.behind:
            why = f"có {outline.behind} byte lạ dính sau ảnh"
        elif outline.foreign:
            why = f"có phần lạ trong tệp ({', '.join(outline.foreign)[:40]})"
        else:
            continue
        yield Finding(image.line, f"hình «{posixpath.basename(path)}» {why}.", f"{_COMMAND} với ảnh gốc.")


@rule(
    "CN122", lang="", title="Hình không mang theo nơi chụp, giờ chụp",
    why="Ảnh điện thoại ghi cả toạ độ nhà và tên máy; ai tải về cũng đọc được.",
    good="tệp do ./camnang picture làm ra", bad="ảnh chép thẳng từ điện thoại (có EXIF)",
)  # fmt: skip
def no_metadata(reading: Reading, context: Context) -> Iterator[Finding]:
    """Files with EXIF, XMP or a colour profile."""
    for image, path, _, outline in _outlines(reading, context):
        if outline and outline.private:
            parts = ", ".join(outline.private)
            yield Finding(
                image.line, f"hình «{posixpath.basename(path)}» còn phần {parts}.", f"{_COMMAND} để bỏ phần ấy."
            )


@rule(
    "CN123", lang="", title="Hình đủ nhỏ cho mạng yếu",
    why="Một tấm ảnh gốc nặng bằng ba mươi trang chữ.",
    good="cỡ 640: dưới 60 kB; cỡ 1280: dưới 160 kB", bad="ảnh 4000×3000, 3 MB",
)  # fmt: skip
def budget(reading: Reading, context: Context) -> Iterator[Finding]:
    """Files that are too wide, too tall or too heavy; pages whose small files together are."""
    total = 0
    for image, path, data, outline in _outlines(reading, context):
        width = 1280 if path.endswith("-1280.webp") else 640
        total += len(data) if width == 640 else 0
        if outline and (outline.width > width or outline.height > photos.MAX_HEIGHT * outline.width):
            message = (
                f"hình «{posixpath.basename(path)}» cỡ {outline.width}×{outline.height}, bề ngang nhiều nhất {width}."
            )
            yield Finding(image.line, message, f"{_COMMAND} với ảnh gốc.")
        elif len(data) > photos.SIZES[width]:
            message = f"hình «{posixpath.basename(path)}» nặng {len(data) // 1000} kB, nhiều nhất {photos.SIZES[width] // 1000} kB."
            yield Finding(image.line, message, f"{_COMMAND} với ảnh gốc.")
    if total > photos.MAX_PAGE_BYTES:
        message = f"các hình của trang nặng {total // 1000} kB, nhiều nhất {photos.MAX_PAGE_BYTES // 1000} kB."
        yield Finding(1, message, "bỏ bớt hình, giữ tấm nói được nhiều nhất.")


@rule(
    "CN124", lang="", title="Mỗi hình có lời đồng ý ghi ở đầu bài",
    why="Người trong hình, cha mẹ của trẻ em, người chụp phải biết và bằng lòng trước khi hình lên mạng.",
    good="hinh: [{tep: buoi-hoc, nguoi_chup: Tổ thôn Đông, dong_y: 2026-11-20, tre_em: khong}]", bad="(có hình mà không có mục «hinh»)",
)  # fmt: skip
def consent(reading: Reading, context: Context) -> Iterator[Finding]:
    """Pictures without a record, records without a picture, agreement that lies ahead, children without their parents'."""
    page = reading.page
    line, known, used = page.line_of("hinh"), photos.records(page), set()
    for image, path in _own(page):
        name = photos.plain_name(path)
        used.add(name)
        if name and name not in known:
            fix = f"thêm vào mục «hinh»: - {{tep: {name}, nguoi_chup: …, dong_y: năm-tháng-ngày, tre_em: khong}}."
            yield Finding(image.line, f"hình «{name}» chưa ghi ai đồng ý.", fix)
    for name, entry in known.items():
        day = read_date(entry.get("dong_y"))
        if day is None or day > context.today:
            message = f"hình «{name}»: ngày đồng ý «{entry.get('dong_y')}» chưa phải một ngày đã qua."
            yield Finding(line, message, "ghi ngày mọi người trong hình đã đồng ý, ví dụ «dong_y: 2026-11-20».")
        if entry.get("tre_em") not in photos.CHILDREN:
            message = f"hình «{name}»: mục «tre_em» đang ghi «{entry.get('tre_em')}»."
            yield Finding(
                line,
                message,
                f"ghi một trong: {', '.join(photos.CHILDREN)}; có trẻ em mà cha mẹ chưa đồng ý thì bỏ hình.",
            )
        if name not in used:
            yield Finding(
                line, f"mục «hinh» có «{name}» mà trang không dùng hình ấy.", "xoá dòng ấy, hoặc đặt hình vào bài."
            )


@corpus_rule(
    "CN125", of_data=True, title="Tệp hình nào cũng có trang dùng",
    why="Hình không ai dùng vẫn nằm trên mạng, mà không còn lời đồng ý nào đi kèm.",
    good="xoá hình cùng lúc với dòng dùng nó", bad="hinh/d012/cu-640.webp không trang nào dùng",
)  # fmt: skip
def unused(pages: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """Photograph files that no page shows."""
    used = {path for page in pages for _, path in _own(page)}
    used |= {path.replace("-640.webp", "-1280.webp") for path in used}
    docs = context.corpus.docs
    for file in sorted((docs / photos.FOLDER).rglob("*.webp")):
        path = file.relative_to(docs).as_posix()
        if path not in used:
            yield path, Finding(1, "không trang nào dùng hình này.", "xoá tệp, hoặc đặt hình vào bài.")
