"""Glossary: its entries, the A–Z list, and the first hard word of each kind in a page made a link to its meaning."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from xml.etree.ElementTree import Element

from camnang import names
from camnang.corpus import Corpus
from camnang.facts import Facts, worded
from camnang.page import Page
from camnang.page_parts import Section

MEANING, SPOKEN = "Nói dễ hiểu", "Đọc là"
MOST = 8  # terms explained on one page; more would be a page that is too hard
_LINE = re.compile(r"\*\*(?P<label>[^*:]+):\*\*\s*(?P<text>.*)")
_CLOSED = frozenset({"a", "code", "strong", "h1", "h2", "h3", "h4", "th", "pre", "summary"})  # no link inside these

_OPEN = frozenset({"p", "li", "td", "dd", "span", "div"})


@dataclass(frozen=True)
class Term:
    """One entry: the words it is found by, its page, anchor, meaning in plain words, how it is said."""

    name: str
    path: str
    anchor: str
    meaning: str
    spoken: str

    @property
    def url(self) -> str:
        """Address of the entry below the site root."""
        return f"{names.page_url(self.path)}#{self.anchor}"


@dataclass(frozen=True)
class Glossary:
    """All entries of one language, by their words in lower case; on how many pages each entry's words stand."""

    terms: Mapping[str, Term]
    pages: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.terms, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    @property
    def ordered(self) -> tuple[Term, ...]:
        """Entries in the order of a Vietnamese dictionary (a ă â … d đ e ê …, marks last)."""
        return tuple(sorted(set(self.terms.values()), key=lambda term: order(term.name)))

    def mark(self, root: Element, here: str) -> list[Term]:
        """Turns the first appearance of each term below `root` into a link to the list at the end of the page.

        Args:
            root: the page's content, figures and fences already taken out.
            here: path of the page; its own entries are left alone.

        Returns:
            The terms found, in the order in which they appear.
        """
        if not self.terms:
            return []
        there = {term.anchor: term for text in _open_texts(root) for _, term in self.found(text) if term.path != here}
        rare_first = sorted(there, key=lambda anchor: self.pages.get(anchor, 0))
        found: dict[str, Term] = {}
        self._walk(root, frozenset(rare_first[:MOST]), found)
        return list(found.values())

    def found(self, text: str) -> Iterator[tuple[re.Match[str], Term]]:
        """Every place where the words of an entry stand; «biên Lai Châu» is no «biên lai»."""
        for match in self._pattern.finditer(text):
            term = self.terms[match[0].lower()]
            written = next((word for word in names_of(term.name) if word.lower() == match[0].lower()), term.name)
            pairs = list(zip(match[0].split()[1:], written.split()[1:], strict=False))
            if not any(one[0].isupper() and not other[0].isupper() for one, other in pairs):
                yield match, term

    def _walk(self, parent: Element, wanted: frozenset[str], found: dict[str, Term]) -> None:
        if parent.tag in _CLOSED or "phieu" in (parent.get("class") or ""):
            return
        for child in list(parent):
            self._walk(child, wanted, found)
            if child.tail:
                at = list(parent).index(child)
                child.tail, links = self._linked(child.tail, wanted, found)
                for offset, link in enumerate(links, 1):
                    parent.insert(at + offset, link)
        if parent.text and parent.tag in _OPEN:
            parent.text, links = self._linked(parent.text, wanted, found)
            for offset, link in enumerate(links):
                parent.insert(offset, link)

    def _linked(self, text: str, wanted: frozenset[str], found: dict[str, Term]) -> tuple[str, list[Element]]:
        """The text before the first link, and the links, each with the text behind it."""
        links: list[Element] = []
        start, head = 0, ""
        for match, term in self.found(text):
            if term.anchor in found or term.anchor not in wanted:
                continue
            found[term.anchor] = term
            before = text[start : match.start()]
            if links:
                links[-1].tail = before
            else:
                head = before
            link = Element("a", {"class": "tu-kho", "href": f"#tu-{term.anchor}"})
            link.text = match[0]
            links.append(link)
            start = match.end()
        if not links:
            return text, []
        links[-1].tail = text[start:]
        return head, links


def load(corpus: Corpus, facts: Facts, lang: str = names.DEFAULT_LANG) -> Glossary:
    """The entries of all glossary pages of a language."""
    terms: dict[str, Term] = {}
    for page in corpus.of_kind("tu-dien", lang):
        for section in page.sections[1:]:
            term = _term(page, section, facts)
            for word in names_of(section.title):
                terms.setdefault(word.lower(), term)
    glossary = Glossary(terms)
    return Glossary(terms, Counter(anchor for page in corpus.of_lang(lang) for anchor in _anchors(glossary, page)))


def _anchors(glossary: Glossary, page: Page) -> set[str]:
    """The entries whose words stand on a page."""
    return {term.anchor for _, term in glossary.found(page.body)} if glossary.terms else set()


def _open_texts(parent: Element) -> Iterator[str]:
    """The texts in which a link may stand."""
    if parent.tag in _CLOSED or "phieu" in (parent.get("class") or ""):
        return
    if parent.text and parent.tag in _OPEN:
        yield parent.text
    for child in parent:
        yield from _open_texts(child)
        if child.tail:
            yield child.tail


def az_html(glossary: Glossary, page: Page) -> str:
    """Every entry under its letter, with a row of letters to jump to."""
    groups: dict[str, list[Term]] = {}
    for term in glossary.ordered:
        groups.setdefault(_letter(term.name), []).append(term)
    here = names.page_url(page.path)
    jump = "".join(f'<a href="#chu-{names.slugify(letter)}-{ord(letter)}">{letter}</a>' for letter in groups)
    out = [f'<p class="chu-cai">{jump}</p>']
    for letter, terms in groups.items():
        out.append(
            f'<h3 id="chu-{names.slugify(letter)}-{ord(letter)}">{letter}</h3><ul class="bang-tu" data-search-exclude>'
        )
        out += [_entry(term, here) for term in terms]
        out.append("</ul>")
    return "".join(out)


def _entry(term: Term, here: str) -> str:
    url = names.relative_url(names.page_url(term.path), here) + f"#{term.anchor}"
    return f'<li><a href="{escape(url)}">{escape(term.name)}</a>: {escape(term.meaning)}</li>'


def _term(page: Page, section: Section, facts: Facts) -> Term:
    lines = {match["label"]: match["text"] for _, line in section.lines if (match := _LINE.match(line))}
    meaning, spoken = (worded(lines.get(label, ""), facts) for label in (MEANING, SPOKEN))
    return Term(section.title, page.path, names.slugify(section.title), meaning, spoken)


def names_of(title: str) -> Sequence[str]:
    """«Wi-Fi và 4G» is found by «Wi-Fi» and by «4G», «Ví điện tử (ví)» by both."""
    return [word.strip() for word in re.split(r" và |, |[()]| / ", title) if word.strip()]


def _letter(name: str) -> str:
    """The letter an entry stands under: Ă, Â, Đ, Ê, Ô, Ơ, Ư are letters of their own, tone marks are not."""
    plain = unicodedata.normalize("NFD", name[0].upper())
    kept = "".join(mark for mark in plain if mark not in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", kept)


_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"


def order(name: str) -> tuple[tuple[int, ...], str]:
    """Sorts names as a Vietnamese dictionary does."""
    letters = [_letter(letter).lower() for letter in name if letter.isalnum()]
    return tuple(_ALPHABET.find(letter) for letter in letters), name
