"""Two counts with their effort, where history is too short for a model: an exact conditional test and a gamma-Poisson interval.

The count of a look and the summed baseline flow in, each with its exposure; mid-p values, the rate ratio with interval and the
band flow out. Given the sum of both counts, the look's share is binomial, whatever the rate was (Przyborowski & Wilenski 1940).
It supposes Poisson counts; where the few counts before the look vary more than that, its tails and intervals are widened by how
much, read as Student's t for how few they are.
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
    from scipy.special import bdtr, bdtrc

    total, chance = counts + past_counts, exposure / (exposure + past_exposure)
    n = total.astype(np.int64)
    with np.errstate(invalid="ignore"):
        upto, above = (
            np.where(counts >= total, 1.0, bdtr(counts, n, chance)),
            np.where(counts >= total, 0.0, bdtrc(counts, n, chance)),
        )
        below = np.where(counts <= 0, 0.0, bdtr(np.maximum(counts - 1, 0), n, chance))
        from_here = np.where(counts <= 0, 1.0, bdtrc(np.maximum(counts - 1, 0), n, chance))
    # each tail from its own side, for 1 - (1 - 1e-20) is 0
    equal = np.maximum(np.where(upto < 0.5, upto - below, from_here - above), 0.0)
    return np.clip(above + share * equal, 0, 1), np.clip(below + (1 - np.asarray(share)) * equal, 0, 1)


def dispersion_of(past: Floats, exposure: Floats, is_in: Floats) -> tuple[Floats, Floats]:
    """(m,) Pearson dispersion of (m, n) counts about one rate, at least 1, and its degrees of freedom."""
    total = (past * is_in).sum(axis=1) / np.maximum((exposure * is_in).sum(axis=1), 1e-300)
    mean = np.maximum(total[:, None] * exposure, 1e-12)
    df = np.maximum(is_in.sum(axis=1) - 1.0, 1.0)
    return np.maximum((is_in * (past - mean) ** 2 / mean).sum(axis=1) / df, 1.0), df


def widen_tail(p: Floats, dispersion: Floats, df: Floats) -> Floats:
    """(m,) p-values of counts that vary more than Poisson: the normal quantile over the root of the dispersion, read as Student's t."""
    from scipy.special import ndtri, stdtr

    wide = stdtr(df, ndtri(np.clip(p, 1e-300, 1.0)) / np.sqrt(dispersion))
    return np.asarray(np.where(dispersion > 1, np.clip(wide, 0.0, 1.0), p))


def widen_ratio(ratio: Floats, bound: Floats, dispersion: Floats) -> Floats:
    """(m,) bound of a rate ratio, moved away from it by the root of the dispersion on the log scale."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        moved = ratio * (bound / ratio) ** np.sqrt(dispersion)
    return np.asarray(np.where((ratio > 0) & np.isfinite(ratio), moved, bound))


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
