"""Did a stretch of days have more, or fewer, than the days before it and the effort let expect?

Daily counts with effort and the first and last day of a window flow in; the p-value of each tail, the rate ratio with its interval
and what was compared flow out. Where history is long enough the default detector's baseline predicts the window's sum, its variance
widened by how neighbouring days hang together; else the exact test of two counts compares the window with all that came before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vedette.patterns.changes import correlation_of
from vedette.patterns.default_detector import DetectorParams
from vedette.patterns.glm import Bools, Fit, Floats, Indices, anscombe_residuals, fit_quasi_poisson, weigh_down_surges
from vedette.patterns.short_history import compare_counts, dispersion_of, ratio_interval, widen_ratio, widen_tail
from vedette.patterns.tails import rate_ratios, tail_p_values, widen_for_dispersion

DEFAULT, SHORT = "default_detector", "short_history"
_FEWEST_OF_WEEKDAYS = 70.0  # counts in a baseline, ten a weekday: under it a factor for each weekday is noise


@dataclass(frozen=True)
class WindowResult:
    """What a window had beside its baseline; `ratio` is inf where nothing came before."""

    method: str
    observed: float
    expected: float
    ratio: float
    low: float
    high: float
    p_up: float
    p_down: float
    baseline_count: float
    baseline_days: int
    window_days: int


def judge_window(
    counts: Floats,
    effort: Floats,
    is_usable: Bools,
    window: tuple[int, int],
    weekdays: Sequence[int],
    params: DetectorParams,
    *,
    first: int = 0,
    unit: float = 1.0,
) -> WindowResult | None:
    """Judge one window of a daily series.

    Args:
        counts: (n,) daily counts; any number where not usable.
        effort: (n,) > 0 where usable.
        is_usable: (n,) days that could be seen, no outage.
        window: first day and last, exclusive; what comes after it is not looked at.
        weekdays: (n,) 0 to 6.
        params: of the default detector: length of baseline and guard, fewest weeks.
        first: first day with the same set of feeds; nothing before it is compared.
        unit: days of stay that one asset brings (presence); 1 for events. The exact test counts stays, not days of stay.
    Returns:
        The result; None where either side could not be seen at all, or nothing came on either.
    """
    start, end = window
    inside = np.flatnonzero(is_usable[start:end]) + start
    before = np.flatnonzero(is_usable[first:start]) + first
    before = before[before >= start - 7 * (params.baseline_weeks + params.guard_weeks)]
    if not len(inside) or not len(before) or counts[inside].sum() + counts[before].sum() <= 0:
        return None
    guarded = before[before < start - 7 * params.guard_weeks]
    if len(guarded) >= 7 * params.fewest_weeks_of_days and counts[guarded].sum() > 0:
        found = _by_model(counts, effort, guarded, inside, weekdays, params)
        if found is not None:
            return found
    return _by_exact_test(counts, effort, before, inside, params, unit)


def _by_model(
    counts: Floats, effort: Floats, before: Indices, inside: Indices, weekdays: Sequence[int], params: DetectorParams
) -> WindowResult | None:  # fmt: skip
    at, days = before, np.asarray(weekdays)
    has_weekdays = params.has_weekdays and float(counts[at].sum()) >= _FEWEST_OF_WEEKDAYS and len(set(days[at])) == 7
    design, own = _design(days[at], has_weekdays), _design(days[inside], has_weekdays)
    past, offset = counts[at][None, :], np.log(effort[at])[None, :]
    fit = _fit_without_surges(past, design, offset, params.weights_threshold)
    dispersion = max(float(fit.dispersion[0]), 1.0)
    mean = effort[inside] * np.exp(np.minimum(own @ fit.coefficients[0], 50.0))
    expected, slope = float(mean.sum()), mean @ own
    if not fit.has_converged[0] or not np.isfinite(expected) or expected < params.fewest_expected:
        return None
    r = correlation_of((past[0] - fit.mean[0]) / np.sqrt(np.maximum(fit.mean[0], 1e-9)), len(at))
    spread = dispersion * (1 + r) / (1 - r)
    of_mean = spread * float(slope @ fit.covariance[0] @ slope)
    observed = float(counts[inside].sum())
    y, m = np.array([observed]), np.array([expected])
    tails = tail_p_values(y, m, np.array([spread * expected + of_mean]))
    df = np.where(fit.dispersion > 1, fit.df, np.inf)
    ratio, low, high = rate_ratios(y, m, np.array([np.sqrt(of_mean) / expected]), np.array([spread]), params.level)
    p_up, p_down = (widen_for_dispersion(p, df) for p in tails)
    return WindowResult(
        DEFAULT, observed, expected, float(ratio[0]), float(low[0]), float(high[0]), float(p_up[0]), float(p_down[0]),
        baseline_count=float(past.sum()), baseline_days=len(at), window_days=len(inside),
    )  # fmt: skip


def _design(weekdays: Indices, has_weekdays: bool) -> Floats:
    columns = [np.ones(len(weekdays))]
    if has_weekdays:
        columns += [(weekdays == day).astype(np.float64) for day in range(1, 7)]
    return np.column_stack(columns)


def _fit_without_surges(past: Floats, design: Floats, offset: Floats, threshold: float) -> Fit:
    first = fit_quasi_poisson(past, design, offset, np.ones_like(past))
    residuals = anscombe_residuals(past, first, design, np.fmax(first.dispersion, 1.0))
    if not (residuals > threshold).any():
        return first
    return fit_quasi_poisson(past, design, offset, weigh_down_surges(residuals, np.ones_like(past), threshold))


def _by_exact_test(
    counts: Floats, effort: Floats, before: Indices, inside: Indices, params: DetectorParams, unit: float
) -> WindowResult:  # fmt: skip
    here, there = inside, before
    y, past = np.array([counts[here].sum()]), np.array([counts[there].sum()])
    exposure, past_exposure = np.array([effort[here].sum()]), np.array([effort[there].sum()])
    stays, past_stays = np.round(y / unit), np.round(past / unit)
    dispersion, df = dispersion_of(counts[there][None, :], effort[there][None, :], np.ones((1, len(there))))
    if unit > 1:  # days of stay hang together; they are counted as stays already
        dispersion = np.ones(1)
    p_up, p_down = (widen_tail(p, dispersion, df) for p in compare_counts(stays, exposure, past_stays, past_exposure))
    ratio, low, high = ratio_interval(stays, exposure, past_stays, past_exposure, params.level)
    low, high = widen_ratio(ratio, low, dispersion), widen_ratio(ratio, high, dispersion)
    plain = float(y[0] / exposure[0] / (past[0] / past_exposure[0])) if past[0] > 0 else np.inf
    return WindowResult(
        SHORT, float(y[0]), float(past[0] * exposure[0] / past_exposure[0]),
        float(ratio[0]) if unit == 1.0 else plain, float(low[0]), float(high[0]), float(p_up[0]), float(p_down[0]),
        baseline_count=float(past[0]), baseline_days=len(there), window_days=len(here),
    )  # fmt: skip
