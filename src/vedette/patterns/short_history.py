"""Two counts with their effort, where history is too short for a model: an exact conditional test and a gamma-Poisson interval.

The count of a look and the summed baseline flow in, each with its exposure; mid-p values, the rate ratio with interval and the
band flow out. Given the sum of both counts, the look's share is binomial, whatever the rate was (Przyborowski & Wilenski 1940).
It supposes Poisson counts: what varies more than that makes it alarm too often, so it stands only where no dispersion can be had.
"""

from __future__ import annotations

import numpy as np

from vedette.patterns.glm import Floats

_JEFFREYS = 0.5  # prior shape of a Poisson rate that leaves intervals near their nominal coverage


def compare_counts(
    counts: Floats, exposure: Floats, past_counts: Floats, past_exposure: Floats, share: float | Floats = 0.5
) -> tuple[Floats, Floats]:
    """(m,) p of so many or more, and of so few or fewer, of the look given both counts.

    Args:
        counts: of the look.
        exposure: effort of the look, > 0.
        past_counts: summed over the baseline.
        past_exposure: effort summed over the baseline, > 0.
        share: of P(equal) that counts as beyond; 0.5 is mid-p.
    """
    from scipy.special import bdtr

    total = counts + past_counts
    chance = exposure / (exposure + past_exposure)
    with np.errstate(invalid="ignore"):
        upto = np.where(counts >= total, 1.0, bdtr(counts, total.astype(np.int64), chance))
        below = np.where(counts <= 0, 0.0, bdtr(np.maximum(counts - 1, 0), total.astype(np.int64), chance))
    equal = np.maximum(upto - below, 0.0)
    return np.clip(1 - upto + share * equal, 0, 1), np.clip(below + (1 - np.asarray(share)) * equal, 0, 1)


def ratio_interval(
    counts: Floats, exposure: Floats, past_counts: Floats, past_exposure: Floats, level: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """(m,) rate ratio of the look to the baseline with its interval; without a past count the ratio is inf or NaN.

    The two rates are gamma variables a posteriori, so their ratio is a beta prime one: exact quantiles, no simulation.
    """
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (counts / exposure) / (past_counts / past_exposure)

    def quantile(probability: float) -> Floats:
        share = betaincinv(counts + _JEFFREYS, past_counts + _JEFFREYS, probability)
        return np.asarray(share / (1 - share) * past_exposure / exposure)

    return ratio, np.where(counts > 0, quantile(tail), 0.0), quantile(1 - tail)


def predictive_moments(exposure: Floats, past_counts: Floats, past_exposure: Floats) -> tuple[Floats, Floats]:
    """(m,) mean and variance of the look's count by the gamma-Poisson model."""
    mean = (past_counts + _JEFFREYS) * exposure / past_exposure
    return mean, mean * (1 + exposure / past_exposure)
