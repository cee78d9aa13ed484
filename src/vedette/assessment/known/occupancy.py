"""How good are the looks at a place? An occupancy model with false positives, fitted by maximum likelihood.

Looks grouped into periods in which a hull of the class either lay there or did not flow in; the share of periods in which one
did, the chance that a look shows it, and the chance that a look shows one that is not there flow out, with intervals. A look shows
nothing, something that may be it, or something that is certainly it: only what is certain tells the two kinds apart.
Source: MacKenzie et al., Ecology 83 (2002): occupancy with imperfect detection; Miller et al., Ecology 92 (2011): certain and
uncertain detections, the model's "multiple detection states".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Four = tuple[float, float, float, float]
NOTHING, UNCERTAIN, CERTAIN = 0, 1, 2
LEAST_LOOKS = 12  # with fewer the table's numbers stand
LEAST_PERIODS = 4
_STARTS = ((0.3, 0.7, 0.1, 0.5), (0.7, 0.5, 0.05, 0.5))
_BOUND = 8.0  # logits beyond it are 0 or 1 for every purpose here
_Z = 1.959964  # two-sided 95 %


@dataclass(frozen=True)
class Occupancy:
    """What was estimated: each a probability with its 95 % interval.

    psi: a period is occupied; recall: a look at an occupied period shows it, certain or not; false_alarm: a look at an
    empty one shows something; certain: what is shown of an occupied period is certain. `n_looks` is what it rests on.
    """

    psi: float
    recall: float
    false_alarm: float
    certain: float
    low: Four
    high: Four
    n_looks: int

    @property
    def others(self) -> float:
        """How often a look shows a hull of the class whatever the claim says: another that lies there, or a false alarm."""
        return self.psi * self.recall + (1 - self.psi) * self.false_alarm


def has_enough(periods: Sequence[Sequence[int]]) -> bool:
    """Are there looks enough, repeated within periods and not all alike, for an estimate to beat the table?"""
    looks = [look for period in periods for look in period]
    repeated = sum(len(period) > 1 for period in periods)
    is_mixed = any(looks) and not all(looks)
    return len(looks) >= LEAST_LOOKS and repeated >= LEAST_PERIODS and is_mixed and CERTAIN in looks


def estimate_occupancy(periods: Sequence[Sequence[int]]) -> Occupancy:
    """The maximum likelihood estimate.

    Args:
        periods: for each period its looks, each `NOTHING`, `UNCERTAIN` or `CERTAIN`; periods may differ in length.
    Returns:
        Estimates, with Wald intervals on the logit scale from the curvature at the maximum.
    Raises:
        ValueError: there are no looks.
    """
    from scipy.optimize import minimize

    counts = np.array([[list(p).count(kind) for kind in (NOTHING, UNCERTAIN, CERTAIN)] for p in periods if p], dtype=np.float64)
    if not counts.size:
        raise ValueError("an occupancy model needs at least one look")
    shapes, times = np.unique(counts, axis=0, return_counts=True)  # periods alike are reckoned once
    fits = [
        minimize(
            _minus_log_likelihood, np.log(np.array(start) / (1 - np.array(start))), (shapes, times), "L-BFGS-B",
            bounds=[(-_BOUND, _BOUND)] * 4,
        )
        for start in _STARTS
    ]  # fmt: skip
    best = min(fits, key=lambda fit: float(fit.fun)).x
    spread = _standard_errors(best, shapes, times)
    psi, recall, false_alarm, certain = _expit(best).tolist()
    low, high = _four(best - _Z * spread), _four(best + _Z * spread)
    return Occupancy(psi, recall, false_alarm, certain, low, high, int(counts.sum()))


def _four(logits: npt.NDArray[np.float64]) -> Four:
    psi, recall, false_alarm, certain = _expit(logits).tolist()
    return psi, recall, false_alarm, certain


def _minus_log_likelihood(
    logits: npt.NDArray[np.float64], shapes: npt.NDArray[np.float64], times: npt.NDArray[np.int64]
) -> float:
    psi, recall, false_alarm, certain = _expit(logits)
    occupied = shapes @ np.log([1 - recall, recall * (1 - certain), recall * certain])
    empty = shapes[:, :2] @ np.log([1 - false_alarm, false_alarm])
    empty = np.where(shapes[:, 2] > 0, -np.inf, empty)  # what is certain is never a false alarm
    return -float(times @ np.logaddexp(math.log(psi) + occupied, math.log(1 - psi) + empty))


def _expit(logits: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    found: npt.NDArray[np.float64] = 1 / (1 + np.exp(-logits))
    return found


def _standard_errors(
    logits: npt.NDArray[np.float64], shapes: npt.NDArray[np.float64], times: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Of the logits, from the curvature by central differences; as wide as the bounds where it is flat."""
    step, n = 1e-3, len(logits)
    eye = np.eye(n) * step

    def value(*moves: npt.NDArray[np.float64]) -> float:
        return _minus_log_likelihood(logits + np.sum(moves, axis=0), shapes, times)

    curvature = np.array(
        [
            [
                (value(eye[i], eye[j]) - value(eye[i], -eye[j]) - value(-eye[i], eye[j]) + value(-eye[i], -eye[j]))
                / (4 * step**2)
                for j in range(n)
            ]
            for i in range(n)
        ]
    )
    variances = np.diag(np.linalg.pinv(curvature, rcond=1e-8, hermitian=True))
    flat = np.diag(curvature) < 1e-6
    found: npt.NDArray[np.float64] = np.where(flat | (variances <= 0), _BOUND, np.sqrt(np.maximum(variances, 0)))
    return found
