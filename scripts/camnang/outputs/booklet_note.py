"""The first sheet of a booklet: advice for whoever prints, folds and staples it."""

from __future__ import annotations

from typing import Any

from camnang.outputs.booklet import Booklet, Side
from camnang.outputs.layouts import ADVICE
from camnang.outputs.sheet import WORDS, Sheet, bare_data
from camnang.outputs.tree import Block, Inline

A5_WIDTH = 420  # points, rounded


def note_sheet(title: str, booklet: Booklet, page_width: float) -> Sheet:
    """The advice as a sheet for the press.

    Args:
        title: of the document; page_width: of its pages, in points; wider than A5 means smaller type.
    """
    shown = booklet.signatures[0]
    rows = [
        {"sheet": str(number // 2 + 1), "front": _told(shown[number]), "back": _told(shown[number + 1])}
        for number in range(0, len(shown), 2)
    ]
    words = WORDS | {"sheet": "Tờ", "front": "Mặt trước", "back": "Mặt sau", "order": "Thứ tự trang"}
    if len(booklet.signatures) > 1:
        words["order"] = "Thứ tự trang của tập 1"
    data: dict[str, Any] = bare_data(f"Dặn người in: {title}")
    return Sheet("dan-in.pdf", "", data | {"words": words, "steps": _steps(booklet, page_width), "rows": rows}, ADVICE)


def _steps(booklet: Booklet, page_width: float) -> list[Block]:
    many = len(booklet.signatures) > 1
    steps: list[list[Inline]] = [
        [
            f"Giấy A4. Tờ dặn này bỏ ra ngoài. Sau nó là {booklet.sheets} tờ",
            f", chia {len(booklet.signatures)} tập." if many else ".",
        ],
        ["In hai mặt, chọn ", _bold("lật theo cạnh ngắn"), " (máy ghi “Flip on short edge”)."],
        ["Cỡ in ", _bold("100%"), ": không thu nhỏ, không “vừa trang”."],
        ["In thử 1 tờ. Soi lên: sau trang 1 là trang 2, chữ cùng chiều. Ngược đầu thì đổi sang lật theo cạnh dài."],
        ["Máy chỉ in một mặt: in các trang lẻ của tệp, lật cả chồng theo cạnh ngắn, in các trang chẵn."],
        [_together(many), " Gấp đôi theo vạch. Ghim 2 chỗ ngay nếp gấp, từ ngoài vào."],
    ]
    if many:
        steps.append(["Xếp các tập chồng lên nhau đúng thứ tự rồi khâu, dán gáy, hoặc kẹp bìa."])
    if booklet.blanks:
        steps.append([f"Cuối sách có {booklet.blanks} trang trắng, để ghi."])
    if page_width > A5_WIDTH:
        steps.append(
            [f"Trang gốc lớn hơn A5, nay còn {round(100 * A5_WIDTH / page_width)}%: chữ nhỏ đi. Mắt kém thì in tờ gốc."]
        )
    return [{"t": "ol", "start": 1, "c": [[{"t": "p", "c": step}] for step in steps]}]


def _together(many: bool) -> str:
    return "Từng tập: xếp các tờ lồng vào nhau." if many else "Xếp các tờ lồng vào nhau, tờ 1 ngoài cùng."


def _told(side: Side) -> str:
    return " | ".join(str(page) if page else "trắng" for page in side)


def _bold(text: str) -> Inline:
    return {"t": "b", "c": [text]}
