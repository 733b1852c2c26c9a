"""Article → sheet: which template prints it, which parts stand on paper, and how far type may shrink to fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from camnang import names
from camnang.outputs.article import Article, page_title
from camnang.outputs.qr import qr_svg
from camnang.outputs.tree import Block, HandoutError, Inline, plain
from camnang.schema import TYPES

WORDS = {
    "code": "Mã",
    "checked": "Kiểm ngày",
    "review": "Xem lại trước ngày",
    "printed": "In ngày",
    "page": "Trang",
    "scan": "Quét để xem",
    "qr_alt": "Mã QR mở trang này trên điện thoại",
    "team": "Tổ công nghệ số:",
    "team-short": "Tổ:",
    "side": "Mặt",
    "turn": "Còn mặt sau",
    "phone": "Điện thoại:",
    "never_write": "Không ghi mật khẩu, mã OTP lên tờ này.",
    "boundaries": "Người giúp không hỏi, không gõ, không giữ mật khẩu hay mã OTP của bà con; "
    "không chụp, không giữ thẻ căn cước.",
    "sources": "Nguồn:",
    "stuck": "Bị kẹt?",
    "step": "Bước",
    "author": "Cẩm nang Tổ công nghệ số cộng đồng",
}
NOT_ON_PAPER = {"bieu-mau": frozenset({"vi-du-da-dien"})}  # the filled example is for the screen; the sheet is to be filled
WIDE_COLUMNS = 8
MAX_SOURCES = 4
_BOUNDED = frozenset({"huong-dan", "giao-an", "vai-tro"})  # their own words state the limits of helpers
Options = dict[str, Any]

_GUIDE: tuple[Options, ...] = (
    {"size": 14, "side": 13, "fig": 40, "leading": 0.8},
    {"size": 14, "side": 12, "fig": 40, "leading": 0.72},
    {"size": 13, "side": 12, "fig": 40, "leading": 0.7},
    {"size": 13, "side": 12, "fig": 40, "leading": 0.7, "stop-first": True},
    {"size": 14, "side": 12, "fig": 40, "leading": 0.72, "stuck-last": True},
    {"size": 13, "side": 12, "fig": 40, "leading": 0.7, "stuck-last": True},
    {"size": 13, "side": 11.5, "fig": 38, "leading": 0.64, "stuck-last": True},
)
_TEXT: tuple[Options, ...] = ({"size": 14, "side": 13, "fig": 45}, {"size": 13, "side": 12, "fig": 42, "leading": 0.72})
_LONG: tuple[Options, ...] = ({"size": 13, "side": 12, "fig": 45}, {"size": 12.5, "side": 11.5, "fig": 42, "leading": 0.7})
_ALOUD: tuple[Options, ...] = ({"size": 16, "side": 14, "fig": 45, "leading": 0.95, "spacing": 1.3},)
_FORM: tuple[Options, ...] = tuple(
    {"size": size, "side": min(size, 12), "row": row, "sides": sides, "remark": remark}
    for sides, remark, sizes in (
        (1, "front", ((15, 12), (14, 11), (13, 10), (12, 9), (12, 8), (11, 8))),
        (2, "front", ((13, 10), (12, 9), (12, 8), (11, 8))),
        (2, "back", ((13, 10), (12, 9), (12, 8), (11, 8))),
    )
    for size, row in sizes
)
_CARD: tuple[Options, ...] = tuple(
    {"size": size, "title": title, "paper": paper, "sides": sides, "leading": leading}
    for paper, sides, size, title, leading in (
        ("a6", 1, 12, 15, 0.7), ("a6", 1, 11, 14, 0.66), ("a6", 2, 14, 16, 0.74),
        ("a6", 2, 13, 15, 0.72), ("a6", 2, 12, 15, 0.7), ("a6", 2, 11, 14, 0.66),
        ("a5", 2, 14, 20, 0.74), ("a5", 2, 13, 18, 0.7), ("a5", 2, 12, 17, 0.66),
    )
)  # fmt: skip
_LADDERS = {"loa": _ALOUD, "giao-an": _LONG, "dien-hinh": _LONG, "ke-hoach": _LONG, "tu-dien": _LONG}
_FIRST_FIT = {"the": ("the", _CARD), "phieu": ("phieu", _FORM)}


@dataclass(frozen=True)
class Sheet:
    """One PDF to make: its file below the site, template, data without the print date, and layouts in order of preference.

    `ideal` pages are enough; more are printed only when no layout has fewer (0: the first layout that fits is taken).
    """

    file: str
    source: str
    template: str
    data: dict[str, Any]
    ladder: tuple[Options, ...]
    ideal: int = 0


def make_sheet(article: Article, *, file: str, source: str, site_url: str) -> Sheet:
    """The sheet of a page.

    Args:
        file: where it goes, below the site («ban-in/g001-….pdf»).
        source: the built page, below the site; named in messages.

    Raises:
        HandoutError: the page's type is not printed.
    """
    kind = TYPES.get(article["kind"])
    if kind is None or not kind.sheet:
        raise HandoutError(f"loại trang «{article['kind']}» không có tờ in")
    data = _data(article, kind.label, site_url)
    if kind.has_steps:
        return Sheet(file, source, "huong-dan", data, _GUIDE, ideal=2)
    if kind.sheet in _FIRST_FIT:
        template, ladder = _FIRST_FIT[kind.sheet]
        return Sheet(file, source, template, data, ladder)
    return Sheet(file, source, "van-ban", data, _LADDERS.get(kind.name, _TEXT), ideal=1)


def _data(article: Article, label: str, site_url: str) -> dict[str, Any]:
    address = names.qr_address(site_url, article["code"])
    sections, notes = _shared_captions(_sections(article))
    notes += [_sentence(inline_words(block["c"])) for block in article["sources"] if block["t"] == "p"]
    return {
        "kind": label, "code": article["code"], "title": page_title(article), "title-rich": article["title"],
        "lead": article["lead"], "facts": _facts(article), "wide": _is_wide(article), "bounded": article["kind"] in _BOUNDED, "checked": _day(article["checked"]),
        "review": _day(article["review"]), "sections": sections, "notes": notes,
        "sources": _short_sources(article["sources"]), "address": address, "qr": qr_svg(address), "words": WORDS,
    }  # fmt: skip


def _sections(article: Article) -> list[Block]:
    hidden = NOT_ON_PAPER.get(article["kind"], frozenset())
    return [section for section in article["sections"] if section.get("id") not in hidden]


def _facts(article: Article) -> str:
    minutes = f"{article['minutes']} phút" if article["minutes"] else ""
    return " · ".join(fact for fact in (minutes, article["cost"]) if fact)


def _day(value: str) -> str:
    """«2026-11-20» → «20/11/2026»."""
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        raise HandoutError(f"ngày «{value}» của trang không đọc được") from None


def _shared_captions(sections: list[Block]) -> tuple[list[Block], list[str]]:
    """Sections with each figure's caption moved to a note at the end, every caption printed once."""
    notes: dict[str, None] = {}

    def visit(value: Any) -> Any:
        if isinstance(value, list):
            return [visit(item) for item in value]
        if not isinstance(value, dict):
            return value
        if value.get("t") == "fig":
            notes.setdefault(plain(value["caption"]))
            return {**value, "caption": []}
        if value.get("t") == "box" and value["kind"] == "ket":
            value = {**value, "lead": "" if plain(value["title"]).startswith(WORDS["stuck"]) else WORDS["stuck"]}
        return {key: visit(item) for key, item in value.items()}

    return [visit(section) for section in sections], [_sentence(note) for note in notes if note]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _short_sources(blocks: list[Block]) -> str:
    """The first hosts of the sources, each once; the full list stands on the page the QR code opens."""
    hosts: dict[str, None] = {}
    for link in _links(blocks):
        host = urlsplit(link).netloc.removeprefix("www.")
        if host:
            hosts.setdefault(host)
    shown, more = list(hosts)[:MAX_SOURCES], len(hosts) - MAX_SOURCES
    return ", ".join(shown) + (f" và {more} nguồn nữa, ghi ở trang này trên mạng" if more > 0 else "")


def _links(tree: Any) -> list[str]:
    if isinstance(tree, list):
        return [link for item in tree for link in _links(item)]
    if not isinstance(tree, dict):
        return []
    here = [str(tree["href"])] if "href" in tree else []
    return here + [link for value in tree.values() for link in _links(value)]


def inline_words(content: list[Inline]) -> str:
    """Words of inline content on one line."""
    return " ".join(plain(content).split())


def _is_wide(article: Article) -> bool:
    """Whether a form has so many columns that it lies on its side."""
    rows = [row for section in article["sections"] for block in section["c"] if block["t"] == "form" for row in block["c"]]
    return any(row["t"] == "grid" and len(row["head"]) >= WIDE_COLUMNS for row in rows)
