"""Land on the map: country polygons carried into the frame, clipped and simplified to what a pixel can show.

In: a frame and where to ask for outlines. Out: closed paths in px, with the outline for placing the country's name.
Polygons are moved next to the frame's meridian before they are projected, so that a box across the antimeridian works;
simplification is half a pixel, islands under a pixel and a half vanish.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import affinity

from vedette.brief.projection import Box, Frame
from vedette.brief.svg import path_data

_TOLERANCE_PX = 0.4
_SMALLEST_AREA_PX2 = 1.5
_MARGIN_DEG = 2.0


@dataclass(frozen=True)
class LandShape:
    """A country's or island's outline: a shapely polygon or multipolygon in longitude and latitude; no name, no label."""

    name: str
    outline: Any


LandSource = Callable[[Box], Sequence[LandShape]]


@dataclass(frozen=True)
class DrawnLand:
    """A country in px: its path, and the largest polygon that shows of it."""

    name: str
    path: str
    largest: Any

    @property
    def area_px2(self) -> float:
        """Area of its largest part."""
        return float(self.largest.area)


def natural_earth(box: Box) -> Sequence[LandShape]:
    """Countries of Natural Earth, 1:10m, in a box; land whose status has no ISO code is drawn without a name.

    Raises:
        StoreError: the outlines have not been made; the message names the command.
    """
    from vedette.registry.natural_earth import countries_in

    west, south, east, north = box
    return [LandShape(c.name if c.code else "", c.outline) for c in countries_in(south, west, north, east)]


def no_land(_box: Box) -> Sequence[LandShape]:
    """A map without coast."""
    return ()


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


def draw_land(land: LandSource, frame: Frame) -> list[DrawnLand]:
    """The countries that show in the frame, largest first."""
    west, south, east, north = seen_box(frame)
    window = (west - _MARGIN_DEG, south - _MARGIN_DEG, east + _MARGIN_DEG, north + _MARGIN_DEG)
    drawn = []
    for shape in land(_within_180(window)):
        pieces = [p for part in _beside(shape.outline, window) for p in _polygons(_to_sheet(part, frame))]
        if found := _draw(shape.name, pieces):
            drawn.append(found)
    return sorted(drawn, key=lambda d: -d.area_px2)


def _within_180(window: Box) -> Box:
    """The same box with longitudes from -180 to 180; west > east where it crosses the antimeridian."""
    west, south, east, north = window
    if east - west >= 360.0:
        return -180.0, south, 180.0, north
    return (west + 540.0) % 360.0 - 180.0, south, (east + 540.0) % 360.0 - 180.0, north


def _beside(outline: Any, window: tuple[float, float, float, float]) -> list[Any]:
    """The outline's parts in the window, shifted by a turn where the window lies beyond 180 degrees."""
    west, south, east, north = outline.bounds
    parts = []
    for turn in (-360.0, 0.0, 360.0):
        if west + turn > window[2] or east + turn < window[0] or south > window[3] or north < window[1]:
            continue
        moved = affinity.translate(outline, xoff=turn) if turn else outline
        parts.append(shapely.clip_by_rect(moved, *window))
    return [p for p in parts if not p.is_empty]


def _to_sheet(outline: Any, frame: Frame) -> Any:
    def project(lonlat: Any) -> Any:
        x, y = frame.arrays_to_px(lonlat[:, 1], lonlat[:, 0])
        return np.column_stack([x, y])

    flat = shapely.transform(outline, project).simplify(_TOLERANCE_PX)
    flat = flat if flat.is_valid else shapely.make_valid(flat)
    return shapely.clip_by_rect(flat, -4.0, -4.0, frame.width_px + 4.0, frame.height_px + 4.0)


def _draw(name: str, pieces: Sequence[Any]) -> DrawnLand | None:
    kept = [p for p in pieces if p.area >= _SMALLEST_AREA_PX2]
    if not kept:
        return None
    rings = [ring for polygon in kept for ring in (polygon.exterior, *polygon.interiors)]
    path = "".join(path_data(list(ring.coords)[:-1], is_closed=True) for ring in rings)
    return DrawnLand(name, path, max(kept, key=lambda p: float(p.area)))


def _polygons(outline: Any) -> list[Any]:
    if outline.geom_type == "Polygon":
        return [] if outline.is_empty else [outline]
    return [p for part in getattr(outline, "geoms", ()) for p in _polygons(part)]
