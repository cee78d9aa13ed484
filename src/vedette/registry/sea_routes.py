"""Sea routes: two points come in, the length of a way by water and its path go out.

The way is the shortest on the network of shipping lanes that `searoute` carries, joined to the points at both ends and
then pulled straight wherever open water allows it, since lanes bend where a ship need not. Never shorter than the geodesic.
Source: searoute (Apache-2.0), after Eurostat's SeaRoute and the lanes of Oak Ridge National Laboratory; Natural Earth.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from itertools import pairwise

from vedette.geo import distance_km
from vedette.registry.open_water import crosses_land

Point = tuple[float, float]  # latitude, longitude in degrees
Path = tuple[Point, ...]

_PORT_KM = 8.0  # about a port or base the drawn coast is too coarse to say what is water
_LONGEST_PULL_KM = 500.0  # beyond it a line straight in degrees and the geodesic part by more than 5 km


@lru_cache(maxsize=4096)
def sea_route(lat1_deg: float, lon1_deg: float, lat2_deg: float, lon2_deg: float) -> tuple[float, Path]:
    """Length in km and path of the way by sea between two points; degrees WGS-84.

    Where the network has no way between them it is the geodesic and the two points. Longitudes of the path run on past
    180 where it crosses the antimeridian.

    Raises:
        StoreError: Natural Earth has not been made.
    """
    start, end = (lat1_deg, lon1_deg), (lat2_deg, lon2_deg)
    direct_km = distance_km(*start, *end)
    if _is_open(start, end, is_first=True, is_last=True):
        return direct_km, (start, end)
    path = pull_straight((start, *_without_backtracking(start, _network_nodes(start, end), end), end))
    return max(sum(distance_km(*a, *b) for a, b in pairwise(path)), direct_km), path


def _network_nodes(start: Point, end: Point) -> Path:
    """The nodes of the network's shortest way; none where there is no way."""
    from searoute import searoute

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "no path found" is an answer here
        route = searoute([start[1], start[0]], [end[1], end[0]], units="km")
    return tuple((float(lat), float(lon)) for lon, lat in route["geometry"]["coordinates"])


def _without_backtracking(start: Point, nodes: Path, end: Point) -> Path:
    """The nodes without those at either end that lie behind: the next one is nearer to the end than to them."""
    kept = list(nodes)
    while len(kept) > 1 and distance_km(*start, *kept[1]) < distance_km(*kept[0], *kept[1]):
        kept.pop(0)
    while len(kept) > 1 and distance_km(*end, *kept[-2]) < distance_km(*kept[-1], *kept[-2]):
        kept.pop()
    return tuple(kept)


def pull_straight(path: Path) -> Path:
    """A path without the points that a straight way over open water can leave out; it keeps both ends.

    From each point the farthest one in sight is next. What the path itself crosses (canals, straits that are narrower
    than the drawn coast) it may go on crossing, point by point.
    """
    kept, last = [0], len(path) - 1
    while kept[-1] < last:
        i = kept[-1]
        ahead = (j for j in range(last, i + 1, -1) if _is_open(path[i], path[j], is_first=i == 0, is_last=j == last))
        kept.append(next(ahead, i + 1))
    return tuple(path[i] for i in kept)


def _is_open(start: Point, end: Point, *, is_first: bool, is_last: bool) -> bool:
    """Is the straight way between two points of a path short enough to judge, and free of land?"""
    if distance_km(*start, *end) > _LONGEST_PULL_KM:
        return False
    return not crosses_land(start, end, _PORT_KM if is_first else 0.0, _PORT_KM if is_last else 0.0)
