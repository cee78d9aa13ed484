"""How far a probability may be off."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.assessment.verdict.interval import ratio_errors, silence_errors, spread


def logit(p: float) -> float:
    return math.log(p / (1 - p))


def test_without_errors_the_interval_is_that_of_the_priors() -> None:
    assert spread((logit(0.1), logit(0.5)), []) == pytest.approx((0.1, 0.5))


def test_one_strong_ratio_is_right_within_a_factor_three_nine_times_in_ten() -> None:
    """One error alone: its 5th and 95th percentiles are the factor itself (eleven equal parts: the 5th lies in the first)."""
    low, high = spread((0.0, 0.0), [ratio_errors([(5.0, 1.0)], 3.0)])
    assert logit(high) == pytest.approx(-logit(low), abs=0.03)
    assert math.log(3) * 0.95 < logit(high) < math.log(3) * 1.08


def test_errors_of_different_rules_add_like_independent_ones() -> None:
    """Four independent errors spread twice as far as one, not four times; four rows of one rule four times."""
    one = logit(spread((0.0, 0.0), [ratio_errors([(5.0, 1.0)], 3.0)])[1])
    apart = logit(spread((0.0, 0.0), [ratio_errors([(5.0, 1.0)], 3.0)] * 4)[1])
    together = logit(spread((0.0, 0.0), [ratio_errors([(5.0, 1.0)] * 4, 3.0)])[1])
    assert apart == pytest.approx(2 * one, rel=0.1)
    assert together == pytest.approx(4 * one, rel=0.02)


def test_a_ratio_never_passes_one_nor_doubles_in_log() -> None:
    shifts = [shift for shift, _ in ratio_errors([(0.2, 1.0)], 3.0)]
    assert min(shifts) == pytest.approx(-0.2)
    assert max(shifts) == pytest.approx(0.2)
    assert [s for s, _ in ratio_errors([(-0.2, 1.0)], 3.0)] == pytest.approx(shifts)


def test_silence_varies_with_the_share_of_days_on_which_it_sends() -> None:
    shifts = silence_errors([(0.0, 0.5), (0.9, 0.5)], 1.0, math.log(1 - 0.45))
    assert [s for s, _ in shifts] == pytest.approx([-math.log(0.55), math.log(0.1) - math.log(0.55)])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(-6, 6), st.floats(0.1, 1)), max_size=6), st.floats(0.01, 0.5), st.floats(1, 10))
def test_intervals_run_forward_and_widen_with_the_factor(rows: list[tuple[float, float]], prior: float, factor: float) -> None:
    odds = logit(prior), logit(0.5)
    low, high = spread(odds, [ratio_errors([row], factor) for row in rows])
    exact_low, exact_high = spread(odds, [ratio_errors([row], 1.0) for row in rows])
    assert 0 <= low <= exact_low + 1e-9
    assert exact_high - 1e-9 <= high <= 1
