"""An archive of positions in Parquet files, packed by asset on Spark's machines: no row of it passes through this one.

In flow files in the order of reception, out flows what a function finds in the `Packed` of each range of assets. A census first
(who is in the feed, and how often); then each worker packs the rows of its part of the files, cuts them into parcels by range of
assets, and the worker that gets all the parcels of a range puts them together in the order of the feed and calls the function.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
import polars as pl

from vedette.engine.census import Chunk, Feed
from vedette.engine.columns import Ints
from vedette.engine.packed import RECORD, Packed, Records, pack
from vedette.engine.spark_parcels import SPARK_SCHEMA, as_answer
from vedette.engine.spark_remarks import quiet

_ROWS_PER_RANGE = 4_000_000  # rows that one worker holds at a time, about 100 MB of records

Cut = Callable[[Chunk, int], Iterator[tuple[int, int, bytes]]]  # a chunk and the number of its first row, to parcels


@dataclass(frozen=True)
class FeedFiles:
    """Where a feed lies: Parquet files of one schema in the order of reception.

    `number` and `time` name its columns of asset and time, `columns` all that `to_chunk` reads. `to_chunk` is a function of a
    module, or whatever else can be pickled. `storage` says to Polars how an object store is reached, where its surroundings do not.
    """

    paths: tuple[str, ...]
    number: str
    time: str
    columns: tuple[str, ...]
    to_chunk: Callable[[pl.DataFrame], Chunk]
    storage: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class FeedCensus:
    """Assets ascending with their rows, and the latest time; `end_us` = 0 for a feed without rows."""

    numbers: Ints
    counts: Ints
    end_us: int


class Reading(Protocol):
    """One way in which workers get the rows of a feed: see `spark_files` and `spark_tables`."""

    def take_census(self, spark: Any) -> FeedCensus:
        """Count the rows of every asset.

        Raises:
            ValueError: the feed has 2**32 rows or more.
        """

    def send(self, session: Any, cut: Cut) -> Any:
        """All parcels, as a table of Spark's."""


def find_on_spark(
    spark: Any, reading: Reading, census: FeedCensus, function: Callable[[Packed, int], Any], n_ranges: int | None = None
) -> list[Any]:
    """``function(packed, first)`` for each range of assets, in order; `first` is the place of its first asset in the census.

    Args:
        spark: the session.
        reading, census: the feed.
        function: called in workers, so that it and what it gives can be pickled; the packed runs are its own to change.
        n_ranges: how many ranges; by default four for each core, more where the feed is long.
    """
    cores = int(spark.sparkContext.defaultParallelism)
    starts = _cut(census.counts, n_ranges or max(4 * cores, -(-int(census.counts.sum()) // _ROWS_PER_RANGE)))
    bounds, end_us = census.numbers[starts], census.end_us

    def find(bucket: tuple[Any], parcels: Any) -> Any:
        columns = zip(parcels.column("number").to_pylist(), parcels.column("payload").to_pylist(), strict=True)
        parts = [pickle.loads(payload) for _, payload in sorted(columns, key=lambda row: row[0])]  # noqa: S301 - our own
        k = bucket[0].as_py()
        return as_answer([(k, 0, pickle.dumps(function(merge_runs(parts, end_us), int(starts[k]))))])

    if not len(starts):
        return []
    with quiet():
        session = spark.newSession()
        session.conf.set("spark.sql.session.timeZone", "UTC")
        session.conf.set("spark.sql.adaptive.enabled", "false")  # it would join our few heavy parcels into one task
        session.conf.set("spark.sql.shuffle.partitions", str(len(starts)))
        parcels = reading.send(session, lambda chunk, first_row: cut_chunk(chunk, first_row, bounds))
        found = parcels.groupBy("bucket").applyInArrow(find, SPARK_SCHEMA).toArrow()
    answers = zip(found.column("bucket").to_pylist(), found.column("payload").to_pylist(), strict=True)
    return [pickle.loads(payload) for _, payload in sorted(answers, key=lambda row: row[0])]  # noqa: S301 - our own


def _cut(counts: Ints, n_ranges: int) -> Ints:
    """Where ranges of assets with about the same number of rows begin."""
    reached = np.concatenate([[0], np.cumsum(counts)])
    wanted = np.linspace(0, reached[-1], n_ranges + 1)[:-1]
    starts = np.searchsorted(reached, wanted)
    return np.unique(starts[starts < len(counts)])


def cut_chunk(chunk: Chunk, first_row: int, bounds: Ints) -> Iterator[tuple[int, int, bytes]]:
    """The records of a chunk, packed, cut into the ranges of assets that begin with `bounds`."""
    packed = pack(Feed(1, lambda _: chunk.number, lambda _: chunk))
    packed.records["row"] += np.uint32(first_row)
    cuts = [*np.searchsorted(packed.numbers, bounds).tolist(), len(packed.numbers)]
    counts = np.diff(packed.offsets)
    for k, (a, b) in enumerate(pairwise(cuts)):
        if a < b:
            records = packed.records[packed.offsets[a] : packed.offsets[b]]
            yield k, first_row, pickle.dumps((packed.numbers[a:b], counts[a:b], records), protocol=5)


def merge_runs(parts: list[tuple[Ints, Ints, Records]], end_us: int) -> Packed:
    """The runs of all parts, part after part within each asset."""
    numbers = np.unique(np.concatenate([found for found, _, _ in parts]))
    totals = np.zeros(len(numbers), np.int64)
    for found, counts, _ in parts:
        totals[np.searchsorted(numbers, found)] += counts
    offsets = np.concatenate([[0], np.cumsum(totals)]).astype(np.int64)
    records, cursors = np.empty(int(offsets[-1]), RECORD), offsets[:-1].copy()
    for found, counts, rows in parts:
        which = np.searchsorted(numbers, found)
        own_starts = np.cumsum(counts) - counts
        records[np.repeat(cursors[which] - own_starts, counts) + np.arange(len(rows))] = rows
        cursors[which] += counts
    return Packed(numbers, offsets, records, end_us)
