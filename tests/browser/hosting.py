"""A web server for one test module: a folder below a sub-path, as on GitHub Pages, that counts and can be unplugged."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

PREFIX = "/kho/"


@dataclass
class Host:
    """What the server serves and has seen; `answers` replaces the answer for a path, as a wifi log-in page does."""

    folder: Path
    asked: list[str] = field(default_factory=list)
    answers: dict[str, bytes] = field(default_factory=dict)
    unplugged: bool = False
    port: int = 0

    @property
    def base(self) -> str:
        """Address of the site, with a slash at its end."""
        return f"http://127.0.0.1:{self.port}{PREFIX}"

    def since(self, mark: int) -> list[str]:
        """Paths asked for since `mark` (a length of `asked`), without the browser's own look at the worker file."""
        return [path for path in self.asked[mark:] if path != "sw.js"]


def serve(host: Host) -> ThreadingHTTPServer:
    """Starts the server in the background; the caller shuts it down."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).removeprefix(PREFIX)
            host.asked.append(path)
            if host.unplugged:
                self.close_connection = True
            elif path in host.answers:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(host.answers[path])))
                self.end_headers()
                self.wfile.write(host.answers[path])
            else:
                super().do_GET()

        def translate_path(self, path: str) -> str:
            inside = unquote(urlsplit(path).path).removeprefix(PREFIX)
            return str(host.folder / inside) if unquote(path).startswith(PREFIX) else str(host.folder / "khong-co")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
