"""Article → sheet: which template prints it, which parts stand on paper, and how far type may shrink to fit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from camnang import names
from camnang.outputs.article import Article, page_title
from camnang.outputs.layouts import Ladder, ladder_of
from camnang.outputs.rehearsal import rehearsal
from camnang.outputs.tree import Block, HandoutError, Inline, plain
from camnang.page_shape import PageType
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
    "fold": "In hai mặt, lật theo cạnh ngắn, gấp đôi",
    "desk": "Gặp ai, ở đâu:",
    "never_write": "Không ghi mật khẩu, mã OTP lên tờ này.",
    "boundaries": "Người giúp không hỏi, không gõ, không giữ mật khẩu hay mã OTP của bà con; "
    "không chụp, không giữ thẻ căn cước.",
    "sources": "Nguồn:",
    "sources-page": "xem trang mã",
    "stuck": "Bị kẹt?",
    "step": "Bước",
    "see": "Kẹt? Xem",
    "more": "(tiếp)",
    "people": "Tờ cho bà con, mặt",
    "helpers": "Phần cho người giúp",
    "real": "Thật",
    "fake": "Giả",
    "answers": "Lời đáp",
    "card": "thẻ",
    "author": "Cẩm nang Tổ công nghệ số cộng đồng",
}
NOT_ON_PAPER = {
    "bieu-mau": frozenset({"vi-du-da-dien"})
}  # the filled example is for the screen; the sheet is to be filled
NO_LEAD = frozenset({"the"})  # a card starts with the question itself; the description is for lists on the web
WIDE_COLUMNS = 8
PLEDGE_SIGNS = ("Tổ trưởng", "Thành viên", "Thành viên", "Thành viên", "Thành viên", "Thành viên")
_NUMBERED = re.compile(r"^Hình \d+:\s*")
MAX_SOURCES = 4
_BOUNDED = frozenset({"huong-dan", "giao-an", "vai-tro"})  # their own words state the limits of helpers


@dataclass(frozen=True)
class Sheet:
    """One PDF to make: its file and its page (both below the site), data without the print date, layouts to try."""

    file: str
    source: str
    data: dict[str, Any]
    ladder: Ladder


def make_sheet(article: Article, *, file: str, source: str, site_url: str) -> Sheet:
    """The sheet of a page.

    Args:
        file: where it goes, below the site («ban-in/g001-….pdf»).
        source: the built page, below the site; named in messages.

    Raises:
        HandoutError: the page's type is not printed.
    """
    kind = TYPES.get(article["kind"])
    form = names.handout_form(file)
    if kind is None or not kind.sheet or (form and form not in kind.more_sheets):
        raise HandoutError(f"loại trang «{article['kind']}» không có tờ in {form}".strip())
    data = article_data(article, kind, site_url)
    change = _FORMS.get(form or kind.name)
    if change:
        data |= change(data)
    return Sheet(file, source, data, ladder_of(kind, form or ("a6" if article["paper"] == "a6" else "")))


def article_data(article: Article, kind: PageType, site_url: str) -> dict[str, Any]:
    """What any print of an article says of it: names, dates, parts, sources, the address of its QR code."""
    address = names.qr_address(site_url, article["code"])
    sections, notes = _shared_captions(_sections(article))
    notes += [_sentence(inline_words(block["c"])) for block in article["sources"] if block["t"] == "p"]
    return {
        "kind": kind.label, "code": article["code"], "title": page_title(article), "title-rich": article["title"],
        "lead": article["lead"] if kind.sheet not in NO_LEAD else [], "facts": _facts(article),
        "checked": shown_day(article["checked"]), "review": shown_day(article["review"]),
        "sections": sections, "notes": notes, "sources": _short_sources(article["sources"]),
        "wide": _is_wide(article), "bounded": kind.name in _BOUNDED,
        "address": address, "words": WORDS,
    }  # fmt: skip


def bare_data(title: str) -> dict[str, Any]:
    """What every template asks for, of a print that is not the sheet of one page."""
    return {
        "kind": "", "code": "", "title": title, "title-rich": [title], "lead": [], "facts": "", "checked": "", "review": "",
        "sections": [], "notes": [], "sources": "", "bounded": True, "wide": False, "address": "", "words": WORDS,
    }  # fmt: skip


def _deck(cards: list[tuple[list[Inline], list[Block]]], lead: list[Inline]) -> dict[str, Any]:
    """Cards of a deck, each with its place in the deck and the same words under its title."""
    marks = [f"{WORDS['card']} {number}/{len(cards)}" for number in range(1, len(cards) + 1)]
    return {
        "cards": [
            {"mark": mark, "title": title, "lead": lead, "c": c} for mark, (title, c) in zip(marks, cards, strict=True)
        ]
    }


def _roles(data: dict[str, Any]) -> dict[str, Any]:
    """Role play: the situation stands on every card, then one role each."""
    situation, *roles = data["sections"]
    lead: list[Inline] = next((block["c"] for block in situation["c"] if block["t"] == "p"), [])
    return _deck([(role["title"], role["c"]) for role in roles], lead)


def _script(data: dict[str, Any]) -> dict[str, Any]:
    """A lesson's script cut at its small headings, for the trainer's hand."""
    section = next((one for one in data["sections"] if one["id"] == "kich-ban"), None)
    cards: list[tuple[list[Inline], list[Block]]] = []
    for block in section["c"] if section else []:
        if block["t"] == "h":
            cards.append((block["c"], []))
        elif cards:
            cards[-1][1].append(block)
    if not cards:
        raise HandoutError("phần «Kịch bản» chưa chia thành mục «### Phút …», nên chưa làm được thẻ cho người dạy")
    return _deck(cards, data["title-rich"])


def _pledge(data: dict[str, Any]) -> dict[str, Any]:
    """Only the pledge, with room for the names of those who sign it."""
    return {
        "sections": [{**one, "title": []} for one in data["sections"] if one["id"] == "cam-ket"],
        "lead": [],
        "signs": PLEDGE_SIGNS,
    }


def _kept(data: dict[str, Any], *parts: str) -> dict[str, Any]:
    """Only these parts, on a card smaller than the page; a page that has none of them stays whole."""
    kept = [one for one in data["sections"] if one["id"] in parts]
    return {"sections": kept} if kept else {}


def _drills(data: dict[str, Any]) -> dict[str, Any]:
    """Pictures to guess: on paper the heading without «Hình n:», the number stands beside it."""
    return {"sections": [{**one, "short": _unnumbered(one["title"])} for one in data["sections"]]}


def _unnumbered(title: list[Inline]) -> list[Inline]:
    return [_NUMBERED.sub("", part, 1) if isinstance(part, str) else part for part in title]


_FORMS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "dong-vai": _roles,
    "the-day": _script,
    "ap-phich": _pledge,
    "ap-phich-a2": _pledge,
    "the-a5": lambda data: _kept(data, "cam-ket", "bao-ai"),
    "a7": lambda data: _kept(data, "cam-ket", "tra-loi", "nen", "khong-nen"),
    "that-gia": _drills,
    "tap-giay": rehearsal,
}


def _sections(article: Article) -> list[Block]:
    hidden = NOT_ON_PAPER.get(article["kind"], frozenset())
    return [section for section in article["sections"] if section.get("id") not in hidden]


def _facts(article: Article) -> str:
    minutes = f"{article['minutes']} phút" if article["minutes"] else ""
    return " · ".join(fact for fact in (minutes, article["cost"]) if fact)


def shown_day(value: str) -> str:
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
    rows = [
        row for section in article["sections"] for block in section["c"] if block["t"] == "form" for row in block["c"]
    ]
    return any(row["t"] == "grid" and len(row["head"]) >= WIDE_COLUMNS for row in rows)
