"""The default detector: is a count more, or less, than its baseline and its effort let expect?

Counts with effort flow in; per look a p-value of each tail, the expected band, the rate ratio with interval, and why a look
was not tested flow out. A quasi-Poisson model with log(effort) as offset is fitted to 26 weeks that end two weeks before the look,
past surges weighed down; the predictive count is negative binomial. Where history is short or hardly anything is expected, an
exact test of two counts takes over.

METHOD: log(mean) = log(effort) + level [+ trend] [+ weekday]; the weekday stands by lag modulo 7, so that one design serves
every look and a million looks are a few matrix products.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from vedette.patterns.baseline_fit import expect
from vedette.patterns.glm import Bools, Floats
from vedette.patterns.series import PER_WEEK, Step
from vedette.patterns.short_history import (
    compare_counts,
    dispersion_of,
    predictive_moments,
    ratio_interval,
    widen_ratio,
    widen_tail,
)
from vedette.patterns.tails import band_of, level_for_band, rate_ratios, tail_p_values, widen_for_dispersion

TESTED, SHORT, NO_HISTORY, MISSING, NO_EFFORT, OUTAGE = "tested", "short_history", "no_history", "missing", "no_effort", "outage"
STATES = ("", TESTED, SHORT, NO_HISTORY, MISSING, NO_EFFORT, OUTAGE)
TESTED_AT, SHORT_AT, NO_HISTORY_AT, MISSING_AT, NO_EFFORT_AT, OUTAGE_AT = range(1, 7)
_CHUNK = 20_000  # fits at once: the arrays of one step stay in the cache's reach


@dataclass(frozen=True)
class DetectorParams:
    """Settings, with their reasons in docs/patterns.md."""

    alpha: float = 0.01  # of each tail, a look
    baseline_weeks: int = 26
    guard_weeks: int = 2
    has_trend: bool = False
    has_weekdays: bool = True  # for daily counts
    has_season: bool = True  # of series of more than two years, by `examine`
    weights_threshold: float = 2.58  # Noufaily et al. 2013
    fewest_weeks: int = 12  # weekly series; below: the exact test
    fewest_weeks_of_days: int = 4  # daily series: 28 counts tell their dispersion, which the exact test cannot allow for
    fewest_expected: float = 0.5  # below: the exact test
    fewest_points: int = 4  # below: no test at all
    level: float = 0.95  # of intervals


@dataclass(frozen=True)
class Looks:
    """Arrays of one shape, one element a look; NaN where it was not tested; `state` is an index into `STATES`."""

    state: NDArray[np.int8]
    expected: Floats
    low: Floats
    high: Floats
    p_up: Floats
    p_down: Floats
    ratio: Floats
    ratio_low: Floats
    ratio_high: Floats
    dispersion: Floats

    def is_up(self, alpha: float) -> Bools:
        """Surges."""
        return np.nan_to_num(self.p_up, nan=1.0) <= alpha

    def is_down(self, alpha: float) -> Bools:
        """Draw-downs."""
        return np.nan_to_num(self.p_down, nan=1.0) <= alpha


def judge_looks(
    counts: Floats,
    effort: Floats,
    is_outage: Bools,
    step: Step,
    params: DetectorParams,
    *,
    feed_starts: NDArray[np.int64] | None = None,
    share: float | Floats = 0.5,
) -> Looks:
    """Judge every look of s series of n steps.

    Args:
        counts: (s, n) counts; NaN = missing.
        effort: (s, n) effort; NaN = unknown, 0 = none.
        is_outage: (s, n) looks that are neither tested nor baseline.
        step: day or week.
        params: settings.
        feed_starts: (n,) first step with the same set of feeds; no baseline reaches before it. None = they never changed.
        share: of P(equal) that counts as beyond: 0.5 is mid-p; (s, n) uniform random numbers make p-values exactly uniform.
    Returns:
        (s, n) looks.
    """
    s, n = counts.shape
    has_effort = np.nan_to_num(effort) > 0
    reason = np.select([np.isnan(counts), ~has_effort, is_outage], [MISSING_AT, NO_EFFORT_AT, OUTAGE_AT], 0).astype(np.int8)
    lags = baseline_lags(step, params)
    starts = np.zeros(n, dtype=np.int64) if feed_starts is None else feed_starts
    reach = np.arange(n)[:, None] - lags >= np.maximum(starts, 0)[:, None]
    shares = np.broadcast_to(np.asarray(share, dtype=np.float64), (s, n))
    rows = max(1, _CHUNK // n)
    parts = [
        _judge(counts[i : i + rows], effort[i : i + rows], reason[i : i + rows], shares[i : i + rows], lags, reach, step, params)
        for i in range(0, s, rows)
    ]
    return Looks(*(np.concatenate([getattr(part, name) for part in parts]) for name in Looks.__dataclass_fields__))


def baseline_lags(step: Step, params: DetectorParams) -> NDArray[np.int64]:
    """Lags of the baseline, furthest first."""
    guard, width = params.guard_weeks * PER_WEEK[step], params.baseline_weeks * PER_WEEK[step]
    return np.arange(guard + width, guard, -1)


def design_of(lags: NDArray[np.int64], step: Step, params: DetectorParams) -> tuple[Floats, Floats]:
    """(n, p) design of a baseline by its lags, and (p,) the row of the look itself."""
    columns = [np.ones(len(lags))]
    if params.has_trend:
        columns.append(-lags / float(lags[0]))
    if step == "day" and params.has_weekdays:
        columns += [(lags % 7 == day).astype(np.float64) for day in range(1, 7)]
    design = np.column_stack(columns)
    return design, np.eye(design.shape[1])[0]


def _judge(
    counts: Floats,
    effort: Floats,
    reason: NDArray[np.int8],
    shares: Floats,
    lags: NDArray[np.int64],
    reach: Bools,
    step: Step,
    params: DetectorParams,
) -> Looks:
    is_known = reason == 0
    past_in = _windows(is_known.astype(np.float64), lags) * np.broadcast_to(reach, (*counts.shape, len(lags))).reshape(
        -1, len(lags)
    )
    past = _windows(np.where(is_known, counts, 0.0), lags) * past_in
    past_effort = np.where(past_in > 0, _windows(np.where(is_known, effort, 1.0), lags), 1.0)
    own, own_effort = np.where(is_known, counts, 0.0).ravel(), np.where(is_known, effort, 1.0).ravel()
    n_points = past_in.sum(axis=1)
    is_open = is_known.ravel()
    fewest = params.fewest_weeks if step == "week" else params.fewest_weeks_of_days * PER_WEEK[step]
    is_long = is_open & (n_points >= fewest) & (past.sum(axis=1) > 0)
    found = {name: np.full(len(own), np.nan) for name in Looks.__dataclass_fields__ if name != "state"}
    state = np.where(is_open, NO_HISTORY_AT, reason.ravel()).astype(np.int8)
    _by_model(
        found, state, np.flatnonzero(is_long), past, past_in, past_effort, own, own_effort, shares.ravel(), lags, step, params
    )
    is_short = is_open & (state != TESTED_AT) & (n_points >= params.fewest_points)
    _by_exact_test(found, state, np.flatnonzero(is_short), past, past_in, past_effort, own, own_effort, shares.ravel(), params)
    shape = counts.shape
    return Looks(state=state.reshape(shape), **{name: values.reshape(shape) for name, values in found.items()})


def _windows(values: Floats, lags: NDArray[np.int64]) -> Floats:
    """(s x n, lags) the past of every look, 0 before the start."""
    padded = np.pad(values, ((0, 0), (int(lags[0]), 0)))
    views = sliding_window_view(padded, len(lags), axis=1)[:, : values.shape[1]]
    return np.ascontiguousarray(views).reshape(-1, len(lags))


def _by_model(
    found: dict[str, Floats], state: NDArray[np.int8], at: NDArray[np.int64], past: Floats, past_in: Floats, past_effort: Floats,
    own: Floats, own_effort: Floats, shares: Floats, lags: NDArray[np.int64], step: Step, params: DetectorParams,
) -> None:  # fmt: skip
    if not len(at):
        return
    design, own_row = design_of(lags, step, params)
    expected = expect(
        past[at], design, own_row, np.log(past_effort[at]), np.log(own_effort[at]),
        weights=past_in[at], threshold=params.weights_threshold,
    )  # fmt: skip
    mean = np.exp(np.minimum(expected.log_mean, 50.0))
    is_good = np.isfinite(mean) & (mean >= params.fewest_expected) & expected.has_converged
    at, mean, se = at[is_good], mean[is_good], expected.se[is_good]
    dispersion, df = expected.dispersion[is_good], expected.df[is_good]
    variance = dispersion * mean + (mean * se) ** 2
    state[at] = TESTED_AT
    found["expected"][at], found["dispersion"][at] = mean, dispersion
    p_up, p_down = tail_p_values(own[at], mean, variance, shares[at])
    found["p_up"][at], found["p_down"][at] = widen_for_dispersion(p_up, df), widen_for_dispersion(p_down, df)
    found["low"][at], found["high"][at] = band_of(mean, variance, level_for_band(params.alpha, df))
    ratios = rate_ratios(own[at], mean, se, dispersion, params.level)
    found["ratio"][at], found["ratio_low"][at], found["ratio_high"][at] = ratios


def _by_exact_test(
    found: dict[str, Floats], state: NDArray[np.int8], at: NDArray[np.int64], past: Floats, past_in: Floats, past_effort: Floats,
    own: Floats, own_effort: Floats, shares: Floats, params: DetectorParams,
) -> None:  # fmt: skip
    if not len(at):
        return
    whole, total, exposure = own[at], past[at].sum(axis=1), (past_in * past_effort)[at].sum(axis=1)
    dispersion, df = dispersion_of(past[at], past_effort[at], past_in[at])
    mean, variance = predictive_moments(own_effort[at], total, exposure)
    state[at] = SHORT_AT
    found["expected"][at], found["dispersion"][at] = mean, dispersion
    tails = compare_counts(whole, own_effort[at], total, exposure, shares[at])
    found["p_up"][at], found["p_down"][at] = (widen_tail(p, dispersion, df) for p in tails)
    level = np.where(dispersion > 1, level_for_band(params.alpha, df), params.alpha)
    found["low"][at], found["high"][at] = band_of(mean, variance * dispersion, level)
    ratio, low, high = ratio_interval(whole, own_effort[at], total, exposure, params.level)
    found["ratio"][at] = ratio
    found["ratio_low"][at], found["ratio_high"][at] = (widen_ratio(ratio, bound, dispersion) for bound in (low, high))
