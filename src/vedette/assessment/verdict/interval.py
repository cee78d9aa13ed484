"""How far a probability may be off: the interval over what the judgement does not know exactly.

Weighed findings, the ways in which each may be wrong and two priors flow in; two probabilities flow out. Each rule of the
likelihood table is wrong by one unknown factor, within `ratio_factor` with nine chances in ten and never past a ratio of 1; how
often an asset sends is its Beta, not one number. The errors of different rules are independent: their distributions are
convolved on a fixed grid of log odds, so that no random number is drawn. The prior is no chance but a choice: the lower end
is the 5th percentile with the lower prior, the upper end the 95th with the higher one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from vedette.assessment.known.ground import Ground
from vedette.assessment.weights.findings import Weighed
from vedette.assessment.weights.hypotheses import lean, log_odds

Chances = npt.NDArray[np.float64]
Shifts = tuple[tuple[float, float], ...]  # (change of the log odds, chance of it); chances sum to 1

SILENCE = "nothing_heard"
TAIL = 0.05  # both ends: nine chances in ten lie between
_STEP = 0.02  # nats between two points of the grid: half a percentage point at most
_MOST = 40.0  # nats: beyond e^40 to one no figure changes
_LEAST = 1e-6  # no silence is worth more than a million to one
_QUANTILES = tuple((k + 0.5) / 11 for k in range(11))


def find_interval(evidence: Sequence[Weighed], heard: Sequence[tuple[float, float]], ground: Ground) -> tuple[float, float]:
    """The interval of a claim's probability.

    Args:
        evidence: what bears on it, after the discount.
        heard: (chance to have been heard, weight) for each share of days on which such an asset may send; empty where no
            receiver covered the place.
        ground: settings.
    """
    prior = ground.params.log_prior()
    parts: dict[str, list[tuple[float, float]]] = defaultdict(list)
    errors: list[Shifts] = []
    for weighed in evidence:
        leaning = lean(weighed.cells, prior)
        if weighed.finding.rule.id == SILENCE and heard:
            sign = -1.0 if leaning > 0 else 1.0  # where an absence is claimed, silence speaks for it
            errors.append(silence_errors(heard, sign * weighed.weight, leaning))
        elif leaning:
            parts[weighed.finding.rule.id].append((leaning, weighed.weight))
    errors += [ratio_errors(parts[rule], ground.params.ratio_factor) for rule in sorted(parts)]
    cells = [w.cells for w in evidence]
    return spread((log_odds(prior, cells), log_odds(ground.params.log_prior(ground.params.prior_high), cells)), errors)


def ratio_errors(parts: Sequence[tuple[float, float]], factor: float) -> Shifts:
    """How the log odds change where one rule's ratio is wrong by an unknown factor.

    Args:
        parts: (leaning, weight) of every row under that rule, after the discount; nats.
        factor: the ratio is right within this factor, up or down, with nine chances in ten.
    """
    sigma = math.log(factor) / NormalDist().inv_cdf(1 - TAIL)
    if sigma == 0.0:
        return ((0.0, 1.0),)
    errors = [NormalDist(0.0, sigma).inv_cdf(q) for q in _QUANTILES]
    shifts = (math.fsum(_kept_sign(leaning, leaning + weight * e) - leaning for leaning, weight in parts) for e in errors)
    return tuple((shift, 1 / len(errors)) for shift in shifts)


def _kept_sign(before: float, after: float) -> float:
    """A ratio moves towards 1 but never past it, and away from it by no more than it says itself.

    Evidence in favour does not turn into evidence against, and a hint, such as a passed-on word that counts a tenth, does not
    turn into a proof.
    """
    least, most = sorted((0.0, 2 * before))
    return min(max(after, least), most)


def silence_errors(chances: Iterable[tuple[float, float]], weight: float, applied: float) -> Shifts:
    """How the log odds change where the share of days on which an asset sends is unknown.

    Args:
        chances: (chance to have been heard, weight of that share in the Beta), the weights summing to 1.
        weight: of the row after the discount.
        applied: the log ratio that the judgement used, after the discount, nats.
    """
    return tuple((weight * math.log(max(1 - heard, _LEAST)) - applied, share) for heard, share in chances)


def spread(log_odds: tuple[float, float], errors: Iterable[Shifts]) -> tuple[float, float]:
    """The interval of a probability.

    Args:
        log_odds: with the lower and with the higher prior, nats.
        errors: one distribution of shifts for each independent unknown.
    Returns:
        The 5th percentile at the lower prior and the 95th at the higher one, 0 to 1.
    """
    chances: Chances = np.ones(1)
    first = 0
    for shifts in errors:
        kernel, offset = _on_grid(shifts)
        chances, first = np.convolve(chances, kernel), first + offset
    total = np.cumsum(chances)
    low = (first + int(np.searchsorted(total, TAIL))) * _STEP
    high = (first + int(np.searchsorted(total, 1 - TAIL))) * _STEP
    return _probability(log_odds[0] + low), _probability(log_odds[1] + high)


def _on_grid(shifts: Shifts) -> tuple[Chances, int]:
    cells: dict[int, float] = defaultdict(float)
    for shift, chance in shifts:
        cells[round(min(max(shift, -_MOST), _MOST) / _STEP)] += chance
    first = min(cells)
    kernel = np.zeros(max(cells) - first + 1)
    for cell, chance in cells.items():
        kernel[cell - first] = chance
    return kernel, first


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds)) if log_odds > -700 else 0.0
