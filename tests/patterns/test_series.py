"""Outages told from falls; breaks; budgets; bands."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from vedette.patterns.default_detector import DetectorParams
from vedette.patterns.examine import examine
from vedette.patterns.farrington import has_enough_cases
from vedette.patterns.glm import Floats
from vedette.patterns.many import alpha_of_budget, expected_false_alarms, q_values
from vedette.patterns.series import CountSeries, feed_breaks, find_outages
from vedette.patterns.tails import quantiles, tail_p_values


def series(counts: Floats, effort: Floats | None = None, feeds: tuple[str, ...] = ()) -> CountSeries:
    days = tuple(date(2024, 1, 1) + timedelta(days=i) for i in range(len(counts)))
    return CountSeries("a", "day", days, counts, np.ones(len(counts)) if effort is None else effort, feeds, effort is not None)


def poisson_days(rate: float, n: int = 300, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).poisson(rate, n).astype(float)


def test_effort_near_zero_is_an_outage_and_does_not_alarm() -> None:
    effort, counts = np.full(300, 0.9), poisson_days(50)
    effort[220:224], counts[220:224] = 0.05, 1
    effort[240:243], counts[240:243] = 0.0, 0
    (one,) = examine([series(counts, effort)], DetectorParams()).series
    assert np.flatnonzero(one.is_outage).tolist() == [220, 221, 222, 223, 240, 241, 242]
    assert not (one.looks.is_down(0.01)[215:245] & one.is_outage[215:245]).any()
    assert one.changes == ()


def test_a_lasting_fall_of_effort_is_no_lasting_outage() -> None:
    effort = np.where(np.arange(300) < 150, 1.0, 0.1)
    marked = find_outages(series(poisson_days(50) * effort, effort), poisson_days(50))
    assert marked[150:160].all()
    assert not marked[170:].any()


def test_a_silence_of_everything_is_an_outage_and_a_silence_of_one_series_is_not() -> None:
    one, other = poisson_days(50), poisson_days(60, seed=2)
    one[200:203], other[200:203] = 0, 1
    one[250:253] = 0
    examined = examine([series(one), series(other)], DetectorParams()).series[0]
    assert np.flatnonzero(examined.is_outage).tolist() == [200, 201, 202]
    assert examined.looks.is_down(0.01)[250:253].all()


def test_a_silence_that_lasts_is_a_fall() -> None:
    counts = poisson_days(50)
    counts[200:] = 0
    (one,) = examine([series(counts)], DetectorParams()).series
    assert not one.is_outage.any()
    assert [c.index for c in one.changes] == [200]
    assert one.looks.is_down(0.01)[200:220].all()


def test_a_change_of_feeds_breaks_the_baseline() -> None:
    feeds = ("own",) * 150 + ("own + bought",) * 150
    counts = np.concatenate([poisson_days(20, 150), poisson_days(60, 150)])
    (one,) = examine([series(counts, feeds=feeds)], DetectorParams()).series
    assert one.breaks == feed_breaks(feeds) == (150,)
    assert one.changes == ()
    assert not one.looks.is_up(1e-4)[150:250].any()  # while a baseline of 26 weeks would reach across


def test_an_episode_joins_alarms_and_sums_what_was_tested() -> None:
    counts = poisson_days(50)
    counts[250:256] = 110
    (one,) = examine([series(counts)], DetectorParams()).series
    episode = max(one.episodes, key=lambda e: e.n_alarms)
    assert (episode.direction, episode.n_alarms) == ("up", 6)
    assert episode.start <= 250
    assert episode.end >= 256
    assert episode.observed / episode.expected > 1.2


def test_a_budget_is_what_it_costs() -> None:
    alpha = alpha_of_budget(2, n_series=5, step="day")
    assert expected_false_alarms(alpha, 5, "day") == pytest.approx(2)
    assert examine([series(poisson_days(9))], DetectorParams(), budget=1).false_alarms_a_month == pytest.approx(1)


def test_q_values_are_those_of_the_paper() -> None:
    # Benjamini & Hochberg 1995, section 3.3: at .05 the first four of fifteen are rejected
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    q = q_values(np.array([*p, np.nan]))
    assert (q[:15] <= 0.05).sum() == 4
    assert np.isnan(q[15])
    assert q[3] == pytest.approx(0.0095 * 15 / 4)


def test_quantiles_and_tails_are_those_of_scipy() -> None:
    rng = np.random.default_rng(0)
    mean = 10 ** rng.uniform(-3, 4, 4000)
    variance = mean * np.where(rng.uniform(size=4000) < 0.3, 1.0, rng.uniform(1.01, 30, 4000))
    level, is_poisson = rng.choice([0.0005, 0.01, 0.99, 0.9995], 4000), variance == mean
    size, success = mean[~is_poisson] ** 2 / (variance - mean)[~is_poisson], (mean / variance)[~is_poisson]
    ours = quantiles(level, mean, variance)
    np.testing.assert_array_equal(ours[is_poisson], poisson.ppf(level[is_poisson], mean[is_poisson]))
    np.testing.assert_array_equal(ours[~is_poisson], nbinom.ppf(level[~is_poisson], size, success))
    counts = np.floor(mean * 1.2)
    up, down = tail_p_values(counts, mean, variance)
    np.testing.assert_allclose(up + down, 1.0, atol=1e-9)
    theirs = nbinom.sf(counts[~is_poisson], size, success) + 0.5 * nbinom.pmf(counts[~is_poisson], size, success)
    np.testing.assert_allclose(up[~is_poisson], theirs, atol=1e-9)


def test_two_looks_are_too_few_for_every_detector_and_break_none() -> None:
    assert has_enough_cases(np.zeros(0), 5, 4).tolist() == []
    assert has_enough_cases(np.array([3.0, 5.0]), 5, 4).tolist() == [False, True]
