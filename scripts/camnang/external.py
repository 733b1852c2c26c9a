"""The errand behind `links --external`: register → one round → one report. The network is an argument."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from camnang import corpus, facts
from camnang.weblinks import register, report
from camnang.weblinks.fetch import Fetch
from camnang.weblinks.memory import MemoryFileError
from camnang.weblinks.round import Progress, make_round

STATE = ".cache/lien-ket-ngoai.jsonl"


def listing(root: Path) -> str:
    """The register by host, one line each: how many addresses, then the host. Nothing is asked."""
    addresses = register.register(corpus.load(root / "docs"), facts.load(root / "docs"))
    hosts = register.by_host(addresses)
    rows = [f"{count:>5}  {host}" for host, count in hosts.items()]
    return "\n".join([*rows, f"{len(addresses)} địa chỉ ở {len(hosts)} tên miền."])


def run(
    root: Path,
    today: date,
    fetch: Fetch,
    *,
    state: Path,
    out: Path | None = None,
    strict: bool = False,
    say: Callable[[str], None] = print,
    progress: Progress = lambda done, total: None,
    sleep: Callable[[float], object] | None = None,
) -> int:
    """Asks every address that is due and writes the report.

    Args:
        root: the project; only read.
        state: JSON lines kept from week to week.
        out: file of the report; None prints it.
        strict: broken addresses make the exit code 1.

    Returns:
        0, or 1 with `strict` when an address is broken for sure, or 2 when the state file is not ours.
    """
    docs = root / "docs"
    pages, known = corpus.load(docs), facts.load(docs)
    addresses = register.register(pages, known)
    try:
        records = make_round(addresses, state, today, fetch, progress=progress, sleep=sleep)
    except MemoryFileError as error:
        print(error, file=sys.stderr)
        return 2
    text = report.markdown(addresses, records, register.uncited(pages, known), today)
    if out is None:
        say(text)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")
    dead = report.broken(records.values())
    say(f"{len(addresses)} địa chỉ ngoài, {dead} địa chỉ hỏng." + (f" Báo cáo: {out}" if out else ""))
    return int(strict and dead > 0)
