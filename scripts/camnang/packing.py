"""`camnang pack`: what leaves the house in one piece. Each kind of pack is one row of PACKS."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from camnang.outputs import pack_guide, pack_usb

DONE, REFUSED, WRONG_USE = 0, 1, 2


@dataclass(frozen=True)
class Pack:
    """One kind of pack: its word on the command line, its help, what it does with (arguments, site, out), its own options."""

    name: str
    words: str
    run: Callable[[argparse.Namespace, Path, Path], str]
    options: Callable[[argparse.ArgumentParser], None] = lambda parser: None


def options(verb: argparse.ArgumentParser) -> None:
    """The sub-verbs with their options."""
    kinds = verb.add_subparsers(title="gói làm được", metavar="GÓI", required=True, dest="goi")
    for pack in PACKS:
        kind = kinds.add_parser(pack.name, help=pack.words, description=pack.words, add_help=False)
        kind.add_argument("-h", "--help", action="help", help="xem cách dùng")
        kind.add_argument("--out", type=Path, help="thư mục kết quả (mặc định: dist/)")
        kind.add_argument("--site", type=Path, help="thư mục đã dựng (mặc định: site/)")
        pack.options(kind)
        kind.set_defaults(pack=pack)


def run(arguments: argparse.Namespace) -> int:
    """Makes one pack out of the built site."""
    site = (arguments.site or arguments.root / "site").resolve()
    if not (site / "index.html").exists():
        print(f"Chưa có trang ở {site}. Chạy ./camnang build trước.", file=sys.stderr)
        return WRONG_USE
    out = (arguments.out or arguments.root / "dist").resolve()
    try:
        print(arguments.pack.run(arguments, site, out))
    except pack_guide.PackError as error:
        print(error, file=sys.stderr)
        return REFUSED
    return DONE


def _usb(arguments: argparse.Namespace, site: Path, out: Path) -> str:
    file = pack_usb.pack_usb(site, out, arguments.root, arguments.today)
    size = -(-file.stat().st_size // 1_000_000)
    return f"Xong: {file} ({size} MB). Giải nén vào USB, rồi mở {pack_usb.FIRST}."


def _guide(arguments: argparse.Namespace, site: Path, out: Path) -> str:
    files = pack_guide.pack_guides(site, out / "mot-tep", arguments.root, arguments.codes)
    return f"Xong: {len(files)} tệp trong {out / 'mot-tep'}, mỗi tệp một bài, gửi qua Zalo được."


def _guide_options(kind: argparse.ArgumentParser) -> None:
    kind.add_argument("codes", nargs="+", metavar="MÃ", help="mã bài, ví dụ G001 G004; «all» là mọi bài hướng dẫn")


PACKS = (
    Pack("usb", "cả cẩm nang thành một tệp zip, mở được từ USB khi không có mạng", _usb),
    Pack("guide", "mỗi bài thành một tệp HTML, mở ra đọc được ngay, gửi qua Zalo được", _guide, _guide_options),
)
