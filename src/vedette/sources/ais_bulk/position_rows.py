"""Records of a block to rows of `positions`. Columns are made, no rows one by one.

Messages flow in, a table flows out: the order of its rows is found first, in numbers instead of texts, and one loop then copies
each message into the columns.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from vedette.engine.columns import Floats, Ints
from vedette.engine.compiled import compiled
from vedette.schema.tables import POSITIONS
from vedette.sources.ais_bulk.frames import grouped_asset_ids, measures, times
from vedette.sources.ais_bulk.layout import Records
from vedette.sources.ais_bulk.line_records import Scanned
from vedette.sources.identities import MMSI_DIGITS

_FLOATS = ("lat_deg", "lon_deg", "sog_kn", "cog_deg", "heading_deg", "alt_ft", "accuracy_m")
_INTS = ("mmsi", "heard_us", "flags", "row")
_KEY_LIMIT = 1 << 63


def position_rows(scanned: Scanned, positions: Ints, source_id: str, size: int) -> pl.DataFrame:
    """The messages of some lines as rows of `positions`; `size` decides on compiling."""
    order = _in_table_order(scanned, positions)
    numbers, values = np.empty((len(_INTS), len(order)), np.int64), np.empty((len(_FLOATS), len(order)))
    compiled(copy_columns, size)(scanned.messages, order, numbers, values)
    mmsi, heard_us, flags, rows = numbers
    frame = pl.DataFrame(
        {
            "asset_id": grouped_asset_ids(mmsi),
            "time": times(heard_us),
            "lat_deg": values[0],
            "lon_deg": values[1],
            **{name: measures(values[k]) for k, name in enumerate(_FLOATS[2:], 2)},
            "flags": flags.astype(np.int32),
            "source_row": rows,
        }
    )
    same = {"sensor": pl.lit("ais"), "source_id": pl.lit(source_id)}
    null = {c.name: pl.lit(None) for c in POSITIONS.columns if c.name not in frame.columns and c.name not in same}
    whole = frame.with_columns(**same, **null)
    return POSITIONS.check(whole.select(pl.col(c.name).cast(c.dtype) for c in POSITIONS.columns))


def copy_columns(messages: Records, order: Ints, numbers: Ints, values: Floats) -> None:
    """Copy messages in an order (n,) into columns: `numbers` (4, n) and `values` (7, n), named by `_INTS` and `_FLOATS`."""
    for k in range(len(order)):
        message = messages[order[k]]
        numbers[0, k], numbers[1, k] = message["mmsi"], message["heard_us"]
        numbers[2, k], numbers[3, k] = message["flags"], message["row"]
        values[0, k], values[1, k] = message["lat_deg"], message["lon_deg"]
        values[2, k], values[3, k], values[4, k] = message["sog_kn"], message["cog_deg"], message["heading_deg"]
        values[5, k], values[6, k] = message["alt_ft"], message["accuracy_m"]


def _in_table_order(scanned: Scanned, lines: Ints) -> Ints:
    """Lines in the order of the table, found without comparing texts: asset, time, row."""
    mmsi, heard_us, rows = (scanned.messages[name][lines] for name in ("mmsi", "heard_us", "row"))
    # as texts, a number of ten digits stands behind the one of nine that it begins with
    of_nine = np.where(mmsi < 10**MMSI_DIGITS, mmsi * 11, mmsi // 10 * 11 + mmsi % 10 + 1)
    keys = _packed_keys(of_nine, heard_us, rows)
    return lines[np.lexsort((rows, heard_us, of_nine)) if keys is None else np.sort(keys) % len(lines)]


def _packed_keys(assets: Ints, heard_us: Ints, rows: Ints) -> Ints | None:
    """Asset, time and place in the block as one number each, much quicker to sort; None if rows are not in order or it has no room."""
    n = len(rows)
    if n == 0 or not bool((rows[1:] > rows[:-1]).all()):
        return None
    which, n_assets = _ranks(assets)
    earliest_us = int(heard_us.min())
    width_us = int(heard_us.max()) - earliest_us + 1
    if n_assets * width_us * n >= _KEY_LIMIT:
        return None
    keys: Ints = (which * width_us + (heard_us - earliest_us)) * n + np.arange(n)
    return keys


def _ranks(assets: Ints) -> tuple[Ints, int]:
    """The rank of each number (n,) among those that differ, and how many these are; numbers have at most 34 bits.

    Each is sorted together with its place in one number, which is much quicker than sorting places.
    """
    width = len(assets).bit_length()
    packed = np.sort((assets << width) | np.arange(len(assets)))
    sorted_assets = packed >> width
    ranks = np.zeros(len(assets), np.int64)
    np.cumsum(sorted_assets[1:] != sorted_assets[:-1], out=ranks[1:])
    which = np.empty(len(assets), np.int64)
    which[packed & ((1 << width) - 1)] = ranks
    return which, int(ranks[-1]) + 1
