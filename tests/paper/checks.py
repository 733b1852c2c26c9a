"""What must hold for every PDF of the site; each check yields its faults with page and step, in words for the maker.

New kinds of sheets are checked as they come: nothing here knows a template, but for the few exceptions named below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from camnang.outputs.sheet import WORDS

from . import copies
from .reading import Paper, Words, read
from .strokes import Box, Mark

MM = 72 / 25.4
EDGE = 8 * MM  # words that matter; office printers and copiers leave 4 to 5 mm of white
NUMBER_EDGE = 5 * MM  # the pack's own page number, outside of what the sheet says
PACK = "bo"  # the template whose PDF holds other sheets
CODE = r"[A-Z]\d{3}"
SOLID = 0.5 * MM - 0.02  # a line that says something
LINE_THIN = 0.8  # `line-thin` of the templates: parts things, says nothing (A3 and A2: √2 and 2 times that)
HAIR = 0.75  # thinner than this are only the HAIRLINES of drawings (screens/ink.py), at 64 mm wide at most
GROWN = (1, 2**0.5, 2)
LONG = 15 * MM
QR_WIDTH = 30 * MM * 25 / 33 - 1  # without its border; a code of 25 modules and 8 of white on 30 mm
QR_BORDER = 3 * MM
WITHOUT_QR = frozenset({"phieu-nho", "bo-the"})  # small cards and slips bear the short address only
FOLDED = frozenset({"to-gap"})  # two sides hold four pages, read in this order: side, right half
READ = ((0, True), (1, False), (1, True), (0, False))
Check = Callable[[Paper], Iterator[str]]


def black_and_white(paper: Paper) -> Iterator[str]:
    """Every colour of every content stream is black or white; nothing is a raster picture."""
    for number, page in enumerate(paper.drawn, 1):
        for colour in sorted(page.colours):
            if set(colour) not in ({0.0}, {1.0}) or len(colour) not in (1, 3):
                yield f"trang {number}: màu {colour} không phải đen hay trắng"
        if page.pictures:
            yield f"trang {number}: {page.pictures} ảnh điểm"


def lines_survive_copying(paper: Paper) -> Iterator[str]:
    """Lines are 0.5 mm or more, except those that only part one thing from the next."""
    for number, page in enumerate(paper.drawn):
        for mark in page.marks:
            of_drawing = (number, mark.mcid) in paper.figures or mark.tag == "/Artifact"  # or of the copy of a card
            if not mark.white and mark.length > 4 and not _solid_or_named(mark, of_drawing):
                where = paper.heading_at(number, mark.box)
                yield f"trang {number + 1}, «{where}»: nét {mark.width / MM:.2f} mm, phải từ 0,5 mm"


def _solid_or_named(mark: Mark, of_drawing: bool) -> bool:
    parting = any(abs(mark.width - LINE_THIN * times) < 0.02 for times in GROWN)
    return mark.width >= SOLID or parting or (of_drawing and mark.width <= HAIR)


def says_what_it_is(paper: Paper) -> Iterator[str]:
    """Code, day of printing and day of review on every sheet of paper, front or back."""
    needed = (
        rf"\b{paper.code or CODE}\b",
        rf"{WORDS['printed']} \d\d/\d\d/\d{{4}}",
        rf"{WORDS['review']} \d\d/\d\d/\d{{4}}",
    )
    for first in range(2 if paper.template == PACK else 0, len(paper.sizes), 2):  # a pack's cover is no sheet
        said = " ".join(" ".join(one.text for one in paper.words if one.page in (first, first + 1)).split())
        for pattern in needed:
            if not re.search(pattern, said.replace("\u00a0", " ")):
                yield f"tờ giấy {first // 2 + 1}: thiếu {pattern}"


def accessible(paper: Paper) -> Iterator[str]:
    """Tagged, titled, in Vietnamese, tabs by structure, alternative texts, headings in steps of one, bookmarks."""
    info = paper.info
    for name, wanted in (("marked", "True"), ("shows_title", "True"), ("ua", "1"), ("tabs", "/S")):
        if info[name] != wanted:
            yield f"{name}: «{info[name]}», phải là «{wanted}»"
    if not info["lang"].startswith("vi") or not info["title"]:
        yield f"ngôn ngữ «{info['lang']}», tên «{info['title']}»"
    for block in paper.blocks:
        if block.kind == "Figure" and not block.alt:
            yield f"trang {block.page + 1}: hình không có lời"
    levels = [block.level for block in paper.blocks if block.level]
    if levels[:1] != [1] or (levels.count(1) != 1 and paper.template != PACK):  # a pack: its cover, then each sheet
        yield f"tiêu đề lớn: {levels[:3]}"
    if any(after > before + 1 for before, after in zip(levels, levels[1:], strict=False)):
        yield f"tiêu đề nhảy bậc: {levels}"
    headings = [_folded(block.text) for block in paper.blocks if block.level]
    marks = [_folded(title) for title in paper.outline]
    if paper.template == PACK and len(marks) == len(levels):  # a sheet's mark is its code and the title of its page
        marks = [heading if level == 1 else mark for mark, heading, level in zip(marks, headings, levels, strict=True)]
    if marks != headings:
        yield "dấu trang không khớp các tiêu đề"


def read_in_order(paper: Paper) -> Iterator[str]:
    """From one piece to the next the eye goes down, or to the right; pages follow each other."""
    figures = {(block.page, block.box) for block in paper.blocks if block.kind == "Figure"}
    placed = [(page, paper.spans[page, mcid]) for page, mcid in paper.pieces if (page, mcid) in paper.spans]
    placed = [one for one in placed if one not in figures]  # a picture is read after the words beside it
    for (side, box), (after, then) in zip(placed, placed[1:], strict=False):
        page, next_page = _page_read(paper, side, box), _page_read(paper, after, then)
        if next_page < page or (next_page == page and then[3] > box[3] + 8 and then[0] < box[2] - 2):
            yield f"trang {after + 1}, «{paper.heading_at(after, then)}»: đọc ngược lên"


def _page_read(paper: Paper, side: int, box: Box) -> int:
    """The page as it is read, of a place on a side of paper."""
    return READ.index((side, box[0] > paper.sizes[side][0] / 2)) if paper.template in FOLDED else side


def pictures_stay_with_their_words(paper: Paper) -> Iterator[str]:
    """A picture stands on the page of the heading above it, or of the words read just before and after it."""
    blocks = paper.blocks
    for at, block in enumerate(blocks):
        if block.kind != "Figure" or block.alt == WORDS["qr_alt"]:
            continue
        heading = next((one for one in reversed(blocks[:at]) if one.level), None)
        near = [one for one in (*blocks[max(at - 1, 0) : at], *blocks[at + 1 : at + 2]) if one.text.strip()]
        step = heading.text.strip() if heading else "đầu tờ"
        if heading and heading.page != block.page and not any(one.page == block.page for one in near):
            yield f"trang {block.page + 1}, «{step}»: hình ở trang khác với lời (trang {heading.page + 1})"
        if block.box is None or not (block.box[2] - block.box[0] > 5 * MM < block.box[3] - block.box[1]):
            yield f"trang {block.page + 1}, «{step}»: hình không hiện"


def nothing_overflows(paper: Paper) -> Iterator[str]:
    """Words keep off the edge, off each other, off pictures and off long lines."""
    for number, size in enumerate(paper.sizes):
        words = [one for one in paper.words if one.page == number and one.text.strip() and one.text.strip() != "✂"]
        pictures = {mcid for page, mcid in paper.figures if page == number}
        drawn = [one for one in paper.drawn[number].marks if one.mcid not in pictures and one.length > LONG]
        free = [one for one in words if one.mcid not in pictures]
        yield from (
            _told(paper, one, "quá sát mép giấy") for one in words if not _inside(one.box, size, _edge(paper, one))
        )
        yield from (_told(paper, one, f"đè lên «{other.text.strip()[:30]}»") for one, other in _overlapping(free))
        yield from (
            _told(paper, one, "bị đường kẻ cắt ngang") for one in free if any(_cut(one, line) for line in drawn)
        )
        for mcid in pictures:
            box = paper.spans[number, mcid]
            yield from (_told(paper, one, "đè lên hình") for one in free if _share(one.box, box) > 0.2)


def every_letter_is_known(paper: Paper) -> Iterator[str]:
    """No run of words holds a letter that reader programs cannot name (\\x02 is pdfium's word for a hyphen at a line's end)."""
    for one in paper.words:
        if "\ufffd" in one.text or any(ord(letter) < 32 and letter not in "\t\r\n\x02" for letter in one.text):
            yield _told(paper, one, "có ký tự không đọc được")


def qr_survives_three_copies(paper: Paper) -> Iterator[str]:
    """The QR code, 30 mm wide with its white border, is read from the third photocopy and leads to the sheet's code."""
    codes = [block for block in paper.blocks if block.alt == WORDS["qr_alt"] and block.box]
    if not codes and paper.template not in WITHOUT_QR:
        yield "không có mã QR"
    for block in codes:
        left, bottom, right, top = block.box or (0, 0, 0, 0)
        if right - left < QR_WIDTH:
            yield f"trang {block.page + 1}: mã QR rộng {(right - left) / MM:.1f} mm"
        border = left - QR_BORDER, bottom - QR_BORDER, right + QR_BORDER, top + QR_BORDER
        found = copies.qr_of_third_copy(paper.file, block.page, border)
        if not re.search(rf"/{paper.code or CODE}$", found):
            yield f"trang {block.page + 1}: mã QR đọc ra «{found}» sau ba lần phô tô"


CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        black_and_white, lines_survive_copying, says_what_it_is, accessible, read_in_order,
        pictures_stay_with_their_words, nothing_overflows, every_letter_is_known, qr_survives_three_copies,
    )
}  # fmt: skip


def examine(file: Path) -> tuple[str, str, float, dict[str, list[str]]]:
    """Template, name, size of the smallest letters in points, and all faults of one PDF by check."""
    paper = read(file)
    smallest = min(one.size for one in paper.words if one.text.strip())
    return paper.template, paper.name, smallest, {name: list(check(paper)) for name, check in CHECKS.items()}


def _told(paper: Paper, one: Words, what: str) -> str:
    return f"trang {one.page + 1}, «{paper.heading_at(one.page, one.box)}»: chữ «{one.text.strip()[:40]}» {what}"


def _inside(box: Box, size: tuple[float, float], edge: float) -> bool:
    return box[0] >= edge and box[1] >= edge and box[2] <= size[0] - edge and box[3] <= size[1] - edge


def _edge(paper: Paper, one: Words) -> float:
    number = paper.template == PACK and one.mcid < 0 and one.text.strip() == str(one.page + 1)
    return NUMBER_EDGE if number else EDGE


def _share(box: Box, other: Box) -> float:
    """How much of the first box lies in the other."""
    width, height = min(box[2], other[2]) - max(box[0], other[0]), min(box[3], other[3]) - max(box[1], other[1])
    area = (box[2] - box[0]) * (box[3] - box[1])
    return width * height / area if width > 0 and height > 0 and area else 0.0


def _overlapping(words: list[Words]) -> Iterator[tuple[Words, Words]]:
    """Pairs of words that hide a third or more of each other."""
    if not words:
        return
    left, bottom, right, top = np.array([one.box for one in words]).T
    width = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    height = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom)
    area = (right - left) * (top - bottom)
    hidden = np.where((width > 0) & (height > 0), width * height, 0) / np.minimum.outer(area, area)
    for first, second in np.argwhere(np.triu(hidden > 1 / 3, 1)):
        yield words[first], words[second]


def _cut(one: Words, line: Mark) -> bool:
    """Whether a line runs through the middle of the letters."""
    left, bottom, right, top = one.box
    inner = (right - left) * 0.05, (top - bottom) * 0.3
    core = left + inner[0], bottom + inner[1], right - inner[0], top - inner[1]
    a, b, c, d = line.box
    flat = min(c - a, d - b) < 2.2  # a frame is no line: its middle is empty
    return flat and a < core[2] and c > core[0] and b < core[3] and d > core[1]


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text)
