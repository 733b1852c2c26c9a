"""argparse in Vietnamese: its sentences, a guess at mistyped words, and the kinds of values our verbs take."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NoReturn

from camnang.exits import WRONG_USE

Run = Callable[[argparse.Namespace], int]
Verb = tuple[str, str, Run, Callable[[argparse.ArgumentParser], None]]  # name, words, what it does, its options


def day(text: str) -> date:
    """A day as year-month-day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» không phải ngày; ghi năm-tháng-ngày, ví dụ 2026-11-23") from None


def address(text: str) -> str:
    """A whole address on the net, with a slash at its end."""
    if not text.startswith(("http://", "https://")) or " " in text:
        raise argparse.ArgumentTypeError(f"«{text}» không phải địa chỉ; ghi đủ, ví dụ https://camnang.example.org/")
    return text.rstrip("/") + "/"


class Parser(argparse.ArgumentParser):
    """argparse with its few sentences in Vietnamese and a guess at mistyped verbs."""

    def format_help(self) -> str:
        """The help, its headings in Vietnamese."""
        text = super().format_help()
        for english, vietnamese in (
            ("usage: ", "cách dùng: "),
            ("positional arguments:", "cần ghi:"),
            ("options:", "thêm được:"),
        ):
            text = text.replace(english, vietnamese, 1)
        return text

    def error(self, message: str) -> NoReturn:
        """Says what was not understood and ends with exit code 2."""
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


def add_verbs(verbs: Any, table: Iterable[Verb]) -> None:
    """Adds verbs to what `add_subparsers` gave."""
    for name, words, run, options in table:
        verb = verbs.add_parser(name, help=words, description=words, add_help=False)
        verb.add_argument("-h", "--help", action="help", help="xem cách dùng")
        verb.set_defaults(run=run)
        options(verb)
