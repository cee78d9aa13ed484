"""`vedette patterns`: a file of counts in, what is unusual in it out.

A path, columns and settings flow in; an `Examination` and how the file was read flow out, with the plain objects of
`vedette.patterns/1` and, if asked for, a picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np

from vedette.errors import SourceError, UsageError
from vedette.patterns.changes import Change
from vedette.patterns.default_detector import STATES, DetectorParams
from vedette.patterns.examine import Episode, Examination, Examined, examine
from vedette.patterns.others import OtherLooks
from vedette.patterns.series import Step
from vedette.verbs.count_columns import CountColumns
from vedette.verbs.counts_csv import Counted, Duplicates, read_counts

METHODS = ("default", "ears", "farrington", "flexible")


@dataclass(frozen=True)
class Patterns:
    """What was found, and how the file was read."""

    counted: Counted
    examination: Examination


def find_patterns(
    path: Path,
    columns: CountColumns,
    *,
    every: str | None = None,
    duplicates: str = "refuse",
    alpha: float | None = None,
    budget: float | None = None,
    has_trend: bool = False,
    has_season: bool = True,
    run_length: float | None = None,
) -> Patterns:
    """Read and judge a file of counts.

    Raises:
        UsageError: an option cannot stand.
        SourceError: the file cannot be read.
    """
    if every is not None and every not in get_args(Step):
        raise UsageError(f"--every {every}: day or week")
    if duplicates not in get_args(Duplicates):
        raise UsageError(f"--duplicates {duplicates}: refuse or sum")
    if alpha is not None and not 0 < alpha < 0.5:
        raise UsageError(f"--alpha {alpha}: the level of one tail lies between 0 and 0.5")
    if alpha is not None and budget is not None:
        raise UsageError("--alpha and --budget: one follows from the other; give one")
    if budget is not None and budget <= 0:
        raise UsageError(f"--budget {budget}: false alarms a month must be more than 0")
    if run_length is not None and run_length <= 1:
        raise UsageError(f"--watch {run_length:g}: looks between false signals must be more than 1")
    counted = read_counts(path, columns, every=every, duplicates=duplicates)  # type: ignore[arg-type]
    if not any((~np.isnan(one.counts)).any() for one in counted.series):
        raise SourceError(str(path), "holds no count at all: every cell of the counts is empty")
    params = DetectorParams(alpha=DetectorParams.alpha if alpha is None else alpha, has_trend=has_trend, has_season=has_season)
    return Patterns(counted, examine(counted.series, params, budget=budget, run_length=run_length))


def as_document(patterns: Patterns) -> dict[str, Any]:
    """The document `vedette.patterns/1`, without its schema id."""
    examination = patterns.examination
    return {
        "told": list(patterns.counted.told),
        "settings": asdict(examination.params),
        "false_alarms_a_month": round(examination.false_alarms_a_month, 4),
        "watch_threshold": examination.watch_threshold,
        "series": [series_object(one, examination.params.alpha) for one in examination.series],
    }


def series_object(one: Examined, alpha: float) -> dict[str, Any]:
    """One series."""
    days = one.series.days
    looks = list(_looks(one, alpha))
    return {
        "name": one.series.name,
        "step": one.series.step,
        "start": str(days[0]),
        "end": str(days[-1]),
        "has_effort": one.series.has_effort,
        "changes": [change_object(change, one) for change in one.changes],
        "alarms": [look for look in looks if look["alarm"]],
        "episodes": [episode_object(episode, one) for episode in one.episodes],
        "outages": [str(days[i]) for i in np.flatnonzero(one.is_outage)],
        "baseline_breaks": [
            {"day": str(days[i]), "before": one.series.feeds[i - 1], "after": one.series.feeds[i]} for i in one.breaks
        ],
        "new_levels": [
            {"day": str(days[min(x.index, len(days) - 1)]), "since": str(days[x.since]), "direction": x.direction}
            for x in one.levels
        ],
        "season_from": None if one.season_from is None else str(days[one.season_from]),
        "signals": [
            {"day": str(days[x.index]), "since": str(days[x.since]), "direction": x.direction, "sum": number(x.total)}
            for x in one.signals
        ],
        "looks": looks,
        "others": [other_object(other) for other in one.others],
    }


def change_object(change: Change, one: Examined) -> dict[str, Any]:
    """One change."""
    days = one.series.days
    return {
        "day": str(days[change.index]),
        "day_interval": [str(days[change.first]), str(days[change.last])],
        "began": None if change.began is None else str(days[change.began]),
        "complete": None if change.complete is None else str(days[change.complete]),
        "direction": "up" if change.ratio > 1 else "down",
        "rate_ratio": number(change.ratio),
        "rate_ratio_interval": [number(change.low), number(change.high)],
        "rate_before": number(change.before),
        "rate_after": number(change.after),
        "before_from": str(days[change.start]),
        "after_to": str(days[change.end - 1]),
    }


def episode_object(episode: Episode, one: Examined) -> dict[str, Any]:
    """One run of alarms."""
    days = one.series.days
    return {
        "direction": episode.direction,
        "start": str(days[episode.start]),
        "end": str(days[episode.end - 1]),
        "alarms": episode.n_alarms,
        "looks": episode.n_looks,
        "observed": number(episode.observed),
        "expected": number(episode.expected),
        "rate_ratio": number(episode.observed / episode.expected if episode.expected > 0 else math.nan),
        "least_q": number(episode.least_q),
    }


def other_object(other: OtherLooks) -> dict[str, Any]:
    """One of the other methods."""
    return {
        "method": other.method,
        "tested": other.n_tested,
        "alarms": [
            {"day": str(other.days[i]), "count": number(other.counts[i]), "upper": number(other.upper[i])}
            for i in np.flatnonzero(other.is_alarm)
        ],
        "note": other.note,
    }


def _looks(one: Examined, alpha: float) -> Iterator[dict[str, Any]]:
    looks, series = one.looks, one.series
    is_up, is_down = looks.is_up(alpha), looks.is_down(alpha)
    for i, day in enumerate(series.days):
        yield {
            "day": str(day),
            "count": number(series.counts[i]),
            "effort": number(series.effort[i]) if series.has_effort else None,
            "state": STATES[looks.state[i]],
            "alarm": "up" if is_up[i] else "down" if is_down[i] else None,
            "expected": number(looks.expected[i]),
            "band": [number(looks.low[i]), number(looks.high[i])],
            "rate_ratio": number(looks.ratio[i]),
            "rate_ratio_interval": [number(looks.ratio_low[i]), number(looks.ratio_high[i])],
            "p_up": number(looks.p_up[i]),
            "p_down": number(looks.p_down[i]),
            "q": number(one.q_up[i] if is_up[i] else one.q_down[i]) if is_up[i] or is_down[i] else None,
            "dispersion": number(looks.dispersion[i]),
        }


def number(value: float) -> float | None:
    """Six significant digits; null for what is not known or has no bound."""
    return float(f"{value:.6g}") if math.isfinite(value) else None
