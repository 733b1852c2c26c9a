"""`camnang handouts --to FILE`: the sheets of the built site with each team's contacts on them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from camnang import names, teams
from camnang.exits import Told
from camnang.outputs import pack_pdf
from camnang.outputs.lettering import FILE, Lettering
from camnang.outputs.places import DESK
from camnang.outputs.press import Press
from camnang.outputs.stamp import prepare
from camnang.outputs.team_sets import SetReport, Stamper, make_sets
from camnang.outputs.tree import HandoutError
from camnang.packs import Pack
from camnang.page import Page
from camnang.strict_yaml import Fault
from camnang.teams import Team

SHOWN = 40  # faults told one by one


class TeamError(Told):
    """The teams cannot be printed for; the text names every line and what to write instead. Nothing was written."""


@dataclass(frozen=True)
class Job:
    """What to stamp: pages one file each, packs one file each; for which teams; where from, where to."""

    pages: Sequence[Page]
    packs: Sequence[Pack]
    teams: Sequence[Team]
    site: Path
    root: Path
    out: Path
    printed: str


def read_teams(file: Path) -> tuple[Team, ...]:
    """The teams of a table or list.

    Raises:
        TeamError: with every line that is wrong.
    """
    try:
        content = file.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise TeamError(f"Không thấy tệp {file}.\n    Cách sửa: lấy tệp mẫu: ./camnang handouts --to-mau") from None
    found, faults = teams.read(content, file.name)
    if faults:
        raise TeamError(_told(file, faults))
    return found


def stamp_all(job: Job, file: Path, progress: Callable[[int, int], None]) -> tuple[SetReport, tuple[str, ...]]:
    """Stamps everything of a job.

    Returns:
        What came out, and the sheets that have no line for who is met when and where.

    Raises:
        TeamError: words do not fit, or the disk has too little room; nothing was written.
        HandoutError: the site lacks a sheet.
    """
    stamper = prepared(job)
    if faults := stamper.faults(job.teams):
        raise TeamError(_told(file, faults))
    job.out.mkdir(parents=True, exist_ok=True)
    need, free = stamper.size * len(job.teams), shutil.disk_usage(job.out).free
    if need > free and not any(job.out.iterdir()):
        raise TeamError(
            f"Cần chừng {_gigabytes(need)}, ổ đĩa còn {_gigabytes(free)}.\n"
            "    Cách sửa: chọn ổ khác bằng --ket-qua, hoặc bớt tờ bằng --ma."
        )
    return make_sets(stamper, job.teams, job.out, progress), stamper.without(DESK)


def prepared(job: Job) -> Stamper:
    """The sheets and packs of a job, each read or bound once."""
    letters, press = Lettering(job.root / FILE), Press(job.root)
    bases, fixed = {}, {}
    single = pack_pdf.gather(Pack("", "", "", tuple(job.pages)), job.site)
    for name, pdf in single.pdfs.items():
        try:
            bases[name] = prepare(pdf)
        except HandoutError as error:
            raise HandoutError(f"{name}: {error}. Chạy lại ./camnang build.") from None
    for pack in job.packs:
        name = Path(names.pack_path(pack.name)).name
        whole = pack_pdf.bound(pack_pdf.gather(pack, job.site), press, job.printed)
        bases[name], fixed[name] = pack_pdf.numbered(whole, letters)
    return Stamper(bases, letters, fixed)


def _told(file: Path, faults: Iterable[Fault]) -> str:
    lines = [f"{file}:{fault.line}: {fault.message}\n    Cách sửa: {fault.fix}" for fault in faults]
    more = [f"… và {len(lines) - SHOWN} chỗ nữa."] if len(lines) > SHOWN else []
    return "\n".join([*lines[:SHOWN], *more, f"Dừng lại: {len(lines)} chỗ phải sửa, chưa làm tờ nào."])


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB".replace(".", ",")
