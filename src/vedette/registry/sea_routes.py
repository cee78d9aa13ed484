"""Sea routes: two points come in, the length of a way by water and its path go out.

The way is the shortest on the network of shipping lanes that `searoute` carries, with the first and last miles to the
points themselves added. A network is coarse: where its way comes out shorter than the geodesic, the geodesic stands.
Source: searoute (Apache-2.0), after Eurostat's SeaRoute and the Oak Ridge National Laboratory lanes.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from vedette.geo import distance_km

Path = tuple[tuple[float, float], ...]  # (latitude, longitude) in degrees, from start to end


@lru_cache(maxsize=4096)
def sea_route(lat1_deg: float, lon1_deg: float, lat2_deg: float, lon2_deg: float) -> tuple[float, Path]:
    """Length in km and path of the way by sea between two points; degrees WGS-84.

    Never shorter than the geodesic. Where the network has no way, the geodesic and the two points.
    """
    direct_km = distance_km(lat1_deg, lon1_deg, lat2_deg, lon2_deg)
    path = _network_path(lat1_deg, lon1_deg, lat2_deg, lon2_deg)
    route_km = sum(distance_km(*a, *b) for a, b in pairwise(path))
    return max(route_km, direct_km), path


def _network_path(lat1_deg: float, lon1_deg: float, lat2_deg: float, lon2_deg: float) -> Path:
    """The network's path with both points at its ends."""
    from searoute import searoute

    start, end = (lat1_deg, lon1_deg), (lat2_deg, lon2_deg)
    route = searoute([lon1_deg, lat1_deg], [lon2_deg, lat2_deg], units="km")
    middle = [(float(lat), float(lon)) for lon, lat in route["geometry"]["coordinates"]]
    points = [start, *middle, end]
    return tuple(p for i, p in enumerate(points) if i == 0 or p != points[i - 1])
