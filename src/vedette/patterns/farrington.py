"""Farrington's detector of 1996: the weeks around this one in earlier years, a trend if it is clear, a bound on the 2/3 power.

Weekly counts flow in, upper bounds and alarms flow out. A quasi-Poisson trend is fitted to the reference weeks, past surges are
weighed down, and the bound is that of a normal predictive distribution of the count's 2/3 power. Kept as in R's
`surveillance`, which is its oracle; the default detector of Vedette is another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from vedette.patterns.baseline_fit import Expected, choose, expect
from vedette.patterns.glm import Bools, Floats, Indices
from vedette.patterns.windows import Window, reference_window, year_lags


@dataclass(frozen=True)
class FarringtonParams:
    """Settings, with the names of the paper in brackets."""

    n_years: int = 3  # years to go back (b)
    half_width: int = 3  # weeks on either side (w)
    alpha: float = 0.01  # two-sided level of the prediction interval
    weights_threshold: float = 1.0
    trend_p: float = 0.05  # a trend stays where its p is below
    fewest_cases: int = 5  # no alarm under so many counts in the last four weeks
    fewest_weeks: int = 4
    per_year: int = 52


@dataclass(frozen=True)
class FarringtonLooks:
    """One row a look; NaN where the history does not reach; 0 as bound where there are too few cases, as in R."""

    upper: Floats
    expected: Floats
    dispersion: Floats
    is_alarm: Bools


def run_farrington(counts: Floats, params: FarringtonParams, days: Sequence[date] | None = None) -> FarringtonLooks:
    """Judge every look of one weekly series that has `n_years` of history before it.

    Args:
        counts: (n,) counts; NaN = missing.
        params: settings.
        days: (n,) day of each week; None = every year has `per_year` weeks.
    Returns:
        (n,) bounds and alarms.
    Source: Farrington, Andrews, Beale & Catchpole 1996; numbers as R `surveillance::algo.farrington` 1.20.
    """
    n = len(counts)
    upper, expected, dispersion = (np.full(n, np.nan) for _ in range(3))
    for window, looks in group_by_window(n, params, days, reference_window):
        found = expect_with_trend(counts, np.ones(n), window, looks, params, has_r_quirk=False)
        mean = np.exp(found.log_mean)
        upper[looks] = power_bound(mean, mean * found.se, found.dispersion, params.alpha / 2)
        expected[looks], dispersion[looks] = mean, found.dispersion
    is_enough = has_enough_cases(counts, params.fewest_cases, params.fewest_weeks)
    is_alarm = is_enough & np.greater(counts - expected, upper - expected, where=~np.isnan(upper), out=np.zeros(n, dtype=bool))
    return FarringtonLooks(np.where(is_enough | np.isnan(upper), upper, 0.0), expected, dispersion, is_alarm)


def power_bound(mean: Floats, se: Floats, dispersion: Floats, alpha: float) -> Floats:
    """Upper 1 - alpha bound of a count whose 2/3 power is near normal. Source: Farrington et al. 1996, section 3.6."""
    from scipy.special import ndtri

    deviation = np.sqrt(4 / 9 * np.cbrt(mean) * (dispersion + se**2 / mean))
    return np.asarray((mean ** (2 / 3) + ndtri(1 - alpha) * deviation) ** 1.5)


def has_enough_cases(counts: Floats, fewest: int, weeks: int) -> Bools:
    """(n,) did the last weeks, this one included, hold enough counts for an alarm to mean anything?"""
    sums = np.convolve(np.nan_to_num(counts), np.ones(weeks))[: len(counts)] if len(counts) else np.zeros(0)
    return np.asarray(sums >= fewest)


def group_by_window(
    n: int, params: FarringtonParams, days: Sequence[date] | None, make: Callable[[Sequence[int], int], Window]
) -> Iterator[tuple[Window, Indices]]:
    """Looks that share one window of lags are judged at once; with dates there are a few such groups."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for index in range(params.half_width, n):
        lags = year_lags(index, params.n_years, params.per_year, days)
        if lags is not None and index - lags[-1] - params.half_width >= 0:
            groups.setdefault(lags, []).append(index)
    for lags, looks in groups.items():
        yield make(lags, params.half_width), np.array(looks)


def expect_with_trend(
    counts: Floats, effort: Floats, window: Window, looks: Indices, params: FarringtonParams, *, has_r_quirk: bool
) -> Expected:
    """Expectations with a trend where it is significant, does not exceed all that was seen, and three years bear it."""
    lags = np.array(window.lags)
    past = counts[looks[:, None] - lags]
    is_in = (~np.isnan(past)).astype(np.float64)
    past_effort = effort[looks[:, None] - lags]
    is_in *= np.nan_to_num(past_effort) > 0
    offset, own_offset = np.log(np.where(is_in > 0, past_effort, 1.0)), np.log(effort[looks])
    seasons, own_seasons = season_columns(window)
    flat = np.column_stack([np.ones(len(lags)), seasons])
    own_flat = np.concatenate([[1.0], own_seasons])
    past = np.where(is_in > 0, past, 0.0)

    def fit(design: Floats, own: Floats, trend_column: int | None) -> Expected:
        return expect(
            past, design, own, offset, own_offset, weights=is_in, threshold=params.weights_threshold,
            trend_column=trend_column, has_r_quirk=has_r_quirk,
        )  # fmt: skip

    without = fit(flat, own_flat, None)
    if params.n_years < 3:
        return without
    years = -lags / float(params.per_year)
    with_trend = fit(np.column_stack([flat, years]), np.concatenate([own_flat, [0.0]]), flat.shape[1])
    is_bounded = np.exp(with_trend.log_mean) <= np.where(is_in > 0, past, -np.inf).max(axis=1)
    keeps = with_trend.has_converged & (with_trend.trend_p < params.trend_p) & is_bounded
    return choose(with_trend, without, keeps)


def season_columns(window: Window) -> tuple[Floats, Floats]:
    """(n, groups - 1) indicator columns of the season groups, the first group left out, and the row of the look's own."""
    groups = np.array(window.groups)
    others = np.unique(groups)[1:]
    return (groups[:, None] == others).astype(np.float64), (others == window.own).astype(np.float64)
