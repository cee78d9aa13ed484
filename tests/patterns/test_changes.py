"""A lasting fall has a date, an interval and a ratio; nothing and outages have none."""

from __future__ import annotations

import numpy as np
import pytest

from vedette.patterns.changes import find_changes
from vedette.patterns.glm import Floats


def days(before: float, after: float, seed: int, n: int = 400, at: int = 250) -> Floats:
    mean = np.where(np.arange(n) < at, before, after)
    return np.random.default_rng(seed).negative_binomial(mean, 0.5).astype(float)


def changes_of(counts: Floats, exposure: Floats | None = None, **usable: np.ndarray):  # type: ignore[no-untyped-def, type-arg]
    n = len(counts)
    is_usable = usable.get("is_usable", np.ones(n, dtype=bool))
    return find_changes(counts, np.ones(n) if exposure is None else exposure, is_usable, "day", [(0, n)])


@pytest.mark.parametrize("seed", range(5))
def test_a_halving_is_one_change_on_its_day(seed: int) -> None:
    (change,) = changes_of(days(60, 30, seed))
    assert abs(change.index - 250) <= 3
    assert change.first <= 250 <= change.last
    assert change.low < 0.5 < change.high
    assert change.high - change.low < 0.15


def test_seldom_a_change_where_there_is_none() -> None:
    found = [len(changes_of(days(60, 60, seed))) for seed in range(30)]
    assert sum(found) <= 1


def test_neighbours_that_hang_together_do_not_make_changes() -> None:
    rng = np.random.default_rng(11)
    found = 0
    for _ in range(10):
        wave = np.zeros(400)
        for i in range(1, 400):
            wave[i] = 0.7 * wave[i - 1] + rng.normal(0, 0.15)
        found += len(changes_of(rng.poisson(60 * np.exp(wave)).astype(float)))
    assert found <= 4


def test_less_effort_is_no_change() -> None:
    effort = np.where(np.arange(400) < 250, 0.9, 0.45)
    counts = np.random.default_rng(3).poisson(80 * effort).astype(float)
    assert changes_of(counts, effort) == []
    assert len(changes_of(counts)) == 1


def test_outages_left_out_make_no_change_and_keep_the_index() -> None:
    counts, is_usable = days(60, 30, 1), np.ones(400, dtype=bool)
    counts[100:112], is_usable[100:112] = 0, False
    (change,) = changes_of(counts, is_usable=is_usable)
    assert abs(change.index - 250) <= 3


def test_a_fall_to_nothing_has_a_ratio_of_zero_and_a_bound() -> None:
    counts = days(20, 20, 5)
    counts[250:] = 0
    (change,) = changes_of(counts)
    assert change.index == 250
    assert change.ratio == 0
    assert 0 < change.high < 0.05


def test_no_change_is_sought_across_a_change_of_feeds() -> None:
    counts = days(60, 30, 2)
    assert find_changes(counts, np.ones(400), np.ones(400, dtype=bool), "day", [(0, 250), (250, 400)]) == []


def test_a_change_that_takes_two_weeks_has_its_first_and_last_day_and_a_step_has_none() -> None:
    rng = np.random.default_rng(11)
    days = np.arange(300)
    sloping = 70 * (1 - 0.6 * np.clip((days - 200) / 14, 0, 1))
    exposure, is_usable = np.ones(300), np.ones(300, dtype=bool)
    (ramp,) = find_changes(rng.poisson(sloping).astype(float), exposure, is_usable, "day", [(0, 300)])
    assert ramp.began is not None
    assert ramp.complete is not None
    assert abs(ramp.began - 200) <= 3
    assert abs(ramp.complete - 214) <= 3
    (step,) = find_changes(rng.poisson(np.where(days < 200, 70, 28)).astype(float), exposure, is_usable, "day", [(0, 300)])
    assert (step.index, step.began, step.complete) == (200, None, None)
