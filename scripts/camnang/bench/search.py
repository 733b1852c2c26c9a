"""Measures the search in a real Chromium with a processor slowed down to a cheap phone's: prints, judges nothing.

Three engines answer the same questions from the same words: the site's own, the theme's (stock lunr) and Pagefind.
"""

from __future__ import annotations

import functools
import gzip
import importlib.util
import os
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from camnang import build, corpus, findings, names
from camnang.bench.building import copy_project
from camnang.outputs import search, search_pagefind
from camnang.outputs.search_pages import INDEX, read_pages
from camnang.served import served

if TYPE_CHECKING:
    from playwright.sync_api import Page

SLOWER = 4  # times, of the processor: a cheap phone beside a desktop
LARGE = 4  # times, of the pages: where the site may grow to
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
STOCK = Path("khung-nen")
TIMED = 5  # each fifth question is timed
Say = Callable[[str], None]
Sets = dict[str, tuple[findings.Question, ...]]

_ASK = """async ({ engine, queries, times }) => {
  const { base, search } = JSON.parse(document.getElementById("__config").textContent);
  const home = new URL(base + "/", location);
  const others = new URL(search, location).searchParams.get("khac").split(",");
  const { docs } = await (await fetch(new URL("search/search_index.json", home))).json();
  const ours = docs.filter(({ location }) => !others.some((other) => location.startsWith(other + "/")));
  const many = Array.from({ length: times }, (_, turn) => ours.map((doc) => ({ ...doc, location: "~".repeat(turn) + doc.location })));
  await new Promise((onload) => document.body.append(Object.assign(document.createElement("script"), { src: new URL(`assets/js/may-${engine}.js`, home), onload })));
  const timed = async (act) => {
    const begun = performance.now();
    const value = await act();
    return [performance.now() - begun, value];
  };
  const [ready] = await timed(() => self.searchEngine.load(many.flat(), home, document.documentElement.lang));
  const answers = [];
  for (const query of queries) answers.push(await timed(() => self.searchEngine.search(query)));
  const unsure = answers.map(([, found], at) => (found.some(([page]) => page.sure) ? -1 : at)).filter((at) => at >= 0);
  if (self.searchEngine.add && unsure.length && times === 1) {
    await new Promise((onload) => document.body.append(Object.assign(document.createElement("script"), { src: new URL("search/loi.js", home), onload })));
    self.searchEngine.add(self.loiBai);
    for (const at of unsure) answers[at] = await timed(() => self.searchEngine.search(queries[at]));
  }
  return { ready, unsure: unsure.length, times: answers.map(([time]) => time), found: answers.map(([, found]) => found.map(([page]) => page.location)) };
}"""

_ASK_STOCK = """async ({ worker, index, queries }) => {
  let take;
  window.postMessage = (message) => take(message); /* the worker's script runs in the page, where the processor is slowed */
  const run = (src) => new Promise((onload) => document.body.append(Object.assign(document.createElement("script"), { src, onload })));
  window.importScripts = async (...files) => { for (const file of files) await run(file); };
  await run(worker);
  const ask = (data) => new Promise((resolve) => {
    const begun = performance.now();
    take = (reply) => resolve([performance.now() - begun, reply]);
    window.dispatchEvent(new MessageEvent("message", { data }));
  });
  const { config, docs } = await (await fetch(index)).json();
  const [ready] = await ask({ type: 0, data: { config, docs, options: { suggest: false } } });
  const answers = [];
  for (const data of queries) answers.push(await ask({ type: 2, data }));
  return { ready, unsure: 0, times: answers.map(([time]) => time), found: answers.map(([, { data }]) => data.items.map(([page]) => page.location.split("#")[0])) };
}"""


@dataclass(frozen=True)
class Answers:
    """What an engine found for each query, best first, and how long it took, in milliseconds.

    `unsure` counts the queries for which the words of the pages had to be fetched too.
    """

    ready: float
    unsure: int
    times: tuple[float, ...]
    found: tuple[tuple[str, ...], ...]


def ask(page: Page, engine: str, queries: Sequence[str], times: int = 1) -> Answers:
    """Asks an engine from a page of the built site that is already open.

    Args:
        times: how often the pages are doubled, to see a larger site.
    """
    return _answers(page.evaluate(_ASK, {"engine": engine, "queries": list(queries), "times": times}))


def ask_stock(page: Page, queries: Sequence[str], *, base: str) -> Answers:
    """Asks the theme's own search, from the files that `put_stock` left in the site served at `base`."""
    page.goto(f"{base}{STOCK}/workers/trong.html")
    files = {"worker": f"{base}{STOCK}/workers/tim.js", "index": f"{base}{STOCK}/index.json"}
    return _answers(page.evaluate(_ASK_STOCK, {**files, "queries": list(queries)}))


def run(root: Path, *, today: date, say: Say = print) -> int:
    """Builds the pages, asks all questions in three spellings and prints a line per engine and spelling.

    Args:
        root: the project; it is only read.
        today: the day against which dates are judged.
        say: takes each printed line.
    """
    questions = findings.read(root, corpus.load(root / "docs"))
    with tempfile.TemporaryDirectory(prefix="camnang-tim-") as folder:
        plan = build.Plan(copy_project(root, Path(folder) / "nguon"), Path(folder) / "site", today)
        build.run_engine(plan, plan.out)
        put_stock(plan.out)
        other = shutil.copytree(plan.out, Path(folder) / "pagefind")
        search.write_search(plan.out)
        _say_sizes(plan.out, say)
        with served(plan.out) as base, _open() as new_page:
            own = search.engine_of(plan.out)
            asks = functools.partial(_ask_at, engine=own, base=base)
            _table(f"máy tìm của trang ({own})", questions, new_page, asks, say)
            say(f"  số trang gấp {LARGE}: {_speed(questions, new_page, functools.partial(asks, times=LARGE))}")
            _table("lunr của khung nền, nguyên bản", questions, new_page, functools.partial(ask_stock, base=base), say)
        if _can_write_pagefind(other, root):
            with served(other) as base, _open() as new_page:
                asks = functools.partial(_ask_at, engine="pagefind", base=base)
                _table("Pagefind", questions, new_page, asks, say)
    return 0


def put_stock(site: Path) -> None:
    """Keeps the theme's index of a site just built, and the theme's own scripts, for comparison."""
    theme = importlib.util.find_spec("material")
    scripts = Path(str(theme and theme.origin)).parent / "templates/assets/javascripts"
    shutil.copytree(scripts / "lunr", site / STOCK / "lunr")
    (site / STOCK / "workers").mkdir()
    [worker] = (scripts / "workers").glob("search.*.min.js")
    shutil.copy(worker, site / STOCK / "workers/tim.js")
    shutil.copy(site / INDEX, site / STOCK / "index.json")
    (site / STOCK / "workers/trong.html").write_text(
        "<!doctype html><meta charset=utf-8><title>lunr</title><body></body>", encoding="utf-8"
    )


@contextmanager
def _open() -> Iterator[Callable[[int], Page]]:
    """Gives new pages of a Chromium, each with a processor slowed down so many times."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        path = os.environ.get("CAMNANG_CHROMIUM", CHROMIUM)
        browser = play.chromium.launch(executable_path=path, args=list(FLAGS))
        context = browser.new_context()

        def new_page(slower: int) -> Page:
            page = context.new_page()
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
            return page

        yield new_page
        browser.close()


def _ask_at(page: Page, queries: Sequence[str], *, engine: str, base: str, times: int = 1) -> Answers:
    page.goto(f"{base}index.html")
    return ask(page, engine, queries, times)


def _answers(raw: dict[str, Any]) -> Answers:
    found = tuple(tuple(hits) for hits in raw["found"])
    return Answers(raw["ready"], raw["unsure"], tuple(raw["times"]), found)


def _table(name: str, sets: Sets, new_page: Callable[[int], Page], asks: Callable[..., Answers], say: Say) -> None:
    say(f"{name}:")
    groups = [
        (f"{spelling}{title}", questions, [typed(question) for question in questions])
        for title, questions in (("", sets[findings.TRIED]), (" (câu giữ riêng)", sets[findings.KEPT_ASIDE]))
        for spelling, typed in findings.SPELLINGS.items()
    ]
    answers = asks(new_page(1), [query for _, _, queries in groups for query in queries])
    found = iter(answers.found)
    for title, questions, _ in groups:
        result = findings.score(questions, [next(found) for _ in questions])
        say(
            f"  {title:<26} trong {findings.PLACES} trang đầu {result.found:>3}/{result.asked}, trang đầu {result.first:>3}"
        )
    if answers.unsure:
        say(f"  phải tải thêm lời bài: {answers.unsure}/{len(answers.found)} câu")
    say(f"  {_speed(sets, new_page, asks)}")


def _speed(sets: Sets, new_page: Callable[[int], Page], asks: Callable[..., Answers]) -> str:
    """Times on the slow processor: unmarked questions, evenly taken."""
    answers = asks(new_page(SLOWER), [names.fold(question.marked) for question in sets[findings.TRIED][::TIMED]])
    middle, worst = statistics.median(answers.times), max(answers.times)
    return f"máy chậm đi {SLOWER} lần: sẵn sàng sau {answers.ready:.0f} ms, mỗi câu {middle:.0f} ms, lâu nhất {worst:.0f} ms"


def _say_sizes(site: Path, say: Say) -> None:
    say(f"{len(read_titles(site))} trang tìm được. Tệp của phần tìm:")
    for name in ("khung nền", *search.weigh(site)):
        file = site / (STOCK / "index.json" if name == "khung nền" else name)
        raw = file.read_bytes()
        say(f"  {name:<26} {len(raw) / 1000:>6.0f} kB, nén {len(gzip.compress(raw, 9)) / 1000:>4.0f} kB")


def read_titles(site: Path) -> list[str]:
    """Titles of the pages that can be found."""
    return [page.title for page in read_pages(site)]


def _can_write_pagefind(site: Path, root: Path) -> bool:
    try:
        search_pagefind.write(site, read_pages(site))
    except ModuleNotFoundError:
        return False
    script = Path("assets/js/may-pagefind.js")
    shutil.copy(root / "overrides" / script, site / script)
    return True
