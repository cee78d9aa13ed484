"""Words for a probability, and words for how far to trust the figure: two tables, two fields, never one sentence.

Likelihood words are those of Intelligence Community Directive 203; outside their range the number itself is printed.
Confidence follows from how much could be seen, how many kinds and origins of evidence there are, and how far the figure moves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LIKELIHOODS = (
    # from, below, word (ICD 203)
    (0.01, 0.05, "almost no chance"),
    (0.05, 0.20, "very unlikely"),
    (0.20, 0.45, "unlikely"),
    (0.45, 0.55, "roughly even"),
    (0.55, 0.80, "likely"),
    (0.80, 0.95, "very likely"),
    (0.95, 0.99, "almost certain"),
)


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


def say_likelihood(p: float) -> str:
    """The word for a probability; below 1 % and from 99 % the number itself."""
    for low, high, word in LIKELIHOODS:
        if low <= p < high:
            return word
    return f"{100 * p:.1f} %" if 0.001 <= p <= 0.999 else "below 0.1 %" if p < 0.5 else "above 99.9 %"


def say_confidence(support: Support) -> str:
    """high, moderate or low."""
    points = sum(point.worth for point in CONFIDENCE if point.holds(support))
    return "high" if points >= _HIGH else "moderate" if points >= _MODERATE else "low"


def percent(probability: float) -> str:
    """``41 %``, ``0.3 %``, ``above 99.9 %``."""
    shown = 100 * probability
    if shown < 0.1 or shown > 99.9:
        return "below 0.1 %" if shown < 0.1 else "above 99.9 %"
    return f"{shown:.1f} %" if shown < 1 or shown > 99 else f"{shown:.0f} %"
