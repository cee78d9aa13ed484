"""Land on the map: country polygons carried into the frame, clipped and simplified to what a pixel can show.

In: polygons in longitude and latitude and a frame. Out: closed paths in px and a point for each country's name.
Polygons are moved next to the frame's meridian before they are projected, so that a box across the antimeridian works;
simplification is half a pixel, islands under a pixel and a half vanish.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import affinity

from vedette.brief.projection import Frame
from vedette.brief.svg import path_data

_TOLERANCE_PX = 0.45
_SMALLEST_AREA_PX2 = 1.5
_MARGIN_DEG = 3.0


@dataclass(frozen=True)
class LandShape:
    """A country's or island's outline: a shapely polygon or multipolygon in longitude and latitude."""

    name: str
    outline: Any


@dataclass(frozen=True)
class DrawnLand:
    """A country in px: its path, and where its name may stand with how many square px surround it."""

    name: str
    path: str
    area_px2: float
    name_at: tuple[float, float]


def seen_box(frame: Frame) -> tuple[float, float, float, float]:
    """West, south, east, north of all that the frame shows, degrees; east may exceed 180."""
    steps = np.linspace(0.0, 1.0, 41)
    width, height = frame.width_px, frame.height_px
    across, down = steps * width, steps * height
    zero, one = np.zeros(41), np.ones(41)
    x = np.concatenate([across, across, zero, one * width, across])
    y = np.concatenate([zero, one * height, down, down, one * height / 2])
    lat, lon = frame.to_deg(x, y)
    _, middle = frame.to_deg(frame.width_px / 2, frame.height_px / 2)
    offset = (np.asarray(lon) - float(middle) + 540.0) % 360.0 - 180.0
    west, east = float(middle) + float(offset.min()), float(middle) + float(offset.max())
    if west < -180.0:
        west, east = west + 360.0, east + 360.0
    return west, max(float(np.min(lat)), -84.0), east, min(float(np.max(lat)), 84.0)


def draw_land(shapes: Iterable[LandShape], frame: Frame) -> list[DrawnLand]:
    """The countries that show in the frame, largest first."""
    west, south, east, north = seen_box(frame)
    window = shapely.box(west - _MARGIN_DEG, south - _MARGIN_DEG, east + _MARGIN_DEG, north + _MARGIN_DEG)
    sheet = shapely.box(-4.0, -4.0, frame.width_px + 4.0, frame.height_px + 4.0)
    drawn = []
    for shape in shapes:
        pieces = [_to_sheet(part, frame, sheet) for part in _beside(shape.outline, window)]
        merged = [p for p in pieces if not p.is_empty]
        if merged:
            drawn.append(_draw(shape.name, shapely.union_all(merged) if len(merged) > 1 else merged[0]))
    return sorted((d for d in drawn if d.path), key=lambda d: -d.area_px2)


def _beside(outline: Any, window: Any) -> list[Any]:
    """The outline's parts in the window, shifted by a turn where the window lies beyond 180 degrees."""
    parts = []
    for turn in (-360.0, 0.0, 360.0):
        moved = affinity.translate(outline, xoff=turn) if turn else outline
        if moved.intersects(window):
            parts.append(shapely.make_valid(moved.intersection(window)))
    return parts


def _to_sheet(outline: Any, frame: Frame, sheet: Any) -> Any:
    def project(lonlat: Any) -> Any:
        x, y = frame.arrays_to_px(lonlat[:, 1], lonlat[:, 0])
        return np.column_stack([x, y])

    flat = shapely.make_valid(shapely.transform(outline, project))
    return flat.intersection(sheet)


def _draw(name: str, outline: Any) -> DrawnLand:
    paths: list[str] = []
    largest: Any = None
    for polygon in _polygons(outline.simplify(_TOLERANCE_PX)):
        if polygon.area < _SMALLEST_AREA_PX2:
            continue
        rings: Sequence[Any] = [polygon.exterior, *polygon.interiors]
        paths += [path_data(list(ring.coords)[:-1], is_closed=True) for ring in rings]
        largest = polygon if largest is None or polygon.area > largest.area else largest
    if largest is None:
        return DrawnLand(name, "", 0.0, (0.0, 0.0))
    inner = shapely.maximum_inscribed_circle(largest, tolerance=4.0) if hasattr(shapely, "maximum_inscribed_circle") else largest
    middle = shapely.get_point(inner, 0) if inner.geom_type == "LineString" else largest.representative_point()
    return DrawnLand(name, "".join(paths), float(largest.area), (float(middle.x), float(middle.y)))


def _polygons(outline: Any) -> list[Any]:
    if outline.geom_type == "Polygon":
        return [outline]
    return [p for part in getattr(outline, "geoms", ()) for p in _polygons(part)]
