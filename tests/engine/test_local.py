from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from vedette.engine.local import cut_between_keys, run_map, run_scan, run_window
from vedette.engine.step import Map, Scan, Window
from vedette.errors import SchemaMismatch
from vedette.schema.table import Column, Table

NUMBERS = Table("numbers", "", (Column("key", pl.String, ""), Column("n", pl.Int64, "")), ("key", "n"))
SUMS = Table("sums", "", (Column("key", pl.String, ""), Column("total", pl.Int64, "")), ("key", "total"))
WATERMARK = datetime(2025, 1, 1, tzinfo=UTC)


def running_sums(state: pl.DataFrame | None, frame: pl.DataFrame, params: Any) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give each running sum that is a multiple of `params`; the state is the sum per key."""
    before = dict(state.rows()) if state is not None else {}
    given = []
    for key, n in frame.rows():
        before[key] = before.get(key, 0) + n
        if before[key] % params == 0:
            given.append((key, before[key]))
    return pl.DataFrame(sorted(before.items()), schema=SUMS.polars_schema, orient="row"), pl.DataFrame(
        given, schema=SUMS.polars_schema, orient="row"
    )


SUM = Scan("sum", NUMBERS, SUMS, ("key",), ("n",), running_sums, lambda state, params, watermark: state)


def numbers(*rows: tuple[str, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=NUMBERS.polars_schema, orient="row")


def test_a_scan_sorts_its_rows_by_key_and_order() -> None:
    result = run_scan(SUM, numbers(("b", 2), ("a", 3), ("a", 1)), 1)
    assert result.frame.rows() == [("a", 1), ("a", 4), ("b", 2)]


def test_state_of_keys_without_new_rows_is_kept() -> None:
    first = run_scan(SUM, numbers(("a", 1), ("b", 2)), 1)
    second = run_scan(SUM, numbers(("b", 5)), 1, state=first.state)
    assert second.state is not None
    assert second.state.rows() == [("a", 1), ("b", 7)]
    assert second.frame.rows() == [("b", 7)]


def test_a_watermark_adds_what_is_open_and_keeps_it_open() -> None:
    result = run_scan(SUM, numbers(("a", 3)), 2, watermark=WATERMARK)
    assert result.frame.rows() == [("a", 3)]
    again = run_scan(SUM, numbers(), 2, state=result.state, watermark=WATERMARK)
    assert_frame_equal(again.frame, result.frame)


def test_no_rows_and_no_state_give_an_empty_table() -> None:
    result = run_scan(SUM, numbers(), 2, watermark=WATERMARK)
    assert result.state is None
    assert_frame_equal(result.frame, SUMS.empty())


@pytest.mark.parametrize("n_pieces", range(1, 8))
def test_pieces_never_cut_a_key(n_pieces: int) -> None:
    frame = numbers(*(("abcde"[k * k % 5], k) for k in range(40))).sort("key", "n")
    pieces = cut_between_keys(frame, ("key",), n_pieces)
    assert_frame_equal(pl.concat(pieces), frame)
    keys = [set(piece["key"]) for piece in pieces]
    assert sum(len(k) for k in keys) == len(set.union(*keys))
    assert 1 <= len(pieces) <= n_pieces


def test_more_pieces_than_keys_is_no_error() -> None:
    assert len(cut_between_keys(numbers(("a", 1), ("a", 2)), ("key",), 9)) == 1
    assert cut_between_keys(numbers(), ("key",), 3) == []


def test_rows_that_do_not_fit_the_table_are_refused() -> None:
    bad = Map("bad", NUMBERS, SUMS, lambda frame, params: frame)
    with pytest.raises(SchemaMismatch, match="no column 'n'"):
        run_map(bad, numbers(("a", 1)), None)


def test_a_window_sees_all_rows() -> None:
    def total(frame: pl.DataFrame, params: Any) -> pl.DataFrame:
        return frame.group_by("key").agg(total=pl.col("n").sum())

    window = Window("total", NUMBERS, SUMS, lambda frame: frame["key"], 0, total)
    assert run_window(window, numbers(("b", 2), ("a", 3), ("b", 1)), None).rows() == [("a", 3), ("b", 3)]
