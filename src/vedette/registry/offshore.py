"""How far off the coast is a place at sea? A point comes in, the distance to the nearest land goes out.

The land is Natural Earth's, all countries; within two degrees it is laid on a plane about the point, on which distances are right
to a part in a thousand. Farther off than that it is only known that it is at least so far.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from vedette.registry.natural_earth import land_in

_REACH_DEG = 2.0
_KM_PER_DEG = 111.195  # mean length of a degree of a great circle, radius 6371.0088 km
_POLAR_DEG = 85.0


@lru_cache(maxsize=65536)
def offshore_km(lat_deg: float, lon_deg: float) -> float:
    """Distance to the nearest land, km; 0 on land, and about 222, the reach, where no land is nearer than that.

    Raises:
        StoreError: Natural Earth has not been made.
    """
    import shapely

    wide = math.cos(math.radians(min(abs(lat_deg), _POLAR_DEG)))
    reach_km = _REACH_DEG * _KM_PER_DEG

    def on_plane(degrees: Any) -> Any:
        return (degrees - (lon_deg, lat_deg)) * (wide * _KM_PER_DEG, _KM_PER_DEG)

    land = shapely.MultiPolygon(_land_about(math.floor(lat_deg), math.floor(lon_deg)))
    if land.is_empty:
        return reach_km
    return min(float(shapely.distance(shapely.transform(land, on_plane), shapely.Point(0.0, 0.0))), reach_km)


@lru_cache(maxsize=512)
def _land_about(south_deg: int, west_deg: int) -> tuple[Any, ...]:
    """The land about a one-degree cell, as far as any point of it reaches."""
    wide = math.cos(math.radians(min(abs(south_deg) + 1 + _REACH_DEG, _POLAR_DEG)))
    reach_lon = min(_REACH_DEG / wide, 179.0)
    west, east = west_deg - reach_lon, west_deg + 1 + reach_lon
    south, north = max(south_deg - _REACH_DEG, -90.0), min(south_deg + 1 + _REACH_DEG, 90.0)
    if west >= -180 and east <= 180:
        return tuple(land_in(south, west, north, east))
    return _beyond_the_antimeridian(south, west, north, east)


def _beyond_the_antimeridian(south: float, west: float, north: float, east: float) -> tuple[Any, ...]:
    """Both sides of 180 degrees, the far side brought over to the near one."""
    from shapely.affinity import translate

    inner = land_in(south, max(west, -180.0), north, min(east, 180.0))
    if west < -180:
        outer = [translate(p, xoff=-360) for p in land_in(south, west + 360, north, 180.0)]
    else:
        outer = [translate(p, xoff=360) for p in land_in(south, -180.0, north, east - 360)]
    return (*inner, *outer)
