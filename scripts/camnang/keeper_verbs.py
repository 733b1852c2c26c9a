"""Verbs for those who keep the handbook: links to other sites, what grows old, releases. Thin, like `cli`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from urllib.parse import urlsplit

from camnang import asking, build, external, freshness, release
from camnang.exits import FINDINGS, OK, WRONG_USE
from camnang.outputs import servers
from camnang.weblinks.fetch import Fetcher
from camnang.weblinks.round import Progress


def run_external(arguments: argparse.Namespace, progress: Progress) -> int:
    """`links --external`: asks other sites, or with `--list` only tells which."""
    if arguments.list:
        print(external.listing(arguments.root))
        return OK
    contact = arguments.contact or build.Plan(arguments.root, arguments.root, arguments.today).address
    return external.run(
        arguments.root,
        arguments.today,
        Fetcher(contact),
        state=arguments.state or arguments.root / external.STATE,
        out=arguments.report,
        strict=arguments.strict,
        progress=progress,
    )


def external_options(verb: argparse.ArgumentParser) -> None:
    """Options of `links` that only count with `--external`."""
    verb.add_argument("--external", action="store_true", help="hỏi các trang ngoài qua mạng; chạy mỗi tuần một lần")
    words = "external: tệp nhớ các lần hỏi (mặc định: trong .cache/)"
    verb.add_argument("--state", type=Path, metavar="TỆP", help=words)
    verb.add_argument("--report", type=Path, metavar="TỆP", help="external: ghi báo cáo Markdown vào tệp này")
    verb.add_argument("--list", action="store_true", help="external: chỉ kể các tên miền đang dùng, không hỏi")
    verb.add_argument("--strict", action="store_true", help="external: có địa chỉ hỏng thì trả về 1")
    verb.add_argument("--contact", metavar="ĐỊA_CHỈ", help="external: nơi chủ trang ngoài liên hệ (mặc định: site_url)")


def run_freshness(arguments: argparse.Namespace) -> int:
    """`freshness`: tells what is due; never fails."""
    due, stale = freshness.look(arguments.root, arguments.today, arguments.days)
    text = freshness.markdown(due, stale, arguments.today, arguments.days)
    if arguments.report:
        arguments.report.parent.mkdir(parents=True, exist_ok=True)
        arguments.report.write_text(text, encoding="utf-8")
    else:
        print(text)
    print(f"{len(due)} điều tới hạn, {len(stale)} bản dịch phải xem lại.")
    return OK


def freshness_options(verb: argparse.ArgumentParser) -> None:
    """How far to look ahead, and where to write."""
    words = f"nhìn trước mấy ngày (mặc định {freshness.DAYS})"
    verb.add_argument("--days", type=int, default=freshness.DAYS, metavar="SỐ", help=words)
    verb.add_argument("--report", type=Path, metavar="TỆP", help="ghi báo cáo Markdown vào tệp này")


def run_release(arguments: argparse.Namespace) -> int:
    """`release`: gathers the files of a release."""
    root = arguments.root
    out = (arguments.out or root / "dist" / "phat-hanh").resolve()
    try:
        made = release.gather(arguments.site or root / "site", root / "CHANGELOG.md", arguments.version, out)
    except release.ReleaseError as error:
        print(error, file=sys.stderr)
        return FINDINGS
    print(f"Xong: {len(made)} tệp trong {out}: {', '.join(made)}.")
    return OK


def release_options(verb: argparse.ArgumentParser) -> None:
    """Which version, from which site, into which folder."""
    verb.add_argument("version", metavar="SỐ", help="số phiên bản, ví dụ 0.2.0; phải có mục trong CHANGELOG.md")
    verb.add_argument("--site", type=Path, help="thư mục đã dựng (mặc định: site/)")
    verb.add_argument("--out", type=Path, help="thư mục kết quả (mặc định: dist/phat-hanh/)")


def run_headers(arguments: argparse.Namespace) -> int:
    """Prints the settings of a web server."""
    plan = build.Plan(arguments.root, arguments.root, arguments.today, site_url=arguments.site_url or "")
    address = urlsplit(plan.address)
    if address.path != "/":
        print(f"{plan.address} nằm trong một thư mục con. Tệp này dành cho trang ở gốc tên miền.", file=sys.stderr)
        return WRONG_USE
    print(servers.settings(arguments.loai, host=address.netloc, folder=arguments.thu_muc), end="")
    return OK


def headers_options(verb: argparse.ArgumentParser) -> None:
    """What `headers` takes."""
    verb.add_argument("loai", choices=servers.KINDS, metavar="LOẠI", help=f"máy chủ: {', '.join(servers.KINDS)}")
    verb.add_argument("--site-url", type=asking.address, metavar="ĐỊA_CHỈ", help="địa chỉ công khai của trang")
    verb.add_argument("--thu-muc", default="/var/www/camnang", help="nơi đặt trang trên máy chủ (/var/www/camnang)")
