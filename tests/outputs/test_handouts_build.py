"""Which sheets are made, when, and what is left behind when something goes wrong."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from camnang.outputs import handouts
from camnang.outputs.handouts import HandoutError, HandoutReport, build_handouts
from camnang.outputs.offers import find_offers

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
DAY = date(2026, 11, 23)
GUIDE, CARD, LIST = "kich-hoat-sau-buoc.html", "co-mat-tien.html", "truoc-buoi.html"
GUIDE_PDF, CARD_PDF = "ban-in/g001-kich-hoat-sau-buoc.pdf", "ban-in/h001-co-mat-tien.pdf"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small built site with two pages."""
    folder = tmp_path / "site"
    folder.mkdir()
    for name in (GUIDE, CARD):
        shutil.copy(FIXTURES / name, folder)
    return folder


@pytest.fixture
def make(site: Path, tmp_path: Path) -> Callable[..., HandoutReport]:
    """Builds the sheets of `site`."""

    def run(
        today: date = DAY, jobs: int = 1, progress: Callable[[int, int], None] = lambda done, total: None
    ) -> HandoutReport:
        return build_handouts(
            site, ROOT, site_url="https://camnang.example.org/", today=today, jobs=jobs,
            cache=tmp_path / "cache", progress=progress,
        )  # fmt: skip

    return run


def change(page: Path, old: str, new: str) -> None:
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.endswith(".part")]


def test_exactly_the_sheets_the_site_links_to_are_made(site: Path, make: Callable[..., HandoutReport]) -> None:
    seen: list[tuple[int, int]] = []
    report = make(progress=lambda done, total: seen.append((done, total)))
    assert report.files == (GUIDE_PDF, CARD_PDF)
    assert (report.total, report.made) == (2, 2)
    assert seen == [(0, 2), (1, 2), (2, 2)]
    assert sorted(path.name for path in (site / "ban-in").iterdir()) == [Path(file).name for file in report.files]


def test_a_link_in_a_list_counts_once_and_relative_to_its_page(site: Path, make: Callable[..., HandoutReport]) -> None:
    (site / "to-roi").mkdir()
    link = f'<a class="tai-ban-in" href="../{CARD_PDF}#x">Tải</a>'
    (site / "to-roi" / "index.html").write_text(f"<html><body>{link}{link}</body></html>", encoding="utf-8")
    assert [(offer.file, offer.page, offer.own) for offer in find_offers(site)] == [
        (GUIDE_PDF, GUIDE, True), (CARD_PDF, CARD, True), (CARD_PDF, "to-roi/index.html", False),
    ]  # fmt: skip
    assert make().total == 2


def test_only_what_changed_is_printed_again(site: Path, make: Callable[..., HandoutReport], tmp_path: Path) -> None:
    make()
    first = (site / GUIDE_PDF).read_bytes()
    shutil.rmtree(site / "ban-in")  # a new build starts with an empty folder
    change(site / CARD, "Không mất tiền.", "Không mất tiền đâu.")
    report = make(today=DAY + timedelta(days=1))
    assert (report.total, report.made) == (2, 1)
    assert (site / GUIDE_PDF).read_bytes() == first
    assert make(today=DAY + timedelta(days=2)).made == 0


def test_one_process_or_many_give_equal_bytes(site: Path, make: Callable[..., HandoutReport], tmp_path: Path) -> None:
    for page in FIXTURES.glob("*.html"):
        shutil.copy(page, site)
    report = make(jobs=2)
    first = {file: (site / file).read_bytes() for file in report.files}
    shutil.rmtree(tmp_path / "cache")
    shutil.rmtree(site / "ban-in")
    assert make(jobs=1).made == len(first) == 9
    assert {file: (site / file).read_bytes() for file in report.files} == first


def test_all_faults_are_told_at_once_and_no_sheet_is_placed(site: Path, make: Callable[..., HandoutReport]) -> None:
    shutil.copy(FIXTURES / LIST, site)
    change(site / CARD, "<p>Không mất tiền.", "<video></video><p>Không mất tiền.")
    change(site / LIST, 'href="ban-in/v001-truoc-buoi.pdf"', 'href="ban-in/g009-khong-co.pdf"')
    with pytest.raises(HandoutError) as caught:
        make()
    told = str(caught.value)
    assert f"{CARD}: thẻ <video>" in told
    assert f"{LIST}: trỏ tới ban-in/g009-khong-co.pdf" in told
    assert "2 tờ in chưa làm được" in told
    assert not (site / "ban-in").exists()
    change(site / CARD, "<video></video>", "")
    change(site / LIST, "g009-khong-co", "v001-truoc-buoi")
    assert make().total == 3


def test_two_pages_may_not_share_a_sheet(site: Path, make: Callable[..., HandoutReport]) -> None:
    shutil.copy(site / CARD, site / "ban-sao.html")
    with pytest.raises(HandoutError, match="cùng tờ in"):
        make()


def test_ctrl_c_leaves_nothing_half_written(site: Path, make: Callable[..., HandoutReport], tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(progress=stop)
    assert not (site / "ban-in").exists()
    assert not leftovers(tmp_path)
    assert make().made == 1  # the sheet that was ready is not printed again


def test_a_full_disk_leaves_nothing_half_written(
    site: Path, make: Callable[..., HandoutReport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make()
    shutil.rmtree(site / "ban-in")
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name.startswith("h001"):
            write(self, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        make()
    assert not leftovers(tmp_path)
    assert list((site / "ban-in").iterdir()) == []


def test_sheets_unused_for_a_month_leave_the_cache(
    make: Callable[..., HandoutReport], site: Path, tmp_path: Path
) -> None:
    make()
    change(site / CARD, "Không mất tiền.", "Không mất tiền đâu.")
    make(today=DAY + timedelta(days=20))
    assert len(list((tmp_path / "cache").glob("*.pdf"))) == 3
    make(today=DAY + timedelta(days=31))
    assert len(list((tmp_path / "cache").glob("*.pdf"))) == 2


def test_a_damaged_page_address_is_part_of_the_sheet(site: Path, make: Callable[..., HandoutReport]) -> None:
    make()
    change(site / GUIDE, 'data-xem-lai="2027-05-20"', 'data-xem-lai="20/5"')
    with pytest.raises(HandoutError, match="20/5"):
        make()


def test_pages_that_did_not_change_are_not_read_again(
    site: Path, make: Callable[..., HandoutReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    make()
    first = {file: (site / file).read_bytes() for file in (GUIDE_PDF, CARD_PDF)}
    shutil.rmtree(site / "ban-in")
    read: list[Path] = []
    real = handouts.read_sheets
    monkeypatch.setattr(handouts, "read_sheets", lambda folder, *rest: (read.append(folder), real(folder, *rest))[1])
    report = make(DAY + timedelta(days=1))
    assert (report.total, report.made, read) == (2, 0, [])
    assert {file: (site / file).read_bytes() for file in first} == first
    change(site / CARD, "Wi-Fi", "wi-fi")
    assert (make().made, read) == (1, [site])
