"""The verb `check`. Thin, like `cli`, and apart from the others: it is run most, and loads only what it needs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from camnang import checking, mending, reporting
from camnang.exits import FINDINGS, OK, WRONG_USE


def run_check(arguments: argparse.Namespace) -> int:
    """Checks pages; may mend how they are typed first."""
    root = arguments.root
    missing = [path for path in arguments.paths if not path.exists()]
    if missing:
        print(
            f"Không thấy {', '.join(map(str, missing))}. Ghi đường dẫn một tệp .md hay thư mục trong docs/.",
            file=sys.stderr,
        )
        return WRONG_USE
    if arguments.fix:
        _mend(root, arguments.paths)
    outcome = checking.check(root, arguments.today, arguments.paths)
    if not outcome.pages:
        print("0 trang được kiểm tra. Ghi đường dẫn một tệp .md hay thư mục trong docs/vi.", file=sys.stderr)
        return WRONG_USE
    _report(outcome)
    if arguments.comment:
        mending.write(arguments.comment, reporting.comment(outcome.pages, outcome.problems))
    print(reporting.told(outcome.pages, outcome.problems))
    return FINDINGS if outcome.errors else OK


def check_options(verb: argparse.ArgumentParser) -> None:
    """What `check` takes."""
    verb.add_argument(
        "paths", nargs="*", type=Path, metavar="ĐƯỜNG_DẪN", help="tệp .md hay thư mục; bỏ trống là tất cả"
    )
    verb.add_argument(
        "--fix", action="store_true", help="tự sửa cách gõ trước khi kiểm: dấu thanh, khoảng trắng, ngoặc kép"
    )
    verb.add_argument("--comment", type=Path, metavar="TỆP", help="ghi lời nhắn cho người gửi bài vào tệp này")


def _mend(root: Path, paths: Sequence[Path]) -> None:
    """`check --fix`: mends the pages named, or all, and says what was done to each."""
    found = mending.mend_files(checking.files(root / "docs", paths), root / "docs")
    for path, done in found.items():
        print(f"Đã sửa docs/{path}: {'; '.join(done)}.")
    print(f"Đã sửa {len(found)} tệp." if found else "Không có gì để tự sửa.")


def _report(outcome: checking.Outcome) -> None:
    """All findings on a terminal; on GitHub the first ten beside the lines, and all of them in the summary."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for line in reporting.beside_lines(outcome.problems):
            print(line)
        if place := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(place).open("a", encoding="utf-8") as file:
                file.write(reporting.summary(outcome.pages, outcome.problems))
        return
    for problem in outcome.problems:
        print(problem.terminal())
