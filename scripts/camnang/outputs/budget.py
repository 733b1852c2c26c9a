"""Stops a site that became too heavy: names the page, its bytes, what is heaviest in it and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from camnang.outputs.flaw import Flaw
from camnang.outputs.weight import Weight, weigh

KB = 1000  # bytes, compressed; the promise for a guide is 65 kB in 10 requests, the budget is what keeps it far away
GUIDE, OTHER = 36 * KB, 45 * KB  # first view of a guide; of any other page (lists of everything are long)
REQUESTS = 10
SCRIPTS = 30 * KB  # all scripts of ours where only comments can go (slim.script); small ones stay below 25 (a test)
KEPT = 3000 * KB  # what a phone fetches that keeps the whole site
SHOWN = 8  # overruns of pages told one by one
_PARTS = (
    ("hình vẽ màn hình", "svg.mh", "bớt bước có hình, hoặc tách bài làm hai rồi nối bằng một lộ trình"),
    ("bảng và danh sách", "table, ul, ol, dl", "tách danh sách thành vài trang, mỗi trang một nhóm"),
    ("kiểu dáng", "style", "chuyển phần ít trang dùng sang một khối riêng trong overrides/main.html"),
    ("biểu tượng", "svg:not(.mh)", "dùng ít biểu tượng hơn, hoặc vẽ bằng ít nét hơn"),
)
_WORDS = ("lời", "", "rút ngắn, hoặc tách thành hai trang")


def check(site: Path, weight: Weight) -> list[Flaw]:
    """Every budget that is overrun, heaviest page first; when something common to many pages is too heavy, a few do."""
    views = list(_views(site, weight))
    more = len(views) - SHOWN
    rest = [
        Flaw("", f"còn {more} chỗ quá mức nữa.", "thứ gì chung của các trang đã nặng lên; xem lại thay đổi vừa rồi.")
    ]
    return [*views[:SHOWN], *(rest if more > 0 else ()), *_whole(weight)]


def summary(weight: Weight) -> str:
    """One line: heaviest page, the one in the middle, scripts, what a phone keeps."""
    heaviest, middle = weight.views[0], sorted(view.size for view in weight.views if view.kind)
    kept = f", lưu cả trang vào máy {_kb(weight.kept)}" if weight.kept else ""
    return (
        f"Nặng nhất {_kb(heaviest.size)} ({heaviest.page}), trang ở giữa {_kb(middle[len(middle) // 2])}, "
        f"lệnh {_kb(weight.scripts)}{kept}."
    )


def _views(site: Path, weight: Weight) -> Iterator[Flaw]:
    for view in weight.views:
        limit = GUIDE if view.kind == "huong-dan" else OTHER
        if view.size > limit:
            name, size, fix = heaviest_part((site / view.page).read_text(encoding="utf-8"))
            message = f"mở lần đầu tải {_kb(view.size)}, chỉ được {_kb(limit)}; nặng nhất là {name} ({_kb(size)})."
            yield Flaw(view.page, message, f"{fix}.")
        if view.requests > REQUESTS:
            message = f"mở lần đầu phải tải {view.requests} tệp, chỉ được {REQUESTS}."
            yield Flaw(view.page, message, "gộp tệp, hoặc chỉ tải khi có người bấm (bảng ở đầu assets/js/khung.js).")
        if view.outside:
            message = f"tải từ máy chủ khác: {', '.join(view.outside)}."
            yield Flaw(view.page, message, "chép tệp vào overrides/assets, hoặc bỏ đi.")


def _whole(weight: Weight) -> Iterator[Flaw]:
    if weight.scripts > SCRIPTS:
        message = f"các tệp trong assets/js nặng {_kb(weight.scripts)}, chỉ được {_kb(SCRIPTS)}."
        yield Flaw("", message, "bỏ lệnh không còn dùng, gộp chỗ giống nhau.")
    if weight.kept > KEPT:
        message = f"lưu cả trang vào máy phải tải {_kb(weight.kept)}, chỉ được {_kb(KEPT)}."
        listed = ", ".join(f"{view.page} {_kb(view.size)}" for view in weight.views[:5])
        yield Flaw("", message, f"xem trước các trang nặng nhất: {listed}.")


def heaviest_part(html: str) -> tuple[str, int, str]:
    """The part of a page without which it would lose most: its name, compressed bytes, what to do about it."""
    whole = weigh(html.encode())
    found = []
    for name, selector, fix in _PARTS:
        tree = LexborHTMLParser(html)
        while (node := tree.css_first(selector)) is not None:
            node.decompose()
        found.append((whole - weigh((tree.html or "").encode()), name, fix))
    size, name, fix = max(found)
    rest = whole - sum(one for one, _, _ in found)
    return (name, size, fix) if size >= rest else (_WORDS[0], rest, _WORDS[2])


def _kb(size: int) -> str:
    return f"{size / KB:.1f} kB".replace(".", ",")
