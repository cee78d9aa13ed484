"""When an asset came and went, from when it was heard."""

from __future__ import annotations

import pytest
from builders import at, event

from vedette.assessment.evidence.stay_bounds import Bounds, fading, odds_of_share, share_left_within, with_bounds

A = event("a", "visit", "ship:sparta", "2024-12-01", "2024-12-05", place_id="tartus", confidence=2.0)
B = event("b", "visit", "ship:sparta", "2024-12-15", "2024-12-20", place_id="tobruk", confidence=2.0)
LEG = event("l", "leg", "ship:sparta", "2024-12-05", "2024-12-15", from_place_id="tartus", to_place_id="tobruk")


def test_a_stay_is_bounded_by_the_stays_elsewhere() -> None:
    bounds = {e["event_id"]: b for e, b in with_bounds([LEG, B, A])}
    assert bounds == {"l": None, "a": Bounds(None, B["start"]), "b": Bounds(A["end"], None)}


@pytest.mark.parametrize(
    ("earliest", "latest", "share"),
    [("2024-12-05", "2024-12-15", 1.0), ("2024-12-05", "2024-12-10", 0.5), ("2024-12-16", "2024-12-20", 0.0)],
)
def test_it_left_at_any_moment_between_two_signs(earliest: str, latest: str, share: float) -> None:
    assert share_left_within(A, Bounds(None, B["start"]), at(earliest), at(latest)) == pytest.approx(share)


def test_a_departure_that_was_seen_is_whole() -> None:
    assert share_left_within(A | {"confidence": 4.0}, Bounds(None, B["start"]), at("2024-12-05"), at("2024-12-06")) == 1.0


def test_fading_halves() -> None:
    assert fading(7, 3.5) == pytest.approx(0.25)
    assert fading(7, None) == 1.0


def test_the_odds_of_a_share_take_the_prior_to_it() -> None:
    ratio = odds_of_share(0.4, 0.1)
    odds = 0.1 / 0.9 * ratio
    assert odds / (1 + odds) == pytest.approx(0.4)
    assert odds_of_share(0.0, 0.1) > 0
