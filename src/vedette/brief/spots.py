"""Where a label may stand: around a mark, beside a line, on an area; each spot with what it costs.

In: a block of text and what it names, in px. Out: candidates, some with leader lines. Order of directions after Imhof (1975),
"Positioning names on maps": right of the mark first, then above it, then left, below last.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from vedette.brief.boxes import Rect, Segment, TextBlock

_COST_LEADER_PX = 0.055
_ANGLE_COST = {0: 0.0, 1: 0.3, 15: 0.3, 2: 0.6, 14: 0.6, 8: 0.9, 7: 1.1, 9: 1.1, 6: 1.3, 10: 1.3, 4: 1.5, 12: 1.6}
_RINGS_PX = (0.0, 8.0, 18.0, 30.0, 44.0, 62.0, 84.0, 110.0)
_LEADER_FROM_PX = 12.0


class Candidate(NamedTuple):
    """A place for a label: its box, what it costs to stand there, and which way its lines are set."""

    rect: Rect
    cost: float
    align: str
    leader: Segment | None


def around_point(block: TextBlock, x: float, y: float, radius_px: float, is_far_allowed: bool = True) -> tuple[Candidate, ...]:
    """Candidates in sixteen directions and growing distances around a mark; beyond 12 px they get a leader line."""
    found: list[Candidate] = []
    for ring in _RINGS_PX if is_far_allowed else _RINGS_PX[:2]:
        for step in range(16):
            if ring == 0.0 and step not in _ANGLE_COST:
                continue
            angle = step * math.pi / 8
            candidate = _at(block, x, y, radius_px + 4.0 + ring, angle)
            cost = _ANGLE_COST.get(step, 1.8) + ring * _COST_LEADER_PX
            leader = _leader(candidate.rect, x, y, radius_px) if ring >= _LEADER_FROM_PX else None
            found.append(candidate._replace(cost=cost + (0.8 if leader else 0.0), leader=leader))
    return tuple(found)


def _at(block: TextBlock, x: float, y: float, distance: float, angle: float) -> Candidate:
    east, south = math.cos(angle), -math.sin(angle)
    px, py = x + east * distance, y + south * distance
    width, height = block.width_px, block.height_px
    if east > 0.2:
        align, left = "start", px
    elif east < -0.2:
        align, left = "end", px - width
    else:
        align, left = "middle", px - width / 2
    top = py - height / 2 + south * height / 2 * (1.0 if abs(south) > 0.3 else 0.0)
    return Candidate(Rect(left, top, left + width, top + height), 0.0, align, None)


def _leader(rect: Rect, x: float, y: float, radius_px: float) -> Segment:
    """From the edge of the mark to the edge of the label, stopping short of both."""
    middle = (rect.top + rect.bottom) / 2
    end = (rect.left - 2 if x < rect.left else rect.right + 2, middle) if not rect.left <= x <= rect.right else rect.nearest(x, y)
    length = math.hypot(end[0] - x, end[1] - y) or 1.0
    share = min((radius_px + 1.5) / length, 1.0)
    return (x + (end[0] - x) * share, y + (end[1] - y) * share), end


def along_path(block: TextBlock, points: Sequence[tuple[float, float]], cost: float = 0.5) -> tuple[Candidate, ...]:
    """Candidates beside a line, near its middle first, on either side of it."""
    found: list[Candidate] = []
    for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78):
        index = min(max(int(share * (len(points) - 1)), 1), len(points) - 1)
        (ax, ay), (bx, by) = points[index - 1], points[index]
        length = math.hypot(bx - ax, by - ay) or 1.0
        for side in (1.0, -1.0):
            angle = math.atan2(-side * (bx - ax) / length, side * -(by - ay) / length)
            for distance in (4.0, 12.0, 24.0):
                candidate = _at(block, bx, by, distance, angle)
                leader = None if distance < 20.0 else _leader(candidate.rect, bx, by, 0.0)
                penalty = cost + abs(share - 0.5) * 2 + distance * 0.06
                found.append(candidate._replace(cost=penalty, leader=leader))
    return tuple(found)


def around_middle(block: TextBlock, x: float, y: float) -> tuple[Candidate, ...]:
    """Candidates centred on a point or beside it: for names of areas, which have no mark."""
    found: list[Candidate] = []
    for dx in (0.0, -24.0, 24.0, -48.0, 48.0):
        for dy in (0.0, -16.0, 16.0, -32.0, 32.0):
            left, top = x + dx - block.width_px / 2, y + dy - block.height_px / 2
            rect = Rect(left, top, left + block.width_px, top + block.height_px)
            found.append(Candidate(rect, (abs(dx) + abs(dy)) * 0.03, "middle", None))
    return tuple(found)
