"""The verbs for what others send: mending and telling of a check, the gate of files, photographs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from camnang import asking, gate, page, photo_intake, photos, readers, receive, story, story_pictures
from camnang.exits import FINDINGS, OK, WRONG_USE


def run_picture(arguments: argparse.Namespace) -> int:
    """`picture`: takes a photograph in and says which lines to copy into the page."""

    docs = arguments.root / "docs"
    if arguments.page.suffix != ".md" or not arguments.page.resolve().is_relative_to((docs / "vi").resolve()):
        print(f"--page {arguments.page}: ghi một tệp .md trong docs/vi, là trang sẽ dùng hình.", file=sys.stderr)
        return WRONG_USE
    try:
        found = page.read(arguments.page.resolve(), docs.resolve())
        taken = photo_intake.take(arguments.anh, found, docs, arguments.name, arguments.alt)
    except photo_intake.PhotoError as error:
        print(error, file=sys.stderr)
        return FINDINGS
    for file, width, height, size in taken.files:
        print(f"Đã làm {file}: {width}×{height}, {size / 1000:.0f} kB.")
    print(
        f"Chép dòng này vào chỗ đặt hình:\n\n{taken.link}\n\nChép hai dòng này vào đầu bài, điền người chụp, ngày đồng ý:\n\nhinh:\n{taken.record}"
    )
    return OK


def run_gate(arguments: argparse.Namespace) -> int:
    """`gate`: says which files of a contribution need a keeper."""
    try:
        verdict = gate.judge(gate.read(arguments.tep), arguments.labels.split(","))
    except readers.ReadersError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    print(verdict.told())
    return OK if verdict.open else FINDINGS if verdict.files else WRONG_USE


def gate_options(verb: argparse.ArgumentParser) -> None:
    """What `gate` is given."""
    words = "danh sách tệp đã sửa: JSON do GitHub trả về, hoặc kết quả của git diff --name-status"
    verb.add_argument("tep", type=Path, metavar="DANH_SÁCH", help=words)
    verb.add_argument(
        "--labels", default="", metavar="NHÃN", help=f"các nhãn của bài góp, cách nhau dấu phẩy; «{gate.LABEL}» mở cửa"
    )


def picture_options(verb: argparse.ArgumentParser) -> None:
    """What `picture` is given."""
    verb.add_argument("anh", type=Path, metavar="ẢNH", help="ảnh gốc JPEG, PNG hay WebP")
    verb.add_argument("--page", type=Path, required=True, metavar="TRANG", help="trang sẽ dùng hình, trong docs/vi")
    verb.add_argument("--name", default="", metavar="TÊN", help="tên tệp (mặc định: theo tên ảnh)")
    verb.add_argument("--alt", default="", metavar="LỜI_TẢ", help="trong hình có gì, cho người nghe máy đọc")


def run_receive(arguments: argparse.Namespace) -> int:
    """A story that somebody sent becomes a page."""
    if arguments.mau:
        print(f"Đã làm lại {receive.write_issue_form(arguments.root).relative_to(arguments.root)}.")
        return OK
    letter = arguments.issue or arguments.tep
    if letter is None:
        print("Chưa có tệp nào. Ghi tệp chữ người ta gửi tới, hoặc --issue TỆP.json.", file=sys.stderr)
        return WRONG_USE
    try:
        got = receive.receive(
            arguments.root,
            letter,
            arguments.today,
            issue=arguments.issue is not None,
            title=arguments.ten,
            consent=_consent(arguments),
        )
    except story.StoryError as error:
        print(error, file=sys.stderr)
        return FINDINGS
    for problem in got.hints:
        print(problem.terminal())
    if got.lost:
        print(f"Đã bỏ những dấu mà máy in không có: {got.lost}")
    print(f"Đã ghi {got.file.relative_to(arguments.root)}, mã {got.code}. Đọc lại một lượt, rồi gửi như một trang mới.")
    return OK


def _consent(arguments: argparse.Namespace) -> story_pictures.Consent | None:
    if not arguments.anh_dong_y:
        return None
    return story_pictures.Consent(arguments.anh_dong_y, arguments.nguoi_chup, arguments.tre_em)


def receive_options(verb: argparse.ArgumentParser) -> None:
    """What `receive` takes."""
    words = "tệp chữ chép từ Zalo, tệp .md của mẫu, thư mục hay tệp zip có một tệp ấy và ảnh kèm"
    verb.add_argument("tep", nargs="?", type=Path, metavar="TỆP", help=words)
    verb.add_argument(
        "--issue", type=Path, metavar="TỆP", help="tệp JSON sự kiện của GitHub, khi chuyện gửi bằng issue"
    )
    verb.add_argument("--ten", default="", metavar="TÊN", help="tên khác cho chuyện, khi nơi ấy đã có một chuyện")
    verb.add_argument(
        "--anh-dong-y",
        type=asking.day,
        metavar="NGÀY",
        help="ngày người trong ảnh đồng ý cho đăng; có ảnh thì phải ghi",
    )
    verb.add_argument("--nguoi-chup", default="người trong tổ", metavar="TÊN", help="ai chụp ảnh")
    verb.add_argument("--tre-em", choices=photos.CHILDREN, default=photos.CHILDREN[0], help="trong ảnh có trẻ em không")
    verb.add_argument("--mau", action="store_true", help="chỉ làm lại mẫu trên GitHub từ docs/_du-lieu/ke-chuyen.yml")


def run_readers(arguments: argparse.Namespace) -> int:
    """Counts who has read a contribution about money or identity."""
    try:
        files, reviews = readers.read_list(arguments.files), readers.read_list(arguments.reviews)
    except readers.ReadersError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    verdict = readers.judge(files, reviews, arguments.author)
    print(verdict.told())
    return OK if verdict.enough else FINDINGS


def readers_options(verb: argparse.ArgumentParser) -> None:
    """What `readers` takes."""
    verb.add_argument("files", type=Path, metavar="TỆP_ĐÃ_SỬA", help="danh sách tệp của bài góp, JSON do GitHub trả về")
    verb.add_argument("reviews", type=Path, metavar="LỜI_DUYỆT", help="danh sách lời duyệt, JSON do GitHub trả về")
    verb.add_argument("--author", required=True, metavar="TÊN", help="tài khoản của người gửi bài")
