"""An enlargement for a crowded corner of the map: which marks crowd, and where the enlargement can stand.

In: marks in px, what is drawn already, the frame. Out: the crowd's members and a free box for it. Marks within 26 px of each
other belong together; a crowd of three or more that would fit a fingertip is worth enlarging.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from vedette.brief.boxes import Obstacle, Rect
from vedette.brief.projection import Frame
from vedette.brief.svg import Pixel

_NEAR_PX = 26.0
_FEWEST = 3
_LARGEST_CROWD_PX = 70.0
_MARGIN_PX = 10.0


def find_crowd(marks: Sequence[Pixel], weights: Sequence[int]) -> tuple[int, ...]:
    """Indices of the crowd of marks that weighs most, in order; empty if none is worth enlarging."""
    left = set(range(len(marks)))
    best: list[int] = []
    while left:
        group = [left.pop()]
        for member in group:
            near = [i for i in left if math.dist(marks[member], marks[i]) <= _NEAR_PX]
            left.difference_update(near)
            group += near
        is_crowd = len(group) >= _FEWEST and _is_small([marks[i] for i in group])
        if is_crowd and sum(weights[i] for i in group) > sum(weights[i] for i in best):
            best = group
    return tuple(sorted(best))


def _is_small(points: Sequence[Pixel]) -> bool:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return max(max(xs) - min(xs), max(ys) - min(ys)) <= _LARGEST_CROWD_PX


def find_corner(frame: Frame, size: tuple[float, float], obstacles: Sequence[Obstacle]) -> Rect | None:
    """The emptiest corner of the frame for a box of a size; null if every corner would cover a mark."""
    width, height = size
    right, bottom = frame.width_px - _MARGIN_PX, frame.height_px - _MARGIN_PX
    corners = [
        Rect(_MARGIN_PX, bottom - height - 24, _MARGIN_PX + width, bottom - 24),
        Rect(right - width, bottom - height - 16, right, bottom - 16),
        Rect(right - width, _MARGIN_PX, right, _MARGIN_PX + height),
        Rect(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX + width, _MARGIN_PX + height),
    ]
    costs = [(_cost(corner, obstacles), index) for index, corner in enumerate(corners)]
    cost, index = min(costs)
    return corners[index] if cost < math.inf else None


def _cost(box: Rect, obstacles: Sequence[Obstacle]) -> float:
    covered = [o.weight for o in obstacles if box.grown(4.0).overlap(o.rect) > 0]
    return math.inf if any(w >= 1.0 for w in covered) else sum(covered)
