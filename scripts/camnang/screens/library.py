"""The screens of each app, written once in docs/_du-lieu/man-hinh/*.yml and used by many steps."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from camnang import strict_yaml
from camnang.screens import shape
from camnang.screens.content import APP_KEYS, SCREEN_KEYS, screen_faults
from camnang.screens.screen import Screen
from camnang.screens.shape import Fault


@dataclass(frozen=True, order=True)
class Misprint:
    """A fault of a library file; `path` is the file's name, `line` counts from 1."""

    path: str
    line: int
    message: str
    fix: str


@dataclass(frozen=True)
class Stored:
    """One named screen as written: the mapping of its keys, and where it stands."""

    raw: Mapping[str, Any]
    path: str
    line: int
    faulty: bool


class Shelf(Mapping[str, Stored]):
    """The screens of a folder, or none; a file is read when one of its screens is asked for, all of them when counted."""

    def __init__(self, folder: Path | None = None) -> None:
        self._files = {file.stem: file for file in sorted(folder.glob("*.yml"))} if folder else {}
        self._read: dict[str, tuple[dict[str, Stored], list[Misprint]]] = {}

    def __getitem__(self, name: str) -> Stored:
        app = name.partition("/")[0]
        if app not in self._files:
            raise KeyError(name)
        return self._app(app)[0][name]

    def __iter__(self) -> Iterator[str]:
        for app in self._files:
            yield from self._app(app)[0]

    def __len__(self) -> int:
        return sum(len(self._app(app)[0]) for app in self._files)

    def problems(self) -> tuple[Misprint, ...]:
        """What is wrong in any of the files."""
        return tuple(sorted(problem for app in self._files for problem in self._app(app)[1]))

    def _app(self, app: str) -> tuple[dict[str, Stored], list[Misprint]]:
        if app not in self._read:
            text = self._files[app].read_bytes().decode("utf-8", "replace")
            text = text.removeprefix("\ufeff").replace("\r\n", "\n")
            self._read[app] = _app(self._files[app], unicodedata.normalize("NFC", text))
        return self._read[app]


@dataclass(frozen=True)
class Library:
    """All named screens («app/screen») and everything wrong with their files."""

    screens: Shelf = field(default_factory=Shelf)
    parsed: dict[str, Screen] = field(default_factory=dict, compare=False, repr=False)

    @staticmethod
    def read(folder: Path) -> Library:
        """The screens of every *.yml of the folder; faults are collected in `problems`, never raised.

        A file that cannot be opened is an OSError where it is needed first.
        """
        return Library(Shelf(folder))

    @property
    def problems(self) -> tuple[Misprint, ...]:
        """What is wrong with the files, by file and line."""
        return self.screens.problems()


def _app(file: Path, text: str) -> tuple[dict[str, Stored], list[Misprint]]:
    loaded = strict_yaml.load(text)
    if loaded.faults:
        return {}, [Misprint(file.name, fault.line, fault.message, fault.fix) for fault in loaded.faults]
    faults = list(_faults(loaded.data))
    problems = [Misprint(file.name, loaded.line(*fault.path), fault.message, fault.fix) for fault in faults]
    if not isinstance(loaded.data, dict) or not isinstance(loaded.data.get("man_hinh"), dict):
        return {}, problems
    shared = {key: loaded.data[key] for key in ("ung_dung", "tong", "doi_chieu") if key in loaded.data}
    screens = {}
    for name, raw in loaded.data["man_hinh"].items():
        own = ("man_hinh", str(name))
        faulty = not isinstance(raw, dict) or any(fault.path[:2] == own or len(fault.path) < 2 for fault in faults)
        whole = {**shared, **raw} if isinstance(raw, dict) else shared
        screens[f"{file.stem}/{name}"] = Stored(whole, file.name, loaded.line(*own), faulty)
    return screens, problems


def _faults(data: Any) -> Iterator[Fault]:
    yield from shape.mapping(APP_KEYS, "tệp màn hình")(data, ())
    if isinstance(data, dict) and isinstance(data.get("man_hinh"), dict):
        for name, raw in data["man_hinh"].items():
            yield from screen_faults(raw, ("man_hinh", str(name)), SCREEN_KEYS)
