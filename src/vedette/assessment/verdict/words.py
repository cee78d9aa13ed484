"""Words for how far to trust a figure: high, moderate or low.

Confidence follows from how much could be seen, how many kinds and origins of evidence there are, and how far the figure moves. How
probable a claim is has words of its own, in `schema.probability`; the two never stand in one sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Support:
    """What a figure rests on: observability, kinds and groups of evidence, origins of reports, width of its interval."""

    observability: float
    n_kinds: int
    n_groups: int
    n_roots: int
    width: float


@dataclass(frozen=True)
class Point:
    """One thing that makes a figure more trustworthy."""

    holds: Callable[[Support], bool]
    why: str
    worth: int = 1


CONFIDENCE = (
    Point(lambda s: s.observability >= 0.5, "the data would rather have shown it than not"),
    Point(lambda s: s.n_kinds >= 2, "one kind of evidence can fail as a whole"),
    Point(lambda s: s.n_groups >= 3, "three origins do not share one mistake"),
    Point(lambda s: s.n_roots >= 2, "it is told by more than one"),
    Point(lambda s: s.width <= 0.35, "the figure hardly moves with prior and ratios", worth=2),
)
_HIGH, _MODERATE = 5, 3


def say_confidence(support: Support) -> str:
    """high, moderate or low."""
    points = sum(point.worth for point in CONFIDENCE if point.holds(support))
    return "high" if points >= _HIGH else "moderate" if points >= _MODERATE else "low"
