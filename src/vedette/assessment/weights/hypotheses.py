"""The exclusive hypotheses of a movement claim, and the arithmetic on them.

Logs of P(evidence | hypothesis) flow in, posteriors that sum to 1 flow out:
`log odds = log prior + sum over evidence of weight x log ratio` (METHODS, section 2).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

NAMES = ("moved", "elsewhere", "stayed", "other")


class Cells(NamedTuple):
    """One number per hypothesis: moved as claimed, moved elsewhere, stayed, another hull or airframe of the class."""

    moved: float = 0.0
    elsewhere: float = 0.0
    stayed: float = 0.0
    other: float = 0.0

    def scaled(self, weight: float) -> Cells:
        """Every number times a weight."""
        return Cells(*(weight * cell + 0.0 for cell in self))  # + 0.0: no negative zero in the tables

    def plus(self, others: Cells) -> Cells:
        """Sum, cell by cell."""
        return Cells(*(a + b for a, b in zip(self, others, strict=True)))


def log_prior(prior: float, shares: Cells) -> Cells:
    """Logs of the prior: `prior` for the claim, the rest split among its rivals by their shares (that of `moved` is not read)."""
    rivals = shares.elsewhere + shares.stayed + shares.other
    rest = (1 - prior) / rivals
    return Cells(math.log(prior), *(math.log(rest * share) for share in shares[1:]))


def posterior(prior: Cells, evidence: Iterable[Cells]) -> Cells:
    """Probabilities of the hypotheses, given logs of the prior and of P(row | hypothesis) for each row; they sum to 1."""
    total = prior
    for row in evidence:
        total = total.plus(row)
    top = max(total)
    parts = [math.exp(cell - top) for cell in total]
    return Cells(*(part / sum(parts) for part in parts))


def log_odds(prior: Cells, evidence: Iterable[Cells]) -> float:
    """Log odds that it moved as claimed against its rivals together."""
    total = prior
    for row in evidence:
        total = total.plus(row)
    top = max(total[1:])
    return total.moved - top - math.log(math.fsum(math.exp(cell - top) for cell in total[1:]))


def lean(cells: Cells, prior: Cells) -> float:
    """Log ratio of a row for the claim against its rivals together, weighted by their prior; above 0 speaks for the claim."""
    weights = [math.exp(p) for p in prior[1:]]
    top = max(cells[1:])
    rivals = sum(w * math.exp(c - top) for w, c in zip(weights, cells[1:], strict=True)) / sum(weights)
    return cells.moved - top - math.log(rivals)
