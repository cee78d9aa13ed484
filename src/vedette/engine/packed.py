"""Positions of many assets as one array of small records, sorted by asset and time: what the one-pass engine works on.

In flow the pieces of a feed in the order in which they were received, out flows a `Packed`: 24 bytes a row, of all assets or of
some. After the census the feed is read again and every row goes straight to its asset's run, on two threads, each stretch
into slots of its own; each run is then nearly in order of time, and is mended by the loop that reads it first.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vedette.engine.census import N_THREADS, Census, Chunk, Feed, take_census
from vedette.engine.columns import Ints
from vedette.engine.compiled import compiled
from vedette.engine.packing import fill_table, scatter_rows

# positions to 1e-7 degree, a centimetre (AIS sends 1/600,000 degree, ADS-B about 5 m); speed and course in tenths, as AIS sends
RECORD = np.dtype(
    [("time_us", np.int64), ("lat_e7", np.int32), ("lon_e7", np.int32), ("row", np.uint32), ("sog", np.int16), ("cog", np.int16)]
)
Records = npt.NDArray[np.void]


@dataclass(frozen=True, eq=False)
class Packed:
    """Runs of records: `numbers` (n_assets,) ascending, `offsets` (n_assets + 1,), `records` (n,) of `RECORD`.

    Within a run rows stand in the order of the feed; `row` counts the feed's rows from 0. `end_us` is the latest time of the
    whole feed, also where only some assets were packed.
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
    census = take_census(feed)
    return gather(feed, census, 0, len(census.numbers))


def gather(feed: Feed, census: Census, first: int, end: int) -> Packed:
    """Gather the rows of the assets from `first` up to `end` of the census; all others are passed over."""
    numbers, counts = census.numbers[first:end], census.counts[:, first:end]
    offsets = np.concatenate([[0], np.cumsum(counts.sum(axis=0))]).astype(np.int64)
    cursors = offsets[:-1] + np.cumsum(counts, axis=0) - counts
    table = compiled(fill_table, len(offsets))(numbers, _table_size(len(numbers)))
    records = np.empty(int(offsets[-1]), RECORD)

    def scatter(stretch: int) -> int:
        end_us = 0
        for piece in range(*census.stretches[stretch]):
            chunk = feed.read_chunk(piece)
            compiled(scatter_rows, len(records))(
                chunk.number, chunk.time_us, chunk.lat_deg, chunk.lon_deg, chunk.sog_kn, chunk.cog_deg,
                int(census.first_rows[piece]), table, numbers, cursors[stretch], records,
            )  # fmt: skip
            end_us = max(end_us, int(chunk.time_us.max(initial=0)))
        return end_us

    with ThreadPoolExecutor(N_THREADS) as pool:
        ends_us = list(pool.map(scatter, range(len(census.stretches))))
    return Packed(numbers, offsets, records, max(ends_us, default=0))


def ranges_within(census: Census, limit_bytes: int) -> list[tuple[int, int]]:
    """Ranges of assets, first and end, whose records fit a limit; an asset that alone does not fit has a range of its own."""
    most = max(limit_bytes // RECORD.itemsize, 1)
    reached = np.concatenate([[0], np.cumsum(census.counts.sum(axis=0))])
    ranges, first, n_assets = [], 0, len(census.numbers)
    while first < n_assets:
        end = max(int(np.searchsorted(reached, reached[first] + most, "right")) - 1, first + 1)
        ranges.append((first, end))
        first = end
    return ranges


def _table_size(n_numbers: int) -> int:
    """A power of two, at least four times as many slots as numbers."""
    return 1 << max(4, (4 * n_numbers).bit_length())


__all__ = ["RECORD", "Chunk", "Feed", "Packed", "gather", "pack", "ranges_within"]
