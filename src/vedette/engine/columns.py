"""From frames to the numpy columns that kernels loop over.

A null number becomes NaN, a time becomes microseconds since 1970, and a sorted key column becomes its values with the
offsets of their runs. Nothing is copied that need not be.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def key_runs(frame: pl.DataFrame, column: str) -> tuple[list[Any], Ints]:
    """Values of a column that is sorted or grouped, in order, and offsets (n + 1) of their runs of rows."""
    runs = frame.select(pl.col(column).rle()).unnest(column)
    offsets = np.zeros(runs.height + 1, np.int64)
    np.cumsum(runs["len"].to_numpy(), out=offsets[1:])
    return runs["value"].to_list(), offsets


def floats(frame: pl.DataFrame, column: str) -> Floats:
    """A column as float64; null becomes NaN."""
    return frame[column].cast(pl.Float64).fill_null(float("nan")).to_numpy()


def degrees(frame: pl.DataFrame, column: str) -> Floats:
    """A column of degrees as float64, to 1e-7 degree (a centimetre), as every loop reads it; null becomes NaN.

    The engine of large archives holds positions as whole 1e-7 degrees: what is found must not depend on the engine.
    """
    return round_degrees(floats(frame, column))


def round_degrees(values: Floats) -> Floats:
    """Degrees to 1e-7."""
    return np.rint(values * 1e7) / 1e7


def ints(frame: pl.DataFrame, column: str) -> Ints:
    """A column without nulls as int64."""
    return frame[column].cast(pl.Int64).to_numpy()


def bools(frame: pl.DataFrame, column: str) -> Bools:
    """A boolean column without nulls."""
    return frame[column].to_numpy()


def times_us(frame: pl.DataFrame, column: str = "time") -> Ints:
    """A column of times without nulls as microseconds since 1970."""
    return frame[column].to_physical().to_numpy()


def to_us(moment: datetime) -> int:
    """A time as microseconds since 1970, exactly."""
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def runs_of(keys: Sequence[str], frame: pl.DataFrame, column: str) -> Ints:
    """Offsets (n_keys + 1) of each key's rows in a frame sorted by the column; a key without rows has an empty run.

    Args:
        keys: sorted, without repeats, and with all values of the column.
        frame: sorted by the column.
    """
    found, found_offsets = key_runs(frame, column)
    length = dict(zip(found, np.diff(found_offsets).tolist(), strict=True))
    return np.cumsum([0, *(length.get(key, 0) for key in keys)], dtype=np.int64)


def all_keys(column: str, *frames: pl.DataFrame | None) -> list[str]:
    """The values of a column in any of the frames, sorted, without repeats."""
    return sorted({key for frame in frames if frame is not None for key in frame[column].unique().to_list()})
