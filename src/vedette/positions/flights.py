"""Whose flight was it? Rows that a source keeps by the number of a flight, under the aircraft that flew it.

Positions and identities flow in and flow out; where a list of flights gives exactly one 24-bit address for a flight, its rows stand
under that address, so that all flights of an aircraft are its own. A flight without one stays under its own number.
"""

from __future__ import annotations

import polars as pl

_FLIGHT = "flight:"


def name_flights(positions: pl.DataFrame, identities: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Positions and identities, with the address of the aircraft in place of the number of the flight.

    Args:
        positions: rows of `POSITIONS`; their order is kept.
        identities: rows of `IDENTITIES`, of which those with the key icao24 tell whose a flight was.
    """
    is_told = pl.col("asset_id").str.starts_with(_FLIGHT) & (pl.col("key") == "icao24")
    told = identities.filter(is_told).unique(["asset_id", "value"])
    one = told.filter(pl.col("asset_id").is_unique()).select("asset_id", address="icao24:" + pl.col("value"))
    if one.is_empty():
        return positions, identities
    flown = dict(one.iter_rows())
    named = pl.col("asset_id").replace(flown)
    return positions.with_columns(named), identities.with_columns(named)
