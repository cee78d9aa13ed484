"""A feed read by Spark: whatever Spark can reach and workers by themselves cannot (HDFS, ``s3a://``, ``abfss://``).

In flow the same files, out flow the same census and parcels. Spark says of every row in which file, and where in it, it stands,
so that rows are numbered as in the feed; they pass from Java to the workers in batches of Arrow's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from vedette.engine.census import MAX_ROWS
from vedette.engine.spark_feed import Cut, FeedCensus, FeedFiles
from vedette.engine.spark_parcels import SPARK_SCHEMA, as_answer
from vedette.engine.spark_remarks import quiet

_ROWS_PER_BATCH = "100000"  # a few megabytes
_ROWS_PER_PARCEL = 1_000_000  # rows that a worker packs at a time
_FILE, _ROW = "_file", "_row"


class TablesReading:
    """Reads a feed through Spark; each path may be a file, a folder or a pattern, whose files come in the order of their names."""

    def __init__(self, files: FeedFiles) -> None:
        self.files = files
        self._first_rows: dict[int, int] = {}

    def take_census(self, spark: Any) -> FeedCensus:
        """See `Reading.take_census`."""
        from pyspark.sql import functions as F  # noqa: N812 - as all the world calls it

        files, first = self.files, 0
        with quiet():
            for path in files.paths:
                for key, n_rows in _count_files(spark, path):
                    self._first_rows[key], first = first, first + n_rows
            time_us = F.unix_micros(F.col(files.time).cast("timestamp"))
            counted = spark.read.parquet(*files.paths).groupBy(F.col(files.number).cast("long").alias("number"))
            found: Any = pl.from_arrow(counted.agg(F.count("*").alias("n"), F.max(time_us).alias("end_us")).toArrow())
        if first >= MAX_ROWS:
            raise ValueError(f"a feed of {first:,} rows: split it, rows are numbered by 32 bits")
        found = found.sort("number")
        return FeedCensus(found["number"].to_numpy(), found["n"].to_numpy(), int(found["end_us"].max() or 0))

    def send(self, session: Any, cut: Cut) -> Any:
        """See `Reading.send`; the census comes first."""
        files, firsts = self.files, dict(self._first_rows)

        def work(batches: Iterator[Any]) -> Iterator[Any]:
            for first_row, rows in _stretches(batches, firsts):
                yield from as_answer(cut(files.to_chunk(rows), first_row)).to_batches()

        session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", _ROWS_PER_BATCH)
        named = (f"xxhash64(_metadata.file_path) AS {_FILE}", f"_metadata.row_index AS {_ROW}")
        return session.read.parquet(*files.paths).selectExpr(*files.columns, *named).mapInArrow(work, SPARK_SCHEMA)


def _count_files(spark: Any, path: str) -> list[tuple[int, int]]:
    """Hash and number of rows of each file at a path, in the order of their names; read from the files' ends alone."""
    from pyspark.sql import functions as F  # noqa: N812

    by_file = spark.read.parquet(path).groupBy(F.col("_metadata.file_path").alias("path")).agg(F.count("*").alias("n"))
    rows = by_file.withColumn("key", F.xxhash64("path")).orderBy("path").collect()
    return [(row["key"], row["n"]) for row in rows]


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
