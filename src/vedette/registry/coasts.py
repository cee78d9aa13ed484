"""Coasts: how far is a position from Crete, from mainland Italy, from the European Union?

In: a position, the named coasts of `data/coasts.toml`, and Natural Earth's outlines. Out: the nearest point of the coast
and its geodesic distance. The point is sought on the coast's segments in the azimuthal equidistant projection about the
position, in which distances from the position are true; a cape is a coast of one point.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from vedette.errors import NotFound
from vedette.geo import destination, distance_km
from vedette.registry.names import resemble
from vedette.registry.natural_earth import countries_in, country_outline, land_in
from vedette.registry.reading import DATA, Row, read_rows

if TYPE_CHECKING:
    from shapely import MultiPolygon

__all__ = ["Coast", "CoastPoint", "coast_outline", "coasts", "countries_in", "country_outline", "land_in", "nearest_coast"]

_RADIUS_KM = 6371.0088  # mean radius: only the search for the nearest point is spherical, the distance is not
_FIELDS = frozenset(["id", "name", "place", "countries", "at", "cape", "source"])


@dataclass(frozen=True)
class Coast:
    """A named stretch of land."""

    coast_id: str
    name: str
    place_id: str | None  # the place of the register that it is the coast of
    is_cape: bool  # one point rather than a line
    source: str


@dataclass(frozen=True)
class CoastPoint:
    """The point of a coast nearest to a position; km is geodesic, 0 where the position is on that land."""

    coast: Coast
    km: float
    lat_deg: float
    lon_deg: float


@lru_cache(maxsize=1)
def _rows() -> dict[str, Row]:
    """Rows of the table by id."""
    return {row.name: row for row in read_rows(DATA / "coasts.toml", "coast", "id")}


def _row(coast_id: str) -> Row:
    """The row of a coast."""
    if coast_id not in _rows():
        raise NotFound("coast", coast_id, resemble(coast_id, _rows()))
    return _rows()[coast_id]


def _coast(row: Row) -> Coast:
    """A coast as typed, checked."""
    row.check_fields(_FIELDS, frozenset(["id", "name", "source"]))
    if ("cape" in row.fields) == ("countries" in row.fields):
        raise row.wrong("needs either countries or a cape")
    return Coast(row.name, row.text("name") or "", row.text("place"), "cape" in row.fields, row.text("source") or "")


def coasts() -> tuple[Coast, ...]:
    """Every named coast, in the order of the table.

    Raises:
        CaseError: a row cannot stand.
    """
    return tuple(_coast(row) for row in _rows().values())


@lru_cache(maxsize=256)
def coast_outline(coast_id: str) -> MultiPolygon:
    """The land that a coast bounds: whole countries, or those of their polygons that hold one of the points `at`.

    A cape has no land.

    Raises:
        NotFound: there is no such coast; names those that it resembles.
        CaseError: Natural Earth has no land at one of its points.
        StoreError: Natural Earth has not been made.
    """
    from shapely import MultiPolygon, Point

    row = _row(coast_id)
    polygons = [p for code in row.texts("countries") for p in country_outline(code).outline.geoms]
    points = [Point(lon, lat) for lat, lon in row.fields.get("at", [])]
    held = [[p for p in polygons if p.contains(point)] for point in points]
    if not all(held):
        raise row.wrong("Natural Earth has no land of its countries at one of its points")
    return MultiPolygon(list(dict.fromkeys(p for found in held for p in found)) if points else polygons)


def nearest_coast(lat_deg: float, lon_deg: float, coast_id: str) -> CoastPoint:
    """The point of a named coast nearest to a position (degrees WGS-84), and its distance.

    Raises:
        NotFound: there is no such coast.
        StoreError: Natural Earth has not been made.
    """
    row = _row(coast_id)
    coast = _coast(row)
    lat, lon = row.fields["cape"] if coast.is_cape else _nearest_point(lat_deg, lon_deg, coast_outline(coast_id))
    return CoastPoint(coast, distance_km(lat_deg, lon_deg, lat, lon), lat, lon)


def _nearest_point(lat_deg: float, lon_deg: float, outline: MultiPolygon) -> tuple[float, float]:
    """Latitude and longitude of the outline's point nearest to a position; the position itself where it is inside."""
    from shapely import Point, get_coordinates

    if outline.contains(Point(lon_deg, lat_deg)):
        return lat_deg, lon_deg
    best = math.inf, 0.0, 0.0
    for ring in (r for polygon in outline.geoms for r in (polygon.exterior, *polygon.interiors)):
        east, north = _azimuthal_equidistant(lat_deg, lon_deg, get_coordinates(ring))
        best = min(best, _nearest_on_line(east, north))
    km, east_km, north_km = best
    return destination(lat_deg, lon_deg, math.degrees(math.atan2(east_km, north_km)), km)


def _azimuthal_equidistant(lat_deg: float, lon_deg: float, lonlat: Any) -> tuple[Any, Any]:
    """Kilometres east and north of a position for (n, 2) longitudes and latitudes; Snyder (1987), p. 195, sphere."""
    import numpy as np

    lat, lon, lat0 = np.radians(lonlat[:, 1]), np.radians(lonlat[:, 0] - lon_deg), np.radians(lat_deg)
    cos_c = np.sin(lat0) * np.sin(lat) + np.cos(lat0) * np.cos(lat) * np.cos(lon)
    c = np.arccos(np.clip(cos_c, -1.0, 1.0))
    k = _RADIUS_KM * np.divide(c, np.sin(c), out=np.ones_like(c), where=np.sin(c) > 1e-12)
    east = k * np.cos(lat) * np.sin(lon)
    north = k * (np.cos(lat0) * np.sin(lat) - np.sin(lat0) * np.cos(lat) * np.cos(lon))
    return east, north


def _nearest_on_line(east_km: Any, north_km: Any) -> tuple[float, float, float]:
    """Distance from the origin to the nearest point of a line through points, and that point."""
    import numpy as np

    de, dn = np.diff(east_km), np.diff(north_km)
    length2 = de**2 + dn**2
    along = -(east_km[:-1] * de + north_km[:-1] * dn)
    share = np.clip(np.divide(along, length2, out=np.zeros_like(length2), where=length2 > 0), 0.0, 1.0)
    e, n = east_km[:-1] + share * de, north_km[:-1] + share * dn
    i = int(np.argmin(e**2 + n**2))
    return float(np.hypot(e[i], n[i])), float(e[i]), float(n[i])
