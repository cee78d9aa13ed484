"""What is wrong with a position by itself: its number, its place, its time.

In flow positions, out flows one expression of flag bits for each row, without looking at any other row. Nothing is
deleted; a flag only says why a row is not taken at face value.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import polars as pl

from vedette.schema.flags import Flag

# ITU-R M.585: ships begin with a country's digits 201 to 775, search-and-rescue aircraft with 111, craft that belong
# to a ship with 98. Coast stations (00), groups of ships (0), handhelds (8), beacons (97) and marks (99) are neither.
_GOOD_MMSI = re.compile(r"^mmsi:(20[1-9]|2[1-9]\d|[3-6]\d\d|7[0-6]\d|77[0-5])\d{6}$|^mmsi:(111|98\d)\d{6}$")
# ICAO Annex 10 vol. III: all zeros and all ones are never allotted. "~" is readsb's prefix for other addresses.
_GOOD_ICAO24 = re.compile(r"^icao24:~?[0-9a-f]{6}$")
_NEVER_ALLOTTED = ("icao24:000000", "icao24:ffffff")


def row_flags(clock_slack: timedelta) -> pl.Expr:
    """The flags that a row of positions earns by itself, as an Int32 expression.

    Args:
        clock_slack: how far the clock of a transmitter may run ahead of its receiver's.
    """
    at_null_island = is_null_island(pl.col("lat_deg"), pl.col("lon_deg"))
    from_future = is_ahead(pl.col("time"), pl.col("received"), pl.lit(clock_slack)).fill_null(value=False)
    of_number = pl.col("asset_id").map_batches(_of_numbers, return_dtype=pl.Int32, is_elementwise=True)
    return of_number | _bit(at_null_island, Flag.NULL_ISLAND) | _bit(from_future, Flag.FUTURE)


def number_flags(asset_id: str) -> int:
    """Those of them that all rows of an asset earn alike."""
    is_bad = (asset_id.startswith("mmsi:") and not _GOOD_MMSI.match(asset_id)) or (
        asset_id.startswith("icao24:") and (not _GOOD_ICAO24.match(asset_id) or asset_id in _NEVER_ALLOTTED)
    )
    return is_bad * int(Flag.BAD_IDENTITY) | asset_id.startswith("icao24:~") * int(Flag.NON_ICAO)


def _of_numbers(asset_ids: pl.Series) -> pl.Series:
    """`number_flags` of a column: each asset is looked at once."""
    met = asset_ids.unique()
    flags = pl.Series([number_flags(asset_id) for asset_id in met.to_list()], dtype=pl.Int32)
    return asset_ids.replace_strict(met, flags, return_dtype=pl.Int32)


def is_null_island(lat_deg: Any, lon_deg: Any) -> Any:
    """Is it exactly 0, 0? Columns of Polars or of numpy."""
    return (lat_deg == 0.0) & (lon_deg == 0.0)


def is_ahead(time: Any, received: Any, clock_slack: Any) -> Any:
    """Was it observed later than it was received? Columns of Polars or of numpy; null where it is not known."""
    return time > received + clock_slack


def _bit(condition: pl.Expr, flag: Flag) -> pl.Expr:
    return pl.when(condition).then(pl.lit(int(flag), pl.Int32)).otherwise(pl.lit(0, pl.Int32))
