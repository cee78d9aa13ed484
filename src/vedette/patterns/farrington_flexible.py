"""Farrington-flexible (Noufaily et al. 2013): the whole past in season groups, and bounds of a negative binomial.

Weekly counts, and effort if known, flow in; upper bounds, expectations and alarms flow out. Against the original it uses all
weeks since the furthest window (with a factor of `n_groups` levels for the season), weighs down only large residuals, leaves
the last half year out, and offers three bounds: `delta` (the 2/3 power), `nbPlugin` (negative binomial at the fitted mean),
`muan` (the same at an upper quantile of the mean).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from vedette.patterns.baseline_fit import Expected
from vedette.patterns.farrington import FarringtonParams, expect_with_trend, group_by_window, has_enough_cases, power_bound
from vedette.patterns.glm import Bools, Floats
from vedette.patterns.tails import quantiles
from vedette.patterns.windows import Window, season_window

Bound = Literal["delta", "nbPlugin", "muan"]


@dataclass(frozen=True)
class FlexibleParams(FarringtonParams):
    """Settings; defaults are those that Salmon, Schumacher & Höhle 2016 recommend."""

    n_years: int = 4
    alpha: float = 0.05
    weights_threshold: float = 2.58
    trend_p: float = 1.0  # every trend stays that does not run away
    n_groups: int = 10  # season groups (noPeriods)
    guard_weeks: int = 26  # weeks before this one that are left out (pastWeeksNotIncluded)
    bound: Bound = "nbPlugin"


@dataclass(frozen=True)
class FlexibleLooks:
    """One row a look; NaN where the history does not reach, and as bound where there are too few cases."""

    upper: Floats
    expected: Floats  # mean at which the bound was taken is `bound_mean`
    bound_mean: Floats
    dispersion: Floats
    is_alarm: Bools


def run_flexible(
    counts: Floats, params: FlexibleParams, *, effort: Floats | None = None, days: Sequence[date] | None = None
) -> FlexibleLooks:
    """Judge every look of one weekly series that has `n_years` of history before it.

    Args:
        counts: (n,) counts; NaN = missing.
        params: settings.
        effort: (n,) > 0, taken as offset (R: populationOffset); None = the same everywhere.
        days: (n,) day of each week; None = every year has `per_year` weeks.
    Returns:
        (n,) bounds and alarms.
    Source: Noufaily et al. 2013; numbers as R `surveillance::farringtonFlexible` 1.20.
    """
    n = len(counts)
    known_effort = np.ones(n) if effort is None else effort
    upper, expected, bound_mean, dispersion = (np.full(n, np.nan) for _ in range(4))

    def make(years: Sequence[int], half_width: int) -> Window:
        return season_window(years, half_width, params.n_groups, params.guard_weeks)

    for window, looks in group_by_window(n, params, days, make):
        found = expect_with_trend(counts, known_effort, window, looks, params, has_r_quirk=True)
        expected[looks], dispersion[looks] = np.exp(found.log_mean), found.dispersion
        upper[looks], bound_mean[looks] = _bound(found, params)
    is_enough = has_enough_cases(counts, params.fewest_cases, params.fewest_weeks)
    is_over = np.greater(counts, upper, where=~np.isnan(upper), out=np.zeros(n, dtype=bool))
    return FlexibleLooks(np.where(is_enough, upper, np.nan), expected, bound_mean, dispersion, is_over & is_enough & (counts > 0))


def _bound(found: Expected, params: FlexibleParams) -> tuple[Floats, Floats]:
    """Upper bound, and the mean at which it was taken."""
    from scipy.special import ndtri

    mean = np.exp(found.log_mean)
    if params.bound == "delta":
        return power_bound(mean, mean * found.se, found.dispersion, params.alpha), mean
    if params.bound == "muan":
        mean = mean * np.exp(ndtri(1 - params.alpha) * found.se)
    return quantiles(1 - params.alpha, mean, mean * found.dispersion), mean
