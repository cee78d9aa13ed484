"""Places as detectors need them: a point or ring with two distances, found through a grid.

In flow light geometries (tens of thousands are fine), out flows an index of numpy arrays that a kernel can loop over:
a grid of quarter degrees leads to the few places near a position, and only those are measured. Longitudes may run
across the antimeridian.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from vedette.engine.columns import Floats, Ints
from vedette.engine.remembered import remembered
from vedette.geo import distance_km

CELLS_PER_DEGREE = 4
N_COLUMNS, N_ROWS = 360 * CELLS_PER_DEGREE, 180 * CELLS_PER_DEGREE
_KM_PER_DEGREE = 110.5  # of latitude, the least on WGS-84 (at the equator, 110.57): boxes come out a little too large
_ROUNDED_DEG = 1e-9  # boxes come out a little too large rather than too small
_A_KM, _E2 = 6378.137, 0.00669437999014  # WGS-84

Ring = tuple[tuple[float, float], ...]
SHIP, AIRCRAFT = 0, 1
VISITED_BY = {  # which kind of asset makes visits there; a ship passes an airport, it does not call at it
    "naval_base": SHIP, "port": SHIP, "anchorage": SHIP, "strait": SHIP, "airbase": AIRCRAFT, "airport": AIRCRAFT,
}  # fmt: skip


@dataclass(frozen=True)
class PlaceGeometry:
    """Where a place is. Degrees WGS-84; `ring` holds (lon, lat) pairs, or is None for a circle about the point.

    A visit begins within `enter_km` of the point, or of the ring's area, and ends beyond `exit_km`.
    """

    place_id: str
    kind: str
    lat_deg: float
    lon_deg: float
    enter_km: float
    exit_km: float
    ring: Ring | None = None


@dataclass(frozen=True, eq=False)
class PlaceIndex:
    """Places as arrays: (n,) columns, rings end to end, and for each cell of the grid the places that reach into it.

    The box of a place is its middle and half its height and width: beyond it, no position is within the entry distance.
    """

    place_ids: tuple[str, ...]
    lat_deg: Floats
    lon_deg: Floats
    enter_km: Floats
    exit_km: Floats
    visited_by: Ints
    ring_offsets: Ints
    ring_lon_deg: Floats
    ring_lat_deg: Floats
    box_lat_deg: Floats
    box_lon_deg: Floats
    box_height_deg: Floats
    box_width_deg: Floats
    cell_offsets: Ints
    cell_places: Ints


@remembered
@lru_cache(maxsize=8)
def index_places(places: tuple[PlaceGeometry, ...]) -> PlaceIndex:
    """Build the index of places, in the order of their ids."""
    places = tuple(sorted(places, key=lambda p: p.place_id))
    rings = [_unwrapped(p.ring or ()) for p in places]
    points = [point for ring in rings for point in ring]
    boxes = [_box_of(place) for place in places]
    offsets, members = _fill_grid(boxes)
    return PlaceIndex(
        place_ids=tuple(p.place_id for p in places),
        lat_deg=np.array([p.lat_deg for p in places], np.float64),
        lon_deg=np.array([p.lon_deg for p in places], np.float64),
        enter_km=np.array([p.enter_km for p in places], np.float64),
        exit_km=np.array([p.exit_km for p in places], np.float64),
        visited_by=np.array([VISITED_BY.get(p.kind, SHIP) for p in places], np.int64),
        ring_offsets=np.cumsum([0, *(len(ring) for ring in rings)], dtype=np.int64),
        ring_lon_deg=np.array([lon for lon, _ in points], np.float64),
        ring_lat_deg=np.array([lat for _, lat in points], np.float64),
        box_lat_deg=np.array([(b.north_deg + b.south_deg) / 2 for b in boxes], np.float64),
        box_lon_deg=np.array([((b.east_deg + b.west_deg) / 2 + 540.0) % 360.0 - 180.0 for b in boxes], np.float64),
        box_height_deg=np.array([(b.north_deg - b.south_deg) / 2 + _ROUNDED_DEG for b in boxes], np.float64),
        box_width_deg=np.array([(b.east_deg - b.west_deg) / 2 + _ROUNDED_DEG for b in boxes], np.float64),
        cell_offsets=offsets,
        cell_places=members,
    )


def cell_of(lat_deg: float, lon_deg: float) -> int:
    """The cell of the grid in which a position lies; any longitude."""
    row = min(N_ROWS - 1, int((lat_deg + 90.0) * CELLS_PER_DEGREE))
    return row * N_COLUMNS + math.floor((lon_deg + 180.0) * CELLS_PER_DEGREE) % N_COLUMNS


def is_in_box(
    lat_deg: float, lon_deg: float, box_lat_deg: float, box_lon_deg: float, box_height_deg: float, box_width_deg: float
) -> bool:
    """Does a position lie in the box of a place? Outside it, it is not within the entry distance."""
    east_deg = abs(lon_deg - box_lon_deg)
    is_between = min(east_deg, abs(360.0 - east_deg)) <= box_width_deg
    return is_between and abs(lat_deg - box_lat_deg) <= box_height_deg


def place_distance_km(
    lat_deg: float, lon_deg: float, place: int, place_lat_deg: Floats, place_lon_deg: Floats,
    ring_offsets: Ints, ring_lon_deg: Floats, ring_lat_deg: Floats,
) -> float:  # fmt: skip
    """Distance from a position to a place's point, or to its ring; below 0 inside the ring, by how far it is from its edge.

    The ring is measured in the plane that touches the ellipsoid at the position: right to a metre within ten km.
    """
    first, end = ring_offsets[place], ring_offsets[place + 1]
    if first == end:
        return distance_km(lat_deg, lon_deg, place_lat_deg[place], place_lon_deg[place])
    sin_lat = math.sin(math.radians(lat_deg))
    w = math.sqrt(1.0 - _E2 * sin_lat * sin_lat)
    km_north = math.radians(_A_KM * (1.0 - _E2) / (w * w * w))
    km_east = math.radians(_A_KM / w * math.cos(math.radians(lat_deg)))
    first_east_deg = (ring_lon_deg[first] - lon_deg + 540.0) % 360.0 - 180.0
    x1 = (first_east_deg + ring_lon_deg[end - 1] - ring_lon_deg[first]) * km_east
    y1 = (ring_lat_deg[end - 1] - lat_deg) * km_north
    nearest_km2, is_inside = math.inf, False
    for k in range(first, end):
        x2 = (first_east_deg + ring_lon_deg[k] - ring_lon_deg[first]) * km_east
        y2 = (ring_lat_deg[k] - lat_deg) * km_north
        dx, dy = x2 - x1, y2 - y1
        length2 = dx * dx + dy * dy
        along = 0.0 if length2 == 0.0 else min(1.0, max(0.0, -(x1 * dx + y1 * dy) / length2))
        px, py = x1 + along * dx, y1 + along * dy
        nearest_km2 = min(nearest_km2, px * px + py * py)
        if (y1 > 0.0) != (y2 > 0.0) and x1 - y1 * dx / dy > 0.0:
            is_inside = not is_inside
        x1, y1 = x2, y2
    return -math.sqrt(nearest_km2) if is_inside else math.sqrt(nearest_km2)


def _unwrapped(ring: Ring) -> Ring:
    """The ring with longitudes that do not leap at 180 degrees: each within 180 of the first."""
    return tuple((ring[0][0] + (lon - ring[0][0] + 540.0) % 360.0 - 180.0, lat) for lon, lat in ring)


@dataclass(frozen=True)
class _Box:
    """The box about a place's entry area; its longitudes may run past 180 and on."""

    south_deg: float
    north_deg: float
    west_deg: float
    east_deg: float


def _box_of(place: PlaceGeometry) -> _Box:
    ring = place.ring or ((place.lon_deg, place.lat_deg),)
    lats, lons = [lat for _, lat in ring], [lon for lon, _ in _unwrapped(ring)]
    margin = place.enter_km / _KM_PER_DEGREE
    south, north = max(-90.0, min(lats) - margin), min(90.0, max(lats) + margin)
    narrowing = math.cos(math.radians(max(abs(south), abs(north))))
    if narrowing * 180 <= margin:  # a pole lies inside: all longitudes
        return _Box(south, north, -180.0, 180.0)
    return _Box(south, north, min(lons) - margin / narrowing, max(lons) + margin / narrowing)


def _fill_grid(boxes: Sequence[_Box]) -> tuple[Ints, Ints]:
    """For every cell the places whose entry area reaches into it, as offsets and members."""
    cells: dict[int, list[int]] = defaultdict(list)
    for n, box in enumerate(boxes):
        for cell in _cells_of(box):
            cells[cell].append(n)
    counts = np.zeros(N_ROWS * N_COLUMNS + 1, np.int64)
    for cell, members in cells.items():
        counts[cell + 1] = len(members)
    ordered = [n for cell in sorted(cells) for n in cells[cell]]
    return np.cumsum(counts, dtype=np.int64), np.array(ordered, np.int64)


def _cells_of(box: _Box) -> list[int]:
    """The cells that a box touches."""
    rows = range(int((box.south_deg + 90) * CELLS_PER_DEGREE), min(N_ROWS - 1, int((box.north_deg + 90) * CELLS_PER_DEGREE)) + 1)
    west, east = math.floor((box.west_deg + 180) * CELLS_PER_DEGREE), math.floor((box.east_deg + 180) * CELLS_PER_DEGREE)
    columns = sorted({column % N_COLUMNS for column in range(west, min(east, west + N_COLUMNS) + 1)})
    return [row * N_COLUMNS + column for row in rows for column in columns]
