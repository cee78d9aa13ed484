"""At least so many: hulls are counted, and fewer than claimed do not show the number."""

from __future__ import annotations

import math

import pytest
from builders import Row, claim, end_of, event, sighting, tables
from hypothesis import given
from hypothesis import strategies as st

from vedette.assessment.assess import assess
from vedette.assessment.evidence.fleets import find_fleet, read_fleets
from vedette.assessment.evidence.hull_counts import shortfall_log_ratio
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register

PARAMS = AssessmentParams()
AS_OF = end_of("2025-02-05")
FOUR = {
    "assets": ["il_76"],
    "count_min": 4,
    "origin": ["country:RU"],
    "destination": ["benina"],
    "time": ("2024-12-12", "2024-12-19"),
}


def landings(n: int) -> list[Row]:
    days = [f"2024-12-1{3 + i}" for i in range(n)]
    return [event(f"l{i}", "landing", f"icao24:15200{i}", day, day, place_id="benina") for i, day in enumerate(days)]


def types(n: int) -> list[Row]:
    cited = {"key": "type", "value": "Il-76", "source_id": "src-ids"}
    return [cited | {"asset_id": f"icao24:15200{i}", "source_row": i + 1} for i in range(n)]


def judged(register: Register, claimed: Row, **rows: list[Row]) -> tuple[Row, list[Row]]:
    out = assess(tables([claimed], **rows), register, PARAMS, AS_OF)
    return out.verdicts.sort("as_of").row(-1, named=True), out.evidence.to_dicts()


@pytest.mark.parametrize("n", [1, 2, 3])
def test_fewer_than_claimed_never_show_the_number(register: Register, n: int) -> None:
    row, evidence = judged(register, claim("c", "move", **FOUR), events=landings(n), identities=types(n))
    assert row["verdict"] not in ("confirmed", "corroborated")
    assert row["probability"] < 0.6
    (short,) = [e for e in evidence if e["rule"] == "fewer_seen_than_claimed"]
    assert short["why"] == f"{n} of at least 4 were seen: the rest would have to have been missed."
    assert short["log_lr"]["moved"] <= 0


def test_as_many_as_claimed_show_it(register: Register) -> None:
    fewer, _ = judged(register, claim("c", "move", **FOUR), events=landings(3), identities=types(3))
    enough, evidence = judged(register, claim("c", "move", **FOUR), events=landings(4), identities=types(4))
    assert enough["probability"] > fewer["probability"] + 0.2
    assert not [e for e in evidence if e["rule"] == "fewer_seen_than_claimed"]


def test_one_landing_ten_times_is_one(register: Register) -> None:
    days = [f"2024-12-{13 + i % 6}" for i in range(10)]
    again = [event(f"m{i}", "landing", "icao24:152000", day, day, place_id="benina") for i, day in enumerate(days)]
    row, _ = judged(register, claim("c", "move", **FOUR), events=again, identities=types(1))
    assert row["probability"] < 0.6


def test_two_looks_without_names_may_show_the_same(register: Register) -> None:
    looks = [sighting(f"s{i}", "il_76", "present", "benina", f"2024-12-1{4 + i}", count_min=2, count_max=2) for i in range(3)]
    row, evidence = judged(register, claim("c", "move", **FOUR), sightings=looks)
    assert next(e["why"] for e in evidence if e["rule"] == "fewer_seen_than_claimed").startswith("2 of at least 4")
    assert row["verdict"] != "corroborated"


def test_a_look_that_shows_all_at_once_counts(register: Register) -> None:
    look = sighting("s", "il_76", "present", "benina", "2024-12-15", count_min=4, count_max=4)
    two = sighting("s", "il_76", "present", "benina", "2024-12-15", count_min=2, count_max=2)
    all_four, two_of_four = (judged(register, claim("c", "move", **FOUR), sightings=[s])[0]["probability"] for s in (look, two))
    assert all_four > 1.2 * two_of_four


@given(st.integers(2, 12), st.data(), st.floats(0, 1))
def test_fewer_never_speak_for_as_many(claimed: int, data: st.DataObject, recall: float) -> None:
    n = data.draw(st.integers(1, claimed - 1))
    ratio = shortfall_log_ratio(n, claimed, recall)
    assert math.isfinite(ratio)
    assert ratio <= 0


def test_the_better_the_recall_the_more_a_shortfall_tells() -> None:
    ratios = [shortfall_log_ratio(2, 4, r) for r in (0.5, 0.7, 0.9, 0.98)]
    assert ratios == sorted(ratios, reverse=True)
    # by hand, r = .9: 6 x .81 x .01 = .0486 among four; (.81 + 3 x .81 x .1) / 3 = .351 among two or three of {1, 2, 3}
    assert math.exp(ratios[2]) == pytest.approx(0.0486 / 0.351)


# ---- fleets


def test_more_than_there_are(register: Register) -> None:
    claimed = {"origin": ["tartus"], "time": ("2024-12-12", "2024-12-19"), "actor": "Russia"}
    over, evidence = judged(register, claim("c", "depart", **claimed, assets=["aircraft_carrier"], count_min=3))
    (row,) = [e for e in evidence if e["rule"] == "count_beyond_fleet"]
    assert row["why"] == "3 aircraft carriers are claimed, and no more than 1 are known: the number or the class is wrong."
    assert over["probability"] < 0.02
    assert over["verdict"] != "contradicted", "no observation contradicts it"


@pytest.mark.parametrize(
    ("assets", "count"), [(["aircraft_carrier"], 1), (["frigate"], 40), ([], 9), (["cruiser", "frigate"], 9)]
)
def test_within_the_fleet_or_unknown_says_nothing(register: Register, assets: list[str], count: int) -> None:
    claimed = claim(
        "c", "depart", origin=["tartus"], time=("2024-12-12", "2024-12-19"), assets=assets, count_min=count, actor="Russia"
    )
    _, evidence = judged(register, claimed)
    assert "count_beyond_fleet" not in {e["rule"] for e in evidence}


def test_fleets_are_sourced_and_hold_the_registers_own(register: Register) -> None:
    codes = {c.code for c in register.classes()}
    for fleet in read_fleets():
        assert fleet.asset_class in codes
        assert fleet.at_most > 0
        assert fleet.source
    carriers = find_fleet(frozenset({"aircraft_carrier"}), "RU", register)
    assert carriers is not None
    assert carriers.at_most >= sum(a.asset_class == "aircraft_carrier" and a.country == "RU" for a in register.assets())
