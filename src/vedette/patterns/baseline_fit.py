"""A baseline fitted twice: once as it is, once with its past surges weighed down; then what it says of the look itself.

Counts, offsets and a design by lag flow in; the expected count of each look with its uncertainty and the dispersion flow out.
The second fit takes weights from Anscombe residuals, so that a surge of last month does not hide one of today. Dispersion is
at least 1: counts that vary less than Poisson are chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vedette.patterns.glm import Bools, Fit, Floats, anscombe_residuals, fit_quasi_poisson, weigh_down_surges


@dataclass(frozen=True)
class Expected:
    """What m baselines say of their looks; NaN where the baseline cannot be fitted."""

    log_mean: Floats  # (m,) of the look, its own effort included
    se: Floats  # (m,) standard error of log_mean
    dispersion: Floats  # (m,) at least 1
    trend_p: Floats  # (m,) two-sided p of the trend's coefficient; NaN without a trend
    df: Floats  # (m,) degrees of freedom of the dispersion; inf where it was set to 1
    has_converged: Bools


def expect(
    counts: Floats,
    design: Floats,
    own: Floats,
    offset: Floats,
    own_offset: Floats,
    *,
    weights: Floats | None = None,
    threshold: float = 2.58,
    trend_column: int | None = None,
    has_r_quirk: bool = False,
) -> Expected:
    """Fit m baselines and predict their looks.

    Args:
        counts: (m, n) baseline counts.
        design: (n, p), the same for all.
        own: (p,) design row of the look.
        offset: (m, n) log effort of the baseline.
        own_offset: (m,) log effort of the look.
        weights: (m, n) 1 = in the baseline, 0 = not (missing); None = all are in.
        threshold: residuals above it are weighed down.
        trend_column: column of the design that holds time.
        has_r_quirk: take standard errors as R's `farringtonFlexible` does. It stores the surge weights where R keeps the
            working weights, so that its standard errors rest on sum(w ((y - m) / m)^2) / df and not on the dispersion.
    Returns:
        m expectations.
    """
    is_in = np.ones_like(counts) if weights is None else weights
    first = fit_quasi_poisson(counts, design, offset, is_in)
    residuals = anscombe_residuals(counts, first, design, np.fmax(first.dispersion, 1.0))
    fit = _refit(first, counts, design, offset, is_in, residuals, threshold)
    dispersion = np.fmax(fit.dispersion, 1.0)
    scale = _quirk_scale(counts, fit) if has_r_quirk else dispersion
    se = np.sqrt(np.einsum("i,mij,j->m", own, fit.covariance, own) * scale)
    log_mean = own_offset + fit.coefficients @ own
    unknown = ~np.isfinite(fit.dispersion)
    return Expected(
        log_mean=np.where(unknown, np.nan, log_mean),
        se=np.where(unknown, np.nan, se),
        dispersion=np.where(unknown, np.nan, dispersion),
        trend_p=_trend_p(fit, trend_column, _quirk_scale(counts, fit) if has_r_quirk else fit.dispersion),
        df=np.where(fit.dispersion > 1, fit.df, np.inf),
        has_converged=first.has_converged & fit.has_converged,
    )


def _refit(first: Fit, counts: Floats, design: Floats, offset: Floats, is_in: Floats, residuals: Floats, threshold: float) -> Fit:
    """The fit with surges weighed down; without a surge all weights stay alike and the first fit is it."""
    has_surge: Bools = np.asarray(((residuals > threshold) & (is_in > 0)).any(axis=1))
    if not has_surge.any():
        return first
    weights = weigh_down_surges(residuals[has_surge], is_in[has_surge], threshold)
    return first.replaced(has_surge, fit_quasi_poisson(counts[has_surge], design, offset[has_surge], weights))


def choose(first: Expected, second: Expected, takes_first: Bools) -> Expected:
    """Row by row the one or the other."""
    names = Expected.__dataclass_fields__
    return Expected(**{name: np.where(takes_first, getattr(first, name), getattr(second, name)) for name in names})


def _quirk_scale(counts: Floats, fit: Fit) -> Floats:
    return np.asarray((fit.weights * ((counts - fit.mean) / fit.mean) ** 2).sum(axis=1) / fit.df)


def _trend_p(fit: Fit, column: int | None, scale: Floats) -> Floats:
    from scipy.special import stdtr

    if column is None:
        return np.full(len(scale), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(fit.coefficients[:, column]) / np.sqrt(fit.covariance[:, column, column] * scale)
    return np.asarray(2.0 * stdtr(np.maximum(fit.df, 1.0), -t))
