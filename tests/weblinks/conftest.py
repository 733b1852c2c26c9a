"""A small internet on this machine: one server with every behaviour, under made-up host names."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import trustme

from camnang.weblinks.ask import Asker, Trail
from camnang.weblinks.fetch import Fetcher

NOW = datetime(2026, 11, 28, tzinfo=UTC)
WORDS = "Hướng dẫn kích hoạt tài khoản"


def page(title: str, head: str = "", body: str = "") -> bytes:
    return f"<!doctype html><title>{title}</title>{head}<body><h1>{title}</h1>{body}</body>".encode()


PAGES = {  # path → title of a page that answers 200
    "/": "Trang chủ",
    "/bai": WORDS,
    "/b%C3%A0i": WORDS,
    "/tin-404": "Xe 404 chỗ và 12 điều bà con không tìm thấy ở chợ",
    "/mat-1": "404 - Không tìm thấy trang",
    "/mat-2": "Page not found",
    "/mat-3": "Trang bạn yêu cầu không tồn tại",
    "/mat-4": "Lỗi 404",
    "/luat.pdf": "Tra cứu văn bản",
    "/dang-nhap": "Đăng nhập",
    "/moi": WORDS,
}
STATUSES = {"/401": 401, "/403": 403, "/404": 404, "/410": 410, "/418": 418, "/451": 451, "/500": 500, "/503": 503}
MOVES = {
    "/doi": (301, "/moi"),
    "/doi-tam": (302, "/moi"),
    "/doi-308": (308, "/moi"),
    "/doi-co-dau": (301, "/bài"),
    "/vong-1": (302, "/vong-2"),
    "/vong-2": (302, "/vong-1"),
    "/tu-vong": (302, "/tu-vong"),
    "/can-dang-nhap": (302, "/dang-nhap?ve=/can-dang-nhap"),
    "/bai-cu-2019": (301, "/"),
    "/ra-tep": (302, "file:///etc/passwd"),
    "/vao-nha": (302, "http://127.0.0.1/quan-tri"),
    "/vao-mang": (302, "http://noi-bo.thu.vn/"),
    "/sai": (302, "http://[::1"),
    **{f"/dai-{n}": (302, f"/dai-{n + 1}") for n in range(9)},
    **{f"/vua-{n}": (302, f"/vua-{n + 1}") for n in range(5)},
}


class Handler(BaseHTTPRequestHandler):
    """Behaves as the path says; HEAD goes the same way, without a body."""

    server: Server

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def answer(self) -> None:
        bare = self.path.partition("?")[0]
        times = self.server.count(self.command, bare)
        special = getattr(self, f"do_{bare.strip('/').replace('-', '_')}", None)
        if special:
            special(times)
        elif bare in MOVES:
            status, target = MOVES[bare]
            self.say(status, b"", Location=target.encode().decode("latin-1"))
        elif bare in STATUSES:
            self.say(STATUSES[bare], page("x"))
        else:
            self.say(200 if bare in PAGES or bare == "/vua-5" else 404, page(PAGES.get(bare, "x")))

    def say(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def do_to_pdf(self, _: int) -> None:
        self.say(200, b"%PDF", "application/pdf")

    def do_khong_head(self, _: int) -> None:
        self.say(405 if self.command == "HEAD" else 200, page(WORDS))

    def do_head_dut(self, _: int) -> None:
        if self.command == "GET":
            self.say(200, page(WORDS))

    def do_dut(self, _: int) -> None:
        """Closes without a word."""

    def do_dut_giua(self, _: int) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<p")

    def do_rac(self, _: int) -> None:
        self.wfile.write(b"\x00\x01 khong phai HTTP\r\n\r\n")

    def do_nhieu_dau(self, _: int) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * 200 + b"\r\n")

    def do_nho_giot(self, _: int) -> None:
        self.drip(b"HTTP/1.1 200 OK\r\nX-Cham: ")

    def do_nho_giot_than(self, _: int) -> None:
        self.drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")

    def drip(self, first: bytes) -> None:
        try:
            self.wfile.write(first)
            for _ in range(1500):
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.02)
        except OSError:
            self.server.left.set()

    def do_to(self, _: int) -> None:
        self.say(200, b"<title>To</title>" + b"x" * 3_000_000)

    def do_doi_429(self, times: int) -> None:
        self.say(429 if times == 1 else 200, page(WORDS), Retry_After="7")

    def do_doi_503_ngay(self, times: int) -> None:
        self.say(503 if times == 1 else 200, page(WORDS), Retry_After="Sat, 28 Nov 2026 00:00:09 GMT")

    def do_doi_lau(self, _: int) -> None:
        self.say(429, b"", Retry_After="86400")

    def do_hai_lan_503(self, times: int) -> None:
        self.say(503 if times <= 4 else 200, page(WORDS))

    def do_tu_chuyen(self, _: int) -> None:
        self.say(200, page("Đang chuyển", '<meta http-equiv="refresh" content="0; url=/moi">'))

    def do_tu_tai_lai(self, _: int) -> None:
        self.say(200, page(WORDS, '<meta http-equiv="refresh" content="1800">'))


class Server(ThreadingHTTPServer):
    """Counts what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Counter[tuple[str, str]] = Counter()
        self.left = threading.Event()
        self._lock = threading.Lock()

    def count(self, method: str, path: str) -> int:
        with self._lock:
            self.asked[method, path] += 1
            return sum(times for (_, asked), times in self.asked.items() if asked == path)

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@dataclass
class Net:
    """Addresses on the made-up internet and an asker that never really sleeps."""

    server: Server
    tls_ports: dict[str, int]
    trusted: ssl.SSLContext
    slept: list[float] = field(default_factory=list)

    @property
    def port(self) -> int:
        return self.server.server_address[1]

    def url(self, path: str, host: str = "bao.thu.vn") -> str:
        return f"http://{host}:{self.port}{path}"

    def lookup(self, host: str, port: int) -> list[str]:
        if host.startswith("mat"):
            raise socket.gaierror(socket.EAI_AGAIN if "tam" in host else socket.EAI_NONAME, host)
        return ["10.0.0.1"] if host.startswith("noi-bo") else ["127.0.0.1"]

    def allow(self, number: str, port: int) -> bool:
        return number == "127.0.0.1" and port in {self.port, *self.tls_ports.values()}

    def fetcher(self, seconds: float = 5.0) -> Fetcher:
        return Fetcher("https://camnang.example.org/", self.lookup, self.allow, self.trusted, seconds)

    def ask(self, address: str, seconds: float = 5.0) -> Trail:
        return Asker(self.fetcher(seconds), lambda host: None, self.slept.append, lambda: NOW).ask(address)


def _secure(certificate: trustme.LeafCert | None) -> ThreadingHTTPServer:
    server = Server()
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    return server


@pytest.fixture(scope="session")
def internet() -> Iterator[tuple[Server, dict[str, int], ssl.SSLContext]]:
    authority, stranger = trustme.CA(), trustme.CA()
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    past = datetime(2020, 1, 1, tzinfo=UTC)
    leaves = {
        "tot": authority.issue_cert("tls.thu.vn"),
        "la": stranger.issue_cert("tls.thu.vn"),
        "nham": authority.issue_cert("khac.thu.vn"),
        "het-han": authority.issue_cert("tls.thu.vn", not_before=datetime(2019, 1, 1, tzinfo=UTC), not_after=past),
        "khong-tls": None,
    }
    plain = Server()
    secure = {name: _secure(leaf) for name, leaf in leaves.items()}
    for server in (plain, *secure.values()):
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield plain, {name: server.server_address[1] for name, server in secure.items()}, trusted
    for server in (plain, *secure.values()):
        server.shutdown()
        server.server_close()


@pytest.fixture
def net(internet: tuple[Server, dict[str, int], ssl.SSLContext]) -> Net:
    """The made-up internet with fresh counters."""
    internet[0].asked.clear()
    internet[0].left.clear()
    return Net(*internet)
