"""A feed with everything in it, and the two places where Spark runs: this process, and a cluster of a master and two workers."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from vedette import pipeline
from vedette.engine import local
from vedette.engine.choice import Engine
from vedette.engine.spark import SparkEngine
from vedette.geo import destination
from vedette.registry.register import load_register
from vedette.schema.tables import POSITIONS, TABLES

AS_OF = datetime(2025, 2, 1, tzinfo=UTC)
START_US = int(datetime(2024, 12, 1, tzinfo=UTC).timestamp()) * 1_000_000
TABLES_OF_MOVEMENT = ("positions", "coverage", "tracks", "events")
SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # Java that starts fast and is not meant to last
Row = dict[str, object]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say by name what is missing, rather than fail."""
    absent = [name for name in ("pyspark", "pyarrow") if find_spec(name) is None]
    absent += [] if shutil.which("java") or "JAVA_HOME" in os.environ else ["Java"]
    for item in items:
        if absent and Path(__file__).parent in item.path.parents and "needs_spark" in item.keywords:
            item.add_marker(pytest.mark.skip(reason=f"{', '.join(absent)} is not installed"))


def ship(rng: np.random.Generator, mmsi: int, minutes: np.ndarray, lat: np.ndarray, lon: np.ndarray, knots: float) -> list[Row]:
    """Rows of a ship, now and then heard by a second source that rounds, or far from where it was."""
    rows: list[Row] = []
    for k, minute in enumerate(minutes):
        at = START_US + int(minute * 60) * 1_000_000
        y, x = (float(lat[k]), (float(lon[k]) + 540) % 360 - 180)
        if rng.random() < 0.01:
            y, x = destination(y, x, rng.uniform(0, 360), 300.0)
        row = {"asset_id": f"mmsi:{mmsi}", "time": at, "lat_deg": y, "lon_deg": x, "sog_kn": knots, "sensor": "ais"}
        rows.append({**row, "source_id": "src-coast", "received": at + int(rng.exponential(60)) * 1_000_000})
        if rng.random() < 0.1:
            rows.append({**row, "lat_deg": round(y, 3), "lon_deg": round(x, 3), "source_id": "src-satellite"})
    return rows


def voyage(rng: np.random.Generator, mmsi: int, a: tuple[float, float], b: tuple[float, float], first_min: float) -> list[Row]:
    """A day in a port, the way to another, a day there; silent for ten hours in the first port."""
    still = first_min + np.r_[np.arange(0, 480, 12.0), np.arange(1080, 1440, 12.0)]
    share = np.linspace(0, 1, 60)
    way = first_min + 1440 + share * 900
    there = first_min + 2350 + np.arange(0, 1440, 15.0)
    lon = a[1] + share * ((b[1] - a[1] + 540) % 360 - 180)
    rows = ship(rng, mmsi, still, np.full(len(still), a[0]), np.full(len(still), a[1]), 0.0)
    rows += ship(rng, mmsi, way, a[0] + share * (b[0] - a[0]), lon, 12.0)
    return rows + ship(rng, mmsi, there, np.full(len(there), b[0]), np.full(len(there), b[1]), 0.0)


def flight(rng: np.random.Generator, icao24: str, first_min: float) -> list[Row]:
    """On the ground at Hmeimim, up and away, silent, back again and down."""
    rows: list[Row] = []
    for k in range(120):
        out = k if k < 50 else 119 - k
        away = max(0.0, out - 10) * 0.06
        minute = first_min + k * 0.5 + (200 if k >= 60 else 0)
        height = 157.0 if out <= 10 else min(12_000.0, 157.0 + (out - 10) * 900)
        rows.append({
            "asset_id": f"icao24:{icao24}", "time": START_US + int(minute * 60) * 1_000_000, "lat_deg": 35.4011 + away,
            "lon_deg": 35.9487 + rng.normal(0, 1e-4), "sog_kn": 5.0 if out <= 10 else 250.0, "alt_ft": height,
            "vrate_fpm": None if out <= 10 else 1800.0 * (1 if k < 50 else -1), "on_ground": out <= 10 if k % 7 else None,
            "sensor": "adsb" if k % 5 else "mlat", "source_id": "src-air",
        })  # fmt: skip
    return rows


@pytest.fixture(scope="session")
def feed() -> pl.DataFrame:
    """Positions of ships and aircraft from several sources, in the order of their times."""
    rng = np.random.default_rng(20241201)
    tartus, limassol, taveuni, nadi = (34.907, 35.871), (34.652, 33.02), (-16.9, 179.9), (-17.1, -179.7)
    rows = voyage(rng, 273394890, tartus, limassol, 0) + voyage(rng, 273394890, limassol, tartus, 6000)
    rows += voyage(rng, 273000002, tartus, limassol, 300) + voyage(rng, 273000002, (54.7, 19.9), (59.9, 29.7), 310)
    rows += voyage(rng, 273000003, taveuni, nadi, 100) + voyage(rng, 273000004, (89.2, 10.0), (89.4, 120.0), 50)
    for mmsi, off in ((273000005, 0.0), (273000006, 0.002)):
        minutes = np.arange(5000, 5480, 6.0)
        rows += ship(rng, mmsi, minutes, np.full(len(minutes), 34.0), np.full(len(minutes), 32.0 + off), 0.2)
    for n in range(4):
        rows += flight(rng, f"15{n:04x}", 200 + 300 * n)
    frame = pl.DataFrame(rows, infer_schema_length=None).with_columns(
        pl.col("time", "received").cast(pl.Datetime("us", "UTC")), flags=pl.lit(0, pl.Int32)
    )
    return POSITIONS.shape(
        frame.sort("time", maintain_order=True).with_columns(source_row=pl.int_range(pl.len(), dtype=pl.Int64))
    )


def hash_tables(tables: Mapping[str, pl.DataFrame]) -> str:
    """One hash over all tables of movement, to the last bit of every number and the order of every row."""
    digest = hashlib.sha256()
    for name in TABLES_OF_MOVEMENT:
        digest.update(f"{name} {tables[name].schema}".encode())
        digest.update(tables[name].write_ndjson().encode())
    return digest.hexdigest()


def derive(positions: pl.DataFrame, engine: Engine) -> dict[str, pl.DataFrame]:
    """Positions through all steps of movement."""
    tables = {name: table.empty() for name, table in TABLES.items()} | {"positions": positions}
    for line in pipeline.MOVEMENT:
        pipeline.take(line, tables, load_register(), pipeline.Settings(), AS_OF, engine)
    return tables


@pytest.fixture(scope="session")
def movement() -> Callable[[pl.DataFrame, Engine], dict[str, pl.DataFrame]]:
    return derive


@pytest.fixture(scope="session")
def hashed() -> Callable[[Mapping[str, pl.DataFrame]], str]:
    return hash_tables


@pytest.fixture(scope="session")
def by_local(feed: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """What this machine alone makes of the feed."""
    return derive(feed, local)


@pytest.fixture(scope="session")
def settings() -> dict[str, str]:
    """Settings of Spark that suit tests."""
    return {"spark.driver.extraJavaOptions": SHORT_LIVED, "spark.executor.extraJavaOptions": SHORT_LIVED}


@pytest.fixture(scope="session")
def here(settings: dict[str, str]) -> Iterator[SparkEngine]:
    """Spark in this process; one session for all modules."""
    with SparkEngine("local[2]", settings, n_buckets=3) as engine:
        yield engine


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a standalone cluster on the loopback: a master, and two workers with a core each."""
    import pyspark

    folder, home = tmp_path_factory.mktemp("cluster"), Path(pyspark.__file__).parent
    env = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_PUBLIC_DNS": "127.0.0.1"}
    env["SPARK_DAEMON_JAVA_OPTS"] = SHORT_LIVED
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *arguments: str) -> Path:
        log = folder / f"{name}.log"
        command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{arguments[0]}", *arguments[1:]]
        with log.open("wb") as file:
            started.append(subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=file, stderr=file, cwd=folder))
        return log

    ours = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
    try:
        url = wait_for(start("master", "master.Master", *ours), r"Starting Spark master at (spark://\S+)")
        limits = ("--cores", "1", "--memory", "1g")
        works = [("--work-dir", str(folder / f"work-{n}")) for n in range(2)]
        for log in [start(f"worker-{n}", "worker.Worker", *ours, *limits, *works[n], url) for n in range(2)]:
            wait_for(log, "(Successfully registered) with master")
        yield url
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(timeout=30)


def wait_for(log: Path, shown: str, at_most_s: float = 300.0) -> str:
    """What a line of a log shows, once it is there."""
    until = time.monotonic() + at_most_s
    while time.monotonic() < until:
        found = re.search(shown, log.read_text(errors="replace"))
        if found:
            return found.group(1)
        time.sleep(0.1)
    raise TimeoutError(f"{log.name} never showed {shown}: {log.read_text(errors='replace')[-2000:]}")
