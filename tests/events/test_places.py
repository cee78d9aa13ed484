from __future__ import annotations

import math
import random

import pytest
from shapely import LinearRing, Point, Polygon

from vedette.events.airfields import Airfield, index_airfields
from vedette.events.places import PlaceGeometry, cell_of, index_places, is_in_box, place_distance_km
from vedette.geo import destination, distance_km

RING = ((35.80, 34.80), (35.95, 34.80), (35.95, 35.00), (35.87, 34.90), (35.80, 35.00))


def measured(place: PlaceGeometry, lat: float, lon: float) -> float:
    index = index_places((place,))
    return place_distance_km(
        lat, lon, 0, index.lat_deg, index.lon_deg, index.ring_offsets, index.ring_lon_deg, index.ring_lat_deg
    )


def candidates(place: PlaceGeometry, lat: float, lon: float) -> list[int]:
    """The places of the cell in whose box the position lies."""
    index, cell = index_places((place,)), cell_of(lat, lon)
    found = index.cell_places[index.cell_offsets[cell] : index.cell_offsets[cell + 1]].tolist()
    boxes = (index.box_lat_deg, index.box_lon_deg, index.box_height_deg, index.box_width_deg)
    return [n for n in found if is_in_box(lat, lon, *(float(column[n]) for column in boxes))]


@pytest.mark.parametrize(
    ("lat", "lon", "km"),
    [
        (34.85, 35.87, -distance_km(34.85, 35.87, 34.80, 35.87)),  # inside: so far from the nearest edge
        (34.95, 35.87, None),  # in the notch
        (34.70, 35.87, distance_km(34.70, 35.87, 34.80, 35.87)),  # south of an edge
        (34.90, 36.05, distance_km(34.90, 36.05, 34.90, 35.95)),  # east of an edge
        (34.70, 35.70, distance_km(34.70, 35.70, 34.80, 35.80)),  # off a corner
    ],
)
def test_distance_to_a_ring(lat: float, lon: float, km: float | None) -> None:
    found = measured(PlaceGeometry("p", "port", 34.9, 35.87, 1, 2, RING), lat, lon)
    assert found > 1.0 if km is None else found == pytest.approx(km, abs=0.02)


@pytest.mark.parametrize("west", [35.8, 179.93, -180.0])
def test_distance_to_a_ring_agrees_with_shapely(west: float) -> None:
    rng = random.Random(4)
    ring = tuple(((west + lon - 35.8 + 180) % 360 - 180, lat - 34.8) for lon, lat in RING)  # at the equator: plane is square
    flat = [(lon - 35.8, lat - 34.8) for lon, lat in RING]
    for _ in range(200):
        x, y = rng.uniform(-0.1, 0.3), rng.uniform(-0.1, 0.3)
        point, polygon = Point(x, y), Polygon(flat)
        expected = LinearRing(flat).distance(point) * (-111.0 if polygon.contains(point) else 111.0)
        found = measured(PlaceGeometry("p", "port", 0, west, 1, 2, ring), y, (west + x + 180) % 360 - 180)
        assert found == pytest.approx(expected, rel=0.006, abs=0.001)


@pytest.mark.parametrize("lat", [-89.97, -60.0, 0.0, 34.9, 75.0, 89.0, 89.99])
@pytest.mark.parametrize("lon", [-180.0, -179.99, 0.0, 35.87, 179.99])
def test_the_grid_never_misses_a_place(lat: float, lon: float) -> None:
    place = PlaceGeometry("p", "port", lat, lon, 5.0, 6.0)
    for bearing in range(0, 360, 15):
        for km in (0.0, 1.0, 4.97):
            at = destination(lat, lon, bearing, km)
            if measured(place, *at) <= 5.0:
                assert candidates(place, *at) == [0]


def test_the_grid_never_misses_a_ring_across_the_antimeridian() -> None:
    ring = ((179.9, -17.1), (-179.9, -17.1), (-179.9, -16.9), (179.9, -16.9))
    place = PlaceGeometry("p", "port", -17.0, 180.0, 2.0, 3.0, ring)
    for lon in (179.89, 179.95, 180.0, -180.0, -179.95, -179.89):
        assert measured(place, -17.0, lon) <= 2.0
        assert candidates(place, -17.0, lon) == [0]
    assert measured(place, -17.0, 0.0) > 1000


def test_far_away_there_are_no_candidates() -> None:
    place = PlaceGeometry("p", "port", 34.9, 35.87, 5.0, 6.0)
    assert candidates(place, 36.0, 35.87) == []
    assert candidates(place, 34.9, 34.0) == []


def test_many_places_are_indexed_in_the_order_of_their_ids() -> None:
    places = tuple(PlaceGeometry(f"p{n:05d}", "port", math.sin(n) * 80, (n * 7.3) % 360 - 180, 3, 4) for n in range(20_000))
    index = index_places(tuple(reversed(places)))
    assert index.place_ids == tuple(p.place_id for p in places)
    assert index is index_places(tuple(reversed(places)))


def test_airfields_stand_in_the_order_of_their_ids_with_their_heights() -> None:
    fields = (Airfield("far", 51.6, -0.46, 0), Airfield("near", 51.48, -0.46, 80), Airfield("gone", 53.0, -0.46, 7))
    index = index_airfields(fields, 30.0)
    assert [field.place_id for field in index.airfields] == list(index.grid.place_ids) == ["far", "gone", "near"]
    assert index.elevation_ft.tolist() == [0, 7, 80]
