"""Airfields with their height above the sea, for finding landings: the register's sites, then all that airportsdata knows.

In: the register. Out: rows of id, point and elevation. A site whose elevation nobody gives takes that of the nearest
airfield that has one, which on a plain is good to some hundred feet, as pressure altitudes are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vedette.registry.gazetteer import airport_rows
from vedette.registry.places import Place
from vedette.registry.register import Register

_SAME_KM = 3.0  # a runway's length: two reference points so near are one field's
_KM_PER_DEG = 111.2  # of latitude


@dataclass(frozen=True)
class FieldHeight:
    """An airfield's id, reference point (degrees WGS-84) and elevation (ft)."""

    place_id: str
    lat_deg: float
    lon_deg: float
    elevation_ft: float


def field_heights(register: Register) -> tuple[FieldHeight, ...]:
    """All airfields, each once: one that the register types stands under the register's id."""
    rows = airport_rows()
    sites = [p for p in register.places() if p.kind in ("airbase", "airport") and p.lat_deg is not None and p.lon_deg is not None]
    typed = {p.icao for p in sites if p.icao}
    lat, lon, feet = (np.array([row[key] for row in rows.values()], dtype=float) for key in ("lat", "lon", "elevation"))

    def height(place: Place) -> float:
        if place.icao and place.icao in rows:
            return float(rows[place.icao]["elevation"])
        east = (lon - (place.lon_deg or 0.0)) * np.cos(np.radians(place.lat_deg or 0.0))
        return float(feet[np.argmin(east**2 + (lat - (place.lat_deg or 0.0)) ** 2)])

    def codes_at(place: Place) -> Iterator[str]:
        """The fields of airportsdata whose reference point lies where a site without a code, such as a case's own, does."""
        north, east = lat - (place.lat_deg or 0.0), (lon - (place.lon_deg or 0.0)) * np.cos(np.radians(place.lat_deg or 0.0))
        return (codes[k] for k in np.flatnonzero(np.hypot(north, east) * _KM_PER_DEG <= _SAME_KM))

    codes = list(rows)
    typed |= {code for place in sites if not place.icao for code in codes_at(place)}
    own = [FieldHeight(p.place_id, p.lat_deg or 0.0, p.lon_deg or 0.0, height(p)) for p in sites]
    others = [
        FieldHeight(f"icao:{code}", row["lat"], row["lon"], row["elevation"]) for code, row in rows.items() if code not in typed
    ]
    return (*own, *others)
