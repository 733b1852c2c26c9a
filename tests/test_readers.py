"""Two readers: what is watched, whose word counts, what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from camnang import cli, exits, readers

SCAM = {"filename": "docs/vi/lua-dao/gia-dien-luc.md"}
GUIDE = {"filename": "docs/vi/huong-dan/vneid/cai-vneid.md"}


def review(name: str, state: str) -> dict[str, object]:
    return {"user": {"login": name}, "state": state}


@pytest.mark.parametrize(
    ("files", "reviews", "enough"),
    [
        ([GUIDE], [], True),
        ([SCAM], [], False),
        ([SCAM, GUIDE], [review("a", "APPROVED")], False),
        ([SCAM], [review("a", "APPROVED"), review("b", "APPROVED")], True),
        ([SCAM], [review("a", "APPROVED"), review("a", "APPROVED")], False),
        ([SCAM], [review("a", "APPROVED"), review("tac-gia", "APPROVED")], False),
        ([SCAM], [review("a", "APPROVED"), review("b", "APPROVED"), review("b", "CHANGES_REQUESTED")], False),
        ([SCAM], [review("a", "APPROVED"), review("b", "APPROVED"), review("b", "COMMENTED")], True),
        ([SCAM], [review("a", "APPROVED"), review("b", "APPROVED"), review("a", "DISMISSED")], False),
        ([{"filename": "docs/vi/x.md", "previous_filename": SCAM["filename"]}], [], False),
        ([SCAM], [{"user": None, "state": "APPROVED"}, review("a", "APPROVED")], False),
    ],
)  # fmt: skip
def test_two_different_people_must_agree(
    files: list[dict[str, object]], reviews: list[dict[str, object]], enough: bool
) -> None:
    assert readers.judge(files, reviews, "tac-gia").enough is enough


def test_what_is_watched_stands_in_codeowners(root: Path) -> None:
    lines = (root / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    owned = {line.split()[0].lstrip("/") for line in lines if line and not line.startswith("#")}
    assert set(readers.WATCHED) <= owned
    assert all((root / folder).is_dir() for folder in readers.WATCHED)


def test_the_command_reads_what_github_writes_page_after_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files, reviews = tmp_path / "tep.json", tmp_path / "duyet.json"
    files.write_text(json.dumps([GUIDE]) + "\n" + json.dumps([SCAM]))
    reviews.write_text("[]")
    command = ["readers", str(files), str(reviews), "--author", "x"]
    assert cli.main(command) == exits.FINDINGS
    assert "mời thêm 2 người" in capsys.readouterr().out
    reviews.write_text(json.dumps([review("a", "APPROVED"), review("b", "APPROVED")]))
    assert cli.main(command) == exits.OK
    reviews.write_text('{"message": "Not Found"}')
    assert cli.main(command) == exits.WRONG_USE
    assert "duyet.json" in capsys.readouterr().err
