"""Work shared out to all cores: small lots go to processes of their own, few things are done here."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from camnang.outputs.tree import HandoutError

Progress = Callable[[int, int], None]
Thing = TypeVar("Thing")
Result = TypeVar("Result")
ALONE = 2  # so few things are done here faster than other processes start
BATCH = 4


def in_batches(
    work: Callable[[tuple[Thing, ...]], list[Result]], things: Sequence[Thing], jobs: int | None
) -> Iterator[Result]:
    """What `work` makes of the things, in any order; Ctrl+C ends after the lots in hand.

    Args:
        work: takes a lot and returns a result for each; it must be picklable.
        jobs: processes (None: one per core).

    Raises:
        HandoutError: a process was killed.
    """
    workers = min(jobs or os.cpu_count() or 1, -(-len(things) // BATCH))
    if len(things) <= ALONE or workers <= 1:
        for thing in things:
            yield from work((thing,))
        return
    # «spawn»: a process forked after Typst ran here would hang
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=ignore_interrupt)
    try:
        lots = [tuple(things[start : start + BATCH]) for start in range(0, len(things), BATCH)]
        for lot in as_completed([pool.submit(work, lot) for lot in lots]):
            yield from lot.result()
    except BrokenProcessPool:
        raise HandoutError("máy dừng giữa chừng khi làm tờ in (có thể hết bộ nhớ); chạy lại với --jobs 1") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def ignore_interrupt() -> None:
    """For processes that work for another: Ctrl+C is the affair of the one that started them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
