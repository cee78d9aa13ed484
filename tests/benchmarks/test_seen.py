from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from benchmarks.feeds import score_meets
from benchmarks.flights import make_flights, seen
from benchmarks.seen import mark_seen

START = datetime(2024, 11, 1)  # noqa: DTZ001 - a feed's times are UTC and do not say so


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ship 1 sends every hour of a day, ship 2 in its first six hours, ship 3 in its last six; ship 4 sends no place."""
    hours = [(1, h) for h in range(24)] + [(2, h) for h in range(6)] + [(3, h) for h in range(18, 24)]
    sent = [(n, START + timedelta(hours=h), 20.0, 30.0) for n, h in hours]
    sent += [(4, START + timedelta(hours=h), 181.0, 91.0) for h in range(24)]
    (tmp_path / "feed").mkdir()
    rows = pl.DataFrame(
        sent, schema={"mmsi": pl.Int32, "t": pl.Datetime("ms"), "lon": pl.Float64, "lat": pl.Float64}, orient="row"
    )
    rows.head(30).write_parquet(tmp_path / "feed" / "day=00.parquet")
    rows.tail(-30).write_parquet(tmp_path / "feed" / "day=01.parquet")
    (tmp_path / "meta.json").write_text(json.dumps({"base_ms": 1_730_419_200_000}))
    meets = [(1, 2, 0, 5), (1, 2, 7, 9), (3, 1, 19.5, 20.5), (1, 4, 0, 9), (2, 3, 0, 24), (1, 2, -9, -2)]
    truth = pl.DataFrame(meets, schema={"a": pl.Int64, "b": pl.Int64, "t0": pl.Float64, "t1": pl.Float64}, orient="row")
    truth.with_columns(pl.col("t0", "t1") * 3600).write_parquet(tmp_path / "truth_meets.parquet")
    return tmp_path


def test_a_meeting_could_be_seen_if_both_ships_sent_a_place_during_it(folder: Path) -> None:
    truth = pl.read_parquet(folder / "truth_meets.parquet").rename({"t0": "from_s", "t1": "to_s"})
    files = sorted((folder / "feed").iterdir())
    assert mark_seen(files, folder, truth).to_list() == [True, False, True, False, True, False]


def met(*pairs: tuple[int, int, float, float]) -> pl.DataFrame:
    rows = [
        (f"mmsi:{a:09d}", f"mmsi:{b:09d}", START + timedelta(hours=t0), START + timedelta(hours=t1)) for a, b, t0, t1 in pairs
    ]
    names = ["asset_id", "other_asset_id", "start", "end"]
    found = pl.DataFrame(rows, schema=names, orient="row")
    return found.with_columns(pl.col("start", "end").dt.replace_time_zone("UTC"))


def test_recall_over_what_could_be_seen_stands_beside_recall_over_all(folder: Path) -> None:
    score = score_meets(folder, met((1, 2, 0, 5), (1, 3, 20, 20.5), (1, 3, 3, 4)))
    assert (score.n_true, score.n_seen) == (5, 3)  # one was over before the feed began
    assert (score.recall, score.recall_seen) == (2 / 5, 2 / 3)
    assert score.precision == 2 / 3
    assert score.as_dict()["recall_seen"] == 0.6667


def test_what_was_found_though_it_could_not_be_seen_does_not_raise_the_recall_of_what_could(folder: Path) -> None:
    score = score_meets(folder, met((1, 2, 7, 9)))  # ship 2 had been silent for two hours: a guess
    assert (score.recall, score.recall_seen) == (1 / 5, 0.0)


def test_a_take_off_could_be_seen_if_the_aircraft_was_heard_about_then() -> None:
    flights = make_flights(24, seed=3)
    true = flights.truth.filter(pl.col("kind") == "take_off")
    assert seen(flights, "take_off").height == true.height > 10
    deaf = flights.positions.filter(pl.col("asset_id") != true["asset_id"][0])
    without = type(flights)(deaf, flights.airfields, flights.truth)
    assert true["asset_id"][0] not in seen(without, "take_off")["asset_id"]
    assert seen(without, "take_off").height == true.height - 1
