"""The command line: thin verbs, Vietnamese help, exit codes 0 clean, 1 findings, 2 wrong use, 130 interrupted."""

from __future__ import annotations

import argparse
import difflib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NoReturn

from camnang import books, build, calendars, checking, new_page, programme, readers
from camnang.outputs import handouts, links, search
from camnang.problem import HINT

OK, FINDINGS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one verb and returns its exit code; every foreseeable failure ends in a Vietnamese sentence."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except build.BuildError as error:
        print(error, file=sys.stderr)
        return error.code
    except (handouts.HandoutError, calendars.CalendarError, search.SearchError) as error:
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


def _check(arguments: argparse.Namespace) -> int:
    root = arguments.root
    missing = [path for path in arguments.paths if not path.exists()]
    if missing:
        print(
            f"Không thấy {', '.join(map(str, missing))}. Ghi đường dẫn một tệp .md hay thư mục trong docs/.",
            file=sys.stderr,
        )
        return WRONG_USE
    outcome = checking.check(root, arguments.today, arguments.paths)
    if not outcome.pages:
        print("0 trang được kiểm tra. Ghi đường dẫn một tệp .md hay thư mục trong docs/vi.", file=sys.stderr)
        return WRONG_USE
    on_github = os.environ.get("GITHUB_ACTIONS") == "true"
    for problem in outcome.problems:
        print(problem.annotation() if on_github else problem.terminal())
    hints = sum(problem.severity == HINT for problem in outcome.problems)
    print(f"Đã kiểm {outcome.pages} trang: {outcome.errors} lỗi, {hints} lời nhắc.")
    return FINDINGS if outcome.errors else OK


def _new(arguments: argparse.Namespace) -> int:
    try:
        file = new_page.create(
            arguments.root / "docs", arguments.loai, arguments.ten, arguments.thu_muc, arguments.today
        )
    except new_page.NewPageError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    print(
        f"Đã tạo {file.relative_to(arguments.root)}. Điền nội dung rồi chạy: ./camnang check {file.relative_to(arguments.root)}"
    )
    return OK


def _handouts(arguments: argparse.Namespace) -> int:
    plan = _plan(arguments)
    if books.wanted(arguments):
        return books.run(arguments, plan)
    if not (plan.out / "index.html").exists():
        print(f"Chưa có trang ở {plan.out}. Chạy ./camnang build trước.", file=sys.stderr)
        return WRONG_USE
    with _progress("Tờ in") as progress:
        report = handouts.build_handouts(
            plan.out,
            plan.root,
            site_url=plan.address,
            today=plan.today,
            jobs=plan.jobs,
            cache=plan.cache / "handouts",
            progress=progress,
        )
    print(f"Xong: {report.total} tờ in trong {plan.out / 'ban-in'} ({report.made} tờ làm mới).")
    return OK


def _links(arguments: argparse.Namespace) -> int:
    site = arguments.site or arguments.root / "site"
    if not (site / "index.html").exists():
        print(f"Chưa có trang ở {site}. Chạy ./camnang build trước.", file=sys.stderr)
        return WRONG_USE
    broken = links.check_links(site)
    for link in broken:
        print(link.terminal())
    print(f"Đã kiểm {len(list(site.rglob('*.html')))} trang: {len(broken)} liên kết hỏng.")
    return FINDINGS if broken else OK


def _calendar(arguments: argparse.Namespace) -> int:
    out = (arguments.out or arguments.root / "dist" / "lich").resolve()
    file = arguments.tep or arguments.root / "docs" / programme.FILE
    address = build.Plan(arguments.root, out, arguments.today, site_url=arguments.site_url or "").address
    written = calendars.write_own(file, out, arguments.root, address)
    print(f"Xong: {len(written)} tệp lịch trong {out}: {', '.join(written)}.")
    return OK


def _readers(arguments: argparse.Namespace) -> int:
    try:
        files, reviews = readers.read_list(arguments.files), readers.read_list(arguments.reviews)
    except readers.ReadersError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    verdict = readers.judge(files, reviews, arguments.author)
    print(verdict.told())
    return OK if verdict.enough else FINDINGS


def _bench(arguments: argparse.Namespace) -> int:
    from camnang import bench, bench_search, lighthouse  # only this verb needs them

    if arguments.gi == "lighthouse":
        return lighthouse.measure(arguments.site or arguments.root / "site", _say)
    measure = bench_search.run if arguments.gi == "search" else bench.run
    return measure(arguments.root, today=arguments.today)


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


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» không phải ngày; ghi năm-tháng-ngày, ví dụ 2026-11-23") from None


def _address(text: str) -> str:
    if not text.startswith(("http://", "https://")) or " " in text:
        raise argparse.ArgumentTypeError(f"«{text}» không phải địa chỉ; ghi đủ, ví dụ https://camnang.example.org/")
    return text.rstrip("/") + "/"


class _Parser(argparse.ArgumentParser):
    """argparse with its few sentences in Vietnamese and a guess at mistyped verbs."""

    def format_help(self) -> str:
        text = super().format_help()
        for english, vietnamese in (
            ("usage: ", "cách dùng: "),
            ("positional arguments:", "cần ghi:"),
            ("options:", "thêm được:"),
        ):
            text = text.replace(english, vietnamese, 1)
        return text

    def error(self, message: str) -> NoReturn:
        match = re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)", message)
        if match:
            known = re.findall(r"[\w-]+", match[2])
            guess = difflib.get_close_matches(match[1], known, 1)
            message = f"không có việc «{match[1]}». " + (
                f"Có phải «{guess[0]}»?" if guess else f"Chọn một trong: {', '.join(known)}."
            )
        for english, vietnamese in (
            ("the following arguments are required: ", "còn thiếu: "),
            ("unrecognized arguments: ", "không hiểu: "),
            ("expected one argument", "cần một giá trị đi kèm"),
            ("invalid int value:", "cần một số, đang ghi"),
            ("argument ", "mục "),
        ):
            message = message.replace(english, vietnamese)
        self.exit(WRONG_USE, f"{message}\nXem cách dùng: ./{self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    words = "Cẩm nang Tổ công nghệ số cộng đồng: dựng trang, làm tờ in, kiểm nội dung."
    parser = _Parser(prog="camnang", description=words, add_help=False)
    _common(parser)
    verbs = parser.add_subparsers(title="việc làm được", metavar="VIỆC", required=True, dest="viec")
    for name, words, run, options in _VERBS:
        verb = verbs.add_parser(name, help=words, description=words, add_help=False)
        verb.add_argument("-h", "--help", action="help", help="xem cách dùng")
        options(verb)
        verb.set_defaults(run=run)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    here = Path(__file__).resolve().parents[2]
    parser.add_argument("-h", "--help", action="help", help="xem cách dùng")
    parser.add_argument("--root", type=Path, default=here, help="thư mục dự án (mặc định: nơi có tệp camnang)")
    parser.add_argument(
        "--today",
        type=_date,
        default=date.today(),
        metavar="NGÀY",
        help="coi như hôm nay là ngày này, ví dụ 2026-11-23",
    )


def _site_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--out", type=Path, help="thư mục kết quả (mặc định: site/)")
    verb.add_argument("--site-url", type=_address, metavar="ĐỊA_CHỈ", help="địa chỉ công khai của trang, in lên mã QR")
    verb.add_argument("--repo-url", type=_address, metavar="ĐỊA_CHỈ", help="địa chỉ kho mã nguồn")
    verb.add_argument(
        "--jobs", type=int, default=None, metavar="SỐ", help="số việc làm cùng lúc (mặc định: số nhân máy)"
    )


def _handouts_options(verb: argparse.ArgumentParser) -> None:
    _site_options(verb)
    books.add_options(verb)


def _serve_options(verb: argparse.ArgumentParser) -> None:
    _site_options(verb)
    verb.add_argument("--dia-chi", default="127.0.0.1:8000", help="địa chỉ xem thử (mặc định 127.0.0.1:8000)")


def _check_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "paths", nargs="*", type=Path, metavar="ĐƯỜNG_DẪN", help="tệp .md hay thư mục; bỏ trống là tất cả"
    )


def _new_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("loai", help=f"loại trang: {', '.join(new_page.KINDS)}")
    verb.add_argument("ten", help="tên trang, ví dụ «Quên mật khẩu VNeID»")
    verb.add_argument("--thu-muc", default="", help="thư mục con, ví dụ vneid (hướng dẫn) hay 2026 (gương tốt)")


def _links_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("site", nargs="?", type=Path, help="thư mục đã dựng (mặc định: site/)")


def _calendar_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "tep",
        nargs="?",
        type=Path,
        metavar="TỆP",
        help="bản chép của docs/_du-lieu/ke-hoach.yml đã sửa cho xã, tỉnh mình",
    )
    verb.add_argument("--out", type=Path, help="thư mục kết quả (mặc định: dist/lich/)")
    verb.add_argument("--site-url", type=_address, metavar="ĐỊA_CHỈ", help="địa chỉ công khai của trang, in lên mã QR")


def _readers_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("files", type=Path, metavar="TỆP_ĐÃ_SỬA", help="danh sách tệp của bài góp, JSON do GitHub trả về")
    verb.add_argument("reviews", type=Path, metavar="LỜI_DUYỆT", help="danh sách lời duyệt, JSON do GitHub trả về")
    verb.add_argument("--author", required=True, metavar="TÊN", help="tài khoản của người gửi bài")


def _test_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("rest", nargs=argparse.REMAINDER, help="chuyển cho pytest")


def _bench_options(verb: argparse.ArgumentParser) -> None:
    words = "thoi-gian: kiểm và dựng mất bao lâu; search: 120 câu thử, so với lunr và Pagefind; lighthouse: điểm của năm loại trang, cần có Lighthouse trên máy"
    verb.add_argument(
        "gi", nargs="?", choices=("thoi-gian", "search", "lighthouse"), default="thoi-gian", metavar="GÌ", help=words
    )
    verb.add_argument("site", nargs="?", type=Path, help="lighthouse: thư mục đã dựng (mặc định: site/)")


_VERBS = (
    ("build", "dựng trang và mọi tờ in vào site/, kiểm liên kết", _build, _site_options),
    ("serve", "xem thử ngay trên máy khi đang sửa", _serve, _serve_options),
    ("check", "kiểm nội dung, vài giây, không cần dựng", _check, _check_options),
    ("new", "tạo một trang mới từ mẫu", _new, _new_options),
    (
        "handouts",
        "làm lại tờ in cho trang đã dựng; --book đóng sách, --booklet xếp trang để đóng ghim",
        _handouts,
        _handouts_options,
    ),
    (
        "calendar",
        "làm lịch treo, thẻ tháng và lịch điện thoại từ một tệp chương trình năm",
        _calendar,
        _calendar_options,
    ),
    ("links", "kiểm liên kết của trang đã dựng", _links, _links_options),
    ("readers", "đếm người đã đọc một bài góp về tiền và định danh (cần hai người)", _readers, _readers_options),
    ("bench", "đo trên máy này: thời gian, phần tìm, điểm Lighthouse", _bench, _bench_options),
    ("test", "chạy mọi phép thử", _test, _test_options),
)
_NAMES = tuple(name for name, *_ in _VERBS)
