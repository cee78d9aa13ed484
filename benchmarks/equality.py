"""One hash over every way from the same positions to the same tables of movement.

`python -m benchmarks.equality --feed DIR [--rows N] [--ways one_run,spark,...] [--json] [--write]` takes an archive through each way in a
process of its own and prints seconds, peak memory and the hash (`vedette.engine.fingerprint`) of positions, coverage, tracks and events.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.live import LATENESS, Tables, read_archive
from vedette import pipeline
from vedette.engine.choice import open_engine
from vedette.engine.fingerprint import fingerprint
from vedette.engine.live import LiveEngine
from vedette.engine.live_state import load_engine, save_engine
from vedette.registry.register import Register, load_register
from vedette.schema.tables import POSITIONS, TABLES
from vedette.store.state_log import StateLog

FIGURES = Path(__file__).with_name("equality.json")
_SEED = 5
_SAVES = 7
_LATE_SHARE = 0.001  # of the rows come after all others


def run_on(engine_name: str, positions: pl.DataFrame, register: Register, as_of: datetime) -> Tables:
    """All rows through every step, carried by an engine."""
    tables = {name: table.empty() for name, table in TABLES.items()} | {POSITIONS.name: positions}
    with open_engine(engine_name) as engine:
        for line in pipeline.MOVEMENT:
            pipeline.take(line, tables, register, pipeline.Settings(), as_of, engine)
    return tables


def feed_live(positions: pl.DataFrame, n_chunks: int, register: Register, as_of: datetime) -> Tables:
    """The rows in chunks, in the order in which they stand."""
    engine = LiveEngine(pipeline.movement_lines(register, pipeline.Settings()), LATENESS, is_saved=False)
    size = -(-positions.height // n_chunks)
    for start in range(0, positions.height, size):
        engine.advance(positions.slice(start, size))
    engine.flush()
    return engine.tables(as_of)


def feed_and_save(positions: pl.DataFrame, register: Register, as_of: datetime, folder: Path) -> Tables:
    """The rows in chunks with a save after each, going on after the last save that is there."""
    lines, log = pipeline.movement_lines(register, pipeline.Settings()), StateLog(folder / "live")
    engine = load_engine(lines, log)
    for chunk in range(log.last_save(), _SAVES):
        (folder / f"began-{chunk}").touch()
        first, end = (positions.height * k // _SAVES for k in (chunk, chunk + 1))
        engine.advance(positions.slice(first, end - first))
        save_engine(engine, log)
    engine.flush()
    return engine.tables(as_of)


def shuffled(positions: pl.DataFrame) -> pl.DataFrame:
    """Rows as they come in over networks: each up to the lateness late, and one in a thousand after all others."""
    random = np.random.default_rng(_SEED)
    delays = random.uniform(0, LATENESS / timedelta(microseconds=1), positions.height).astype(np.int64)
    late = random.random(positions.height) < _LATE_SHARE
    comes = positions["time"].to_physical().to_numpy() + delays
    return positions[np.lexsort((comes, late))]


WAYS: dict[str, Callable[[pl.DataFrame, Register, datetime, Path], Tables]] = {
    "one_run": lambda rows, register, as_of, _: run_on("local", rows, register, as_of),
    "seven_chunks": lambda rows, register, as_of, _: feed_live(rows, 7, register, as_of),
    "hundred_chunks": lambda rows, register, as_of, _: feed_live(rows, 100, register, as_of),
    "shuffled": lambda rows, register, as_of, _: feed_live(shuffled(rows), 20, register, as_of),
    "killed": feed_and_save,
    "spark": lambda rows, register, as_of, _: run_on("spark", rows, register, as_of),
}


def take_way(way: str, folder: Path, n_rows: int | None, work: Path) -> dict[str, Any]:
    """One way, in this process."""
    positions = read_archive(folder, n_rows)
    last: datetime = positions["time"].max()  # type: ignore[assignment]
    began = time.perf_counter()
    tables = WAYS[way](positions, load_register(), last + timedelta(days=1), work)
    seconds = time.perf_counter() - began
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"way": way, "rows": positions.height, "events": tables["events"].height, "hash": fingerprint(tables),
            "seconds": round(seconds, 1), "peak_mb": round(peak_mb)}  # fmt: skip


def in_process(way: str, folder: Path, n_rows: int | None) -> dict[str, Any]:
    """One way in a process of its own; the one that is killed is killed in the middle of its fourth chunk, and begun again."""
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "benchmarks.equality", "--feed", str(folder), "--way", way, "--work", name]
        command += ["--rows", str(n_rows)] if n_rows else []
        if way == "killed":
            _kill_in_chunk(command, Path(name) / "began-3")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return {"way": way, "failed": done.stderr.strip().splitlines()[-1:]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _kill_in_chunk(command: Sequence[str], began: Path) -> None:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not began.exists() and process.poll() is None:
        time.sleep(0.05)
    time.sleep(0.5)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def main() -> None:
    """Every way, or one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feed", type=Path, required=True, help="folder of a feed")
    parser.add_argument("--rows", type=int, help="at most so many of its rows")
    parser.add_argument("--ways", default=",".join(WAYS), help="which ways, with commas between them")
    parser.add_argument("--way", choices=WAYS, help="take one way in this process")
    parser.add_argument("--work", type=Path, default=Path(), help="folder for the saves of --way killed")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true", help=f"write {FIGURES.name}, for docs/engines.md")
    given = parser.parse_args()
    if given.way:
        print(json.dumps(take_way(given.way, given.feed, given.rows, given.work)))
        return
    found: list[dict[str, Any]] = []
    for way in given.ways.split(","):
        found.append(in_process(way, given.feed, given.rows))
        is_equal = len({run.get("hash") for run in found}) == 1 and "hash" in found[0]
        if given.write:  # after each way: all of them take as long as a long coffee break
            FIGURES.write_text(json.dumps({"is_equal": is_equal, "ways": found}, indent=1) + "\n", encoding="utf-8")
    print(
        json.dumps({"is_equal": is_equal, "ways": found}) if given.json else "\n".join([*map(str, found), f"equal: {is_equal}"])
    )


if __name__ == "__main__":
    main()
