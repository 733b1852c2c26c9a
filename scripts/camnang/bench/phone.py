"""Measures the first view of a guide on a slow phone, beside the stock theme and a bare page: prints, judges nothing."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from camnang import build, names, stock
from camnang.outputs import weight
from camnang.served import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run"
)
# Slow 3G of Chrome's own tools: 400 kbit/s, two seconds to an answer; a processor four times slower than this machine's.
SLOW_3G = {"offline": False, "latency": 2000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = 4
RUNS = 5
QUIET = 4000  # milliseconds without a new file: longer than one answer takes
PHONE: ViewportSize = {"width": 360, "height": 740}
OURS, STOCK, BARE = "cẩm nang", "Material nguyên bản", "trang trần"
KINDS = {OURS: "cam-nang", STOCK: "material", BARE: "tran"}  # kind: folder it is built in
Say = Callable[[str], None]

_PAINTS = """() => new Promise((resolve) => {
  const seen = { fcp: 0, lcp: 0 };
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("paint", (one) => one.name === "first-contentful-paint" && (seen.fcp = one.startTime));
  watch("largest-contentful-paint", (one) => (seen.lcp = one.startTime));
  setTimeout(() => resolve(seen), 300);
})"""


@dataclass(frozen=True)
class Opened:
    """One cold first view: milliseconds to the first and the largest paint, bytes received, files, other hosts."""

    first: float
    largest: float
    size: int
    files: int
    outside: int


def run(root: Path, *, today: date, say: Say = print, runs: int = RUNS) -> int:
    """Builds the site, the same pages with the stock theme and bare, opens two guides of each, prints medians and ratios.

    Args:
        root: the project; only its cache is written.
        today: the day against which dates are judged.
        say: takes each printed line.
        runs: how often each page is opened, the three kinds by turns.
    """
    from playwright.sync_api import sync_playwright  # only this verb needs it

    with tempfile.TemporaryDirectory(prefix="camnang-do-") as name:
        folder = Path(name)
        pages = build_three(root, folder, today)
        say(f"Mạng 400 kbit/s, 2 giây mới có hồi đáp, máy chậm {SLOWER} lần, chưa lưu gì. Trung vị của {runs} lần mở.")
        with served(folder) as base, sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path=os.environ.get("CAMNANG_CHROMIUM", CHROMIUM), args=FLAGS.split()
            )
            for words, page in pages.items():
                opened: dict[str, list[Opened]] = {kind: [] for kind in KINDS}
                for _ in range(runs):
                    for kind, into in opened.items():
                        into.append(open_once(browser, f"{base}{KINDS[kind]}/{page}"))
                for line in table(f"{words}: {page}", opened):
                    say(line)
            browser.close()
    return 0


def build_three(root: Path, folder: Path, today: date) -> dict[str, str]:
    """Builds the three kinds below `folder`; returns the two guides to open, by what they are."""
    ours = folder / KINDS[OURS]
    build.build_site(build.Plan(root, ours, today), lambda _: None)
    stock.build_stock(root / "docs" / names.DEFAULT_LANG, folder / KINDS[STOCK])
    guides = [view.page for view in weight.weigh_site(ours).views if view.kind == "huong-dan"]
    pages = {"Bài nặng nhất": guides[0], "Bài nặng vừa": guides[len(guides) // 2]}
    for page in pages.values():
        file = folder / KINDS[BARE] / page
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(bare((ours / page).read_text(encoding="utf-8")), encoding="utf-8")
    return pages


def bare(html: str) -> str:
    """The words of a built page and nothing else: no styles, scripts, drawings, classes."""
    tree = LexborHTMLParser(html)
    while (node := tree.css_first("article svg, article button, article input, article script")) is not None:
        node.decompose()
    for node in tree.css("article, article *"):
        for name in [name for name in node.attributes if name != "href"]:
            del node.attrs[name]
    article, title = tree.css_first("article"), tree.css_first("title")
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
    words = escape(title.text() if title else "", quote=False)
    return f'<!doctype html><html lang="vi">{head}<title>{words}</title>{article.html if article else ""}</html>'


def open_once(browser: Browser, address: str) -> Opened:
    """Opens a page on a phone that has never seen it, and waits until nothing more is fetched."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    sizes: list[float] = []
    hosts: list[str] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: hosts.append(urlsplit(request.url).netloc))
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_3G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle", timeout=120_000)
    _wait_for_quiet(page, lambda: len(sizes) + len(hosts))
    seen = page.evaluate(_PAINTS)
    context.close()
    outside = [host for host in hosts if host not in ("", urlsplit(address).netloc)]
    return Opened(seen["fcp"], seen["lcp"], round(sum(sizes)), len([host for host in hosts if host]), len(outside))


def _wait_for_quiet(page: Page, count: Callable[[], int]) -> None:
    """Waits until `count` has stayed the same for QUIET milliseconds: slow scripts ask for more after a pause."""
    before = -1
    while before != count():
        before = count()
        page.wait_for_timeout(QUIET)


def table(head: str, opened: Mapping[str, Sequence[Opened]]) -> Iterator[str]:
    """The lines for one page: medians of each kind, then what the site's own are to the others."""
    yield f"\n{head}"
    yield f"  {'':20}{'chữ đầu tiên':>14}{'phần lớn nhất':>15}{'tải về':>11}{'tệp':>5}{'nơi khác':>10}"
    middle = {kind: _median(found) for kind, found in opened.items()}
    for kind, one in middle.items():
        yield (
            f"  {kind:20}{_seconds(one.first):>14}{_seconds(one.largest):>15}"
            f"{_comma(one.size / 1000, 'kB'):>11}{one.files:>5}{one.outside:>10}"
        )
    ours, other, least = middle[OURS], middle[STOCK], middle[BARE]
    yield f"  {STOCK} so với {OURS}: {_times(other, ours)}. {OURS.capitalize()} so với {BARE}: {_times(ours, least)}."


def _median(found: Sequence[Opened]) -> Opened:
    """Each figure's own median."""
    parts = zip(*map(astuple, found), strict=True)
    first, largest, size, files, outside = (statistics.median(part) for part in parts)
    return Opened(first, largest, round(size), round(files), round(outside))


def _times(one: Opened, other: Opened) -> str:
    longer, heavier = _comma(one.first / other.first, "lần"), _comma(one.size / other.size, "lần")
    return f"chờ chữ gấp {longer}, tải gấp {heavier}"


def _seconds(milliseconds: float) -> str:
    return _comma(milliseconds / 1000, "giây")


def _comma(number: float, unit: str) -> str:
    return f"{number:.2f} {unit}".replace(".", ",")
