"""One build of the real site for all tests; tests only read it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from camnang import build
from camnang.outputs.handouts import HandoutReport

ROOT = Path(__file__).resolve().parent.parent
SITE_URL = "https://camnang.example.org/"


@pytest.fixture(scope="session")
def root() -> Path:
    """The project."""
    return ROOT


@pytest.fixture(scope="session")
def today() -> date:
    """The real day: expired facts must turn the tests red."""
    return date.today()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, today: date) -> Iterator[tuple[Path, HandoutReport, list[str]]]:
    """The site with everything, built strictly once: folder, report on the sheets, words said on the way."""
    said: list[str] = []
    out = tmp_path_factory.mktemp("dung") / "site"
    plan = build.Plan(root=ROOT, out=out, today=today, site_url=SITE_URL, jobs=os.cpu_count())
    report = build.build_site(plan, said.append)
    yield out, report, said


@pytest.fixture(scope="session")
def site(built: tuple[Path, HandoutReport, list[str]]) -> Path:
    """Folder of the built site."""
    return built[0]
