"""Which rule a logged sighting falls under, and what it is worth."""

from __future__ import annotations

import math
from typing import Any

import pytest
from builders import Row, claim, end_of, publisher, sighting, tables

from vedette.assessment.evidence.sightings import find_sightings
from vedette.assessment.known.ground import make_ground
from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.predicates import make_query
from vedette.assessment.weights.findings import Finding
from vedette.registry.register import Register

PARAMS = AssessmentParams()
MOVE = {"origin": ["tartus"], "destination": ["tobruk"], "time": ("2024-12-10", "2024-12-20")}
SPARTA = {**MOVE, "assets": ["ship:sparta"]}
WARSHIPS = {**MOVE, "assets": ["warship"], "actor": "Russia"}


def found(register: Register, claimed: Row, *rows: Row, publishers: list[Row] | None = None) -> list[Finding]:
    ground = make_ground(
        tables([claimed], sightings=list(rows), publishers=publishers or []), register, PARAMS, end_of("2025-03-01")
    )
    query = make_query(ground.claims[0], register, PARAMS, ground.as_of)
    assert query is not None
    return list(find_sightings(query, ground))


@pytest.mark.parametrize(
    ("claimed", "what", "event", "place", "day", "rule"),
    [
        (SPARTA, "ship:sparta", "present", "tobruk", "2024-12-18", "seen_at_destination"),
        (SPARTA, "ship:sparta", "loading", "tobruk", "2024-12-18", "seen_at_destination"),
        (SPARTA, "ship:sparta", "present", "tobruk", "2024-12-26", "seen_at_destination_later"),
        (SPARTA, "ship:sparta", "arrived", "tobruk", "2024-12-26", "other_date"),
        (SPARTA, "ship:sparta", "arrived", "tobruk", "2025-02-26", None),  # another voyage
        (SPARTA, "ro_ro", "present", "tobruk", "2024-12-18", "class_seen_at_destination"),
        (SPARTA, "frigate", "present", "tobruk", "2024-12-18", None),
        (SPARTA, "ship:sparta-ii", "present", "tobruk", "2024-12-18", None),
        (SPARTA, "ship:sparta", "departed", "tartus", "2024-12-12", "seen_leaving"),
        (SPARTA, "ship:sparta", "absent", "tartus", "2024-12-12", "origin_empty"),
        (SPARTA, "ship:sparta", "present", "tartus", "2024-12-12", "still_at_origin"),
        (SPARTA, "ship:sparta", "anchored", "tartus-approaches", "2024-12-12", "still_at_origin"),
        (SPARTA, "ship:sparta", "present", "tartus", "2024-12-25", "seen_at_origin_after"),
        (SPARTA, "ship:sparta", "departed", "tartus", "2024-12-25", "seen_at_origin_after"),
        (
            SPARTA | {"time": ("2024-12-14", "2024-12-16")},
            "ship:sparta",
            "present",
            "baltiysk",
            "2024-12-15",
            "seen_out_of_reach",
        ),
        (SPARTA, "ship:sparta", "present", "baltiysk", "2024-12-20", "seen_elsewhere"),  # ten days are enough
        (SPARTA, "ship:sparta", "present", "country:MT", "2024-12-15", "seen_elsewhere"),
        (SPARTA, "ship:sparta", "absent", "tobruk", "2024-12-18", "looked_and_saw_nothing"),
        (SPARTA, "ship:sparta", "present", "tobruk", "2024-12-01", None),
        (SPARTA, "ship:sparta", "present", "sea:mediterranean", "2024-12-15", None),  # wide enough to hold both
        (WARSHIPS, "frigate", "present", "tobruk", "2024-12-18", "seen_at_destination"),
        (WARSHIPS, "ship:admiral-grigorovich", "present", "tobruk", "2024-12-18", "seen_at_destination"),
        (WARSHIPS, "frigate", "present", "country:MT", "2024-12-15", None),  # other hulls of the class may have gone
        (WARSHIPS, "frigate", "present", "tartus", "2024-12-25", None),
        (WARSHIPS, "warship", "absent", "tobruk", "2024-12-18", "looked_and_saw_nothing"),
        (WARSHIPS, "ro_ro", "present", "tobruk", "2024-12-18", None),
    ],
)
def test_rule_of_a_sighting(
    register: Register, claimed: Row, what: str, event: str, place: str, day: str, rule: str | None
) -> None:
    rows = found(register, claim("c", "move", **claimed), sighting("s", what, event, place, day))
    assert [f.rule.id for f in rows] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("kind", "cells", "what", "event", "place", "day", "rule"),
    [
        ("depart", {"origin": ["tartus"]}, "ship:sparta", "departed", "tartus", "2024-12-12", "seen_leaving"),
        ("depart", {"origin": ["tartus"]}, "ship:sparta", "transit", "strait-of-sicily", "2024-12-19", "seen_away"),
        ("depart", {"origin": ["tartus"]}, "ship:sparta", "departed", "tartus", "2024-12-26", "other_date"),
        ("depart", {"origin": ["tartus"]}, "ship:sparta", "present", "tartus", "2024-12-26", "seen_at_origin_after"),
        (
            "arrive",
            {"destination": ["tartus"]},
            "ship:sparta",
            "present",
            "tartus-approaches",
            "2024-12-26",
            "seen_off_destination",
        ),
        ("arrive", {"destination": ["tartus"]}, "ship:sparta", "arrived", "tartus", "2024-12-26", "other_date"),
        ("arrive", {"destination": ["tartus"]}, "ship:sparta", "arrived", "tartus", "2024-12-15", "seen_at_destination"),
        ("present", {"place": ["tartus"]}, "ship:sparta", "departed", "tartus", "2024-12-15", None),
        ("present", {"place": ["tartus"]}, "ship:sparta", "arrived", "tartus", "2024-12-02", None),
        ("absent", {"place": ["tartus"]}, "ship:sparta", "present", "tartus", "2024-12-15", "seen_at_origin_after"),
        ("absent", {"place": ["tartus"]}, "ship:sparta", "absent", "tartus", "2024-12-15", "origin_empty"),
    ],
)
def test_rule_by_kind_of_claim(
    register: Register, kind: str, cells: Row, what: str, event: str, place: str, day: str, rule: str | None
) -> None:
    claimed = claim("c", kind, assets=["ship:sparta"], time=("2024-12-10", "2024-12-20"), **cells)
    assert [f.rule.id for f in found(register, claimed, sighting("s", what, event, place, day))] == ([rule] if rule else [])


def test_on_the_way_through_a_strait(register: Register) -> None:
    claimed = claim(
        "c", "move", assets=["ship:sparta"], origin=["tartus"], destination=["baltiysk"], time=("2024-12-01", "2024-12-30")
    )
    rows = found(register, claimed, sighting("s", "ship:sparta", "transit", "strait-of-gibraltar", "2024-12-15"))
    assert [f.rule.id for f in rows] == ["seen_on_the_way"] or [f.rule.id for f in rows] == ["seen_elsewhere"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, 30**0.7),  # no grade
        ({"how": "tracking"}, 20**0.7),
        ({"certainty": "disputed"}, 30**0.35),
        ({"certainty": "probable"}, 30**0.49),
        ({"how": "official_statement"}, 4**0.7),
        ({"source_ids": ["good"]}, 30),
        ({"source_ids": ["bad", "good"]}, 30),
        ({"source_ids": ["bad"]}, 30**0.4),
    ],
)
def test_ratio_by_how_certainty_and_grade(register: Register, cells: Row, expected: float) -> None:
    publishers = [publisher("good", reliability="B"), publisher("bad", reliability="E")]
    rows = found(
        register,
        claim("c", "move", **SPARTA),
        sighting("s", "ship:sparta", "present", "tobruk", "2024-12-18", **cells),
        publishers=publishers,
    )
    assert math.exp(rows[0].cells.moved) == pytest.approx(expected)


def test_hull_without_a_name_is_worth_two_to_six(register: Register) -> None:
    rows = found(
        register, claim("c", "move", **SPARTA), sighting("s", "ro_ro", "present", "tobruk", "2024-12-18", source_ids=["s"])
    )
    ratio = math.exp(rows[0].cells.moved / PARAMS.table["source_grade"].numbers["none"])
    assert 2 <= ratio <= 6
    assert rows[0].cells.moved == rows[0].cells.other, "another hull of the class explains it as well"
    assert not rows[0].bears_identity


def test_fewer_flights_than_claimed_show_part_of_it(register: Register) -> None:
    claimed = claim("c", "flight_rate", origin=["hmeimim"], destination=["al-khadim"], time=("2024-12-10", "2024-12-20"),
                    assets=["il_76"], count_min=4)  # fmt: skip
    one, four = (
        found(register, claimed, sighting("s", "il_76", "flights", None, "2024-12-18", from_place_id="hmeimim",
                                          to_place_id="al-khadim", count_min=n, count_max=n))[0].cells.moved
        for n in (1, 4)
    )  # fmt: skip
    assert one == pytest.approx(four / 4)


def test_zero_hulls_is_an_absence(register: Register) -> None:
    rows = found(
        register,
        claim("c", "move", **WARSHIPS),
        sighting("s", "warship", "present", "tartus", "2024-12-15", count_min=0, count_max=0),
    )
    assert [f.rule.id for f in rows] == ["origin_empty"]


def test_later_presence_fades(register: Register) -> None:
    claimed = claim("c", "move", **SPARTA)
    ratios = [
        found(register, claimed, sighting("s", "ship:sparta", "present", "tobruk", day))[0].cells.moved
        for day in ("2024-12-23", "2024-12-27", "2025-01-03")
    ]
    assert ratios == sorted(ratios, reverse=True)
    assert ratios[1] == pytest.approx(2 * ratios[2], rel=0.02), "halved in log for each week"


def test_still_there_counts_by_the_time_left(register: Register) -> None:
    claimed = claim("c", "move", **SPARTA)
    early, late = (
        found(register, claimed, sighting("s", "ship:sparta", "present", "tartus", d))[0].cells
        for d in ("2024-12-10", "2024-12-19")
    )
    assert late.moved < early.moved <= 0
    assert early.stayed == late.stayed == 0


def test_hearsay_is_no_sensor(register: Register) -> None:
    for how, is_sensor in (
        ("imagery", True),
        ("photo", True),
        ("tracking", True),
        ("official_statement", False),
        ("reported", False),
    ):
        rows = found(
            register, claim("c", "move", **SPARTA), sighting("s", "ship:sparta", "present", "tobruk", "2024-12-18", how=how)
        )
        assert rows[0].is_sensor is is_sensor


@pytest.mark.parametrize(
    ("from_place", "to_place", "rule", "part"),
    [
        ("hmeimim", "al-khadim", "seen_at_destination", "whole"),
        ("country:SY", "al-khadim", "seen_at_destination", "whole"),
        (None, "al-khadim", "seen_at_destination", "arrival"),
        ("hmeimim", "country:RU", "seen_leaving", "departure"),
        ("country:TR", "al-khadim", None, None),
    ],
)
def test_flights_with_both_ends(
    register: Register, from_place: str | None, to_place: str, rule: str | None, part: str | None
) -> None:
    claimed = claim(
        "c",
        "move",
        assets=["transport_aircraft"],
        origin=["hmeimim"],
        destination=["region:eastern-libya"],
        time=("2024-12-10", "2024-12-20"),
    )
    rows = found(
        register, claimed, sighting("s", "il_76", "flights", None, "2024-12-15", from_place_id=from_place, to_place_id=to_place)
    )
    assert [(f.rule.id, f.part) for f in rows] == ([(rule, part)] if rule else [])


def test_flights_of_a_rate_say_only_that_there_were_some(register: Register) -> None:
    claimed = claim("c", "flight_rate", direction="up", assets=["transport_aircraft"], origin=["country:SY"],
                    destination=["region:eastern-libya"],
                    time=("2024-12-10", "2024-12-20"))  # fmt: skip
    rows = found(
        register,
        claimed,
        sighting(
            "s", "il_76", "flights", None, "2024-12-15", from_place_id="hmeimim", to_place_id="al-khadim", how="flight_data"
        ),
    )
    assert [f.rule.id for f in rows] == ["flights_seen"]
    assert math.exp(rows[0].cells.moved) < 6


@pytest.mark.parametrize(
    ("who", "cells", "direction", "rules"),
    [
        ("il_76", {"count_min": 6, "count_max": 6}, "up", ["flights_seen"]),
        ("il_76", {"count_min": 6, "count_max": 6}, "down", []),  # that there were some says nothing for fewer
        ("il_76", {"count_min": 1, "count_max": 1}, "up", []),
        ("aircraft:ra-82032", {}, "up", []),  # one that stands where aircraft always stand
    ],
)
def test_aircraft_at_the_destination_of_a_rate(
    register: Register, who: str, cells: Row, direction: str, rules: list[str]
) -> None:
    ends = {"origin": ["hmeimim"], "destination": ["al-khadim"], "time": ("2024-12-10", "2024-12-20")}
    claimed = claim("c", "flight_rate", direction=direction, assets=["transport_aircraft"], **ends)
    rows = found(register, claimed, sighting("s", who, "present", "al-khadim", "2024-12-15", how="photo", **cells))
    assert [f.rule.id for f in rows] == rules


def test_frigates_where_destroyers_are_claimed(register: Register) -> None:
    claimed = claim("c", "present", assets=["destroyer"], place=["tartus-approaches"], time=("2024-12-10", "2024-12-14"))
    rows = found(
        register, claimed, sighting("s", "frigate", "present", "tartus-approaches", "2024-12-10", count_min=2, count_max=2)
    )
    assert [f.rule.id for f in rows] == ["other_class_seen"]
    assert rows[0].cells.other > 0 == rows[0].cells.moved


def test_town_without_an_airfield_named(register: Register) -> None:
    claimed = claim(
        "c", "move", assets=["il_76"], origin=["hmeimim"], destination=["benghazi"], time=("2024-12-10", "2024-12-20")
    )
    rows = found(register, claimed, sighting("s", "il_76", "arrived", "benina", "2024-12-15"))
    assert [f.rule.id for f in rows] == ["seen_at_destination"]


def test_sentence_has_who_where_when_how(register: Register) -> None:
    why = found(
        register,
        claim("c", "move", **SPARTA),
        sighting("s", "ship:sparta", "anchored", "tobruk", "2024-12-17", "2024-12-18", certainty="disputed"),
    )[0].why
    assert why == "Sparta at anchor at Tobruk, 17–18 Dec 2024 (satellite image, disputed), which is what the claim says."


def test_foreign_navy_is_no_match(register: Register) -> None:
    cells: dict[str, Any] = {**WARSHIPS, "actor": "Turkey"}
    assert not found(
        register, claim("c", "move", **cells), sighting("s", "ship:admiral-grigorovich", "present", "tobruk", "2024-12-18")
    )


@pytest.mark.parametrize(
    ("kind", "cells", "is_lost"),
    [
        ("arrive", {"destination": ["tobruk"]}, True), ("depart", {"origin": ["tartus"]}, True), ("present", {"place": ["tobruk"]}, True),
        ("absent", {"place": ["tartus"]}, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("event", ["sunk", "distress"])
def test_what_has_sunk_does_not_move(register: Register, kind: str, cells: Row, is_lost: bool, event: str) -> None:
    claimed = claim("c", kind, **cells, assets=["ship:ursa-major"], time=("2025-01-20", "2025-01-25"), made="2025-01-26")
    rows = found(register, claimed, sighting("s", "ship:ursa-major", event, None, "2024-12-24", how="observed"))
    assert [r.rule.id for r in rows] == (["lost_before"] if is_lost and event == "sunk" else [])


def test_another_of_its_class_still_moves(register: Register) -> None:
    claimed = claim("c", "arrive", destination=["tobruk"], assets=["general_cargo"], time=("2025-01-20", "2025-01-25"))
    assert found(register, claimed, sighting("s", "ship:ursa-major", "sunk", None, "2024-12-24")) == []


def test_a_ship_elsewhere_before_a_claimed_arrival_can_still_arrive(register: Register) -> None:
    arrival = claim(kind="arrive", destination=["limassol"], assets=["ship:sparta"], time=("2024-11-24", "2024-11-28"))
    seen = [sighting("s", "ship:sparta", "present", "benghazi", day) for day in ("2024-11-10", "2024-11-22", "2024-11-25")]
    long_before, (before,), (within,) = (found(register, arrival, row) for row in seen)
    assert long_before == []
    assert before.rule.id == within.rule.id == "seen_elsewhere"
    assert 0 > before.cells.moved > within.cells.moved  # what counts is the time that is left to come in


def test_two_sites_that_show_one_signal_are_one_witness(register: Register) -> None:
    """Sites that show signals are fed by the same receivers: without a name, one class at one place on one day is one signal."""
    from vedette.assessment.weights.independence import weigh

    rows = [sighting(f"s{i}", "frigate", "present", "tobruk", day, how="tracking", source_ids=[f"site-{i}"])
            for i, day in enumerate(("2024-12-18", "2024-12-18", "2024-12-15"))]  # fmt: skip
    sites = [publisher(f"site-{i}") for i in range(3)]
    other_day, first, again = found(register, claim("c", **WARSHIPS), *rows, publishers=sites)
    assert first.stream == again.stream != other_day.stream
    weighed = {w.finding.item_id: w.weight for w in weigh([first, again, other_day], frozenset(), PARAMS.log_prior())}
    assert sorted(weighed.values()) == [0.25, 1.0, 1.0]
    pictures = [row | {"how": "imagery"} for row in rows]
    other_look, look, copy = found(register, claim("c", **WARSHIPS), *pictures, publishers=sites)
    assert look.stream == copy.stream != other_look.stream, "a picture that two print is one look"


def test_two_feeds_of_one_asset_are_one_stream(register: Register) -> None:
    """Whether one feed brought a stay in or two did, and whether a person logged it from a site as well: one signal."""
    from builders import event

    from vedette.assessment.assess import assess

    claimed = claim("c", **SPARTA)
    stay = event("v", "visit", "ship:sparta", "2024-12-14", "2024-12-21", place_id="tobruk")
    both = stay | {"citations": ["src-feed-a#1", "src-feed-b#7"]}
    logged = sighting("s", "ship:sparta", "present", "tobruk", "2024-12-15", how="tracking")
    outs = [assess(tables([claimed], events=[e]), register, PARAMS, end_of("2025-03-01")) for e in (stay, both)]
    assert outs[0].verdicts["probability"].to_list() == outs[1].verdicts["probability"].to_list()
    groups = assess(tables([claimed], events=[both], sightings=[logged]), register, PARAMS, end_of("2025-03-01")).evidence
    told = groups.filter(groups["rule"].is_in(["track_at_destination", "seen_at_destination"]))
    assert set(told["group"]) == {"signal:ship:sparta"} or "signal:ship:sparta" in told["group"].to_list()
    sizes = sorted(abs(row["moved"]) for row in told["log_lr"])
    assert sizes[0] < 0.5 * sizes[1]
