"""Sheets printed before, kept by what they are made of, so that a build prints only what has changed."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

KEEP_DAYS = 30


@dataclass(frozen=True)
class SheetCache:
    """Files in `folder`, named by their key, all with the same ending; every file there is complete."""

    folder: Path
    ending: str = ".pdf"

    def get(self, key: str) -> bytes | None:
        """The sheet of this key, if it was printed before."""
        try:
            return self._file(key).read_bytes() or None
        except FileNotFoundError:
            return None

    def put(self, key: str, pdf: bytes) -> None:
        """Keeps a sheet."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._file(key), pdf)

    def prune(self, used: Collection[str], today: date) -> int:
        """Marks `used` sheets as needed today, drops those not needed for KEEP_DAYS days.

        Returns:
            How many were dropped.
        """
        if not self.folder.is_dir():
            return 0
        stamp = datetime(today.year, today.month, today.day, tzinfo=UTC).timestamp()
        for file in (self._file(key) for key in used):
            if file.exists():
                os.utime(file, (stamp, stamp))
        oldest = stamp - KEEP_DAYS * 86_400
        dropped = [file for file in sorted(self.folder.glob(f"*{self.ending}")) if file.stat().st_mtime < oldest]
        for file in [*dropped, *self.folder.glob("*.part")]:
            file.unlink(missing_ok=True)
        return len(dropped)

    def _file(self, key: str) -> Path:
        return self.folder / f"{key[:40]}{self.ending}"


def write_whole(file: Path, content: bytes) -> None:
    """Writes a file completely or not at all."""
    part = write_part(file, content)
    part.replace(file)


def write_part(file: Path, content: bytes) -> Path:
    """Writes beside `file` what will become it; nothing is left behind when that fails."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_bytes(content)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part
