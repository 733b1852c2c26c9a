"""Every behaviour of a server, on this machine: what is concluded, and how politely it was asked."""

from __future__ import annotations

import pytest

from camnang.weblinks.fetch import Fetcher
from camnang.weblinks.guard import ForbiddenError, public, resolve
from camnang.weblinks.verdict import judge

from .conftest import NOW, Net

VERDICTS = {  # path → (kind, words of the reason)
    "/bai": ("ok", ""),
    "/bài": ("ok", ""),
    "/bai?a=1&b=hai ba": ("ok", ""),
    "/tin-404": ("ok", ""),
    "/to-pdf": ("ok", ""),
    "/to": ("ok", ""),
    "/khong-head": ("ok", ""),
    "/head-dut": ("ok", ""),
    "/doi": ("ok", ""),
    "/doi-co-dau": ("ok", ""),
    "/vua-0": ("ok", ""),
    "/tu-chuyen": ("ok", ""),
    "/tu-tai-lai": ("ok", ""),
    "/doi-429": ("ok", ""),
    "/doi-503-ngay": ("ok", ""),
    "/hai-lan-503": ("ok", ""),
    "/dang-nhap": ("ok", ""),
    "/": ("ok", ""),
    "/401": ("khong-ro", "401"),
    "/403": ("khong-ro", "403"),
    "/451": ("khong-ro", "451"),
    "/500": ("khong-ro", "500"),
    "/503": ("khong-ro", "503"),
    "/doi-lau": ("khong-ro", "429"),
    "/dut": ("khong-ro", "cắt kết nối"),
    "/dut-giua": ("khong-ro", "cắt kết nối"),
    "/rac": ("khong-ro", "cắt kết nối"),
    "/nhieu-dau": ("khong-ro", "cắt kết nối"),
    "/404": ("hong", "404"),
    "/410": ("hong", "410"),
    "/418": ("hong", "418"),
    "/mat-1": ("hong", "«404 - Không tìm thấy trang»"),
    "/mat-2": ("hong", "Page not found"),
    "/mat-3": ("hong", "không tồn tại"),
    "/mat-4": ("hong", "Lỗi 404"),
    "/luat.pdf": ("hong", "nay là trang web"),
    "/can-dang-nhap": ("hong", "đăng nhập"),
    "/bai-cu-2019": ("hong", "trang chủ"),
    "/vong-1": ("hong", "vòng tròn"),
    "/tu-vong": ("hong", "vòng tròn"),
    "/dai-0": ("hong", "quá 5 lần"),
    "/ra-tep": ("hong", "không phải trang web"),
    "/sai": ("hong", "không phải trang web"),
    "/vao-nha": ("hong", "mạng riêng"),
    "/vao-mang": ("hong", "mạng riêng"),
}


@pytest.mark.parametrize("path", VERDICTS)
def test_what_a_server_does_is_understood(net: Net, path: str) -> None:
    kind, words = VERDICTS[path]
    verdict = judge(net.ask(net.url(path)))
    assert (verdict.kind, words in verdict.reason) == (kind, True), verdict


@pytest.mark.parametrize("path", ("/nho-giot", "/nho-giot-than"))
def test_a_server_that_drips_is_left(net: Net, path: str) -> None:
    answer = net.fetcher(seconds=0.3)("GET", net.url(path))
    assert (answer.trouble, judge(net.ask(net.url(path), 0.3)).kind) == ("cham", "khong-ro")
    assert net.server.left.wait(5), "the line was not cut"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("tot", "ok"), ("la", "khong-ro"), ("nham", "khong-ro"), ("het-han", "khong-ro"), ("khong-tls", "khong-ro")],
)
def test_certificates_are_verified_but_condemn_nobody(net: Net, name: str, kind: str) -> None:
    verdict = judge(net.ask(f"https://tls.thu.vn:{net.tls_ports[name]}/bai"))
    assert verdict.kind == kind
    assert kind == "ok" or "chứng chỉ" in verdict.reason


def test_hosts_that_are_gone(net: Net) -> None:
    assert "không còn" in judge(net.ask(net.url("/", "mat.thu.vn"))).reason
    assert judge(net.ask(net.url("/", "mat-tam.thu.vn"))).kind == "khong-ro"
    free = net.port
    closed = Fetcher("x", net.lookup, lambda number, port: True)("GET", f"http://bao.thu.vn:{_closed_port()}/")
    assert closed.trouble == "tu-choi" and free


def _closed_port() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize("address", ["http:///a", "http://a@b.vn/", "ftp://b.vn/", "http://b.vn:x/", "http://b\n.vn/"])
def test_wrong_addresses_are_never_asked(net: Net, address: str) -> None:
    assert net.fetcher()("GET", address).trouble in ("dia-chi", "cam")
    assert not net.server.asked


def test_only_the_first_megabyte_is_read(net: Net) -> None:
    assert len(net.fetcher()("GET", net.url("/to")).body) == 1_000_000


def test_a_file_that_is_there_is_not_fetched(net: Net) -> None:
    net.ask(net.url("/to-pdf"))
    assert dict(net.server.asked) == {("HEAD", "/to-pdf"): 1}


def test_waits_as_long_as_the_server_asks(net: Net) -> None:
    net.ask(net.url("/doi-429"))
    net.ask(net.url("/doi-503-ngay"))
    assert net.slept[0] == 7.0 and net.slept[1] == 9.0


def test_does_not_wait_for_a_day_nor_ask_for_ever(net: Net) -> None:
    net.ask(net.url("/doi-lau"))
    assert net.slept == [] and net.server.asked.total() == 1
    net.ask(net.url("/500"))
    assert net.slept == [2.0, 4.0] and net.server.asked["GET", "/500"] == 3


@pytest.mark.parametrize(("path", "to"), [("/doi", "/moi"), ("/doi-308", "/moi"), ("/doi-tam", ""), ("/bai", "")])
def test_a_lasting_move_names_the_new_address(net: Net, path: str, to: str) -> None:
    assert judge(net.ask(net.url(path))).moved == (net.url(to) if to else "")


def test_says_who_asks(net: Net) -> None:
    assert net.fetcher()._headers()["User-Agent"] == "camnang-links/1 (+https://camnang.example.org/)"
    assert "\n" not in Fetcher("a\r\nX: y")._headers()["User-Agent"]


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1",
        "64:ff9b::a00:1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "khong-phai-so",
    ],
)  # fmt: skip
def test_private_numbers_are_never_asked(number: str) -> None:
    assert not public(number, 443)


@pytest.mark.parametrize("number", ["1.1.1.1", "203.162.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_public_numbers_are_asked_on_the_ports_of_the_web(number: str) -> None:
    assert public(number, 443) and public(number, 80) and not public(number, 22)


def test_a_name_with_one_bad_number_is_refused() -> None:
    with pytest.raises(ForbiddenError):
        resolve("x.vn", 80, lambda host, port: ["1.1.1.1", "127.0.0.1"], public)


def test_a_name_is_looked_up_once_for_each_question(net: Net) -> None:
    """The number that was judged is the one that is asked: a second look-up could answer otherwise."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    fetcher = Fetcher("x", lambda host, port: next(answers), net.allow)
    assert fetcher("GET", net.url("/bai")).status == 200
    assert fetcher("GET", net.url("/bai")).trouble == "cam"


def test_default_guard_refuses_this_machine(net: Net) -> None:
    for address in (net.url("/bai", "127.0.0.1"), "http://localhost/", "http://[::1]/", "http://127.1/"):
        assert Fetcher("x")("GET", address).trouble == "cam", address
    assert not net.server.asked and NOW
