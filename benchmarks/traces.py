"""Gzipped readsb traces to rows of tables, beside the floor: unpacking them and parsing the JSON.

`python -m benchmarks.traces [--files N] [--points N] [--json] [--write]` makes a day of an archive, reads it with as many threads as
there are cores, and brings it into an empty store; each turn measures all of them one after the other. Medians are printed; a
first turn, which compiles the loop, is not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.trace_archive import make_archive
from vedette.sources import readsb_trace
from vedette.sources.bring_in import NO_SPEC
from vedette.sources.bring_traces import bring_in_traces
from vedette.sources.format import ReadContext
from vedette.sources.readsb_files import TraceFile, read_files
from vedette.sources.readsb_tables import assets_of, identity_rows, positions_of
from vedette.store.tables import Store

FIGURES = Path(__file__).with_name("traces.json")
_ADDED = datetime(2025, 1, 2, tzinfo=UTC)
_N_ALONE = 20  # files that are read one by one, to say what that costs


def run_floor(paths: Sequence[Path]) -> int:
    """Unpack every file and parse its JSON; the number of points."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return sum(pool.map(_parse, paths))


def _parse(path: Path) -> int:
    return len(json.loads(zlib.decompressobj(31).decompress(path.read_bytes()))["trace"])


def run_ours(paths: Sequence[Path]) -> int:
    """Positions and identities of every file; the number of positions."""
    n_positions = 0
    for group in read_files(paths):
        files = [file for file in group if isinstance(file, TraceFile) and file.points is not None]
        points = [file.points for file in files if file.points is not None]
        source_ids, assets = [f"src-{file.sha256[:12]}" for file in files], [a or "" for a in assets_of(points)]
        n_positions += positions_of(points, source_ids, assets).height
        for each, source_id, asset in zip(points, source_ids, assets, strict=True):
            identity_rows(each, source_id, asset)
    return n_positions


def run_alone(paths: Sequence[Path]) -> int:
    """The same for some files one by one, as a single file is read."""
    context = ReadContext(source_id="src-alone")
    return sum(batch.positions.height for path in paths[:_N_ALONE] for batch in readsb_trace.read(path, context))


def run_store(paths: Sequence[Path]) -> int:
    """Bring every file into an empty store; the number of positions."""
    with tempfile.TemporaryDirectory() as folder:
        found = bring_in_traces(Store(Path(folder)), paths, base=Path(folder), spec=NO_SPEC, added=_ADDED)
    return sum(account.counts.positions for account in found.values())


RUNS: dict[str, Callable[[Sequence[Path]], int]] = {
    "floor": run_floor, "ours": run_ours, "alone": run_alone, "store": run_store,
}  # fmt: skip


def measure(n_files: int, n_points: int, repeats: int, seed: int = 2012) -> dict[str, Any]:
    """Medians of all runs, in turn, over one made-up day."""
    with tempfile.TemporaryDirectory() as folder:
        paths = make_archive(Path(folder), n_files, n_points, seed)
        n_bytes = sum(path.stat().st_size for path in paths)
        turns = [{name: _time(run, paths) for name, run in RUNS.items()} for _ in range(repeats + 1)][1:]
    seconds = {name: median(turn[name][0] for turn in turns) for name in RUNS}
    counts = {name: turns[0][name][1] for name in RUNS}
    return {
        "files": n_files, "positions": counts["ours"], "packed_mb": round(n_bytes / 1e6, 1), "cores": os.cpu_count(),
        **{f"{name}_s": round(value, 3) for name, value in seconds.items()},
        **{f"{name}_per_s": round(counts[name] / seconds[name]) for name in RUNS},
        "ratio": round(seconds["ours"] / seconds["floor"], 3),
    }  # fmt: skip


def _time(run: Callable[[Sequence[Path]], int], paths: Sequence[Path]) -> tuple[float, int]:
    start = time.perf_counter()
    count = run(paths)
    return time.perf_counter() - start, count


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--points", type=int, default=3000, help="points of each file")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--write", action="store_true", help="keep the figures for docs/performance.md")
    given = parser.parse_args()
    found = measure(given.files, given.points, given.repeats)
    if given.write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found) if given.json else "\n".join(f"{name:>16}  {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
