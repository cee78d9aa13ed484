from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from benchmarks.feeds import open_feed, read_places
from benchmarks.generate import DAYS, START_MS, make_feed
from benchmarks.voyages import DAY_S, great_circle_km, make_fleet, make_places

from benchmarks import generate


def read(folder: Path) -> pl.DataFrame:
    return pl.concat([pl.read_parquet(path) for path in open_feed(folder).files])


def test_the_same_seed_gives_the_same_rows_however_ships_are_grouped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meta = make_feed(tmp_path / "a", 20_000, seed=5)
    monkeypatch.setattr(generate, "_GROUP", 7)
    make_feed(tmp_path / "b", 20_000, seed=5)
    assert read(tmp_path / "a").equals(read(tmp_path / "b"))
    assert not read(tmp_path / "a").equals(make_feed(tmp_path / "c", 20_000, seed=6) and read(tmp_path / "c"))
    assert 19_000 < meta["rows"] == open_feed(tmp_path / "a").n_rows < 21_000
    assert not (tmp_path / "a" / "drafts").exists()


def test_rows_stand_in_the_order_of_reception_with_the_defects_of_a_feed(tmp_path: Path) -> None:
    make_feed(tmp_path, 50_000, seed=5)
    rows = read(tmp_path)
    seconds = (rows["t"].to_physical().to_numpy() - START_MS) / 1000
    assert 0 <= seconds.min() <= seconds.max() <= DAYS * DAY_S
    lags = np.maximum.accumulate(seconds) - seconds
    assert 0.02 < (lags > 600).mean() < 0.2  # satellites are late
    assert 0.02 < rows.is_duplicated().mean() / 2 < 0.04
    assert 0 < (rows["lat"] > 90).sum() < 0.003 * rows.height
    assert len(read_places(tmp_path)) == 3000


def test_ships_are_where_the_truth_says(tmp_path: Path) -> None:
    make_feed(tmp_path, 50_000, seed=5)
    rows = read(tmp_path).filter(pl.col("lat") < 90).with_columns(s=(pl.col("t").to_physical() - START_MS) / 1000)
    places = pl.read_parquet(tmp_path / "places.parquet").select("place", "cx", "cy")
    truth = pl.read_parquet(tmp_path / "truth_visits.parquet").with_columns(
        pl.col("place").cast(pl.Int32), pl.col("mmsi").cast(pl.Int32)
    )
    hulls = truth.group_by("mmsi").agg(pl.col("hull").n_unique().alias("hulls"))
    stays = truth.join(hulls.filter(pl.col("hulls") == 1), on="mmsi").join(places, on="place")
    inside = rows.join(stays, on="mmsi").filter(pl.col("s").is_between(pl.col("t_arr"), pl.col("t_dep")))
    km = np.array([great_circle_km(*at) for at in inside.select("lat", "lon", "cy", "cx").iter_rows()])
    assert len(km) > 5000
    assert (km < 1.5).mean() > 0.998  # the rest are thrown far off
    dark = rows.join(pl.read_parquet(tmp_path / "truth_gaps.parquet").with_columns(pl.col("mmsi").cast(pl.Int32)), on="mmsi")
    dark = dark.join(hulls.filter(pl.col("hulls") == 1), on="mmsi", how="semi")
    assert dark.filter(pl.col("s").is_between("t0", "t1", closed="none")).height == 0


def test_two_ships_that_meet_lie_side_by_side_at_sea_and_are_heard() -> None:
    rng = np.random.default_rng(8)
    fleet = make_fleet(rng, make_places(rng), 200, 30)
    assert len(fleet.meetings) == 2
    for a, b, start, end, lat, lon in fleet.meetings:
        assert 2.5 * 3600 <= end - start <= 14 * 3600
        for ship in (a, b):
            stays = slice(fleet.offsets[ship], fleet.offsets[ship + 1])
            here = np.flatnonzero(fleet.place[stays] == -1)
            assert len(here) == 1
            at = stays.start + here[0]
            assert (fleet.arrive_s[at], fleet.depart_s[at]) == (start, end)
            assert great_circle_km(lat, lon, fleet.lat[at], fleet.lon[at]) < 0.3
            assert fleet.dark_offsets[ship] == fleet.dark_offsets[ship + 1]
