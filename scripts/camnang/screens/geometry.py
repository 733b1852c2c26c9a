"""Boxes on the drawing plane: 240 units wide, y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """An upright rectangle in drawing units."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Extent along x."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Extent along y."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre point."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, dx: float, dy: float | None = None) -> Box:
        """The same centre, larger by dx on the left and right and by dy above and below."""
        rise = dx if dy is None else dy
        return Box(self.left - dx, self.top - rise, self.right + dx, self.bottom + rise)

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether `other` lies wholly inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def joined(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


def circle_meets(x: float, y: float, radius: float, box: Box) -> bool:
    """Whether a disc covers any part of `box`."""
    dx = max(box.left - x, 0.0, x - box.right)
    dy = max(box.top - y, 0.0, y - box.bottom)
    return dx * dx + dy * dy < radius * radius


def number(value: float) -> str:
    """Shortest text of a coordinate, one decimal at most."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text
