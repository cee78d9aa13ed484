"""Who is in a feed, and how often: the first reading, which takes only the numbers.

In flows a feed in pieces, out flows a `Census`: the assets, how many rows each has in each stretch of the feed, and where every
piece begins. Pieces are shared out in stretches, one after the other; a stretch is read in order by one thread, so that what
must be remembered grows with the number of assets and not with the number of pieces.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl

from vedette.engine.columns import Floats, Ints

N_THREADS = 2
_STRETCHES = 4  # a thread: pieces are of different length
MAX_ROWS = 2**32  # records number their rows by 32 bits


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
    """A feed that can be read in pieces, more than once, and its numbers alone for less."""

    n_chunks: int
    read_numbers: Callable[[int], Ints]
    read_chunk: Callable[[int], Chunk]


@dataclass(frozen=True, eq=False)
class Census:
    """What the first reading knows.

    `numbers` (n_assets,) ascending; `stretches` (first, end) pieces, in order; `counts` (n_stretches, n_assets) rows;
    `first_rows` (n_chunks + 1,) the feed's row with which a piece begins.
    """

    numbers: Ints
    stretches: tuple[tuple[int, int], ...]
    counts: Ints
    first_rows: Ints

    @property
    def n_rows(self) -> int:
        """Rows in the feed."""
        return int(self.first_rows[-1])


def take_census(feed: Feed) -> Census:
    """Count the rows of every asset.

    Raises:
        ValueError: the feed has 2**32 rows or more.
    """
    stretches = _cut(feed.n_chunks, N_THREADS * _STRETCHES)
    with ThreadPoolExecutor(N_THREADS) as pool:
        counted = list(pool.map(lambda stretch: _count(feed, *stretch), stretches))
    numbers = np.unique(np.concatenate([found for found, _, _ in counted])) if counted else np.zeros(0, np.int64)
    counts = np.zeros((len(stretches), len(numbers)), np.int64)
    for k, (found, n_rows, _) in enumerate(counted):
        counts[k, np.searchsorted(numbers, found)] = n_rows
    first_rows = np.cumsum([0, *(n for _, _, lengths in counted for n in lengths)], dtype=np.int64)
    if first_rows[-1] >= MAX_ROWS:
        raise ValueError(f"a feed of {first_rows[-1]:,} rows: split it, rows are numbered by 32 bits")
    return Census(numbers, tuple(stretches), counts, first_rows)


def _count(feed: Feed, first: int, end: int) -> tuple[Ints, Ints, list[int]]:
    """The numbers of a stretch, ascending, how often each stands in it, and the length of each piece."""
    found, n_rows, lengths = np.zeros(0, np.int64), np.zeros(0, np.int64), []
    for piece in range(first, end):
        numbers = pl.Series("number", feed.read_numbers(piece))
        counts = numbers.value_counts()
        merged, where = np.unique(np.concatenate([found, counts["number"].cast(pl.Int64).to_numpy()]), return_inverse=True)
        rows = np.concatenate([n_rows, counts["count"].cast(pl.Int64).to_numpy()])
        found, n_rows = merged, np.bincount(where, rows, len(merged)).astype(np.int64)
        lengths.append(len(numbers))
    return found, n_rows, lengths


def _cut(n_chunks: int, n_stretches: int) -> list[tuple[int, int]]:
    """Stretches of about equal length."""
    cuts = np.unique(np.linspace(0, n_chunks, n_stretches + 1).astype(int)).tolist()
    return list(pairwise(cuts))
