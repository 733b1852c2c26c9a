"""```cam-ket fences: what the site promises its readers; every promise has a test of the same code in tests/browser."""

from __future__ import annotations

import difflib
from html import escape

from camnang import strict_yaml
from camnang.page import Page

CODES = (
    "khong-cookie",
    "khong-may-chu-khac",
    "khong-o-gui",
    "khong-mat-khau",
    "khong-theo-doi",
    "khong-quang-cao",
    "doc-duoc-khong-js",
    "chi-luu-trong-may",
    "lien-ket-chinh-chu",
)
_FIELDS = {"ma", "hua", "chung"}


class PromiseError(ValueError):
    """A promise that cannot be shown: no code, an unknown one, no proof."""

    def __init__(self, line: int, message: str, fix: str) -> None:
        super().__init__(f"{message} Cách sửa: {fix}")
        self.line, self.message, self.fix = line, message, fix


def render(source: str, page: Page) -> str:
    """HTML list of promises, each with its proof and the day on which it was last tried (`ngay_kiem` of the page).

    Raises:
        PromiseError: the YAML is not a list of {ma, hua, chung} with known codes, each once.
    """
    loaded = strict_yaml.load(source)
    for fault in loaded.faults:
        raise PromiseError(fault.line, fault.message, fault.fix)
    if not isinstance(loaded.data, list) or not loaded.data:
        raise PromiseError(1, "chưa có lời hứa nào.", "mỗi dòng là «- {ma: …, hua: …, chung: …}».")
    seen: set[str] = set()
    items = []
    for index, one in enumerate(loaded.data):
        line = loaded.line(index)
        if not isinstance(one, dict) or set(one) != _FIELDS:
            raise PromiseError(line, "lời hứa cần đúng ba mục ma, hua, chung.", "ghi «- {ma: …, hua: …, chung: …}».")
        code = str(one["ma"])
        if code not in CODES:
            guess = next(iter(difflib.get_close_matches(code, CODES, 1)), None)
            fix = f"có phải «{guess}»?" if guess else f"chọn một trong {', '.join(CODES)}."
            raise PromiseError(line, f"không có phép thử tên «{code}».", fix)
        if code in seen:
            raise PromiseError(line, f"lời hứa «{code}» ghi hai lần.", "bỏ bớt một dòng.")
        seen.add(code)
        items.append(_item(code, str(one["hua"]), str(one["chung"]), _day(page)))
    return f'<ol class="cam-ket">{"".join(items)}</ol>'


def _item(code: str, promise: str, proof: str, day: str) -> str:
    return (
        f'<li id="{code}"><strong>{escape(promise)}</strong><span class="chung">{escape(proof)}</span>'
        f'<span class="thu-ngay">Thử lần cuối ngày {day}. Tên phép thử: {code}.</span></li>'
    )


def _day(page: Page) -> str:
    return "/".join(
        str(int(part)) for part in reversed(str(page.meta.get("ngay_kiem", "")).split("-")) if part.isdigit()
    )
