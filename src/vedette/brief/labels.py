"""Placing labels on a drawing so that none overlaps another and none leaves the frame.

In: one request per label with its candidate boxes, each with a cost, and the obstacles of the drawing. Out: the labels that
found room, with leader lines where they stand off. Greedy in order of priority, then each label may move once more given all
others; overlap between labels is forbidden, overlap with obstacles only costs.
Source: candidate positions and cost order after Christensen, Marks, Shieber (1995), "An empirical study of algorithms for
point-feature label placement"; quality order of positions after Imhof (1975).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vedette.brief.svg import text_width_px

_GAP_PX = 2.5  # clear space between two labels
_COST_PER_OVERLAP = 9.0  # an obstacle covered altogether
_COST_LEADER_PX = 0.055
_ANGLE_COST = {0: 0.0, 1: 0.3, 15: 0.3, 2: 0.6, 14: 0.6, 8: 0.9, 7: 1.1, 9: 1.1, 6: 1.3, 10: 1.3, 4: 1.5, 12: 1.6}
_RINGS_PX = (0.0, 8.0, 18.0, 30.0, 44.0, 62.0, 84.0, 110.0)
_LEADER_FROM_PX = 12.0


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


class Candidate(NamedTuple):
    """A place for a label: its box, what it costs to stand there, and which way its lines are set."""

    rect: Rect
    cost: float
    align: str
    leader: tuple[tuple[float, float], tuple[float, float]] | None


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


@dataclass(frozen=True)
class Request:
    """A label that wants a place. Lower `priority` is placed first."""

    ident: str
    block: TextBlock
    candidates: tuple[Candidate, ...]
    priority: float
    class_: str = "label"


@dataclass(frozen=True)
class Placed:
    """A label that has found its place."""

    request: Request
    candidate: Candidate


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


def _leader(rect: Rect, x: float, y: float, radius_px: float) -> tuple[tuple[float, float], tuple[float, float]]:
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


def place_labels(
    requests: Iterable[Request], frame: Rect, obstacles: Sequence[Obstacle], keep_out: Sequence[Rect] = ()
) -> list[Placed]:
    """The labels that found room, in order of priority; no label touches a box of `keep_out`.

    Invariant: no two boxes overlap and every box lies inside the frame. A label without room is left out; what it names is
    still drawn.
    """
    ordered = sorted(requests, key=lambda r: (r.priority, r.ident))
    placed: dict[str, Placed] = {}
    for _round in range(2):
        for request in ordered:
            others = [p for ident, p in placed.items() if ident != request.ident]
            allowed = [c for c in request.candidates if not any(c.rect.overlap(k) for k in keep_out)]
            best = _best(allowed, frame, obstacles, others)
            if best is not None:
                placed[request.ident] = Placed(request, best)
    return [placed[r.ident] for r in ordered if r.ident in placed]


def _best(
    candidates: Sequence[Candidate], frame: Rect, obstacles: Sequence[Obstacle], others: Sequence[Placed]
) -> Candidate | None:
    best: Candidate | None = None
    best_cost = math.inf
    for candidate in candidates:
        if candidate.cost >= best_cost or not candidate.rect.is_inside(frame):
            continue
        if _collides(candidate, others):
            continue
        cost = candidate.cost + _covering(candidate, obstacles)
        if cost < best_cost:
            best, best_cost = candidate, cost
    return best


def _collides(candidate: Candidate, others: Sequence[Placed]) -> bool:
    box = candidate.rect.grown(_GAP_PX)
    for other in others:
        theirs = other.candidate
        if box.overlap(theirs.rect) > 0.0:
            return True
        if candidate.leader and _crosses(candidate.leader, theirs.rect):
            return True
        if theirs.leader and _crosses(theirs.leader, box):
            return True
        if theirs.leader and candidate.leader and _segments_cross(candidate.leader, theirs.leader):
            return True
    return False


def _covering(candidate: Candidate, obstacles: Sequence[Obstacle]) -> float:
    cost = 0.0
    for obstacle in obstacles:
        area = candidate.rect.overlap(obstacle.rect)
        if area > 0.0:
            own = (obstacle.rect.right - obstacle.rect.left) * (obstacle.rect.bottom - obstacle.rect.top)
            cost += obstacle.weight * _COST_PER_OVERLAP * (0.35 + 0.65 * area / max(own, 1.0))
        elif candidate.leader and obstacle.weight >= 1.0 and _crosses(candidate.leader, obstacle.rect.grown(-1.0)):
            cost += obstacle.weight * 2.0
    return cost


def _crosses(line: tuple[tuple[float, float], tuple[float, float]], rect: Rect) -> bool:
    """Whether a segment enters a box. Source: Liang & Barsky (1984), line clipping."""
    (ax, ay), (bx, by) = line
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


def _segments_cross(
    first: tuple[tuple[float, float], tuple[float, float]], second: tuple[tuple[float, float], tuple[float, float]]
) -> bool:
    def side(o: tuple[float, float], p: tuple[float, float], q: tuple[float, float]) -> float:
        return (p[0] - o[0]) * (q[1] - o[1]) - (p[1] - o[1]) * (q[0] - o[0])

    a, b = first
    c, d = second
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
