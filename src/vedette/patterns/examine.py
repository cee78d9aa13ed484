"""All that can be said of one file of counts: the page to read first.

Series flow in; per series the looks, episodes of alarms, changes with their dates, broken baselines, outages and what the other
methods say flow out. Looks are judged one by one by what came before them; changes see the whole series; neither hides the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from vedette.patterns.changes import Change, find_changes
from vedette.patterns.default_detector import DetectorParams, Looks, judge_looks
from vedette.patterns.glm import Bools, Floats
from vedette.patterns.levels import NewLevel, find_new_level
from vedette.patterns.many import alpha_of_budget, expected_false_alarms, q_values
from vedette.patterns.others import OtherLooks, run_others
from vedette.patterns.season import SeasonBlock, season_blocks
from vedette.patterns.sequential import Signal, threshold_for, watch_all
from vedette.patterns.series import PER_WEEK, CountSeries, feed_breaks, find_outages, runs_of


@dataclass(frozen=True)
class Episode:
    """Alarms in one direction that follow one another within a guard's length; indices of steps, `end` exclusive."""

    direction: str  # up or down
    start: int
    end: int
    n_alarms: int
    n_looks: int  # tested looks from start to end
    observed: float
    expected: float
    least_q: float


@dataclass(frozen=True)
class Examined:
    """One series and what was found in it; arrays of its length."""

    series: CountSeries
    looks: Looks
    q_up: Floats
    q_down: Floats
    is_outage: Bools
    episodes: tuple[Episode, ...]
    changes: tuple[Change, ...]
    breaks: tuple[int, ...]
    levels: tuple[NewLevel, ...] = ()
    season_from: int | None = None  # first look that is judged with the season taken out
    signals: tuple[Signal, ...] = ()
    others: tuple[OtherLooks, ...] = field(default=())


@dataclass(frozen=True)
class Examination:
    """All series of one file, with the level that was used and what it costs."""

    series: tuple[Examined, ...]
    params: DetectorParams
    false_alarms_a_month: float
    watch_threshold: float | None = None


def examine(
    series: Sequence[CountSeries], params: DetectorParams, *, budget: float | None = None, run_length: float | None = None
) -> Examination:
    """Judge all series of one file.

    Args:
        series: of one step and the same days.
        params: settings; a budget replaces alpha.
        budget: false alarms a month, all series and both tails together.
        run_length: looks between false signals of a standing watch, a series; None = no watch.
    """
    step, days = series[0].step, series[0].days
    if budget is not None:
        params = replace(params, alpha=alpha_of_budget(budget, len(series), step))
    total = _total(series)
    outages = np.array([find_outages(s, total) for s in series])
    counts, effort = np.array([s.counts for s in series]), np.array([s.effort for s in series])
    feeds = series[0].feeds
    breaks = feed_breaks(feeds)
    starts = np.array([max((b for b in breaks if b <= i), default=0) for i in range(len(days))])
    batch = judge_looks(counts, effort, outages, step, params, feed_starts=starts)
    judged = [judge_alone(one, _row_of(batch, i), outages[i], starts, params) for i, one in enumerate(series)]
    looks = Looks(*(np.array([getattr(one.looks, name) for one in judged]) for name in Looks.__dataclass_fields__))
    threshold = None if run_length is None else threshold_for(run_length, step)
    q_up, q_down = q_by_day(looks.p_up), q_by_day(looks.p_down)
    found = []
    for i, one in enumerate(series):
        own = judged[i].looks
        is_usable = ~np.isnan(one.counts) & (np.nan_to_num(one.effort) > 0) & ~outages[i]
        exposure = np.where(is_usable, one.effort, 0.0) * weekday_factors(one, is_usable)
        parts = list(zip((0, *breaks), (*breaks, len(days)), strict=True))
        found.append(
            Examined(
                series=one, looks=own, q_up=q_up[i], q_down=q_down[i], is_outage=outages[i],
                episodes=tuple(find_episodes(one, own, (q_up[i], q_down[i]), params)),
                changes=tuple(find_changes(np.nan_to_num(one.counts), exposure, is_usable, step, parts)),
                breaks=breaks, levels=judged[i].levels, season_from=judged[i].season_from,
                signals=() if threshold is None else tuple(watch_all(own.p_up, own.p_down, threshold)),
                others=run_others(one, is_usable),
            )
        )  # fmt: skip
    return Examination(tuple(found), params, expected_false_alarms(params.alpha, len(series), step), threshold)


@dataclass(frozen=True)
class JudgedAlone:
    """Looks of one series, with its own season and its own new levels."""

    looks: Looks
    levels: tuple[NewLevel, ...] = ()
    season_from: int | None = None


def judge_alone(
    series: CountSeries, looks: Looks, is_outage: Bools, starts: NDArray[np.int64], params: DetectorParams
) -> JudgedAlone:
    """The looks of one series again where it has a season of its own, or a lasting change after which the baseline begins anew.

    Args:
        series: n steps.
        looks: (n,) as judged with all series of the file.
        is_outage: (n,) steps that are neither tested nor baseline.
        starts: (n,) first step with the same set of feeds.
        params: settings.
    """
    is_usable = ~np.isnan(series.counts) & (np.nan_to_num(series.effort) > 0) & ~is_outage
    blocks = list(season_blocks(series, is_usable)) if params.has_season else []
    for block in blocks:
        looks = _judge_from(series, looks, is_outage, starts, params, block.start, block.end, block.factors)
    levels: list[NewLevel] = []
    starts = starts.copy()
    while (level := find_new_level(looks, params.alpha, series.step, levels[-1].index if levels else 0)) is not None:
        levels.append(level)
        starts[level.index :] = np.maximum(starts[level.index :], level.baseline_from)
        for start, end, factors in _stretches(blocks, level.index, len(series)):
            looks = _judge_from(series, looks, is_outage, starts, params, start, end, factors)
    return JudgedAlone(looks, tuple(levels), blocks[0].start if blocks else None)


def _stretches(blocks: Sequence[SeasonBlock], start: int, n: int) -> Iterator[tuple[int, int, Floats]]:
    """What lies after a look, cut where the season's curve changes; ones where there is none."""
    edges = sorted({start, n, *(e for b in blocks for e in (b.start, b.end) if start < e < n)})
    for first, last in pairwise(edges):
        own = next((b.factors for b in blocks if b.start <= first < b.end), np.ones(n))
        yield first, last, own


def _judge_from(
    series: CountSeries, looks: Looks, is_outage: Bools, starts: NDArray[np.int64], params: DetectorParams, start: int, end: int,
    factors: Floats,
) -> Looks:  # fmt: skip
    """The looks from start to end judged anew, effort times factors; the others as they are."""
    first = max(start - (params.baseline_weeks + params.guard_weeks) * PER_WEEK[series.step], 0)
    cut = slice(first, end)
    anew = judge_looks(
        series.counts[None, cut], (series.effort * factors)[None, cut], is_outage[None, cut], series.step, params,
        feed_starts=starts[cut] - first,
    )  # fmt: skip
    parts = {name: getattr(looks, name).copy() for name in Looks.__dataclass_fields__}
    for name, values in parts.items():
        values[start:end] = getattr(anew, name)[0, start - first :]
    return Looks(**parts)


def _row_of(looks: Looks, index: int) -> Looks:
    return Looks(*(getattr(looks, name)[index] for name in Looks.__dataclass_fields__))


def weekday_factors(series: CountSeries, is_usable: Bools) -> Floats:
    """(n,) how much more each step's weekday has than the mean day, at the same effort; ones for weekly series."""
    n = len(series)
    if series.step == "week" or is_usable.sum() < 8 * 7:
        return np.ones(n)
    weekday = np.array([day.weekday() for day in series.days])
    rates = np.ones(7)
    for d in range(7):
        own = is_usable & (weekday == d)
        if own.any() and series.counts[own].sum() > 0:
            rates[d] = series.counts[own].sum() / series.effort[own].sum()
    return np.asarray((rates / rates.mean())[weekday])


def find_episodes(series: CountSeries, looks: Looks, q: tuple[Floats, Floats], params: DetectorParams) -> list[Episode]:
    """Alarms joined where no more than the guard lies between them."""
    reach = params.guard_weeks * PER_WEEK[series.step]
    found = []
    for direction, is_alarm, q_of in (("up", looks.is_up(params.alpha), q[0]), ("down", looks.is_down(params.alpha), q[1])):
        for start, end in _joined(runs_of(is_alarm), reach):
            is_tested = ~np.isnan(looks.expected[start:end])
            found.append(
                Episode(
                    direction=direction, start=start, end=end,
                    n_alarms=int(is_alarm[start:end].sum()), n_looks=int(is_tested.sum()),
                    observed=float(series.counts[start:end][is_tested].sum()),
                    expected=float(looks.expected[start:end][is_tested].sum()),
                    least_q=float(np.nanmin(q_of[start:end])),
                )
            )  # fmt: skip
    return sorted(found, key=lambda e: (e.start, e.direction))


def q_by_day(p: Floats) -> Floats:
    """Series looked at on the same day are one family."""
    return np.column_stack([q_values(p[:, i]) for i in range(p.shape[1])])


def _joined(runs: Sequence[tuple[int, int]], reach: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined and start - joined[-1][1] <= reach:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _total(series: Sequence[CountSeries]) -> Floats:
    counts = np.array([s.counts for s in series])
    return np.asarray(np.where(np.isnan(counts).all(axis=0), np.nan, np.nansum(counts, axis=0)))
