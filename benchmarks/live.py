"""How long the live engine keeps a feed waiting, and whether it ends where one run ends.

`python -m benchmarks.live [--rows N] [--json] [--write]` feeds made-up ships and aircraft in batches of 100, 1,000 and 10,000 rows, each
worked on at once, and in batches of 100 that are put off until 10,000 have come; it prints microseconds a row.
`python -m benchmarks.live --feed DIR [--chunks N] [--rows N] [--json]` compares the tables from an archive in chunks with those of one run.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.feeds import open_feed
from vedette import pipeline
from vedette.engine.compiled import always_compiled
from vedette.engine.fingerprint import fingerprint
from vedette.engine.live import LiveEngine
from vedette.engine.live_flow import Line
from vedette.registry.register import Register, load_register
from vedette.schema.tables import POSITIONS, TABLES
from vedette.testing.feed import make_feed

FIGURES = Path(__file__).with_name("live.json")
PUT_OFF = 10_000
LATENESS = timedelta(minutes=10)
RUNS = (("batches of 100", 100, 0), ("batches of 1,000", 1_000, 0), ("batches of 10,000", 10_000, 0),
        (f"batches of 100, worked on when {PUT_OFF:,} have come", 100, PUT_OFF))  # fmt: skip
_MOST_BATCHES = 300
Tables = dict[str, pl.DataFrame]


def measure_latency(rows: pl.DataFrame, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Microseconds a row of each way to feed the second half of the rows, the first half having gone before."""
    return [_feed_in(rows, lines, name, size, at_once) for name, size, at_once in RUNS]


def _feed_in(rows: pl.DataFrame, lines: Sequence[Line], name: str, size: int, at_once: int) -> dict[str, Any]:
    engine = LiveEngine(lines, LATENESS, at_once, is_saved=False)
    half = max(0, min(rows.height // 2, rows.height - 8 * size))
    engine.advance(rows.slice(0, half))
    for n in range(3):
        engine.advance(rows.slice(half + n * size, size))  # compiles or loads what is compiled or loaded once
    engine.catch_up()
    took_us = []
    for start in range(half + 3 * size, rows.height - size + 1, size):
        batch = rows.slice(start, size)
        began = time.perf_counter()
        engine.advance(batch)
        took_us.append((time.perf_counter() - began) / size * 1e6)
        if len(took_us) == _MOST_BATCHES * (10 if at_once else 1):
            break
    p50, p99 = np.percentile(took_us, [50, 99])
    return {"how": name, "batches": len(took_us), "mean_us": round(float(np.mean(took_us)), 2), "p50_us": round(float(p50), 2),
            "p99_us": round(float(p99), 2), "worst_us": round(max(took_us), 2)}  # fmt: skip


def read_archive(folder: Path, n_rows: int | None) -> pl.DataFrame:
    """An archive as rows of POSITIONS, in the order of reception."""
    feed = pl.concat([pl.scan_parquet(path) for path in open_feed(folder).files])
    feed = feed.head(n_rows) if n_rows else feed
    rows = feed.with_row_index("source_row", 1).filter(pl.col("lat").abs() <= 90, pl.col("lon").abs() <= 180)
    return rows.select(
        asset_id=pl.format("mmsi:{}", pl.col("mmsi").cast(pl.String).str.zfill(9)), time=pl.col("t").cast(POSITIONS.polars_schema["time"]),
        lat_deg="lat", lon_deg="lon", sog_kn=pl.when(pl.col("sog") < 102.2).then(pl.col("sog").cast(pl.Float64)),
        cog_deg=pl.when(pl.col("cog") < 360).then(pl.col("cog").cast(pl.Float64)), sensor=pl.lit("ais"), flags=pl.lit(0, pl.Int32),
        source_id=pl.lit("archive"), source_row=pl.col("source_row").cast(pl.Int64),
    ).collect().pipe(_in_order_of_reception)  # fmt: skip


def _in_order_of_reception(rows: pl.DataFrame) -> pl.DataFrame:
    return POSITIONS.shape(rows).sort("source_row")


def run_whole(positions: pl.DataFrame, register: Register, as_of: datetime) -> Tables:
    """The tables of one run."""
    tables = {name: table.empty() for name, table in TABLES.items()} | {POSITIONS.name: positions}
    for line in pipeline.MOVEMENT:
        pipeline.take(line, tables, register, pipeline.Settings(), as_of)
    return tables


def compare_archive(folder: Path, n_chunks: int, n_rows: int | None) -> dict[str, Any]:
    """One run and the live engine over the same archive: seconds, and one hash or two."""
    register = load_register()
    positions = read_archive(folder, n_rows)
    last: datetime = positions["time"].max()  # type: ignore[assignment]
    as_of = last + timedelta(days=1)
    began = time.perf_counter()
    expected = fingerprint(run_whole(positions, register, as_of))
    whole_s = time.perf_counter() - began
    began = time.perf_counter()
    engine = LiveEngine(pipeline.movement_lines(register, pipeline.Settings()), LATENESS, is_saved=False)
    size = -(-positions.height // n_chunks)
    for start in range(0, positions.height, size):
        engine.advance(positions.slice(start, size))
    engine.flush()
    found = fingerprint(engine.tables(as_of))
    live_s = time.perf_counter() - began
    return {"rows": positions.height, "chunks": n_chunks, "is_equal": found == expected, "hash": expected[:16],
            "one_run_s": round(whole_s, 1), "live_s": round(live_s, 1), "live_rows_per_s": round(positions.height / live_s)}  # fmt: skip


def main() -> None:
    """Measure latency, or, with --feed, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, help="rows of the feed that is made up (120,000), or most rows of the archive (all)")
    parser.add_argument("--feed", type=Path, help="compare on an archive")
    parser.add_argument("--chunks", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true", help=f"write {FIGURES.name}")
    asked = parser.parse_args()
    with always_compiled():
        if asked.feed:
            result = compare_archive(asked.feed, asked.chunks, asked.rows)
        else:
            rows = make_feed(7, n_ships=(asked.rows or 120_000) // 800, n_aircraft=(asked.rows or 120_000) // 2400, days=6.0)
            rows = rows.sort("time", "source_id", "source_row")
            lines = pipeline.movement_lines(load_register(), pipeline.Settings())
            latency = measure_latency(rows, lines)
            result = {
                "rows": rows.height,
                "assets": rows["asset_id"].n_unique(),
                "load": round(os.getloadavg()[0], 1),
                "latency": latency,
            }
    if asked.write:
        FIGURES.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if asked.json:
        print(json.dumps(result))
        return
    for row in result.pop("latency", []):
        print(f"{row['how']}: {row['p50_us']} µs a row (p50), {row['p99_us']} (p99), {row['mean_us']} (mean)")
    print(", ".join(f"{name.replace('_', ' ')} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
