"""The memory as one page of Vietnamese Markdown: what is dead, since when, where it is used, what might replace it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from camnang import reporting
from camnang.weblinks.memory import Record, State
from camnang.weblinks.register import Address, by_host

MARKER = "<!-- camnang: lien-ket-ngoai -->"
_SHOWN_USES = 6
_NAMES: dict[State, str] = {
    "hong": "Hỏng",
    "nghi-ngo": "Nghi ngờ",
    "khong-ro": "Không kiểm được từ máy này",
    "ok": "Còn mở được",
}
_ADVICE: dict[State, str] = {
    "hong": "Hỏng ít nhất 3 lần, lần đầu cách lần cuối từ 14 ngày. Thay nguồn, hoặc bỏ câu dựa vào nguồn ấy.",
    "nghi-ngo": "Chưa cần sửa. Máy hỏi lại tuần sau.",
    "khong-ro": "Trang có thể vẫn tốt với người đọc ở Việt Nam. Mở bằng tay một lần.",
}


def markdown(addresses: Sequence[Address], records: Mapping[str, Record], uncited: Sequence[str], today: date) -> str:
    """The report of one day; same input, same text."""
    by_state: dict[State, list[Address]] = {state: [] for state in _NAMES}
    for one in addresses:
        by_state[records[one.url].state].append(one)
    parts = [MARKER, f"# Liên kết ngoài, ngày {reporting.day(today)}", "", *_table(by_state, addresses), ""]
    for state, advice in _ADVICE.items():
        if by_state[state]:
            parts += [f"## {_NAMES[state]} ({len(by_state[state])})", "", advice, ""]
            parts += [line for one in by_state[state] for line in _entry(one, records)]
    parts += _section("Đã dời, nên ghi địa chỉ mới", addresses, records, lambda record: record.moved)
    parts += _section("Sang tên miền khác, nên mở xem", addresses, records, lambda record: record.away)
    if uncited:
        parts += [f"Có {len(uncited)} nguồn trong bảng nguồn mà không trang nào dùng; không hỏi các nguồn ấy.", ""]
    return reporting.cut("\n".join(parts).rstrip() + "\n", "./camnang links --external")


def broken(records: Iterable[Record]) -> int:
    """How many addresses are broken for sure."""
    return sum(record.state == "hong" for record in records)


def _table(by_state: Mapping[State, Sequence[Address]], addresses: Sequence[Address]) -> Iterator[str]:
    yield f"{len(addresses)} địa chỉ ở {len(by_host(addresses))} tên miền. Chỗ dùng ghi theo thư mục docs/."
    yield ""
    yield "| Tình trạng | Số địa chỉ |"
    yield "|---|---|"
    for state, name in _NAMES.items():
        yield f"| {name} | {len(by_state[state])} |"


def _entry(one: Address, records: Mapping[str, Record]) -> Iterator[str]:
    record = records[one.url]
    sources = f" (nguồn {', '.join(one.sources)})" if one.sources else ""
    yield f"- {_code(one.url)}{sources}"
    yield f"    - {record.reason}; từ ngày {reporting.day(record.began)}, xem lần cuối {reporting.day(record.asked)}."
    more = f" và {len(one.uses) - _SHOWN_USES} chỗ nữa" if len(one.uses) > _SHOWN_USES else ""
    yield f"    - Dùng ở: {', '.join(f'`{use}`' for use in one.uses[:_SHOWN_USES])}{more}."
    if record.state != "khong-ro":
        yield from _leaning(one, records)
        yield f"    - Thử thay bằng: {'; '.join(f'{_code(other)}' for other in replacements(one.url))}."


def _leaning(one: Address, records: Mapping[str, Record]) -> Iterator[str]:
    """Which facts would stand without this source, and which lean on it alone."""
    living = {url for url, record in records.items() if record.state == "ok"}
    alone = [key for key, others in one.facts if not living.intersection(others)]
    standing = [key for key, others in one.facts if living.intersection(others)]
    if alone:
        yield f"    - Không còn nguồn nào khác mở được, phải tìm: {', '.join(map(_code, alone))}."
    if standing:
        yield f"    - Vẫn còn nguồn khác, bỏ nguồn này được: {', '.join(map(_code, standing))}."


def replacements(url: str) -> tuple[str, ...]:
    """Addresses where the same words may be found, as text: the secure twin, then the web's archive."""
    bare = url.split("://", 1)[1]
    archive = f"https://web.archive.org/web/*/{url}"
    return (f"https://{bare}", archive) if url.startswith("http://") else (archive,)


def _section(
    title: str, addresses: Sequence[Address], records: Mapping[str, Record], to: Callable[[Record], str]
) -> Iterator[str]:
    moved = [one for one in addresses if records[one.url].state == "ok" and to(records[one.url])]
    if moved:
        yield from (f"## {title} ({len(moved)})", "")
        yield from (f"- {_code(one.url)} → {_code(to(records[one.url]))} (`{one.uses[0]}`)" for one in moved)
        yield ""


def _code(text: str) -> str:
    """Text from elsewhere as Markdown code: nothing in it is read as a link, a name to call, or HTML."""
    plain = re.sub(r"[`\s]+", " ", text).strip()
    return f"`{plain}`"
