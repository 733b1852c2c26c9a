"""The part of the verb «handouts» that binds: books of the site, and any PDF laid out for stapling."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from camnang.build import Plan
from camnang.outputs.bindery import Bound, print_books, staple
from camnang.outputs.press import Press

OK, WRONG_USE = 0, 2
FOLDER = "dist/sach"


def add_options(verb: argparse.ArgumentParser) -> None:
    """`--book`, `--booklet`, `--tap`."""
    verb.add_argument(
        "--book",
        nargs="*",
        metavar="NHÓM",
        help=f"đóng sách A5 vào {FOLDER}/: mỗi thư mục của trang một cuốn (yen-tam, huong-dan/vneid); "
        "không ghi nhóm là cả cẩm nang",
    )
    verb.add_argument(
        "--booklet",
        nargs="?",
        const="",
        metavar="TỆP.pdf",
        help="xếp trang để in hai mặt, gấp đôi, đóng ghim: một tệp PDF, hoặc các sách của --book",
    )
    verb.add_argument(
        "--tap", type=int, default=0, metavar="SỐ", help="mỗi tập nhiều nhất bấy nhiêu tờ (mặc định: tự chia)"
    )


def wanted(arguments: argparse.Namespace) -> bool:
    """Whether the options ask for a book or a booklet, not for the sheets of the site."""
    return arguments.book is not None or arguments.booklet is not None


def run(arguments: argparse.Namespace, plan: Plan) -> int:
    """Binds what the options ask for and says where it lies and how it is printed; returns the exit code."""
    if arguments.tap < 0:
        return _wrong(f"--tap cần một số từ 1 trở lên, đang ghi {arguments.tap}.")
    if arguments.booklet:
        _say(staple(Path(arguments.booklet), Press(plan.root), arguments.tap))
        return OK
    if not (plan.out / "index.html").exists():
        return _wrong(f"Chưa có trang ở {plan.out}. Chạy ./camnang build trước.")
    groups = [group.strip("/") for group in arguments.book or ()]
    for group in groups:
        if not (plan.out / group).is_dir():
            return _wrong(f"Trang không có thư mục «{group}».{_guess(plan.out, group)}")
    signature = arguments.tap if arguments.booklet is not None else None
    out = plan.root / FOLDER
    made = print_books(
        plan.out, Press(plan.root), groups, out, site_url=plan.address, today=plan.today, signature=signature
    )
    for bound in made:
        _say(bound)
    return OK


def _guess(site: Path, group: str) -> str:
    known = [folder.relative_to(site).as_posix() for folder in site.rglob("*") if folder.is_dir()]
    return "".join(f" Có phải «{near}»?" for near in difflib.get_close_matches(group, known, 1))


def _say(bound: Bound) -> None:
    print(f"Xong: {bound.file}, {bound.pages} trang.")
    if bound.sheets:
        parts = f", chia {bound.signatures} tập" if bound.signatures > 1 else ""
        print(f"    {bound.sheets} tờ A4{parts}. In hai mặt, lật theo cạnh ngắn, cỡ 100%, rồi gấp đôi, ghim ở nếp gấp.")


def _wrong(message: str) -> int:
    print(message, file=sys.stderr)
    return WRONG_USE
