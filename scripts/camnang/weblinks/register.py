"""Every address on another site that the pages lean on, once, with the places that use it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from camnang.corpus import Corpus
from camnang.facts import Facts
from camnang.page import Page
from camnang.weblinks.guard import host_of


@dataclass(frozen=True, order=True)
class Address:
    """One http(s) address without its fragment, the codes of its sources, and «path:line» of each use below docs/."""

    url: str
    sources: tuple[str, ...]
    uses: tuple[str, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (key of a fact it holds up, addresses that hold it up too)

    @property
    def host(self) -> str:
        """The host name in lower case, empty when the address has none."""
        return host_of(self.url)


def register(corpus: Corpus, facts: Facts) -> tuple[Address, ...]:
    """Addresses by use, sorted: sources that a page or a fact cites, and links written in pages.

    Sources that nothing cites are left out: nobody reads them, so nobody is troubled for them.
    """
    sources: dict[str, set[str]] = defaultdict(set)
    uses: dict[str, set[str]] = defaultdict(set)
    for source, place in _cited(corpus, facts):
        if source in facts.sources and (url := _web(facts.sources[source].address)):
            sources[url].add(source)
            uses[url].add(place)
    for page in corpus.pages:
        for link in page.links:
            if url := _web(link.target):
                uses[url].add(f"{page.path}:{link.line}")
    held = _held(facts)
    return tuple(
        Address(url, tuple(sorted(sources[url])), tuple(sorted(uses[url])), tuple(sorted(held[url])))
        for url in sorted(uses)
    )


def uncited(corpus: Corpus, facts: Facts) -> tuple[str, ...]:
    """Codes of the sources that no page and no fact cites."""
    return tuple(sorted(set(facts.sources) - {source for source, _ in _cited(corpus, facts)}))


def _cited(corpus: Corpus, facts: Facts) -> Iterator[tuple[str, str]]:
    """(code of a source, place that cites it); a fact counts by the pages that show it, or by itself."""
    shown: set[str] = set()
    for page in (*corpus.pages, *corpus.snippets):
        yield from ((str(code), f"{page.path}:{page.line_of('nguon')}") for code in _named(page))
        for ref in page.fact_refs:
            shown.add(ref.key)
            if fact := facts.get(ref.key):
                yield from ((source.id, f"{page.path}:{ref.line}") for source in fact.sources)
    for fact in facts.by_key.values():
        if fact.key not in shown:
            yield from ((source.id, f"{fact.path}:{fact.line}") for source in fact.sources)


def _held(facts: Facts) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """For each address the facts it is a source of, each with the addresses of its other sources."""
    held: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for fact in facts.by_key.values():
        urls = sorted({url for source in fact.sources if (url := _web(source.address))})
        for url in urls:
            held[url].append((fact.key, tuple(other for other in urls if other != url)))
    return held


def by_host(addresses: Iterable[Address]) -> dict[str, int]:
    """How many addresses each host has, most first."""
    counted = Counter(one.host for one in addresses)
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _named(page: Page) -> list[object]:
    named = page.meta.get("nguon")
    return named if isinstance(named, list) else []


def _web(address: str) -> str:
    """The address without its fragment when it is http or https, else empty."""
    bare = address.strip().partition("#")[0]
    return bare if bare.lower().startswith(("http://", "https://")) else ""
