"""The colours of a drawing: each role on screen and on a black and white sheet, and the swap between the two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

_TONE, _TINT = "@tong", "@nhat"


@dataclass(frozen=True)
class Tone:
    """The calm colour of one app: strong for bars and buttons, tint for surfaces."""

    strong: str
    tint: str


@dataclass(frozen=True)
class Look:
    """Fill, line colour and line width of one role; an empty text means: not written."""

    fill: str = ""
    stroke: str = ""
    width: float = 0

    def attributes(self, tone: Tone | None = None) -> str:
        """SVG attributes, with the tone's colours put in."""
        parts = (
            ("fill", self.fill),
            ("stroke", self.stroke),
            ("stroke-width", f"{self.width:g}" if self.width else ""),
        )
        text = "".join(f' {name}="{value}"' for name, value in parts if value)
        return text.replace(_TONE, tone.strong).replace(_TINT, tone.tint) if tone else text


TONES: Mapping[str, Tone] = MappingProxyType(
    {
        "xanh": Tone("#0b5d52", "#e8f2ef"),
        "lam": Tone("#1d4f86", "#e8f0f8"),
        "tim": Tone("#5a3a7e", "#f1ecf7"),
        "nau": Tone("#6b4a2b", "#f7f0e7"),
        "xam": Tone("#43514f", "#edf1f0"),
    }
)

SOLID = 3.0  # units of 240: 0.5 mm when the phone is printed 40 mm wide, so that a line survives three photocopies
# Roles whose lines only part one thing from the next: a copy may lose them, nothing is lost with them.
HAIRLINES = frozenset({"vach", "vach-nhat", "phim", "ke", "ranh", "cu-chi"})
_HAIR = 0.9
_INK, _MUTED, _LINE, _MARK, _RED = "#1d2b2a", "#4a5a58", "#5c6f6c", "#c2410c", "#b3261e"
_BLACK, _WHITE = "#000000", "#ffffff"
_BOX, _BLACK_TEXT = Look(_WHITE, _BLACK, SOLID), Look(_BLACK)

# role: (on screen, on paper). The role is also the CSS class, with `mh-` before it.
INKS: Mapping[str, tuple[Look, Look]] = MappingProxyType(
    {
        "than": (Look(_WHITE, _INK, 3), Look(_WHITE, _BLACK, 4)),
        "nen": (Look(_WHITE), Look(_WHITE)),
        "nen-nhat": (Look(_TINT), Look(_WHITE)),
        "nen-mo": (Look("#d3dbd8"), Look(_WHITE)),
        "thanh": (Look(_TONE), Look(_WHITE)),
        "vach": (Look("none", _TONE, 1), Look("none", _BLACK, _HAIR)),
        "vach-nhat": (Look("none", "#ccd6d3", 1), Look("none", _BLACK, _HAIR)),
        "chu-thanh": (Look(_WHITE), _BLACK_TEXT),
        "net-thanh": (Look("none", _WHITE, 2), Look("none", _BLACK, SOLID)),
        "chu": (Look(_INK), _BLACK_TEXT),
        "chu-mo": (Look(_MUTED), _BLACK_TEXT),
        "chu-tong": (Look(_TONE), _BLACK_TEXT),
        "chu-nut": (Look(_WHITE), _BLACK_TEXT),
        "o": (Look(_WHITE, _LINE, 1.6), _BOX),
        "o-nay": (Look(_WHITE, _TONE, 2.4), Look(_WHITE, _BLACK, 4)),
        "nut": (Look(_TONE, _TONE, 1.6), Look(_WHITE, _BLACK, 3.6)),
        "vien": (Look(_WHITE, _TONE, 1.8), _BOX),
        "khoi": (Look(_TINT), Look(_WHITE, _BLACK, SOLID)),
        "the": (Look(_WHITE, _INK, 1.8), Look(_WHITE, _BLACK, SOLID)),
        "phim": (Look(_WHITE, "#c3cfcc", 1.2), Look(_WHITE, _BLACK, _HAIR)),
        "ke": (Look("none", "#ccd6d3", 1.2), Look("none", _BLACK, _HAIR)),
        "ranh": (Look("none", "#ccd6d3", 5), Look("none", _BLACK, _HAIR)),
        "net": (Look("none", _TONE, 2), Look("none", _BLACK, SOLID)),
        "net-to": (Look("none", _TONE, 1.3), Look("none", _BLACK, SOLID)),
        "net-dam": (Look("none", _TONE, 4), Look("none", _BLACK, 4)),
        "net-mo": (Look("none", _MUTED, 2), Look("none", _BLACK, SOLID)),
        "net-may": (Look("none", _INK, 2), Look("none", _BLACK, SOLID)),
        "net-nut": (Look("none", _WHITE, 2), Look("none", _BLACK, SOLID)),
        "tich": (Look(_TONE, _TONE, 2), Look(_WHITE, _BLACK, SOLID)),
        "net-tich": (Look("none", _WHITE, 3), Look("none", _BLACK, 4)),
        "bat": (Look(_TONE, _TONE, 2), Look(_WHITE, _BLACK, SOLID)),
        "num-bat": (Look(_WHITE), Look(_BLACK, _BLACK, SOLID)),
        "tat": (Look(_WHITE, _LINE, 2), Look(_WHITE, _BLACK, SOLID)),
        "num-tat": (Look(_LINE), Look(_WHITE, _BLACK, SOLID)),
        "cham": (Look(_INK), Look(_BLACK)),
        "cham-tong": (Look(_TONE), Look(_BLACK)),
        "cham-thanh": (Look(_WHITE), Look(_BLACK)),
        "the-cung": (Look(_TINT, _INK, 2), Look(_WHITE, _BLACK, SOLID)),
        "trang": (Look(_WHITE), Look(_WHITE)),
        "den": (Look(_INK), Look(_BLACK)),
        "cu-chi": (Look("none", "#9aa8a5", 3), Look("none", _BLACK, _HAIR)),
        "giay": (Look(_WHITE, _INK, 2), Look(_WHITE, _BLACK, SOLID)),
        "dau": (Look("none", _MARK, 4), Look("none", _BLACK, 4.8)),
        "dan": (Look("none", _MARK, 2.5), Look("none", _BLACK, 3.2)),
        "so": (Look(_MARK, _WHITE, 2), Look(_BLACK, _WHITE, 2)),
        "chu-so": (Look(_WHITE), Look(_WHITE)),
        "gia": (Look(_RED), Look(_BLACK)),
        "tap": (Look(_INK), Look(_BLACK)),
        "chu-gia": (Look(_WHITE), Look(_WHITE)),
        "tem": (Look("none", _RED, 3), Look("none", _BLACK, 4)),
        "tem-trong": (Look("none", _RED, 1.5), Look("none", _BLACK, SOLID)),
        "chu-tem": (Look(_RED), _BLACK_TEXT),
    }
)

_TAG = re.compile(r'<[a-zA-Z]+\b[^<>]*?\bclass="mh-([a-z-]+)"[^<>]*>')
_SCALE = re.compile(r"\bscale\(([\d.]+)\)")
_COLOUR = re.compile(r' (?:fill|stroke|stroke-width)="[^"]*"')


def for_print(svg: str) -> str:
    """The same drawing for a black and white sheet: black lines on white, no grey, the mark black.

    Args:
        svg: a drawing made by `render`, alone or inside its figure; it may have passed an HTML parser.
    """
    return _TAG.sub(_on_paper, svg)


def _on_paper(match: re.Match[str]) -> str:
    paper = INKS[match[1]][1] if match[1] in INKS else None
    if paper is None:
        return match[0]
    bare = _COLOUR.sub("", match[0])
    end = "/>" if bare.endswith("/>") else ">"
    scale = _SCALE.search(bare)  # an icon's grid is drawn larger or smaller, its line is not
    look = replace(paper, width=round(paper.width / float(scale[1]), 2)) if scale else paper
    return bare[: -len(end)].rstrip() + look.attributes() + end
