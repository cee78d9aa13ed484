"""Scores of probabilities against what was true: Brier, log loss, calibration error, reliability, truth rates.

Probabilities and truths flow in as arrays of one length; numbers and rows of a reliability table flow out. The headline
calibration error uses bins of equal count, since most claims lie near the prior and bins of equal width would leave all but two
of ten nearly empty; equal probabilities are never parted between two bins. Intervals are Wilson's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
N_BINS = 10
_Z_95 = 1.959963984540054  # two-sided 95 % of the normal distribution
_LEAST_P = 1e-6  # a probability of exactly 0 that was wrong would cost infinitely much


@dataclass(frozen=True)
class Bin:
    """One row of a reliability table: claims, their mean probability, the share that was true, with its interval."""

    n: int
    mean_p: float
    truth_rate: float
    low: float
    high: float


@dataclass(frozen=True)
class Scores:
    """How good a set of probabilities was."""

    n: int
    base_rate: float
    brier: float
    log_loss: float
    ece: float
    ece_equal_width: float


def score(p: Floats, is_true: Bools) -> Scores:
    """All scores of a set of claims.

    Args:
        p: probabilities, (n,) 0 to 1.
        is_true: what was so, (n,).
    Returns:
        Scores; NaN in every one of them where n is 0.
    """
    if p.size == 0:
        return Scores(0, *([math.nan] * 5))
    ece = calibration_error(reliability(p, is_true))
    wide = calibration_error(reliability(p, is_true, is_equal_count=False))
    return Scores(int(p.size), float(is_true.mean()), brier(p, is_true), log_loss(p, is_true), ece, wide)


def brier(p: Floats, is_true: Bools) -> float:
    """Mean squared distance of probability and truth (Brier 1950), 0 best."""
    return float(np.mean((p - is_true) ** 2))


def log_loss(p: Floats, is_true: Bools) -> float:
    """Mean of minus the log of the probability given to what was so, in nats, 0 best."""
    given = np.clip(np.where(is_true, p, 1 - p), _LEAST_P, 1.0)
    return float(-np.mean(np.log(given)))


def reliability(p: Floats, is_true: Bools, n_bins: int = N_BINS, *, is_equal_count: bool = True) -> list[Bin]:
    """Claims in bins of rising probability, empty ones left out.

    Args:
        p: probabilities, (n,) 0 to 1.
        is_true: what was so, (n,).
        n_bins: at most so many.
        is_equal_count: bins of as equal a count as ties allow; else ten of equal width.
    """
    which = _by_count(p, n_bins) if is_equal_count else np.minimum((p * n_bins).astype(np.int64), n_bins - 1)
    return [_bin(p[which == b], is_true[which == b]) for b in np.unique(which)]


def calibration_error(bins: list[Bin]) -> float:
    """Expected calibration error: mean of |probability - truth rate| over bins, weighted by their claims."""
    total = sum(b.n for b in bins)
    return math.fsum(b.n * abs(b.mean_p - b.truth_rate) for b in bins) / total if total else math.nan


def wilson(n_true: int, n: int, z: float = _Z_95) -> tuple[float, float]:
    """Wilson's score interval of a share, 95 % if nothing else is said; (0, 1) without any claim."""
    if n == 0:
        return 0.0, 1.0
    share = n_true / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low = 0.0 if n_true == 0 else max(middle - half, 0.0)  # exact at the ends, where rounding would leave a crumb
    return low, 1.0 if n_true == n else min(middle + half, 1.0)


def _by_count(p: Floats, n_bins: int) -> npt.NDArray[np.int64]:
    """The bin of each probability: by the middle rank of its ties, so that equal ones stay together."""
    _, inverse, counts = np.unique(p, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - counts / 2
    return np.asarray(np.minimum((middle / p.size * n_bins).astype(np.int64), n_bins - 1)[inverse], dtype=np.int64)


def _bin(p: Floats, is_true: Bools) -> Bin:
    n, n_true = int(p.size), int(is_true.sum())
    return Bin(n, float(p.mean()), n_true / n, *wilson(n_true, n))
