"""The command line: thin verbs, Vietnamese help, exit codes 0 clean, 1 findings, 2 wrong use, 130 interrupted."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from camnang import (
    asking,
    bench,
    build,
    calendars,
    keeper_verbs,
    packing,
    page_packs,
    print_verbs,
    sent_in,
    stamping,
    writing_verbs,
)
from camnang.exits import FINDINGS, INTERRUPTED, OK, WRONG_USE
from camnang.outputs import handouts, links, search

Run = Callable[[argparse.Namespace], int]
Verb = tuple[str, str, Run | None, Callable[[argparse.ArgumentParser], None]]  # name, words, what it does, its options


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one verb and returns its exit code; every foreseeable failure ends in a Vietnamese sentence."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except build.BuildError as error:
        print(error, file=sys.stderr)
        return error.code
    except (
        handouts.HandoutError, calendars.CalendarError, search.SearchError, packing.PackError, stamping.TeamError
    ) as error:  # fmt: skip
        print(error, file=sys.stderr)
        return FINDINGS
    except KeyboardInterrupt:
        print("\nĐã dừng theo yêu cầu. Trang cũ vẫn còn nguyên.", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        print(build.explain(error), file=sys.stderr)
        return FINDINGS


def _build(arguments: argparse.Namespace) -> int:
    plan = _plan(arguments)
    with _progress("Tờ in") as progress:
        report = build.build_site(plan, _say, progress)
    index = plan.out / "index.html"
    print(
        f"Xong: {report.total} tờ in ({report.made} tờ làm mới), 0 liên kết hỏng. Mở tệp này bằng trình duyệt: {index}"
    )
    return OK


def _serve(arguments: argparse.Namespace) -> int:
    plan = _plan(arguments)
    build.say_placeholder(plan, _say)
    print(
        f"Xem thử tại http://{arguments.dia_chi}/ (bấm Ctrl+C để dừng). Bản xem thử không có tờ in; dùng «build» để có."
    )
    build.run_engine(plan, plan.out, serve=arguments.dia_chi)
    return OK


def _handouts(arguments: argparse.Namespace) -> int:
    return print_verbs.run_handouts(arguments, _plan(arguments), _progress)


def _links(arguments: argparse.Namespace) -> int:
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


def _bench(arguments: argparse.Namespace) -> int:
    _, measure = bench.KINDS[arguments.gi]
    site = arguments.site or arguments.root / "site"
    return measure(bench.Request(arguments.root, site, arguments.today, _say))


def _test(arguments: argparse.Namespace) -> int:
    command = [sys.executable, "-m", "pytest", *arguments.rest]
    return subprocess.run(command, check=False, cwd=arguments.root).returncode


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


def _parser() -> argparse.ArgumentParser:
    words = "Cẩm nang Tổ công nghệ số cộng đồng: dựng trang, làm tờ in, kiểm nội dung."
    parser = asking.Parser(prog="camnang", description=words, add_help=False)
    _common(parser)
    _add(parser.add_subparsers(title="việc làm được", metavar="VIỆC", required=True, dest="viec"), _VERBS)
    return parser


def _add(verbs: Any, table: Iterable[Verb]) -> None:
    for name, words, run, options in table:
        verb = verbs.add_parser(name, help=words, description=words, add_help=False)
        verb.add_argument("-h", "--help", action="help", help="xem cách dùng")
        if run:
            verb.set_defaults(run=run)
        options(verb)


def _common(parser: argparse.ArgumentParser) -> None:
    here = Path(__file__).resolve().parents[2]
    parser.add_argument("-h", "--help", action="help", help="xem cách dùng")
    parser.add_argument("--root", type=Path, default=here, help="thư mục dự án (mặc định: nơi có tệp camnang)")
    parser.add_argument(
        "--today",
        type=asking.day,
        default=date.today(),
        metavar="NGÀY",
        help="coi như hôm nay là ngày này, ví dụ 2026-11-23",
    )


def _site_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--out", type=Path, help="thư mục kết quả (mặc định: site/)")
    verb.add_argument(
        "--site-url", type=asking.address, metavar="ĐỊA_CHỈ", help="địa chỉ công khai của trang, in lên mã QR"
    )
    verb.add_argument("--repo-url", type=asking.address, metavar="ĐỊA_CHỈ", help="địa chỉ kho mã nguồn")
    verb.add_argument(
        "--jobs", type=int, default=None, metavar="SỐ", help="số việc làm cùng lúc (mặc định: số nhân máy)"
    )


def _handouts_options(verb: argparse.ArgumentParser) -> None:
    _site_options(verb)
    print_verbs.handouts_options(verb)


def _kinds(*kinds: Verb) -> Callable[[argparse.ArgumentParser], None]:
    """Options of a verb that is nothing but a table of smaller verbs."""

    def options(verb: argparse.ArgumentParser) -> None:
        _add(verb.add_subparsers(title="việc làm được", metavar="VIỆC", required=True, dest="viec_nho"), kinds)

    return options


def _build_options(verb: argparse.ArgumentParser) -> None:
    _site_options(verb)
    verb.add_argument(
        "--no-offline",
        action="store_true",
        help="tắt phần lưu vào máy: điện thoại nào đã lưu thì tự xoá khi mở lại trang",
    )


def _serve_options(verb: argparse.ArgumentParser) -> None:
    _site_options(verb)
    verb.add_argument("--dia-chi", default="127.0.0.1:8000", help="địa chỉ xem thử (mặc định 127.0.0.1:8000)")


def _links_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("site", nargs="?", type=Path, help="thư mục đã dựng (mặc định: site/)")
    keeper_verbs.external_options(verb)


def _bench_options(verb: argparse.ArgumentParser) -> None:
    kinds = "; ".join(f"{name}: {words}" for name, (words, _) in bench.KINDS.items())
    verb.add_argument(
        "gi", nargs="?", default=next(iter(bench.KINDS)), choices=tuple(bench.KINDS), metavar="GÌ", help=kinds
    )
    verb.add_argument("site", nargs="?", type=Path, help="lighthouse: thư mục đã dựng (mặc định: site/)")


def _test_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("rest", nargs=argparse.REMAINDER, help="chuyển cho pytest")


_VERBS: tuple[Verb, ...] = (
    ("build", "dựng trang và mọi tờ in vào site/, kiểm liên kết", _build, _build_options),
    ("serve", "xem thử ngay trên máy khi đang sửa", _serve, _serve_options),
    ("check", "kiểm nội dung, vài giây, không cần dựng", writing_verbs.run_check, writing_verbs.check_options),
    ("new", "tạo một trang mới từ mẫu", writing_verbs.run_new, writing_verbs.new_options),
    ("codes", "ghi mã của trang mới vào sổ mã docs/_du-lieu/ma-to.yml", writing_verbs.run_codes, lambda verb: None),
    ("handouts", "làm lại tờ in, đóng sách, hoặc điền sẵn cho từng tổ", _handouts, _handouts_options),
    ("pack", "gói tờ in, gói trang cho USB, gói từng bài", None, _kinds(*print_verbs.PACKS, *page_packs.PACKS)),
    (
        "calendar",
        "làm lịch treo, thẻ tháng và lịch điện thoại từ một tệp chương trình năm",
        writing_verbs.run_calendar,
        writing_verbs.calendar_options,
    ),
    ("links", "kiểm liên kết của trang đã dựng", _links, _links_options),
    (
        "freshness",
        "kể điều sắp cũ: dữ kiện, trang, kịch bản loa, bản dịch",
        keeper_verbs.run_freshness,
        keeper_verbs.freshness_options,
    ),
    (
        "release",
        "gom tờ in, ghi chú, mã kiểm cho một bản phát hành",
        keeper_verbs.run_release,
        keeper_verbs.release_options,
    ),
    (
        "receive",
        "nhận chuyện người ta kể (chữ Zalo, tệp .md, issue), ghi thành trang",
        sent_in.run_receive,
        sent_in.receive_options,
    ),
    (
        "readers",
        "đếm người đã đọc một bài góp về tiền và định danh (cần hai người)",
        sent_in.run_readers,
        sent_in.readers_options,
    ),
    (
        "headers",
        "in thiết lập cho máy chủ: an toàn, bộ nhớ đệm, nén",
        keeper_verbs.run_headers,
        keeper_verbs.headers_options,
    ),
    ("bench", "đo trên máy này, mỗi loại một phép đo", _bench, _bench_options),
    (
        "picture",
        "thu nhỏ một tấm ảnh, bỏ nơi chụp, đặt vào thư mục của trang",
        sent_in.picture,
        sent_in.picture_options,
    ),
    ("gate", "xem bài góp có đụng tệp điều khiển không", sent_in.gate_files, sent_in.gate_options),
    ("test", "chạy mọi phép thử", _test, _test_options),
)
