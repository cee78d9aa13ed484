from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from vedette.engine.local import run_scan
from vedette.events.steps import VISITS, PlaceGeometry, VisitParams
from vedette.events.visit_rules import (
    AWAY,
    BAND,
    BEYOND,
    CONFIDENCE,
    ENTERED,
    FAST,
    GAP,
    INSIDE,
    LEFT,
    SAILING,
    SLOW,
    STEADY,
    STOP,
    STOPPED,
    confidence,
    transition_table,
)  # fmt: skip
from vedette.schema.flags import Flag
from vedette.testing.positions import START, position, positions

SHIP, PLANE = "mmsi:273396130", "icao24:1402a5"
END = START + timedelta(days=60)
TARTUS = PlaceGeometry("tartus", "port", 34.9, 35.87, 3.0, 4.0)
KM = 1 / 110.95  # degrees of latitude at Tartus


def visits_of(rows: list[dict[str, object]], *places: PlaceGeometry) -> list[dict[str, object]]:
    params = VisitParams(places=places or (TARTUS,))
    return run_scan(VISITS, positions(rows), params, watermark=END).frame.sort("start", "place_id").to_dicts()


def at(minute: float, km: float, **more: object) -> dict[str, object]:
    """A position so many km north of Tartus."""
    return position(SHIP, minute, 34.9 + km * KM, 35.87, **{"sog_kn": 9.0, **more})


def still(minute: float, km: float) -> dict[str, object]:
    return at(minute, km, sog_kn=0.0)


STAYS = [
    # name, rows, confidence, minutes from start to end, is open
    ("came, stopped, left", [at(0, 9), at(30, 2), still(60, 0), at(90, 3.5), at(120, 9)], 4, 60, False),
    ("passed through", [at(0, 9), at(30, 2), at(60, 9)], 1, 0, False),
    ("came and stopped, is there", [at(0, 9), at(30, 2), still(60, 0)], 3, None, True),
    ("was there, stopped, left", [still(0, 0), at(60, 2), at(90, 9)], 3, 60, False),
    ("was there, is there", [still(0, 0), still(60, 0)], 2, None, True),
    ("a gap inside is a stay", [at(0, 9), at(30, 2), at(30 + 240, 2), at(300, 9)], 4, 240, False),
    ("shorter silence is none", [at(0, 9), at(30, 2), at(30 + 239, 2), at(300, 9)], 1, 239, False),
    ("went dark inside, came back elsewhere", [at(0, 9), at(30, 2), at(30 + 721, 90)], 3, 0, False),
    ("came from the dark", [at(0, 90), still(721, 0), at(751, 9)], 3, 0, False),
    ("without speeds the rows themselves tell", [at(0, 9), at(30, 2, sog_kn=None), at(90, 2, sog_kn=None), at(120, 9)], 4, 60,
     False),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "sure", "minutes", "is_open"), [s[1:] for s in STAYS], ids=[s[0] for s in STAYS])
def test_stays(rows: list[dict[str, object]], sure: float, minutes: float | None, is_open: bool) -> None:
    (visit,) = visits_of(rows)
    assert (visit["place_id"], visit["confidence"], visit["is_open"]) == ("tartus", sure, is_open)
    assert (visit["end"] is None) is is_open
    if minutes is not None:
        assert visit["dur_s"] == minutes * 60


NO_STAYS = [
    ("the band alone", [at(0, 9), at(30, 3.5), at(60, 9)]),
    ("flagged", [at(0, 9), at(30, 0, flags=int(Flag.JUMP)), at(60, 9)]),
    ("never near", [at(0, 9), at(30, 8)]),
]


@pytest.mark.parametrize("rows", [s[1] for s in NO_STAYS], ids=[s[0] for s in NO_STAYS])
def test_no_stay(rows: list[dict[str, object]]) -> None:
    assert visits_of(rows) == []


def test_a_visit_cites_first_last_and_the_row_that_shows_it_left() -> None:
    (visit,) = visits_of([at(0, 9), at(30, 2), still(60, 0), at(120, 9)])
    assert visit["citations"] == ["src-a#2", "src-a#3", "src-a#4"]
    assert visit["known"] == START + timedelta(minutes=120, seconds=3)
    assert visit["start"] == START + timedelta(minutes=30)
    assert visit["detector"] == "find_visits"


def test_a_departure_in_the_dark_is_not_cited() -> None:
    (visit,) = visits_of([at(0, 9), at(30, 2), at(30 + 721, 90)])
    assert visit["citations"] == ["src-a#2"]


def test_two_stays_are_two_visits() -> None:
    visits = visits_of([at(0, 9), still(30, 0), at(60, 9), still(90, 0), at(120, 9)])
    assert [v["confidence"] for v in visits] == [4, 4]
    assert len({v["event_id"] for v in visits}) == 2


def test_places_inside_each_other_are_visited_at_once_each_on_its_own() -> None:
    inner = PlaceGeometry("base", "naval_base", 34.9, 35.87, 1.0, 1.5)
    rows = [at(0, 9), at(30, 2.5), still(60, 0.5), at(90, 2.5), at(120, 9)]
    both = visits_of(rows, TARTUS, inner)
    assert [(v["place_id"], v["dur_s"]) for v in both] == [("tartus", 3600), ("base", 0)]
    alone = visits_of(rows, TARTUS)[0]
    assert {k: v for k, v in both[0].items() if k != "params_hash"} == {k: v for k, v in alone.items() if k != "params_hash"}


@pytest.mark.parametrize(
    ("asset", "kind", "more", "n"),
    [
        (SHIP, "port", {}, 1),
        (SHIP, "airport", {}, 0),
        (PLANE, "port", {"on_ground": True}, 0),
        (PLANE, "airbase", {"on_ground": True}, 1),
        (PLANE, "airbase", {"on_ground": False, "sog_kn": 20.0}, 0),
        (PLANE, "airbase", {"sog_kn": 20.0, "alt_ft": 100.0}, 1),
        (PLANE, "airbase", {"sog_kn": 140.0, "alt_ft": 100.0}, 0),
        (PLANE, "airbase", {"sog_kn": None, "alt_ft": 100.0}, 0),
        (PLANE, "airbase", {"sog_kn": None, "sensor": "optical"}, 1),
    ],
)
def test_ships_call_at_ports_and_aircraft_stand_on_airfields(asset: str, kind: str, more: dict[str, object], n: int) -> None:
    place = PlaceGeometry("p", kind, 34.9, 35.87, 3.0, 4.0)
    assert len(visits_of([position(asset, 0, 34.9, 35.87, **{"sog_kn": 0.0, **more})], place)) == n


def test_every_phase_zone_and_pace_has_one_row() -> None:
    table = transition_table()
    assert (table >= 0).all()
    for zone, pace in product((BAND, BEYOND), (SLOW, STEADY, FAST)):
        assert tuple(table[AWAY, zone, pace]) == (AWAY, 0)
    assert tuple(table[STOPPED, BAND, STEADY]) == (STOPPED, 0)
    assert tuple(table[SAILING, BEYOND, SLOW]) == (AWAY, LEFT)
    assert tuple(table[AWAY, INSIDE, SLOW]) == (STOPPED, ENTERED | STOP)


@pytest.mark.parametrize("marks", range(16))
def test_confidence_grows_with_every_mark(marks: int) -> None:
    assert len(CONFIDENCE) == 6
    for more in (ENTERED, LEFT, STOP, GAP):
        assert confidence(marks | more) >= confidence(marks)
    assert (confidence(marks) == 4) is bool(marks & ENTERED and marks & LEFT and marks & (STOP | GAP))
