"""What templates may know of a page: plain values, no logic left for the templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from camnang import codes, formats, names, strict_yaml, trials, twin
from camnang.codes import Entry, Register
from camnang.corpus import Corpus
from camnang.facts import DATA_FOLDER, Facts, Source
from camnang.gloss import Term
from camnang.page import Page
from camnang.schema import PICTURED, TYPES


@dataclass(frozen=True)
class Link:
    """A place to go: address relative to the page, words, one more sentence, a label in front."""

    url: str
    title: str
    description: str = ""
    label: str = ""


@dataclass(frozen=True)
class HardWord:
    """A word of the page that the glossary explains; `anchor` is where the page's own links to it lead."""

    anchor: str
    name: str
    meaning: str
    spoken: str
    url: str


@dataclass(frozen=True)
class PageView:
    """One page as templates see it."""

    kind: str
    kind_label: str
    code: str
    title: str
    description: str
    info: tuple[str, ...]
    handout: str
    more_handouts: tuple[Link, ...]
    picture: str
    twin: str
    modes: tuple[str, ...]
    sources: tuple[Source, ...]
    hard_words: tuple[HardWord, ...]
    related: tuple[Link, ...]
    crumbs: tuple[Link, ...]
    short_address: str
    screens_note: str
    trial: Link | None
    review: str
    recall: Entry | None
    meta: Mapping[str, Any]


@dataclass(frozen=True)
class Site:
    """All pages, the facts they name, the words of the interface per language, and the address of the site."""

    corpus: Corpus
    facts: Facts
    words: Mapping[str, Any]
    site_url: str
    codes: Register = Register({})

    @classmethod
    def load(cls, corpus: Corpus, facts: Facts, site_url: str) -> Site:
        """Reads docs/_du-lieu/giao-dien/*.yml beside the corpus.

        Raises:
            ValueError: a file is not readable; the message names it.
        """
        return cls(corpus, facts, load_words(corpus.docs), site_url, codes.load(corpus.docs))

    def view(self, page: Page, sources: Sequence[Source], terms: Sequence[Term] = ()) -> PageView:
        """The page with everything its template shows; `terms` are its words that the glossary explains."""
        kind = TYPES.get(page.kind)
        sheet = bool(kind and kind.sheet and page.code)
        here = names.page_url(page.path)
        return PageView(
            kind=page.kind,
            kind_label=kind.label if kind else "",
            code=page.code,
            title=page.title,
            description=page.description,
            info=tuple(self._info(page)),
            handout=names.relative_url(names.handout_path(page.code, page.slug), here) if sheet else "",
            more_handouts=tuple(self._more_handouts(page, here)) if sheet else (),
            picture=names.relative_url(names.picture_path(page.code), here) if page.kind in PICTURED else "",
            twin=self._twin(page),
            modes=kind.modes if kind else (),
            sources=tuple(sources),
            hard_words=tuple(
                HardWord(f"tu-{term.anchor}", term.name, term.meaning, term.spoken, names.relative_url(term.url, here))
                for term in terms
            ),
            related=tuple(self._related(page)),
            crumbs=tuple(self._crumbs(page)),
            short_address=names.qr_address(self.site_url, page.code) if page.code and self.site_url else "",
            screens_note=str(page.meta.get("man_hinh_theo", "")),
            trial=self._trial(page),
            review=str(page.meta.get("xem_lai") or ""),
            recall=self.codes.older_than(page.code),
            meta=page.meta,
        )

    def _twin(self, page: Page) -> str:
        word = self.words[page.lang]["nhan"]
        address = names.share_address(self.site_url, page.code)
        return twin.twin(page, self.facts, address, twin.Words(word["ma"], word["gui_con"]))

    def doors(self, page: Page) -> list[dict[str, Any]]:
        """The doors of the page's language with addresses relative to the page; `here` marks the one it lies behind."""
        here = names.page_url(page.path)
        doors = []
        for door in self.words[page.lang]["cua"]:
            target = self._lang_url(page.lang, door["dia_chi"])
            folder = target.rsplit("/", 1)[0] + "/"
            inside = here.startswith(folder) if folder != "/" else False
            doors.append({**door, "url": names.relative_url(target, here), "here": inside})
        return doors

    def _info(self, page: Page) -> list[str]:
        word = self.words[page.lang]["nhan"]
        meta = page.meta
        info = [f"{word['ma']} {page.code}"] if page.code else []
        if meta.get("phut"):
            info.append(f"{meta['phut']} {word['phut']}")
        if meta.get("chi_phi"):
            info.append(str(meta["chi_phi"]))
        for key in ("ngay_kiem", "xem_lai"):
            if meta.get(key):
                info.append(f"{word[key]} {vietnamese_date(meta[key])}")
        return info

    def _more_handouts(self, page: Page, here: str) -> list[Link]:
        """Other forms of the page's sheet, named in the words of the interface."""
        word = self.words[page.lang]["nhan"]
        return [
            Link(names.relative_url(names.handout_path(page.code, page.slug, form), here), word["to_in"][form])
            for form in formats.forms_of(page, self.corpus, self.facts)
        ]

    def _trial(self, page: Page) -> Link | None:
        """Whether a guide was tried on a real phone, and the form for trying it."""
        form = self.corpus.by_path.get(trials.trial_path(page))
        if page.kind != "huong-dan" or form is None:
            return None
        here = names.page_url(page.path)
        return Link(names.relative_url(names.page_url(form.path), here), trials.status(page))

    def _related(self, page: Page) -> list[Link]:
        here = names.page_url(page.path)
        named = [self.corpus.by_path.get(f"{page.lang}/{path}") for path in page.meta.get("lien_quan") or ()]
        paths = {one.path for one in named if one}
        found = [*named, *(one for one in self._scripts_about.get(page.path, ()) if one.path not in paths)]
        return [
            Link(names.relative_url(names.page_url(one.path), here), one.title, one.description, _label(one))
            for one in found
            if one is not None
        ]

    @cached_property
    def _scripts_about(self) -> dict[str, list[Page]]:
        """Loudspeaker scripts by the first page they name: a card shows its script without naming it."""
        about: dict[str, list[Page]] = {}
        for script in self.corpus.of_kind("loa", names.DEFAULT_LANG):
            for path in (script.meta.get("lien_quan") or ())[:1]:
                about.setdefault(f"{script.lang}/{path}", []).append(script)
        return about

    def _crumbs(self, page: Page) -> list[Link]:
        here = names.page_url(page.path)
        parts = page.path.split("/")[:-1]
        indexes = [self.corpus.by_path.get("/".join(parts[:depth]) + "/index.md") for depth in range(1, len(parts) + 1)]
        word = self.words[page.lang]["nhan"]
        return [
            Link(
                names.relative_url(names.page_url(one.path), here),
                word["trang_chu"] if one.path.count("/") == 1 else str(one.meta.get("title")),
            )
            for one in indexes
            if one is not None and one.path != page.path
        ]

    def _lang_url(self, lang: str, address: str) -> str:
        return address if lang == names.DEFAULT_LANG else f"{lang}/{address}"


def load_words(docs: Path) -> dict[str, Any]:
    """Words of the interface, by language.

    Raises:
        ValueError: a file is not readable; the message names it.
    """
    words = {}
    for file in sorted((docs / DATA_FOLDER / "giao-dien").glob("*.yml")):
        loaded = strict_yaml.load(file.read_text(encoding="utf-8"))
        for fault in loaded.faults:
            raise ValueError(f"{file.name}:{fault.line}: {fault.message} {fault.fix}")
        words[file.stem] = loaded.data
    return words


def vietnamese_date(value: object) -> str:
    """«2026-11-23» → «23/11/2026»; anything else as it is."""
    try:
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    except ValueError:
        return str(value)


def _label(page: Page) -> str:
    kind = TYPES.get(page.kind)
    return kind.label if kind else ""
