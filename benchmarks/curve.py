"""Time and memory against rows: ``python -m benchmarks.curve --work DIR [--rows 0.1e6,1e6,10e6,50e6,200e6] [--json] [--write]``.

For every size a feed is made in DIR, then the floor and one pass run in turn, each in a process of its own. What was measured is kept in
DIR/curve.json, and a size that is there is not measured again. --write keeps the figures and draws the picture for docs/performance.md.
A floor that would need more memory than the machine has is left out, and said so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import polars as pl

from benchmarks.curve_picture import draw_curve
from benchmarks.events import RUNS, in_process
from benchmarks.feeds import score_gaps, score_meets, score_visits
from benchmarks.generate import SHIPS_PER_MILLION, make_feed
from vedette.engine.memory import records_limit_bytes

ROWS = "0.1e6,1e6,10e6,50e6,200e6"
FIGURES = Path(__file__).with_name("curve.json")
PICTURE = Path(__file__).parents[1] / "docs" / "images" / "speed.svg"
_FLOOR_BYTES_PER_ROW = 140  # what Polars takes to read and sort, seen at 10 M and 50 M rows; only to leave out what cannot end
_FITTED_FROM = 1e6
_SEED = 20241201


def feed_folder(work: Path, n_rows: int, generator: Path | None) -> Path:
    """A feed of about so many rows, made if it is not there."""
    folder = work / f"feed-{n_rows}"
    if (folder / "meta.json").exists():
        return folder
    if generator is None:
        make_feed(folder, n_rows, _SEED)
    else:
        ships = max(20, round(n_rows / 1e6 * SHIPS_PER_MILLION))
        given = ["--vessels", str(ships), "--days", "30", "--rows", str(n_rows), "--seed", str(_SEED), "--out", str(folder)]
        subprocess.run([sys.executable, str(generator), *given], check=True, stdout=subprocess.DEVNULL)
    return folder


def has_room_for_floor(folder: Path) -> bool:
    """Whether reading and sorting a feed at once can end on this machine."""
    return _n_rows(folder) * _FLOOR_BYTES_PER_ROW < 2 * records_limit_bytes()


def _n_rows(folder: Path) -> int:
    n_rows: int = json.loads((folder / "meta.json").read_text())["rows"]
    return n_rows


def measure(folder: Path, repeats: int, limit_mb: float | None) -> dict[str, Any]:
    """Medians of one size."""
    n_rows = _n_rows(folder)
    runs = [run for run in RUNS if run != "floor" or has_room_for_floor(folder)]
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        if n_rows < 20e6:
            in_process("with_meetings", folder, out, limit_mb)  # fills the page cache and the compiler's cache
        turns = [{run: in_process(run, folder, out, limit_mb) for run in runs} for _ in range(repeats)]
        found = {table: pl.read_parquet(out / f"{table}.parquet") for table in ("visits", "gaps", "rendezvous")}
    figures: dict[str, Any] = {"rows": turns[0]["ours"]["rows"], "repeats": repeats, "limit_mb": limit_mb}
    for run in RUNS:
        is_run = run in runs
        figures[f"{run}_s"] = round(median(turn[run]["seconds"] for turn in turns), 3) if is_run else None
        figures[f"{run}_mb"] = round(median(turn[run]["peak_mb"] for turn in turns)) if is_run else None
    scores = score_visits(folder, found["visits"]), score_gaps(folder, found["gaps"]), score_meets(folder, found["rendezvous"])
    return figures | {kind: score.as_dict() for kind, score in zip(("visits", "gaps", "meetings"), scores, strict=True)}


def exponent(figures: list[dict[str, Any]], column: str, start: float = 0.0) -> float | None:
    """The power of the rows with which a column, less what it has at the start, grows from 1 M rows up; None with fewer than two sizes."""
    points = [(run["rows"], run[column] - start) for run in figures if run["rows"] > 0.9 * _FITTED_FROM and run[column]]
    if len(points) < 2:
        return None
    rows, values = np.log(np.array(points, dtype=float)).T
    return round(float(np.polyfit(rows, values, 1)[0]), 3)


def measure_all(work: Path, sizes: list[int], repeats: int, limit_mb: float | None, generator: Path | None) -> dict[str, Any]:
    """Every size that is not yet in DIR/curve.json, and the fits."""
    work.mkdir(parents=True, exist_ok=True)
    kept_in = work / "curve.json"
    kept = json.loads(kept_in.read_text()) if kept_in.exists() else {}
    for n_rows in sizes:
        if str(n_rows) not in kept:
            folder = feed_folder(work, n_rows, generator)
            kept[str(n_rows)] = measure(folder, repeats if n_rows < 20e6 else max(1, repeats // 3), limit_mb)
            kept_in.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
            print(json.dumps(kept[str(n_rows)]), file=sys.stderr)
    figures = [kept[str(n_rows)] for n_rows in sorted(sizes)]
    starts = {run: figures[0][f"{run}_s"] or 0.0 for run in RUNS}
    beyond = {run: exponent(figures, f"{run}_s", start) for run, start in starts.items()} if min(sizes) < _FITTED_FROM else {}
    return {
        "sizes": figures,
        "exponents": {run: exponent(figures, f"{run}_s") for run in RUNS},
        "starts_s": starts,
        "beyond_start": beyond,
    }


def main() -> None:
    """Measure what is missing, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder for feeds and what was measured; 5 GB for 200 M rows")
    parser.add_argument("--rows", default=ROWS, help="sizes, with commas between them")
    parser.add_argument("--repeats", type=int, default=5, help="runs of each size; a third as many beyond 20 M rows")
    parser.add_argument("--limit-mb", type=float, help="memory for the records; by default half of what is free")
    parser.add_argument("--generator", type=Path, help="another program that makes feeds (--vessels --days --rows --seed --out)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--write", action="store_true", help="keep the figures and draw the picture for docs/performance.md")
    given = parser.parse_args()
    sizes = [round(float(size)) for size in given.rows.split(",")]
    found = measure_all(given.work, sizes, given.repeats, given.limit_mb, given.generator)
    if given.write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        PICTURE.write_text(draw_curve(found["sizes"]), encoding="utf-8")
    if given.json:
        print(json.dumps(found))
        return
    for run in found["sizes"]:
        print("  ".join(f"{name} {value}" for name, value in run.items() if not isinstance(value, dict)))
    print("time grows with the rows to the power of", found["exponents"])


if __name__ == "__main__":
    main()
