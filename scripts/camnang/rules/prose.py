"""The reader's view of a page: blocks and plain words, made once per page and shared by all rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from camnang import content_html, personal
from camnang.facts import Facts
from camnang.page import Page
from camnang.page_parts import Fence, Section
from camnang.rules.blocks import LINE_BREAK, QUOTE, Block, split
from camnang.screens import Library, Screen, ScreenError, parse

_COMMENT = re.compile(r"<!--(?!-?>).*?-->", re.S)
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_FACT = re.compile(r"\[\[([\^?]{0,2})([^\[\]]*)\]\]")
_ATTRIBUTES = re.compile(r"\{:?\s*[.#:][^{}]*\}")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_STRONG = re.compile(r"\*{2,3}|\*(?! )|~~|==")
_STEP_NUMBER = re.compile(r"^Bước\s+\d+\s*[:.]\s*")
_CODE = re.compile(r"(?<![\\`])(`+)[^`\n]+\1(?!`)")
_ADDRESS = re.compile(r"://|@\w|\.(?:vn|com|org|net|gov|md)\b")  # in an address or a file name
_TITLE = re.compile(r"^[ ]*(?:#|\?\?\?|!!!).*$", re.M)
_TARGET = re.compile(r"(?<=\])\([^)\n]*\)")


@dataclass(frozen=True)
class Drawing:
    """A man-hinh fence and its screen, or what is wrong with it as (file line, message, fix)."""

    fence: Fence
    screen: Screen | None
    problems: tuple[tuple[int, str, str], ...] = ()


class Reading:
    """A page seen as a reader sees it; everything is computed at most once, when a rule first asks."""

    def __init__(self, page: Page, facts: Facts, library: Library) -> None:
        self.page = page
        self._facts = facts
        self._library = library
        self._personal: tuple[personal.Personal, ...] | None = None

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in order; the part headings included, fences left out."""
        return tuple(block for blocks in self._by_part.values() for block in blocks)

    def private(self, public: Collection[str]) -> tuple[personal.Personal, ...]:
        """What of the whole file, front matter and fences too, looks like one person's and is not `public`."""
        if self._personal is None:
            self._personal = tuple(personal.find(self.page.text, public))
        return self._personal

    @cached_property
    def content(self) -> content_html.Content:
        """What the page becomes in a browser that is not on the list, and where it leads."""
        return content_html.read(self.page)

    def of(self, section: Section) -> tuple[Block, ...]:
        """The blocks of one part without its own heading."""
        return self._by_part[section.level, section.line][1 if section.level else 0 :]

    @cached_property
    def words(self) -> int:
        """Tiếng of the whole body, fences left out."""
        return sum(block.words for block in self.blocks)

    @cached_property
    def bare(self) -> str:
        """The body line for line with fences, comments and code blanked: what Markdown will turn into HTML."""
        return _blank(_CODE, _blank(_COMMENT, "\n".join(self._lines)))

    @cached_property
    def plain(self) -> str:
        """The writer's own words line for line, title and description too; no “quotes”, addresses or facts."""
        lines = self.bare.split("\n")
        for key in ("title", "description"):
            value, line = self.page.meta.get(key), self.page.meta_lines.get(key)
            if isinstance(value, str) and line:
                lines[line - 1] = " ".join(value.split())
        text = _STRONG.sub("", "\n".join(lines))
        return _emptied_quotes(_without_addresses(_blank(_FACT, _blank(_TARGET, text))))

    @cached_property
    def lowered(self) -> str:
        """`plain` in small letters, to see quickly whether a word is on the page at all."""
        return self.plain.lower()

    @cached_property
    def own(self) -> str:
        """Like `plain` but of running text only: no titles, no names of other pages in links."""
        text = _STRONG.sub("", _blank(_TITLE, _blank(_LINK, self.bare)))
        return _emptied_quotes(_without_addresses(_blank(_FACT, text)))

    @cached_property
    def drawings(self) -> tuple[Drawing, ...]:
        """The drawn screens in the order of the file."""
        return tuple(_drawing(fence, self._library) for fence in self.page.fences if fence.kind == "man-hinh")

    @cached_property
    def _lines(self) -> list[str]:
        """File lines; those of the front matter and the fences are empty."""
        lines = self.page.text.split("\n")
        hidden = set(range(1, self.page.body_line))
        for fence in self.page.fences:
            hidden.update(range(fence.line - 1, fence.line + fence.text.count("\n") + 1))
        return ["" if number in hidden else line for number, line in enumerate(lines, 1)]

    @cached_property
    def _by_part(self) -> dict[tuple[int, int], tuple[Block, ...]]:
        lines = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), "\n".join(self._lines))
        lines = _LINK.sub(lambda m: "" if m[1] else m[2], _FACT.sub(self._value, lines))
        lines = _STRONG.sub("", _BREAK.sub(LINE_BREAK, _ATTRIBUTES.sub("", lines))).replace("`", "")
        shown = lines.split("\n")
        return {(section.level, section.line): tuple(self._part(section, shown)) for section in self.page.sections}

    def _part(self, section: Section, shown: list[str]) -> Iterator[Block]:
        if section.level:
            title = _STEP_NUMBER.sub("", shown[section.line - 1].lstrip("# ").rstrip())
            yield Block("dau", title, section.line, section)
        yield from split(((number, shown[number - 1]) for number, _ in section.lines), section)

    def _value(self, match: re.Match[str]) -> str:
        fact = self._facts.get(match[2].strip())
        return "" if "^" in match[1] or fact is None else " ".join(fact.value.split())


def line_at(text: str, offset: int) -> int:
    """The file line of a position in `bare`, `plain` or `own`, which all keep the lines of the file."""
    return text.count("\n", 0, offset) + 1


def _without_addresses(text: str) -> str:
    """Blanks every piece between spaces that holds «://», «@» or ends like a site or a file."""
    pieces, done = [], 0
    for match in _ADDRESS.finditer(text):
        if match.start() >= done:
            start, end = match.start(), match.end()
            while start > done and not text[start - 1].isspace():
                start -= 1
            while end < len(text) and not text[end].isspace():
                end += 1
            pieces.append(text[done:start])
            done = end
    return "".join([*pieces, text[done:]])


def _emptied_quotes(text: str) -> str:
    return QUOTE.sub(lambda m: "“" + "\n" * m[0].count("\n") + "”", text)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Replaces matches by a blank, keeping the line breaks."""
    return pattern.sub(lambda m: " " + "\n" * m[0].count("\n") + " ", text)


def _drawing(fence: Fence, library: Library) -> Drawing:
    try:
        return Drawing(fence, parse(fence.text, library))
    except ScreenError as error:
        found = ((fence.line + offset, message, fix) for offset, message, fix in error.problems)
        return Drawing(fence, None, tuple(found))
