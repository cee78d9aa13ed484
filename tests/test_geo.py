from __future__ import annotations

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from vedette.geo import at_most_km, bearing_deg, destination, distance_km

LAT = st.floats(-89.9, 89.9)
LON = st.floats(-180, 180)


@given(LAT, LON, LAT, LON)
def test_distances_agree_with_geographiclib_to_a_tenth_of_a_percent(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    expected = Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)
    if expected["a12"] < 170:  # no movement spans antipodes
        assert distance_km(lat1, lon1, lat2, lon2) == pytest.approx(expected["s12"] / 1000, rel=1e-3, abs=1e-4)


@given(LAT, LON, LAT, LON)
def test_nothing_is_further_away_than_the_cheap_bound(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    assert Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"] / 1000 <= at_most_km(lat1, lon1, lat2, lon2) + 1e-9


def test_the_distances_of_the_methods_page() -> None:
    tartus, cape_greco, leuca = (34.907, 35.871), (34.963, 34.078), (39.797, 18.367)
    assert distance_km(*tartus, *cape_greco) == pytest.approx(163, abs=2)
    assert distance_km(*tartus, *leuca) == pytest.approx(1639, abs=3)


def test_the_antimeridian_and_the_poles_are_no_edges() -> None:
    assert distance_km(0, 179.9, 0, -179.9) == pytest.approx(distance_km(0, -0.1, 0, 0.1))
    assert distance_km(90, 0, 90, 123) == pytest.approx(0, abs=1e-6)
    assert distance_km(10, 20, 10, 20) == 0


@given(st.floats(-80, 80), LON, st.floats(0, 359.9), st.floats(1, 2000))
def test_going_somewhere_leads_there(lat: float, lon: float, bearing: float, km: float) -> None:
    there = destination(lat, lon, bearing, km)
    assert distance_km(lat, lon, *there) == pytest.approx(km, rel=6e-3)


def test_bearings_count_from_north_clockwise() -> None:
    assert bearing_deg(0, 0, 1, 0) == pytest.approx(0)
    assert bearing_deg(0, 0, 0, 1) == pytest.approx(90)
    assert bearing_deg(0, 0, 0, -1) == pytest.approx(270)
