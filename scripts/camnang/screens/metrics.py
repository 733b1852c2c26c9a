"""How wide and how tall words are: real metrics of the vendored Noto Sans, the font of the paper too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[3] / "overrides" / "assets" / "fonts"
SLACK = 1.06  # system fonts on phones may be this much wider than Noto Sans


@dataclass(frozen=True)
class Face:
    """One weight: advance width, highest and lowest point of each character, in units of the em."""

    glyphs: Mapping[str, tuple[float, float, float]]

    def width(self, text: str, size: float) -> float:
        """Width of one line in drawing units, slack included."""
        unknown = (0.6, 0.8, -0.2)
        return sum(self.glyphs.get(char, unknown)[0] for char in text) * size * SLACK

    def rise(self, text: str, size: float) -> float:
        """Height of the tallest character above the baseline."""
        return max((self.glyphs.get(char, (0, 0.8, 0))[1] for char in text), default=0.0) * size

    def drop(self, text: str, size: float) -> float:
        """Depth of the deepest character below the baseline (positive)."""
        return -min((self.glyphs.get(char, (0, 0, -0.2))[2] for char in text), default=0.0) * size

    def lacks(self, text: str) -> str:
        """The characters of `text` that the font cannot draw, each once, sorted."""
        return "".join(sorted({char for char in text if char not in self.glyphs}))


@cache
def face(bold: bool = False) -> Face:
    """The regular or bold face, read from its file on first use.

    Raises:
        OSError: the font file is missing.
    """
    from fontTools.ttLib import TTFont

    name = "NotoSans-Bold.ttf" if bold else "NotoSans-Regular.ttf"
    with TTFont(FONTS / name, lazy=True) as font:
        em = font["head"].unitsPerEm
        widths, shapes = font["hmtx"], font["glyf"]
        glyphs = {}
        for code, glyph_name in font.getBestCmap().items():
            glyph = shapes[glyph_name]
            high, low = getattr(glyph, "yMax", 0), getattr(glyph, "yMin", 0)
            glyphs[chr(code)] = (widths[glyph_name][0] / em, high / em, low / em)
    return Face(glyphs)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Breaks at spaces so that each line fits `width`; a single word may still be wider than that."""
    measure = face(bold)
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure.width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def balanced(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Like `wrap`, with no more lines, but with lines of about equal length (for centred words)."""
    lines = wrap(text, width, size, bold=bold)
    low, high = width / 3, width
    while len(lines) > 1 and high - low > 2:
        middle = (low + high) / 2
        attempt = wrap(text, middle, size, bold=bold)
        if len(attempt) == len(lines) and all(face(bold).width(line, size) <= middle for line in attempt):
            lines, high = attempt, middle
        else:
            low = middle
    return lines
