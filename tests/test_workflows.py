"""What runs on GitHub: pinned, bounded, least rights, no words of strangers in a shell line, every job a camnang verb."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from camnang import cli

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
PINS = {  # the only actions used, each with the commit of the release in its comment
    "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2",
    "actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1",
    "actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b # v4.0.0",
    "actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5",
}
COMING = {"gate", "receive", "pack"}  # verbs of rooms that are being built; leave out what has come
SCRIPTS = ROOT / ".github/lenh"


def flow(file: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def jobs(file: Path) -> list[dict[str, Any]]:
    return list(flow(file)["jobs"].values())


def commands(file: Path) -> list[str]:
    return [step["run"] for job in jobs(file) for step in job["steps"] if "run" in step]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_workflow_is_pinned_bounded_and_read_only(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert flow(file)["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in text and "secrets." not in text
    assert set(re.findall(r"uses: (.+)", text)) <= PINS
    for job in jobs(file):
        assert job["timeout-minutes"] <= 90
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
    assert [command for command in commands(file) if "${{" in command] == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_jobs_that_may_write_never_run_a_contribution(file: Path) -> None:
    """What a stranger can start with rights to write takes the code of the main branch."""
    triggers = flow(file)[True]  # YAML reads «on» as true
    names = set(triggers if isinstance(triggers, dict | list) else [triggers])
    for job in jobs(file):
        writes = "write" in job.get("permissions", {}).values()
        assert not (writes and "pull_request" in names)
        if writes and names & {"workflow_run", "issues"}:
            refs = [step["with"].get("ref") for step in job["steps"] if "checkout" in step.get("uses", "")]
            assert refs == ["${{ github.event.repository.default_branch }}"]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_every_verb_exists_and_stands_in_the_documents(file: Path) -> None:
    text = "\n".join(commands(file))
    verbs = set(re.findall(r"\./camnang (?:--root \S+ )?([a-z]+)", text))
    assert verbs <= {verb[0] for verb in cli._VERBS} | COMING
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (row,) = [
        line for line in table.splitlines() if f"({file.relative_to(ROOT).as_posix()})" in line and line[0] == "|"
    ]
    assert verbs == set(re.findall(r"`([a-z]+)", row.split("|")[3])) != set()


def test_a_workflow_that_follows_another_names_one_that_exists() -> None:
    followed = {
        name for file in WORKFLOWS for name in (flow(file)[True].get("workflow_run") or {}).get("workflows", [])
    }
    assert followed and followed <= {flow(file)["name"] for file in WORKFLOWS}


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    command = [zizmor, "--offline", "--no-progress", "--format", "plain", ROOT / ".github"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings" in done.stdout + done.stderr and "failed to parse" not in done.stderr


def test_zizmor_would_find_words_of_strangers_in_a_shell_line(tmp_path: Path) -> None:
    bad = (ROOT / ".github/workflows/chuyen-thanh-bai.yml").read_text(encoding="utf-8")
    bad = bad.replace('--issue "$GITHUB_EVENT_PATH"', '--issue "${{ github.event.issue.body }}"')
    (tmp_path / "xau.yml").write_text(bad, encoding="utf-8")
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run([zizmor, "--offline", tmp_path / "xau.yml"], capture_output=True, text=True, check=False)
    assert done.returncode != 0 and "template-injection" in done.stdout + done.stderr


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_forms_are_forms(file: Path) -> None:
    form = flow(file)
    if file.stem == "config":
        assert set(form) <= {"blank_issues_enabled", "contact_links"}
        return
    assert form["name"] and form["description"] and form["labels"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert len({field["id"] for field in fields}) == len(fields) > 0
    assert any(field.get("validations", {}).get("required") for field in fields)
    assert "duyet-chuyen-bai" not in form["labels"], "a form must not give the label that makes a page"


def test_pull_request_templates_are_named_in_the_common_one() -> None:
    own = {file.name for file in (ROOT / ".github/PULL_REQUEST_TEMPLATE").glob("*.md")}
    common = (ROOT / ".github/pull_request_template.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\?template=([\w-]+\.md)", common)) == own


def test_control_files_have_owners_and_come_last() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    owned = [line.split()[0] for line in lines if line.startswith("/")]
    control = {"/scripts/", "/overrides/", "/camnang", "/requirements*.lock", "/.github/", "/mkdocs.yml", "/pyproject.toml", "/tests/"}  # fmt: skip
    assert control <= set(owned)
    assert max(n for n, path in enumerate(owned) if path.startswith("/docs")) < min(
        owned.index(path) for path in control
    )


GH = """#!/usr/bin/env python3
import json, os, sys
with open(os.environ["LOG"], "a") as log:
    log.write(json.dumps(sys.argv[1:]) + "\\n")
if "--jq" in sys.argv and ("list" in sys.argv or "GET" in sys.argv or "--paginate" in sys.argv):
    print(os.environ.get("FOUND", ""))
"""


@pytest.fixture
def gh(tmp_path: Path) -> Any:
    """Runs a script of .github/lenh with a made-up `gh`; gives (exit code, what gh was asked, output)."""
    (tmp_path / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    log = tmp_path / "log"

    def run(script: str, *words: str, found: str = "") -> tuple[int, list[list[str]], str]:
        log.write_text("")
        env = {
            **os.environ,
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
            "LOG": str(log),
            "FOUND": found,
            "GH_REPO": "to/kho",
        }
        done = subprocess.run([SCRIPTS / script, *words], env=env, capture_output=True, text=True, check=False)
        return done.returncode, [json.loads(line) for line in log.read_text().splitlines()], done.stdout

    return run


def test_a_report_goes_into_the_open_issue_or_a_new_one(gh: Any) -> None:
    _, asked, _ = gh("mot-issue.sh", "nhan", "Tiêu đề", "tep.md", found="12")
    assert asked[-1] == ["issue", "edit", "12", "--title", "Tiêu đề", "--body-file", "tep.md"]
    _, asked, _ = gh("mot-issue.sh", "nhan", "Tiêu đề", "tep.md")
    assert asked[-1] == ["issue", "create", "--title", "Tiêu đề", "--label", "nhan", "--body-file", "tep.md"]


def test_one_comment_is_written_over(gh: Any) -> None:
    _, asked, _ = gh("mot-loi-nhan.sh", "7", "tep.md", found="99\n98")
    assert asked[-1][:4] == ["api", "--method", "PATCH", "repos/to/kho/issues/comments/99"]
    _, asked, _ = gh("mot-loi-nhan.sh", "7", "tep.md")
    assert asked[-1][:4] == ["api", "--method", "POST", "repos/to/kho/issues/7/comments"]
    assert "body=@tep.md" in asked[-1]


@pytest.mark.parametrize("number", ("7; rm -rf /", "../8", "", "7\n8"))
def test_only_a_number_names_a_contribution(gh: Any, number: str) -> None:
    assert gh("mot-loi-nhan.sh", number, "tep.md")[:2] == (2, [])


def test_a_contribution_is_found_by_its_commit(gh: Any) -> None:
    code, asked, said = gh("bai-gop.sh", "ai", "nhanh $(id)", "a" * 40, found="5")
    assert (code, said) == (0, "5\n") and "head=ai:nhanh $(id)" in asked[0]
    assert gh("bai-gop.sh", "ai", "nhanh", 'a"; x')[:2] == (2, [])
