from __future__ import annotations

import math
from datetime import UTC, datetime

import polars as pl
import pytest

from vedette.engine.columns import all_keys, floats, key_runs, runs_of, times_us, to_us
from vedette.schema.table import TIME


def test_runs_of_a_sorted_key() -> None:
    keys, offsets = key_runs(pl.DataFrame({"k": ["a", "a", "b", "d"]}), "k")
    assert keys == ["a", "b", "d"]
    assert offsets.tolist() == [0, 2, 3, 4]


def test_a_key_without_rows_has_an_empty_run() -> None:
    frame = pl.DataFrame({"k": ["b", "b", "d"]})
    assert runs_of(["a", "b", "c", "d"], frame, "k").tolist() == [0, 0, 2, 2, 3]
    assert runs_of([], frame.clear(), "k").tolist() == [0]


def test_keys_of_several_frames_are_sorted_and_single() -> None:
    assert all_keys("k", pl.DataFrame({"k": ["b", "a"]}), None, pl.DataFrame({"k": ["c", "b"]})) == ["a", "b", "c"]


def test_a_null_number_is_nan() -> None:
    assert math.isnan(floats(pl.DataFrame({"x": [None, 1.5]}), "x")[0])


@pytest.mark.parametrize("time", [datetime(1969, 12, 31, 23, 59, 59, 999_999, UTC), datetime(2024, 12, 8, 1, 2, 3, 4, UTC)])
def test_times_are_exact_microseconds(time: datetime) -> None:
    assert times_us(pl.DataFrame({"time": [time]}, schema={"time": TIME})).tolist() == [to_us(time)]
