"""A standing watch: live equals batch, signals where something lasts, thresholds that grow with the wanted run length."""

from __future__ import annotations

import numpy as np
import pytest

from vedette.patterns.default_detector import DetectorParams, judge_looks
from vedette.patterns.glm import Floats
from vedette.patterns.sequential import Watch, run_lengths, sum_scores, threshold_for, watch_all, watch_look
from vedette.patterns.series import Step

PARAMS = DetectorParams()


def p_values(counts: Floats, step: Step = "week") -> tuple[Floats, Floats]:
    shape = (1, len(counts))
    looks = judge_looks(counts.reshape(shape), np.ones(shape), np.zeros(shape, dtype=bool), step, PARAMS)
    return looks.p_up[0], looks.p_down[0]


@pytest.mark.parametrize("step", ["day", "week"])
def test_one_row_at_a_time_is_the_same_as_the_whole_file(step: Step) -> None:
    rng = np.random.default_rng(2)
    counts = rng.negative_binomial(10, 0.5, 80).astype(float)
    counts[-20:] *= 2
    whole = watch_all(*p_values(counts, step), 3.0)
    watch, live = Watch(), []
    for n in range(1, len(counts) + 1):
        up, down = p_values(counts[:n], step)
        watch, signal = watch_look(watch, float(up[-1]), float(down[-1]), 3.0)
        live += [signal] if signal else []
    assert whole
    assert [(s.index, s.since, s.direction) for s in live] == [(s.index, s.since, s.direction) for s in whole]
    assert [s.total for s in live] == pytest.approx([s.total for s in whole], rel=1e-12)


def test_a_rise_too_small_for_one_look_signals_by_lasting() -> None:
    rng = np.random.default_rng(3)
    counts = rng.poisson(20, 80).astype(float)
    counts[60:] = rng.poisson(28, 20)
    up, down = p_values(counts)
    signals = [s for s in watch_all(up, down, threshold_for(104, "week")) if s.index >= 60]
    assert signals[0].direction == "up"
    assert 58 <= signals[0].since <= 63
    assert signals[0].index <= 67


def test_looks_that_were_not_tested_change_nothing() -> None:
    up, down = np.array([0.01, np.nan, 0.01]), np.array([0.99, np.nan, 0.99])
    (signal,) = watch_all(up, down, 3.5)
    assert (signal.index, signal.since) == (2, 0)


def test_the_sums_of_the_simulation_are_those_of_the_watch() -> None:
    rng = np.random.default_rng(4)
    p = rng.uniform(size=400) ** 1.3
    at = [s.index for s in watch_all(p, np.full(400, 0.5), 4.0)]
    assert at
    assert np.flatnonzero(sum_scores(p[None, :], 4.0)[0] >= 4.0).tolist() == at


def test_longer_run_lengths_have_higher_thresholds_and_the_table_is_kept_to_its_ends() -> None:
    for step, rows in run_lengths().items():
        assert list(rows.values()) == sorted(rows.values())
        lengths = sorted(rows)
        between = threshold_for((lengths[0] * lengths[1]) ** 0.5, step)
        assert between == pytest.approx((rows[lengths[0]] + rows[lengths[1]]) / 2)
        assert threshold_for(1e9, step) == rows[lengths[-1]]


def test_the_shipped_thresholds_give_about_the_run_length_that_they_name() -> None:
    """A short run of the simulation that set them: within a factor of 1.6 (benchmarks/run_lengths.py measures it in full)."""
    rng = np.random.default_rng(77)
    counts = rng.negative_binomial(10, 0.5, (150, 28 + 150)).astype(float)
    looks = judge_looks(counts, np.ones_like(counts), np.zeros(counts.shape, dtype=bool), "week", PARAMS)
    h = threshold_for(52, "week")
    n = sum(int((sum_scores(p[:, 28:], h) >= h).sum()) for p in (looks.p_up, looks.p_down))
    assert 52 / 1.6 <= looks.p_up[:, 28:].size / n <= 52 * 1.6
