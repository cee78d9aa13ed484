"""Positions of many assets as one array of small records, sorted by asset and time: what the one-pass engine works on.

In flow chunks of a feed in the order in which they were received, out flows a `Packed`: 24 bytes a row. Two passes: the
first reads only the numbers and counts them, the second scatters every row straight to its asset's run, on two threads,
each chunk into slots of its own; each run is then nearly in order of time, and is mended by the loop that reads it first.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from vedette.engine.columns import Floats, Ints
from vedette.engine.compiled import compiled
from vedette.engine.packing import fill_table, scatter_rows

N_THREADS = 2
# positions to 1e-7 degree, a centimetre (AIS sends 1/600,000 degree, ADS-B about 5 m); speed and course in tenths, as AIS sends
RECORD = np.dtype(
    [("time_us", np.int64), ("lat_e7", np.int32), ("lon_e7", np.int32), ("row", np.uint32), ("sog", np.int16), ("cog", np.int16)]
)
Records = npt.NDArray[np.void]


@dataclass(frozen=True, eq=False)
class Chunk:
    """Rows as a feed gives them, (n,) each; degrees, knots; NaN = not sent; a place that is none has |lat| > 90."""

    number: Ints
    time_us: Ints
    lat_deg: Floats
    lon_deg: Floats
    sog_kn: Floats
    cog_deg: Floats


@dataclass(frozen=True, eq=False)
class Feed:
    """A feed that can be read in pieces, and its numbers alone for less."""

    n_chunks: int
    read_numbers: Callable[[int], Ints]
    read_chunk: Callable[[int], Chunk]


@dataclass(frozen=True, eq=False)
class Packed:
    """Runs of records: `numbers` (n_assets,) ascending, `offsets` (n_assets + 1,), `records` (n,) of `RECORD`.

    Within a run rows stand in the order of the feed; `row` counts the feed's rows from 0. `end_us` is the latest time.
    """

    numbers: Ints
    offsets: Ints
    records: Records
    end_us: int


def pack(feed: Feed) -> Packed:
    """Gather a feed by asset.

    Raises:
        ValueError: the feed has 2**32 rows or more.
    """
    with ThreadPoolExecutor(N_THREADS) as pool:
        counted = list(pool.map(lambda c: _count(feed.read_numbers(c)), range(feed.n_chunks)))
        numbers = np.unique(np.concatenate([n for n, _ in counted])) if counted else np.zeros(0, np.int64)
        counts = np.zeros((feed.n_chunks + 1, len(numbers)), np.int64)
        for c, (found, n_rows) in enumerate(counted):
            counts[c + 1, np.searchsorted(numbers, found)] = n_rows
        first_rows = np.cumsum(counts.sum(axis=1))
        if first_rows[-1] >= 2**32:
            raise ValueError(f"a feed of {first_rows[-1]:,} rows: split it, rows are numbered by 32 bits")
        offsets = np.concatenate([[0], np.cumsum(counts.sum(axis=0))])
        cursors = offsets[:-1] + np.cumsum(counts, axis=0)[:-1]
        table = compiled(fill_table, len(offsets))(numbers, _table_size(len(numbers)))
        records = np.empty(int(offsets[-1]), RECORD)

        def scatter(c: int) -> int:
            chunk = feed.read_chunk(c)
            compiled(scatter_rows, len(chunk.number))(
                chunk.number, chunk.time_us, chunk.lat_deg, chunk.lon_deg, chunk.sog_kn, chunk.cog_deg,
                int(first_rows[c]), table, numbers, cursors[c], records,
            )  # fmt: skip
            return int(chunk.time_us.max(initial=0))

        ends_us = list(pool.map(scatter, range(feed.n_chunks)))
    return Packed(numbers, offsets, records, max(ends_us, default=0))


def _count(numbers: Ints) -> tuple[Ints, Ints]:
    """The numbers of a chunk, ascending, and how often each stands in it."""
    counts = pl.Series("number", numbers).value_counts().sort("number")
    return counts["number"].cast(pl.Int64).to_numpy(), counts["count"].cast(pl.Int64).to_numpy()


def _table_size(n_numbers: int) -> int:
    """A power of two, at least four times as many slots as numbers."""
    return 1 << max(4, (4 * n_numbers).bit_length())


__all__ = ["RECORD", "Chunk", "Feed", "Packed", "pack"]
