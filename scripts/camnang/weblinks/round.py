"""One round over all addresses that are due: eight hosts at a time, one question every two seconds to each."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event, Lock

from camnang.weblinks import memory
from camnang.weblinks.ask import Asker
from camnang.weblinks.fetch import Fetch
from camnang.weblinks.memory import Record
from camnang.weblinks.register import Address
from camnang.weblinks.verdict import judge

HOSTS_AT_ONCE = 8
PAUSE = 2.0  # seconds between two questions to one host
Progress = Callable[[int, int], None]


class StoppedError(Exception):
    """The round was stopped: no further question is asked."""


class Pace:
    """Gives every host its next free moment; hosts that are reached through a move are counted too."""

    def __init__(self, pause: float, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self._pause, self._clock, self._sleep = pause, clock, sleep
        self._free: dict[str, float] = {}
        self._lock = Lock()

    def __call__(self, host: str) -> None:
        """Waits until `host` may be asked."""
        with self._lock:
            now = self._clock()
            at = max(now, self._free.get(host, now))
            self._free[host] = at + self._pause
        if at > now:
            self._sleep(at - now)


def make_round(
    addresses: Iterable[Address],
    file: Path,
    today: date,
    fetch: Fetch,
    *,
    progress: Progress = lambda done, total: None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], object] | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> dict[str, Record]:
    """Asks what is due and returns the memory of all addresses in the register.

    The state file gets each look at once, so a round that is stopped goes on where it was; at the end of a whole round
    it is rewritten with one line for each address of the register.
    """
    known, wanted = memory.load(file), list(addresses)
    memory.save(file, known.values())
    due = [one for one in wanted if one.url not in known or known[one.url].due(today)]
    stop = Event()
    rest = sleep or stop.wait
    pace = Pace(PAUSE, clock, rest)

    def before(host: str) -> None:
        pace(host)
        if stop.is_set():
            raise StoppedError

    asker = Asker(fetch, before, rest, now)
    known |= _ask_all(due, known, asker, file, today, progress, stop)
    here = {one.url: known[one.url] for one in wanted}
    memory.save(file, here.values())
    return here


def _ask_all(
    due: list[Address],
    known: Mapping[str, Record],
    asker: Asker,
    file: Path,
    today: date,
    progress: Progress,
    stop: Event,
) -> dict[str, Record]:
    """One worker for each host, so that no host is asked twice at a time."""
    hosts: dict[str, list[Address]] = defaultdict(list)
    for one in due:
        hosts[one.host].append(one)
    found: dict[str, Record] = {}
    lock = Lock()

    def work(queue: list[Address]) -> None:
        for one in queue:
            try:
                verdict = judge(asker.ask(one.url))
            except StoppedError:
                return
            record = memory.fold(known.get(one.url), one.url, verdict, today)
            with lock:
                memory.append(file, record)
                found[one.url] = record
                progress(len(found), len(due))

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        jobs = [pool.submit(work, hosts[host]) for host in sorted(hosts, key=lambda host: (-len(hosts[host]), host))]
        try:
            wait(jobs, return_when=FIRST_EXCEPTION)
            for job in jobs:
                if job.done():
                    job.result()
        finally:  # after Ctrl-C or a fault here: the question under way is finished, waits end, no new one is begun
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
    return found
