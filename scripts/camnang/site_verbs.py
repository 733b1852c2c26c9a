"""Verbs for the whole site: build, serve, handouts, pack, links, bench, test. Thin, like `cli`."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from camnang import asking, bench, build, keeper_verbs, page_packs, print_verbs
from camnang.exits import FINDINGS, OK, WRONG_USE
from camnang.outputs import links


def run_build(arguments: argparse.Namespace) -> int:
    """The whole site."""
    plan = _plan(arguments)
    with _progress("Tờ in") as progress:
        report = build.build_site(plan, _say, progress)
    index = plan.out / "index.html"
    print(
        f"Xong: {report.total} tờ in ({report.made} tờ làm mới), 0 liên kết hỏng. Mở tệp này bằng trình duyệt: {index}"
    )
    return OK


def build_options(verb: argparse.ArgumentParser) -> None:
    """What `build` takes."""
    _site_options(verb)
    verb.add_argument(
        "--no-offline",
        action="store_true",
        help="tắt phần lưu vào máy: điện thoại nào đã lưu thì tự xoá khi mở lại trang",
    )


def run_serve(arguments: argparse.Namespace) -> int:
    """A preview that follows every change."""
    plan = _plan(arguments)
    build.say_placeholder(plan, _say)
    print(
        f"Xem thử tại http://{arguments.dia_chi}/ (bấm Ctrl+C để dừng). Bản xem thử không có tờ in; dùng «build» để có."
    )
    build.run_engine(plan, plan.out, serve=arguments.dia_chi)
    return OK


def serve_options(verb: argparse.ArgumentParser) -> None:
    """What `serve` takes."""
    _site_options(verb)
    verb.add_argument("--dia-chi", default="127.0.0.1:8000", help="địa chỉ xem thử (mặc định 127.0.0.1:8000)")


def run_handouts(arguments: argparse.Namespace) -> int:
    """Sheets again, books, or sheets for each team."""
    return print_verbs.run_handouts(arguments, _plan(arguments), _progress)


def handouts_options(verb: argparse.ArgumentParser) -> None:
    """What `handouts` takes."""
    _site_options(verb)
    print_verbs.handouts_options(verb)


def pack_options(verb: argparse.ArgumentParser) -> None:
    """The kinds of packs, each a verb of its own."""
    kinds = verb.add_subparsers(title="việc làm được", metavar="VIỆC", required=True, dest="viec_nho")
    asking.add_verbs(kinds, (*print_verbs.PACKS, *page_packs.PACKS))


def run_links(arguments: argparse.Namespace) -> int:
    """Links of the built site, or with `--external` those to other sites."""
    if arguments.external:
        with _progress("Liên kết ngoài") as bar:
            return keeper_verbs.run_external(arguments, bar)
    site = arguments.site or arguments.root / "site"
    if not (site / "index.html").exists():
        print(f"Chưa có trang ở {site}. Chạy ./camnang build trước.", file=sys.stderr)
        return WRONG_USE
    broken = links.check_links(site)
    for link in broken:
        print(link.terminal())
    print(f"Đã kiểm {len(list(site.rglob('*.html')))} trang: {len(broken)} liên kết hỏng.")
    return FINDINGS if broken else OK


def links_options(verb: argparse.ArgumentParser) -> None:
    """What `links` takes."""
    verb.add_argument("site", nargs="?", type=Path, help="thư mục đã dựng (mặc định: site/)")
    keeper_verbs.external_options(verb)


def run_bench(arguments: argparse.Namespace) -> int:
    """One measure, printed."""
    _, measure = bench.KINDS[arguments.gi]
    site = arguments.site or arguments.root / "site"
    return measure(bench.Request(arguments.root, site, arguments.today, _say))


def bench_options(verb: argparse.ArgumentParser) -> None:
    """What `bench` takes."""
    kinds = "; ".join(f"{name}: {words}" for name, (words, _) in bench.KINDS.items())
    verb.add_argument(
        "gi", nargs="?", default=next(iter(bench.KINDS)), choices=tuple(bench.KINDS), metavar="GÌ", help=kinds
    )
    verb.add_argument("site", nargs="?", type=Path, help="lighthouse: thư mục đã dựng (mặc định: site/)")


def run_test(arguments: argparse.Namespace) -> int:
    """All tests."""
    command = [sys.executable, "-m", "pytest", *arguments.rest]
    return subprocess.run(command, check=False, cwd=arguments.root).returncode


def test_options(verb: argparse.ArgumentParser) -> None:
    """What `test` takes."""
    verb.add_argument("rest", nargs=argparse.REMAINDER, help="chuyển cho pytest")


def _site_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--out", type=Path, help="thư mục kết quả (mặc định: site/)")
    verb.add_argument(
        "--site-url", type=asking.address, metavar="ĐỊA_CHỈ", help="địa chỉ công khai của trang, in lên mã QR"
    )
    verb.add_argument("--repo-url", type=asking.address, metavar="ĐỊA_CHỈ", help="địa chỉ kho mã nguồn")
    verb.add_argument(
        "--jobs", type=int, default=None, metavar="SỐ", help="số việc làm cùng lúc (mặc định: số nhân máy)"
    )


def _plan(arguments: argparse.Namespace) -> build.Plan:
    return build.Plan(
        root=arguments.root,
        out=(arguments.out or arguments.root / "site").resolve(),
        today=arguments.today,
        site_url=arguments.site_url or "",
        repo_url=arguments.repo_url or "",
        jobs=arguments.jobs,
        offline=not getattr(arguments, "no_offline", False),
    )


def _say(text: str) -> None:
    print(text, flush=True)


@contextmanager
def _progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, silence elsewhere; calls come as (done, total)."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, disable=not sys.stderr.isatty(), transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
