"""Placing labels on a drawing so that none overlaps another and none leaves the frame.

In: one request per label with its candidate boxes, each with a cost, and the obstacles of the drawing. Out: the labels that
found room, with leader lines where they stand off. Greedy in order of priority, then each label may move once more given all
others, and one may step aside for one left out; overlap between labels is forbidden, overlap with obstacles only costs.
Source: after Christensen, Marks, Shieber (1995), "An empirical study of algorithms for point-feature label placement".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vedette.brief.boxes import Obstacle, Rect, Segment, TextBlock, crosses, segments_cross
from vedette.brief.spots import Candidate

_GAP_PX = 2.5  # clear space between two labels
_COST_PER_OVERLAP = 9.0  # an obstacle covered altogether
_COST_CROSSED = 2.0  # a mark under a leader line
_MOST_TRIED = 40


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


def place_labels(
    requests: Iterable[Request], frame: Rect, obstacles: Sequence[Obstacle], keep_out: Sequence[Rect] = ()
) -> list[Placed]:
    """The labels that found room, in order of priority; no label touches a box of `keep_out`.

    Invariant: no two boxes overlap and every box lies inside the frame. A label without room is left out; what it names is
    still drawn.
    """
    ordered = sorted(requests, key=lambda r: (r.priority, r.ident))
    hindrance = _Hindrance(obstacles)
    free = {r.ident: _free_candidates(r, frame, hindrance, keep_out) for r in ordered}
    placed: dict[str, Placed] = {}
    for _round in range(2):
        for request in ordered:
            others = [p for ident, p in placed.items() if ident != request.ident]
            best = next((c for c in free[request.ident] if not _collides(c, others)), None)
            if best is not None:
                placed[request.ident] = Placed(request, best)
    for request in ordered:
        if request.ident not in placed:
            placed.update(_make_room(request, free, placed))
    return [placed[r.ident] for r in ordered if r.ident in placed]


def _free_candidates(request: Request, frame: Rect, hindrance: _Hindrance, keep_out: Sequence[Rect]) -> list[Candidate]:
    """The request's candidates in the frame, with what they cover in their cost, cheapest first."""
    inside = [c for c in request.candidates if c.rect.is_inside(frame) and not any(c.rect.overlap(k) for k in keep_out)]
    if not inside:
        return []
    covered = hindrance.covered_by(inside)
    return sorted((c._replace(cost=c.cost + extra) for c, extra in zip(inside, covered, strict=True)), key=lambda c: c.cost)


class _Hindrance:
    """All obstacles of a drawing as arrays: thousands of them against hundreds of candidates."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        self._rects = np.array([o.rect for o in obstacles], dtype=float).reshape(-1, 4)
        self._weights = np.array([o.weight for o in obstacles], dtype=float)
        size = (self._rects[:, 2] - self._rects[:, 0]) * (self._rects[:, 3] - self._rects[:, 1])
        self._areas = np.maximum(size, 1.0)
        self._marks = [(o.rect.grown(-1.0), o.weight) for o in obstacles if o.weight >= 1.0]

    def covered_by(self, candidates: Sequence[Candidate]) -> list[float]:
        """What each candidate pays for the obstacles under its box and under its leader line."""
        boxes = np.array([c.rect for c in candidates], dtype=float)[:, None, :]
        width = np.minimum(boxes[..., 2], self._rects[:, 2]) - np.maximum(boxes[..., 0], self._rects[:, 0])
        height = np.minimum(boxes[..., 3], self._rects[:, 3]) - np.maximum(boxes[..., 1], self._rects[:, 1])
        common = np.clip(width, 0.0, None) * np.clip(height, 0.0, None)
        share = 0.35 + 0.65 * np.minimum(common / self._areas, 1.0)
        paid = (np.where(common > 0.0, share, 0.0) * self._weights).sum(axis=1) * _COST_PER_OVERLAP
        return [float(p) + self._crossed_by(c.leader) for p, c in zip(paid, candidates, strict=True)]

    def _crossed_by(self, leader: Segment | None) -> float:
        if leader is None:
            return 0.0
        return sum(weight * _COST_CROSSED for rect, weight in self._marks if crosses(leader, rect))


def _make_room(request: Request, free: Mapping[str, Sequence[Candidate]], placed: Mapping[str, Placed]) -> dict[str, Placed]:
    """A place for a label without one, by moving a single other label elsewhere; empty if that does not help."""
    for candidate in free[request.ident][:_MOST_TRIED]:
        in_the_way = [p for p in placed.values() if _collides(candidate, [p])]
        if len(in_the_way) != 1:
            continue
        other = in_the_way[0].request
        rest = [p for p in placed.values() if p.request.ident != other.ident]
        moved = next((c for c in free[other.ident] if not _collides(c, [*rest, Placed(request, candidate)])), None)
        if moved is not None:
            return {request.ident: Placed(request, candidate), other.ident: Placed(other, moved)}
    return {}


def _collides(candidate: Candidate, others: Sequence[Placed]) -> bool:
    box = candidate.rect.grown(_GAP_PX)
    for other in others:
        theirs = other.candidate
        if box.overlap(theirs.rect) > 0.0:
            return True
        if candidate.leader and crosses(candidate.leader, theirs.rect):
            return True
        if theirs.leader and crosses(theirs.leader, box):
            return True
        if theirs.leader and candidate.leader and segments_cross(candidate.leader, theirs.leader):
            return True
    return False
