"""Which past looks a look is compared with, as lags: 1 is the look before.

A number of years, a half width and dates flow in; lags and the season group of each flow out. Reference windows are the weeks
around the same week of earlier years; Farrington-flexible splits what lies between two windows into groups of like length, so
that the whole past counts with its season.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Window:
    """Lags from the most distant to the nearest, and the season group of each (`own` = the group of the look itself)."""

    lags: tuple[int, ...]
    groups: tuple[int, ...]
    own: int


def year_lags(index: int, n_years: int, per_year: int, days: Sequence[date] | None) -> tuple[int, ...] | None:
    """Lags of the same week in each of the years before, nearest year first; None where history does not reach.

    Without dates a year has `per_year` looks. With dates (weekly, in order) it is the look of the same weekday nearest to the
    same date, so that years of 53 weeks shift nothing.
    """
    if days is None:
        lags = tuple(per_year * i for i in range(1, n_years + 1))
        return lags if index - lags[-1] >= 0 else None
    lags = tuple((days[index] - _same_weekday_near(days[index], i)).days // 7 for i in range(1, n_years + 1))
    return lags if index - lags[-1] >= 0 else None


def reference_window(years: Sequence[int], half_width: int) -> Window:
    """The looks within `half_width` of the same week in earlier years, and nothing between: Farrington's original."""
    lags = [lag for year in reversed(years) for lag in range(year + half_width, year - half_width - 1, -1)]
    return Window(tuple(lags), (1,) * len(lags), 1)


def season_window(years: Sequence[int], half_width: int, n_groups: int, guard: int) -> Window:
    """Every look back to the furthest window, in `n_groups` groups; the last `guard` looks are left out.

    Source: Noufaily et al. 2013; the split of what does not divide evenly is that of R `surveillance`.
    """
    group_of: dict[int, int] = dict.fromkeys(range(1, half_width + 1), n_groups)
    for nearer, year in zip((0, *years[:-1]), years, strict=True):
        group_of |= dict.fromkeys(range(year - half_width, year + half_width + 1), n_groups)
        if n_groups > 1:
            group_of |= _between(year, nearer, half_width, n_groups)
    lags = sorted((lag for lag in group_of if lag > guard), reverse=True)
    return Window(tuple(lags), tuple(group_of[lag] for lag in lags), n_groups)


def _between(year: int, nearer: int, half_width: int, n_groups: int) -> dict[int, int]:
    length, rest = divmod(year - nearer - 2 * half_width - 1, n_groups - 1)
    groups: dict[int, int] = {}
    lag = year - half_width - 1
    for group in range(1, n_groups):
        for _ in range(length + (group <= rest)):
            groups[lag] = group
            lag -= 1
    return groups


def _same_weekday_near(day: date, years_back: int) -> date:
    try:
        there = day.replace(year=day.year - years_back)
    except ValueError:  # 29 February: R's seq.Date goes on to 1 March
        there = date(day.year - years_back, 3, 1)
    ahead = (day.weekday() - there.weekday()) % 7
    return there + timedelta(days=ahead if ahead < 4 else ahead - 7)
