"""Words for a probability, and words for how far to trust the figure: two tables, two fields, never one sentence.

Likelihood words are those of Intelligence Community Directive 203; outside their range the number itself is printed.
Confidence follows from how much could be seen, how many kinds and origins of evidence there are, and how far the figure moves.
"""

from __future__ import annotations

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
    """What a figure rests on: observability, kinds and groups of evidence, independent origins of reports, width of its interval."""

    observability: float
    n_kinds: int
    n_groups: int
    n_roots: int
    width: float


CONFIDENCE = (
    # what counts, points, why
    ("observability", lambda s: s.observability >= 0.5, 1, "the data would rather have shown it than not"),
    ("kinds", lambda s: s.n_kinds >= 2, 1, "one kind of evidence can fail as a whole"),
    ("groups", lambda s: s.n_groups >= 3, 1, "three origins do not share one mistake"),
    ("roots", lambda s: s.n_roots >= 2, 1, "it is told by more than one"),
    ("width", lambda s: s.width <= 0.35, 1, "the figure hardly moves with prior and ratios"),
)
_HIGH, _MODERATE = 4, 2


def say_likelihood(p: float) -> str:
    """The word for a probability; below 1 % and from 99 % the number itself."""
    for low, high, word in LIKELIHOODS:
        if low <= p < high:
            return word
    return f"{100 * p:.1f} %" if 0.001 <= p <= 0.999 else "below 0.1 %" if p < 0.5 else "above 99.9 %"


def say_confidence(support: Support) -> str:
    """high, moderate or low."""
    points = sum(worth for _, holds, worth, _ in CONFIDENCE if holds(support))
    return "high" if points >= _HIGH else "moderate" if points >= _MODERATE else "low"
