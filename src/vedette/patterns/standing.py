"""What is unusual in counted series: alarms joined to surges and drops, and dated rises and falls.

Counted series flow in; their looks and rows of `PATTERNS` flow out. All series of a sensor are judged together by the default
detector, so that their alarms share a Benjamini-Hochberg family a day; changes are sought where a series has enough in all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from vedette.patterns.changes import Change, find_changes
from vedette.patterns.claimed_rates import finite
from vedette.patterns.counting import CountedSeries, Row, is_known, moment_of
from vedette.patterns.default_detector import DetectorParams, Looks, judge_looks
from vedette.patterns.examine import Episode, find_episodes, q_by_day, weekday_factors
from vedette.patterns.glm import Bools, Floats
from vedette.patterns.rate_params import RateParams
from vedette.patterns.rows import pattern_row
from vedette.patterns.series import CountSeries, feed_breaks, find_outages

_NOUNS = {"visit": "visits", "take_off": "take-offs", "landing": "landings", "leg": "legs", "presence": "days of stay"}
_FEWEST_FOR_CHANGE = 10  # counts in all: under it a cut dates nothing
_CITED = 12


def judge_counted(
    counted: Sequence[CountedSeries], params: RateParams, detector: DetectorParams, as_of: datetime
) -> tuple[list[Row], dict[str, Looks]]:
    """Surges, drops, rises and falls of all series of one sensor, and the looks of each by its id.

    Series of unknown effort are left out.
    """
    known = [one for one in counted if is_known(one)]
    if not known:
        return [], {}
    series = [CountSeries("", "day", c.days, c.counts, c.effort, c.feeds, has_effort=True) for c in known]
    outages = np.array([find_outages(s, s.counts) for s in series])
    breaks = feed_breaks(known[0].feeds)
    starts = np.array([max((b for b in breaks if b <= i), default=0) for i in range(len(known[0].days))])
    counts, effort = np.array([s.counts for s in series]), np.array([s.effort for s in series])
    looks = judge_looks(counts, effort, outages, "day", detector, feed_starts=starts)
    q = q_by_day(looks.p_up), q_by_day(looks.p_down)
    rows, looks_of = [], {}
    for i, one in enumerate(known):
        own = Looks(*(getattr(looks, name)[i] for name in Looks.__dataclass_fields__))
        episodes = find_episodes(series[i], own, (q[0][i], q[1][i]), detector)
        rows += [_episode_row(one, episode, own, params, as_of) for episode in episodes]
        rows += [_change_row(one, change, params, as_of) for change in _changes(one, series[i], outages[i], breaks)]
        looks_of[one.series.series_id] = own
    return rows, looks_of


def _changes(one: CountedSeries, series: CountSeries, is_outage: Bools, breaks: Sequence[int]) -> list[Change]:
    if np.nansum(series.counts) < _FEWEST_FOR_CHANGE:
        return []
    is_usable = ~np.isnan(one.counts) & (np.nan_to_num(one.effort) > 0) & ~is_outage
    exposure: Floats = np.where(is_usable, one.effort, 0.0) * weekday_factors(series, is_usable)
    parts = list(zip((0, *breaks), (*breaks, len(one.days)), strict=True))
    return find_changes(np.nan_to_num(one.counts), exposure, is_usable, "day", parts)


def _events(one: CountedSeries, start: datetime, end: datetime) -> list[Row]:
    return [e for e in one.series.events if start <= e["start"] < end][:_CITED]


def say_series(one: CountedSeries, params: RateParams) -> str:
    """``legs from Russia to Libya``, with class or operator where it is one of those."""
    series = one.series
    of = f" of {series.asset_class}" if series.asset_class else f" by {series.operator}" if series.operator else ""
    start = f" from {params.name_of(series.from_ids)}" if series.from_ids else ""
    at = "to" if series.from_ids else "at"
    end = f" {at} {params.name_of(series.to_ids)}" if series.to_ids else ""
    return f"{_NOUNS[series.kind]}{of}{start}{end}"


def _episode_row(one: CountedSeries, episode: Episode, looks: Looks, params: RateParams, as_of: datetime) -> Row:
    start, end = moment_of(one.days[episode.start]), moment_of(one.days[episode.end - 1]) + timedelta(days=1)
    is_up = episode.direction == "up"
    ratio = episode.observed / episode.expected if episode.expected > 0 else np.inf
    why = (
        f"{episode.observed:g} {say_series(one, params)} where {episode.expected:.1f} were to be expected at this effort "
        f"({episode.n_alarms} alarms on {episode.n_looks} days)."
    )
    p = looks.p_up if is_up else looks.p_down
    cells = {
        "observed": episode.observed, "expected": episode.expected, "ratio": finite(ratio), "q": finite(episode.least_q),
        "p_up" if is_up else "p_down": float(np.nanmin(p[episode.start : episode.end])),
        "window_days": float(episode.n_looks), "effort_kind": one.effort_kind,
        "low": finite(float(np.nansum(looks.low[episode.start : episode.end]))),
        "high": finite(float(np.nansum(looks.high[episode.start : episode.end]))),
    }  # fmt: skip
    return pattern_row(
        "surge" if is_up else "drop", start, as_of, why, "default_detector", _events(one, start, end), series=one.series, end=end,
        **cells,
    )  # fmt: skip


def _change_row(one: CountedSeries, change: Change, params: RateParams, as_of: datetime) -> Row:
    start, end = moment_of(one.days[change.index]), moment_of(one.days[change.end - 1]) + timedelta(days=1)
    days = one.days[change.first], one.days[change.last]
    times = f"{change.ratio:.2g} times" if np.isfinite(change.ratio) else "for the first time"
    why = (
        f"From {one.days[change.index]} on (95 %: {days[0]} to {days[1]}) {times} as many {say_series(one, params)} at the same "
        f"effort (95 %: {change.low:.2g} to {change.high:.2g})."
    )
    return pattern_row(
        "rise" if change.ratio > 1 else "fall", start, as_of, why, "change_points", _events(one, start, end), series=one.series,
        end=None if change.end == len(one.days) else end, start_low=moment_of(days[0]), start_high=moment_of(days[1]),
        ratio=finite(change.ratio), ratio_low=finite(change.low), ratio_high=finite(change.high), effort_kind=one.effort_kind,
        window_days=float(change.end - change.index), baseline_days=float(change.index - change.start),
    )  # fmt: skip
