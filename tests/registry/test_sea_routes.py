from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.geo import distance_km
from vedette.registry.natural_earth import NATURAL_EARTH
from vedette.registry.open_water import is_on_land
from vedette.registry.register import Register
from vedette.registry.sea_routes import sea_route

pytestmark = pytest.mark.skipif(not NATURAL_EARTH.exists(), reason="Natural Earth has not been built: make setup")


@pytest.mark.parametrize(
    ("start", "end", "least_km", "most_km"),
    [
        ("tartus", "tobruk", 1147, 1170),
        ("tartus", "latakia", 60, 75),
        ("tobruk", "benghazi", 420, 530),  # round the Green Mountain
        ("tartus", "sevastopol", 2000, 2250),  # through the straits, not over Anatolia
        ("tartus", "novorossiysk", 2200, 2500),
        ("tartus", "gibraltar", 3714, 3900),
        ("tartus", "baltiysk", 7500, 8100),  # round Europe
        ("port-sudan", "tartus", 1900, 2150),  # through Suez
    ],
)
def test_lengths_of_known_ways(register: Register, start: str, end: str, least_km: float, most_km: float) -> None:
    a, b = register.place(start), register.place(end)
    km, path = sea_route(a.lat_deg or 0, a.lon_deg or 0, b.lat_deg or 0, b.lon_deg or 0)
    assert least_km <= km <= most_km
    assert path[0] == (a.lat_deg, a.lon_deg)
    assert path[-1] == (b.lat_deg, b.lon_deg)
    assert km == pytest.approx(sum(distance_km(*p, *q) for p, q in pairwise(path)))


@settings(max_examples=25, deadline=None)
@given(st.floats(30, 60), st.floats(-15, 36), st.floats(30, 60), st.floats(-15, 36))
def test_a_way_is_never_shorter_than_the_geodesic(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    km, path = sea_route(lat1, lon1, lat2, lon2)
    assert km >= distance_km(lat1, lon1, lat2, lon2) * (1 - 1e-9)
    assert path[0] == (lat1, lon1)
    assert path[-1] == (lat2, lon2)


def test_both_ways_are_about_as_long(register: Register) -> None:
    a, b = (34.9, 35.87), (41.0, 29.0)
    there, back = sea_route(*a, *b)[0], sea_route(*b, *a)[0]
    assert there == pytest.approx(back, rel=0.05)


def test_the_turning_points_lie_at_sea() -> None:
    _, path = sea_route(34.9, 35.87, 36.1, -5.35)
    assert len(path) > 4
    assert not any(is_on_land(lat, lon, margin_km=5.0) for lat, lon in path)


def test_no_way_at_all_is_no_way() -> None:
    assert sea_route(35.0, 20.0, 35.0, 20.0) == (0.0, ((35.0, 20.0), (35.0, 20.0)))
