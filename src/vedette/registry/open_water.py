"""Land or water: is a position on land, and does a straight way cross it?

In: positions in degrees. Out: yes or no, by Natural Earth's outlines, whose coast is good to some hundred metres; a
margin says how far inside the coast a position must be before it counts as on land (quays and canals are land here).
"""

from __future__ import annotations

import math
from typing import Any

from vedette.registry.natural_earth import polygons_near

_KM_PER_DEG = 111.2


def is_on_land(lat_deg: float, lon_deg: float, margin_km: float = 2.0) -> bool:
    """Is a position on land and farther than the margin from any coast or border? Lakes count as land.

    Raises:
        StoreError: Natural Earth has not been made.
    """
    from shapely import Point, intersects_xy, prepare

    holding = []
    for polygon in polygons_near(lat_deg, lon_deg, lat_deg, lon_deg):
        prepare(polygon)
        if intersects_xy(polygon, lon_deg, lat_deg):
            holding.append(polygon)
    # A degree of longitude is shorter than one of latitude: the margin is never taken wider than asked for in latitude.
    margin_deg = margin_km / _KM_PER_DEG
    return any(polygon.boundary.distance(Point(lon_deg, lat_deg)) > margin_deg for polygon in holding)


def crosses_land(
    start: tuple[float, float], end: tuple[float, float], start_free_km: float = 0.0, end_free_km: float = 0.0
) -> bool:
    """Does the straight line between two (latitude, longitude) points cross land, outside what is free at either end?

    Straight in longitude and latitude: for lines up to some 500 km. One across the antimeridian is said to cross land.
    """
    from shapely import LineString, intersects, prepare

    if abs(start[1] - end[1]) > 180:
        return True
    (lat1, lon1), (lat2, lon2) = _shortened(start, end, start_free_km), _shortened(end, start, end_free_km)
    line: Any = LineString([(lon1, lat1), (lon2, lat2)])
    for polygon in polygons_near(min(lat1, lat2), min(lon1, lon2), max(lat1, lat2), max(lon1, lon2)):
        prepare(polygon)
        if intersects(polygon, line):
            return True
    return False


def _shortened(point: tuple[float, float], towards: tuple[float, float], free_km: float) -> tuple[float, float]:
    """A point moved towards another by some km, at most 45 % of the way."""
    dlat, dlon = towards[0] - point[0], towards[1] - point[1]
    length_km = _KM_PER_DEG * math.hypot(dlat, dlon * math.cos(math.radians(point[0])))
    share = min(free_km / length_km, 0.45) if length_km > 0 else 0.0
    return point[0] + share * dlat, point[1] + share * dlon
