"""A release holds every sheet, says what changed, and equal sites make equal files."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from camnang import cli, release

LOG = "# Nhật ký\n\n## [0.2.0] – 2026-12-01\n\n### Thêm\n\n- Một.\n\n## [0.1.0] – 2026-11-01\n\n- Hai.\n\n## [0.3.0] – chưa phát hành\n\n- Ba.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A built site of two sheets and a calendar."""
    for name in ("ban-in/g001-a.pdf", "ban-in/g002-b.pdf", "lich/2027-treo.pdf"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(f"%PDF {name}", encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(LOG, encoding="utf-8")
    return tmp_path


def test_holds_every_sheet_the_notes_and_the_sums(project: Path) -> None:
    out = project / "ra"
    out.mkdir()
    (out / "usb.zip").write_bytes(b"goi")
    made = release.gather(project / "site", project / "CHANGELOG.md", "0.2.0", out)
    assert made == ["to-in.zip", "usb.zip", "GHI-CHU.md", "SHA256SUMS"] and {one.name for one in out.iterdir()} == set(
        made
    )
    with zipfile.ZipFile(out / "to-in.zip") as sheets:
        assert sheets.namelist() == ["ban-in/g001-a.pdf", "ban-in/g002-b.pdf", "lich/2027-treo.pdf"]
        assert {one.date_time for one in sheets.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert sheets.read("ban-in/g001-a.pdf") == b"%PDF ban-in/g001-a.pdf"
    assert (out / "GHI-CHU.md").read_text(encoding="utf-8") == "### Thêm\n\n- Một.\n"
    sums = dict(reversed(line.split("  ")) for line in (out / "SHA256SUMS").read_text().splitlines())
    assert sums == {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in made[:2]}


def test_equal_sites_make_equal_files(project: Path) -> None:
    one, two = project / "1", project / "2"
    release.gather(project / "site", project / "CHANGELOG.md", "0.1.0", one)
    os.utime(project / "site/ban-in/g001-a.pdf", (1_500_000_000, 1_500_000_000))
    release.gather(project / "site", project / "CHANGELOG.md", "0.1.0", two)
    release.gather(project / "site", project / "CHANGELOG.md", "0.1.0", two)
    assert all((one / file.name).read_bytes() == file.read_bytes() for file in two.iterdir())


@pytest.mark.parametrize(
    ("version", "words"), [("0.9.0", "không có mục"), ("0.3.0", "chưa xong"), ("0.2", "không có mục")]
)
def test_a_version_without_notes_is_not_released(project: Path, version: str, words: str) -> None:
    with pytest.raises(release.ReleaseError, match=f"{words}.*\n    Cách sửa: "):
        release.gather(project / "site", project / "CHANGELOG.md", version, project / "ra")
    assert not (project / "ra").exists()


def test_a_site_that_is_not_built_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["--root", str(project), "release", "0.2.0", "--site", str(project / "khong")])
    assert code == 1 and "./camnang build" in capsys.readouterr().err
    assert cli.main(["--root", str(project), "release", "0.2.0"]) == 0
    assert (project / "dist/phat-hanh/to-in.zip").exists()
