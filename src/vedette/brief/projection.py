"""From degrees to pixels: two conformal projections and the frame that a map is drawn in.

In: a box in degrees and a width in px. Out: a `Frame` that carries points both ways. Regions away from the equator take
Lambert's conformal conic with standard parallels a sixth inside the box; low latitudes and very wide boxes take Mercator.
Spherical formulas: at the scale of a page the ellipsoid is not visible. Source: Snyder (1987), USGS Professional Paper 1395,
sections 7 and 15.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from vedette.geo import distance_km

Box = tuple[float, float, float, float]  # west, south, east, north in degrees; west > east crosses the antimeridian

_STEEPEST_LAT_DEG = 84.0  # both projections run away to infinity at a pole


class Projection(Protocol):
    """Degrees to the plane of a unit sphere (x east, y north) and back; scalars or NumPy arrays."""

    def forward(self, lat_deg: Any, lon_deg: Any) -> tuple[Any, Any]:
        """Degrees to plane."""
        ...

    def inverse(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Plane to degrees."""
        ...


def _wrap(lon_deg: Any) -> Any:
    return (np.asarray(lon_deg) + 540.0) % 360.0 - 180.0


@dataclass(frozen=True)
class Mercator:
    """Mercator around a central meridian."""

    lon0_deg: float

    def forward(self, lat_deg: Any, lon_deg: Any) -> tuple[Any, Any]:
        """Degrees to plane."""
        lat = np.radians(np.clip(lat_deg, -_STEEPEST_LAT_DEG, _STEEPEST_LAT_DEG))
        return np.radians(_wrap(np.subtract(lon_deg, self.lon0_deg))), np.log(np.tan(math.pi / 4 + lat / 2))

    def inverse(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Plane to degrees."""
        return np.degrees(2 * np.arctan(np.exp(y)) - math.pi / 2), _wrap(np.degrees(x) + self.lon0_deg)


@dataclass(frozen=True)
class Lambert:
    """Lambert's conformal conic: `cone` is sin of the cone's angle, `factor` scales it to the standard parallels."""

    lon0_deg: float
    cone: float
    factor: float
    rho0: float

    def forward(self, lat_deg: Any, lon_deg: Any) -> tuple[Any, Any]:
        """Degrees to plane."""
        lat = np.radians(np.clip(lat_deg, -_STEEPEST_LAT_DEG, _STEEPEST_LAT_DEG))
        rho = self.factor / np.tan(math.pi / 4 + lat / 2) ** self.cone
        theta = self.cone * np.radians(_wrap(np.subtract(lon_deg, self.lon0_deg)))
        return rho * np.sin(theta), self.rho0 - rho * np.cos(theta)

    def inverse(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Plane to degrees."""
        sign = math.copysign(1.0, self.cone)
        rho = sign * np.hypot(x, np.subtract(self.rho0, y))
        theta = np.arctan2(sign * np.asarray(x), sign * np.subtract(self.rho0, y))
        lat = 2 * np.arctan((self.factor / rho) ** (1 / self.cone)) - math.pi / 2
        return np.degrees(lat), _wrap(np.degrees(theta / self.cone) + self.lon0_deg)


def _lambert(lon0_deg: float, south_deg: float, north_deg: float) -> Lambert:
    sixth = (north_deg - south_deg) / 6
    lat1, lat2 = math.radians(south_deg + sixth), math.radians(north_deg - sixth)
    if abs(lat1 - lat2) < 1e-6:
        cone = math.sin(lat1)
    else:
        cone = math.log(math.cos(lat1) / math.cos(lat2)) / math.log(
            math.tan(math.pi / 4 + lat2 / 2) / math.tan(math.pi / 4 + lat1 / 2)
        )
    factor = math.cos(lat1) * math.tan(math.pi / 4 + lat1 / 2) ** cone / cone
    middle = math.radians((south_deg + north_deg) / 2)
    return Lambert(lon0_deg, cone, factor, factor / math.tan(math.pi / 4 + middle / 2) ** cone)


def choose_projection(box: Box) -> Projection:
    """Lambert where the box lies clear of the equator and spans under 120 degrees of longitude, otherwise Mercator."""
    west, south, east, north = box
    width_deg = (east - west) % 360.0 or 360.0
    middle_deg = float(_wrap(west + width_deg / 2))
    is_clear = (south > 5.0 or north < -5.0) and abs(south + north) / 2 > 15.0
    return _lambert(middle_deg, south, north) if is_clear and width_deg < 120.0 else Mercator(middle_deg)


@dataclass(frozen=True)
class Frame:
    """A drawing area: width and height in px, and the affine step between plane and pixels."""

    projection: Projection
    width_px: float
    height_px: float
    scale: float
    x0: float
    y0: float

    def to_px(self, lat_deg: float, lon_deg: float) -> tuple[float, float]:
        """A point on the drawing; y grows downwards."""
        x, y = self.arrays_to_px(lat_deg, lon_deg)
        return float(x), float(y)

    def arrays_to_px(self, lat_deg: Any, lon_deg: Any) -> tuple[Any, Any]:
        """Arrays of points on the drawing."""
        x, y = self.projection.forward(lat_deg, lon_deg)
        return (x - self.x0) * self.scale, (self.y0 - y) * self.scale

    def to_deg(self, x_px: Any, y_px: Any) -> tuple[Any, Any]:
        """The latitude and longitude under a pixel (or arrays of pixels)."""
        return self.projection.inverse(np.asarray(x_px) / self.scale + self.x0, self.y0 - np.asarray(y_px) / self.scale)

    def km_per_px(self, x_px: float, y_px: float) -> float:
        """Ground distance of one horizontal pixel there, km."""
        lat, lon = self.to_deg(np.array([x_px - 5.0, x_px + 5.0]), np.array([y_px, y_px]))
        return distance_km(float(lat[0]), float(lon[0]), float(lat[1]), float(lon[1])) / 10.0

    def holds(self, x_px: float, y_px: float, margin_px: float = 0.0) -> bool:
        """Whether a pixel lies in the frame, at least the margin inside."""
        return margin_px <= x_px <= self.width_px - margin_px and margin_px <= y_px <= self.height_px - margin_px


def fit_frame(box: Box, width_px: float, lowest: float, highest: float) -> Frame:
    """The frame of a given width around a box; its height follows the box, held between two shares of the width."""
    projection = choose_projection(box)
    west, south, east, north = box
    steps = np.linspace(0.0, 1.0, 25)
    lon = np.concatenate([west + steps * ((east - west) % 360.0 or 360.0)] * 2)
    lat = np.concatenate([np.full(25, south), np.full(25, north)])
    lat, lon = np.concatenate([lat, south + steps * (north - south)]), np.concatenate([lon, np.full(25, west)])
    x, y = projection.forward(lat, lon)
    x_low, x_high, y_low, y_high = float(x.min()), float(x.max()), float(y.min()), float(y.max())
    x_high = max(x_high, -x_low) if isinstance(projection, Lambert) else x_high  # symmetric about the central meridian
    height_px = width_px * min(max((y_high - y_low) / max(x_high - x_low, 1e-9), lowest), highest)
    scale = min(width_px / max(x_high - x_low, 1e-9), height_px / max(y_high - y_low, 1e-9))
    x0 = (x_low + x_high) / 2 - width_px / scale / 2
    y0 = (y_low + y_high) / 2 + height_px / scale / 2
    return Frame(projection, width_px, height_px, scale, x0, y0)
