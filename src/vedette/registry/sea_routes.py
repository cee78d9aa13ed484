"""Sea routes: two points come in, the length of a way by water and its path go out.

The way is the shortest on the network of shipping lanes that `searoute` carries, joined to the points at both ends; where
the nearest node of the network lies behind a ship it is passed over. A network is coarse: the length is never less than
the geodesic. Source: searoute (Apache-2.0), after Eurostat's SeaRoute and the lanes of Oak Ridge National Laboratory.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from itertools import pairwise

from vedette.geo import distance_km

Path = tuple[tuple[float, float], ...]  # (latitude, longitude) in degrees, from start to end


@lru_cache(maxsize=4096)
def sea_route(lat1_deg: float, lon1_deg: float, lat2_deg: float, lon2_deg: float) -> tuple[float, Path]:
    """Length in km and path of the way by sea between two points; degrees WGS-84.

    Where the network has no way between them, or only one node, it is the geodesic and the two points. Longitudes of the
    path run on past 180 where it crosses the antimeridian.
    """
    start, end = (lat1_deg, lon1_deg), (lat2_deg, lon2_deg)
    nodes = _network_nodes(lat1_deg, lon1_deg, lat2_deg, lon2_deg)
    path = (start, *_without_backtracking(start, nodes, end), end) if len(nodes) > 1 else (start, end)
    route_km = sum(distance_km(*a, *b) for a, b in pairwise(path))
    return max(route_km, distance_km(*start, *end)), path


def _network_nodes(lat1_deg: float, lon1_deg: float, lat2_deg: float, lon2_deg: float) -> Path:
    """The nodes of the network's shortest way; none where there is no way."""
    from searoute import searoute

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "no path found" is an answer here
        route = searoute([lon1_deg, lat1_deg], [lon2_deg, lat2_deg], units="km")
    return tuple((float(lat), float(lon)) for lon, lat in route["geometry"]["coordinates"])


def _without_backtracking(start: tuple[float, float], nodes: Path, end: tuple[float, float]) -> Path:
    """The nodes without those at either end that lie behind: the next one is nearer to the point than to them."""
    kept = list(nodes)
    while len(kept) > 1 and distance_km(*start, *kept[1]) < distance_km(*kept[0], *kept[1]):
        kept.pop(0)
    while len(kept) > 1 and distance_km(*end, *kept[-2]) < distance_km(*kept[-1], *kept[-2]):
        kept.pop()
    return tuple(kept)
