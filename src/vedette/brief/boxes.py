"""Boxes, lines and text blocks on a drawing: the geometry that labels are placed with.

In: px, y growing downwards. Out: areas, overlaps, crossings. Nothing here knows what a map is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from vedette.brief.svg import text_width_px

Segment = tuple[tuple[float, float], tuple[float, float]]


class Rect(NamedTuple):
    """A box on the drawing; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, margin: float) -> Rect:
        """The box with a margin around it."""
        return Rect(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def overlap(self, other: Rect) -> float:
        """Common area in square px."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def is_inside(self, frame: Rect) -> bool:
        """Whether it lies wholly in a frame."""
        return self.left >= frame.left and self.top >= frame.top and self.right <= frame.right and self.bottom <= frame.bottom

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The point of the box nearest to a point."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


class Obstacle(NamedTuple):
    """Something drawn that a label should not cover; weight 1 is a mark, less is a line that may be crossed."""

    rect: Rect
    weight: float = 1.0


@dataclass(frozen=True)
class TextBlock:
    """Lines of text with size and weight: the first line may be bold, the others are smaller."""

    lines: tuple[str, ...]
    size_px: float
    small_px: float
    is_bold: bool = False

    @property
    def width_px(self) -> float:
        """Width of the widest line."""
        widths = [text_width_px(self.lines[0], self.size_px, self.is_bold)]
        return max(widths + [text_width_px(line, self.small_px) for line in self.lines[1:]])

    @property
    def height_px(self) -> float:
        """Height of all lines."""
        return self.size_px * 1.15 + (len(self.lines) - 1) * self.small_px * 1.22


def crosses(line: Segment, rect: Rect) -> bool:
    """Whether a segment enters a box. Source: Liang & Barsky (1984), line clipping."""
    (ax, ay), (bx, by) = line
    if (ax < rect.left and bx < rect.left) or (ax > rect.right and bx > rect.right):
        return False
    if (ay < rect.top and by < rect.top) or (ay > rect.bottom and by > rect.bottom):
        return False
    low, high = 0.0, 1.0
    for start, step, least, most in ((ax, bx - ax, rect.left, rect.right), (ay, by - ay, rect.top, rect.bottom)):
        if abs(step) < 1e-9:
            if not least <= start <= most:
                return False
            continue
        first, second = sorted(((least - start) / step, (most - start) / step))
        low, high = max(low, first), min(high, second)
        if low > high:
            return False
    return True


def segments_cross(first: Segment, second: Segment) -> bool:
    """Whether two segments cut each other; touching ends do not count."""

    def side(o: tuple[float, float], p: tuple[float, float], q: tuple[float, float]) -> float:
        return (p[0] - o[0]) * (q[1] - o[1]) - (p[1] - o[1]) * (q[0] - o[0])

    a, b = first
    c, d = second
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
