"""How long the live engine keeps a feed waiting, and whether it ends where one run ends.

`python -m benchmarks.live [--rows N] [--json] [--write]` feeds made-up ships and aircraft in batches of 100, 1,000 and 10,000 rows, each
worked on at once, and in batches of 100 that are put off until 10,000 have come; it prints microseconds a row, and what a look costs.
`python -m benchmarks.live --feed DIR [--chunks N] [--rows N] [--json]` compares the tables from an archive in chunks with those of one run.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Sequence
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
_TIMES = 3  # engines that are fed the same
Tables = dict[str, pl.DataFrame]


def measure_latency(rows: pl.DataFrame, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Microseconds a row of each way to feed the second half of the rows, the first half having gone before."""
    return [_feed_in(rows, lines, name, size, at_once) for name, size, at_once in RUNS]


def _feed_in(rows: pl.DataFrame, lines: Sequence[Line], name: str, size: int, at_once: int) -> dict[str, Any]:
    """The same batches through `_TIMES` engines: by the clock all their times, by the processor's time the least of each batch."""
    took = np.array([_time_batches(_begin(rows, lines, size, at_once), rows, size, at_once) for _ in range(_TIMES)])
    clock, busy = took[:, :, 0], took[:, :, 1].min(axis=0)
    figures = {
        "mean_us": np.mean(clock), "p50_us": np.percentile(clock, 50), "p99_us": np.percentile(clock, 99), "worst_us": np.max(clock),
        "busy_p50_us": np.percentile(busy, 50), "busy_p99_us": np.percentile(busy, 99),
    }  # fmt: skip
    return {"how": name, "batches": len(busy), **{figure: round(float(value), 2) for figure, value in figures.items()}}


def _begin(rows: pl.DataFrame, lines: Sequence[Line], size: int, at_once: int) -> LiveEngine:
    """An engine that has the first half of the rows, and has compiled or loaded what is compiled or loaded once."""
    engine = LiveEngine(lines, LATENESS, at_once, is_saved=False)
    half = _half(rows, size)
    engine.advance(rows.slice(0, half))
    for n in range(3):
        engine.advance(rows.slice(half + n * size, size))
    engine.catch_up()
    return engine


def _half(rows: pl.DataFrame, size: int) -> int:
    return max(0, min(rows.height // 2, rows.height - 8 * size))


def _time_batches(engine: LiveEngine, rows: pl.DataFrame, size: int, at_once: int) -> list[tuple[float, float]]:
    """Of each batch microseconds a row, by the clock and of the processor."""
    took_us: list[tuple[float, float]] = []
    for start in range(_half(rows, size) + 3 * size, rows.height - size + 1, size):
        batch = rows.slice(start, size)
        busy, began = time.process_time(), time.perf_counter()
        engine.advance(batch)
        ended = time.perf_counter()
        took_us.append(((ended - began) / size * 1e6, (time.process_time() - busy) / size * 1e6))
        if len(took_us) == _MOST_BATCHES * (10 if at_once else 1):
            break
    return took_us


def measure_looks(rows: pl.DataFrame, lines: Sequence[Line]) -> dict[str, Any]:
    """What is put off: seconds of a first rest, of one after a batch more, and of making all tables; milliseconds of a batch of
    which one row in a hundred is two days late."""
    engine = _begin(rows, lines, 100, 0)
    half, as_of = _half(rows, 100) + 300, rows["time"].max()
    first_s, _ = _time(engine.rest)
    engine.advance(rows.slice(half, 100))
    again_s, _ = _time(engine.rest)
    tables_s, _ = _time(lambda: engine.tables(as_of))  # type: ignore[arg-type]
    late_ms = []
    for n in range(1, 31):
        batch = rows.slice(half + 100 * n, 100).with_row_index("k")
        late = pl.when(pl.col("k") == 50).then(pl.col("time") - timedelta(days=2)).otherwise("time")
        batch = batch.with_columns(time=late, received=pl.lit(None, rows["received"].dtype)).drop("k")
        late_ms.append(_time(lambda batch=batch: engine.advance(batch))[0] * 1e3)  # type: ignore[misc]
    return {"rows_between": half, "first_rest_s": round(first_s, 2), "rest_after_100_rows_s": round(again_s, 3),
            "tables_s": round(tables_s, 2), "late_batch_p50_ms": round(float(np.median(late_ms)), 1)}  # fmt: skip


def _time(call: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    found = call()
    return time.perf_counter() - began, found


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
                "looks": measure_looks(rows, lines),
            }
    if asked.write:
        FIGURES.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if asked.json:
        print(json.dumps(result))
        return
    for row in result.pop("latency", []):
        print(f"{row['how']}: {row['p50_us']} µs a row (p50), {row['p99_us']} (p99), {row['mean_us']} (mean), "
              f"{row['busy_p99_us']} (p99 of the processor's time)")  # fmt: skip
    print(", ".join(f"{name.replace('_', ' ')} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
