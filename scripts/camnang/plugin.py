"""The MkDocs plugin: lends Pages, facts and drawings to the build. The only module that imports mkdocs; writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as BuiltPage
from pymdownx.superfences import SuperFencesException

from camnang import (
    corpus,
    facts,
    forms,
    gloss,
    listing,
    made,
    months,
    names,
    packs,
    photos,
    picker,
    programme,
    promises,
    recalls,
    review,
    rules,
    screens,
    spoken,
    story,
    story_form,
    trials,
    view,
)
from camnang.markup import PartsExtension
from camnang.page import Page
from camnang.page_parts import Fence

FENCES = "pymdownx.superfences"
UNUSED_FOLDERS = (
    "ban-in/", "anh/", "sw/", "assets/fonts/", "assets/css/", "assets/js/ghep/", "assets/stylesheets/", "assets/javascripts/lunr/",
    "assets/javascripts/workers/",
)  # fmt: skip
ENGINES = "assets/js/may-"  # one script for each search engine
SEARCH_WEIGHTS = {  # what to do now stands first, what tells it to a class or only leads on stands behind
    "huong-dan": 1.05, "lo-roi": 1.05, "loa": 0.9, "giao-an": 0.9, "dong-vai": 0.9, "trang": 0.8,
}  # fmt: skip
UNUSED_ENDINGS = (".typ", ".map", "assets/images/favicon.png", "assets/js/khoi-dau.js")  # the last stands in each page


class CamNangPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Reads docs/ once, then answers MkDocs' events from it."""

    def __init__(self) -> None:
        super().__init__()
        self.site: view.Site | None = None
        self.library: screens.Library
        self.facts: facts.Facts
        self.glossary = gloss.Glossary({})
        self.hard: dict[str, list[gloss.Term]] = {}  # by page: its words that the glossary explains
        self.programme: programme.Programme | None = None
        self.repo = ""  # public address of the repository
        self.page: Page
        self.cited: dict[str, list[facts.Source]] = {}  # by page, filled while its words are read
        self.drawings: list[Fence] = []  # of the page being read that are still to be drawn

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads content and data once (nested builds of other languages call this again) and adds the fences."""
        if self.site is None:
            docs = Path(config.docs_dir)
            self.repo = str(config.repo_url or "")
            self.facts = facts.load(docs)
            written = review.bounded(corpus.load(docs), self.facts)
            self.site = view.Site.load(made.with_made(written), self.facts, str(config.site_url or ""))
            self.programme, _ = programme.load(docs)
            self.glossary = gloss.load(self.site.corpus, self.facts)
            self.library = screens.Library.read(docs / facts.DATA_FOLDER / "man-hinh")
        known: list[dict[str, Any]] = config.mdx_configs.setdefault(FENCES, {}).setdefault("custom_fences", [])
        for name, draw in self._fences().items():
            known[:] = [fence for fence in known if fence["name"] != name]
            known.append({"name": name, "class": name, "format": _formatter(draw)})
        config.mdx_configs.setdefault("toc", {})["slugify"] = names.slugify
        if not any(isinstance(one, PartsExtension) for one in config.markdown_extensions):
            config.markdown_extensions.append(PartsExtension(self._explain))  # type: ignore[arg-type]
        return config

    @event_priority(-200)  # after i18n has chosen the files of the language being built
    def on_files(self, files: Any, *, config: MkDocsConfig) -> Any:
        """Files of the theme folder that no page loads stay out: paper, inlined CSS, maps, the theme's own search."""
        engine = f"{ENGINES}{config.extra['tim_kiem']}.js"
        for file in list(files):
            unused = file.src_uri.startswith(UNUSED_FOLDERS) or file.src_uri.endswith(UNUSED_ENDINGS)
            if unused or (file.src_uri.startswith(ENGINES) and file.src_uri != engine):
                files.remove(file)
        if config.theme["language"] == names.DEFAULT_LANG:
            for path in sorted(self._site.corpus.made):
                text = self._site.corpus.by_path[path].text
                files.append(File.generated(config, path.split("/", 1)[1], content=text))
            table = spoken.script(self._site.corpus.docs, self.glossary, self.facts, self._site.words["vi"]["nhan"])
            files.append(File.generated(config, spoken.SCRIPT, content=table))
        return files

    def on_page_markdown(self, markdown: str, *, page: BuiltPage, config: MkDocsConfig, files: Any) -> str:
        """Our own reading of the page takes the place of MkDocs': normalised letters, facts filled in."""
        found = self._read(page, config)
        for problem in found.problems:
            raise PluginError(problem.terminal())
        self._refuse_uncertain(found)
        page.meta["tags"] = [*filter(None, [found.code]), *map(str, found.meta.get("tu_khoa") or ())]  # searched too
        page.meta["search"] = {"boost": SEARCH_WEIGHTS.get(found.kind, 1)}
        if found.path.startswith(f"{names.DEFAULT_LANG}/{trials.FOLDER}/"):
            page.meta["search"] = {"exclude": True}
        self.page = found
        named = found.meta.get("nguon") or ()
        self.cited[found.path] = [self.facts.sources[name] for name in named if name in self.facts.sources]
        self.drawings = [fence for fence in found.fences if fence.kind == "man-hinh"]
        return facts.substitute(self._site.corpus.expanded(found), self.facts, self.cited[found.path])

    def on_page_context(self, context: Any, *, page: BuiltPage, config: MkDocsConfig, nav: Any) -> Any:
        """Gives templates `cn` (this page), `nhan` (words of the interface) and `cua` (the doors)."""
        found = self._read(page, config)
        context["cn"] = self._site.view(found, self.cited[found.path], self.hard.get(found.path, ()))
        context["nhan"] = self._site.words[found.lang]["nhan"]
        context["cua"] = self._site.doors(found)
        return context

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Any) -> Any:
        """Pages without a source file (404) use the words of the default language."""
        env.globals["nhan_chung"] = self._site.words["vi"]["nhan"]
        env.globals["cua_chung"] = self._site.words["vi"]["cua"]
        return env

    def _read(self, page: BuiltPage, config: MkDocsConfig) -> Page:
        """Our Page behind MkDocs' page; pages made in memory have no file."""
        source = page.file.abs_src_path
        path = (
            Path(source).relative_to(config.docs_dir).as_posix()
            if source
            else f"{names.DEFAULT_LANG}/{page.file.src_uri}"
        )
        found = self._site.corpus.by_path.get(path)
        if found is None:
            raise PluginError(f"{path}: trang này không nằm trong thư mục ngôn ngữ nào của docs/.")
        return found

    @property
    def _site(self) -> view.Site:
        if self.site is None:
            raise PluginError("plugin camnang chưa được khởi động.")
        return self.site

    def _refuse_uncertain(self, page: Page) -> None:
        for ref in page.fact_refs:
            why = facts.unknown_or_certain(ref, self.facts)
            if why:
                said = "không có trong bảng dữ kiện" if why == "unknown" else "chưa chắc, phải viết [[?…]]"
                raise PluginError(f"{page.path}:{ref.line}: dữ kiện «{ref.key}» {said}.")

    def _fences(self) -> dict[str, Callable[[str], str]]:
        return {
            "man-hinh": self._drawing,
            "danh-sach": lambda text: listing.render(
                text, self.page, self._site.corpus, self._site.words[self.page.lang]["nhan"], self.facts
            ),
            "to-thu-hoi": lambda text: recalls.render(
                self._site.codes, self.page, self._site.corpus, self._site.words[self.page.lang]["nhan"]
            ),
            "phieu": forms.render,
            "cam-ket": lambda text: promises.render(text, self.page),
            "chuong-trinh": self._programme,
            "ke-chuyen": lambda text: story_form.render(text, story.load(self._site.corpus.docs), self.repo),
            "chon-to": self._picker,
            "bang-tu": lambda text: gloss.az_html(self.glossary, self.page),
            "bang-quy-tac": lambda text: rules.catalogue_html(),
        }

    def _explain(self, root: Element) -> None:
        """Dresses the photographs; marks the hard words of a page that people read in whole sentences."""
        photos.dress(root, self.page, self._site.corpus.docs, self._site.words[self.page.lang]["nhan"]["anh_cua"])
        plain = self.page.lang == names.DEFAULT_LANG and self.page.path not in self._site.corpus.made
        if plain and self.page.kind not in ("trang", "tu-dien", "loa"):
            self.hard[self.page.path] = self.glossary.mark(root, self.page.path)

    def _programme(self, source: str) -> str:
        """The months of the year («nam»), or what is counted («chi-so»)."""
        if self.programme is None:
            raise ValueError(f"tệp {programme.FILE} chưa có hoặc còn lỗi.")
        if source.strip() == "nam":
            return months.year_html(self.programme, self.facts, self.page)
        if source.strip() == "chi-so":
            return months.indicators_html(self.programme, self.facts)
        raise ValueError(f"«{source.strip()}» không có. Cách sửa: ghi «nam» hoặc «chi-so».")

    def _picker(self, source: str) -> str:
        """The packs, or every sheet to choose from."""
        found, faults = packs.load(self._site.corpus)
        if faults:
            raise ValueError(f"tệp {packs.FILE} còn lỗi ở dòng {faults[0].line}: {faults[0].message}")
        words = self._site.words[self.page.lang]["nhan"]["chon_to"]
        return picker.render(source, self.page, self._site.corpus, found, words)

    def _drawing(self, source: str) -> str:
        """The page's own drawings carry their step's number; one out of a shared snippet belongs to no step."""
        own = bool(self.drawings) and self.drawings[0].text.strip() == source.strip()
        fence = self.drawings.pop(0) if own else None
        number, uid = (fence.step, f"h{fence.line}") if fence else (None, "h0")
        return screens.render(screens.parse(source, self.library), number, uid)


def _formatter(draw: Callable[[str], str]) -> Callable[..., str]:
    def format_fence(source: str, language: str, css_class: str, options: Any, md: Any, **kwargs: Any) -> str:
        try:
            return draw(source)
        except Exception as error:  # superfences swallows anything else and shows the YAML to readers
            raise SuperFencesException(f"khối {language}: {error}") from error

    return format_fence
