"""Sheets to print: every PDF the built site links to is made, once, from the page that offers it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from camnang import names
from camnang.outputs.article import read_article
from camnang.outputs.offers import Offer, find_offers
from camnang.outputs.press import Press, print_batch
from camnang.outputs.sheet import Sheet, make_sheet
from camnang.outputs.sheet_cache import SheetCache, write_part
from camnang.outputs.tree import HandoutError
from camnang.outputs.workers import Progress, in_batches
from camnang.screens import for_print

__all__ = ["HandoutError", "HandoutReport", "build_handouts"]


@dataclass(frozen=True)
class HandoutReport:
    """What came out: PDF files below the site, and how many of them were laid out anew."""

    files: tuple[str, ...]
    made: int

    @property
    def total(self) -> int:
        """How many sheets the site has."""
        return len(self.files)


def build_handouts(
    site: Path, root: Path, *, site_url: str, today: date, jobs: int | None, cache: Path, progress: Progress
) -> HandoutReport:
    """Makes all sheets the site offers; puts them into site/ban-in only when every one of them is right.

    A sheet bears the day on which its present content was first laid out, so an unchanged sheet keeps its bytes.

    Args:
        site: the built site; root: the project (templates and fonts); cache: folder that may be thrown away.
        site_url: public address, for the QR codes; jobs: processes (None: one per core).
        progress: called with (sheets ready, sheets in all).

    Raises:
        HandoutError: with all sheets that could not be made, one after the other.
        OSError: the disk is full or may not be written.
    """
    faults: list[str] = []
    press, kept, known = Press(root), SheetCache(cache), SheetCache(cache, ".json")
    sheets: list[Sheet] = []
    mark = _fingerprint(site, press, site_url)
    keys = json.loads(known.get(mark) or "{}")  # of the very same pages: nothing has to be read again
    ready = _ready(keys, kept)
    if not keys or len(ready) < len(keys):
        sheets = read_sheets(site, site_url, faults)
        keys = {sheet.file: press.key(sheet) for sheet in sheets}
        ready = _ready(keys, kept)
    stale = [sheet for sheet in sheets if sheet.file not in ready]
    progress(len(ready), len(keys))
    for printed in in_batches(partial(print_batch, press, printed=f"{today:%d/%m/%Y}"), stale, jobs):
        if isinstance(printed.result, str):
            faults.append(f"{printed.sheet.source}: {printed.result}")
        else:
            ready[printed.sheet.file] = printed.result
            kept.put(keys[printed.sheet.file], printed.result)
        progress(len(ready), len(keys))
    if faults:
        raise HandoutError(_summary(faults))
    _place(site, ready)
    known.put(mark, json.dumps(keys).encode())
    known.prune({mark}, today)
    kept.prune(set(keys.values()), today)
    return HandoutReport(tuple(sorted(ready)), len(stale))


def read_sheets(site: Path, site_url: str, faults: list[str]) -> list[Sheet]:
    """Sheets of the pages that offer them; what is wrong with a page is added to `faults`."""
    owners: dict[str, Offer] = {}
    offers = find_offers(site)
    for offer in offers:
        if offer.own and offer.file in owners:
            faults.append(
                f"{offer.page}: cùng tờ in {offer.file} với trang {owners[offer.file].page}; đổi mã một trang"
            )
        elif offer.own:
            owners[offer.file] = offer
    for offer in offers:
        if offer.file not in owners:
            faults.append(f"{offer.page}: trỏ tới {offer.file}, nhưng không trang nào có tờ in ấy")
    sheets = []
    for page, mine in groupby(sorted(owners.values(), key=attrgetter("page", "file")), attrgetter("page")):
        try:
            article = read_article((site / page).read_text(encoding="utf-8"), for_print)
            sheets += [make_sheet(article, file=offer.file, source=page, site_url=site_url) for offer in mine]
        except HandoutError as error:
            faults.append(f"{page}: {error}")
    return sheets


def _ready(keys: Mapping[str, str], kept: SheetCache) -> dict[str, bytes]:
    return {file: pdf for file, key in keys.items() if (pdf := kept.get(key)) is not None}


def _fingerprint(site: Path, press: Press, site_url: str) -> str:
    """Changes with any page of the site, any module of ours, and whatever the press depends on."""
    digest = hashlib.sha256(f"{press.engine_key}\0{site_url}".encode())
    package = Path(__file__).parents[1]
    for folder, pattern in ((package, "*.py"), (site, "*.html")):
        for file in sorted(folder.rglob(pattern)):
            digest.update(f"\0{file.relative_to(folder).as_posix()}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _place(site: Path, ready: dict[str, bytes]) -> None:
    """Writes all sheets beside their places, then moves them in; nothing half-written is left behind."""
    (site / names.HANDOUT_FOLDER).mkdir(exist_ok=True)
    parts: dict[Path, Path] = {}
    try:
        for file, pdf in sorted(ready.items()):
            parts[site / file] = write_part(site / file, pdf)
        for target, part in parts.items():
            part.replace(target)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _summary(faults: list[str]) -> str:
    found = "\n".join(sorted(faults))
    return f"{found}\nDừng lại: {len(faults)} tờ in chưa làm được, chưa đặt tờ nào vào trang."
