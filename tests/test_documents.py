"""The project's own documents and CI files say what is so."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from camnang import cli, names, rules, schema

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "scripts/README.md")
TESTING = ("kiem-tra.yml", "xuat-ban.yml", "phat-hanh.yml")


def read(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """Heading anchors the way GitHub makes them: lower case, marks kept, punctuation gone, spaces to hyphens."""
    titles = re.findall(r"^#+ +(.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_to_files_and_headings(root: Path, name: str) -> None:
    text = read(root, name)
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        file, _, place = target.partition("#")
        there = (root / name).parent / file if file else root / name
        assert there.exists(), target
        assert not place or place in anchors(there.read_text(encoding="utf-8")), target


def test_verbs_of_the_documents_are_those_of_the_command_line(root: Path) -> None:
    verbs = {verb[0] for verb in cli._VERBS}
    assert set(re.findall(r"\./camnang ([a-z]+)", read(root, "README.md"))) == verbs
    assert set(re.findall(r"^\| `([a-z]+)", read(root, "scripts/README.md"), re.M)) == verbs


@pytest.mark.parametrize("name", ("README.md", "CONTRIBUTING.md", "scripts/README.md"))
def test_paths_in_the_documents_exist(root: Path, name: str) -> None:
    for path in re.findall(r"`((?:docs|overrides|scripts|tests|camnang)/[\w./-]+)`", read(root, name)):
        base = root / "scripts" if path.startswith("camnang/") else root
        assert (base / path).exists(), path


def test_architecture_names_every_room(root: Path) -> None:
    package = root / "scripts" / "camnang"
    rooms = {file.stem for file in package.glob("[!_]*.py")} | {
        f"{file.parent.name}/" for file in package.glob("*/__init__.py")
    }
    table = read(root, "CONTRIBUTING.md").split("| Tầng |")[1].split("\n\n")[0]
    assert rooms <= set(re.findall(r"`([\w/]+)`", table))


def test_examples_use_real_codes_and_types(root: Path) -> None:
    text = read(root, "CONTRIBUTING.md")
    assert set(re.findall(r"\bCN\d{3}\b", text)) <= {info.code for info in rules.catalogue()}
    assert set(re.findall(r"camnang new ([\w-]+)", text)) <= set(schema.TYPES)
    assert names.HANDOUT_FOLDER in text


def test_ci_runs_the_same_command(root: Path) -> None:
    script = root / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR and (root / "camnang").stat().st_mode & stat.S_IXUSR
    assert read(root, ".ci/run").splitlines()[-1] == "exec ./camnang test"
    assert all("run: ./camnang test" in read(root, f".github/workflows/{name}") for name in TESTING)


def test_licences_are_whole(root: Path) -> None:
    assert "Permission is hereby granted" in read(root, "LICENSE")
    content = read(root, "LICENSE-NOI-DUNG")
    assert all(f"Section {number} -- " in content for number in range(1, 9))
