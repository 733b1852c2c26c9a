"""Facts with their sources: values that can expire are written once in docs/_du-lieu and put into pages by key."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from camnang import strict_yaml
from camnang.page_parts import FactRef
from camnang.problem import Problem

Confidence = Literal["chac", "cu", "chua-ro", "nen"]
DATA_FOLDER = "_du-lieu"
_KEY = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_REFERENCE = re.compile(r"\[\[([\^?]{0,2})([^\[\]]*)\]\]")
_RUN = re.compile(r"\[\[[^\[\]]*\]\](?:\s*\[\[\??\^[^\[\]]*\]\])*")  # a reference and the cite-only ones behind it
_NOTES = {
    "cu": "nguồn cũ, kiểm lại trước khi dùng",
    "chua-ro": "chưa xác nhận, hỏi lại trước khi dùng",
    "nen": "chưa xác nhận, hỏi lại trước khi dùng",
}
_FIELDS = {"gia_tri", "noi_dung", "nguon", "tin_cay", "ngay_doc", "het_han"}


@dataclass(frozen=True)
class Source:
    """Where a fact was read: `date` is the date of the source itself («2025-06», «không rõ»).

    `address` is empty for what somebody told us: it stands nowhere but in our page.
    """

    id: str
    name: str
    address: str
    date: str


@dataclass(frozen=True)
class Fact:
    """A value with the sentence it stands for, its sources, how sure it is, and when it was read or ends."""

    key: str
    value: str
    statement: str
    sources: tuple[Source, ...]
    confidence: Confidence
    read_on: date
    expires: date | None
    path: str
    line: int

    @property
    def doubtful(self) -> bool:
        """Whether it may never be stated as certain."""
        return self.confidence in ("chua-ro", "nen")


@dataclass(frozen=True)
class Facts:
    """The fact table and the source table; `problems` says what in the data files is wrong."""

    by_key: Mapping[str, Fact]
    sources: Mapping[str, Source]
    problems: tuple[Problem, ...] = ()

    def get(self, key: str) -> Fact | None:
        """The fact of this key."""
        return self.by_key.get(key)

    def closest(self, key: str) -> str | None:
        """The known key that looks most like `key`."""
        return next(iter(difflib.get_close_matches(key, self.by_key, 1, 0.5)), None)


def load(docs: Path) -> Facts:
    """Reads docs/_du-lieu/nguon.yml and docs/_du-lieu/su-that/*.yml; wrong entries become problems (CN050)."""
    folder = docs / DATA_FOLDER
    problems: list[Problem] = []
    sources = _load_sources(folder / "nguon.yml", docs, problems)
    facts: dict[str, Fact] = {}
    for file in sorted((folder / "su-that").glob("*.yml")):
        _load_facts(file, docs, sources, facts, problems)
    return Facts(facts, sources, tuple(problems))


def substitute(text: str, facts: Facts, cited: list[Source]) -> str:
    """Puts fact values and source numbers into Markdown text outside fences.

    Args:
        text: Markdown below the front matter.
        cited: sources of the page so far, in order; new ones are appended (their number is index + 1).
    """
    out, fence = [], ""
    for line in text.split("\n"):
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark and (not fence or line.strip() == fence):
            fence = "" if fence else mark[1]
        out.append(line if fence or mark else _RUN.sub(lambda m: _filled(m, facts, cited), line))
    return "\n".join(out)


def worded(text: str, facts: Facts) -> str:
    """The text as plain words: values put in with «(chưa xác nhận)» where needed, source numbers left out."""

    def value(match: re.Match[str]) -> str:
        fact = facts.get(match[2].strip())
        if fact is None or "^" in match[1]:
            return ""
        return _unbroken(fact.value) + (f" ({_NOTES[fact.confidence]})" if fact.confidence in _NOTES else "")

    return re.sub(r" +([.,;:!?])", r"\1", " ".join(_REFERENCE.sub(value, text).split(" ")).replace("  ", " ")).strip()


def _filled(run: re.Match[str], facts: Facts, cited: list[Source]) -> str:
    """The value of the first reference, one note however many sources are old, and all numbers in one bracket."""
    references = [(match[1], facts.get(match[2].strip())) for match in _REFERENCE.finditer(run[0])]
    known = [(signs, fact) for signs, fact in references if fact and ("?" in signs or not fact.doubtful)]
    if len(known) < len(references):
        return run[0]  # rules refuse the page before anything is built
    value = "" if "^" in known[0][0] else _unbroken(known[0][1].value)
    notes = dict.fromkeys(_NOTES[fact.confidence] for _, fact in known if fact.confidence in _NOTES)
    span = "".join(f'<span class="chua-chac"> ({note})</span>' for note in notes)
    sources = dict.fromkeys(source for _, fact in known for source in fact.sources)
    cited += [source for source in sources if source not in cited]
    numbers = sorted(cited.index(source) + 1 for source in sources)
    links = ", ".join(f'<a href="#nguon-{number}">{number}</a>' for number in numbers)
    return f'{value}{span}<sup class="so-nguon" data-search-exclude>[{links}]</sup>'


def _unbroken(value: str) -> str:
    """A telephone number never breaks at the end of a line."""
    return value.replace(" ", "\u00a0") if re.fullmatch(r"[\d ]+", value) else value


def unknown_or_certain(ref: FactRef, facts: Facts) -> Literal["unknown", "certain", ""]:
    """Why a reference cannot be filled: no such fact, or a doubtful one written as certain; empty when fine."""
    fact = facts.get(ref.key)
    if fact is None:
        return "unknown"
    return "certain" if fact.doubtful and not ref.doubt else ""


def _load_sources(file: Path, docs: Path, problems: list[Problem]) -> dict[str, Source]:
    if not file.exists():
        return {}
    loaded, path = _read(file, docs, problems)
    out = {}
    for key, value in (loaded.data or {}).items():
        if not isinstance(value, dict) or set(value) != {"ten", "dia_chi", "ngay"}:
            fix = f"ghi «{key}: {{ten: …, dia_chi: https://…, ngay: 2026-11-23}}»."
            problems.append(
                Problem(path, loaded.line(key), "CN050", f"nguồn «{key}» chưa đủ ba mục ten, dia_chi, ngay.", fix)
            )
        else:
            out[str(key)] = Source(str(key), str(value["ten"]), str(value["dia_chi"]), str(value["ngay"]))
    return out


def _load_facts(
    file: Path, docs: Path, sources: Mapping[str, Source], facts: dict[str, Fact], problems: list[Problem]
) -> None:
    loaded, path = _read(file, docs, problems)
    for key, value in (loaded.data or {}).items():
        line = loaded.line(key)
        faults = _fact_faults(str(key), value, sources)
        if not faults and key in facts:
            faults = [(f"khoá «{key}» đã có ở {facts[key].path}:{facts[key].line}.", "đổi tên một trong hai khoá.")]
        problems += [Problem(path, line, "CN050", message, fix) for message, fix in faults]
        if not faults:
            facts[str(key)] = _fact(str(key), value, sources, path, line)


def _read(file: Path, docs: Path, problems: list[Problem]) -> tuple[strict_yaml.Loaded, str]:
    path = file.relative_to(docs).as_posix()
    loaded = strict_yaml.load(file.read_text(encoding="utf-8"))
    problems += [Problem(path, fault.line, "CN050", fault.message, fault.fix) for fault in loaded.faults]
    if not isinstance(loaded.data, dict):
        return strict_yaml.Loaded({}), path
    return loaded, path


def _fact(key: str, value: Mapping[str, Any], sources: Mapping[str, Source], path: str, line: int) -> Fact:
    expires = value.get("het_han")
    return Fact(
        key,
        str(value["gia_tri"]),
        str(value["noi_dung"]),
        tuple(sources[name] for name in value["nguon"]),
        value["tin_cay"],
        date.fromisoformat(value["ngay_doc"]),
        date.fromisoformat(expires) if expires else None,
        path,
        line,
    )


def _fact_faults(key: str, value: Any, sources: Mapping[str, Source]) -> list[tuple[str, str]]:
    if not _KEY.fullmatch(key):
        return [(f"khoá «{key}» có ký tự lạ.", "chỉ dùng chữ thường không dấu, số, dấu chấm, gạch nối.")]
    if not isinstance(value, dict):
        return [(f"«{key}» chưa có các mục con.", f"ghi đủ {', '.join(sorted(_FIELDS - {'het_han'}))}.")]
    faults = [
        (f"«{key}» thiếu mục {name}.", f"thêm dòng «{name}: …».") for name in sorted(_FIELDS - {"het_han"} - set(value))
    ]
    for name in sorted(set(value) - _FIELDS):
        guess = next(iter(difflib.get_close_matches(name, _FIELDS, 1)), None)
        faults.append((f"«{key}» có mục lạ «{name}».", f"đổi thành «{guess}»." if guess else "xoá dòng này."))
    if faults:
        return faults
    if value["tin_cay"] not in get_args(Confidence):
        faults.append(
            (f"«{key}»: tin_cay «{value['tin_cay']}» không có.", f"chọn một trong {', '.join(get_args(Confidence))}.")
        )
    for name in ("ngay_doc", "het_han"):
        if name in value and not strict_yaml.read_date(value[name]):
            faults.append(
                (f"«{key}»: {name} «{value[name]}» không phải ngày.", "ghi năm-tháng-ngày, ví dụ 2026-11-23.")
            )
    return faults + _source_faults(key, value["nguon"], sources)


def _source_faults(key: str, names: Any, sources: Mapping[str, Source]) -> list[tuple[str, str]]:
    if not isinstance(names, list) or not names:
        return [(f"«{key}» chưa có nguồn.", "ghi «nguon: [mã]», mã có trong nguon.yml.")]
    faults = []
    for name in names:
        if name not in sources:
            guess = next(iter(difflib.get_close_matches(str(name), sources, 1)), None)
            faults.append(
                (
                    f"«{key}»: nguồn «{name}» không có trong nguon.yml.",
                    f"có phải «{guess}»?" if guess else "thêm nguồn vào nguon.yml.",
                )
            )
    return faults
