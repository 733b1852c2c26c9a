"""Settings for servers: whole, balanced, and the same headers in each."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from camnang import cli, exits
from camnang.outputs import csp, servers


def printed(kind: str) -> str:
    return servers.settings(kind, host="camnang.xa.example", folder="/srv/camnang")


@pytest.mark.parametrize("kind", servers.KINDS)
def test_every_header_is_in_every_kind(kind: str) -> None:
    text = printed(kind)
    for name, value in servers.HEADERS:
        assert re.search(rf'{name}:? "?{re.escape(value)}"?', text), name
    assert not re.search(r"\{(?:host|folder|headers|for_ever|a_day)\}|\{\{", text)


def test_headers_never_hold_what_a_build_changes() -> None:
    assert "sha256" not in servers.POLICY and "script-src" not in servers.POLICY and "default-src" not in servers.POLICY
    assert "frame-ancestors 'none'" in servers.POLICY
    assert all(f"{name} {value}" in servers.POLICY for name, value in csp.RULES)


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_brackets_and_ends_of_lines(kind: str) -> None:
    depth = 0
    for line in printed(kind).splitlines():
        code = re.sub(r'"[^"]*"|#.*', "", re.sub(r"\\.|\{8\}", "", line)).strip()
        depth += code.count("{") - code.count("}")
        assert depth >= 0
        assert kind == "caddy" or code == "" or code[-1] in "{};", line
    assert depth == 0


def test_nginx_reads_it(tmp_path: Path) -> None:
    """Where nginx is installed, it is asked itself."""
    nginx = shutil.which("nginx")
    if nginx is None:
        pytest.skip("máy không có nginx")
    (tmp_path / "camnang.conf").write_text(printed("nginx"), encoding="utf-8")
    frame = f"pid {tmp_path}/pid; events {{}} http {{ include {tmp_path}/camnang.conf; }}"
    (tmp_path / "nginx.conf").write_text(frame, encoding="utf-8")
    done = subprocess.run(
        [nginx, "-t", "-c", tmp_path / "nginx.conf", "-p", tmp_path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_verb_prints_for_the_sites_own_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["headers", "nginx", "--site-url", "https://camnang.xa.example", "--thu-muc", "/srv/x"]) == exits.OK
    out = capsys.readouterr().out
    assert "server_name camnang.xa.example;" in out and "root /srv/x;" in out


def test_a_site_below_a_folder_gets_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["headers", "caddy", "--site-url", "https://xa.example/camnang"]) == exits.WRONG_USE
    assert "thư mục con" in capsys.readouterr().err
