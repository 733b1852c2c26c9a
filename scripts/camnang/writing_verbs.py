"""Verbs for those who write pages: new, codes. Thin, like `cli`."""

from __future__ import annotations

import argparse
import sys

from camnang import code_book, codes, corpus, new_page
from camnang.exits import FINDINGS, OK, WRONG_USE


def run_new(arguments: argparse.Namespace) -> int:
    """A new page from its template."""
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


def new_options(verb: argparse.ArgumentParser) -> None:
    """What `new` takes."""
    verb.add_argument("loai", help=f"loại trang: {', '.join(new_page.KINDS)}")
    verb.add_argument("ten", help="tên trang, ví dụ «Quên mật khẩu VNeID»")
    verb.add_argument("--thu-muc", default="", help="thư mục con, ví dụ vneid (hướng dẫn) hay 2026 (gương tốt)")


def run_codes(arguments: argparse.Namespace) -> int:
    """Writes the codes of new pages into the register."""
    docs = arguments.root / "docs"
    register = codes.load(docs)
    pages = register.missing(corpus.load(docs).pages)
    written = code_book.add(docs, {code: page.title for code, page in pages.items()}, arguments.today)
    for fault in codes.load(docs).faults:
        print(f"{codes.FILE}:{fault.line}: {fault.message}\n    Cách sửa: {fault.fix}", file=sys.stderr)
    print(f"Đã ghi vào sổ {len(written)} mã: {', '.join(written)}." if written else "Mọi mã đã có trong sổ.")
    return FINDINGS if codes.load(docs).faults else OK


def codes_options(verb: argparse.ArgumentParser) -> None:
    """`codes` takes nothing."""
