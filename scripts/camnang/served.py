"""A folder served on this machine the way good hosts do: brotli on the way, connections kept open."""

from __future__ import annotations

import functools
import mimetypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli

BEST = 11
_PACKED_ALREADY = (".pdf", ".png", ".jpg", ".webp", ".gz", ".zip", ".woff2")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves `folder` until the block ends; gives its address, with a slash at its end."""
    handler = functools.partial(_Handler, directory=str(folder), packed={})
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A reader who goes away in the middle is no fault."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(SimpleHTTPRequestHandler):
    """Each file is compressed once, the first time somebody asks for it."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *positional: object, packed: dict[Path, bytes], **named: object) -> None:
        self.packed = packed
        super().__init__(*positional, **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # noqa: N802 (name given by the library)
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if file.is_file():
            self._send(file)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, file: Path) -> None:
        packed = file.suffix not in _PACKED_ALREADY and "br" in self.headers.get("Accept-Encoding", "")
        body = self._packed(file) if packed else file.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", _kind(file))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(body)

    def _packed(self, file: Path) -> bytes:
        if file not in self.packed:
            self.packed[file] = brotli.compress(file.read_bytes(), quality=BEST)
        return self.packed[file]

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the measure speaks."""


def _kind(file: Path) -> str:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
