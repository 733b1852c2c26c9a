"""Sheets stamped for each team: a folder a team, complete or absent; a stopped run goes on where it was."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from functools import cached_property
from pathlib import Path

from camnang.outputs import contacts, lettering, stamp
from camnang.outputs.contacts import VALUES, Contacts
from camnang.outputs.lettering import Lettering
from camnang.outputs.places import Place
from camnang.outputs.stamp import Base, Words
from camnang.strict_yaml import Fault
from camnang.teams import COLUMNS, Team, folders

JOURNAL = ".da-xong"  # a line for each finished folder: its name and what it was made of
PART = ".dang-lam"
_CODE = (contacts.__file__, lettering.__file__, stamp.__file__)


@dataclass(frozen=True)
class Stamper:
    """Prepared sheets by file name, the typeface of what is written on them, and what all copies of a file get."""

    bases: Mapping[str, Base]
    letters: Lettering
    fixed: Mapping[str, Mapping[Place, Sequence[Words]]] = field(default_factory=dict)

    def faults(self, teams: Sequence[Team]) -> tuple[Fault, ...]:
        """Teams whose words have letters without a drawing or are too long for a place, before anything is written."""
        return tuple(fault for team in teams for fault in self._team_faults(team))

    def stamped(self, team: Team) -> Iterator[tuple[str, bytes]]:
        """All sheets of a team with their file names."""
        own = Contacts.of(team)
        for name, base in sorted(self.bases.items()):
            words = contacts.set_words(base.slots, own, self.letters) | dict(self.fixed.get(name, {}))
            yield name, stamp.stamp(base, words, self.letters)

    def without(self, kind: str) -> tuple[str, ...]:
        """Sheets that have no place of a kind."""
        return tuple(
            name for name, base in sorted(self.bases.items()) if all(slot.place.kind != kind for slot in base.slots)
        )

    def key(self, team: Team) -> str:
        """What the folder of a team is made of."""
        own = json.dumps(astuple(team)[1:], ensure_ascii=False)
        return hashlib.sha256(f"{self._engine}{own}".encode()).hexdigest()[:40]

    @property
    def size(self) -> int:
        """About how many bytes the sheets of one team take."""
        return sum(len(base.pdf) + 8_000 for base in self.bases.values())

    def _team_faults(self, team: Team) -> Iterator[Fault]:
        for name, column in COLUMNS.items():
            if odd := self.letters.missing(getattr(team, name)):
                said = f"«{column}» có «{odd}», phông chữ của tờ in không vẽ được."
                yield Fault(team.line, said, "thay bằng chữ hoặc dấu khác.")
        own = Contacts.of(team)
        over: dict[str, tuple[int, str]] = {}
        for place, sheet in self._narrow:
            for kind, more in contacts.too_long((place,), own, self.letters).items():
                over[kind] = max(over.get(kind, (0, "")), (more, sheet))
        for kind, (more, sheet) in over.items():
            said = f"{VALUES[kind]} dài hơn chỗ ghi trên tờ {sheet} chừng {more} chữ."
            yield Fault(team.line, said, "viết gọn lại; trên tờ đã có sẵn chữ «Tổ công nghệ số», «Điện thoại».")

    @cached_property
    def _narrow(self) -> tuple[tuple[Place, str], ...]:
        """One place of each shape, with a sheet that has it."""
        shapes: dict[tuple[str, float, float, float], tuple[Place, str]] = {}
        for name, base in sorted(self.bases.items()):
            for slot in base.slots:
                place = slot.place
                shapes.setdefault((place.kind, place.width, place.size, place.room), (place, name))
        return tuple(shapes.values())

    @cached_property
    def _engine(self) -> str:
        digest = hashlib.sha256()
        for name, base in sorted(self.bases.items()):
            digest.update(name.encode() + hashlib.sha256(base.pdf).digest())
        for file in (*_CODE, self.letters.file):
            digest.update(Path(file).read_bytes())
        return digest.hexdigest()


@dataclass(frozen=True)
class SetReport:
    """What came out: teams made now, teams that were ready before, and folders of teams no longer named."""

    made: int
    ready: int
    unnamed: tuple[str, ...]


def make_sets(stamper: Stamper, teams: Sequence[Team], out: Path, progress: Callable[[int, int], None]) -> SetReport:
    """Writes the sheets of each team into its folder below `out`.

    A folder stands there only when it is complete. Teams whose folder was made of the same things stay untouched, so a
    run that was stopped goes on, and a changed line makes one folder anew.

    Raises:
        OSError: the disk is full or may not be written; folders made before are kept.
    """
    out.mkdir(parents=True, exist_ok=True)
    journal = out / JOURNAL
    done, named = _read_journal(journal), folders(teams)
    made = ready = 0
    with journal.open("a", encoding="utf-8") as book:
        for team, folder in named.items():
            if done.get(folder) == stamper.key(team) and (out / folder).is_dir():
                ready += 1
            else:
                _make(stamper, team, out / folder)
                book.write(f"{folder} {stamper.key(team)}\n")
                book.flush()
                made += 1
            progress(made + ready, len(named))
    known = set(named.values())
    unnamed = tuple(sorted(name for name in done if name not in known and (out / name).is_dir()))
    return SetReport(made, ready, unnamed)


def _make(stamper: Stamper, team: Team, folder: Path) -> None:
    part = folder.parent / PART
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        for name, pdf in stamper.stamped(team):
            (part / name).write_bytes(pdf)
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _read_journal(journal: Path) -> dict[str, str]:
    """Folder → what it was made of, the last word counts; a line cut off by a crash is no line."""
    if not journal.exists():
        return {}
    lines = (line.split(" ") for line in journal.read_text(encoding="utf-8").splitlines())
    return {parts[0]: parts[1] for parts in lines if len(parts) == 2 and len(parts[1]) == 40}
