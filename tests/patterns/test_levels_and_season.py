"""Baselines that begin anew after a lasting change, visibly and without looking ahead; seasons of long series."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from vedette.patterns.default_detector import DetectorParams
from vedette.patterns.examine import Examined, examine
from vedette.patterns.glm import Floats
from vedette.patterns.series import CountSeries

FIRST = date(2021, 1, 4)


def series(counts: Floats, *, is_daily: bool = True, effort: Floats | None = None) -> CountSeries:
    days = tuple(FIRST + timedelta(days=i * (1 if is_daily else 7)) for i in range(len(counts)))
    given = np.ones(len(counts)) if effort is None else effort
    return CountSeries("x", "day" if is_daily else "week", days, counts, given, has_effort=effort is not None)


def judged(one: CountSeries, *, has_season: bool = True) -> Examined:
    return examine([one], DetectorParams(has_season=has_season)).series[0]


def test_after_six_weeks_a_new_level_is_the_baseline_and_its_end_is_seen() -> None:
    rng = np.random.default_rng(1)
    rate = np.full(420, 50.0)
    rate[200:330] = 15
    found = judged(series(rng.poisson(rate).astype(float)))
    first, second = found.levels[:2]
    assert (first.since, first.index, first.direction) == (200, 242, "down")
    assert (second.since, second.direction) == (330, "up")
    settled = slice(first.index + 1, 330)
    assert found.looks.is_down(0.01)[settled].mean() < 0.05
    assert np.nanmedian(found.looks.expected[settled]) == pytest.approx(15, abs=2)


def test_a_new_level_is_found_without_what_comes_after_it() -> None:
    rng = np.random.default_rng(6)
    rate = np.where(np.arange(420) < 200, 50.0, 20.0)
    counts = rng.poisson(rate).astype(float)
    whole, cut = judged(series(counts)), judged(series(counts[:260]))
    assert cut.levels == whole.levels[:1]
    np.testing.assert_allclose(cut.looks.p_down, whole.looks.p_down[:260], rtol=1e-9)


def test_a_short_collapse_and_chance_begin_nothing_anew() -> None:
    rng = np.random.default_rng(2)
    counts = rng.poisson(50, 420).astype(float)
    assert judged(series(counts)).levels == ()
    counts[200:220] = rng.poisson(15, 20)
    assert judged(series(counts)).levels == ()


def test_a_season_learnt_from_two_years_leaves_the_third_without_seasonal_alarms() -> None:
    rng = np.random.default_rng(3)
    turn = 2 * np.pi * np.arange(2 * 365 + 240) / 365.25
    one = series(rng.poisson(200 * np.exp(0.5 * np.sin(turn))).astype(float))
    told, untold = judged(one), judged(one, has_season=False)
    assert told.season_from == 730
    assert untold.season_from is None
    late = slice(735, None)
    n_told, n_untold = (int((x.looks.is_up(0.01) | x.looks.is_down(0.01))[late].sum()) for x in (told, untold))
    assert n_told < n_untold / 4
    assert len(told.levels) <= len(untold.levels)


def test_a_surge_in_season_is_still_seen() -> None:
    rng = np.random.default_rng(4)
    turn = 2 * np.pi * np.arange(1000) / 365.25
    rate = 40 * np.exp(0.4 * np.sin(turn))
    rate[900:910] *= 2
    assert judged(series(rng.poisson(rate).astype(float))).looks.is_up(0.01)[900:910].sum() >= 9


def test_without_a_season_none_is_taken_out() -> None:
    rng = np.random.default_rng(5)
    assert judged(series(rng.negative_binomial(10, 0.5, 1000).astype(float))).season_from is None
    assert judged(series(rng.poisson(30, 120).astype(float), is_daily=False)).season_from is None
