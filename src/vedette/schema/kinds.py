"""Ship or aircraft? Every asset id says so by its prefix.

`ship:` and `mmsi:` are ships, `aircraft:`, `icao24:` and `flight:` are aircraft; MMSIs that begin with 111 are search-and-rescue
aircraft (ITU-R M.585).
"""

from __future__ import annotations

import re

import polars as pl

_AIRCRAFT = r"^(aircraft:|icao24:|flight:|mmsi:111\d{6}(~\d+)?$)"


def is_aircraft(asset_id: str) -> bool:
    """Does the id name an aircraft (and not a ship)?"""
    return re.match(_AIRCRAFT, asset_id) is not None


def aircraft_rows(column: str = "asset_id") -> pl.Expr:
    """The same for a column of asset ids."""
    return pl.col(column).str.contains(_AIRCRAFT)
