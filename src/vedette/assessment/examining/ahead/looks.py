"""A look: a possible observation as a list of outcomes, with the chance of each and what the probability would become.

Posteriors and P(outcome | hypothesis) flow in; a look with its gain flows out, the mutual information of outcome and claim in bits
(Shannon 1948; Lindley 1956, on the information that an experiment gives).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from vedette.assessment.weights.hypotheses import Cells


@dataclass(frozen=True)
class Outcome:
    """One thing that a look may show: its words, its chance, and the probability of the claim after it."""

    says: str
    chance: float
    probability: float


@dataclass(frozen=True)
class NextLook:
    """A possible observation; `due` is when it can be had, null = at any time (an archive)."""

    kind: str
    says: str
    due: datetime | None
    outcomes: tuple[Outcome, ...]
    gain_bits: float


def entropy_bits(p: float) -> float:
    """Uncertainty of a yes or no, bits."""
    return -sum(x * math.log2(x) for x in (p, 1 - p) if x > 0)


def make_look(kind: str, says: str, due: datetime | None, outcomes: Sequence[tuple[str, Cells]], now: Cells) -> NextLook:
    """A look from its outcomes, each with P(outcome | hypothesis); these sum to 1 over the outcomes."""
    found, left = [], 0.0
    for words, cells in outcomes:
        joint = Cells(*(p * c for p, c in zip(now, cells, strict=True)))
        chance = math.fsum(joint)
        after = joint.moved / chance if chance > 0 else now.moved
        left += chance * entropy_bits(after)
        found.append(Outcome(words, chance, after))
    return NextLook(kind, says, due, tuple(found), max(entropy_bits(now.moved) - left, 0.0))


def make_yes_no(kind: str, says: str, due: datetime | None, yes: str, no: str, chances: Cells, now: Cells) -> NextLook:
    """A look that shows something or does not; `chances` is P(it does | hypothesis)."""
    return make_look(kind, says, due, ((yes, chances), (no, Cells(*(1 - c for c in chances)))), now)
