"""Ours beside what others offer, on the same rows, one after the other: ``python -m benchmarks.peers [--work DIR] [--most-rows N]
[--only NAME,NAME] [--json] [--write]``.

Every peer runs in an environment of its own, made by uv from the package registry; one that cannot be made is skipped and named. All
times are from Parquet to Parquet. Libraries that take minutes for some hundred thousand rows get no more; ours and floor
run at every size that a peer runs at, and have the medians of five runs there. Whole numbers of ships are given, so that visits can be
scored against the truth. What was measured is kept in DIR/peers.json and not measured again; a peer that was skipped is tried again.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.curve import feed_folder, has_room_for_floor
from benchmarks.events import in_process
from benchmarks.feeds import score_gaps, score_visits

HERE = Path(__file__).parent
FIGURES = HERE.parent / "peers.json"
_PYTHON = "3.11"
_LONGEST_S = 900
_TURNS = 5  # of floor and ours; a peer runs once


@dataclass(frozen=True)
class Peer:
    """A script, the packages that it needs, the sizes that it runs at, and what it does and does not do."""

    name: str
    script: str
    packages: tuple[str, ...]
    rows: tuple[int, ...]
    does: str


PEERS = (
    Peer("MovingPandas", "stays_movingpandas.py", ("movingpandas", "pyarrow"), (300_000,),
         "stops within 500 m, joined with outlines"),
    Peer("trackintel", "stays_trackintel.py", ("trackintel", "pyarrow"), (300_000,),
         "staypoints within 500 m, joined with outlines"),
    Peer("DuckDB", "stays_duckdb.py", ("duckdb",), (1_000_000, 10_000_000, 50_000_000),
         "SQL: runs of rows inside outlines; gaps"),
    Peer("SedonaDB", "stays_sedona.py", ("apache-sedona[db]", "pyarrow"), (1_000_000,), "SQL: runs of rows inside outlines"),
)  # fmt: skip


def run_peer(peer: Peer, feed: Path, out: Path) -> dict[str, Any]:
    """Seconds and memory of one peer, or why it was skipped."""
    if (uv := shutil.which("uv")) is None:
        return {"skipped": "uv is not installed"}
    wanted = [argument for package in peer.packages for argument in ("--with", package)]
    made = [uv, "run", "--isolated", "--no-project", "--python", _PYTHON, *wanted, "python"]
    tried = subprocess.run([*made, "-c", "pass"], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        return {"skipped": f"cannot be installed: {_last_line(tried.stderr)}"}
    try:
        command = [*made, str(HERE / peer.script), "--feed", str(feed), "--out", str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_LONGEST_S)
    except subprocess.TimeoutExpired:
        return {"skipped": f"did not end within {_LONGEST_S} s"}
    if done.returncode != 0:
        return {"skipped": f"failed: {_last_line(done.stderr)}"}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip()[:160] if lines else "no message"


def as_events(stays: pl.DataFrame) -> pl.DataFrame:
    """A peer's rows in the columns that `score_visits` and `score_gaps` read."""
    times = {n: (pl.col(f"{n}_s") * 1e6).cast(pl.Int64).cast(pl.Datetime("us", "UTC")) for n in ("start", "end")}
    place = {"place_id": pl.col("place").cast(pl.String)} if "place" in stays.columns else {}
    return stays.select(asset_id=pl.format("mmsi:{}", "mmsi"), **place, **times, confidence=pl.lit(4))


def sizes_of(peer: Peer, most: int) -> tuple[int, ...]:
    """The sizes of a peer up to the most that was asked for, or that alone."""
    return tuple(size for size in peer.rows if size <= most) or (most,)


def measure(work: Path, most: int, names: Collection[str] = ()) -> list[dict[str, Any]]:
    """Floor and ours at every size, then the peers of that size; by name only those asked for."""
    kept_in, peers = work / "peers.json", [peer for peer in PEERS if not names or peer.name in names]
    kept: dict[str, list[dict[str, Any]]] = json.loads(kept_in.read_text(encoding="utf-8")) if kept_in.exists() else {}
    found = []

    def keep(key: str, measured: Callable[[], list[dict[str, Any]]]) -> list[dict[str, Any]]:
        if key not in kept or "skipped" in kept[key][-1]:
            kept[key] = measured()
            kept_in.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
            print(table(kept[key]), file=sys.stderr, flush=True)
        return kept[key]

    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        for size in sorted({size for peer in peers for size in sizes_of(peer, most)}):
            feed = feed_folder(work, size, None)
            both = keep(f"{size}", lambda feed=feed: measure_ours(feed, scratch))
            found += both
            for peer in peers:
                if size in sizes_of(peer, most):
                    found += keep(
                        f"{size} {peer.name}", lambda p=peer, feed=feed, ours=both[-1]: [measure_peer(p, feed, scratch, ours)]
                    )
    return found


def measure_ours(feed: Path, scratch: Path) -> list[dict[str, Any]]:
    """Floor and ours on a feed, in turn; the floor is left out where it would need more memory than there is."""
    runs = ("floor", "ours") if has_room_for_floor(feed) else ("ours",)
    in_process("ours", feed, scratch)  # fills the caches
    turns = [{run: in_process(run, feed, scratch) for run in runs} for _ in range(_TURNS)]
    medians = {run: _median_run([turn[run] for turn in turns]) for run in runs}
    ours, tables = medians["ours"], [pl.read_parquet(scratch / f"{table}.parquet") for table in ("visits", "gaps")]
    scores = {"visits": score_visits(feed, tables[0]).as_dict(), "gaps": score_gaps(feed, tables[1]).as_dict()}
    floor = medians.get("floor", {"skipped": "needs more memory than there is"}) | {"rows": ours["rows"]}
    return [
        {"name": "floor", "does": "Polars reads and sorts", **_figures(floor, ours)},
        {"name": "Vedette", "does": "visits, gaps, legs, hulls told apart", **_figures(ours, ours), **scores},
    ]


def measure_peer(peer: Peer, feed: Path, scratch: Path, ours: dict[str, Any]) -> dict[str, Any]:
    """One peer on a feed, beside ours there."""
    out = scratch / f"{peer.name}.parquet"
    result, scores = run_peer(peer, feed, out) | {"rows": ours["rows"]}, {}
    if "skipped" not in result:
        scores["visits"] = score_visits(feed, as_events(pl.read_parquet(out))).as_dict()
        if (gaps := Path(f"{out}.gaps")).exists():
            scores["gaps"] = score_gaps(feed, as_events(pl.read_parquet(gaps))).as_dict()
    return {"name": peer.name, "does": peer.does, **_figures(result, ours), **scores}


def _median_run(runs: list[dict[str, Any]]) -> dict[str, Any]:
    return sorted(runs, key=lambda run: run["seconds"])[len(runs) // 2]


def _figures(run: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    if "skipped" in run:
        return {"rows": run["rows"], "skipped": run["skipped"]}
    seconds, rows = run["seconds"], run["rows"]
    return {
        "rows": rows, "seconds": round(seconds, 3), "times_ours": round(seconds / ours["seconds"], 2),
        "rows_per_s": round(rows / seconds), "peak_mb": round(run["peak_mb"]),
    }  # fmt: skip


def table(found: list[dict[str, Any]]) -> str:
    """For the terminal."""
    lines = [f"{'':<14}{'rows':>12}{'s':>10}{'x ours':>9}{'rows/s':>13}{'MB':>7}  recall  precision"]
    for run in found:
        if "skipped" in run:
            lines.append(f"{run['name']:<14}{run['rows']:>12,}  skipped: {run['skipped']}")
            continue
        scored = f"  {run['visits']['recall']:.3f}   {run['visits']['precision']:.3f}" if "visits" in run else ""
        lines.append(
            f"{run['name']:<14}{run['rows']:>12,}{run['seconds']:>10.2f}{run['times_ours']:>9.2f}{run['rows_per_s']:>13,}{run['peak_mb']:>7,}"
            + scored
        )
    return "\n".join(lines)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, help="folder for feeds, kept; by default one that goes away")
    parser.add_argument("--most-rows", type=float, default=50e6, help="no peer gets more")
    parser.add_argument("--only", default="", help="names of peers, with commas between them")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--write", action="store_true", help="keep the figures for docs/performance.md")
    given = parser.parse_args()
    names = [name for name in given.only.split(",") if name]
    if unknown := set(names) - {peer.name for peer in PEERS}:
        parser.error(f"no peer {', '.join(sorted(unknown))}; there are {', '.join(peer.name for peer in PEERS)}")
    with tempfile.TemporaryDirectory() as scratch:
        work: Path = given.work or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        found = measure(work, round(given.most_rows), names)
    if given.write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found) if given.json else table(found))


if __name__ == "__main__":
    main()
