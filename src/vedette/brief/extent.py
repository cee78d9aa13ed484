"""The box that a map should show: around all points concerned, padded, across the antimeridian if that is shorter.

In: points in degrees. Out: west, south, east, north. The box leaves out the widest gap between neighbouring longitudes.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.brief.document import MapSheet, Point
from vedette.brief.projection import Box

SMALLEST_SPAN_DEG = 1.5  # about 150 km: a single port still shows its coast
_PADDING = 0.12
_LAT_LIMIT_DEG = 80.0


def points_of(sheet: MapSheet) -> list[Point]:
    """Every point that a map's content touches."""
    points = [(p.lat_deg, p.lon_deg) for p in sheet.places] + [(s.lat_deg, s.lon_deg) for s in sheet.sightings]
    for track in sheet.tracks:
        points += track.points
    for arc in sheet.arcs:
        points += [arc.start, arc.end]
    for measure in sheet.measures:
        points += [measure.start, measure.end]
    return points


def box_around(points: Sequence[Point], smallest_deg: float = SMALLEST_SPAN_DEG, padding: float = _PADDING) -> Box:
    """The padded box around points, at least so many degrees of latitude high.

    Raises:
        ValueError: there is no point.
    """
    if not points:
        raise ValueError("a box needs at least one point")
    west, width_deg = _shortest_span(sorted({(lon % 360.0) % 360.0 for _, lon in points}))  # a tiny negative % 360 is 360
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    lat_pad = max((north - south) * padding, (smallest_deg - (north - south)) / 2)
    lon_pad = max(width_deg * padding, (smallest_deg * 1.3 - width_deg) / 2)
    if width_deg + 2 * lon_pad >= 360.0:
        return -180.0, max(south - lat_pad, -_LAT_LIMIT_DEG), 180.0, min(north + lat_pad, _LAT_LIMIT_DEG)
    return (
        _wrap(west - lon_pad),
        max(south - lat_pad, -_LAT_LIMIT_DEG),
        _wrap(west + width_deg + lon_pad),
        min(north + lat_pad, _LAT_LIMIT_DEG),
    )


def _shortest_span(lons: Sequence[float]) -> tuple[float, float]:
    gaps = [((lons[(i + 1) % len(lons)] - lon) % 360.0 or 360.0, i) for i, lon in enumerate(lons)]
    widest, index = max(gaps)
    return lons[(index + 1) % len(lons)], 360.0 - widest


def _wrap(lon_deg: float) -> float:
    return (lon_deg + 540.0) % 360.0 - 180.0
