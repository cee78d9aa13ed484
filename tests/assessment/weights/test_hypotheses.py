"""The arithmetic on the four hypotheses."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.assessment.weights.hypotheses import Cells, lean, log_prior, posterior

SHARES = Cells(0.0, 0.3, 0.6, 0.1)
finite = st.floats(-30, 30)


def test_prior_sums_to_one() -> None:
    prior = [math.exp(x) for x in log_prior(0.1, SHARES)]
    assert sum(prior) == pytest.approx(1)
    assert prior == pytest.approx([0.1, 0.27, 0.54, 0.09])


def test_no_evidence_leaves_the_prior() -> None:
    assert posterior(log_prior(0.1, SHARES), []).moved == pytest.approx(0.1)


def test_a_ratio_multiplies_the_odds() -> None:
    after = posterior(log_prior(0.1, SHARES), [Cells(moved=math.log(9))])
    assert after.moved == pytest.approx(0.5)


def test_departure_alone_cannot_tell_two_destinations_apart() -> None:
    left = Cells(moved=50.0, elsewhere=50.0)
    after = posterior(log_prior(0.1, SHARES), [left])
    assert after.moved == pytest.approx(0.1 / 0.37)
    assert after.stayed < 1e-12


@given(st.lists(st.builds(Cells, finite, finite, finite, finite), max_size=8), st.floats(0.01, 0.99))
def test_posteriors_sum_to_one(rows: list[Cells], prior: float) -> None:
    after = posterior(log_prior(prior, SHARES), rows)
    assert sum(after) == pytest.approx(1)
    assert all(0 <= p <= 1 for p in after)


@given(st.builds(Cells, finite, finite, finite, finite))
def test_lean_says_whether_the_posterior_rises(row: Cells) -> None:
    prior = log_prior(0.1, SHARES)
    change = posterior(prior, [row]).moved - 0.1
    leaning = lean(row, prior)
    assert (leaning > 1e-6) <= (change > 0)
    assert (leaning < -1e-6) <= (change < 0)


def test_scaling_leaves_no_negative_zero() -> None:
    assert all(math.copysign(1, x) == 1 for x in Cells(0.0, 0.0, 0.0, 0.0).scaled(-1.0))
