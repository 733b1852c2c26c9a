"""The verbs of the print shop: sheets again or for each team, packs of sheets. Each is a name, words, a run, its options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from camnang import asking, books, build, calendars, packing, programme, stamping, teams
from camnang.build import Plan
from camnang.exits import INTERRUPTED, OK, WRONG_USE
from camnang.outputs import gallery, handouts
from camnang.outputs.sheet_cache import write_whole
from camnang.packs import has_sheet
from camnang.page import Page

Bar = Callable[[str], AbstractContextManager[Callable[[int, int], None]]]
EXAMPLE = "to-mau.csv"
FOLDER = "dist"
EVERY_COPY = "huong-dan"  # the page type that is stamped when nothing else is asked for


def handouts_options(verb: argparse.ArgumentParser) -> None:
    """What `handouts` takes beside the options of the site."""
    verb.add_argument(
        "--to", type=Path, metavar="TỆP", help="điền tên tổ, điện thoại của từng tổ trong bảng này lên tờ in"
    )
    verb.add_argument(
        "--to-mau",
        nargs="?",
        type=Path,
        const=Path(EXAMPLE),
        metavar="TỆP",
        help=f"ghi bảng mẫu ({EXAMPLE}), mở bằng Excel",
    )
    verb.add_argument(
        "--ma", type=_codes, default=(), metavar="MÃ,MÃ", help="chỉ những tờ này; bỏ trống là mọi hướng dẫn"
    )
    verb.add_argument(
        "--bo", action="append", default=[], metavar="TÊN", help="cả bộ thành một tệp; ghi nhiều lần được"
    )
    verb.add_argument("--mot-tep", action="store_true", help="gộp các tờ --ma thành một tệp có bìa, mục lục")
    verb.add_argument(
        "--ket-qua",
        type=Path,
        metavar="THƯ_MỤC",
        help=f"nơi đặt thư mục của từng tổ (mặc định: {FOLDER}/to/<tên bảng>)",
    )
    books.add_options(verb)


def run_handouts(arguments: argparse.Namespace, plan: Plan, bar: Bar) -> int:
    """Sheets of the built site: laid out again, bound as books, or with contacts of teams on them."""
    if arguments.to_mau:
        return _write_example(arguments.root, arguments.to_mau)
    if books.wanted(arguments):
        return books.run(arguments, plan)
    if not _is_built(plan.out):
        return WRONG_USE
    if arguments.to:
        return _stamp(arguments, plan, bar)
    with bar("Tờ in") as progress:
        report = handouts.build_handouts(
            plan.out, plan.root, site_url=plan.address, today=plan.today, jobs=plan.jobs,
            cache=plan.cache / "handouts", progress=progress,
        )  # fmt: skip
    gallery.fill_gallery(plan.out, plan.cache / "gallery", plan.today)
    print(f"Xong: {report.total} tờ in trong {plan.out / 'ban-in'} ({report.made} tờ làm mới).")
    return OK


def pack_to_options(verb: argparse.ArgumentParser) -> None:
    """What `pack to` takes."""
    verb.add_argument("bo", nargs="*", metavar="TÊN", help="tên bộ trong docs/_du-lieu/bo.yml")
    verb.add_argument("--list", action="store_true", help="kể tên các bộ")
    verb.add_argument("--ma", type=_codes, default=(), metavar="MÃ,MÃ", help="bộ tự chọn, ví dụ G001,Y002")
    verb.add_argument("--ten", default="", metavar="TÊN", help="tên in trên bìa của bộ tự chọn")
    verb.add_argument("--site", type=Path, help="trang đã dựng (mặc định: site/)")
    verb.add_argument("--out", type=Path, help=f"thư mục kết quả (mặc định: {FOLDER}/)")


def run_pack_to(arguments: argparse.Namespace) -> int:
    """Packs of sheets as PDF and zip."""
    if arguments.list:
        for pack in packing.known(arguments.root)[0]:
            print(f"{pack.name:<16} {len(pack.pages):>3} tờ  {pack.title}. Cho: {pack.audience}.")
        return OK
    if not arguments.bo and not arguments.ma:
        print("Chưa nói bộ nào. Xem tên các bộ: ./camnang pack to --list", file=sys.stderr)
        return WRONG_USE
    site = (arguments.site or arguments.root / "site").resolve()
    if not _is_built(site):
        return WRONG_USE
    try:
        chosen = packing.chosen(arguments.root, arguments.bo, arguments.ma, arguments.ten)
    except packing.PackError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    out = (arguments.out or arguments.root / FOLDER).resolve()
    for file in packing.write_packs(chosen, site, arguments.root, out, arguments.today):
        print(f"Xong: {file} ({file.stat().st_size // 1000} kB)")
    return OK


def run_calendar(arguments: argparse.Namespace) -> int:
    """Calendars from a programme of one’s own."""
    out = (arguments.out or arguments.root / "dist" / "lich").resolve()
    file = arguments.tep or arguments.root / "docs" / programme.FILE
    address = build.Plan(arguments.root, out, arguments.today, site_url=arguments.site_url or "").address
    written = calendars.write_own(file, out, arguments.root, address, arguments.today)
    print(f"Xong: {len(written)} tệp lịch trong {out}: {', '.join(written)}.")
    return OK


def calendar_options(verb: argparse.ArgumentParser) -> None:
    """What `calendar` takes."""
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


PACKS = (("to", "các tờ đã chọn thành một tệp PDF có bìa và một tệp zip", run_pack_to, pack_to_options),)


def _stamp(arguments: argparse.Namespace, plan: Plan, bar: Bar) -> int:
    try:
        job = _job(arguments, plan)
    except packing.PackError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    print(f"{len(job.teams)} tổ, mỗi tổ {len(job.pages) + len(job.packs)} tệp, vào {job.out}")
    try:
        with bar("Tổ") as progress:
            report, short = stamping.stamp_all(job, arguments.to, progress)
    except KeyboardInterrupt:
        print("\nĐã dừng. Thư mục nào đã có là đủ tờ. Chạy lại đúng lệnh này để làm tiếp.", file=sys.stderr)
        return INTERRUPTED
    print(f"Xong: {report.made} tổ làm mới, {report.ready} tổ đã có từ trước.")
    if short:
        codes = ", ".join(name.partition("-")[0].upper() for name in short)
        print(f"{len(short)} tờ không có dòng «Gặp ai, ở đâu», chỉ ghi tên tổ và điện thoại: {codes}.")
    if report.unnamed:
        print(f"Không còn trong bảng, thư mục vẫn để nguyên: {', '.join(report.unnamed)}.")
    return OK


def _job(arguments: argparse.Namespace, plan: Plan) -> stamping.Job:
    _, pages = packing.known(arguments.root)
    named = packing.chosen(arguments.root, arguments.bo, ())
    own = packing.chosen(arguments.root, (), arguments.ma)
    single: tuple[Page, ...] = own[0].pages if own and not arguments.mot_tep else ()
    if not named and not own:
        single = tuple(page for page in pages.of_kind(EVERY_COPY, "vi") if has_sheet(page))
    return stamping.Job(
        pages=single,
        packs=(*named, *(own if arguments.mot_tep else ())),
        teams=stamping.read_teams(arguments.to),
        site=plan.out,
        root=plan.root,
        out=(arguments.ket_qua or plan.root / FOLDER / "to" / arguments.to.stem).resolve(),
        printed=f"{plan.today:%d/%m/%Y}",
    )


def _write_example(root: Path, name: Path) -> int:
    file = name if name.is_absolute() else root / name
    if file.exists():
        print(f"Đã có tệp {file}; không ghi đè. Ghi tên khác: --to-mau TÊN.csv", file=sys.stderr)
        return WRONG_USE
    write_whole(file, teams.example())
    print(f"Đã ghi {file}. Điền mỗi tổ một hàng, xoá hàng mẫu, rồi chạy: ./camnang handouts --to {name}")
    return OK


def _is_built(site: Path) -> bool:
    if (site / "index.html").exists():
        return True
    print(f"Chưa có trang ở {site}. Chạy ./camnang build trước.", file=sys.stderr)
    return False


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.replace(";", ",").split(",") if code.strip())
