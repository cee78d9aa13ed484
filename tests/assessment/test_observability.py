"""Would these data have shown it? Coverage, looks and how often an asset sends."""

from __future__ import annotations

import math
from typing import Any

import pytest
from builders import Row, at, claim, coverage, end_of, sighting, tables
from hypothesis import given
from hypothesis import strategies as st

from vedette.assessment.coverage import CoverageIndex
from vedette.assessment.ground import make_ground
from vedette.assessment.observability import Observability, average_chance, beta_nodes, chance_over, observe
from vedette.assessment.params import AssessmentParams
from vedette.assessment.predicates import make_query
from vedette.registry.register import Register
from vedette.schema.tables import COVERAGE

PARAMS = AssessmentParams()
AS_OF = end_of("2025-03-01")
TOBRUK = "N32E023"


def observed(register: Register, claimed: Row, **rows: list[Row]) -> Observability:
    ground = make_ground(tables([claimed], **rows), register, PARAMS, AS_OF)
    query = make_query(ground.claims[0], register, PARAMS, AS_OF)
    assert query is not None
    return observe(query, ground, AS_OF)


def move(**cells: Any) -> Row:
    return claim("c", "move", origin=["tartus"], destination=["tobruk"], time=("2024-12-10", "2024-12-19"), **cells)


def test_days_are_shares_of_hours_and_uptime() -> None:
    rows = coverage(TOBRUK, "2024-12-10", "2024-12-10")[:12] + coverage(TOBRUK, "2024-12-11", "2024-12-11", uptime=0.5)
    index = CoverageIndex.of(COVERAGE.build(rows))
    assert index.days(("ais",), (TOBRUK,), at("2024-12-09"), at("2024-12-12")) == [0.0, 0.5, 0.5, 0.0]
    assert index.days(("adsb",), (TOBRUK,), at("2024-12-10"), at("2024-12-11")) == [0.0, 0.0]
    assert index.days(("ais",), (TOBRUK, "N00E000"), at("2024-12-10"), at("2024-12-10")) == [0.25]
    assert index.days(("ais",), (), at("2024-12-10"), at("2024-12-10")) == [0.0]


def test_beta_is_integrated_over() -> None:
    nodes, weights = beta_nodes(1.5, 8.5)
    assert float(weights.sum()) == pytest.approx(1)
    assert float(nodes @ weights) == pytest.approx(0.15, abs=2e-3)
    assert chance_over([1.0], (9, 1), 1.0) == pytest.approx(0.9, abs=2e-3)


def test_chance_over_two_days_is_less_than_for_two_strangers() -> None:
    """How often one ship sends is one number: two silent days are no two independent failures."""
    one = chance_over([1.0], (1.5, 8.5), 1.0)
    assert one < chance_over([1.0, 1.0], (1.5, 8.5), 1.0) < 1 - (1 - one) ** 2


@given(st.lists(st.floats(0, 1), max_size=20), st.floats(0, 1))
def test_chances_are_probabilities_and_grow(covered: list[float], more: float) -> None:
    before, after = chance_over(covered, (9, 1), 0.9), chance_over([*covered, more], (9, 1), 0.9)
    assert -1e-12 <= before <= after + 1e-12 <= 1 + 1e-9
    assert 0 <= average_chance(covered, (9, 1), 0.9) <= 1


def test_no_coverage_no_look_is_zero(register: Register) -> None:
    seen = observed(register, move())
    assert seen.overall == 0.0
    assert seen.shown == {"departure": 0.0, "arrival": 0.0}
    assert seen.sentence == (
        "Had it happened, these data would have shown it with probability 0.00: the departure with 0.00, the arrival with 0.00."
    )


def test_parts_are_observed_at_their_own_ends(register: Register) -> None:
    seen = observed(register, move(assets=["ship:sparta"]), coverage=coverage("N34E035", "2024-12-01", "2024-12-31"))
    assert seen.shown["departure"] > 0.8
    assert seen.overall == seen.shown["arrival"] == 0.0


def test_coverage_of_the_wrong_sensor_shows_no_ship(register: Register) -> None:
    assert (
        observed(register, move(assets=["ship:sparta"]), coverage=coverage(TOBRUK, "2024-12-01", "2024-12-31", "adsb")).overall
        == 0.0
    )


def test_a_look_counts_by_what_it_could_have_shown(register: Register) -> None:
    early, late = (
        observed(register, move(), sightings=[sighting("s", "warship", "absent", "tobruk", d)]).overall
        for d in ("2024-12-11", "2024-12-19")
    )
    assert 0 < early < late <= 0.8


def test_two_rows_of_one_look_are_one_look(register: Register) -> None:
    rows = [sighting(f"s{i}", "warship", "absent", "tobruk", "2024-12-19") for i in range(3)]
    assert observed(register, move(), sightings=rows).overall == observed(register, move(), sightings=rows[:1]).overall


def test_what_was_logged_of_something_else_is_half_a_look(register: Register) -> None:
    of_it, of_else = (
        observed(register, move(), sightings=[sighting("s", what, event, "tobruk", "2024-12-19")]).overall
        for what, event in (("warship", "absent"), ("tanker", "present"))
    )
    assert of_else == pytest.approx(of_it / 2)


def test_one_end_gives_a_plain_sentence(register: Register) -> None:
    seen = observed(register, claim("c", "arrive", destination=["tobruk"], time=("2024-12-10", "2024-12-19")))
    assert seen.sentence == "Had it happened, these data would have shown it with probability 0.00."
    assert not math.isnan(seen.overall)


def test_the_future_is_not_observed(register: Register) -> None:
    arrive = claim(
        "c", "arrive", destination=["tobruk"], time=("2024-12-10", "2024-12-19"), assets=["ship:sparta"], made="2024-12-10"
    )
    rows = tables([arrive],
                  coverage=coverage(TOBRUK, "2024-12-10", "2024-12-19"))  # fmt: skip
    ground = make_ground(rows, register, PARAMS, AS_OF)
    query = make_query(ground.claims[0], register, PARAMS, AS_OF)
    assert query is not None
    early, late = (observe(query, ground, end_of(day)).overall for day in ("2024-12-13", "2024-12-19"))
    assert early < 0.45 < 0.8 < late
