"""The season of a long series: how much more each day of the year has, learnt from the years before the look only.

Counts, effort and days flow in; a factor for each day flows out, 1 until two years have passed. Each year of looks gets the curve that
all years before it give: two waves a year beside level, trend and weekday, and only where they fit clearly better than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from vedette.patterns.changes import variance_scale
from vedette.patterns.glm import Bools, Fit, Floats, anscombe_residuals, fit_quasi_poisson, weigh_down_surges
from vedette.patterns.series import PER_WEEK, CountSeries

YEARS = 2  # fewer years cannot tell a season from a trend
_WAVES = 2  # a year, and half a year
_LEVEL = 0.01  # of the test whether there is a season at all
_SURGE = 2.58  # Noufaily et al. 2013
_YEAR_WEEKS = 52.1775


@dataclass(frozen=True)
class SeasonBlock:
    """Looks from `start` to `end` (exclusive) with the curve that the past gave them; (n,) factors of all days of the series."""

    start: int
    end: int
    factors: Floats


def season_blocks(series: CountSeries, is_usable: Bools) -> Iterator[SeasonBlock]:
    """A block for each year of looks after the first two in which a season stands out; none for shorter series."""
    a_year = round(_YEAR_WEEKS * PER_WEEK[series.step])
    n = len(series)
    for start in range(YEARS * a_year, n, a_year):
        factors = learn_season(series, is_usable, start)
        if factors is not None:
            yield SeasonBlock(start, min(start + a_year, n), factors)


def learn_season(series: CountSeries, is_usable: Bools, end: int) -> Floats | None:
    """(n,) factors, mean 1 over a year on the log scale, from the looks before `end`; None where no season stands out."""
    at = np.flatnonzero(is_usable[:end])
    if len(at) < YEARS * _YEAR_WEEKS * PER_WEEK[series.step] / 2 or series.counts[at].sum() <= 0:
        return None
    waves, plain = _waves(series.days), _plain(series)
    counts, offset = series.counts[at][None, :], np.log(series.effort[at])[None, :]
    without = _fit(counts, plain[at], offset)
    full = _fit(counts, np.column_stack([plain, waves])[at], offset)
    scale = variance_scale(
        series.counts[at], series.effort[at] * np.exp(plain[at] @ without.coefficients[0]), 4 * PER_WEEK[series.step]
    )
    gain = _deviance(counts, without) - _deviance(counts, full)
    if not (full.has_converged[0] and _p_of(gain / scale, waves.shape[1]) < _LEVEL):
        return None
    return np.asarray(np.exp(waves @ full.coefficients[0][plain.shape[1] :]))


def _waves(days: Sequence[date]) -> Floats:
    turn = 2 * np.pi * np.array([day.timetuple().tm_yday for day in days]) / 365.25
    return np.column_stack([f(k * turn) for k in range(1, _WAVES + 1) for f in (np.sin, np.cos)])


def _plain(series: CountSeries) -> Floats:
    """Level, trend and weekday."""
    columns = [np.ones(len(series)), np.arange(len(series)) / len(series)]
    if series.step == "day":
        weekday = np.array([day.weekday() for day in series.days])
        columns += [(weekday == d).astype(np.float64) for d in range(1, 7)]
    return np.column_stack(columns)


def _fit(counts: Floats, design: Floats, offset: Floats) -> Fit:
    first = fit_quasi_poisson(counts, design, offset, np.ones_like(counts))
    residuals = anscombe_residuals(counts, first, design, np.fmax(first.dispersion, 1.0))
    weights = weigh_down_surges(np.abs(residuals), np.ones_like(counts), _SURGE)  # collapses are no season either
    return fit_quasi_poisson(counts, design, offset, weights)


def _deviance(counts: Floats, fit: Fit) -> float:
    from scipy.special import xlogy

    return float(2.0 * (fit.weights * (xlogy(counts, counts / fit.mean) - (counts - fit.mean))).sum())


def _p_of(gain: float, df: int) -> float:
    from scipy.special import chdtrc

    return float(chdtrc(df, max(gain, 0.0)))
