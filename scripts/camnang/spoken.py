"""How written words are said aloud: abbreviations of the glossary and of docs/_du-lieu/cach-doc.yml, short hotlines.

The rules for numbers, dates and codes are in overrides/assets/js/doc-chu.js; this module only makes its table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

from camnang import strict_yaml
from camnang.facts import DATA_FOLDER, Facts
from camnang.gloss import Glossary, names_of

FILE = f"{DATA_FOLDER}/cach-doc.yml"
SCRIPT = "assets/js/cach-doc.js"
LABELS = ("nghe_doc", "nghe_dung", "nghe_lui", "nghe_toi", "nghe_cham", "nghe_dong", "nghe_thanh", "nghe_loi", "nghe_cach_cai", "nghe_buoc")  # fmt: skip
_SHORT = re.compile(r"[1-9]\d{2,3}")
_CALLED = re.compile(r"\b(?:gọi|số|tổng đài)\b", re.IGNORECASE)
_OTHER_WAY = re.compile(r", hoặc .*|; .*")
_LETTERS = re.compile(r"\bchữ (\S+) đọc là ([^;,.]+)")


class SpokenError(ValueError):
    """The data file of spoken words cannot be read; the message (Vietnamese) says where and what to write."""


def script(docs: Path, glossary: Glossary, facts: Facts, labels: Mapping[str, str]) -> str:
    """A script that carries the table, so that it also loads where fetch is refused (file://).

    Args:
        labels: words of the interface; those of LABELS go along for the reader's buttons.

    Raises:
        SpokenError: docs/_du-lieu/cach-doc.yml is not a list of «word: how it is said».
    """
    table: dict[str, Any] = {
        "chu": words(docs, glossary),
        "so": hotlines(facts),
        "nhan": {name.removeprefix("nghe_"): labels[name] for name in LABELS},
    }
    return f"window.camnangCachDoc={json.dumps(table, ensure_ascii=False, separators=(',', ':'))}\n"


def words(docs: Path, glossary: Glossary) -> dict[str, str]:
    """Words and how they are said; what the glossary says stands above the data file."""
    said = _read(docs / FILE)
    for term in glossary.ordered:
        said |= differing(term.name, term.spoken)
    return dict(sorted(said.items()))


def hotlines(facts: Facts) -> list[str]:
    """Numbers of three or four digits that people dial, to be said digit by digit."""
    found = {
        fact.value for fact in facts.by_key.values() if _SHORT.fullmatch(fact.value) and _CALLED.search(fact.statement)
    }
    return sorted(found)


def differing(name: str, spoken: str) -> dict[str, str]:
    """The words of an entry's name that are said otherwise than written.

    «Mã QR» said «mã quy rờ» gives {"QR": "quy rờ"}; «Wi-Fi và 4G», «Bộ chỉ số (DTI)» are taken name by name;
    «… chữ AI đọc là ây ai» is taken as it stands.
    """
    found = {match[1]: match[2] for match in _LETTERS.finditer(spoken)}
    said = re.split(r" và |, ", _OTHER_WAY.sub("", spoken))
    for written, sound in zip(names_of(name), said, strict=False):
        ours, theirs = _without_common(written.split(), sound.split())
        ours, theirs = (part[::-1] for part in _without_common(ours[::-1], theirs[::-1]))
        word = " ".join(ours)
        if word and theirs and not word.isdigit():
            found |= dict.fromkeys((word, word if word.isupper() else word.lower()), " ".join(theirs))
    return found


def _without_common(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """Two lists without the words that both begin with."""
    same = len(list(takewhile(lambda pair: pair[0].lower() == pair[1].lower(), zip(one, other, strict=False))))
    return one[same:], other[same:]


def _read(file: Path) -> dict[str, str]:
    loaded = strict_yaml.load(file.read_text(encoding="utf-8"))
    for fault in loaded.faults:
        raise SpokenError(f"{FILE}:{fault.line}: {fault.message} Cách sửa: {fault.fix}")
    if not isinstance(loaded.data, dict) or any(not isinstance(value, str) for value in loaded.data.values()):
        raise SpokenError(f"{FILE}: mỗi dòng phải là «chữ: cách đọc», ví dụ «UBND: uỷ ban nhân dân».")
    return {str(word): said for word, said in loaded.data.items()}
