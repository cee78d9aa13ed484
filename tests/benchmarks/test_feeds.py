from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from benchmarks.events import measure
from benchmarks.feeds import as_feed, open_feed, score_gaps, score_visits

BASE = datetime(2024, 11, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A feed of two ships: one moored in place 0 for two days, then silent, then back; one that only passes."""
    minutes = np.concatenate([np.arange(0, 2880, 10), np.arange(3600, 4320, 10)])
    moored = pl.DataFrame({"mmsi": 273000001, "m": minutes, "lon": 35.87, "lat": 34.9, "sog": 0.0, "cog": 511.0})
    passing = pl.DataFrame({"mmsi": 273000002, "m": np.arange(0, 4320, 10)}).with_columns(
        lon=35.0 + pl.col("m") / 2000, lat=pl.lit(34.9), sog=pl.lit(12.0), cog=pl.lit(90.0)
    )
    rows = pl.concat([moored.select(passing.columns), passing], how="vertical_relaxed").sort("m", maintain_order=True)
    times = (pl.lit(BASE.replace(tzinfo=None)) + pl.duration(minutes="m")).cast(pl.Datetime("ms")).alias("t")
    feed = rows.select(pl.col("mmsi").cast(pl.Int32), times, "lon", "lat", pl.col("sog", "cog").cast(pl.Float32))
    (tmp_path / "feed").mkdir()
    feed.head(400).write_parquet(tmp_path / "feed" / "day=00.parquet")
    feed.tail(-400).write_parquet(tmp_path / "feed" / "day=01.parquet")
    ring = ([35.86, 35.88, 35.88, 35.86], [34.89, 34.89, 34.91, 34.91])
    places = {"place": [0], "name": ["Port"], "cx": [35.87], "cy": [34.9], "xs": [ring[0]], "ys": [ring[1]]}
    pl.DataFrame(places).write_parquet(tmp_path / "places.parquet")
    stay = {
        "mmsi": [273000001, 273000001],
        "hull": [0, 0],
        "place": [0, 0],
        "t_arr": [-100.0, 9e6],
        "t_dep": [4320 * 60.0, 9.1e6],
    }
    pl.DataFrame(stay).write_parquet(tmp_path / "truth_visits.parquet")
    pl.DataFrame({"mmsi": [273000001], "t0": [2875 * 60.0], "t1": [3595 * 60.0]}).write_parquet(tmp_path / "truth_gaps.parquet")
    no_meetings = pl.DataFrame(schema={"a": pl.Int64, "b": pl.Int64, "t0": pl.Float64, "t1": pl.Float64})
    no_meetings.write_parquet(tmp_path / "truth_meets.parquet")
    (tmp_path / "meta.json").write_text(json.dumps({"base_ms": int(BASE.timestamp() * 1000)}))
    return tmp_path


def test_a_feed_is_read_in_the_order_of_its_files(folder: Path) -> None:
    feed = open_feed(folder)
    chunks = [as_feed(feed).read_chunk(n) for n in range(len(feed.pieces))]
    assert feed.n_rows == sum(len(c.number) for c in chunks) == 792
    assert int(np.concatenate([c.time_us for c in chunks])[0]) == int(BASE.timestamp()) * 1_000_000
    assert np.isnan(chunks[0].cog_deg[chunks[0].number == 273000001]).all()  # 511 means "not available"


def test_a_folder_without_a_feed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"feed\.parquet"):
        open_feed(tmp_path)


def test_what_is_found_is_scored_against_the_truth(folder: Path) -> None:
    found = measure(folder, repeats=1)
    assert (found["rows"], found["visits"]["n_true"], found["visits"]["n_found"]) == (792, 2, 1)
    assert (found["visits"]["recall"], found["visits"]["precision"]) == (0.5, 1.0)  # the second stay lies outside the feed
    assert (found["gaps"]["recall"], found["gaps"]["precision"]) == (1.0, 1.0)


@pytest.mark.parametrize(("start_h", "place", "hit"), [(1.0, "0", True), (1.0, "1", False), (300.0, "0", False)])
def test_only_the_same_place_and_time_count(folder: Path, start_h: float, place: str, hit: bool) -> None:
    start = BASE + timedelta(hours=start_h)
    visit = {"asset_id": ["mmsi:273000001"], "place_id": [place], "confidence": [3.0], "start": [start], "end": [start]}
    score = score_visits(folder, pl.DataFrame(visit))
    assert (score.recall, score.precision) == ((0.5, 1.0) if hit else (0.0, 0.0))
    gap = pl.DataFrame({"asset_id": ["mmsi:273000002"], "start": [start], "end": [start]})
    assert score_gaps(folder, gap).precision == 0.0
