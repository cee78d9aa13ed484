"""Where is an observation with respect to a claim?"""

from __future__ import annotations

import pytest
from builders import claim, end_of, tables

from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.places import is_inside, is_wider, least_km, name_places, points_of, relate
from vedette.assessment.question.predicates import make_query
from vedette.assessment.question.reach import can_reach, least_way_km
from vedette.registry.register import Register

PARAMS = AssessmentParams()


@pytest.mark.parametrize(
    ("place_id", "point", "relation"),
    [
        ("tartus", None, "origin"),
        ("tobruk", None, "destination"),
        ("region:eastern-libya", None, "destination"),
        ("country:LY", None, "destination"),
        ("country:SY", None, "unknown"),  # holds the origin and more
        ("sea:mediterranean", None, "unknown"),
        ("tartus-approaches", None, "off_origin"),
        ("latakia", None, "elsewhere"),
        ("country:MT", None, "elsewhere"),
        ("country:EG", None, "elsewhere"),
        ("country:RU", None, "elsewhere"),
        (None, (34.95, 35.60), "off_origin"),
        (None, (36.0, 15.0), "elsewhere"),
        (None, None, "unknown"),
        ("no-such-place", None, "unknown"),
    ],
)
def test_relations(register: Register, place_id: str | None, point: tuple[float, float] | None, relation: str) -> None:
    row = tables([claim("c", "move", origin=["tartus"], destination=["country:LY"])]).claims.row(0, named=True)
    query = make_query(row, register, PARAMS, end_of("2025-01-01"))
    assert query is not None
    assert relate(query, place_id, point, 40, register) == relation


def test_inside_and_wider(register: Register) -> None:
    places = register.members("country:LY")
    assert is_inside("tobruk", places, register)
    assert is_inside("country:LY", places, register)
    assert not is_inside(None, places, register)
    assert not is_inside("tartus", places, register)
    assert is_wider("country:LY", frozenset({"tobruk"}), register)
    assert not is_wider("tobruk", frozenset({"country:LY"}), register)
    assert not is_wider(None, places, register)


def test_points_are_sites_where_there_are_any(register: Register) -> None:
    assert len(points_of(("country:MT",), register)) == 1
    assert len(points_of(tuple(sorted(register.members("region:syrian-coast"))), register)) > 2
    assert points_of(("no-such-place",), register) == ()
    assert least_km((), ((0.0, 0.0),)) == float("inf")


def test_names(register: Register) -> None:
    assert name_places(("tartus", "country:LY"), register) == "Tartus and Libya"
    assert name_places(("no-such-place",), register) == "no-such-place"


def test_ships_go_by_water(register: Register) -> None:
    baltiysk, tobruk = points_of(("baltiysk",), register), points_of(("tobruk",), register)
    straight, by_water = least_way_km(baltiysk, tobruk, by_water=False), least_way_km(baltiysk, tobruk, by_water=True)
    assert straight < 3000 < 6000 < by_water
    assert least_way_km((), tobruk, by_water=True) == float("inf")


@pytest.mark.parametrize(
    ("here", "days", "by_water", "reachable"),
    [
        ("tobruk", ("2024-12-10", "2024-12-12"), True, True),
        ("tartus", ("2024-12-10", "2024-12-12"), True, True),
        ("baltiysk", ("2024-12-10", "2024-12-12"), True, False),
        ("baltiysk", ("2024-12-10", "2024-12-12"), False, True),  # 2,500 km in a straight line
        ("baltiysk", ("2024-12-05", "2024-12-20"), True, True),
        ("no-such-place", ("2024-12-10", "2024-12-12"), True, True),  # nothing can be ruled out
    ],
)
def test_reach(register: Register, here: str, days: tuple[str, str], by_water: bool, reachable: bool) -> None:
    row = tables([claim("c", "move", destination=["tobruk"], time=days)]).claims.row(0, named=True)
    query = make_query(row, register, PARAMS, end_of("2025-01-01"))
    assert query is not None
    seen, there = (query.start, query.end), points_of(("tobruk",), register)
    assert can_reach(query, seen, points_of((here,), register), there, 44.0, by_water=by_water) is reachable


@pytest.mark.parametrize(("asset", "relation"), [("ship:sparta", "destination"), ("ro_ro", "off_destination")])
def test_a_ship_by_name_logged_at_an_airfield_is_at_the_port_of_that_town(register: Register, asset: str, relation: str) -> None:
    row = tables([claim("c", "arrive", destination=["port:YEHOD"], assets=[asset])]).claims.row(0, named=True)
    query = make_query(row, register, PARAMS, end_of("2025-01-01"))
    assert query is not None
    assert relate(query, "icao:OYHD", None, 40, register) == relation
    assert relate(query, "icao:OYSN", None, 40, register) == "elsewhere", "Sanaa has no port"
