"""Spark on a standalone cluster: the same bytes, also where an executor is killed in the middle of a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from vedette.engine import local
from vedette.engine.choice import Engine
from vedette.engine.spark import SparkEngine
from vedette.positions.steps import FLAG, FlagParams

pytestmark = pytest.mark.needs_spark
Tables = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def engine(here: SparkEngine, cluster: str, settings: dict[str, str]) -> Iterator[SparkEngine]:
    here.close()  # a process has one Spark at a time; it starts again where it is wanted
    with SparkEngine(cluster, settings | {"spark.executor.memory": "512m", "spark.cores.max": "2"}, n_buckets=4) as engine:
        yield engine


def test_all_tables_of_movement_have_the_hash_of_one_machine(
    engine: SparkEngine, feed: pl.DataFrame, by_local: Tables, movement: Callable[[pl.DataFrame, Engine], Tables],
    hashed: Callable[[Mapping[str, pl.DataFrame]], str],
) -> None:  # fmt: skip
    assert hashed(movement(feed, engine)) == hashed(by_local)
    executors = engine.spark.sparkContext._jsc.sc().statusTracker().getExecutorInfos()
    assert len(executors) == 3  # the driver and one on each worker


def test_a_killed_executor_changes_nothing(engine: SparkEngine, feed: pl.DataFrame, tmp_path: Path) -> None:
    killed = tmp_path / "killed"

    def kill_once(state: pl.DataFrame | None, rows: pl.DataFrame, params: FlagParams) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The first worker that comes here kills the executor that it works for."""
        import os
        import signal
        import time
        from pathlib import Path

        try:
            killed.open("x").close()
        except FileExistsError:
            return FLAG.kernel(state, rows, params)
        daemon = os.getppid()
        executor = int(Path(f"/proc/{daemon}/stat").read_text().rpartition(")")[2].split()[1])
        assert b"CoarseGrainedExecutorBackend" in Path(f"/proc/{executor}/cmdline").read_bytes()
        killed.write_text(str(executor))
        os.kill(executor, signal.SIGKILL)
        time.sleep(60)  # what it found would never arrive
        raise AssertionError

    found = engine.run_scan(replace(FLAG, kernel=kill_once), feed, FlagParams())
    wanted = local.run_scan(FLAG, feed, FlagParams())
    assert killed.read_text().isdigit()
    assert not Path(f"/proc/{killed.read_text()}").exists()
    assert found.frame.equals(wanted.frame)
    assert found.state is not None
    assert found.state.equals(wanted.state)
