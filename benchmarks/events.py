"""From a feed to visits, gaps and legs, everything included, beside the floor: reading the same columns and sorting them.

`python -m benchmarks.events --feed DIR [--json] [--repeats N] [--write]` runs floor and one pass in turn, each in a process of its own,
and prints the medians, their ratio, the peak memory, and recall and precision against the truth of the feed. --scores-only runs the
pass once and times nothing; with --write it replaces the scores that are kept of this feed and leaves its times.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import polars as pl

from benchmarks.feeds import COLUMNS, as_feed, open_feed, read_places, score_gaps, score_meets, score_visits
from vedette.engine.compiled import MIN_COMPILED_ROWS
from vedette.engine.packed import Chunk, Feed
from vedette.events.steps import RendezvousParams, VisitParams
from vedette.one_pass.find import OnePassParams, find_in_feed

RUNS = ("floor", "ours", "with_meetings")
FIGURES = Path(__file__).with_name("events.json")
TABLES = ("visits", "gaps", "legs", "rendezvous")


def run_floor(folder: Path) -> dict[str, Any]:
    """Polars reads the columns and sorts them by one packed key."""
    feed = open_feed(folder)
    start = time.perf_counter()
    rows = pl.read_parquet(feed.files, columns=list(COLUMNS))
    key = pl.col("mmsi").cast(pl.Int64) * 2**33 + (pl.col("t").to_physical() - pl.col("t").to_physical().min())
    rows = rows.with_columns(key=key).sort("key")
    return {"seconds": time.perf_counter() - start, "rows": rows.height}


def run_ours(folder: Path, out: Path, *, with_meetings: bool, limit_mb: float | None = None) -> dict[str, Any]:
    """Gather, find, write; with a limit, in as many readings as the records need."""
    feed, places = open_feed(folder), read_places(folder)
    meetings = RendezvousParams(places=places) if with_meetings else None
    params = OnePassParams(visits=VisitParams(places=places), rendezvous=meetings)
    _load_kernels(params)
    start = time.perf_counter()
    found = find_in_feed(as_feed(feed), "feed", params, limit_bytes=round(limit_mb * 1e6) if limit_mb else None)
    for name in TABLES:
        getattr(found, name).write_parquet(out / f"{name}.parquet")
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "rows": feed.n_rows, "passed_over": found.passed_over}


def _load_kernels(params: OnePassParams) -> None:
    """Load the compiled loops from the cache, or compile them, and index the places, by a run over a few rows."""
    n = MIN_COMPILED_ROWS
    zeros = np.zeros(n, np.float32)
    chunk = Chunk(np.full(n, 273_000_000, np.int32), np.arange(n), zeros.astype(float), zeros.astype(float), zeros, zeros)
    find_in_feed(Feed(1, lambda _: chunk.number, lambda _: chunk), "warm-up", params)


def peak_mb() -> float:
    """The most memory that this process ever held.

    getrusage would count the parent's too, from the moment between fork and exec; it is asked only where there is no /proc.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / 1e6


def in_process(run: str, folder: Path, out: Path, limit_mb: float | None = None) -> dict[str, Any]:
    """One run in a process of its own: its seconds, rows and peak memory."""
    command = [sys.executable, "-m", "benchmarks.events", "--feed", str(folder), "--run", run, "--out", str(out)]
    command += ["--limit-mb", str(limit_mb)] if limit_mb else []
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def measure(folder: Path, repeats: int, limit_mb: float | None = None) -> dict[str, Any]:
    """Medians of floor and ours, without and with meetings, run in turn, and the scores."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        in_process("with_meetings", folder, out, limit_mb)  # fills the page cache and the compiler's cache
        turns = [{run: in_process(run, folder, out, limit_mb) for run in RUNS} for _ in range(repeats)]
        found = {table: pl.read_parquet(out / f"{table}.parquet") for table in TABLES}
    seconds = {run: median(turn[run]["seconds"] for turn in turns) for run in RUNS}
    ratio = {run: median(turn[run]["seconds"] / turn["floor"]["seconds"] for turn in turns) for run in RUNS}
    rows, peak_mb = turns[0]["ours"]["rows"], median(turn["ours"]["peak_mb"] for turn in turns)
    return {
        "rows": rows, "floor_s": round(seconds["floor"], 3), "ours_s": round(seconds["ours"], 3), "ratio": round(ratio["ours"], 3),
        "with_meetings_s": round(seconds["with_meetings"], 3), "with_meetings_ratio": round(ratio["with_meetings"], 3),
        "rows_per_s": round(rows / seconds["ours"]), "limit_mb": limit_mb,
        "peak_mb": round(peak_mb), "peak_bytes_per_row": round(peak_mb * 1e6 / rows, 1),
        **_scores(folder, found), "passed_over": turns[0]["ours"]["passed_over"],
    }  # fmt: skip


def _scores(folder: Path, found: dict[str, pl.DataFrame]) -> dict[str, Any]:
    return {
        "visits": score_visits(folder, found["visits"]).as_dict(), "gaps": score_gaps(folder, found["gaps"]).as_dict(),
        "meetings": score_meets(folder, found["rendezvous"]).as_dict(),
    }  # fmt: skip


def score_once(folder: Path, limit_mb: float | None = None) -> dict[str, Any]:
    """Rows and scores of one run with meetings."""
    with tempfile.TemporaryDirectory() as name:
        rows = in_process("with_meetings", folder, Path(name), limit_mb)["rows"]
        found = {table: pl.read_parquet(Path(name) / f"{table}.parquet") for table in TABLES}
        return {"rows": rows, **_scores(folder, found)}


def main() -> None:
    """Measure one feed, or, with --run, do one run of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feed", type=Path, required=True, help="folder of a feed with its truth")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--write", action="store_true", help="keep the figures for docs/performance.md")
    parser.add_argument("--scores-only", action="store_true", help="run once, time nothing, score")
    parser.add_argument("--limit-mb", type=float, help="memory for the records; by default half of what is free")
    parser.add_argument("--run", choices=RUNS, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        is_floor, with_meetings = given.run == "floor", given.run == "with_meetings"
        ours = partial(run_ours, given.feed, given.out, with_meetings=with_meetings, limit_mb=given.limit_mb)
        done = run_floor(given.feed) if is_floor else ours()
        print(json.dumps({**done, "peak_mb": peak_mb()}))
        return
    only_scored = given.scores_only
    found = score_once(given.feed, given.limit_mb) if only_scored else measure(given.feed, given.repeats, given.limit_mb)
    if given.write:
        kept = {run["rows"]: run for run in (json.loads(FIGURES.read_text()) if FIGURES.exists() else [])}
        if only_scored and found["rows"] not in kept:
            parser.error(f"no times are kept of a feed of {found['rows']:,} rows: measure them first, without --scores-only")
        found = kept[found["rows"]] | found if only_scored else found
        runs = sorted((kept | {found["rows"]: found}).values(), key=lambda run: run["rows"])
        FIGURES.write_text(json.dumps(runs, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found) if given.json else "\n".join(f"{name:>20}  {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
