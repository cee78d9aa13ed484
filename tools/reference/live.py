"""The figures of the live engine, from what `python -m benchmarks.live --write` kept."""

from __future__ import annotations

import json
from pathlib import Path

from reference.markdown import table

FIGURES = Path(__file__).parents[2] / "benchmarks" / "live.json"


def live() -> str:
    """The table of one measurement."""
    if not FIGURES.exists():
        return "Not measured."
    run = json.loads(FIGURES.read_text(encoding="utf-8"))
    head = ("", "batches", "median, µs a row", "99th percentile", "worst", "99th percentile of the processor's time")
    rows = [
        (r["how"], str(r["batches"]), *(f"{r[key]:.2f}" for key in ("p50_us", "p99_us", "worst_us", "busy_p99_us")))
        for r in run["latency"]
    ]
    looks = run["looks"]
    said = (
        f"{run['rows']:,} rows of {run['assets']} assets; load of the machine in the last minute {run['load']}.",
        f"First rest, after {looks['rows_between']:,} rows: {looks['first_rest_s']:.2f} s;",
        f"after 100 more {looks['rest_after_100_rows_s']:.2f} s; all tables {looks['tables_s']:.1f} s;",
        f"a batch with a late row after a rest {looks['late_batch_p50_ms']:.0f} ms in the median.",
    )
    return f"{table(head, rows)}\n\n{' '.join(said)}"


PARTS = {"live": live}
