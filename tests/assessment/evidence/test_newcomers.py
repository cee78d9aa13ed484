"""A hull without identity: the one that is claimed, or another that lies there anyway?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import at
from hypothesis import given
from hypothesis import strategies as st

from vedette.assessment.evidence.newcomers import Shown, newcomer_ratio

START = at("2024-12-10")
COMINGS = [START + timedelta(hours=12 * i + 6) for i in range(20)]
LATE = START + timedelta(days=20)


def look(day: float, is_shown: bool, recall: float = 0.8) -> Shown:
    return Shown(START + timedelta(days=day), recall, is_shown)


def test_one_look_is_the_formula_of_methods_or_a_little_less() -> None:
    assert newcomer_ratio([look(20, True)], 0.25, COMINGS) == pytest.approx((1 - 0.2 * 0.75) / 0.25, rel=0.06)
    assert newcomer_ratio([look(20, False)], 0.25, COMINGS) == pytest.approx(0.2, rel=0.01)
    assert newcomer_ratio([], 0.25, COMINGS) == 1.0


def test_a_look_before_it_came_says_nothing() -> None:
    assert newcomer_ratio([look(-1, True)], 0.25, COMINGS) == pytest.approx(1.0)
    assert newcomer_ratio([look(-1, False)], 0.25, COMINGS) == pytest.approx(1.0)


def test_ten_looks_at_one_hull_are_hardly_more_than_one() -> None:
    once, again = (newcomer_ratio([look(20 + i / 10, True) for i in range(n)], 0.25, COMINGS) for n in (1, 10))
    assert again < 1.25 * once


def test_one_hull_among_many_empty_looks_is_not_picked_for_nothing() -> None:
    """Ten looks, one of which shows a hull: with another in a quarter of looks that was to be expected anyway."""
    looks = [look(11 + i, i == 5) for i in range(10)]
    best_of = newcomer_ratio([looks[5]], 0.25, COMINGS)
    assert newcomer_ratio(looks, 0.25, COMINGS) < 0.02 * best_of


def test_a_hull_that_lay_there_before_is_no_newcomer() -> None:
    fresh = newcomer_ratio([look(-1, False), look(20, True), look(21, True)], 0.25, COMINGS)
    early = [Shown(START + timedelta(days=3), 0.8, True)]
    old = newcomer_ratio([look(-1, True), *early], 0.25, COMINGS[:4])
    new = newcomer_ratio([look(-1, False), *early], 0.25, COMINGS[:4])
    assert old < 1.6 < 3 < new
    assert fresh > 3


@given(st.lists(st.tuples(st.floats(-10, 30), st.booleans(), st.floats(0.05, 0.95)), max_size=8), st.floats(0, 1))
def test_the_ratio_is_a_ratio(looks: list[tuple[float, bool, float]], others: float) -> None:
    ordered = sorted((look(*one) for one in looks), key=lambda k: k.time)
    assert 0 < newcomer_ratio(ordered, others, COMINGS) < 1e12


@given(st.lists(st.booleans(), min_size=1, max_size=6), st.floats(0.1, 0.9), st.floats(0.05, 0.95))
def test_expected_ratio_where_nothing_came_is_at_most_one(pattern: list[bool], others: float, recall: float) -> None:
    """Over everything that looks may show, a ratio averages to 1 at most if the claim is false, as a ratio of two distributions does."""
    from itertools import product

    total = 0.0
    for shown in product((True, False), repeat=len(pattern)):
        looks = [look(20 + 3 * i, s, recall) for i, s in enumerate(shown)]
        ratio = newcomer_ratio(looks, others, COMINGS)
        total += ratio * _chance_without(looks, others)
    assert total <= 1 + 1e-9


def _chance_without(looks: list[Shown], others: float) -> float:
    from vedette.assessment.evidence.newcomers import _FALSE_ALARM, _LEAST, _MOST, _chance

    mean = sum(k.recall for k in looks) / len(looks)
    taken = min(max((others - _FALSE_ALARM) / max(mean - _FALSE_ALARM, _FALSE_ALARM), _LEAST), _MOST)
    return _chance(looks, taken, None)
