"""An archive of positions in Parquet files, packed by asset on Spark's machines: no row of it passes through this one.

In flow files in the order of reception, out flows what a function finds in the `Packed` of each range of assets. A census first
(who is in the feed, and how often); then each worker packs the rows of its part of the files, cuts them into parcels by range of
assets, and the worker that gets all the parcels of a range puts them together in the order of the feed and calls the function.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from vedette.engine.census import MAX_ROWS, Chunk, Feed
from vedette.engine.columns import Ints
from vedette.engine.packed import RECORD, Packed, Records, pack
from vedette.engine.spark_parcels import SPARK_SCHEMA, as_answer
from vedette.engine.spark_session import quiet

_ROWS_PER_BATCH = 100_000  # of Arrow's batches between Java and Python: a few megabytes
_ROWS_PER_PARCEL = 1_000_000  # rows that a worker packs at a time
_ROWS_PER_RANGE = 4_000_000  # rows that one worker holds, about 100 MB of records
_FILE, _ROW = "_file", "_row"


@dataclass(frozen=True)
class FeedFiles:
    """Where a feed lies: files of one schema in the order of reception, as Spark names them (``/data/x.parquet``, ``s3a://...``).

    `number` and `time` name its columns of asset and time; `columns` all that `to_chunk` reads. `to_chunk` must be a function of a
    module, so that workers can find it.
    """

    paths: tuple[str, ...]
    number: str
    time: str
    columns: tuple[str, ...]
    to_chunk: Callable[[pl.DataFrame], Chunk]


@dataclass(frozen=True, eq=False)
class FeedCensus:
    """Assets ascending with their rows; the first row of each file, by the file's hash; the latest time."""

    numbers: Ints
    counts: Ints
    first_rows: Mapping[int, int]
    end_us: int


def take_census(spark: Any, files: FeedFiles) -> FeedCensus:
    """Count rows by asset and by file.

    Raises:
        ValueError: the feed has 2**32 rows or more.
    """
    from pyspark.sql import functions as F  # noqa: N812 - as all the world calls it

    with quiet():
        first, first_rows = 0, {}
        for path in files.paths:
            for key, n_rows in _count_files(spark, path):
                first_rows[key], first = first, first + n_rows
        time_us = F.unix_micros(F.col(files.time).cast("timestamp"))
        counted = spark.read.parquet(*files.paths).groupBy(F.col(files.number).cast("long").alias("number"))
        found: Any = pl.from_arrow(counted.agg(F.count("*").alias("n"), F.max(time_us).alias("end_us")).toArrow())
    if first >= MAX_ROWS:
        raise ValueError(f"a feed of {first:,} rows: split it, rows are numbered by 32 bits")
    found = found.sort("number")
    return FeedCensus(found["number"].to_numpy(), found["n"].to_numpy(), first_rows, int(found["end_us"].max() or 0))


def _count_files(spark: Any, path: str) -> list[tuple[int, int]]:
    """Hash and number of rows of each file at a path, in the order of their names; read from the files' ends alone."""
    from pyspark.sql import functions as F  # noqa: N812

    by_file = spark.read.parquet(path).groupBy(F.col("_metadata.file_path").alias("path")).agg(F.count("*").alias("n"))
    rows = by_file.withColumn("key", F.xxhash64("path")).orderBy("path").collect()
    return [(row["key"], row["n"]) for row in rows]


def find_on_spark(
    spark: Any, files: FeedFiles, census: FeedCensus, function: Callable[[Packed, int], Any], n_ranges: int | None = None
) -> list[Any]:
    """``function(packed, first)`` for each range of assets, in order; `first` is the place of its first asset in the census.

    Args:
        spark: the session.
        files, census: the feed.
        function: called in workers, so that it and what it gives can be pickled; the packed runs are its own to change.
        n_ranges: how many ranges; by default four for each core, more where the feed is long.
    """
    cores = int(spark.sparkContext.defaultParallelism)
    starts = _cut(census.counts, n_ranges or max(4 * cores, -(-int(census.counts.sum()) // _ROWS_PER_RANGE)))
    bounds = census.numbers[starts]
    firsts, end_us, to_chunk, number = dict(census.first_rows), census.end_us, files.to_chunk, files.number

    def send(batches: Iterator[Any]) -> Iterator[Any]:
        for first_row, rows in _stretches(batches, firsts):
            yield from as_answer(_parcels(to_chunk(rows), first_row, bounds)).to_batches()

    def find(bucket: tuple[Any], parcels: Any) -> Any:
        columns = zip(parcels.column("number").to_pylist(), parcels.column("payload").to_pylist(), strict=True)
        parts = [pickle.loads(payload) for _, payload in sorted(columns, key=lambda row: row[0])]  # noqa: S301 - our own
        k = bucket[0].as_py()
        return as_answer([(k, 0, pickle.dumps(function(_merge(parts, end_us), int(starts[k]))))])

    with quiet():
        session = spark.newSession()
        session.conf.set("spark.sql.session.timeZone", "UTC")
        session.conf.set("spark.sql.adaptive.enabled", "false")
        session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_ROWS_PER_BATCH))
        session.conf.set("spark.sql.shuffle.partitions", str(len(starts)))
        named = [
            *dict.fromkeys((number, *files.columns)),
            f"xxhash64(_metadata.file_path) AS {_FILE}",
            f"_metadata.row_index AS {_ROW}",
        ]
        rows = session.read.parquet(*files.paths).selectExpr(*named)
        found = rows.mapInArrow(send, SPARK_SCHEMA).groupBy("bucket").applyInArrow(find, SPARK_SCHEMA).toArrow()
    answers = zip(found.column("bucket").to_pylist(), found.column("payload").to_pylist(), strict=True)
    return [pickle.loads(payload) for _, payload in sorted(answers, key=lambda row: row[0])]  # noqa: S301 - our own


def _cut(counts: Ints, n_ranges: int) -> Ints:
    """Where ranges of assets with about the same number of rows begin."""
    reached = np.concatenate([[0], np.cumsum(counts)])
    wanted = np.linspace(0, reached[-1], n_ranges + 1)[:-1]
    return np.unique(np.minimum(np.searchsorted(reached, wanted), max(len(counts) - 1, 0)))


def _stretches(batches: Iterable[Any], firsts: Mapping[int, int]) -> Iterator[tuple[int, pl.DataFrame]]:
    """Rows that follow each other in the feed, some at a time, with the number of the first."""
    held: list[pl.DataFrame] = []
    for batch in batches:
        held.append(pl.DataFrame(batch))
        if sum(part.height for part in held) >= _ROWS_PER_PARCEL:
            yield from _without_holes(pl.concat(held), firsts)
            held = []
    if held:
        yield from _without_holes(pl.concat(held), firsts)


def _without_holes(rows: pl.DataFrame, firsts: Mapping[int, int]) -> Iterator[tuple[int, pl.DataFrame]]:
    """The same, cut where another file begins or rows were passed over."""
    at = rows[_ROW].to_numpy() + rows[_FILE].replace_strict(dict(firsts), return_dtype=pl.Int64).to_numpy()
    cuts = [0, *(np.flatnonzero(np.diff(at) != 1) + 1).tolist(), len(at)]
    for a, b in pairwise(cuts):
        yield int(at[a]), rows.slice(a, b - a)


def _parcels(chunk: Chunk, first_row: int, bounds: Ints) -> Iterator[tuple[int, int, bytes]]:
    """The records of a chunk, packed, cut into the ranges of assets that begin with `bounds`."""
    packed = pack(Feed(1, lambda _: chunk.number, lambda _: chunk))
    packed.records["row"] += np.uint32(first_row)
    cuts = [*np.searchsorted(packed.numbers, bounds).tolist(), len(packed.numbers)]
    counts = np.diff(packed.offsets)
    for k, (a, b) in enumerate(pairwise(cuts)):
        if a < b:
            records = packed.records[packed.offsets[a] : packed.offsets[b]]
            yield k, first_row, pickle.dumps((packed.numbers[a:b], counts[a:b], records), protocol=5)


def _merge(parts: list[tuple[Ints, Ints, Records]], end_us: int) -> Packed:
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
