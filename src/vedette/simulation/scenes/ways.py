"""How long the way takes: two places and a group flow in, days flow out.

Ships take the sea route (`registry.sea_routes`) at the pace of their group, aircraft fly straight.
"""

from __future__ import annotations

from functools import lru_cache

from vedette.geo import distance_km
from vedette.registry.places import Place
from vedette.registry.sea_routes import sea_route
from vedette.simulation.quick.lives import PACE_KM_H

Point = tuple[float, float]


def way_days(one: Place, other: Place, group: str) -> float:
    """Days from one place to another."""
    ends = _point(one), _point(other)
    km = distance_km(*ends[0], *ends[1]) if group == "aircraft" else _km_by_sea(*ends)
    return km / PACE_KM_H[group] / 24


@lru_cache(maxsize=512)
def _km_by_sea(here: Point, there: Point) -> float:
    return float(sea_route(*here, *there)[0])


def _point(place: Place) -> Point:
    if place.lat_deg is None or place.lon_deg is None:
        raise ValueError(f"{place.place_id} has no position")
    return place.lat_deg, place.lon_deg
