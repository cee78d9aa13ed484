"""What the movements of a case as a whole fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from builders import Row, claim, end_of, event, publisher, sighting, tables

from vedette.assessment.known.ground import make_ground
from vedette.assessment.params import AssessmentParams
from vedette.assessment.whole_case.case_hypotheses import judge_case
from vedette.assessment.whole_case.case_params import Bases, read_case_table
from vedette.assessment.whole_case.case_signals import find_signals
from vedette.brief.phrases import INTENT_WORDS
from vedette.registry.register import Register

BASES = Bases(actor="Russia", old=("country:SY",), new=("country:LY",), home=("country:RU",))
PARAMS = AssessmentParams(bases=BASES)
AS_OF = end_of("2025-03-01")
A = [publisher("a"), publisher("b")]


def signals(register: Register, *seen: Row, **rows: Any) -> list[tuple[str, str]]:
    ground = make_ground(tables([claim("c")], sightings=list(seen), publishers=A, **rows), register, PARAMS, AS_OF)
    return [(o.asset_kind, o.signal) for o in find_signals(BASES, ground)]


def judged(register: Register, seen: Sequence[Row], kind: str = "ship", **rows: Any) -> dict[str, Row]:
    ground = make_ground(tables([claim("c")], sightings=list(seen), publishers=A, **rows), register, PARAMS, AS_OF)
    return {r["hypothesis"]: r for r in judge_case(ground) if r["asset_kind"] == kind}


def look(name: str, what: str, did: str, place: str | None, day: str, **cells: Any) -> Row:
    return sighting(name, what, did, place, day, source_ids=["a"], **cells)


@pytest.mark.parametrize(
    ("did", "place", "cells", "found"),
    [
        ("departed", "tartus", {}, ("ship", "left_old")),
        ("loading", "tartus", {}, ("ship", "loading_old")),
        ("arrived", "tartus", {}, ("ship", "came_to_old")),
        ("absent", "tartus", {}, ("ship", "empty_old")),
        ("present", "tobruk", {}, ("ship", "lying_new")),
        ("arrived", "tobruk", {}, ("ship", "came_to_new")),
        ("absent", "tobruk", {}, ("ship", "empty_new")),
        ("departed", "baltiysk", {}, ("ship", "from_home")),
        ("transit", "strait-of-gibraltar", {}, ("ship", "from_home")),
        ("flights", None, {"from_place_id": "hmeimim", "to_place_id": "al-khadim"}, ("ship", "old_to_new")),
        ("flights", None, {"from_place_id": "country:RU", "to_place_id": "al-khadim"}, ("ship", "home_to_new")),
    ],
)
def test_one_row_one_signal(register: Register, did: str, place: str | None, cells: Row, found: tuple[str, str]) -> None:
    assert signals(register, look("s", "ship:sparta", did, place, "2024-12-20", **cells)) == [found]


def test_who_was_at_the_old_base_and_is_seen_westward_is_on_the_way_home(register: Register) -> None:
    left = look("s1", "ship:sparta", "departed", "tartus", "2025-01-26")
    at_malta = look("s2", "ship:sparta", "present", "country:MT", "2025-02-04")
    assert signals(register, left, at_malta) == [("ship", "left_old"), ("ship", "towards_home")]


def test_a_departure_after_which_it_is_back_is_none(register: Register) -> None:
    left = look("s1", "frigate", "departed", "tartus", "2024-12-01")
    back = look("s2", "frigate", "present", "tartus", "2024-12-05")
    assert signals(register, left, back) == [("ship", "lying_old")]


def test_a_stay_that_ended_is_a_departure_only_if_it_did_not_come_back(register: Register) -> None:
    first = event("v1", "visit", "ship:sparta", "2024-12-01", "2024-12-03", place_id="tartus")
    again = event("v2", "visit", "ship:sparta", "2024-12-05", None, place_id="tartus", known="2024-12-20")
    assert signals(register, events=[first]) == [("ship", "left_old")]
    assert signals(register, events=[first, again]) == [("ship", "lying_old")]
    gone = again | {"end": again["start"], "is_open": False}
    assert signals(register, events=[first, gone]) == [("ship", "left_old")]  # once, not twice


def test_an_aircraft_that_lands_again_has_not_left(register: Register) -> None:
    plane = "aircraft:RA-76789"
    known = next((a.asset_id for a in register.assets() if a.country == "RU" and a.kind == "aircraft"), plane)
    up = event("t", "take_off", known, "2024-12-01", "2024-12-01", place_id="hmeimim")
    down = event("l", "landing", known, "2024-12-03", "2024-12-03", place_id="hmeimim")
    assert signals(register, events=[up]) == [("aircraft", "left_old")]
    assert signals(register, events=[up, down]) == [("aircraft", "came_to_old")]


def test_other_countries_ships_do_not_count(register: Register) -> None:
    foreign = event("e", "visit", "mmsi:636019825", "2024-12-01", "2024-12-03", place_id="tartus")  # Liberia
    assert signals(register, events=[foreign]) == []


def test_a_signal_that_a_picture_contradicts(register: Register) -> None:
    picture = look("s1", "ship:sparta", "present", "tartus", "2024-12-20")
    signal = look("s2", "ship:sparta", "present", "baltiysk", "2024-12-20", how="tracking")
    assert ("ship", "signal_against_picture") in signals(register, picture, signal)
    rows = judged(register, [picture, signal])
    assert max(rows, key=lambda h: rows[h]["posterior"]) == "deception"


def test_ships_home_and_aircraft_to_the_new_base_fit_two_different_things(register: Register) -> None:
    seen = [
        look("s1", "ship:sparta", "loading", "tartus", "2025-01-25"),
        look("s2", "ship:sparta", "departed", "tartus", "2025-01-27"),
        look("s3", "ship:sparta", "transit", "strait-of-sicily", "2025-02-04"),
        look("s4", "il_76", "flights", None, "2024-12-20", from_place_id="hmeimim", to_place_id="al-khadim"),
    ]
    ships, aircraft = judged(register, seen), judged(register, seen, "aircraft")
    assert max(ships, key=lambda h: ships[h]["posterior"]) == "withdrawal"
    assert max(aircraft, key=lambda h: aircraft[h]["posterior"]) == "relocation"


def test_posteriors_sum_to_one_and_lie_in_their_intervals(register: Register) -> None:
    rows = judged(register, [look("s1", "ship:sparta", "departed", "tartus", "2025-01-27")])
    assert sum(r["posterior"] for r in rows.values()) == pytest.approx(1)
    assert sum(r["prior"] for r in rows.values()) == pytest.approx(1)
    assert all(0 <= r["low"] <= r["posterior"] <= r["high"] <= 1 for r in rows.values())


def flight(name: str, what: str, day: str) -> Row:
    return look(name, what, "flights", None, day, from_place_id="hmeimim", to_place_id="al-khadim")


def test_what_fifty_tell_of_one_flight_is_one_flight(register: Register) -> None:
    one = judged(register, [flight("s0", "il_76", "2024-12-20")], "aircraft")
    told = judged(register, [flight(f"s{i}", "il_76", "2024-12-20") for i in range(50)], "aircraft")
    assert {h: r["posterior"] for h, r in told.items()} == {h: r["posterior"] for h, r in one.items()}


def test_thirty_flights_count_less_than_twice(register: Register) -> None:
    """1 + 1/2 + 1/4 + ... stays below 2: no number of flights makes one decision into many."""
    one = judged(register, [flight("s0", "il_76", "2024-12-01")], "aircraft")
    many = judged(register, [flight(f"s{i}", "il_76", f"2024-12-{i + 1:02d}") for i in range(30)], "aircraft")
    odds = [r["relocation"]["posterior"] / r["resupply"]["posterior"] / (0.2 / 0.3) for r in (one, many)]
    assert odds[0] < odds[1] < odds[0] ** 2.01


def test_without_bases_or_without_sightings_nothing_is_said(register: Register) -> None:
    assert judged(register, []) == {}
    ground = make_ground(tables([claim("c")], sightings=[look("s", "ship:sparta", "departed", "tartus", "2025-01-27")]),
                         register, AssessmentParams(), AS_OF)  # fmt: skip
    assert judge_case(ground) == []


def test_the_table_gives_reasons_and_no_intentions() -> None:
    import re

    table = read_case_table()
    assert all(row.reason and row.source for row in (*table.hypothesis, *table.signal))
    said = [h.fits for h in table.hypothesis] + [s.says for s in table.signal]
    assert not [(text, pattern) for text in said for pattern, _ in INTENT_WORDS if re.search(pattern, text)]
    assert {h.id for h in table.hypothesis} == {"relocation", "withdrawal", "rotation", "resupply", "deception"}
