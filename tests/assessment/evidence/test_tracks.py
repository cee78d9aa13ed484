"""Visits, legs and landings as evidence."""

from __future__ import annotations

import math

import pytest
from builders import Row, claim, coverage, end_of, event, tables

from vedette.assessment.evidence.tracks import find_tracks
from vedette.assessment.known.ground import make_ground
from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.predicates import make_query
from vedette.assessment.weights.findings import Finding
from vedette.registry.register import Register

PARAMS = AssessmentParams()
MOVE = {"origin": ["tartus"], "destination": ["tobruk"], "time": ("2024-12-10", "2024-12-20")}


def found(register: Register, claimed: Row, *events: Row, cover: list[Row] | None = None) -> list[Finding]:
    ground = make_ground(tables([claimed], events=list(events), coverage=cover or []), register, PARAMS, end_of("2025-03-01"))
    query = make_query(ground.claims[0], register, PARAMS, ground.as_of)
    assert query is not None
    return list(find_tracks(query, ground))


@pytest.mark.parametrize(
    ("kind", "start", "end", "cells", "rule"),
    [
        ("leg", "2024-12-11", "2024-12-14", {"from_place_id": "tartus", "to_place_id": "tobruk"}, "track_leg"),
        ("leg", "2024-11-01", "2024-11-04", {"from_place_id": "tartus", "to_place_id": "tobruk"}, None),
        ("leg", "2024-12-11", "2024-12-14", {"from_place_id": "tartus", "to_place_id": "limassol"}, None),
        ("visit", "2024-12-14", "2024-12-18", {"place_id": "tobruk"}, "track_at_destination"),
        ("visit", "2024-12-14", None, {"place_id": "tobruk"}, "track_at_destination"),
        ("visit", "2024-12-26", "2024-12-28", {"place_id": "tobruk"}, "track_at_destination_later"),
        ("visit", "2024-12-01", "2024-12-12", {"place_id": "tobruk"}, "track_there_before"),  # it did not come, it was there
        ("visit", "2024-12-01", "2024-12-12", {"place_id": "tartus"}, "track_departed"),
        ("visit", "2024-12-01", "2024-12-28", {"place_id": "tartus"}, "track_at_origin_after"),
        ("visit", "2024-12-25", "2024-12-28", {"place_id": "tartus"}, "track_at_origin_after"),
        ("visit", "2024-12-01", "2024-12-05", {"place_id": "tartus"}, None),
        ("visit", "2024-12-10", "2024-12-21", {"place_id": "baltiysk"}, "track_out_of_reach"),
        ("visit", "2024-12-15", "2024-12-16", {"place_id": "baltiysk"}, "track_elsewhere"),
        ("visit", "2024-12-12", "2024-12-13", {"place_id": "valletta"}, "track_elsewhere"),
        ("gap", "2024-12-11", "2024-12-14", {}, None),
    ],
)
def test_rule_of_an_event(register: Register, kind: str, start: str, end: str | None, cells: Row, rule: str | None) -> None:
    places = {p.place_id for p in register.places()}
    if any(v not in places for v in cells.values()):
        pytest.skip(f"the register has no {list(cells.values())}")
    rows = found(
        register, claim("c", "move", **MOVE, assets=["ship:sparta"]), event("e", kind, "ship:sparta", start, end, **cells)
    )
    assert [f.rule.id for f in rows] == ([rule] if rule else [])


def test_who_was_elsewhere_after_the_claimed_time_came_on_another_date(register: Register) -> None:
    rows = found(
        register, claim("c", "move", **MOVE, assets=["ship:sparta"]),
        event("a", "visit", "ship:sparta", "2024-12-24", "2024-12-25", place_id="limassol"),
        event("b", "visit", "ship:sparta", "2024-12-27", "2024-12-28", place_id="tobruk"),
    )  # fmt: skip
    assert {f.rule.id for f in rows if f.item_id == "b"} == {"track_other_date"}


def test_being_back_after_having_been_elsewhere_says_nothing(register: Register) -> None:
    rows = found(
        register, claim("c", "move", **MOVE, assets=["ship:sparta"]),
        event("a", "visit", "ship:sparta", "2024-12-16", "2024-12-17", place_id="valletta"),
        event("b", "visit", "ship:sparta", "2024-12-25", "2024-12-28", place_id="tartus"),
    )  # fmt: skip
    assert [f for f in rows if f.item_id == "b"] == []


def test_being_back_fades_with_the_time_since(register: Register) -> None:
    def ratio(day: int) -> float:
        there = event("b", "visit", "ship:sparta", f"2024-12-{day}", f"2024-12-{day + 1}", place_id="tartus")
        return found(register, claim("c", "move", **MOVE, assets=["ship:sparta"]), there)[0].cells.moved

    assert ratio(23) < ratio(26) < ratio(29) < 0


def test_a_departure_counts_by_its_share_of_the_silence_after_the_last_signal(register: Register) -> None:
    def ratio(next_day: str) -> float:
        rows = found(
            register, claim("c", "move", **MOVE, assets=["ship:sparta"]),
            event("a", "visit", "ship:sparta", "2024-12-01", "2024-12-12", place_id="tartus", confidence=2.0),
            event("b", "visit", "ship:sparta", next_day, "2025-02-01", place_id="valletta", confidence=2.0),
        )  # fmt: skip
        return next(f.cells.moved for f in rows if f.rule.id == "track_departed")

    assert ratio("2024-12-13") > ratio("2025-01-10") > 0


@pytest.mark.parametrize(("asset", "cap"), [("ship:sparta", 40), ("ship:admiral-grigorovich", 25)])
def test_ratio_is_capped(register: Register, asset: str, cap: float) -> None:
    rows = found(
        register, claim("c", "move", **MOVE, assets=[asset]),
        event("e", "leg", asset, "2024-12-11", "2024-12-14", from_place_id="tartus", to_place_id="tobruk"),
        cover=coverage("N32E023", "2024-12-10", "2024-12-20"),
    )  # fmt: skip
    ratio = math.exp(rows[0].cells.moved)
    assert ratio <= cap + 1e-9
    assert ratio > cap / 3


def test_ratio_by_formula(register: Register) -> None:
    """(1 - (1 - tx x cov)^days) / spoof: a warship for ten days and a bit under full coverage."""
    rows = found(
        register, claim("c", "move", **MOVE, assets=["warship"]),
        event("e", "visit", "ship:admiral-grigorovich", "2024-12-11", "2024-12-14", place_id="tobruk"),
        cover=coverage("N32E023", "2024-12-10", "2024-12-20"),
    )  # fmt: skip
    days = 11 - 1e-6 / 86400
    assert math.exp(rows[0].cells.moved) == pytest.approx((1 - (1 - 0.15) ** days) / 0.04, rel=1e-3)


def test_a_class_is_not_refuted_by_one_hull_elsewhere(register: Register) -> None:
    claimed = claim("c", "move", **MOVE, assets=["warship"])
    assert not found(
        register, claimed, event("e", "visit", "ship:admiral-grigorovich", "2024-12-10", "2024-12-21", place_id="baltiysk")
    )
    (row,) = found(
        register, claimed, event("e", "visit", "ship:admiral-grigorovich", "2024-12-01", "2024-12-28", place_id="tartus")
    )
    assert row.rule.id == "track_still_at_origin"
    assert set(row.cells) == {0.0}, "others of the class may have left"


def test_leg_and_visit_are_one_stream(register: Register) -> None:
    rows = found(
        register, claim("c", "move", **MOVE, assets=["ship:sparta"]),
        event("l", "leg", "ship:sparta", "2024-12-11", "2024-12-14", from_place_id="tartus", to_place_id="tobruk"),
        event("v", "visit", "ship:sparta", "2024-12-14", "2024-12-18", place_id="tobruk"),
    )  # fmt: skip
    assert len({f.stream for f in rows}) == 1
    assert all(f.bears_identity and f.is_sensor for f in rows)


def test_a_number_of_another_flag_is_no_match(register: Register) -> None:
    claimed = claim("c", "move", **MOVE, assets=[], actor="Russia")
    leg = {"from_place_id": "tartus", "to_place_id": "tobruk"}
    assert found(register, claimed, event("e", "leg", "mmsi:273000001", "2024-12-11", "2024-12-14", **leg))
    assert not found(register, claimed, event("e", "leg", "mmsi:538000001", "2024-12-11", "2024-12-14", **leg))


def test_anything_is_never_identified(register: Register) -> None:
    rows = found(
        register,
        claim("c", "move", **MOVE, assets=[]),
        event("e", "visit", "ship:sparta", "2024-12-14", "2024-12-18", place_id="tobruk"),
    )
    assert [f.bears_identity for f in rows] == [False]


def test_whoever_is_said_to_come_was_elsewhere_before_and_loses_only_the_time_that_is_left(register: Register) -> None:
    """From Limassol to Tartus it is 220 km at the most, less than a day: a stay to the 11th leaves most of the time to the 20th."""

    def against(last_day: str) -> float:
        claimed = claim("c", "arrive", destination=["tartus"], time=MOVE["time"], assets=["ship:sparta"])
        return found(register, claimed, event("e", "visit", "ship:sparta", "2024-12-01", last_day, place_id="limassol"))[
            0
        ].cells.moved

    early, middle, late = (against(day) for day in ("2024-12-11", "2024-12-15", "2024-12-18"))
    assert 0 > early > middle > late
    whole_h, gone_h = (11 + 2 * 1.5) * 24, (1 + 1.5) * 24  # eleven days with the slack; gone when the 11th begins
    assert math.log(1 - (gone_h + 24) / whole_h) < early < math.log(1 - gone_h / whole_h)
    assert against("2024-12-10") > -math.log(7)  # as a third place would be against a movement from a named origin
