"""Every PDF of the built site, examined once by two processes; the tests only look at what was found."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pytest

from .checks import examine


@dataclass(frozen=True)
class Examined:
    """One PDF and its faults by check."""

    file: Path
    name: str
    template: str
    smallest: float
    faults: dict[str, list[str]]


@pytest.fixture(scope="session")
def examined(site: Path) -> list[Examined]:
    """All sheets of the site, whatever made them."""
    files = sorted(site.rglob("*.pdf"))
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        found = pool.map(examine, files, chunksize=8)
        return [
            Examined(file, name, template, smallest, faults)
            for file, (template, name, smallest, faults) in zip(files, found, strict=True)
        ]


@pytest.fixture(scope="session")
def one_of_each(examined: list[Examined]) -> dict[str, Examined]:
    """Of every template the sheet with the smallest letters: where that one holds, the others do."""
    return {one.template: one for one in sorted(examined, key=lambda one: (-one.smallest, one.name))}
