"""The text twin of a page: at most 400 characters to send in a message, made from the page's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from camnang.facts import Facts, worded
from camnang.page import Page
from camnang.page_parts import Section

MOST = 400  # characters, the address included
LINES = 3
_LEADS: Mapping[str, str] = {"lua-dao": "Quy tắc chung", "yen-tam": "Trả lời", "hoi-dap": "Trả lời"}
_LISTS: Mapping[str, str] = {
    "lua-dao": "Làm ngay",
    "lo-roi": "Làm ngay",
    "yen-tam": "Họ không bao giờ xin",
    "hoi-dap": "Nên",
    "loa": "Bản 30 giây",
}
_ITEM = re.compile(r"(?P<sign>\d+\.|-) +(?:\[[ x]\] +)?(?P<words>.+)")
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|==|`|(?<!\w)\*|\*(?!\w)")
_SENTENCE = re.compile(r".+?[.!?…]+[”’)]*(?=\s|$)|.+$")


@dataclass(frozen=True)
class Words:
    """Words of the interface: «Mã», and «Còn # việc nữa, xem ở trang:» for lists that go on."""

    code: str
    more: str


def twin(page: Page, facts: Facts, address: str, words: Words) -> str:
    """What the page is, its answer or rule, the first things to do, its code and address, each on its own line.

    Args:
        address: the page's short address.

    Returns:
        At most MOST characters where title and address leave room for it; empty for a page without a code.
    """
    if not page.code:
        return ""
    tail = f"{words.code} {page.code}: {address}"
    room = MOST - len(page.title) - len(tail) - 2
    lead = _fitting(sentences(_lead(page, facts)), room)
    room -= len(lead) + 1
    items = _items(page, facts)
    shown = list(islice(_within(items, room - len(words.more) - 2), LINES))
    left = sum(item[0].isdigit() for item in items) - sum(item[0].isdigit() for item in shown)
    more = [words.more.replace("#", str(left))] if left > 0 and shown else []
    return "\n".join(part for part in (page.title, lead, *shown, *more, tail) if part)


def _lead(page: Page, facts: Facts) -> str:
    """The page's answer: its first paragraph where the type has one, else its description."""
    section = page.section(_LEADS[page.kind]) if page.kind in _LEADS else None
    if page.kind == "lo-roi":
        section = page.sections[0]
    found = next(_paragraphs(section, facts), "") if section else ""
    return found or page.description


def _items(page: Page, facts: Facts) -> list[str]:
    """Things to do: the steps of a guide, the list of the part that the type keeps them in, sentences of a script."""
    if page.steps:
        return [f"{step.step}. {_plain(step.step_title, facts)}" for step in page.steps]
    section = page.section(_LISTS[page.kind]) if page.kind in _LISTS else None
    if section is None:
        return []
    if page.kind == "loa":
        return [sentence for text in _paragraphs(section, facts) for sentence in sentences(text)]
    return [f"{match['sign']} {_plain(match['words'], facts)}" for match in _first_list(section)]


def _first_list(section: Section) -> Iterable[re.Match[str]]:
    """Items up to the second small heading: what follows it is for another case."""
    headings = 0
    for _, line in section.lines:
        headings += line.startswith("### ")
        if headings > 1:
            return
        if match := _ITEM.fullmatch(line):
            yield match


def _paragraphs(section: Section, facts: Facts) -> Iterator[str]:
    """Paragraphs of a part in plain words, without lists, headings and fences."""
    fenced = False
    held: list[str] = []
    for _, line in (*section.lines[bool(section.level) :], (0, "")):
        fenced ^= line.startswith("```")
        if line.strip() and not fenced and not re.match(r"(#|```|\?\?\?|!!!|    |\||>)|(\d+\.|-) ", line):
            held.append(line.strip())
        elif held:
            yield _plain(" ".join(held), facts)
            held = []


def _plain(text: str, facts: Facts) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", worded(text, facts))).replace("\u00a0", " ").strip()


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return [match[0].strip() for match in _SENTENCE.finditer(text)]


def _fitting(found: list[str], room: int) -> str:
    """The first sentences that fit together."""
    while found and len(" ".join(found)) > room:
        found = found[:-1]
    return " ".join(found)


def _within(items: Iterable[str], room: int) -> Iterable[str]:
    """Items in order as long as they fit, each with its line end."""
    for item in items:
        room -= len(item) + 1
        if room < 0:
            return
        yield item
