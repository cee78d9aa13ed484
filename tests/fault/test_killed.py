"""Killed at any moment, the same command again leads to the tables of an undisturbed run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from vedette.case.templates import make_case
from vedette.schema.tables import IDENTITIES, ISSUES, POSITIONS, SOURCES
from vedette.store.tables import Store

N_ROWS = 220_000  # three batches
VEDETTE = [sys.executable, "-c", "from vedette.cli.main import main; main()"]


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated AIS feed with a bad row in every thousand."""
    frame = _frame(pl.int_range(N_ROWS, eager=True))
    path = tmp_path_factory.mktemp("feed") / "ais.csv"
    frame.write_csv(path, datetime_format="%Y-%m-%dT%H:%M:%S")
    return path


def _frame(rows: pl.Series) -> pl.DataFrame:
    empty = ("VesselName", "IMO", "CallSign", "VesselType", "Status", "Length", "Width", "Draft", "Cargo", "TransceiverClass")
    i = pl.col("i")
    return (
        pl.DataFrame({"i": rows})
        .select(
            MMSI=273_000_000 + i % 50,
            BaseDateTime=pl.datetime(2024, 12, 1) + pl.duration(seconds=i),
            LAT=34.9 + (i % 700) / 1000,
            LON=pl.when(i % 1000 == 999).then(181.0).otherwise(35.8 - (i % 900) / 1000),
            SOG=(i % 150) / 10,
            COG=i % 360,
            Heading=i % 360,
        )
        .with_columns(pl.lit("").alias(name) for name in empty)
    )


def add(case: Path, feed: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*VEDETTE, "add", str(case), str(feed)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def new_case(folder: Path) -> Path:
    make_case(folder, "blank")
    return folder


def tables_of(case: Path) -> dict[str, pl.DataFrame]:
    store = Store(case / "data")
    tables = {t.name: store.read(t) for t in (POSITIONS, IDENTITIES, ISSUES)}
    return tables | {"sources": store.read(SOURCES).drop("added")}


@pytest.fixture(scope="module")
def undisturbed(feed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    case = new_case(tmp_path_factory.mktemp("undisturbed") / "case")
    assert add(case, feed).wait(120) == 0
    return tables_of(case)


def stop_after_commits(case: Path, process: subprocess.Popen[bytes], n_commits: int, how: signal.Signals) -> None:
    log = case / "data" / "positions" / "_delta_log"
    for _ in range(6000):
        if len(list(log.glob("*.json"))) >= n_commits or process.poll() is not None:
            break
        time.sleep(0.01)
    os.kill(process.pid, how)
    process.wait(60)


@pytest.mark.parametrize(("n_commits", "how"), [(0, signal.SIGKILL), (2, signal.SIGKILL), (1, signal.SIGINT)])
def test_a_killed_add_goes_on(
    tmp_path: Path, feed: Path, undisturbed: dict[str, pl.DataFrame], n_commits: int, how: signal.Signals
) -> None:
    case = new_case(tmp_path / "case")
    process = add(case, feed)
    stop_after_commits(case, process, n_commits, how)
    assert process.returncode in ((130, 0) if how is signal.SIGINT else (-how, 0))
    if process.returncode != 0:
        assert tables_of(case)["positions"].is_empty(), "a source that was not brought in whole does not count"
    assert add(case, feed).wait(120) == 0
    again = tables_of(case)
    for name, frame in undisturbed.items():
        assert again[name].equals(frame), name


def test_the_account_of_the_feed_is_right(undisturbed: dict[str, pl.DataFrame]) -> None:
    row = undisturbed["sources"].row(0, named=True)
    assert row["n_rows"] == N_ROWS
    assert row["n_issues"] == N_ROWS // 1000
    assert row["n_positions"] == N_ROWS - N_ROWS // 1000 == undisturbed["positions"].height


def test_bringing_the_same_content_in_again_changes_nothing(tmp_path: Path, feed: Path) -> None:
    case = new_case(tmp_path / "case")
    small = tmp_path / "small.csv"
    small.write_bytes(b"".join(feed.read_bytes().splitlines(keepends=True)[:100]))
    assert add(case, small).wait(60) == 0
    before = Store(case / "data").versions()
    copy = tmp_path / "copy.csv"
    copy.write_bytes(small.read_bytes())
    assert add(case, copy).wait(60) == 0
    assert Store(case / "data").versions() == before
