"""The command line: thin verbs, Vietnamese help, exit codes 0 clean, 1 findings, 2 wrong use, 130 interrupted."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from camnang import asking
from camnang.exits import FINDINGS, INTERRUPTED, Told, explain


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one verb and returns its exit code; every foreseeable failure ends in a Vietnamese sentence."""
    words = sys.argv[1:] if argv is None else list(argv)
    arguments = _parser(words).parse_args(words)
    try:
        return int(arguments.run(arguments))
    except Told as error:
        print(error, file=sys.stderr)
        return error.code
    except KeyboardInterrupt:
        print("\nĐã dừng theo yêu cầu. Trang cũ vẫn còn nguyên.", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        print(explain(error), file=sys.stderr)
        return FINDINGS


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Knows every verb, and what those take that stand in `words`: their rooms are opened only then."""
    about = "Cẩm nang Tổ công nghệ số cộng đồng: dựng trang, làm tờ in, kiểm nội dung."
    parser = asking.Parser(prog="camnang", description=about, add_help=False)
    _common(parser)
    verbs = parser.add_subparsers(title="việc làm được", metavar="VIỆC", required=True, dest="viec")
    for name, told, room in _VERBS:
        verb = verbs.add_parser(name, help=told, description=told, add_help=False)
        verb.add_argument("-h", "--help", action="help", help="xem cách dùng")
        if name in words:
            opened = importlib.import_module(f"camnang.{room}")
            verb.set_defaults(run=getattr(opened, f"run_{name}", None))
            getattr(opened, f"{name}_options")(verb)
    return parser


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


_VERBS: tuple[tuple[str, str, str], ...] = (  # name, words, the room that has run_NAME and NAME_options
    ("build", "dựng trang và mọi tờ in vào site/, kiểm liên kết", "site_verbs"),
    ("serve", "xem thử ngay trên máy khi đang sửa", "site_verbs"),
    ("check", "kiểm nội dung, vài giây, không cần dựng", "check_verb"),
    ("new", "tạo một trang mới từ mẫu", "writing_verbs"),
    ("codes", "ghi mã của trang mới vào sổ mã docs/_du-lieu/ma-to.yml", "writing_verbs"),
    ("handouts", "làm lại tờ in, đóng sách, hoặc điền sẵn cho từng tổ", "site_verbs"),
    ("pack", "gói tờ in, gói trang cho USB, gói từng bài", "site_verbs"),
    ("calendar", "làm lịch treo, thẻ tháng và lịch điện thoại từ một tệp chương trình năm", "print_verbs"),
    ("links", "kiểm liên kết của trang đã dựng", "site_verbs"),
    ("freshness", "kể điều sắp cũ: dữ kiện, trang, kịch bản loa, bản dịch", "keeper_verbs"),
    ("release", "gom tờ in, ghi chú, mã kiểm cho một bản phát hành", "keeper_verbs"),
    ("receive", "nhận chuyện người ta kể (chữ Zalo, tệp .md, issue), ghi thành trang", "sent_in"),
    ("readers", "đếm người đã đọc một bài góp về tiền và định danh (cần hai người)", "sent_in"),
    ("headers", "in thiết lập cho máy chủ: an toàn, bộ nhớ đệm, nén", "keeper_verbs"),
    ("bench", "đo trên máy này, mỗi loại một phép đo", "site_verbs"),
    ("picture", "thu nhỏ một tấm ảnh, bỏ nơi chụp, đặt vào thư mục của trang", "sent_in"),
    ("gate", "xem bài góp có đụng tệp điều khiển không", "sent_in"),
    ("test", "chạy mọi phép thử", "site_verbs"),
)
