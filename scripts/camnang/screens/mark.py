"""The one mark of a step: a dashed frame around a part, and a numbered badge where it covers no word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from camnang.screens.drawing import Part
from camnang.screens.geometry import Box, circle_meets
from camnang.screens.phone import WIDTH, Drawing

RADIUS, RING = 13.0, 1.0  # the badge and half its white ring
_HALF = 2.0  # half the frame's line
_EDGE = 11.0  # the frame stays inside the phone's glass


@dataclass(frozen=True)
class Mark:
    """Frame and badge; with `leader` the badge stands outside the phone at the end of a line."""

    frame: Box
    x: float
    y: float
    leader: bool = False

    @property
    def gutter(self) -> float:
        """Units that the drawing must be wider on the right."""
        return 2 * RADIUS + 6 if self.leader else 0


def place(drawing: Drawing, part: Part) -> Mark:
    """Frames `part` and finds the place of the badge: four corners, then the sides, then outside the phone."""
    frame = _frame(drawing, part)
    free = [spot for spot in _spots(frame) if _clear(spot, drawing)]
    if free:
        # min() keeps the first of equals, so the order of _spots is the order of taste.
        x, y = min(free, key=lambda spot: _hidden(spot, drawing))
        return Mark(frame, x, y)
    y = min(max(frame.middle[1], RADIUS + 2), drawing.height - RADIUS - 2)
    return Mark(frame, WIDTH + RADIUS + 3, y, leader=True)


def _frame(drawing: Drawing, part: Part) -> Box:
    box = part.frame
    return Box(
        max(box.left, _EDGE),
        max(box.top, _EDGE),
        min(box.right, WIDTH - _EDGE),
        min(box.bottom, drawing.height - _EDGE),
    )


def _spots(frame: Box) -> Iterator[tuple[float, float]]:
    left, right = max(frame.left, RADIUS + 1.0), min(frame.right, WIDTH - RADIUS - 1.0)
    yield from ((right, frame.top), (left, frame.top), (right, frame.bottom), (left, frame.bottom))
    for share in (0.25, 0.4, 0.5, 0.6, 0.75):
        y = frame.top + frame.height * share
        yield right, y
        yield left, y
    beside = RADIUS - 3
    for y in (frame.middle[1], frame.bottom, frame.top):
        yield frame.right + beside, y
        yield frame.left - beside, y
    for x in (frame.right - 10, frame.left + 10):
        yield x, frame.bottom + beside
        yield x, frame.top - beside
    for share in (0.8, 0.2, 0.65, 0.35, 0.5):
        x = frame.left + frame.width * share
        yield x, frame.top
        yield x, frame.bottom


def _clear(spot: tuple[float, float], drawing: Drawing) -> bool:
    x, y = spot
    low, high = RADIUS + 1, RADIUS + 2
    inside = low <= x <= WIDTH - low and high <= y <= drawing.height - high
    return inside and not any(circle_meets(x, y, RADIUS + RING, line.box) for line in drawing.lines)


def _hidden(spot: tuple[float, float], drawing: Drawing) -> int:
    return sum(circle_meets(*spot, RADIUS, box.grown(-3)) for box in drawing.solids)
