"""How wide and how tall words are: real metrics of the vendored Noto Sans, the font of the paper too."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

FONTS = Path(__file__).resolve().parents[3] / "overrides" / "assets" / "fonts"
SLACK = 1.06  # system fonts on phones may be this much wider than Noto Sans


_UNKNOWN = (0.6, 0.8, -0.2)  # of a character that the font does not have


class _Glyphs(dict[str, tuple[float, float, float]]):
    """Advance width, highest and lowest point by character, in units of the em, each taken from the font when needed."""

    def __init__(self, file: Path) -> None:
        from fontTools.ttLib import TTFont

        super().__init__()
        font = TTFont(BytesIO(file.read_bytes()), lazy=True)
        font.setGlyphOrder([f"g{number}" for number in range(font["maxp"].numGlyphs)])  # real names are slow to make up
        self.names: Mapping[int, str] = font.getBestCmap()
        self._em, self._widths, self._shapes = font["head"].unitsPerEm, font["hmtx"], font["glyf"]

    def __missing__(self, char: str) -> tuple[float, float, float]:
        name = self.names.get(ord(char))
        if name is None:
            return _UNKNOWN
        shape = self._shapes[name]
        high, low = getattr(shape, "yMax", 0), getattr(shape, "yMin", 0)
        self[char] = (self._widths[name][0] / self._em, high / self._em, low / self._em)
        return self[char]


class Face:
    """One weight of the font."""

    def __init__(self, file: Path) -> None:
        self._glyphs = _Glyphs(file)

    def width(self, text: str, size: float) -> float:
        """Width of one line in drawing units, slack included."""
        return sum(self._glyphs[char][0] for char in text) * size * SLACK

    def rise(self, text: str, size: float) -> float:
        """Height of the tallest character above the baseline."""
        return max((self._glyphs[char][1] for char in text), default=0.0) * size

    def drop(self, text: str, size: float) -> float:
        """Depth of the deepest character below the baseline (positive)."""
        return -min((self._glyphs[char][2] for char in text), default=0.0) * size

    def lacks(self, text: str) -> str:
        """The characters of `text` that the font cannot draw, each once, sorted."""
        return "".join(sorted({char for char in text if ord(char) not in self._glyphs.names}))


@cache
def face(bold: bool = False) -> Face:
    """The regular or bold face, read from its file on first use.

    Raises:
        OSError: the font file is missing.
    """
    return Face(FONTS / ("NotoSans-Bold.ttf" if bold else "NotoSans-Regular.ttf"))


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
