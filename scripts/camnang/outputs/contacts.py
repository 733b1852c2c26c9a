"""What of a team stands at which place of a sheet, and how small its words may get before they are refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from camnang.outputs.lettering import Lettering
from camnang.outputs.places import DESK, PHONE, TEAM, Place
from camnang.outputs.stamp import Slot, Words
from camnang.teams import Team

RAISED = 1.6  # points between a dotted line and the words on it
SMALLEST = 0.75  # of the type of the label beside it: 9 points beside 12
_STEP = 0.25  # points
_NO_COMMA = 1.3  # how much longer a line may be when it is cut behind a comma
_BLANK = "…" * 9
_LEADING, _TALL = 1.0, 0.95  # of the type size: from line to line; a capital with two marks
VALUES = {TEAM: "tên tổ, xã", PHONE: "điện thoại", DESK: "người, giờ, nơi trực"}


@dataclass(frozen=True)
class Contacts:
    """A team's words by kind of place; a kind without words stays a dotted line."""

    words: dict[str, str]

    @classmethod
    def of(cls, team: Team) -> Contacts:
        """Only values that were given; an empty one among the desk's three stays blank between its neighbours."""
        desk = (team.contact, team.hours, team.place)
        return cls(
            {
                TEAM: ", ".join(part for part in (team.name, team.commune) if part),
                PHONE: team.phone,
                DESK: " · ".join(part or _BLANK for part in desk) if any(desk) else "",
            }
        )

    def text(self, kind: str) -> str:
        """The words for a kind of place."""
        return self.words.get(kind, "")


def set_words(slots: Iterable[Slot], contacts: Contacts, lettering: Lettering) -> dict[Place, Sequence[Words]]:
    """The words of a team at each slot, as large as they fit; `too_long` says before which would fit nowhere."""
    return {
        slot.place: tuple(
            Words(line, slot.place.x + 1, slot.bottom + above, size)
            for line, above, size in _fitted(contacts.text(slot.place.kind), slot.place, lettering) or ()
        )
        for slot in slots
    }


def too_long(places: Iterable[Place], contacts: Contacts, lettering: Lettering) -> dict[str, int]:
    """Kinds whose words do not fit, with about how many letters are too many in the narrowest place."""
    over: dict[str, int] = {}
    for place in places:
        text = contacts.text(place.kind)
        if text and _fitted(text, place, lettering) is None:
            letter = lettering.width(text) * place.size * SMALLEST / len(text)
            lines = 2 if _lines_high(place, place.size * SMALLEST) else 1
            more = len(text) - int(lines * place.width / letter)
            over[place.kind] = max(over.get(place.kind, 1), more)
    return over


def _fitted(text: str, place: Place, lettering: Lettering) -> list[tuple[str, float, float]] | None:
    """Lines with their height above the dotted line and their size: on one line, else on two; None when neither fits."""
    if not text:
        return []
    room = place.width - 2
    for lines in ([text], _halves(text, lettering)):
        widest = max(lettering.width(line) for line in lines)
        size = min(place.size, room / widest // _STEP * _STEP)
        if len(lines) == 2:
            size = min(size, (place.room - RAISED) / (_LEADING + _TALL) // _STEP * _STEP)
        if size >= place.size * SMALLEST:
            heights = (RAISED + _LEADING * size * (len(lines) - 1 - at) for at in range(len(lines)))
            return [(line, above, size) for line, above in zip(lines, heights, strict=True)]
    return None


def _halves(text: str, lettering: Lettering) -> list[str]:
    """The text cut between two words so that the longer part is short; behind a comma rather than elsewhere."""
    words = text.split()
    cuts = [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]

    def longer(cut: Sequence[str]) -> float:
        return max(map(lettering.width, cut)) * (1 if cut[0].endswith(",") else _NO_COMMA)

    return min(cuts, key=longer) if cuts else [text]


def _lines_high(place: Place, size: float) -> bool:
    return RAISED + (_LEADING + _TALL) * size <= place.room
