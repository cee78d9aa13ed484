from __future__ import annotations

import pytest

from vedette.registry.open_water import crosses_land, is_on_land


@pytest.mark.parametrize(
    ("lat", "lon", "answer"),
    [
        (34.0, 38.0, True),  # the Syrian desert
        (34.9, 35.0, False),  # off Tartus
        (34.905, 35.87, False),  # the pier of Tartus: within the margin
        (35.0, 18.0, False),  # open sea
        (55.75, 37.62, True),  # Moscow
        (41.1, 29.06, False),  # the Bosphorus
        (66.0, -172.0, True),  # Chukotka, beyond the antimeridian
        (0.0, 0.0, False),
    ],
)
def test_positions_on_land(natural_earth: None, lat: float, lon: float, answer: bool) -> None:
    assert is_on_land(lat, lon) is answer


def test_a_wider_margin_makes_less_land(natural_earth: None) -> None:
    assert is_on_land(34.9, 36.0, margin_km=2.0)
    assert not is_on_land(34.9, 36.0, margin_km=30.0)


@pytest.mark.parametrize(
    ("start", "end", "answer"),
    [
        ((34.5, 33.5), (33.0, 30.0), False),
        ((36.0, 33.0), (34.0, 33.0), True),  # across Cyprus
        ((38.0, 10.0), (38.0, 18.5), True),  # across Sicily and Calabria
        ((60.0, 179.0), (60.0, -179.0), True),  # across the antimeridian: not judged
        ((35.0, 18.0), (35.0, 18.0), False),
    ],
)
def test_ways_across_land(natural_earth: None, start: tuple[float, float], end: tuple[float, float], answer: bool) -> None:
    assert crosses_land(start, end) is answer
    assert crosses_land(end, start) is answer


def test_the_water_of_a_port_is_free(natural_earth: None) -> None:
    quay = (34.93, 35.95)  # drawn as land
    assert crosses_land(quay, (34.9, 35.0))
    assert not crosses_land(quay, (34.9, 35.0), start_free_km=8.0)
