"""Would these data have shown it? Coverage, looks and how often an asset sends."""

from __future__ import annotations

import math
from typing import Any

import pytest
from builders import Row, at, claim, coverage, end_of, sighting, tables
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.assessment.known.coverage import CoverageIndex
from vedette.assessment.known.ground import make_ground
from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.predicates import make_query
from vedette.assessment.seeing.observability import Observability, average_chance, beta_nodes, chance_over, observe
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
    assert seen.shown == {"departure": 0.0, "transit": 0.0, "arrival": 0.0}
    assert seen.sentence == "Had it happened, these data would have shown it with a probability of under 1 %."


def test_parts_are_observed_at_their_own_ends(register: Register) -> None:
    seen = observed(register, move(assets=["ship:sparta"]), coverage=coverage("N34E035", "2024-12-01", "2024-12-31"))
    assert seen.shown["departure"] > 0.8
    assert seen.overall == seen.shown["arrival"] == 0.0
    assert "with a probability of under 1 %: the departure with " in seen.sentence
    assert "the arrival with under 1 %" in seen.sentence


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


@pytest.mark.parametrize("how", ["imagery", "photo", "observed", "tracking"])
@pytest.mark.parametrize("what", ["frigate", "ship:admiral-gorshkov"])
def test_that_it_was_seen_makes_nothing_more_observable(register: Register, how: str, what: str) -> None:
    """Who logs the asset does so because it was there: O is the same with that row and without it."""
    others = [sighting("o", "tanker", "present", "tobruk", "2024-12-15")]
    own = [sighting(f"s{d}", what, "present", "tobruk", f"2024-12-{d}", how=how) for d in (12, 15, 18)]
    left = sighting("d", what, "departed", "tartus", "2024-12-12", how=how)
    for looks in ([], others):
        alone, with_it = (observed(register, move(), sightings=rows) for rows in (looks, [*looks, *own, left]))
        assert alone.shown == with_it.shown


def test_its_own_stay_in_the_claimed_time_does_not_make_the_finder_look_better(register: Register) -> None:
    """Recall is fitted from looks outside the claimed time, whatever those inside it show."""
    days = [f"2024-{m}-{d:02d}" for m in ("10", "11") for d in range(1, 29, 2)] + [f"2024-12-{d}" for d in range(10, 20)]
    images = [image(day, pass_id=day) for day in days]
    found = [
        {"detection_id": f"d{day}", "image_id": f"i-{day}", "time": at(day), "lat_deg": 32.07, "lon_deg": 23.98, "length_m": 135.0,
         "asset_class": "frigate", "confidence": 0.95, "source_id": "src-d", "source_row": i}
        for i, day in enumerate(days)
    ]  # fmt: skip
    before = [row for row in found if row["image_id"] < "i-2024-12" and int(row["image_id"][-2:]) % 4 == 1]
    inside = [row for row in found if row["image_id"] >= "i-2024-12"]
    claimed = move(assets=["frigate"])
    without, with_it = (observed(register, claimed, images=images, detections=rows) for rows in (before, [*before, *inside]))
    assert without.overall == with_it.overall > 0


def test_what_two_of_the_claimed_class_sent_is_no_coverage(register: Register) -> None:
    pair = ["ship:sparta", "ship:sparta-ii"]
    own = [row | {"n_assets": 2, "asset_ids": pair} for row in coverage(TOBRUK, "2024-12-10", "2024-12-19")]
    mixed = [row | {"asset_ids": ["ship:sparta", "mmsi:240111000"]} for row in own]
    assert observed(register, move(assets=pair), coverage=own).overall == 0.0
    assert observed(register, move(assets=pair), coverage=mixed).overall > 0.5
    assert observed(register, move(assets=pair[:1]), coverage=own).overall > 0.5  # the other one is somebody else


def test_one_end_gives_a_plain_sentence(register: Register) -> None:
    seen = observed(register, claim("c", "arrive", destination=["tobruk"], time=("2024-12-10", "2024-12-19")))
    assert seen.sentence == "Had it happened, these data would have shown it with a probability of under 1 %."
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


# ------------------------------------------------------------------------------------------ the way between


WAY_CELLS = [f"N{lat}E0{lon}" for lat in (32, 33, 34) for lon in range(23, 36)]


def test_the_transit_is_a_part_of_its_own(register: Register) -> None:
    covered = [row for cell in WAY_CELLS for row in coverage(cell, "2024-12-08", "2024-12-25")]
    seen = observed(register, move(assets=["ship:sparta"]), coverage=covered)
    assert list(seen.shown) == ["departure", "transit", "arrival"]
    assert 0.5 < seen.shown["transit"] <= 1
    one_cell = observed(register, move(assets=["ship:sparta"]), coverage=coverage("N33E029", "2024-12-08", "2024-12-25"))
    assert 0.02 < one_cell.shown["transit"] < 0.4
    assert one_cell.overall == 0.0  # the arrival alone decides


def test_coverage_off_the_way_shows_no_transit(register: Register) -> None:
    seen = observed(register, move(assets=["ship:sparta"]), coverage=coverage("N40E005", "2024-12-08", "2024-12-25"))
    assert seen.shown["transit"] == 0.0


def test_coverage_on_other_days_shows_no_transit(register: Register) -> None:
    late = [row for cell in WAY_CELLS for row in coverage(cell, "2025-01-10", "2025-01-20")]
    assert observed(register, move(assets=["ship:sparta"]), coverage=late).shown["transit"] == 0.0


def test_between_whole_countries_there_is_no_one_way(register: Register) -> None:
    row = claim("c", "move", origin=["country:RU"], destination=["country:LY"], time=("2024-12-10", "2024-12-19"))
    seen = observed(register, row, coverage=coverage("N33E029", "2024-12-08", "2024-12-25"))
    assert list(seen.shown) == ["departure", "arrival"]


def test_aircraft_fly_the_great_circle(register: Register) -> None:
    row = claim("c", "move", origin=["hmeimim"], destination=["al-khadim"], time=("2024-12-10", "2024-12-19"), assets=["il_76"])
    seen = observed(register, row, coverage=[r for cell in WAY_CELLS for r in coverage(cell, "2024-12-08", "2024-12-25", "adsb")])
    assert 0 < seen.shown["transit"] < 0.2  # three hours of a day


# ------------------------------------------------------------------------------------------ images, own positions, dead feeds


def image(day: str, **cells: Any) -> Row:
    return {
        "image_id": f"i-{day}", "time": at(day), "place_id": "tobruk", "sensor": "sar", "gsd_m": 20.0, "pass_id": day,
        "source_id": "src-i", "source_row": 1,
    } | cells  # fmt: skip


def test_images_are_looks(register: Register) -> None:
    early, late = (observed(register, move(), images=[image(day)]).overall for day in ("2024-12-11", "2024-12-19"))
    assert 0 < early < late < 0.85
    clouded = observed(register, move(), images=[image("2024-12-19", sensor="optical", cloud_share=1.0)])
    assert clouded.overall == 0.0


def test_an_image_that_was_logged_too_is_one_look(register: Register) -> None:
    logged = [sighting("s", "warship", "absent", "tobruk", "2024-12-19")]
    one = observed(register, move(), images=[image("2024-12-19")]).overall
    assert observed(register, move(), images=[image("2024-12-19")], sightings=logged).overall == one


def test_what_the_asset_itself_sent_is_no_coverage(register: Register) -> None:
    own = [
        row | {"n_assets": 1, "n_expected": 0, "n_again": 0, "asset_ids": ["ship:sparta"]}
        for row in coverage(TOBRUK, "2024-12-10", "2024-12-19")
    ]
    others = [row | {"asset_ids": ["mmsi:240111000"]} for row in own]
    claimed = move(assets=["ship:sparta"])
    assert observed(register, claimed, coverage=own).overall == 0.0
    assert observed(register, claimed, coverage=others).overall > 0.5
    assert observed(register, move(assets=["ro_ro"]), coverage=own).overall == 0.0  # it is of the claimed class


def test_a_dead_feed_lowers_observability(register: Register) -> None:
    """Killed for the whole time it is no coverage at all, whatever was heard before and after."""
    around = coverage(TOBRUK, "2024-12-01", "2024-12-09") + coverage(TOBRUK, "2024-12-21", "2024-12-31")
    inside = coverage(TOBRUK, "2024-12-10", "2024-12-20")
    claimed = move(assets=["ship:sparta"])
    up, killed, half = (
        observed(register, claimed, coverage=around + rows).overall for rows in (inside, [], inside[: len(inside) // 2])
    )
    assert killed == 0.0 < half < up
    dead = [row | {"uptime": 0.0, "n_assets": 0, "n_expected": 4, "n_again": 0} for row in inside]
    assert observed(register, claimed, coverage=around + dead).overall == 0.0


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 240), max_size=30, unique=True), st.integers(0, 30))
def test_more_data_never_shows_less(register_once: Register, hours: list[int], n: int) -> None:
    rows = [coverage(TOBRUK, "2024-12-10", "2024-12-20")[h] for h in hours]
    claimed = claim("c", "arrive", destination=["tobruk"], time=("2024-12-10", "2024-12-19"), assets=["ship:sparta"])
    few, many = (observed(register_once, claimed, coverage=part).overall for part in (rows[:n], rows))
    assert 0 <= few <= many + 1e-12 <= 1 + 1e-9


@pytest.fixture(scope="module")
def register_once() -> Register:
    from vedette.registry.register import load_register

    return load_register()
