"""Distances to the nearest land, against places whose distance is known."""

from __future__ import annotations

import pytest

from vedette.geo import destination
from vedette.registry.coasts import nearest_coast
from vedette.registry.offshore import offshore_km


@pytest.mark.parametrize(("lat", "lon"), [(48.85, 2.35), (32.05, 23.9), (55.75, 37.6)])
def test_land_is_no_distance_off(lat: float, lon: float) -> None:
    assert offshore_km(lat, lon) == 0.0


@pytest.mark.parametrize(("lat", "lon"), [(-30.0, -120.0), (40.0, -40.0), (30.0, -170.0)])
def test_the_open_ocean_is_beyond_reach(lat: float, lon: float) -> None:
    assert offshore_km(lat, lon) == pytest.approx(222.4, abs=0.1)


@pytest.mark.parametrize(("lat", "lon"), [(34.3, 33.4), (34.2, 32.9), (34.0, 33.9)])
def test_about_cyprus_it_is_the_geodesic(lat: float, lon: float) -> None:
    """Natural Earth's coast of Cyprus by the geodesic, an independent way to the same number."""
    assert offshore_km(lat, lon) == pytest.approx(nearest_coast(lat, lon, "cyprus").km, rel=0.01)


def test_it_grows_with_the_way_out() -> None:
    off = [offshore_km(*destination(39.5, -9.2, 270.0, km)) for km in (0, 20, 60, 120, 180)]
    assert off == sorted(off)
    assert off[-1] - off[-2] == pytest.approx(60, abs=15)


def test_across_the_antimeridian() -> None:
    """Between Fiji's islands, which lie on both sides of it."""
    assert offshore_km(-17.2, 179.9) == pytest.approx(offshore_km(-17.2, 179.9001), abs=0.1)
    assert offshore_km(-17.2, -179.95) < 120
    assert offshore_km(-17.2, 179.95) < 120
