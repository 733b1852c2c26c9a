"""Which web addresses a page may lead to: the register of hosts, and what gives a false one away."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from camnang import strict_yaml
from camnang.facts import DATA_FOLDER, Source

FILE = "may-chu.yml"
STATE = "gov.vn"  # given only to state bodies
SHARED = frozenset((  # anybody gets a name there: the host counts, not the owner of the domain
    "blogspot.com", "wordpress.com", "weebly.com", "wixsite.com", "github.io", "gitlab.io", "pages.dev", "web.app",
    "firebaseapp.com", "netlify.app", "vercel.app", "herokuapp.com", "google.com", "googleapis.com", "page.link",
    "apple.com", "000webhostapp.com", "sharepoint.com", "notion.site",
))  # fmt: skip
_SECOND = frozenset(
    ("com", "net", "org", "edu", "gov", "info", "ac", "biz", "int", "health", "name", "pro", "co", "id", "io", "ai")
)
SHORTENERS = frozenset((
    "bit.ly", "bitly.com", "tinyurl.com", "t.co", "goo.gl", "is.gd", "cutt.ly", "rb.gy", "ow.ly", "s.id", "shorturl.at",
    "tiny.cc", "lnkd.in", "linktr.ee", "buff.ly", "t.ly", "by.com.vn", "s.net.vn", "me2.do", "forms.gle", "zpr.io",
))  # fmt: skip
DOWNLOADS = (
    ".apk",
    ".xapk",
    ".apks",
    ".aab",
    ".exe",
    ".msi",
    ".zip",
    ".rar",
    ".7z",
    ".iso",
    ".dmg",
    ".bat",
    ".scr",
    ".js",
    ".jar",
    ".mobileconfig",
)
_TWINS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("3", "e"), ("5", "s"), ("8", "b"))
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_IP = re.compile(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}|\[.*\]", re.I)
_LEAST = 5  # letters of a protected name that may be looked for inside a longer word, or misspelled


@dataclass(frozen=True)
class Register:
    """Hosts that may be linked, and names that swindlers borrow."""

    known: frozenset[str]
    borrowed: frozenset[str]
    faults: tuple[strict_yaml.Fault, ...] = ()

    def knows(self, host: str) -> bool:
        """Whether the host, or the domain it belongs to, stands in the register or belongs to the state."""
        host = host.lower().removeprefix("www.")
        return host.endswith(f".{STATE}") or host in self.known or domain(host) in self.known

    def imitates(self, host: str) -> str:
        """The name that an unregistered host borrows; empty when it borrows none."""
        host = host.lower().rstrip(".")
        if self.knows(host):
            return ""
        pieces = [twinned(piece) for piece in re.split(r"[.-]", host)]
        if "gov" in pieces[:-1] or any(piece in ("govvn", "gouv") for piece in pieces):
            return STATE
        joined = twinned(re.sub(r"[.-]", "", host))
        for name in sorted(self.borrowed, key=lambda name: (-len(name), name)):
            if name in pieces or (
                len(name) >= _LEAST and (name in joined or any(_close(name, piece) for piece in pieces))
            ):
                return name
        return ""


def load(docs: Path, sources: Iterable[Source]) -> Register:
    """The register: docs/_du-lieu/may-chu.yml and the hosts of all sources; what is wrong in it becomes a fault."""
    file = docs / DATA_FOLDER / FILE
    loaded = strict_yaml.load(file.read_text(encoding="utf-8")) if file.is_file() else strict_yaml.Loaded({})
    data = loaded.data if isinstance(loaded.data, dict) else {}
    named, borrowed = data.get("duoc_dan") or {}, data.get("bi_gia") or []
    faults = [*loaded.faults, *_misnamed(loaded, named, borrowed)]
    if faults:
        named, borrowed = {}, []
    read = {(urlsplit(source.address).hostname or "").removeprefix("www.") for source in sources}
    known = frozenset({*named, *read, *(domain(host) for host in read)} - SHARED - {""})
    return Register(known, frozenset(borrowed), tuple(faults))


def _misnamed(loaded: strict_yaml.Loaded, named: Any, borrowed: Any) -> Iterator[strict_yaml.Fault]:
    if not isinstance(named, dict) or not isinstance(borrowed, list):
        yield strict_yaml.Fault(1, "sổ máy chủ thiếu «duoc_dan» hoặc «bi_gia».", "xem cách ghi ở đầu tệp.")
        return
    for host in named:
        if not _HOST.fullmatch(str(host)) or str(host) in SHARED | SHORTENERS:
            line = loaded.line("duoc_dan", str(host))
            yield strict_yaml.Fault(
                line, f"«{host}» không phải tên một máy chủ riêng.", "ghi tên máy chủ, chữ thường, ví dụ «zalo.me»."
            )
    for index, name in enumerate(borrowed):
        if not re.fullmatch("[a-z0-9]{3,}", str(name)):
            yield strict_yaml.Fault(
                loaded.line("bi_gia", index), f"«{name}» không phải tên hay bị giả.", "ghi liền, chữ thường không dấu."
            )


def domain(host: str) -> str:
    """The part of a host that somebody owns: «a.b.com.vn» → «b.com.vn», «x.blogspot.com» → «x.blogspot.com»."""
    labels = host.lower().rstrip(".").split(".")
    size = 3 if len(labels) > 2 and (labels[-2] in _SECOND or ".".join(labels[-2:]) in SHARED) else 2
    return ".".join(labels[-size:])


def opened(address: str) -> str:
    """An address as a browser reads it: entities decoded, blanks and controls dropped."""
    once = html.unescape(address)
    return re.sub(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+", "", html.unescape(once))


def parts(address: str) -> SplitResult | None:
    """The parts of an absolute address; None when it cannot be taken apart."""
    try:
        found = urlsplit(opened(address).replace("\\", "/"))
        _ = found.port
    except ValueError:
        return None
    return found


def trouble(found: SplitResult) -> str:
    """What makes an address one that nobody can judge by reading it; empty when nothing does."""
    host = (found.hostname or "").rstrip(".")
    if "@" in found.netloc:
        return "có dấu @ trước tên máy chủ"
    if not host or _IP.fullmatch(host):
        return "chỉ có số, không có tên máy chủ"
    if not _HOST.fullmatch(host) or "xn--" in host:
        return "tên máy chủ có chữ lạ"
    if host.removeprefix("www.") in SHORTENERS or domain(host) in SHORTENERS:
        return "là địa chỉ rút gọn, không biết dẫn tới đâu"
    if found.port not in (None, 443, 80):
        return "có số cổng lạ"
    if "://" in unquote(unquote(found.query)):
        return "dẫn vòng sang một địa chỉ khác"
    if unquote(found.path).lower().rstrip("/").endswith(DOWNLOADS):
        return "tải thẳng một tệp cài hay tệp nén"
    return ""


def twinned(word: str) -> str:
    """A word with letters that look alike made the same, marks dropped: «v1etc0mbank» → «vletcombank»."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(one))
    for pair, single in _TWINS:
        plain = plain.replace(pair, single)
    return plain


def _close(name: str, piece: str) -> bool:
    """Whether a word differs from a name by one letter put in, left out, changed or swapped."""
    if not _LEAST <= len(piece) <= len(name) + 1 or abs(len(piece) - len(name)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(name, piece, strict=False)) if a != b), min(len(name), len(piece)))
    rest, other = name[start:], piece[start:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )
