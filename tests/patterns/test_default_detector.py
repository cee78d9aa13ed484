"""The default detector under simulated nulls and surges, and its rule that missing is not zero is not failed."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kstest

from vedette.patterns.default_detector import STATES, DetectorParams, judge_looks
from vedette.patterns.glm import Floats

PARAMS = DetectorParams()


def weeks(rate: float, dispersion: float, seed: int, shape: tuple[int, int] = (500, 45)) -> tuple[Floats, Floats]:
    """Counts and effort of weeks in which nothing happens but coverage changes."""
    rng = np.random.default_rng(seed)
    effort = np.clip(0.67 + 0.2 * np.sin(np.arange(shape[1]) / 5) + rng.normal(0, 0.07, shape), 0.3, 1.0)
    mean = rate * effort
    counts = rng.poisson(mean) if dispersion == 1 else rng.negative_binomial(mean / (dispersion - 1), 1 / dispersion)
    return counts.astype(float), effort


def no_outage(counts: Floats) -> np.ndarray:  # type: ignore[type-arg]
    return np.zeros(counts.shape, dtype=bool)


@pytest.mark.parametrize(("rate", "dispersion"), [(3, 1), (10, 2), (50, 5)])
def test_under_a_null_with_changing_coverage_p_values_are_uniform_and_alarms_nominal(rate: float, dispersion: float) -> None:
    counts, effort = weeks(rate, dispersion, seed=int(rate))
    share = np.random.default_rng(1).uniform(size=counts.shape)
    looks = judge_looks(counts, effort, no_outage(counts), "week", PARAMS, share=share)
    late = looks.p_up[:, 30:]
    assert kstest(looks.p_up[:, -1], "uniform").pvalue > 0.01
    assert 0.005 <= (late <= 0.01).mean() <= 0.02
    assert (looks.p_down[:, 30:] <= 0.01).mean() <= 0.02


def test_a_jump_of_coverage_alone_alarms_at_its_nominal_rate_and_without_effort_far_above() -> None:
    rng = np.random.default_rng(7)
    effort = np.broadcast_to(np.where(np.arange(45) < 41, 0.55, 0.90), (800, 45))
    counts = rng.negative_binomial(8 * effort, 0.5).astype(float)
    told = judge_looks(counts, effort, no_outage(counts), "week", PARAMS).is_up(0.01)[:, 41:].mean()
    untold = judge_looks(counts, np.ones_like(effort), no_outage(counts), "week", PARAMS).is_up(0.01)[:, 41:].mean()
    assert 0.004 <= told <= 0.02
    assert untold > 5 * told


def test_a_surge_is_seen_with_a_ratio_whose_interval_holds_the_truth() -> None:
    counts, effort = weeks(40, 2, seed=3, shape=(300, 45))
    rng = np.random.default_rng(4)
    counts[:, -1] = rng.negative_binomial(3 * 40 * effort[:, -1], 0.5)
    looks = judge_looks(counts, effort, no_outage(counts), "week", PARAMS)
    assert looks.is_up(0.01)[:, -1].mean() > 0.95
    holds = (looks.ratio_low[:, -1] <= 3) & (looks.ratio_high[:, -1] >= 3)
    assert 0.91 <= holds.mean() <= 0.99


def test_a_past_surge_does_not_hide_the_next() -> None:
    counts, effort = np.full((1, 45), 10.0), np.ones((1, 45))
    counts[0] += np.arange(45) % 3 - 1
    counts[0, [20, 21]] = 45
    counts[0, -1] = 22
    assert judge_looks(counts, effort, no_outage(counts), "week", PARAMS).is_up(0.01)[0, -1]
    blind = DetectorParams(weights_threshold=1e9)
    assert not judge_looks(counts, effort, no_outage(counts), "week", blind).is_up(0.01)[0, -1]


@pytest.mark.parametrize(
    ("count", "effort", "is_outage", "state"),
    [
        (np.nan, 1.0, False, "missing"),
        (0.0, np.nan, False, "no_effort"),
        (0.0, 0.0, False, "no_effort"),
        (0.0, 0.1, True, "outage"),
        (0.0, 1.0, False, "tested"),
    ],
)
def test_missing_zero_and_failed_are_three_things(count: float, effort: float, is_outage: bool, state: str) -> None:
    counts, efforts, outages = np.full((1, 45), 9.0), np.ones((1, 45)), np.zeros((1, 45), dtype=bool)
    counts[0, -1], efforts[0, -1], outages[0, -1] = count, effort, is_outage
    looks = judge_looks(counts, efforts, outages, "week", PARAMS)
    assert STATES[looks.state[0, -1]] == state
    assert np.isnan(looks.p_down[0, -1]) == (state != "tested")
    assert looks.is_down(0.01)[0, -1] == (state == "tested")


def test_what_was_missing_or_failed_is_no_baseline() -> None:
    counts, efforts = weeks(10, 1, seed=8, shape=(1, 45))
    outages = np.zeros((1, 45), dtype=bool)
    counts[0, 20:24], outages[0, 22:24] = np.nan, True
    counts[0, 22:24] = 0
    looks = judge_looks(counts, efforts, outages, "week", PARAMS)
    whole = judge_looks(np.where(outages, np.nan, counts), efforts, no_outage(counts), "week", PARAMS)
    assert looks.expected[0, -1] == pytest.approx(whole.expected[0, -1])


def test_short_history_is_the_exact_test_of_two_counts() -> None:
    from scipy.stats import binom

    counts, effort = np.array([[2.0, 1, 0, 2, 1, 1, 9]]), np.array([[1.0, 1, 1, 1, 1, 1, 2]])
    looks = judge_looks(counts, effort, no_outage(counts), "week", PARAMS)
    assert STATES[looks.state[0, -1]] == "short_history"
    n, share = 2 + 1 + 0 + 2 + 9, 2 / (4 + 2)  # the two weeks before are guard
    assert looks.p_up[0, -1] == pytest.approx(binom.sf(9, n, share) + 0.5 * binom.pmf(9, n, share))
    assert looks.ratio_low[0, -1] < (9 / 2) / (5 / 4) < looks.ratio_high[0, -1]
    assert STATES[looks.state[0, 3]] == "no_history"


def test_no_baseline_reaches_over_a_change_of_feeds() -> None:
    counts, effort = np.full((1, 60), 10.0), np.ones((1, 60))
    counts[0, 40:] = 30.0
    starts = np.where(np.arange(60) < 40, 0, 40)
    broken = judge_looks(counts, effort, no_outage(counts), "week", PARAMS, feed_starts=starts)
    whole = judge_looks(counts, effort, no_outage(counts), "week", PARAMS)
    assert whole.is_up(0.01)[0, 40]
    assert not broken.is_up(0.01).any()
    assert STATES[broken.state[0, 41]] == "no_history"
    assert STATES[broken.state[0, 47]] == "short_history"


def test_a_weekday_pattern_is_expected() -> None:
    rng = np.random.default_rng(2)
    mean = np.where(np.arange(260) % 7 == 3, 8.0, 40.0)
    counts = rng.poisson(mean, (20, 260)).astype(float)
    looks = judge_looks(counts, np.ones((20, 260)), no_outage(counts), "day", PARAMS)
    assert looks.is_down(0.01)[:, 200:].mean() < 0.03
    np.testing.assert_allclose(looks.expected[:, 255].mean(), 8.0, rtol=0.1)
    flat = judge_looks(counts, np.ones((20, 260)), no_outage(counts), "day", DetectorParams(has_weekdays=False))
    assert flat.expected[:, 255].mean() > 30


def test_young_series_that_vary_do_not_alarm_for_it() -> None:
    rng = np.random.default_rng(5)
    counts = rng.negative_binomial(200, 1 / 12, (400, 20)).astype(float)  # mean 2,200, dispersion 12
    looks = judge_looks(counts, np.ones_like(counts), no_outage(counts), "day", PARAMS)
    is_short = looks.state == STATES.index("short_history")
    assert is_short.any()
    assert (looks.p_up[is_short] <= 0.01).mean() <= 0.015
    counts[:, -1] *= 3
    assert judge_looks(counts, np.ones_like(counts), no_outage(counts), "day", PARAMS).is_up(0.01)[:, -1].mean() > 0.5
