"""Airfields, and which of them are near.

In flow light airfields, out flow those within a distance of a position, nearest first, through a grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from vedette.events.places import PlaceGeometry, PlaceIndex, cell_of, index_places
from vedette.geo import distance_km


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
    reach_km: float

    def near(self, lat_deg: float, lon_deg: float) -> list[tuple[float, Airfield]]:
        """Distance (km) and airfield, for all within reach, nearest first."""
        cell = cell_of(lat_deg, lon_deg)
        first, end = self.grid.cell_offsets[cell], self.grid.cell_offsets[cell + 1]
        candidates = [self.airfields[n] for n in self.grid.cell_places[first:end]]
        measured = [(distance_km(lat_deg, lon_deg, a.lat_deg, a.lon_deg), a) for a in candidates]
        return sorted(((km, a) for km, a in measured if km <= self.reach_km), key=lambda pair: (pair[0], pair[1].place_id))


@lru_cache(maxsize=4)
def index_airfields(airfields: tuple[Airfield, ...], reach_km: float) -> AirfieldIndex:
    """Build the index."""
    ordered = tuple(sorted(airfields, key=lambda a: a.place_id))
    circles = tuple(PlaceGeometry(a.place_id, "airport", a.lat_deg, a.lon_deg, reach_km, reach_km) for a in ordered)
    return AirfieldIndex(ordered, index_places(circles), reach_km)
