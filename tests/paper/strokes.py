"""Content streams of a PDF, read operator by operator: every colour, every line with its printed width and place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top in points

_PLAIN = rb"\\.|[^\\()]"
_STRING = rb"\((?:" + _PLAIN + rb"|\((?:" + _PLAIN + rb"|\((?:" + _PLAIN + rb")*\))*\))*\)"  # brackets may nest in one
_TEXT = re.compile(rb"\bBT\b(?:" + _STRING + rb"|[^()])*?\bET\b", re.S)
_TOKEN = re.compile(_STRING + rb"|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s/<>\[\]()]*|[\[\]]|[-+]?\d*\.?\d+|[A-Za-z*'\"]+\d?", re.S)
_FILLS = frozenset({b"f", b"F", b"f*"})
_STROKES = frozenset({b"S", b"s", b"B", b"b", b"B*", b"b*"})
_COLOURS = frozenset({b"sc", b"scn", b"SC", b"SCN", b"g", b"G", b"rg", b"RG", b"k", b"K"})
_THIN = 2.2  # points; a filled shape no thicker than this is a line


@dataclass(frozen=True)
class Mark:
    """A line on a page: printed width in points, its box, whether it is drawn in white, the tag it stands under."""

    width: float
    box: Box
    white: bool
    tag: str
    mcid: int

    @property
    def length(self) -> float:
        """Of its longer side, in points."""
        return max(self.box[2] - self.box[0], self.box[3] - self.box[1])


@dataclass
class Drawn:
    """What a page's streams draw besides words."""

    marks: list[Mark] = field(default_factory=list)
    colours: set[tuple[float, ...]] = field(default_factory=set)
    pictures: int = 0  # raster images
    boxes: dict[int, Box] = field(default_factory=dict)  # of everything drawn, by marked content; -1: not tagged


@dataclass
class _State:
    matrix: Matrix
    width: float = 1.0
    fill: tuple[float, ...] = (0.0,)
    stroke: tuple[float, ...] = (0.0,)


def read(page: pikepdf.Page) -> Drawn:
    """Everything the streams of a page draw, forms included."""
    drawn = Drawn()
    contents = page.obj.Contents
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    data = b"\n".join(part.read_bytes() for part in parts)
    _run(data, page.obj.get("/Resources", pikepdf.Dictionary()), _State((1, 0, 0, 1, 0, 0)), drawn, [])
    return drawn


def _run(data: bytes, resources: pikepdf.Object, state: _State, drawn: Drawn, tags: list[tuple[str, int]]) -> None:
    kept: list[_State] = []
    points: list[tuple[float, float]] = []
    for name, numbers, words in _operators(_TEXT.sub(b" ", data)):
        if name == b"q":
            kept.append(_State(state.matrix, state.width, state.fill, state.stroke))
        elif name == b"Q":
            state = kept.pop()
        elif name == b"cm":
            state.matrix = _after(numbers, state.matrix)
        elif name == b"w":
            state.width = numbers[0]
        elif name in _COLOURS:
            drawn.colours.add(tuple(numbers))
            if name.islower():
                state.fill = tuple(numbers)
            else:
                state.stroke = tuple(numbers)
        elif name in (b"BDC", b"BMC"):
            mcid = int(numbers[0]) if b"/MCID" in words else -1  # the only number Typst writes in these lists
            tags.append((words[0].decode() if words else "", mcid))
        elif name == b"EMC":
            tags.pop()
        elif name in (b"m", b"l", b"c"):
            points.append((numbers[-2], numbers[-1]))
        elif name == b"re":
            x, y, width, height = numbers
            points += [(x, y), (x + width, y + height)]
        elif name in _FILLS or name in _STROKES:
            _draw(name, points, state, drawn, tags[-1] if tags else ("", -1))
            points = []
        elif name == b"n":
            points = []
        elif name == b"Do":
            _place(words[-1].decode(), resources, state, drawn, tags)
        elif name == b"BI":
            drawn.pictures += 1


def _place(name: str, resources: pikepdf.Object, state: _State, drawn: Drawn, tags: list[tuple[str, int]]) -> None:
    found = resources.get("/XObject", pikepdf.Dictionary()).get(name)
    if found is None:
        return
    if found.Subtype != "/Form":
        drawn.pictures += 1
        return
    own = tuple(float(value) for value in found.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    inner = _State(_after(list(own), state.matrix), state.width, state.fill, state.stroke)
    _run(found.read_bytes(), found.get("/Resources", resources), inner, drawn, tags)


def _draw(name: bytes, points: list[tuple[float, float]], state: _State, drawn: Drawn, tag: tuple[str, int]) -> None:
    if not points:
        return
    a, b, c, d, e, f = state.matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    box = min(xs), min(ys), max(xs), max(ys)
    white = set(state.fill if name in _FILLS else state.stroke) == {1.0}
    if not white:
        drawn.boxes[tag[1]] = _joined(drawn.boxes.get(tag[1], box), box)
    if name in _STROKES:
        scale = math.sqrt(abs(a * d - b * c))
        drawn.marks.append(Mark(state.width * scale, box, white, tag[0], tag[1]))
    elif min(box[2] - box[0], box[3] - box[1]) < _THIN:
        drawn.marks.append(Mark(min(box[2] - box[0], box[3] - box[1]), box, white, tag[0], tag[1]))


def _joined(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _after(first: list[float], then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _operators(data: bytes) -> Iterator[tuple[bytes, list[float], list[bytes]]]:
    """Operators with their numbers and their other operands."""
    numbers: list[float] = []
    words: list[bytes] = []
    for token in _TOKEN.findall(data):
        first = token[:1]
        if first in b"-+.0123456789":
            numbers.append(float(token))
        elif first in b"/(<[]>":
            words.append(token)
        else:
            yield token, numbers, words
            numbers, words = [], []
