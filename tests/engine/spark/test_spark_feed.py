"""The one pass on Spark: the same events from an archive, however it is read and cut."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from vedette.engine.census import Chunk, Feed
from vedette.engine.packed import pack
from vedette.engine.spark import SparkEngine
from vedette.engine.spark_feed import FeedFiles, Reading, cut_chunk, merge_runs
from vedette.engine.spark_files import FilesReading
from vedette.engine.spark_tables import TablesReading
from vedette.events.steps import PlaceGeometry, RendezvousParams, VisitParams
from vedette.one_pass.find import Found, OnePassParams, find_in_feed
from vedette.one_pass.on_spark import find_in_files

pytestmark = pytest.mark.needs_spark
PORTS = {"tartus": (34.907, 35.871), "limassol": (34.652, 33.02), "nadi": (-17.1, -179.7)}
PLACES = tuple(PlaceGeometry(name, "port", lat, lon, 3.0, 4.0) for name, (lat, lon) in PORTS.items())
PARAMS = OnePassParams(visits=VisitParams(places=PLACES), rendezvous=RendezvousParams(places=PLACES))
COLUMNS = ("mmsi", "t", "lon", "lat", "sog", "cog")
EVENTS = ("visits", "gaps", "legs", "rendezvous")


@pytest.fixture(scope="module")
def rows(feed: pl.DataFrame) -> pl.DataFrame:
    """The ships of the feed in the columns of an archive, some of them received late."""
    late = np.random.default_rng(1).exponential(600, feed.height) * 1e6
    ships = feed.with_columns(at=pl.col("time").to_physical() + pl.Series(late)).filter(pl.col("sensor") == "ais").sort("at")
    number = pl.col("asset_id").str.strip_prefix("mmsi:").cast(pl.Int32)
    moment = pl.col("time").dt.replace_time_zone(None).dt.cast_time_unit("ms")
    return ships.select(mmsi=number, t=moment, lon="lon_deg", lat="lat_deg", sog=pl.col("sog_kn").cast(pl.Float32), cog=90.0)


@pytest.fixture(scope="module")
def files(rows: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> FeedFiles:
    """The archive in three files, whose names need care in an address."""
    folder = tmp_path_factory.mktemp("an archive")
    cuts = (0, 700, 701, rows.height)
    paths = [folder / f"part {k}.parquet" for k in range(3)]
    for path, a, b in zip(paths, cuts[:-1], cuts[1:], strict=True):
        rows.slice(a, b - a).write_parquet(path, row_group_size=200)

    def to_chunk(rows: pl.DataFrame) -> Chunk:
        times = rows["t"].dt.cast_time_unit("us").to_physical()
        return Chunk(rows["mmsi"].to_numpy(), times.to_numpy(), *(rows[c].to_numpy() for c in ("lat", "lon", "sog", "cog")))

    return FeedFiles(tuple(str(path) for path in paths), "mmsi", "t", COLUMNS, to_chunk)


@pytest.fixture(scope="module")
def by_local(rows: pl.DataFrame, files: FeedFiles) -> Found:
    feed = Feed(1, lambda _: rows["mmsi"].to_numpy(), lambda _: files.to_chunk(rows))
    found = find_in_feed(feed, "src-archive", PARAMS)
    assert all(getattr(found, name).height for name in EVENTS)
    return found


@pytest.mark.parametrize("n_ranges", [1, 5])
@pytest.mark.parametrize("read_by", [FilesReading, TablesReading])
def test_an_archive_gives_the_events_of_one_machine(
    here: SparkEngine, files: FeedFiles, by_local: Found, read_by: type[FilesReading | TablesReading], n_ranges: int
) -> None:
    reading: Reading = read_by(files)
    found = find_in_files(here.spark, reading, "src-archive", PARAMS, n_ranges=n_ranges)
    for name in EVENTS:
        assert_frame_equal(getattr(found, name), getattr(by_local, name))
    assert found.passed_over == by_local.passed_over


@pytest.mark.parametrize("read_by", [FilesReading, TablesReading])
def test_an_archive_without_rows_gives_no_events(
    here: SparkEngine, files: FeedFiles, tmp_path: Path, read_by: type[FilesReading | TablesReading]
) -> None:
    path = tmp_path / "empty.parquet"
    pl.read_parquet(files.paths[0]).clear().write_parquet(path)
    none = FeedFiles((str(path),), "mmsi", "t", COLUMNS, files.to_chunk)
    found = find_in_files(here.spark, read_by(none), "src-archive", PARAMS)
    assert not any(getattr(found, name).height for name in EVENTS)


def test_parcels_of_chunks_put_together_are_the_packed_feed(rows: pl.DataFrame, files: FeedFiles) -> None:
    import pickle

    cuts = [0, 300, 1000, rows.height]
    chunks = [files.to_chunk(rows.slice(a, b - a)) for a, b in pairwise(cuts)]
    whole = pack(Feed(3, lambda k: chunks[k].number, lambda k: chunks[k]))
    bounds = whole.numbers[[0, 2]]
    parcels = [parcel for chunk, first in zip(chunks, cuts[:-1], strict=True) for parcel in cut_chunk(chunk, first, bounds)]
    for k, (first, end) in enumerate(((0, 2), (2, len(whole.numbers)))):
        merged = merge_runs([pickle.loads(payload) for bucket, _, payload in parcels if bucket == k], whole.end_us)
        assert merged.numbers.tolist() == whole.numbers[first:end].tolist()
        records = whole.records[whole.offsets[first] : whole.offsets[end]]
        assert merged.records.tobytes() == records.tobytes()
