"""Airfields, and which of them are near.

In flow light airfields, out flow columns of them behind a grid, for the loop that finds landings.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from vedette.engine.columns import Floats
from vedette.engine.remembered import remembered
from vedette.events.places import PlaceGeometry, PlaceIndex, index_places


@dataclass(frozen=True)
class Airfield:
    """An airfield's reference point (degrees WGS-84) and its height above the sea (ft)."""

    place_id: str
    lat_deg: float
    lon_deg: float
    elevation_ft: float


@dataclass(frozen=True, eq=False)
class AirfieldIndex:
    """Airfields in the order of their ids, behind a grid of cells."""

    airfields: tuple[Airfield, ...]
    grid: PlaceIndex
    elevation_ft: Floats
    reach_km: float


@remembered
@lru_cache(maxsize=4)
def index_airfields(airfields: tuple[Airfield, ...], reach_km: float) -> AirfieldIndex:
    """Build the index."""
    ordered = tuple(sorted(airfields, key=lambda a: a.place_id))
    circles = tuple(PlaceGeometry(a.place_id, "airport", a.lat_deg, a.lon_deg, reach_km, reach_km) for a in ordered)
    return AirfieldIndex(ordered, index_places(circles), np.array([a.elevation_ft for a in ordered]), reach_km)
