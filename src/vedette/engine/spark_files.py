"""A feed read by the workers themselves: Spark shares out pieces of files, and Polars reads each where it is wanted.

In flow files that every worker can reach (a shared folder, or an object store), out flow a census and parcels. Rows never pass
through Java, which takes several times as long as reading them (docs/spark.md).
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import polars as pl

from vedette.engine.census import MAX_ROWS
from vedette.engine.spark_feed import Cut, FeedCensus, FeedFiles
from vedette.engine.spark_parcels import SPARK_SCHEMA, as_answer, as_arrow
from vedette.engine.spark_remarks import quiet

_ROWS_PER_PIECE = 1_000_000
_ASKED_AT_ONCE = 16  # files whose lengths are asked for at a time: an object store answers slowly, but many
Piece = tuple[str, int, int, int]  # path, first row in the file, rows, first row in the feed


class FilesReading:
    """Reads the pieces of a feed in workers."""

    def __init__(self, files: FeedFiles) -> None:
        self.files = files
        self.pieces = _list_pieces(files)

    def take_census(self, spark: Any) -> FeedCensus:
        """See `Reading.take_census`."""
        files = self.files

        def count(piece: Piece) -> Iterable[tuple[int, int, bytes]]:
            rows = _read(files, piece, [files.number, files.time])
            counted = rows.group_by(pl.col(files.number).cast(pl.Int64).alias("number")).agg(n=pl.len().cast(pl.Int64))
            end_us = rows[files.time].dt.cast_time_unit("us").to_physical().max()
            yield 0, piece[3], pickle.dumps((counted["number"].to_numpy(), counted["n"].to_numpy(), end_us))

        if not self.pieces:
            return FeedCensus(np.zeros(0, np.int64), np.zeros(0, np.int64), 0)
        with quiet():
            found = self._map(spark, count).toArrow().column("payload").to_pylist()
        parts = [pickle.loads(payload) for payload in found]  # noqa: S301 - our own
        merged = pl.concat([pl.DataFrame({"number": numbers, "n": counts}) for numbers, counts, _ in parts])
        counted = merged.group_by("number").agg(pl.col("n").sum()).sort("number")
        return FeedCensus(counted["number"].to_numpy(), counted["n"].to_numpy(), max(end_us for _, _, end_us in parts))

    def send(self, session: Any, cut: Cut) -> Any:
        """See `Reading.send`."""
        files = self.files
        return self._map(session, lambda piece: cut(files.to_chunk(_read(files, piece, list(files.columns))), piece[3]))

    def _map(self, session: Any, function: Callable[[Piece], Iterable[tuple[int, int, bytes]]]) -> Any:
        """What a function makes of every piece; each piece is a task of its own."""

        def work(batches: Iterator[Any]) -> Iterator[Any]:
            for batch in batches:
                for payload in batch.column("payload").to_pylist():
                    yield from as_answer(function(pickle.loads(payload))).to_batches()  # noqa: S301 - our own

        before = session.conf.get("spark.sql.execution.arrow.maxRecordsPerBatch")
        session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "1")
        told = session.createDataFrame(as_arrow((0, n, pickle.dumps(piece)) for n, piece in enumerate(self.pieces)))
        session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", before)
        return told.mapInArrow(work, SPARK_SCHEMA)


def _list_pieces(files: FeedFiles) -> list[Piece]:
    """The pieces of all files, in order.

    Raises:
        ValueError: the feed has 2**32 rows or more.
    """
    with ThreadPoolExecutor(_ASKED_AT_ONCE) as pool:
        lengths = list(pool.map(lambda path: int(_scan(files, path).select(pl.len()).collect().item()), files.paths))
    pieces, first = [], 0
    for path, length in zip(files.paths, lengths, strict=True):
        pieces += [(path, at, min(_ROWS_PER_PIECE, length - at), first + at) for at in range(0, length, _ROWS_PER_PIECE)]
        first += length
    if first >= MAX_ROWS:
        raise ValueError(f"a feed of {first:,} rows: split it, rows are numbered by 32 bits")
    return pieces


def _scan(files: FeedFiles, path: str) -> pl.LazyFrame:
    return pl.scan_parquet(path, storage_options=dict(files.storage) or None)


def _read(files: FeedFiles, piece: Piece, columns: list[str]) -> pl.DataFrame:
    path, at, n_rows, _ = piece
    return _scan(files, path).slice(at, n_rows).select(columns).collect()
