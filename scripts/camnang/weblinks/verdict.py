"""What a trail means: the page is there, it is not, or it cannot be told from here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from camnang.weblinks.ask import Trail
from camnang.weblinks.guard import host_of
from camnang.weblinks.words import is_html, says_it_is_lost

Kind = Literal["ok", "hong", "khong-ro"]

_UNSURE = frozenset({401, 403, 407, 408, 425, 429, 451})  # and every 5xx: the page may be there for others
_LOGIN = re.compile(
    r"(?:^|[/.])(?:log-?in|sign-?in|dang-?nhap|sso|oauth2?)(?:$|[/.?])", re.I
)  # a whole step of the path
_HOME = re.compile(r"^/?(?:(?:vi|vn|en)/?)?(?:(?:index|default|home|trang-?chu)(?:\.\w+)?/?)?$", re.I)
_FILE = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|zip|rar|mp[34])$", re.I)
_TROUBLE: dict[str, tuple[Kind, str]] = {
    "dia-chi": ("hong", "địa chỉ ghi sai"),
    "cam": ("hong", "tên miền dẫn vào mạng riêng hoặc cổng lạ, không phải trang công khai"),
    "ten": ("hong", "tên miền không còn"),
    "tu-choi": ("hong", "máy chủ không nhận kết nối"),
    "ten-tam": ("khong-ro", "chưa tra được tên miền"),
    "cham": ("khong-ro", "máy chủ không trả lời trong thời hạn"),
    "dut": ("khong-ro", "máy chủ cắt kết nối giữa chừng"),
    "tls": ("khong-ro", "chứng chỉ bảo mật (https) không kiểm được"),
}
_STOPPED = {
    "vong": "chuyển vòng tròn, không tới trang nào",
    "nhieu": "chuyển quá 5 lần",
    "la": "chuyển tới chỗ không phải trang web",
}


@dataclass(frozen=True)
class Verdict:
    """One look at one address. `moved`: where it lives now, when every move was permanent; `away`: its new host."""

    kind: Kind
    reason: str
    moved: str = ""
    away: str = ""


def judge(trail: Trail) -> Verdict:
    """Says what one look has shown; a single look never condemns (see `memory`)."""
    answer = trail.answer
    if trail.stopped:
        return Verdict("hong", _STOPPED[trail.stopped])
    if answer.trouble:
        return Verdict(*_TROUBLE[answer.trouble])
    if answer.status in _UNSURE or answer.status >= 500:
        return Verdict("khong-ro", f"máy chủ trả mã {answer.status}")
    if not 200 <= answer.status < 300:
        return Verdict("hong", f"máy chủ trả mã {answer.status}")
    if fault := _hidden_fault(trail):
        return Verdict("hong", fault)
    away = host_of(trail.final) if _site(trail.final) != _site(trail.start) else ""
    return Verdict("ok", "", trail.final if trail.lasting and trail.final != trail.start else "", away)


def _hidden_fault(trail: Trail) -> str:
    """Faults behind a 200: the words asked for are not what is shown."""
    start, final = urlsplit(trail.start), urlsplit(trail.final)
    asked = f"{start.hostname}{start.path}?{start.query}"
    if trail.moves and _LOGIN.search(f"{final.hostname}{final.path}") and not _LOGIN.search(asked):
        return "chuyển sang trang đăng nhập"
    if (
        trail.moves
        and _HOME.match(final.path)
        and not final.query
        and not (_HOME.match(start.path) and not start.query)
    ):
        return "chuyển về trang chủ, bài cũ không còn ở đó"
    if _FILE.search(start.path) and is_html(trail.answer):
        return "địa chỉ của một tệp nhưng nay là trang web"
    words = says_it_is_lost(trail.answer)
    quoted = re.sub(r"[^\w .,:-]", "", words)  # a stranger's words go into a report
    return f"trang mở được nhưng ghi «{quoted}»" if words else ""


def _site(address: str) -> str:
    """The part of a host that one owner holds: two labels, three under names such as gov.vn and com.vn."""
    labels = host_of(address).split(".")
    shared = len(labels) > 2 and labels[-2] in ("gov", "com", "edu", "org", "net", "info", "name", "ac", "co")
    return ".".join(labels[-3:] if shared else labels[-2:])
