"""A live engine killed at any moment goes on from its last save: nothing is lost, nothing is there twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from vedette import pipeline
from vedette.engine.fingerprint import fingerprint
from vedette.engine.live_state import load_engine
from vedette.registry.register import load_register
from vedette.schema.tables import TABLES
from vedette.store.state_log import StateLog
from vedette.testing.feed import make_feed

N_CHUNKS = 12
FEEDER = """
import sys
from pathlib import Path
import polars as pl
from vedette import pipeline
from vedette.engine.live_state import load_engine, save_engine
from vedette.registry.register import load_register
from vedette.store.state_log import StateLog

folder, n_chunks = Path(sys.argv[1]), int(sys.argv[2])
lines = pipeline.movement_lines(load_register(), pipeline.Settings())
feed, log = pl.read_parquet(folder / "feed.parquet"), StateLog(folder / "live")
engine = load_engine(lines, log)
for chunk in range(log.last_save(), n_chunks):
    (folder / f"began-{chunk}").touch()
    first, end = (feed.height * k // n_chunks for k in (chunk, chunk + 1))
    engine.advance(feed.slice(first, end - first))
    save_engine(engine, log)
"""


@pytest.mark.parametrize(("chunk", "wait_s"), [(1, 0.0), (6, 0.08)])
def test_a_live_engine_killed_in_the_middle_of_a_chunk_goes_on(tmp_path: Path, chunk: int, wait_s: float) -> None:
    feed = make_feed(11, n_ships=4, n_aircraft=2, days=1.5).sort("time", "source_id", "source_row")
    feed.write_parquet(tmp_path / "feed.parquet")
    command = [sys.executable, "-c", FEEDER, str(tmp_path), str(N_CHUNKS)]
    process = subprocess.Popen(command)
    while not (tmp_path / f"began-{chunk}").exists():
        assert process.poll() is None, "the feeder came to grief"
        time.sleep(0.002)
    time.sleep(wait_s)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(60)
    log = StateLog(tmp_path / "live")
    assert log.last_save() < N_CHUNKS
    subprocess.run(command, check=True)
    assert log.last_save() == N_CHUNKS
    last: datetime = feed["time"].max()  # type: ignore[assignment]
    as_of, register, settings = last + timedelta(days=1), load_register(), pipeline.Settings()
    tables = {name: table.empty() for name, table in TABLES.items()} | {"positions": feed}
    for line in pipeline.MOVEMENT:
        pipeline.take(line, tables, register, settings, as_of)
    engine = load_engine(pipeline.movement_lines(register, settings), log)
    assert fingerprint(engine.tables(as_of)) == fingerprint(tables)
