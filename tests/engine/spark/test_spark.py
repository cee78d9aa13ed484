"""Spark in this process: the same bytes as from one machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from vedette import pipeline
from vedette.case.templates import make_case
from vedette.engine import local
from vedette.engine.choice import Engine
from vedette.engine.spark import SparkEngine
from vedette.engine.step import Map, Scan
from vedette.errors import EngineError
from vedette.positions.steps import COVERAGE, CoverageParams
from vedette.registry.register import load_register
from vedette.schema.tables import POSITIONS
from vedette.verbs.adding import add, describe_source
from vedette.verbs.opening import open_case
from vedette.verbs.running import run

pytestmark = pytest.mark.needs_spark
Tables = dict[str, pl.DataFrame]
Movement = Callable[[pl.DataFrame, Engine], Tables]
Hashed = Callable[[Mapping[str, pl.DataFrame]], str]
SCANS = [line for line in pipeline.MOVEMENT if isinstance(line[0], Scan) and line[0].reads is POSITIONS]


def test_the_feed_has_something_for_every_step(by_local: Tables) -> None:
    kinds = set(by_local["events"]["kind"])
    assert kinds >= {"visit", "leg", "gap", "landing", "take_off", "rendezvous", "identity_conflict"}
    assert by_local["positions"].height > 2000
    assert by_local["positions"]["asset_id"].str.contains("~2").any()
    assert by_local["coverage"]["n_expected"].sum() > 0


def test_all_tables_of_movement_have_the_hash_of_one_machine(
    here: SparkEngine, feed: pl.DataFrame, by_local: Tables, movement: Movement, hashed: Hashed
) -> None:
    by_spark = movement(feed.sample(fraction=1.0, shuffle=True, seed=3), here)
    for name in ("positions", "coverage", "tracks", "events"):
        assert_frame_equal(by_spark[name], by_local[name])
    assert hashed(by_spark) == hashed(by_local)


@pytest.mark.parametrize("line", SCANS, ids=[line[0].name for line in SCANS])
def test_a_scan_goes_from_one_engine_to_the_other_and_back(
    here: SparkEngine, by_local: Tables, line: tuple[Scan, Callable[..., object], str]
) -> None:
    """Three parts of the feed, each with the state that the one before left, give the rows and the state of one call."""
    step, params = line[0], line[1](load_register(), {})
    rows = by_local["positions"].with_columns(pl.col("time").rank("dense").alias("n"))
    last = rows["n"].max()
    assert isinstance(last, int)
    parts = [rows.filter((pl.col("n") * 3 // (last + 1)) == k).drop("n") for k in range(3)]
    whole = local.run_scan(step, rows.drop("n"), params)
    carriers: tuple[Engine, ...] = (local, here, local)
    state, given = None, []
    for carrier, part in zip(carriers, parts, strict=True):
        done = carrier.run_scan(step, part, params, state=state)
        state = done.state
        given.append(done.frame)
    assert state is not None
    assert whole.state is not None
    assert_frame_equal(state, whole.state)
    assert_frame_equal(step.writes.shape(pl.concat(given)), whole.frame)


def test_no_rows_and_no_state_give_an_empty_table(here: SparkEngine) -> None:
    step, params_of, _ = SCANS[0]
    done = here.run_scan(step, POSITIONS.empty(), params_of(load_register(), {}))
    assert done.state is None
    assert_frame_equal(done.frame, POSITIONS.empty())


@pytest.mark.parametrize("n_buckets", [1, 2, 40])
def test_blocks_of_hours_see_the_hours_beside_them(here: SparkEngine, by_local: Tables, n_buckets: int) -> None:
    cut = SparkEngine(n_buckets=n_buckets)
    cut._session = here._session
    rows, params = by_local["positions"], CoverageParams()
    assert_frame_equal(cut.run_window(COVERAGE, rows, params), local.run_window(COVERAGE, rows, params))


def test_a_window_whose_neighbours_are_not_named_is_refused(here: SparkEngine, by_local: Tables) -> None:
    with pytest.raises(TypeError, match="says who owns the rows"):
        here.run_window(replace(COVERAGE, owner=None), by_local["positions"], CoverageParams())


def test_what_a_worker_says_is_told_in_one_line(here: SparkEngine, feed: pl.DataFrame) -> None:
    def complain(rows: pl.DataFrame, params: object) -> pl.DataFrame:
        raise ValueError(f"{rows.height > 0}: no such thing")

    with pytest.raises(EngineError, match=r"^Spark gave up: ValueError: True: no such thing$"):
        here.run_map(Map("complain", POSITIONS, POSITIONS, complain), feed, None)


@pytest.fixture(scope="module")
def always_local(feed: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return grow_case(tmp_path_factory.mktemp("cases") / "case", feed, ("local", "local", "local"))


@pytest.mark.parametrize("engines", [("local", "spark", "local"), ("live", "spark", "live")], ids=" ".join)
def test_a_case_begun_on_one_machine_goes_on_on_spark_and_back(
    here: SparkEngine, feed: pl.DataFrame, always_local: Tables, tmp_path: Path, engines: tuple[str, ...]
) -> None:
    assert here.spark.range(1).count() == 1  # what runs already is used, and left running
    found = grow_case(tmp_path / "case", feed, engines)
    assert found["events"].height > 10
    for table, rows in always_local.items():
        assert_frame_equal(found[table], rows)
    assert here.spark.range(1).count() == 1


def grow_case(case: Path, feed: pl.DataFrame, engines: tuple[str, ...]) -> Tables:
    """All tables but the list of sources, which says when they were added, of a case that was run after each third of the feed."""
    make_case(case, "blank")
    for k, engine in enumerate(engines):
        add(case, [write_part(feed, case.parent / f"part-{k}.csv", k)], describe_source())
        run(case, engine=engine, where="local[2]" if engine == "spark" else None)
    store = open_case(case).store
    return {name: store.read(table) for name, table in pipeline.TABLES.items() if name != "sources"}


def write_part(feed: pl.DataFrame, path: Path, k: int) -> Path:
    """A third of the ships' rows, by time, in the columns of an AIS archive."""
    ships = feed.filter(pl.col("sensor") == "ais").sort("time")
    rows = ships.slice(k * (ships.height // 3), ships.height // 3)
    empty = ("VesselName", "IMO", "CallSign", "VesselType", "Status", "Length", "Width", "Draft", "Cargo", "TransceiverClass")
    rows.select(
        MMSI=pl.col("asset_id").str.strip_prefix("mmsi:"), BaseDateTime=pl.col("time").dt.strftime("%Y-%m-%dT%H:%M:%S"),
        LAT="lat_deg", LON="lon_deg", SOG="sog_kn", COG=pl.lit(90.0), Heading=pl.lit(90), **dict.fromkeys(empty, pl.lit("")),
    ).write_csv(path)  # fmt: skip
    return path
