"""Where an asset is at every step of its life: in port, under way along the sea, climbing, at cruising height, landing.

A life flows in, fixes in order of time flow out. Ships sail the sea route between two stays at the pace that fits the times;
aircraft fly straight, climb and descend within a hundred kilometres of a field, and send more often there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np

from vedette.geo import bearing_deg, distance_km
from vedette.registry.places import Place
from vedette.registry.register import Register
from vedette.registry.sea_routes import sea_route
from vedette.simulation.quick.lives import Life, Stay

_STEP_S = 900.0  # a ship, in port or under way
_MOORED_KM = 0.06  # how far a moored ship seems to move: aerial, rounding, swinging
_CRUISE_FT, _CLIMB_KM = 31_000.0, 180.0
_FLIGHT_STEP_S, _FIELD_STEP_S, _NEAR_FIELD_KM = 120.0, 20.0, 60.0
_TAXI_S, _KN_PER_KM_S = 240.0, 3600 / 1.852
_DAY_S = 86_400.0
Point = tuple[float, float]


@dataclass(frozen=True)
class Fix:
    """One position as it truly was; `day` of the world in seconds, `near` = the place that it is at or nearest to in its voyage."""

    second: float
    lat_deg: float
    lon_deg: float
    sog_kn: float
    cog_deg: float
    near: str
    alt_ft: float | None = None
    vrate_fpm: float | None = None
    on_ground: bool = False


def fixes_of(life: Life, days: int, register: Register, rng: np.random.Generator) -> Iterator[Fix]:
    """Every fix of a life within the world's days."""
    inside = (fix for fix in _all_fixes(life, register, rng) if 0 <= fix.second < days * _DAY_S)
    yield from inside


def _all_fixes(life: Life, register: Register, rng: np.random.Generator) -> Iterator[Fix]:
    is_aircraft = life.group == "aircraft"
    for stay, following in zip(life.stays, (*life.stays[1:], None), strict=True):
        place = register.place(stay.place_id)
        yield from _parked(stay, place) if is_aircraft else _moored(stay, place, rng)
        if following is not None:
            there = register.place(following.place_id)
            yield from _flown(stay, place, following, there) if is_aircraft else _sailed(stay, place, following, there)


def _moored(stay: Stay, place: Place, rng: np.random.Generator) -> Iterator[Fix]:
    lat, lon = point_of(place)
    start, end = stay.start * _DAY_S, stay.end * _DAY_S
    for second in np.arange(max(start, 0.0), end, _STEP_S):
        north, east = rng.normal(0, _MOORED_KM / 222, 2)
        yield Fix(
            float(second), lat + north, lon + east, abs(float(rng.normal(0, 0.05))), float(rng.uniform(0, 360)), stay.place_id
        )


def _parked(stay: Stay, place: Place) -> Iterator[Fix]:
    """An aircraft sends for a few minutes after it has landed and before it takes off, and is off between."""
    lat, lon = point_of(place)
    start, end = stay.start * _DAY_S, stay.end * _DAY_S
    for second in (*np.arange(start, start + _TAXI_S, 20.0), *np.arange(end - _TAXI_S, end, 20.0)):
        yield Fix(float(second), lat, lon, 8.0, 90.0, stay.place_id, None, None, on_ground=True)


def _sailed(stay: Stay, here: Place, following: Stay, there: Place) -> Iterator[Fix]:
    path, lengths = _route(point_of(here), point_of(there))
    start, end = stay.end * _DAY_S, following.start * _DAY_S
    pace_km_s = lengths[-1] / (end - start)
    for second in np.arange(start, end, _STEP_S):
        km = (second - start) * pace_km_s
        lat, lon, course = _along(path, lengths, km)
        near = here.place_id if km < lengths[-1] / 2 else there.place_id
        yield Fix(float(second), lat, lon, pace_km_s * _KN_PER_KM_S, course, near)


@lru_cache(maxsize=256)
def _route(here: Point, there: Point) -> tuple[tuple[Point, ...], tuple[float, ...]]:
    """The way by sea and its length up to each of its points, km."""
    path = sea_route(*here, *there)[1]
    return path, tuple(accumulate((distance_km(*a, *b) for a, b in pairwise(path)), initial=0.0))


def _along(path: tuple[Point, ...], lengths: tuple[float, ...], km: float) -> tuple[float, float, float]:
    """Position and course so far along a path."""
    k = min(max(int(np.searchsorted(lengths, km, side="right")) - 1, 0), len(path) - 2)
    share = (km - lengths[k]) / max(lengths[k + 1] - lengths[k], 1e-9)
    (lat1, lon1), (lat2, lon2) = path[k], path[k + 1]
    return lat1 + share * (lat2 - lat1), lon1 + share * (lon2 - lon1), bearing_deg(lat1, lon1, lat2, lon2)


def _flown(stay: Stay, here: Place, following: Stay, there: Place) -> Iterator[Fix]:
    (lat1, lon1), (lat2, lon2) = point_of(here), point_of(there)
    km = distance_km(lat1, lon1, lat2, lon2)
    start, end = stay.end * _DAY_S, following.start * _DAY_S
    course, pace_km_s = bearing_deg(lat1, lon1, lat2, lon2), km / (end - start)
    second = start
    while second < end:
        share = (second - start) / (end - start)
        to_end_km = min(share, 1 - share) * km
        height = min(1.0, to_end_km / min(_CLIMB_KM, km / 2))
        is_climbing = 0.0 if height >= 1.0 else 1.0 if share < 0.5 else -1.0
        near = here.place_id if share < 0.5 else there.place_id
        yield Fix(
            second, lat1 + share * (lat2 - lat1), lon1 + share * (lon2 - lon1),
            max(140.0, pace_km_s * _KN_PER_KM_S * (0.4 + 0.6 * height)), course, near,
            round(height * _CRUISE_FT + _field_ft(here if share < 0.5 else there), -1), is_climbing * 1_500.0,
        )  # fmt: skip
        second += _FIELD_STEP_S if to_end_km < _NEAR_FIELD_KM else _FLIGHT_STEP_S


def _field_ft(_place: Place) -> float:
    """Height of a field: the fields of these worlds lie low."""
    return 150.0


def point_of(place: Place) -> Point:
    """Where a place is."""
    if place.lat_deg is None or place.lon_deg is None:
        raise ValueError(f"{place.place_id} has no position")
    return place.lat_deg, place.lon_deg
