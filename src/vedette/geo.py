"""Geometry on the WGS-84 ellipsoid: distances, bearings, boxes. Imports nothing of Vedette.

`distance_km` is the Andoyer-Lambert formula (first order in the flattening): within 0.01 % of
the geodesic everywhere but near antipodes, which no movement here spans. It is plain
arithmetic so that the same function runs interpreted or compiled.
Source: Lambert (1942), as given by Thomas (1970), "Spheroidal geodesics, reference systems, & local geometry".
"""

from __future__ import annotations

import math

EARTH_RADIUS_KM = 6378.137
FLATTENING = 1 / 298.257223563


def distance_km(lat1_deg: float, lon1_deg: float, lat2_deg: float, lon2_deg: float) -> float:
    """Distance between two points on WGS-84 in km; degrees in, any longitudes (antimeridian safe)."""
    half_lat = math.radians(lat1_deg + lat2_deg) / 2
    half_dlat = math.radians(lat1_deg - lat2_deg) / 2
    half_dlon = math.radians(lon1_deg - lon2_deg) / 2
    sin_g, cos_g = math.sin(half_dlat), math.cos(half_dlat)
    sin_l, cos_l = math.sin(half_dlon), math.cos(half_dlon)
    sin_f, cos_f = math.sin(half_lat), math.cos(half_lat)
    # products, not powers: the last bit of x ** 2 differs between interpreted and compiled code
    sin_g2, cos_g2, sin_l2, cos_l2 = sin_g * sin_g, cos_g * cos_g, sin_l * sin_l, cos_l * cos_l
    sin_f2, cos_f2 = sin_f * sin_f, cos_f * cos_f
    s = sin_g2 * cos_l2 + cos_f2 * sin_l2
    c = cos_g2 * cos_l2 + sin_f2 * sin_l2
    if s < 1e-24:  # under a hundredth of a millimetre, where the correction would divide by nothing
        return 2 * EARTH_RADIUS_KM * math.sqrt(s)
    if c <= 0.0:
        return math.pi * EARTH_RADIUS_KM
    omega = math.atan(math.sqrt(s / c))
    r = math.sqrt(s * c) / omega
    h1, h2 = (3 * r - 1) / (2 * c), (3 * r + 1) / (2 * s)
    return 2 * omega * EARTH_RADIUS_KM * (1 + FLATTENING * (h1 * sin_f2 * cos_g2 - h2 * cos_f2 * sin_g2))


def at_most_km(lat1_deg: float, lon1_deg: float, lat2_deg: float, lon2_deg: float) -> float:
    """A distance that two points are certainly not further apart than, in km, without any trigonometry.

    North and then east along the equator: a degree of latitude has at most 111.70 km, one of longitude 111.32.
    Loops ask it first, and measure only where it does not decide.
    """
    dlon = abs(lon1_deg - lon2_deg)
    return 111.8 * abs(lat1_deg - lat2_deg) + 111.5 * (360.0 - dlon if dlon > 180.0 else dlon)


def bearing_deg(lat1_deg: float, lon1_deg: float, lat2_deg: float, lon2_deg: float) -> float:
    """Initial great-circle bearing from the first point to the second, 0 to 360 degrees."""
    lat1, lat2 = math.radians(lat1_deg), math.radians(lat2_deg)
    dlon = math.radians(lon2_deg - lon1_deg)
    east = math.sin(dlon) * math.cos(lat2)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(dlon)
    return math.degrees(math.atan2(east, north)) % 360.0


def destination(lat_deg: float, lon_deg: float, bearing: float, distance: float) -> tuple[float, float]:
    """The point at a distance (km) along a bearing (degrees); spherical, good to 0.5 % for drawing and search boxes."""
    lat, lon, theta, delta = math.radians(lat_deg), math.radians(lon_deg), math.radians(bearing), distance / 6371.0088
    lat2 = math.asin(math.sin(lat) * math.cos(delta) + math.cos(lat) * math.sin(delta) * math.cos(theta))
    lon2 = lon + math.atan2(math.sin(theta) * math.sin(delta) * math.cos(lat), math.cos(delta) - math.sin(lat) * math.sin(lat2))
    return math.degrees(lat2), (math.degrees(lon2) + 540.0) % 360.0 - 180.0
