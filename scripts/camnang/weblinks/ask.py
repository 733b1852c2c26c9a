"""Follows one address to its end: HEAD then GET, at most five moves, patient with a server that asks for patience."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag, urljoin

from camnang.weblinks.fetch import Answer, Fetch
from camnang.weblinks.guard import host_of
from camnang.weblinks.words import refresh_target

MOVES = 5
TRIES = 3
LONGEST_WAIT = 60.0  # seconds; a server that wants more is asked again next week
_MOVED = frozenset({301, 302, 303, 307, 308})
_LASTING = frozenset({301, 308})
_PASSING = frozenset({429, 500, 502, 503, 504})
_HEADLESS = frozenset({"cham", "dut"})  # servers that cannot bear HEAD are asked with GET

Before = Callable[[str], None]  # called with the host before each question
Sleep = Callable[[float], object]
Now = Callable[[], datetime]


@dataclass(frozen=True)
class Trail:
    """Where an address led: the last answer, the addresses on the way, and whether every move was said to last."""

    start: str
    final: str
    answer: Answer
    moves: tuple[str, ...] = ()
    lasting: bool = False
    stopped: str = ""  # «vong» (a loop), «nhieu» (too many moves), «la» (a move to what is no web address)


@dataclass(frozen=True)
class Asker:
    """The manners of asking. `before` keeps the pace per host; `sleep` waits for Retry-After."""

    fetch: Fetch
    before: Before
    sleep: Sleep
    now: Now

    def ask(self, address: str) -> Trail:
        """The trail of one address."""
        here, seen, lasting = address, [address], True
        while True:
            answer = self._patiently(here)
            target, steady = _next(here, answer)
            if not target:
                return Trail(address, here, answer, tuple(seen[1:]), lasting and len(seen) > 1)
            stopped = _stopped(target, seen)
            if stopped:
                return Trail(address, here, answer, tuple(seen[1:]), False, stopped)
            here, lasting = target, lasting and steady
            seen.append(here)

    def _patiently(self, address: str) -> Answer:
        """Asks again, at most three times, where a fault may pass by itself."""
        for turn in range(TRIES):
            answer = self._head_then_get(address)
            wait = _wait(answer, turn, self.now())
            if wait is None or turn == TRIES - 1:
                break
            self.sleep(wait)
        return answer

    def _head_then_get(self, address: str) -> Answer:
        """Only what HEAD says is there and is no web page is left unread."""
        head = self._once("HEAD", address)
        if head.trouble and head.trouble not in _HEADLESS:
            return head
        kind = head.headers.get("content-type", "")
        there = 200 <= head.status < 300 and kind and "html" not in kind
        if there or head.status in _MOVED or head.status == 429 or "retry-after" in head.headers:
            return head
        return self._once("GET", address)

    def _once(self, method: str, address: str) -> Answer:
        self.before(host_of(address))
        return self.fetch(method, address)


def _next(here: str, answer: Answer) -> tuple[str, bool]:
    """Where the answer sends us, empty when it does not, and whether for ever."""
    target = ""
    if answer.status in _MOVED:
        target = answer.headers.get("location", "")
    elif 200 <= answer.status < 300:
        target = refresh_target(answer)
    if not target:
        return "", True
    try:
        joined = urldefrag(urljoin(here, _plain(target)))[0]
    except ValueError:
        joined = "?"
    return ("", True) if joined == here and answer.status not in _MOVED else (joined, answer.status in _LASTING)


def _stopped(target: str, seen: list[str]) -> str:
    if not target.lower().startswith(("http://", "https://")):
        return "la"
    if target in seen:
        return "vong"
    return "nhieu" if len(seen) > MOVES else ""


def _plain(target: str) -> str:
    """A Location as sent: http.client reads headers as Latin-1, servers write UTF-8."""
    try:
        return target.strip().encode("latin-1").decode("utf-8")
    except UnicodeError:
        return target.strip()


def _wait(answer: Answer, turn: int, now: datetime) -> float | None:
    """Seconds to wait before asking again; None when there is no use in it."""
    if answer.status in _PASSING:
        wanted = _retry_after(answer.headers.get("retry-after", ""), now)
        seconds = 2.0 * 2**turn if wanted is None else wanted
        return seconds if seconds <= LONGEST_WAIT else None
    return 2.0 * 2**turn if answer.trouble in ("dut", "ten-tam") else None


def _retry_after(text: str, now: datetime) -> float | None:
    """Seconds of a Retry-After header (RFC 9110 §10.2.3: seconds or a date); None when it says nothing readable."""
    if re.fullmatch(r"\d{1,9}", text.strip()):
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    whole = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (whole - now).total_seconds())
