"""The measure on a slow phone: what it compares with, how it serves, what it prints. (Measuring is done by hand.)"""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import brotli
import pytest

from camnang import cli, exits
from camnang.bench.phone import BARE, KINDS, OURS, STOCK, Opened, bare, table
from camnang.served import served


def test_a_bare_page_has_the_words_and_nothing_else() -> None:
    html = (
        '<title>Tên · Trang</title><style>p{}</style><header>đầu</header><article class="a" id="b"><h1>Tên</h1>'
        '<p class="c">Lời <a class="d" href="x.html">kia</a> <svg><g><svg/></g></svg></p><button>nút</button></article>'
    )
    text = bare(html)
    assert '<h1>Tên</h1><p>Lời <a href="x.html">kia</a> </p>' in text and "<title>Tên · Trang</title>" in text
    assert not any(word in text for word in ("style", "svg", "class=", "đầu", "nút"))


def test_the_table_compares_medians() -> None:
    opened = {
        OURS: [Opened(2000, 2100, 20_000, 3, 0), Opened(9000, 9000, 20_000, 3, 0), Opened(1000, 1000, 20_000, 3, 0)],
        STOCK: [Opened(5000, 5500, 100_000, 12, 0)] * 3,
        BARE: [Opened(1600, 1600, 5_000, 1, 0)] * 3,
    }
    text = "\n".join(table("Bài", opened))
    assert "2,00 giây" in text and "9,00 giây" not in text
    assert "chờ chữ gấp 2,50 lần, tải gấp 5,00 lần" in text and "chờ chữ gấp 1,25 lần, tải gấp 4,00 lần" in text
    assert all(kind in text for kind in KINDS)


def test_files_travel_compressed_when_asked(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("chữ " * 500, encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF" * 50)
    with served(tmp_path) as base:
        ask = urllib.request.Request(base + "a/", headers={"Accept-Encoding": "gzip, br"})
        with urllib.request.urlopen(ask) as answer:
            body = answer.read()
            assert answer.headers["Content-Encoding"] == "br" and "html" in answer.headers["Content-Type"]
        assert len(body) < 100 and brotli.decompress(body).decode() == "chữ " * 500
        with urllib.request.urlopen(base + "a/index.html") as answer:
            assert answer.headers["Content-Encoding"] is None and answer.read().decode() == "chữ " * 500
        ask = urllib.request.Request(base + "b.pdf", headers={"Accept-Encoding": "br"})
        with urllib.request.urlopen(ask) as answer:
            assert answer.headers["Content-Encoding"] is None
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(base + "khong-co")


def test_an_unknown_measure_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["bench", "phon"])
    assert stop.value.code == exits.WRONG_USE
    assert "Có phải «phone»" in capsys.readouterr().err
