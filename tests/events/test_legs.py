from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from vedette.engine.local import run_scan
from vedette.events.steps import LEGS, LegParams
from vedette.geo import distance_km
from vedette.schema.tables import EVENTS
from vedette.testing.positions import START

SHIP, PLANE = "ship:sparta-ii", "aircraft:ra-82035"
PLACES = {"tartus": (34.9, 35.87), "tobruk": (32.07, 23.99), "hmeimim": (35.4, 35.95), "al-abraq": (32.79, 21.96)}
END = START + timedelta(days=365)


def event(kind: str, place: str, start_h: float, end_h: float | None, sure: float = 4.0, asset: str = "") -> dict[str, Any]:
    start = START + timedelta(hours=start_h)
    end = None if end_h is None else START + timedelta(hours=end_h)
    lat, lon = PLACES[place]
    asset = asset or (SHIP if kind == "visit" else PLANE)
    return {
        "event_id": f"ev-{kind}-{place}-{start_h}", "kind": kind, "asset_id": asset, "place_id": place, "start": start,
        "end": end, "is_open": end is None, "lat_deg": lat, "lon_deg": lon, "confidence": sure, "flags": [],
        "citations": [f"src-a#{int(start_h)}", f"src-a#{int(end_h or start_h)}"], "known": end or start, "detector": "t",
        "version": "1", "params_hash": "p",
    }  # fmt: skip


def visit(place: str, start_h: float, end_h: float | None, sure: float = 4.0) -> dict[str, Any]:
    return event("visit", place, start_h, end_h, sure)


def flight(kind: str, place: str, hour: float, sure: float = 1.0) -> dict[str, Any]:
    return event(kind, place, hour, hour, sure)


def legs_of(*events: dict[str, Any], **params: Any) -> list[dict[str, Any]]:
    return run_scan(LEGS, EVENTS.build(list(events)), LegParams(**params), watermark=END).frame.sort("start").to_dicts()


SHIPS = [
    # name, stays, legs as (from, to)
    ("one leg", [visit("tartus", 0, 10), visit("tobruk", 80, 100)], [("tartus", "tobruk")]),
    ("there and back", [visit("tartus", 0, 10), visit("tobruk", 80, 100), visit("tartus", 180, 190)],
     [("tartus", "tobruk"), ("tobruk", "tartus")]),
    ("to a stay that lasts", [visit("tartus", 0, 10), visit("tobruk", 80, None)], [("tartus", "tobruk")]),
    ("from a stay that lasts: none", [visit("tartus", 0, None), visit("tobruk", 80, 100)], []),
    ("back to the same place: none", [visit("tartus", 0, 10), visit("tartus", 80, 100)], []),
    ("passages do not count", [visit("tartus", 0, 10), visit("hmeimim", 12, 13, 1), visit("tobruk", 80, 100)],
     [("tartus", "tobruk")]),
    ("a place inside another: one leg, from the one left last",
     [visit("tartus", 0, 10), visit("hmeimim", 1, 9), visit("tobruk", 80, 100)], [("tartus", "tobruk")]),
    ("at sea for too long: calls were missed", [visit("tartus", 0, 10), visit("tobruk", 10 + 91 * 24, 3000)], []),
]  # fmt: skip


@pytest.mark.parametrize(("stays", "expected"), [s[1:] for s in SHIPS], ids=[s[0] for s in SHIPS])
def test_legs_of_ships(stays: list[dict[str, Any]], expected: list[tuple[str, str]]) -> None:
    assert [(leg["from_place_id"], leg["to_place_id"]) for leg in legs_of(*stays)] == expected


FLIGHTS = [
    ("seen at both ends", [("take_off", "hmeimim", 0), ("landing", "al-abraq", 3)], [("hmeimim", "al-abraq", [])]),
    ("departure not seen", [("landing", "hmeimim", 0), ("landing", "al-abraq", 8)],
     [("hmeimim", "al-abraq", ["departure not seen"])]),
    ("arrival not seen", [("take_off", "hmeimim", 0), ("take_off", "al-abraq", 8)],
     [("hmeimim", "al-abraq", ["arrival not seen"])]),
    ("neither seen", [("landing", "hmeimim", 0), ("take_off", "al-abraq", 8)],
     [("hmeimim", "al-abraq", ["departure not seen", "arrival not seen"])]),
    ("turnaround",
     [("take_off", "hmeimim", 0), ("landing", "al-abraq", 3), ("take_off", "al-abraq", 5), ("landing", "hmeimim", 8)],
     [("hmeimim", "al-abraq", []), ("al-abraq", "hmeimim", [])]),
    ("local flight: none", [("take_off", "hmeimim", 0), ("landing", "hmeimim", 3)], []),
    ("longer than any flight: none", [("take_off", "hmeimim", 0), ("landing", "al-abraq", 25)], []),
]  # fmt: skip


@pytest.mark.parametrize(("events", "expected"), [f[1:] for f in FLIGHTS], ids=[f[0] for f in FLIGHTS])
def test_legs_of_aircraft(events: list[tuple[str, str, float]], expected: list[tuple[str, str, list[str]]]) -> None:
    legs = legs_of(*(flight(*e) for e in events))
    assert [(leg["from_place_id"], leg["to_place_id"], leg["flags"]) for leg in legs] == expected


def test_distance_duration_speed_and_citations() -> None:
    (leg,) = legs_of(visit("tartus", 0, 10), visit("tobruk", 80, 100, 3.0))
    km = distance_km(*PLACES["tartus"], *PLACES["tobruk"])
    assert leg["dist_km"] == km
    assert leg["dur_s"] == 70 * 3600
    assert leg["implied_kn"] == pytest.approx(km / 1.852 / 70)
    assert leg["confidence"] == pytest.approx((1.0 * 0.75) ** 0.5)
    assert leg["citations"] == ["src-a#10", "src-a#80"]
    assert leg["known"] == START + timedelta(hours=100)
    assert (leg["lat_deg"], leg["lon_deg"]) == PLACES["tartus"]


def test_ships_go_by_sea_and_aircraft_do_not() -> None:
    def by_sea(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
        return 1300.0

    ship, plane = legs_of(
        visit("tartus", 0, 10), visit("tobruk", 80, 100), flight("take_off", "hmeimim", 200), flight("landing", "al-abraq", 203),
        sea_distance_km=by_sea,
    )  # fmt: skip
    assert ship["dist_km"] == 1300.0
    assert plane["dist_km"] == distance_km(*PLACES["hmeimim"], *PLACES["al-abraq"])


@pytest.mark.parametrize(
    ("hours", "limits", "is_flagged"),
    [(70, (), False), (10, (), True), (70, ((SHIP, 5.0),), True), (10, ((SHIP, 99.0),), False)],
)
def test_speed_beyond_the_class_is_flagged(hours: float, limits: tuple[tuple[str, float], ...], is_flagged: bool) -> None:
    (leg,) = legs_of(visit("tartus", 0, 10), visit("tobruk", 10 + hours, 100), max_kn=limits)
    assert ("implied speed beyond the class" in leg["flags"]) is is_flagged


def test_the_function_for_distances_is_no_part_of_the_hash() -> None:
    one = legs_of(visit("tartus", 0, 10), visit("tobruk", 80, 100), sea_distance_km=lambda *_: 1.0)[0]
    other = legs_of(visit("tartus", 0, 10), visit("tobruk", 80, 100))[0]
    assert one["params_hash"] == other["params_hash"]
    assert one["event_id"] == other["event_id"]
