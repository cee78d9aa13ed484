"""Scores by hand, and on a simulation that is calibrated by construction."""

from __future__ import annotations

import math

import numpy as np
import pytest

from vedette.simulation.evaluation.metrics import brier, calibration_error, log_loss, reliability, score, wilson

P = np.array([0.1, 0.1, 0.6, 0.9])
TRUE = np.array([False, True, True, True])


def test_brier_by_hand() -> None:
    # (.01 + .81 + .16 + .01) / 4
    assert brier(P, TRUE) == pytest.approx(0.99 / 4)


def test_log_loss_by_hand() -> None:
    assert log_loss(P, TRUE) == pytest.approx(-(math.log(0.9) + math.log(0.1) + math.log(0.6) + math.log(0.9)) / 4)


def test_certainty_that_was_wrong_costs_much_but_not_infinitely() -> None:
    assert log_loss(np.array([0.0]), np.array([True])) == pytest.approx(-math.log(1e-6))


def test_calibration_error_by_hand() -> None:
    bins = reliability(P, TRUE, 2)
    # two bins of two: mean .1 against .5, mean .75 against 1
    assert [(b.n, round(b.mean_p, 6), b.truth_rate) for b in bins] == [(2, 0.1, 0.5), (2, 0.75, 1.0)]
    assert calibration_error(bins) == pytest.approx((2 * 0.4 + 2 * 0.25) / 4)


def test_bins_of_equal_width_by_hand() -> None:
    bins = reliability(P, TRUE, 10, is_equal_count=False)
    assert [b.n for b in bins] == [2, 1, 1]
    assert calibration_error(bins) == pytest.approx((2 * 0.4 + 0.4 + 0.1) / 4)


def test_equal_probabilities_are_never_parted() -> None:
    p = np.array([0.1] * 90 + [0.8] * 10)
    is_true = np.array([True] * 9 + [False] * 81 + [True] * 8 + [False] * 2)
    bins = reliability(p, is_true)
    assert [b.n for b in bins] == [90, 10]
    assert calibration_error(bins) == pytest.approx(0.0)


def test_wilson_by_hand() -> None:
    # 8 of 10: Wilson (1927), the interval that textbooks print as (.490, .943)
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=5e-5)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(0, 5)[0] == 0.0
    assert wilson(5, 5)[1] == 1.0


def test_no_claims_have_no_scores() -> None:
    assert math.isnan(score(np.array([]), np.array([], dtype=bool)).brier)


def test_a_calibrated_simulation_has_the_scores_of_its_making() -> None:
    rng = np.random.default_rng(5)
    p = rng.beta(1.0, 9.0, 200_000)
    found = score(p, rng.random(p.size) < p)
    # for calibrated p the expected Brier score is E[p (1 - p)] = a b / ((a + b)(a + b + 1)) = 9 / 110
    assert found.brier == pytest.approx(9 / 110, abs=0.001)
    assert found.ece < 0.003
    assert found.ece_equal_width < 0.003


def test_overconfidence_shows() -> None:
    rng = np.random.default_rng(6)
    p = rng.uniform(0.05, 0.95, 50_000)
    is_true = rng.random(p.size) < p
    odds = (p / (1 - p)) ** 2
    assert score(odds / (1 + odds), is_true).ece > 5 * score(p, is_true).ece
    assert score(odds / (1 + odds), is_true).brier > score(p, is_true).brier
