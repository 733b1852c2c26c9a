"""The verbs that pack pages: the site for a USB stick, one guide in one file. Each is a name, words, a run, its options."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from camnang.outputs import pack_guide, pack_usb

OK, FINDINGS, WRONG_USE = 0, 1, 2


def run_usb(arguments: argparse.Namespace) -> int:
    """The built site as one zip."""
    site, out = _places(arguments)
    if not _is_built(site):
        return WRONG_USE
    file = pack_usb.pack_usb(site, out, arguments.root, arguments.today)
    size = -(-file.stat().st_size // 1_000_000)
    print(f"Xong: {file} ({size} MB). Giải nén vào USB, rồi mở {pack_usb.FIRST}.")
    return OK


def run_guide(arguments: argparse.Namespace) -> int:
    """Pages of the built site, one HTML file each."""
    site, out = _places(arguments)
    if not _is_built(site):
        return WRONG_USE
    folder = out / "mot-tep"
    try:
        files = pack_guide.pack_guides(site, folder, arguments.root, arguments.codes)
    except pack_guide.PackError as error:
        print(error, file=sys.stderr)
        return FINDINGS
    print(f"Xong: {len(files)} tệp trong {folder}, mỗi tệp một bài, gửi qua Zalo được.")
    return OK


def options(verb: argparse.ArgumentParser) -> None:
    """What both take."""
    verb.add_argument("--out", type=Path, help="thư mục kết quả (mặc định: dist/)")
    verb.add_argument("--site", type=Path, help="thư mục đã dựng (mặc định: site/)")


def guide_options(verb: argparse.ArgumentParser) -> None:
    """What `pack guide` takes."""
    verb.add_argument("codes", nargs="+", metavar="MÃ", help="mã bài, ví dụ G001 G004; «all» là mọi bài hướng dẫn")
    options(verb)


PACKS = (
    ("usb", "cả cẩm nang thành một tệp zip, mở được từ USB khi không có mạng", run_usb, options),
    ("guide", "mỗi bài thành một tệp HTML, mở ra đọc được ngay, gửi qua Zalo được", run_guide, guide_options),
)


def _places(arguments: argparse.Namespace) -> tuple[Path, Path]:
    site = arguments.site or arguments.root / "site"
    return site.resolve(), (arguments.out or arguments.root / "dist").resolve()


def _is_built(site: Path) -> bool:
    if (site / "index.html").exists():
        return True
    print(f"Chưa có trang ở {site}. Chạy ./camnang build trước.", file=sys.stderr)
    return False
