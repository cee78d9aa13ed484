"""Rows on their way through Spark: parcels of one bucket each, which Spark moves and never opens.

In flow frames, out flow rows of bucket, number and bytes (Arrow's stream format, as Polars writes it), and back again. No
type is translated and no row loses its place, so that what comes out is byte for byte what went in.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

PARCEL_ROWS = 50_000  # some megabytes: a bucket of any size goes through Java in pieces
SPARK_SCHEMA = "bucket int, number bigint, payload binary"
ROWS, STATE = 0, 1  # what an answer's parcel holds, as its number


def wrap(frame: pl.DataFrame, buckets: pl.Series) -> Iterator[tuple[int, int, bytes]]:
    """Parcels of the rows of each bucket, numbered in the order of the frame.

    Args:
        frame: (n,) rows.
        buckets: (n,) the bucket of each.
    """
    order = np.argsort(buckets.to_numpy(), kind="stable")
    found, firsts = np.unique(buckets.to_numpy()[order], return_index=True)
    for bucket, (first, end) in zip(found.tolist(), pairwise([*firsts.tolist(), len(order)]), strict=True):
        for number, at in enumerate(range(first, end, PARCEL_ROWS)):
            yield bucket, number, pack_frame(frame[order[at : min(at + PARCEL_ROWS, end)]])


def pack_frame(frame: pl.DataFrame) -> bytes:
    """A frame as bytes."""
    stream = io.BytesIO()
    frame.write_ipc_stream(stream, compression="lz4")
    return stream.getvalue()


def unpack_frame(payload: bytes) -> pl.DataFrame:
    """The frame again."""
    return pl.read_ipc_stream(io.BytesIO(payload))


def as_arrow(parcels: Iterable[tuple[int, int, bytes]]) -> Any:
    """Parcels as a table of Arrow's."""
    import pyarrow as pa

    rows = list(parcels)
    types = (pa.int32(), pa.int64(), pa.large_binary())
    columns = [pa.array([row[k] for row in rows], kind) for k, kind in enumerate(types)]
    return pa.table(columns, names=["bucket", "number", "payload"])


def as_answer(parcels: Iterable[tuple[int, int, bytes]]) -> Any:
    """The same with the types that Spark expects of a worker's answer."""
    import pyarrow as pa

    return as_arrow(parcels).cast(pa.schema([("bucket", pa.int32()), ("number", pa.int64()), ("payload", pa.binary())]))


def open_parcels(table: Any) -> list[tuple[int, int, pl.DataFrame]]:
    """Bucket, number and frame of each parcel, in order."""
    columns = (table.column(name).to_pylist() for name in ("bucket", "number", "payload"))
    return [(b, n, unpack_frame(payload)) for b, n, payload in sorted(zip(*columns, strict=True), key=lambda row: row[:2])]


def join_parcels(table: Any) -> pl.DataFrame | None:
    """The rows of one bucket in their order; None where there are none."""
    frames = [frame for _, _, frame in open_parcels(table)]
    return pl.concat(frames) if frames else None


def bucket_of_keys(frame: pl.DataFrame, key: Sequence[str], n_buckets: int) -> pl.Series:
    """The bucket of each row: the same for all rows of a key, in any frame, on any machine."""
    keys = frame.select(pl.struct(key).alias("key")).to_series()
    found = keys.unique()
    numbers = [zlib.crc32(repr(tuple(k.values())).encode()) % n_buckets for k in found.to_list()]
    known = pl.DataFrame({"key": found, "bucket": pl.Series(numbers, dtype=pl.Int32)})
    return keys.to_frame("key").join(known, on="key", how="left", nulls_equal=True, maintain_order="left")["bucket"]
