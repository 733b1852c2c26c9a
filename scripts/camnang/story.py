"""The eight questions of «Kể chuyện của tổ», docs/_du-lieu/ke-chuyen.yml: one source for phone, GitHub, paper and reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from camnang import strict_yaml
from camnang.facts import DATA_FOLDER
from camnang.schema import TYPES

FILE = f"{DATA_FOLDER}/ke-chuyen.yml"
TEMPLATE = "_mau/ke-chuyen.md"
LINE, TEXT = 120, 700  # most characters of a one-line and of a longer answer: together below the 1200 tiếng of a case
FieldKind = Literal["dong", "viet", "chon", "nhieu", "xin"]


class StoryError(ValueError):
    """Questions or answers that cannot be used: what is there and what to do instead."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(f"{message}\n    Cách sửa: {fix}")
        self.message, self.fix = message, fix


@dataclass(frozen=True)
class Field:
    """One thing to fill in. `options`: (code, label) of choices; `example` helps the writer; `box`: words beside a tick."""

    id: str
    label: str
    kind: FieldKind
    required: bool = False
    lines: int = 1
    example: str = ""
    box: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def most(self) -> int:
        """Most characters of the answer."""
        return TEXT if self.kind == "viet" else LINE


@dataclass(frozen=True)
class Question:
    """A numbered question and what it asks to be filled in."""

    ask: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Form:
    """All questions, the words around them, and the page that the answers fill."""

    title: str
    intro: str
    questions: tuple[Question, ...]
    buttons: Mapping[str, str]
    words: Mapping[str, str]
    template: str

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field in the order of the questions."""
        return tuple(field for question in self.questions for field in question.fields)


def load(docs: Path) -> Form:
    """The form beside the pages.

    Raises:
        StoryError: a file cannot be used; the text names it and the line.
    """
    data, loaded = _read(docs / FILE)
    labels = _read(docs / DATA_FOLDER / "giao-dien" / "vi.yml")[0]["nhan"]
    try:
        questions = tuple(
            Question(str(one["hoi"]), tuple(_field(field, labels) for field in one["o"])) for one in data["cau"]
        )
        template = (docs / TEMPLATE).read_text(encoding="utf-8")
        form = Form(data["ten"], data["loi_dau"], questions, data["nut"], data["bao"], template)
    except (KeyError, TypeError, ValueError) as error:
        raise StoryError(f"{FILE}: mục {error} thiếu hoặc ghi sai.", "xem các câu bên cạnh, ghi theo.") from None
    for line, message in _doubled(form, loaded):
        raise StoryError(f"{FILE}:{line}: {message}", "đổi một trong hai.")
    return form


def _read(file: Path) -> tuple[Any, strict_yaml.Loaded]:
    loaded = strict_yaml.load(file.read_text(encoding="utf-8"))
    for fault in loaded.faults:
        raise StoryError(f"{file.name}:{fault.line}: {fault.message}", fault.fix)
    return loaded.data, loaded


def _field(data: Mapping[str, Any], labels: Mapping[str, str]) -> Field:
    kind = data["kieu"]
    if kind not in get_args(FieldKind):
        raise ValueError(f"kieu «{kind}»")
    codes = TYPES["dien-hinh"].keys[data["ma"]].choices if kind in ("chon", "nhieu") else ()
    return Field(
        str(data["ma"]),
        str(data["nhan"]),
        kind,
        bool(data.get("can")),
        int(data.get("so_dong", 1)),
        str(data.get("vi_du", "")),
        str(data["muc"]) if kind == "xin" else "",
        tuple((code, str(labels.get(code, code))) for code in codes),
    )


def _doubled(form: Form, loaded: strict_yaml.Loaded) -> Iterator[tuple[int, str]]:
    """Ids and labels used twice: the reader of a sent text could not tell the answers apart."""
    seen: set[str] = set()
    for index, question in enumerate(form.questions):
        for place, field in enumerate(question.fields):
            for word in (field.id, field.label):
                if word in seen:
                    yield loaded.line("cau", index, "o", place), f"«{word}» có hai lần."
            seen |= {field.id, field.label}
