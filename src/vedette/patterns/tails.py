"""Tails and bands of a predictive count distribution, and the ratio of what came to what was expected.

Expected counts with their uncertainty flow in; mid-p values, band and rate ratio with interval flow out. The count is negative
binomial: its variance is dispersion x mean plus the variance of the mean itself. p-values are mid-p, P(beyond) + half P(equal),
because a plain tail of small counts is never as rare as its level; a random share in place of the half makes them exactly uniform.
"""

from __future__ import annotations

import numpy as np

from vedette.patterns.glm import Bools, Floats


def tail_p_values(counts: Floats, mean: Floats, variance: Floats, share: float | Floats = 0.5) -> tuple[Floats, Floats]:
    """(m,) p of so many or more, and of so few or fewer; NaN in, NaN out.

    Args:
        counts: observed.
        mean: expected.
        variance: predictive variance; at or under the mean the distribution is Poisson.
        share: of P(equal) that counts as beyond: 0.5 is mid-p, uniform random numbers make the p-values uniform.
    """
    from scipy.special import betainc, pdtr

    size, success = negative_binomial(mean, variance)
    is_poisson = np.isinf(size)
    safe = np.where(is_poisson, 1.0, size)

    def at_most(k: Floats) -> Floats:
        known = np.where(is_poisson, pdtr(np.maximum(k, 0), mean), betainc(safe, np.maximum(k, 0) + 1, success))
        return np.where(k < 0, 0.0, known)

    with np.errstate(invalid="ignore"):
        below, upto = at_most(counts - 1), at_most(counts)
        equal = np.maximum(upto - below, 0.0)
        return np.clip(1 - upto + share * equal, 0, 1), np.clip(below + (1 - np.asarray(share)) * equal, 0, 1)


def widen_for_dispersion(p: Floats, df: Floats) -> Floats:
    """(m,) p-values that allow for a dispersion estimated with df degrees of freedom: the normal quantile of p, read as Student's t.

    With 24 degrees of freedom a p of .01 becomes .014; without it false alarms at .01 came at .018 (benchmarks/patterns.py).
    """
    from scipy.special import ndtri, stdtr

    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(np.isinf(df), p, stdtr(np.where(np.isinf(df), 1.0, df), ndtri(np.clip(p, 1e-300, 1)))))


def level_for_band(alpha: float, df: Floats) -> Floats:
    """(m,) the level of a plain tail at which the widened p is alpha."""
    from scipy.special import ndtr, stdtrit

    return np.asarray(np.where(np.isinf(df), alpha, ndtr(stdtrit(np.where(np.isinf(df), 1.0, df), alpha))))


def negative_binomial(mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Size and probability of success; size inf where there is no more than Poisson variance."""
    with np.errstate(invalid="ignore", divide="ignore"):
        is_poisson = variance <= mean * (1 + 1e-9)
        size = np.where(is_poisson, np.inf, mean**2 / np.where(is_poisson, 1.0, variance - mean))
        return size, np.where(is_poisson, 0.5, mean / variance)


def band_of(mean: Floats, variance: Floats, alpha: float | Floats) -> tuple[Floats, Floats]:
    """(m,) lowest and highest count that do not alarm by the plain tail: quantiles at alpha and 1 - alpha."""
    level = np.asarray(alpha, dtype=np.float64)
    return quantiles(level, mean, variance), quantiles(1 - level, mean, variance)


def quantiles(probability: float | Floats, mean: Floats, variance: Floats) -> Floats:
    """(m,) smallest count at which the distribution function reaches a probability; Poisson without more variance than mean."""
    from scipy.special import betainc, nbdtrik, pdtr, pdtrik

    size, success = negative_binomial(mean, variance)
    level = np.broadcast_to(np.asarray(probability, dtype=np.float64), mean.shape)
    found = np.full(mean.shape, np.nan)
    for rows in (np.isinf(size), np.isfinite(size)):
        at, p, m, k = np.flatnonzero(rows & ~np.isnan(mean)), level, mean, size
        if not len(at):
            continue
        p, m, k, s = p[at], m[at], k[at], success[at]
        is_poisson = np.isinf(k[0])
        near = np.ceil(pdtrik(p, m) if is_poisson else nbdtrik(p, k, s))
        near = np.maximum(np.nan_to_num(near), 0.0)  # no number: the level is under the chance of nothing at all

        def reaches(count: Floats) -> Bools:
            return np.asarray((pdtr(count, m) if is_poisson else betainc(k, count + 1, s)) >= p)  # noqa: B023 - called at once

        is_too_far = (near > 0) & reaches(np.maximum(near - 1, 0.0))
        found[at] = np.where(is_too_far, near - 1, np.where(reaches(near), near, near + 1))
    return found


def rate_ratios(
    counts: Floats, mean: Floats, se: Floats, dispersion: Floats, level: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """(m,) observed over expected, with lower and upper bound of the interval.

    The count's own interval is the exact one of a Poisson count, widened by the dispersion (Garwood 1936 on count / dispersion);
    that of the expectation is log-normal; on the log scale their half widths add as squares.
    """
    from scipy.special import gammaincinv, ndtri

    tail = (1 - level) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio, scaled = counts / mean, counts / dispersion
        low = np.where(counts > 0, gammaincinv(np.maximum(scaled, 1e-9), tail) * dispersion / mean, 0.0)
        high = gammaincinv(scaled + 1, 1 - tail) * dispersion / mean
        spread = float(ndtri(1 - tail)) * se
        lower = np.where(counts > 0, ratio * np.exp(-np.hypot(np.log(ratio / low), spread)), 0.0)
        base = np.where(counts > 0, ratio, high)
        upper = base * np.exp(np.hypot(np.log(high / base), spread))
    return ratio, lower, upper
