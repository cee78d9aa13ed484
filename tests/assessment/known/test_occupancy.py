"""The occupancy model recovers what the looks were made from."""

from __future__ import annotations

import numpy as np
import pytest

from vedette.assessment.known.occupancy import (
    CERTAIN,
    NOTHING,
    UNCERTAIN,
    Occupancy,
    estimate_occupancy,
    has_enough,
)

TRUTHS = [(0.4, 0.7, 0.1, 0.5), (0.7, 0.5, 0.05, 0.3), (0.25, 0.85, 0.15, 0.7)]
N_WORLDS = 24


def simulate(truth: tuple[float, float, float, float], n_periods: int, n_looks: int, seed: int) -> list[list[int]]:
    psi, recall, false_alarm, certain = truth
    rng = np.random.default_rng(seed)
    periods = []
    for _ in range(n_periods):
        is_occupied = rng.random() < psi
        shown = rng.random(n_looks) < (recall if is_occupied else false_alarm)
        sure = is_occupied & (rng.random(n_looks) < certain)
        periods.append([(CERTAIN if s else UNCERTAIN) if found else NOTHING for found, s in zip(shown, sure, strict=True)])
    return periods


def as_array(found: Occupancy) -> np.ndarray:
    return np.array([found.psi, found.recall, found.false_alarm, found.certain])


@pytest.mark.parametrize("truth", TRUTHS)
def test_known_parameters_are_recovered(truth: tuple[float, float, float, float]) -> None:
    fits = [estimate_occupancy(simulate(truth, 80, 5, seed)) for seed in range(100, 100 + N_WORLDS)]
    found = np.array([as_array(fit) for fit in fits])
    bias = found.mean(axis=0) - np.array(truth)
    chance = found.std(axis=0) / N_WORLDS**0.5
    assert (np.abs(bias) < 3.5 * chance + 0.005).all()
    covered = [[low <= t <= high for low, t, high in zip(fit.low, truth, fit.high, strict=True)] for fit in fits]
    share = np.array(covered).mean(axis=0)
    assert share.min() >= 0.82  # 95 % intervals; 24 worlds leave a standard error of 4.4 points
    assert found.std(axis=0).max() < 0.09


def test_counting_what_was_shown_as_truth_would_be_wrong() -> None:
    """Why the model is there: the plain share of looks that show something is neither psi nor recall."""
    truth = TRUTHS[0]
    periods = simulate(truth, 400, 5, 1)
    naive = np.mean([any(period) for period in periods])
    assert naive > truth[0] + 0.15
    assert estimate_occupancy(periods).psi == pytest.approx(truth[0], abs=0.06)


def test_the_estimate_does_not_hang_on_the_order() -> None:
    periods = simulate(TRUTHS[1], 60, 4, 3)
    one, other = estimate_occupancy(periods), estimate_occupancy([p[::-1] for p in periods[::-1]])
    assert as_array(one) == pytest.approx(as_array(other))
    assert one.n_looks == 240


def test_others_are_hulls_that_lie_there_and_false_alarms() -> None:
    found = Occupancy(0.5, 0.8, 0.1, 0.5, (0,) * 4, (1,) * 4, 20)  # type: ignore[arg-type]
    assert found.others == pytest.approx(0.45)


@pytest.mark.parametrize(
    ("periods", "enough"),
    [
        ([[2, 0, 1]] * 5, True),
        ([[2, 0, 1]] * 3, False),  # too few
        ([[1, 0, 1]] * 5, False),  # nothing is certain: the two kinds of showing cannot be told apart
        ([[2, 2, 2]] * 5, False),  # all alike
        ([[0, 0, 0]] * 5, False),
        ([[2], [0]] * 8, False),  # no period was looked at twice
    ],
)
def test_when_there_is_enough(periods: list[list[int]], enough: bool) -> None:
    assert has_enough(periods) is enough


def test_no_looks_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one look"):
        estimate_occupancy([[], []])
