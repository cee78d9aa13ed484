"""What the named alternatives say of the same series: EARS C1 to C3, Farrington, Farrington-flexible.

One series flows in; bounds and alarms of each method flow out, on the series' own steps. They are shown beside the default, not
mixed with it. The two Farringtons take weeks, so that daily counts are summed first; a week with a missing day is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from vedette.patterns.ears import EarsMethod, run_ears
from vedette.patterns.farrington import FarringtonParams, run_farrington
from vedette.patterns.farrington_flexible import FlexibleParams, run_flexible
from vedette.patterns.glm import Bools, Floats
from vedette.patterns.series import CountSeries


@dataclass(frozen=True)
class OtherLooks:
    """One method; `days` are its own steps (weeks, for the Farringtons)."""

    method: str
    days: tuple[date, ...]
    counts: Floats
    upper: Floats  # NaN = not tested
    is_alarm: Bools
    note: str  # empty, or why nothing was tested

    @property
    def n_tested(self) -> int:
        """Looks with a bound."""
        return int((~np.isnan(self.upper)).sum())


def run_others(series: CountSeries, is_usable: Bools) -> tuple[OtherLooks, ...]:
    """Every alternative on one series."""
    counts = np.where(is_usable, series.counts, np.nan)
    found = []
    methods: tuple[EarsMethod, ...] = ("C1", "C2", "C3")
    for method in methods:
        ears = run_ears(counts, method)
        found.append(
            _looks(f"ears_{method.lower()}", series.days, counts, ears.upper, ears.is_alarm, "seven looks without a gap")
        )
    days, weekly, effort = sum_weeks(series, is_usable)
    far = run_farrington(weekly, FarringtonParams(), days)
    found.append(_looks("farrington", days, weekly, far.upper, far.is_alarm, "3 years of weeks before the look"))
    flexible = run_flexible(weekly, FlexibleParams(n_years=3), effort=np.where(effort > 0, effort, np.nan), days=days)
    found.append(
        _looks("farrington_flexible", days, weekly, flexible.upper, flexible.is_alarm, "3 years of weeks before the look")
    )
    return tuple(found)


def _looks(method: str, days: tuple[date, ...], counts: Floats, upper: Floats, is_alarm: Bools, needs: str) -> OtherLooks:
    note = "" if (~np.isnan(upper)).any() else f"not tested: it needs {needs}"
    return OtherLooks(method, days, counts, upper, is_alarm, note)


def sum_weeks(series: CountSeries, is_usable: Bools) -> tuple[tuple[date, ...], Floats, Floats]:
    """Whole weeks from Monday: first days, counts, effort; NaN where a day of the week is missing."""
    if series.step == "week":
        return series.days, np.where(is_usable, series.counts, np.nan), np.where(is_usable, series.effort, np.nan)
    skip = -series.days[0].weekday() % 7
    n_weeks = (len(series) - skip) // 7
    if n_weeks <= 0:
        return (), np.array([]), np.array([])
    rows = slice(skip, skip + 7 * n_weeks)
    counts = np.where(is_usable, series.counts, np.nan)[rows].reshape(-1, 7).sum(axis=1)
    effort = np.where(is_usable, series.effort, np.nan)[rows].reshape(-1, 7).sum(axis=1)
    first = series.days[0] + timedelta(days=skip)
    return tuple(first + timedelta(days=7 * i) for i in range(n_weeks)), counts, effort
