"""The loops that gather rows by asset and put each run in order of time.

In flow columns of a chunk in the order of the feed, out flow records in their asset's slots. A number finds its run through
an open-addressed table; a run that is nearly in order is mended by insertion, one that is not is sorted.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from vedette.engine.columns import Floats, Ints

NO_PLACE = -(2**31)  # a row without a valid latitude and longitude
NO_SPEED = -1  # speed or course not sent
_FASTEST_KN = 3276.0  # what 16 bits hold
_FAR = 64  # mean steps a row moves when mended, beyond which sorting is cheaper
_MIX = 0x9E3779B1  # spreads neighbouring numbers over the table (Knuth's multiplicative hashing)


def fill_table(numbers: Ints, size: int) -> Ints:
    """A table of `size` slots (a power of two) that hold positions in `numbers`, -1 where empty."""
    table = np.full(size, -1, np.int64)
    for k in range(len(numbers)):
        slot = (int(numbers[k]) * _MIX) & (size - 1)
        while table[slot] >= 0:
            slot = (slot + 1) & (size - 1)
        table[slot] = k
    return table


def scatter_rows(
    number: Ints, time_us: Ints, lat_deg: Floats, lon_deg: Floats, sog_kn: Floats, cog_deg: Floats,
    first_row: int, table: Ints, numbers: Ints, cursors: Ints, records: Any,
) -> None:  # fmt: skip
    """Write every row of a chunk to the next free slot of its asset.

    Args:
        number ... cog_deg: (n,) columns of the chunk. first_row: the number of its first row in the feed.
        table, numbers: from `fill_table`; rows with a number that is not in it are passed over.
        cursors: (n_assets,) the first free slot of each asset, moved on in place.
        records: (all rows of these assets,) written in place.
    """
    last = len(table) - 1
    for i in range(len(number)):
        slot = (int(number[i]) * _MIX) & last
        asset = table[slot]
        while asset >= 0 and numbers[asset] != number[i]:
            slot = (slot + 1) & last
            asset = table[slot]
        if asset < 0:
            continue
        at = cursors[asset]
        cursors[asset] = at + 1
        record = records[at]
        record["time_us"] = time_us[i]
        record["row"] = first_row + i
        lat, lon = lat_deg[i], lon_deg[i]
        if abs(lat) <= 90.0 and abs(lon) <= 180.0:
            record["lat_e7"], record["lon_e7"] = round(lat * 1e7), round(lon * 1e7)
        else:
            record["lat_e7"], record["lon_e7"] = NO_PLACE, NO_PLACE
        sog, cog = sog_kn[i], cog_deg[i]
        record["sog"] = round(sog * 10.0) if 0.0 <= sog <= _FASTEST_KN else NO_SPEED  # NaN is neither
        record["cog"] = round(cog * 10.0) % 3600 if 0.0 <= cog < 360.0 else NO_SPEED


def mend_order(records: Any, first: int, end: int, order: Ints, spare: Any) -> None:
    """Put a run in order of time, rows of one moment in the order of the feed.

    Args:
        records: read and written in place from `first` up to `end`.
        order: (>= end - first,) room to work in. spare: (>= end - first,) records to work in.
    """
    budget = _FAR * (end - first)
    for i in range(first + 1, end):
        time_us = records[i]["time_us"]
        if records[i - 1]["time_us"] <= time_us:
            continue
        moved, j = records[i], i
        spare[0] = moved
        while j > first and records[j - 1]["time_us"] > time_us and budget > 0:
            records[j] = records[j - 1]
            j -= 1
            budget -= 1
        records[j] = spare[0]
        if budget <= 0:
            _sort_run(records, first, end, order, spare)
            return


def _sort_run(records: Any, first: int, end: int, order: Ints, spare: Any) -> None:
    """The same by sorting; a run broken off in the middle of mending may have its rows of one moment out of order."""
    n = end - first
    times, rows = np.empty(n, np.int64), np.empty(n, np.int64)
    for i in range(n):
        spare[i] = records[first + i]
        rows[i] = spare[i]["row"]
    by_row = np.argsort(rows)
    for i in range(n):
        times[i] = spare[by_row[i]]["time_us"]
    by_time = np.argsort(times, kind="mergesort")
    for i in range(n):
        order[i] = by_row[by_time[i]]
    for i in range(n):
        records[first + i] = spare[order[i]]
