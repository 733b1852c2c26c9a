"""A whole round on a small project: register, pace, going on after a stop, report, exit codes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from camnang import cli, corpus, external, facts
from camnang.weblinks import memory, register, report
from camnang.weblinks.fetch import Answer
from camnang.weblinks.round import PAUSE, Pace, make_round

DAY = date(2026, 11, 28)
SOURCES = """\
N1: {ten: a.vn, dia_chi: "https://a.vn/con", ngay: "2026"}
N2: {ten: a.vn, dia_chi: "https://a.vn/mat#muc", ngay: "2026"}
N3: {ten: b.vn, dia_chi: "http://b.vn/mat", ngay: "2026"}
N4: {ten: b.vn, dia_chi: "https://b.vn/khong-ai-dung", ngay: "2026"}
N5: {ten: c.vn, dia_chi: "https://c.vn/chan", ngay: "2026"}
N6: {ten: c.vn, dia_chi: "https://c.vn/doi", ngay: "2026"}
"""
FACT = "{{gia_tri: 1, noi_dung: x, nguon: [{0}], tin_cay: chac, ngay_doc: 2026-11-01}}"
FACTS = "\n".join(f"{key}: {FACT.format(source)}" for key, source in {"mot": "N1, N2", "hai": "N3", "ba": "N5"}.items())
PAGE = "---\nloai: trang\ntitle: A\ndescription: B\nnguon: [N6]\n---\n\nSố [[mot]], [[^ba]].\n\n[Báo](https://a.vn/con#dau) [xa](b.md) [thư](mailto:a@b.vn)\n"
STATUS = {"https://a.vn/mat": 404, "http://b.vn/mat": 404, "https://c.vn/chan": 403}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two pages, six sources."""
    files = {"_du-lieu/nguon.yml": SOURCES, "_du-lieu/su-that/x.yml": FACTS, "vi/a.md": PAGE, "vi/b.md": PAGE}
    for name, text in files.items():
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    return tmp_path


def fetch(method: str, address: str) -> Answer:
    """A made-up internet: most pages are there, one has moved for good to another owner's host."""
    if address == "https://c.vn/doi":
        return Answer(301, {"location": "https://d.vn/moi"})
    return Answer(STATUS.get(address, 200), {"content-type": "text/html"}, b"<title>A</title>")


def addresses(project: Path) -> tuple[register.Address, ...]:
    docs = project / "docs"
    return register.register(corpus.load(docs), facts.load(docs))


def weeks(project: Path, count: int, **more: object) -> str:
    """The report after `count` weekly rounds."""
    for week in range(count):
        day = DAY + timedelta(days=7 * week)
        out = project / "bao-cao.md"
        external.run(
            project, day, fetch, state=project / "nho.jsonl", out=out, say=lambda _: None, sleep=lambda _: None
        )
    return out.read_text(encoding="utf-8")


def test_each_address_is_registered_once_with_its_uses(project: Path) -> None:
    found = {one.url: one for one in addresses(project)}
    assert list(found) == sorted(["https://a.vn/con", "https://a.vn/mat", "http://b.vn/mat", "https://c.vn/chan", "https://c.vn/doi"])  # fmt: skip
    assert found["https://a.vn/con"].uses == ("vi/a.md:10", "vi/a.md:8", "vi/b.md:10", "vi/b.md:8")
    assert found["http://b.vn/mat"].uses == ("_du-lieu/su-that/x.yml:2",)
    assert found["https://c.vn/doi"].uses == ("vi/a.md:5", "vi/b.md:5")
    docs = project / "docs"
    assert register.uncited(corpus.load(docs), facts.load(docs)) == ("N4",)


def test_real_register_holds_the_cited_sources(root: Path) -> None:
    found = addresses(root)
    assert len(found) > 300 and all(one.uses and one.host for one in found)
    assert len({one.url for one in found}) == len(found)


def test_the_register_is_listed_by_host_without_asking(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--root", str(project), "links", "--external", "--list"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == ["    2  a.vn", "    2  c.vn", "    1  b.vn", "5 địa chỉ ở 3 tên miền."]


def test_report_says_what_since_when_where_and_instead(project: Path) -> None:
    first, third = weeks(project, 1), weeks(project, 3)
    assert "| Nghi ngờ | 2 |" in first and "| Hỏng | 0 |" in first
    assert "| Hỏng | 2 |" in third and "| Không kiểm được từ máy này | 1 |" in third
    dead = third.split("## Hỏng (2)")[1].split("\n## ")[0]
    assert (
        "- `http://b.vn/mat` (nguồn N3)\n    - máy chủ trả mã 404; từ ngày 28/11/2026, xem lần cuối 12/12/2026." in dead
    )
    assert "Dùng ở: `vi/a.md:8`, `vi/b.md:8`." in dead
    assert "Không còn nguồn nào khác mở được, phải tìm: `hai`." in dead
    assert "Vẫn còn nguồn khác, bỏ nguồn này được: `mot`." in dead
    assert "Thử thay bằng: `https://b.vn/mat`; `https://web.archive.org/web/*/http://b.vn/mat`." in dead
    assert "- `https://c.vn/doi` → `https://d.vn/moi`" in third and "→ `d.vn`" in third
    assert "1 nguồn trong bảng nguồn mà không trang nào dùng" in third


def test_same_input_same_report(project: Path) -> None:
    first = weeks(project, 3)
    (project / "nho.jsonl").unlink()
    assert weeks(project, 3) == first


def test_only_strict_and_only_broken_makes_it_fail(project: Path) -> None:
    def code(day: date, strict: bool) -> int:
        return external.run(
            project, day, fetch, state=project / "nho.jsonl", strict=strict, say=lambda _: None, sleep=lambda _: None
        )

    assert [code(DAY + timedelta(days=7 * week), True) for week in range(3)] == [0, 0, 1]
    assert code(DAY + timedelta(days=14), False) == 0


def test_a_foreign_state_file_is_wrong_use(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "nho.jsonl").write_text("xin chào\n", encoding="utf-8")
    assert external.run(project, DAY, fetch, state=project / "nho.jsonl") == 2
    assert "Cách sửa" in capsys.readouterr().err


def test_a_stopped_round_goes_on_where_it_was(project: Path) -> None:
    asked: list[str] = []

    def stopping(method: str, address: str) -> Answer:
        asked.append(address)
        if len(asked) > 3:
            raise KeyboardInterrupt
        return fetch("GET", address)

    wanted, state = addresses(project), project / "nho.jsonl"
    with pytest.raises(KeyboardInterrupt):
        make_round(wanted, state, DAY, stopping, sleep=lambda _: None)
    done = set(memory.load(state))
    assert 0 < len(done) < len(wanted)
    again: list[str] = []
    make_round(wanted, state, DAY, lambda method, url: (again.append(url), fetch(method, url))[1], sleep=lambda _: None)
    assert set(again) - {"https://d.vn/moi"} == {one.url for one in wanted} - done
    assert set(memory.load(state)) == {one.url for one in wanted}


def test_addresses_no_longer_used_are_forgotten(project: Path) -> None:
    weeks(project, 1)
    (project / "docs/vi/a.md").unlink()
    (project / "docs/vi/b.md").write_text("---\nloai: trang\n---\n", encoding="utf-8")
    weeks(project, 1)
    assert "https://c.vn/doi" not in memory.load(project / "nho.jsonl")


def test_no_host_is_asked_twice_at_a_time_nor_too_soon() -> None:
    """On a made-up clock: slots given to one host lie two seconds apart, other hosts do not wait for it."""
    slept: list[float] = []
    pace = Pace(PAUSE, lambda: 100.0, slept.append)
    for host in ("a.vn", "b.vn", "a.vn", "a.vn"):
        pace(host)
    assert slept == [2.0, 4.0]


def test_never_more_than_eight_at_a_time_and_one_per_host(tmp_path: Path) -> None:
    lock, now, most, per_host = threading.Lock(), [0], [0], defaultdict[str, int](int)
    crowd: list[str] = []

    def slow(method: str, address: str) -> Answer:
        host = address.split("/")[2]
        with lock:
            now[0] += 1
            per_host[host] += 1
            most[0] = max(most[0], now[0])
            crowd.extend([host] if per_host[host] > 1 else [])
        threading.Event().wait(0.005)
        with lock:
            now[0] -= 1
            per_host[host] -= 1
        return Answer(200, {"content-type": "application/pdf"})

    wanted = [register.Address(f"https://h{n % 20}.vn/{n}", (), ("x:1",)) for n in range(100)]
    make_round(wanted, tmp_path / "nho.jsonl", DAY, slow, sleep=lambda _: None)
    assert crowd == [] and 1 < most[0] <= 8


def test_a_long_report_is_cut_below_what_an_issue_takes() -> None:
    wanted = [register.Address(f"https://h.vn/{'x' * 80}{n}", (), ("vi/a.md:1",)) for n in range(600)]
    records = {one.url: memory.Record(one.url, "hong", DAY, DAY, "mã 404", failures=(DAY,)) for one in wanted}
    text = report.markdown(wanted, records, (), DAY)
    assert len(text) < 65_000 and "phần sau bị cắt" in text


def test_words_of_strangers_stay_words() -> None:
    one = register.Address("https://h.vn/`a` @ai <b>", (), ("vi/a.md:1",))
    record = memory.Record(one.url, "ok", DAY, DAY, moved="https://x.vn/`\n# Tiêu đề")
    text = report.markdown([one], {one.url: record}, (), DAY)
    assert "`https://h.vn/ a @ai <b>`" in text and "\n# Tiêu đề" not in text


def test_command_line_refuses_this_machine_without_a_network(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The real fetcher, on sources that all lie on this machine: nothing is asked."""
    local = SOURCES.replace("c.vn/", "[::1]/")
    (project / "docs/_du-lieu/nguon.yml").write_text(local, encoding="utf-8")
    (project / "docs/_du-lieu/su-that/x.yml").unlink()
    for name in ("a.md", "b.md"):
        (project / "docs/vi" / name).write_text(PAGE.replace("a.vn/con#dau", "127.0.0.1/x"), encoding="utf-8")
    state = project / "nho.jsonl"
    code = cli.main(
        [
            "--root",
            str(project),
            "--today",
            "2026-11-28",
            "links",
            "--external",
            "--state",
            str(state),
            "--contact",
            "x",
        ]
    )
    assert code == 0 and {one.kind for one in memory.load(state).values()} == {"hong"}
    assert "mạng riêng" in capsys.readouterr().out


ENDLESS = """
import signal, sys, time
from datetime import date
from pathlib import Path
from camnang.weblinks.fetch import Answer
from camnang.weblinks.register import Address
from camnang.weblinks.round import make_round

signal.signal(signal.SIGINT, signal.default_int_handler)
def fetch(method, address):
    time.sleep(0.01)
    return Answer(200, {"content-type": "application/pdf"})
wanted = [Address(f"https://h{n % 4}.vn/{n}", (), ("a:1",)) for n in range(4000)]
try:
    make_round(wanted, Path(sys.argv[1]), date(2026, 11, 28), fetch)
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_ctrl_c_stops_at_once_and_what_was_seen_is_kept(root: Path, tmp_path: Path) -> None:
    """A real signal to a real process whose whole round would take more than half an hour."""
    state = tmp_path / "nho.jsonl"
    env = {**os.environ, "PYTHONPATH": str(root / "scripts")}
    with subprocess.Popen([sys.executable, "-c", ENDLESS, str(state)], env=env) as running:
        while running.poll() is None and len(memory.load(state)) < 4:
            threading.Event().wait(0.05)
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 130
    assert 4 <= len(memory.load(state)) < 100
