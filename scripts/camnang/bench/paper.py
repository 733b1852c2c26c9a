"""Paper: sheets per second stamped for teams, laid out anew for each team, and by a MkDocs plugin, on the same pages."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf

from camnang import build, strict_yaml
from camnang.bench.building import copy_project
from camnang.outputs import handouts
from camnang.outputs.lettering import FILE, Lettering
from camnang.outputs.press import Press
from camnang.outputs.sheet import Sheet
from camnang.outputs.stamp import prepare
from camnang.outputs.team_sets import Stamper, make_sets
from camnang.outputs.tree import HandoutError
from camnang.teams import Team

PAGES, TEAMS = 20, 70
PLUGIN, MODULE = "mkdocs-to-pdf", "mkdocs_to_pdf"
HOW = (
    f"Chưa có {PLUGIN}, nên không so được với nó. Cài rồi đo lại: .venv/bin/pip install {PLUGIN}\n"
    "(Debian, Ubuntu cần thêm: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"
)
Say = Callable[[str], None]


@dataclass(frozen=True)
class Timed:
    """How many sheets came out in how many seconds."""

    name: str
    sheets: int
    seconds: float
    note: str = ""

    def told(self, best: float) -> str:
        """One line of the report; `best` is what the fastest way makes in a second."""
        rate = self.sheets / self.seconds
        times = f", chậm hơn {best / rate:.0f} lần" if rate < best else ""
        return f"{_decimal(rate)} tờ/giây  {self.name}: {self.sheets} tờ trong {_decimal(self.seconds)} giây{times}{self.note}"


def run(root: Path, today: date, say: Say) -> int:
    """Prints the four rates of one run; nothing is judged.

    Args:
        root: the project; it is only read.
    """
    say(f"{PAGES} bài hướng dẫn, {TEAMS} tổ, 1 tiến trình. Dựng trang để lấy bài, chưa tính giờ…")
    with tempfile.TemporaryDirectory(prefix="camnang-do-giay-") as folder:
        site = Path(folder) / "site"
        plan = build.Plan(root, site, today)
        build.run_engine(plan, site)
        faults: list[str] = []
        sheets = guides(handouts.read_sheets(site, plan.address, faults), PAGES)
        press, day = Press(root), f"{today:%d/%m/%Y}"
        pdfs, found = _laid_out(press, sheets, day)
        known = _laid_out_again(press, sheets, day)
        stamped = _stamped(pdfs, root, Path(folder) / "to")
        plugin = measure_plugin(root, sheets, Path(folder) / "so-sanh") if importlib.util.find_spec(MODULE) else None
    best = stamped.sheets / stamped.seconds
    for one in (stamped, known, found, plugin):
        if one:
            say(one.told(best))
    if plugin is None:
        say(HOW)
    return 0


def guides(sheets: Sequence[Sheet], count: int) -> list[Sheet]:
    """The first guides by their codes."""
    return sorted((one for one in sheets if one.ladder.template == "huong-dan"), key=lambda one: one.file)[:count]


def _laid_out(press: Press, sheets: Sequence[Sheet], day: str) -> tuple[dict[str, bytes], Timed]:
    begun = time.perf_counter()
    pdfs = {Path(sheet.file).name: press.print(sheet, day) for sheet in sheets}
    return pdfs, Timed("dàn trang lại, tìm cách xếp vừa giấy", len(pdfs), time.perf_counter() - begun)


def _laid_out_again(press: Press, sheets: Sequence[Sheet], day: str) -> Timed:
    """Only the layout that fits, as if it were known: the least that laying out for each team would cost."""
    seconds = 0.0
    for sheet in sheets:
        for step in sheet.ladder.steps:
            begun = time.perf_counter()
            try:
                press.print(replace(sheet, ladder=replace(sheet.ladder, runs=((step,),))), f"{day}.")
            except HandoutError:
                continue
            seconds += time.perf_counter() - begun
            break
    return Timed("dàn trang lại, biết sẵn cách xếp", len(sheets), seconds)


def _stamped(pdfs: dict[str, bytes], root: Path, out: Path) -> Timed:
    """Everything that is done for teams: preparing, stamping, writing to the disk."""
    teams = [
        Team(
            line, f"Tổ thôn {line}", "xã Nà Hỳ", "Chị Hoa, tổ trưởng", "0912 345 678", "thứ 7, 19 giờ 30", "nhà văn hoá"
        )
        for line in range(2, TEAMS + 2)
    ]
    begun = time.perf_counter()
    stamper = Stamper({name: prepare(pdf) for name, pdf in pdfs.items()}, Lettering(root / FILE))
    if faults := stamper.faults(teams):
        raise HandoutError(faults[0].message)
    make_sets(stamper, teams, out, lambda done, total: None)
    return Timed("điền cho từng tổ, ghi ra đĩa", len(pdfs) * len(teams), time.perf_counter() - begun)


def measure_plugin(root: Path, sheets: Sequence[Sheet], folder: Path) -> Timed:
    """The same pages through stock Material and a PDF plugin; the time of the same build without it is taken off."""
    copy_project(root, folder)
    wanted = {sheet.data["code"] for sheet in sheets}
    for page in (folder / "docs").rglob("*.md"):
        code = re.search(r"^ma: *(\S+)", page.read_text(encoding="utf-8"), re.M)
        if code is None or code[1] not in wanted:
            page.unlink()
    bare, _ = _built(folder, [])
    seconds, pdf = _built(folder, [{"to-pdf": {"cover": False, "output_path": "bo.pdf"}}])
    with pikepdf.open(pdf) as document:
        note = f", cả {len(sheets)} bài một tệp {len(document.pages)} trang, không điền tên tổ nào"
    return Timed(f"{PLUGIN} trên cùng các bài", len(sheets), max(seconds - bare, 0.001), note)


def _built(folder: Path, plugins: list[Any]) -> tuple[float, Path]:
    ours = strict_yaml.load((folder / "mkdocs.yml").read_text(encoding="utf-8")).data
    settings = {
        "extra": ours["extra"],
        "site_name": "So sánh", "docs_dir": str(folder / "docs"), "site_dir": str(folder / "so-sanh"),
        "exclude_docs": "/_*/", "theme": {"name": "material", "font": False, "language": "en"},
        "plugins": ["camnang", *plugins],
        "markdown_extensions": ["admonition", "def_list", "tables", "pymdownx.details", "pymdownx.mark",
                                "pymdownx.superfences", "pymdownx.tasklist"],
    }  # fmt: skip
    config = folder / "so-sanh.json"
    config.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    env = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    begun = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=env)
    seconds = time.perf_counter() - begun
    if done.returncode:
        raise build.BuildError(f"mkdocs chưa dựng được để so sánh:\n{done.stderr[-2000:]}")
    return seconds, folder / "so-sanh" / "bo.pdf"


def _decimal(value: float) -> str:
    return f"{value:>7.1f}".replace(".", ",")
