"""The shell lines of the workflows, run as they stand against a repository on this disk and a made-up `gh`."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., subprocess.CompletedProcess[str]]


def step(workflow: str, part: str) -> str:
    """The one shell step of a workflow that holds `part`."""
    flow = yaml.safe_load((ROOT / f".github/workflows/{workflow}.yml").read_text(encoding="utf-8"))
    runs = [one["run"] for job in flow["jobs"].values() for one in job["steps"] if part in one.get("run", "")]
    (found,) = runs
    return str(found)


def git(folder: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=to", "-c", "user.email=to@example.org", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def kho(tmp_path: Path) -> Path:
    """The repository «to/kho» with a main branch, below a folder that plays the server."""
    folder = tmp_path / "may-chu/to/kho"
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "config", "receive.denyCurrentBranch", "ignore")
    (folder / "docs/vi").mkdir(parents=True)
    (folder / "docs/vi/a.md").write_text("Bài gốc\n", encoding="utf-8")
    (folder / "camnang").write_text("mã của nhánh chính\n", encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "--quiet", "-m", "goc")
    return folder


@pytest.fixture
def run(kho: Path, tmp_path: Path) -> Run:
    """Runs a step in a clone of the main branch, the way the runner does (bash -e -o pipefail)."""
    clone, temp = tmp_path / "lam", tmp_path / "tam"
    git(tmp_path, "clone", "--quiet", f"file://{kho}", str(clone))
    temp.mkdir()

    def work(text: str, gh: str = "exit 0", **env: str) -> subprocess.CompletedProcess[str]:
        (temp / "gh").write_text(f"#!/usr/bin/env bash\n{gh}\n", encoding="utf-8")
        (temp / "gh").chmod(0o755)
        given: Mapping[str, str] = {
            **os.environ,
            "PATH": f"{temp}:{os.environ['PATH']}",
            "RUNNER_TEMP": str(temp),
            "GITHUB_SERVER_URL": f"file://{tmp_path}/may-chu",
            "GITHUB_REPOSITORY": "to/kho",
            "GH_REPO": "to/kho",
            **env,
        }
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", text]
        return subprocess.run(command, cwd=clone, env=given, capture_output=True, text=True, check=False)

    return work


def test_of_a_contribution_only_docs_come_out_and_links_become_words(kho: Path, run: Run, tmp_path: Path) -> None:
    git(kho, "switch", "--quiet", "--create", "xau")
    (kho / "docs/vi/a.md").write_text("Bài góp\n", encoding="utf-8")
    (kho / "docs/vi/lo.md").symlink_to("/etc/passwd")
    (kho / "camnang").write_text("mã của người lạ\n", encoding="utf-8")
    git(kho, "add", "-A")
    git(kho, "commit", "--quiet", "-m", "xau")
    commit = git(kho, "rev-parse", "HEAD")
    git(kho, "update-ref", "refs/pull/7/head", commit)
    done = run(step("loi-nhan", "refs/pull"), SO="7", COMMIT=commit)
    assert done.returncode == 0, done.stderr
    out = tmp_path / "tam/bai"
    assert {file.relative_to(out).as_posix() for file in out.rglob("*") if not file.is_dir()} == {
        "docs/vi/a.md",
        "docs/vi/lo.md",
    }
    assert (out / "docs/vi/a.md").read_text(encoding="utf-8") == "Bài góp\n"
    assert not (out / "docs/vi/lo.md").is_symlink() and (out / "docs/vi/lo.md").read_text() == "/etc/passwd"
    assert (tmp_path / "lam/camnang").read_text(encoding="utf-8") == "mã của nhánh chính\n"


def test_a_contribution_that_has_moved_on_is_left(kho: Path, run: Run) -> None:
    git(kho, "update-ref", "refs/pull/7/head", "main")
    assert run(step("loi-nhan", "refs/pull"), SO="7", COMMIT="0" * 40).returncode != 0


def test_a_story_becomes_one_commit_on_its_own_branch(kho: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "lam/docs/vi/chuyen.md").write_text("Chuyện\n", encoding="utf-8")
    (tmp_path / "lam/ngoai-docs.txt").write_text("x", encoding="utf-8")
    gh = f'printf "%s\\n" "$*" >> {tmp_path}/hoi'
    done = run(step("chuyen-thanh-bai", "gh pr create"), gh, SO="12", NHANH_CHINH="main")
    assert done.returncode == 0, done.stderr
    assert git(kho, "diff", "--name-only", "main", "chuyen/issue-12") == "docs/vi/chuyen.md"
    asked = (tmp_path / "hoi").read_text(encoding="utf-8")
    assert "pr create --base main --head chuyen/issue-12" in asked
    assert "Closes #12" in (tmp_path / "tam/loi.md").read_text(encoding="utf-8")


def test_nothing_told_means_no_contribution(run: Run, tmp_path: Path) -> None:
    assert run(step("chuyen-thanh-bai", "gh pr create"), SO="12", NHANH_CHINH="main").returncode != 0


@pytest.mark.parametrize(("kept", "found"), [("2", "2"), ("3", "3"), ("9", "")])
def test_the_memory_comes_from_the_newest_run_that_left_one(run: Run, tmp_path: Path, kept: str, found: str) -> None:
    gh = f"""
    if [ "$2" = list ]; then printf '1\\n2\\n3\\n'; exit 0; fi
    [ "$3" -ge {kept} ] || exit 1
    for last; do :; done
    echo "$3" > "$last/nho.jsonl"
    """
    done = run(step("lien-ket-ngoai", "gh run download"), gh)
    assert done.returncode == 0, done.stderr
    file = tmp_path / "tam/nho/nho.jsonl"
    assert (file.read_text().strip() if file.exists() else "") == found
