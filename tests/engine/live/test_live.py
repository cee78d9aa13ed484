"""The parts of the live engine: what waits, what is replayed, what is worked out anew, what a save holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from vedette import pipeline
from vedette.engine.fingerprint import fingerprint
from vedette.engine.live import LiveEngine
from vedette.engine.live_cells import Cells
from vedette.engine.live_flow import MOVED, Line, flow
from vedette.engine.live_state import load_engine, save_engine
from vedette.engine.step import Window
from vedette.errors import SchemaMismatch
from vedette.registry.register import Register
from vedette.schema.ids import number_column
from vedette.schema.table import Column, Table
from vedette.store.state_log import StateLog
from vedette.testing.positions import START, position, positions

Tables = dict[str, pl.DataFrame]
SHIP, OTHER = "mmsi:273000001", "mmsi:273000002"
HOUR = timedelta(hours=1)


def sail(asset: str, first_min: int, n: int, first_row: int = 1) -> pl.DataFrame:
    """A ship heard every ten minutes on its way east."""
    rows = [
        position(asset, first_min + 10 * k, 34.0, 30.0 + 0.01 * (first_min / 10 + k), source_row=first_row + k) for k in range(n)
    ]
    return positions(rows)


def moved(given: Tables) -> pl.DataFrame:
    return given.get(MOVED, sail(SHIP, 0, 0))


def test_rows_wait_until_the_watermark_has_passed_them(lines: Sequence[Line]) -> None:
    engine = LiveEngine(lines, HOUR)
    engine.advance(sail(SHIP, 0, 13))  # two hours
    assert engine.watermark == START + HOUR
    assert engine.held["time"].min() == START + timedelta(minutes=70)
    assert engine.held.height == 6
    engine.flush()
    assert engine.held.is_empty()
    assert engine.watermark == START + 2 * HOUR


def test_the_watermark_never_goes_back_and_does_not_follow_a_clock_that_is_ahead(lines: Sequence[Line]) -> None:
    engine = LiveEngine(lines)
    engine.advance(sail(SHIP, 600, 3))
    engine.advance(sail(OTHER, 0, 3))
    assert engine.watermark == START + timedelta(minutes=620)
    ahead = position(OTHER, 90_000, 34.0, 30.0, received=START + timedelta(minutes=630), source_row=9)
    engine.advance(positions([ahead]))
    assert engine.watermark == START + timedelta(minutes=630)


def test_only_the_number_that_comes_too_late_is_taken_through_anew(lines: Sequence[Line]) -> None:
    engine = LiveEngine(lines)
    assert set(moved(engine.advance(pl.concat([sail(SHIP, 0, 20), sail(OTHER, 0, 20, first_row=100)])))["asset_id"]) == {
        SHIP,
        OTHER,
    }
    late = sail(SHIP, 45, 1, first_row=50)
    again = moved(engine.advance(late))
    assert set(again["asset_id"]) == {SHIP}
    assert again.height == 21 - 4, "all but the last four, which wait for what follows"
    behind_but_in_order = sail("mmsi:273000003", 0, 6, first_row=200)  # a number never heard before
    assert set(moved(engine.advance(behind_but_in_order))["asset_id"]) == {"mmsi:273000003"}
    whole = engine.tables(START + 10 * HOUR)["positions"]
    assert whole.height == 20 + 20 + 1 + 6
    assert whole.select("source_row").n_unique() == whole.height


def test_what_nobody_looked_at_is_given_once_with_what_came_later(lines: Sequence[Line]) -> None:
    engine = LiveEngine(lines)
    first = engine.advance(sail(SHIP, 0, 20))
    second = engine.advance(sail(OTHER, 190, 20, first_row=100))
    assert first is second, "nobody has looked yet"
    assert set(moved(second)["asset_id"]) == {SHIP, OTHER}
    third = engine.advance(sail(SHIP, 400, 5, first_row=50))
    assert third is not second
    assert moved(third)["source_row"].to_list() == [17, 18, 19, 20, 50], "what waited, and the first of the new rows"


@pytest.mark.parametrize("is_looked_at", [True, False])
def test_a_late_row_takes_its_number_through_anew_whether_or_not_somebody_looked(
    lines: Sequence[Line], is_looked_at: bool
) -> None:
    engine = LiveEngine(lines)
    rows = pl.concat([sail(SHIP, 0, 20), sail(OTHER, 0, 20, first_row=100)])
    engine.advance(rows)
    as_of = START + 10 * HOUR
    if is_looked_at:
        engine.tables(as_of)
    late = pl.concat([sail(SHIP, 45, 1, first_row=50), sail(OTHER, 200, 3, first_row=150)])
    engine.advance(late)
    engine.advance(sail(SHIP, 230, 3, first_row=60))
    whole = LiveEngine(lines)
    whole.advance(pl.concat([rows, late, sail(SHIP, 230, 3, first_row=60)]))
    assert fingerprint(engine.tables(as_of)) == fingerprint(whole.tables(as_of))
    assert engine.lasts.equals(whole.lasts)
    for name, state in whole.states.items():
        assert engine.states[name].sort(state.columns).equals(state.sort(state.columns)), name


def test_states_in_arrays_are_those_that_the_kernels_leave(feed: pl.DataFrame, lines: Sequence[Line]) -> None:
    whole, engine = LiveEngine(lines), LiveEngine(lines)
    frames = flow(whole.scans, {}, feed)
    for start in range(0, feed.height, 97):
        engine.advance(feed.slice(start, 97))
    engine.rest()
    assert {"flag_positions", "split_hulls", "find_visits", "find_gaps"} <= set(engine.states)
    for name, state in frames.states.items():
        found = engine.states[name]
        assert found.schema == state.schema, name
        assert found.sort(found.columns).equals(state.sort(state.columns)), name
    for name, given in frames.given.items():
        found = pl.concat(engine.given.frames(name))
        assert found.sort(_plain(found)).equals(given.sort(_plain(given))), name


def test_rows_that_do_not_fit_are_refused(lines: Sequence[Line]) -> None:
    rows = sail(SHIP, 0, 3)
    with pytest.raises(SchemaMismatch, match="time must not be null"):
        LiveEngine(lines).advance(rows.with_columns(time=pl.lit(None, rows["time"].dtype)))
    with pytest.raises(SchemaMismatch, match="no column 'speed'"):
        LiveEngine(lines).advance(rows.with_columns(speed=1.0))
    engine = LiveEngine(lines)
    engine.advance(rows.select(reversed(rows.columns)))
    assert engine.tables(START + HOUR)["positions"].equals(rows)


def test_rows_that_are_put_off_are_there_when_tables_are_asked_for(lines: Sequence[Line]) -> None:
    engine = LiveEngine(lines, at_once=100)
    assert engine.advance(sail(SHIP, 0, 20)) == {}
    assert engine.tables(START + 10 * HOUR)["positions"].height == 20
    assert engine.advance(sail(OTHER, 0, 20)) == {}
    assert engine.flush()[MOVED].height == 16


def test_no_rows_give_empty_tables(lines: Sequence[Line]) -> None:
    engine = LiveEngine(lines)
    assert engine.advance(sail(SHIP, 0, 0)) == {}
    assert engine.flush() == {}
    assert all(table.is_empty() for table in engine.tables(START).values())


def _plain(frame: pl.DataFrame) -> list[str]:
    """Columns by which rows can be sorted."""
    return [name for name, dtype in frame.schema.items() if not dtype.is_nested()] or frame.columns


COUNTS = Table("counts", "", (Column("cell", pl.Int64, ""), Column("n", pl.Int64, "")), ("cell",))
ROWS = Table("rows", "", (Column("cell", pl.Int64, ""),), ("cell",))


def test_only_cells_that_a_row_can_have_changed_are_worked_out_anew() -> None:
    seen: list[list[int]] = []

    def count_around(rows: pl.DataFrame, _params: object) -> pl.DataFrame:
        seen.append(sorted(rows["cell"].unique()))
        cells = sorted(rows["cell"].unique())
        return pl.DataFrame({"cell": cells, "n": [rows.filter((pl.col("cell") - c).abs() <= 1).height for c in cells]})

    step = Window("count", ROWS, COUNTS, lambda rows: rows["cell"], 1, count_around, lambda given: given["cell"])
    cells, nothing = Cells(step, lambda given: given["cell"]), pl.DataFrame({"cell": []}, schema=ROWS.polars_schema)
    first, second = (pl.DataFrame({"cell": list(values)}) for values in (range(10), (4,)))
    cells.touch(first)
    assert cells.compute([first], nothing, None)["n"].to_list() == [2, *[3] * 8, 2]
    cells.touch(second)
    assert cells.compute([first, second], nothing, None)["n"].to_list() == [2, 3, 3, 4, 4, 4, 3, 3, 3, 2]
    assert seen[-1] == [2, 3, 4, 5, 6], "the cell, its neighbours, and theirs"
    still_open = pl.DataFrame({"cell": [9]})
    assert cells.compute([first, second], still_open, None)["n"].to_list()[-2:] == [4, 3]
    assert cells.compute([first, second], nothing, None)["n"].to_list()[-2:] == [3, 2], "what was open is no longer there"


def test_a_save_of_other_parameters_does_not_count(lines: Sequence[Line], register: Register, tmp_path: Path) -> None:
    log, engine = StateLog(tmp_path), LiveEngine(lines)
    engine.advance(sail(SHIP, 0, 20))
    save_engine(engine, log)
    assert load_engine(lines, log).lasts.height == 1
    other = pipeline.movement_lines(register, pipeline.Settings(of_steps={"gaps": {"ship_min_h": 7.0}}))
    assert load_engine(other, log).lasts.is_empty()
    assert log.last_save() == 0, "and is gone"


def test_an_engine_that_noted_nothing_cannot_be_saved(lines: Sequence[Line], tmp_path: Path) -> None:
    engine = LiveEngine(lines, is_saved=False)
    engine.advance(sail(SHIP, 0, 20))
    assert engine.journal == []
    with pytest.raises(ValueError, match="is_saved=True"):
        save_engine(engine, StateLog(tmp_path))


def test_many_saves_are_trimmed_and_lose_nothing(
    feed: pl.DataFrame,
    lines: Sequence[Line],
    as_of: datetime,
    cut: Callable[[pl.DataFrame, int], list[pl.DataFrame]],
    tmp_path: Path,
) -> None:
    log, engine = StateLog(tmp_path / "live"), LiveEngine(lines)
    for chunk in cut(feed.head(800), 21):
        engine.advance(chunk)
        save_engine(engine, log)
    saved = log.read().filter(pl.col("kind") == "state")
    assert saved["save"].unique().to_list() == [21]
    assert len(list((tmp_path / "live").glob("*.parquet"))) < 21
    assert fingerprint(load_engine(lines, log).tables(as_of)) == fingerprint(engine.tables(as_of))


def test_a_save_is_there_once(tmp_path: Path) -> None:
    log = StateLog(tmp_path / "live")
    rows = pl.DataFrame({"save": [1], "entry": [0], "kind": ["given"], "name": ["x"], "frame": [b"1"]}, schema=log.read().schema)
    assert log.append(rows, 1)
    assert not log.append(rows, 1)
    assert log.read().height == 1


@pytest.mark.parametrize("asset", ["mmsi:273000001~2", "ship:sparta~12", "icao24:~123456~3"])
def test_a_second_hull_belongs_to_its_number(asset: str) -> None:
    assert pl.DataFrame({"asset_id": [asset]}).select(number_column()).item() == asset.rpartition("~")[0]
    assert pl.DataFrame({"asset_id": ["icao24:~123456"]}).select(number_column()).item() == "icao24:~123456"
