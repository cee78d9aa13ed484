"""What it costs to append to the store and to read it: ``python -m benchmarks.store [--commits 10000] [--rows 100] [--json]
[--write]``.

Many small commits to one table, as a live feed makes them; the first and the last hundred are compared, and a read at the start, at the
end and after `vedette tidy`. Then one commit of a million positions, and reading it back.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
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


def measure(n_commits: int, n_rows: int) -> dict[str, Any]:
    """Seconds and milliseconds of what is said above."""
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name))
        store.append(SOURCES, _source(), writer="sources", batch=0)
        spent = []
        for k in range(n_commits):
            frame = positions(n_rows, k * n_rows)
            spent.append(_timed(lambda frame=frame, k=k: store.append(POSITIONS, frame, writer="live", batch=k))[0] * 1e3)
            if sys.stderr.isatty() and k % 500 == 0:
                print(k, round(spent[-1], 1), file=sys.stderr)
        read_s, before = _timed(lambda: store.read(POSITIONS))
        tidy_s, tidied = _timed(lambda: tidy_store(Path(name), keep={}, older_than_h=0))
        tidy_read_s, after = _timed(lambda: store.read(POSITIONS))
        assert before.equals(after)
        merged = next(t for t in tidied if t.table == POSITIONS.name)
        figures = {
            "commits": n_commits, "rows_a_commit": n_rows, "first_ms": median(spent[1 : _SAMPLE + 1]), "last_ms": median(spent[-_SAMPLE:]),
            "p99_ms": quantiles(spent, n=100)[98] if n_commits > 100 else max(spent), "read_s": read_s, "tidy_s": tidy_s,
            "read_tidied_s": tidy_read_s, "files_before": merged.n_files_before, "files_after": merged.n_files_after,
        }  # fmt: skip
    return {name: round(value, 3) for name, value in {**figures, **_large()}.items()}


def _large() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        store, frame = Store(Path(name)), positions(_LARGE, 0)
        store.append(SOURCES, _source(), writer="sources", batch=0)
        append_s, _ = _timed(lambda: store.append(POSITIONS, frame, writer="bulk", batch=0))
        read_s, _ = _timed(lambda: store.read(POSITIONS))
    return {"append_rows_per_s": _LARGE / append_s, "read_rows_per_s": _LARGE / read_s}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commits", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=100, help="rows of each commit")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true", help=f"write {FIGURES.name}, for docs/performance.md")
    given = parser.parse_args()
    found = measure(given.commits, given.rows)
    if given.write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found) if given.json else "\n".join(f"{name:>20}  {value:,}" for name, value in found.items()))


if __name__ == "__main__":
    main()
