"""Claims about rates, answered: what the claimed time had beside the days before it, at each moment at which it is judged.

Series that claims ask for flow in, with the questions; rows of `PATTERNS` of kind `claimed_rate` flow out, one a moment. At a moment
only the events count that were known then, and no day after it. Which way the claim goes is not looked at here: both tails are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np

from vedette.patterns.counting import CountedSeries, Row, count_days
from vedette.patterns.default_detector import DetectorParams
from vedette.patterns.rows import pattern_row
from vedette.patterns.series import CountSeries, feed_breaks, find_outages
from vedette.patterns.window_test import DEFAULT, WindowResult, judge_window

_CITED = 8  # events that a row names


def answer_claims(asked: Sequence[tuple[CountedSeries, Row]], params: DetectorParams) -> Iterator[Row]:
    """Rows of `PATTERNS`, one for each claim and moment at which something can be said."""
    for counted, question in asked:
        for moment in question["moments"]:
            found = judge_at(counted, question, moment, params)
            if found is not None:
                yield _row(counted, question, moment, found)


def judge_at(counted: CountedSeries, question: Row, moment: datetime, params: DetectorParams) -> WindowResult | None:
    """The claimed time against what came before it, by what was known at a moment."""
    known = [e for e in counted.series.events if e["known"] <= moment]
    days = counted.days
    window = _index(days, question["start"]), _index(days, min(question["end"], moment)) + 1
    window = max(window[0], 0), min(window[1], len(days))
    if window[0] >= window[1] or window[0] == 0:
        return None
    counts = count_days(counted.series, known, days)
    usable = usable_days(counted)
    first = max((b for b in feed_breaks(counted.feeds) if b <= window[0]), default=0)
    if first == window[0] and any(b == first for b in feed_breaks(counted.feeds)):
        return None  # the feeds changed on the first claimed day: nothing before it can be compared
    weekdays = [day.weekday() for day in days]
    return judge_window(counts, counted.effort, usable, window, weekdays, params, first=first, unit=_stay_days(counted))


def usable_days(counted: CountedSeries) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """(n,) days that could be seen and are no outage of the receivers."""
    effort = np.nan_to_num(counted.effort)
    series = CountSeries("", "day", counted.days, counted.counts, counted.effort, (), has_effort=True)
    return np.asarray((effort > 0) & ~find_outages(series, counted.counts))


def _stay_days(counted: CountedSeries) -> float:
    """Days of stay that one arrival brings, for presence; 1 for events."""
    if counted.series.kind != "presence" or not counted.series.events:
        return 1.0
    stays = [((e["end"] or e["known"]) - e["start"]).total_seconds() / 86400 + 1 for e in counted.series.events]
    return max(float(np.mean(stays)), 1.0)


def _index(days: Sequence[date], moment: datetime) -> int:
    return (moment.date() - days[0]).days


def _row(counted: CountedSeries, question: Row, moment: datetime, found: WindowResult) -> Row:
    events = sorted(
        (e for e in counted.series.events if e["known"] <= moment and e["start"] <= min(question["end"], moment)),
        key=lambda e: (e["start"], e["event_id"]),
    )
    row = pattern_row(
        "claimed_rate", question["start"], moment, say_comparison(found, counted.effort_kind), found.method,
        events[-_CITED:], series=counted.series, end=min(question["end"], moment), effort_kind=counted.effort_kind,
    )  # fmt: skip
    return row | {
        "observed": found.observed, "expected": found.expected, "ratio": finite(found.ratio), "ratio_low": finite(found.low),
        "ratio_high": finite(found.high), "p_up": found.p_up, "p_down": found.p_down, "baseline_count": found.baseline_count,
        "baseline_days": float(found.baseline_days), "window_days": float(found.window_days),
    }  # fmt: skip


_EFFORT = {
    "reference_fleet": "effort is what was heard of other traffic in the same cells",
    "covered_hours": "effort is the hours in which other traffic was heard in the same cells, for there is little of it",
    "feed_uptime": "no other traffic is heard near by, so that effort is the hours in which the feeds heard anything",
}  # fmt: skip


def say_comparison(found: WindowResult, effort_kind: str) -> str:
    """``12 in 13 days that could be seen, 1 in 28 before; at the same effort 9.1 times as many (95 %: 3.1 to 40)``; how."""
    counts = f"{found.observed:g} in {found.window_days} days that could be seen, {found.baseline_count:g} in {found.baseline_days} before"
    low, high = f"{found.low:.2g}", f"{found.high:.2g}" if np.isfinite(found.high) else "no bound"
    times = (
        f"{found.ratio:.2g} times as many (95 %: {low} to {high})"
        if np.isfinite(found.ratio)
        else f"at least {low} times as many"
    )
    test = "quasi-Poisson baseline" if found.method == DEFAULT else "short history: exact test of two counts"
    return f"{counts}; at the same effort {times}; {test}; {_EFFORT.get(effort_kind, 'effort is not known')}"


def finite(value: float) -> float | None:
    """None for what has no bound."""
    return float(value) if np.isfinite(value) else None
