"""What is wrong with a position by itself: its number, its place, its time.

In flow positions, out flows one expression of flag bits for each row, without looking at any other row. Nothing is
deleted; a flag only says why a row is not taken at face value.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl

from vedette.schema.flags import Flag

# ITU-R M.585: ships begin with a country's digits 201 to 775, search-and-rescue aircraft with 111, craft that belong
# to a ship with 98. Coast stations (00), groups of ships (0), handhelds (8), beacons (97) and marks (99) are neither.
_GOOD_MMSI = r"^mmsi:(20[1-9]|2[1-9]\d|[3-6]\d\d|7[0-6]\d|77[0-5])\d{6}$|^mmsi:(111|98\d)\d{6}$"
# ICAO Annex 10 vol. III: all zeros and all ones are never allotted. "~" is readsb's prefix for other addresses.
_GOOD_ICAO24 = r"^icao24:~?[0-9a-f]{6}$"
_NEVER_ALLOTTED = ("icao24:000000", "icao24:ffffff")


def row_flags(clock_slack: timedelta) -> pl.Expr:
    """The flags that a row of positions earns by itself, as an Int32 expression.

    Args:
        clock_slack: how far the clock of a transmitter may run ahead of its receiver's.
    """
    at_null_island = is_null_island(pl.col("lat_deg"), pl.col("lon_deg"))
    from_future = is_ahead(pl.col("time"), pl.col("received"), pl.lit(clock_slack)).fill_null(value=False)
    return number_flags() | _bit(at_null_island, Flag.NULL_ISLAND) | _bit(from_future, Flag.FUTURE)


def number_flags() -> pl.Expr:
    """Those of them that all rows of an asset earn alike."""
    asset = pl.col("asset_id")
    bad_number = (asset.str.starts_with("mmsi:") & ~asset.str.contains(_GOOD_MMSI)) | (
        asset.str.starts_with("icao24:") & (~asset.str.contains(_GOOD_ICAO24) | asset.is_in(_NEVER_ALLOTTED))
    )
    return _bit(bad_number, Flag.BAD_IDENTITY) | _bit(asset.str.starts_with("icao24:~"), Flag.NON_ICAO)


def is_null_island(lat_deg: Any, lon_deg: Any) -> Any:
    """Is it exactly 0, 0? Columns of Polars or of numpy."""
    return (lat_deg == 0.0) & (lon_deg == 0.0)


def is_ahead(time: Any, received: Any, clock_slack: Any) -> Any:
    """Was it observed later than it was received? Columns of Polars or of numpy; null where it is not known."""
    return time > received + clock_slack


def _bit(condition: pl.Expr, flag: Flag) -> pl.Expr:
    return pl.when(condition).then(pl.lit(int(flag), pl.Int32)).otherwise(pl.lit(0, pl.Int32))
