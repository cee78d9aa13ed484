"""What it costs to append to the store and to read it: ``python -m benchmarks.store [--commits 10000] [--rows 100] [--json]
[--write]``.

Many small commits to one table, as a live feed makes them: the first and the last hundred are compared, and each tenth of them. Then two
processes read the table again and again while a writer goes on, and every reading must hold whole commits only, never fewer than before.
Then a read before and after `vedette tidy`. At last one commit of a million positions, and reading it back.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any

import numpy as np
import polars as pl

from vedette.schema.tables import POSITIONS, SOURCES
from vedette.store.tables import Store
from vedette.store.tidying import tidy_store

FIGURES = Path(__file__).with_name("store.json")
_START_US = 1_732_838_400_000_000
_SAMPLE = 100  # commits at either end
_LARGE = 1_000_000
_READERS = 2


def positions(n: int, first: int) -> pl.DataFrame:
    """Invented positions of one source."""
    row = np.arange(first, first + n)
    columns = {
        "asset_id": [f"mmsi:{236_000_000 + k:09d}" for k in (row % 97).tolist()], "time": _START_US + row * 1_000_000,
        "lat_deg": 34.0 + (row % 1000) / 1000, "lon_deg": 35.0 + (row % 777) / 777, "sog_kn": (row % 140) / 10, "source_row": row,
    }  # fmt: skip
    times = pl.from_epoch("time", "us").dt.replace_time_zone("UTC")
    return POSITIONS.shape(
        pl.DataFrame(columns).with_columns(times, sensor=pl.lit("ais"), flags=pl.lit(0), source_id=pl.lit("live"))
    )


def _source() -> pl.DataFrame:
    zero = dict.fromkeys(("n_bytes", "n_rows", "n_positions", "n_identities", "n_issues", "n_other"), 0)
    named = {"source_id": "live", "path": "live", "sha256": "0" * 64, "format": "live", "row_unit": "row", "is_synthetic": True}
    return SOURCES.build([{**named, "added": datetime(2024, 12, 1, tzinfo=UTC), **zero}])


def _timed(call: Any) -> tuple[float, Any]:
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def measure(n_commits: int, n_rows: int, on_progress: Callable[[int], None] = lambda _done: None) -> dict[str, Any]:
    """Seconds and milliseconds of what is said above."""
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name))
        store.append(SOURCES, _source(), writer="sources", batch=0)
        spent = _commit(store, range(n_commits), n_rows, on_progress)
        load = os.getloadavg()[2]  # of the last quarter of an hour
        together = _read_meanwhile(store, n_commits, n_rows)
        read_s, before = _timed(lambda: store.read(POSITIONS))
        tidy_s, tidied = _timed(lambda: tidy_store(Path(name), keep={}, older_than_h=0))
        tidy_read_s, after = _timed(lambda: store.read(POSITIONS))
        assert before.equals(after)
        merged = next(t for t in tidied if t.table == POSITIONS.name)
    figures = {
        "commits": n_commits, "rows_a_commit": n_rows, "load": load, "first_ms": median(spent[1 : _SAMPLE + 1]),
        "last_ms": median(spent[-_SAMPLE:]), "mean_ms": mean(spent), "p99_ms": quantiles(spent, n=100)[98], "most_ms": max(spent),
        "mean_first_tenth_ms": mean(spent[: n_commits // 10]), "mean_last_tenth_ms": mean(spent[-n_commits // 10 :]), **together,
        "read_s": read_s, "tidy_s": tidy_s, "read_tidied_s": tidy_read_s, "files_before": merged.n_files_before,
        "files_after": merged.n_files_after,
    }  # fmt: skip
    return {name: round(value, 3) for name, value in {**figures, **_large()}.items()}


def _commit(store: Store, batches: range, n_rows: int, on_progress: Callable[[int], None] = lambda _done: None) -> list[float]:
    """Milliseconds of each commit."""
    spent = []
    for k in batches:
        frame = positions(n_rows, k * n_rows)
        spent.append(_timed(lambda frame=frame, k=k: store.append(POSITIONS, frame, writer="live", batch=k))[0] * 1e3)
        on_progress(k + 1)
    return spent


def _read_meanwhile(store: Store, first: int, n_rows: int) -> dict[str, float]:
    """Milliseconds of commits and of readings while one process writes and others read."""
    n_more = max(first // 20, 20)
    command = [sys.executable, "-m", "benchmarks.store", "--read-on", str(store.folder), "--rows", str(n_rows)]
    readers = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(_READERS)]
    for reader in readers:
        assert reader.stdout is not None
        reader.stdout.readline()  # its first reading is done
    spent = _commit(store, range(first, first + n_more), n_rows)
    seen = [json.loads(reader.communicate("stop\n")[0]) for reader in readers]
    assert {one["rows"] for one in seen} == {(first + n_more) * n_rows}  # the last reading of each
    readings = [ms for one in seen for ms in one["spent_ms"]]
    return {
        "readers": _READERS, "commits_meanwhile": n_more, "meanwhile_ms": median(spent), "readings": len(readings),
        "reading_ms": median(readings),
    }  # fmt: skip


def read_on(folder: Path, n_rows: int) -> dict[str, Any]:
    """Read the positions until a line comes in.

    Raises:
        RuntimeError: a reading held part of a commit, or less than the one before.
    """
    spent, rows = [], 0
    while True:
        is_last = bool(spent) and bool(select.select([sys.stdin], [], [], 0)[0])
        took_s, frame = _timed(lambda: Store(folder).read(POSITIONS))
        if frame.height % n_rows or frame.height < rows:
            raise RuntimeError(f"{frame.height} rows after {rows}, in commits of {n_rows}")
        if not spent:
            print("reading", flush=True)
        rows = frame.height
        spent.append(took_s * 1e3)
        if is_last:
            return {"spent_ms": spent, "rows": rows}


def _large() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        store, frame = Store(Path(name)), positions(_LARGE, 0)
        store.append(SOURCES, _source(), writer="sources", batch=0)
        append_s, _ = _timed(lambda: store.append(POSITIONS, frame, writer="bulk", batch=0))
        read_s, _ = _timed(lambda: store.read(POSITIONS))
    return {"append_rows_per_s": _LARGE / append_s, "read_rows_per_s": _LARGE / read_s}


def _say(done: int) -> None:
    if done % 500 == 0:
        print(f"{done:,} commits", file=sys.stderr)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commits", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=100, help="rows of each commit")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true", help=f"write {FIGURES.name}, for docs/performance.md")
    parser.add_argument("--read-on", type=Path, help=argparse.SUPPRESS)  # what the readers of a measurement are started with
    given = parser.parse_args()
    if given.read_on is not None:
        print(json.dumps(read_on(given.read_on, given.rows)))
        return
    found = measure(given.commits, given.rows, _say if sys.stderr.isatty() else lambda _done: None)
    if given.write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found) if given.json else "\n".join(f"{name:>20}  {value:,}" for name, value in found.items()))


if __name__ == "__main__":
    main()
