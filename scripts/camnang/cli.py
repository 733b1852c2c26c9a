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
from urllib.parse import urlsplit

from camnang import (
    asking,
    bench,
    build,
    calendars,
    checking,
    code_book,
    codes,
    corpus,
    keeper_verbs,
    mending,
    new_page,
    packing,
    page_packs,
    print_verbs,
    programme,
    readers,
    reporting,
    sent_in,
    stamping,
    story,
)
from camnang.exits import FINDINGS, INTERRUPTED, OK, WRONG_USE
from camnang.outputs import handouts, links, search, servers

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


def _check(arguments: argparse.Namespace) -> int:
    root = arguments.root
    missing = [path for path in arguments.paths if not path.exists()]
    if missing:
        print(
            f"Không thấy {', '.join(map(str, missing))}. Ghi đường dẫn một tệp .md hay thư mục trong docs/.",
            file=sys.stderr,
        )
        return WRONG_USE
    if arguments.fix:
        sent_in.mend(root, arguments.paths)
    outcome = checking.check(root, arguments.today, arguments.paths)
    if not outcome.pages:
        print("0 trang được kiểm tra. Ghi đường dẫn một tệp .md hay thư mục trong docs/vi.", file=sys.stderr)
        return WRONG_USE
    sent_in.report(outcome)
    if arguments.comment:
        mending.write(arguments.comment, reporting.comment(outcome.pages, outcome.problems))
    print(reporting.told(outcome.pages, outcome.problems))
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


def _codes(arguments: argparse.Namespace) -> int:
    docs = arguments.root / "docs"
    register = codes.load(docs)
    pages = register.missing(corpus.load(docs).pages)
    written = code_book.add(docs, {code: page.title for code, page in pages.items()}, arguments.today)
    for fault in codes.load(docs).faults:
        print(f"{codes.FILE}:{fault.line}: {fault.message}\n    Cách sửa: {fault.fix}", file=sys.stderr)
    print(f"Đã ghi vào sổ {len(written)} mã: {', '.join(written)}." if written else "Mọi mã đã có trong sổ.")
    return FINDINGS if codes.load(docs).faults else OK


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


def _calendar(arguments: argparse.Namespace) -> int:
    out = (arguments.out or arguments.root / "dist" / "lich").resolve()
    file = arguments.tep or arguments.root / "docs" / programme.FILE
    address = build.Plan(arguments.root, out, arguments.today, site_url=arguments.site_url or "").address
    written = calendars.write_own(file, out, arguments.root, address, arguments.today)
    print(f"Xong: {len(written)} tệp lịch trong {out}: {', '.join(written)}.")
    return OK


def _receive(arguments: argparse.Namespace) -> int:
    from camnang import receive  # only this verb needs it

    if arguments.mau:
        print(f"Đã làm lại {receive.write_issue_form(arguments.root).relative_to(arguments.root)}.")
        return OK
    letter = arguments.issue or arguments.tep
    if letter is None:
        print("Chưa có tệp nào. Ghi tệp chữ người ta gửi tới, hoặc --issue TỆP.json.", file=sys.stderr)
        return WRONG_USE
    try:
        got = receive.receive(
            arguments.root, letter, arguments.today, issue=arguments.issue is not None, title=arguments.ten
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


def _readers(arguments: argparse.Namespace) -> int:
    try:
        files, reviews = readers.read_list(arguments.files), readers.read_list(arguments.reviews)
    except readers.ReadersError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    verdict = readers.judge(files, reviews, arguments.author)
    print(verdict.told())
    return OK if verdict.enough else FINDINGS


def _headers(arguments: argparse.Namespace) -> int:
    plan = build.Plan(arguments.root, arguments.root, arguments.today, site_url=arguments.site_url or "")
    address = urlsplit(plan.address)
    if address.path != "/":
        print(f"{plan.address} nằm trong một thư mục con. Tệp này dành cho trang ở gốc tên miền.", file=sys.stderr)
        return WRONG_USE
    print(servers.settings(arguments.loai, host=address.netloc, folder=arguments.thu_muc), end="")
    return OK


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


def _check_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "paths", nargs="*", type=Path, metavar="ĐƯỜNG_DẪN", help="tệp .md hay thư mục; bỏ trống là tất cả"
    )
    verb.add_argument(
        "--fix", action="store_true", help="tự sửa cách gõ trước khi kiểm: dấu thanh, khoảng trắng, ngoặc kép"
    )
    verb.add_argument("--comment", type=Path, metavar="TỆP", help="ghi lời nhắn cho người gửi bài vào tệp này")


def _new_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("loai", help=f"loại trang: {', '.join(new_page.KINDS)}")
    verb.add_argument("ten", help="tên trang, ví dụ «Quên mật khẩu VNeID»")
    verb.add_argument("--thu-muc", default="", help="thư mục con, ví dụ vneid (hướng dẫn) hay 2026 (gương tốt)")


def _links_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("site", nargs="?", type=Path, help="thư mục đã dựng (mặc định: site/)")
    keeper_verbs.external_options(verb)


def _calendar_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "tep",
        nargs="?",
        type=Path,
        metavar="TỆP",
        help="bản chép của docs/_du-lieu/ke-hoach.yml đã sửa cho xã, tỉnh mình",
    )
    verb.add_argument("--out", type=Path, help="thư mục kết quả (mặc định: dist/lich/)")
    verb.add_argument(
        "--site-url", type=asking.address, metavar="ĐỊA_CHỈ", help="địa chỉ công khai của trang, in lên mã QR"
    )


def _receive_options(verb: argparse.ArgumentParser) -> None:
    words = "tệp chữ chép từ Zalo, tệp .md của mẫu, thư mục hay tệp zip chứa đúng một tệp ấy"
    verb.add_argument("tep", nargs="?", type=Path, metavar="TỆP", help=words)
    verb.add_argument(
        "--issue", type=Path, metavar="TỆP", help="tệp JSON sự kiện của GitHub, khi chuyện gửi bằng issue"
    )
    verb.add_argument("--ten", default="", metavar="TÊN", help="tên khác cho chuyện, khi nơi ấy đã có một chuyện")
    verb.add_argument("--mau", action="store_true", help="chỉ làm lại mẫu trên GitHub từ docs/_du-lieu/ke-chuyen.yml")


def _readers_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("files", type=Path, metavar="TỆP_ĐÃ_SỬA", help="danh sách tệp của bài góp, JSON do GitHub trả về")
    verb.add_argument("reviews", type=Path, metavar="LỜI_DUYỆT", help="danh sách lời duyệt, JSON do GitHub trả về")
    verb.add_argument("--author", required=True, metavar="TÊN", help="tài khoản của người gửi bài")


def _headers_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("loai", choices=servers.KINDS, metavar="LOẠI", help=f"máy chủ: {', '.join(servers.KINDS)}")
    verb.add_argument("--site-url", type=asking.address, metavar="ĐỊA_CHỈ", help="địa chỉ công khai của trang")
    verb.add_argument("--thu-muc", default="/var/www/camnang", help="nơi đặt trang trên máy chủ (/var/www/camnang)")


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
    ("check", "kiểm nội dung, vài giây, không cần dựng", _check, _check_options),
    ("new", "tạo một trang mới từ mẫu", _new, _new_options),
    ("codes", "ghi mã của trang mới vào sổ mã docs/_du-lieu/ma-to.yml", _codes, lambda verb: None),
    ("handouts", "làm lại tờ in, đóng sách, hoặc điền sẵn cho từng tổ", _handouts, _handouts_options),
    ("pack", "gói tờ in, gói trang cho USB, gói từng bài", None, _kinds(*print_verbs.PACKS, *page_packs.PACKS)),
    (
        "calendar",
        "làm lịch treo, thẻ tháng và lịch điện thoại từ một tệp chương trình năm",
        _calendar,
        _calendar_options,
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
    ("receive", "nhận chuyện người ta kể (chữ Zalo, tệp .md, issue), ghi thành trang", _receive, _receive_options),
    ("readers", "đếm người đã đọc một bài góp về tiền và định danh (cần hai người)", _readers, _readers_options),
    ("headers", "in thiết lập cho máy chủ: an toàn, bộ nhớ đệm, nén", _headers, _headers_options),
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
