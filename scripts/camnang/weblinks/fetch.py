"""One question to one server and what came back: pinned number, size and time limited, no redirect followed here."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Timer
from typing import Literal
from urllib.parse import quote, urlsplit

from camnang.weblinks.guard import Allow, ForbiddenError, Lookup, public, resolve, system_lookup

Trouble = Literal["", "dia-chi", "cam", "ten", "ten-tam", "tu-choi", "cham", "dut", "tls"]
MAX_BYTES, MAX_SECONDS = 1_000_000, 15.0
_SAFE = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True)
class Answer:
    """Status (0: none), lower-case headers, the first megabyte, or what went wrong instead."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    trouble: Trouble = ""


Fetch = Callable[[str, str], Answer]  # (method, address) → answer; never raises for what a server can do


@dataclass(frozen=True)
class Fetcher:
    """Asks over the network. `contact` is an address where the owner of a server can complain."""

    contact: str
    lookup: Lookup = system_lookup
    allow: Allow = public
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    seconds: float = MAX_SECONDS
    most: int = MAX_BYTES

    def __call__(self, method: str, address: str) -> Answer:
        """One request with a new connection; whatever the server does becomes an Answer within `seconds` + name lookup."""
        try:
            return self._ask(method, address)
        except ForbiddenError:
            return Answer(trouble="cam")
        except ssl.SSLError:
            return Answer(trouble="tls")
        except (UnicodeError, http.client.InvalidURL, ValueError):
            return Answer(trouble="dia-chi")
        except TimeoutError:
            return Answer(trouble="cham")
        except ConnectionRefusedError:
            return Answer(trouble="tu-choi")
        except socket.gaierror as error:
            return Answer(trouble="ten-tam" if error.errno == socket.EAI_AGAIN else "ten")
        except (http.client.HTTPException, OSError):
            return Answer(trouble="dut")

    def _ask(self, method: str, address: str) -> Answer:
        parts = urlsplit(address)
        secure = parts.scheme == "https"
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
            raise ValueError(address)
        host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode()
        port = parts.port or (443 if secure else 80)
        numbers = resolve(host, port, self.lookup, self.allow)
        until = time.monotonic() + self.seconds
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(host, port)
        connection.sock = raw = _connect(numbers, port, until)
        guard = _Deadline(raw, until)
        try:
            if secure:
                connection.sock = self.tls.wrap_socket(raw, server_hostname=host)
            path = quote(parts.path or "/", _SAFE) + (f"?{quote(parts.query, _SAFE)}" if parts.query else "")
            connection.request(method, path, headers=self._headers())
            response = connection.getresponse()
            body = b"" if method == "HEAD" else response.read(self.most)
        except (OSError, http.client.HTTPException) as error:
            raise (TimeoutError() if guard.rang else error) from None
        finally:
            guard.cancel()
            connection.close()
            raw.close()
        if guard.rang:
            raise TimeoutError
        headers = {key.lower(): value for key, value in response.getheaders()}
        return Answer(response.status, headers, body)

    def _headers(self) -> dict[str, str]:
        contact = re.sub(r"[^\x21-\x7e]", "", self.contact)
        return {
            "User-Agent": f"camnang-links/1 (+{contact})",
            "Accept": "text/html,application/pdf;q=0.9,*/*;q=0.5",
            "Accept-Language": "vi,en;q=0.5",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }


class _Deadline:
    """Cuts the line at a moment, so that a server which sends one byte at a time cannot hold us."""

    def __init__(self, line: socket.socket, until: float) -> None:
        self.rang = False
        self._line = line.dup()  # TLS takes the first handle away
        self._timer = Timer(max(0.0, until - time.monotonic()), self._ring)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """The question is answered, in time or not."""
        self._timer.cancel()
        self._line.close()

    def _ring(self) -> None:
        self.rang = True
        with suppress(OSError):  # the other side may have been quicker
            self._line.shutdown(socket.SHUT_RDWR)


def _connect(numbers: list[str], port: int, until: float) -> socket.socket:
    """A line to the first number that takes it.

    Raises:
        OSError: none did; the error of the last one.
    """
    last: OSError = ConnectionRefusedError()
    for number in numbers:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        try:
            return socket.create_connection((number, port), timeout=left)
        except OSError as error:
            last = error
    raise last
