"""Take-offs and landings in positions in order, beside the floor: Polars sorting the same rows; and recall and precision.

`python -m benchmarks.landings [--rows N] [--json] [--write]` makes flights without a ground flag (`benchmarks.flights`), repeats them
under other addresses up to the number of rows, and measures floor and ours in turn. Ours is everything from the frame to events,
the landings of silent aircraft included. Medians are printed; a first turn, which compiles the loop, is not counted. Beside the recall
over all stands that over those within 15 minutes of which the aircraft was heard. --scores-only times nothing; with --write the times that
are kept stay.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import polars as pl

from benchmarks.flights import Flights, make_flights, score, seen
from benchmarks.peers.__main__ import Peer, run_peer
from vedette.engine.local import run_scan
from vedette.events.steps import LANDINGS, LandingParams
from vedette.schema.table import TIME

TRAFFIC = Peer(
    "traffic", "flights_traffic.py", ("traffic", "pandas<3", "pyarrow"), (), "the airfields nearest to both ends of a flight"
)
FIGURES = Path(__file__).with_name("landings.json")
MIN_CONFIDENCE = 0.25  # below the cap of a take-off that was first seen in the air
N_FLIGHTS = 400
_ORDER = ("asset_id", "time", "source_id", "source_row")


def repeat(positions: pl.DataFrame, n_rows: int) -> pl.DataFrame:
    """The same flights under other addresses, in order, until there are so many rows."""
    copies = range(max(1, round(n_rows / positions.height)))
    return pl.concat([positions.with_columns(pl.col("asset_id") + f"{n:03x}") for n in copies]).sort(_ORDER)


def run_floor(shuffled: pl.DataFrame) -> int:
    """Sort the rows by asset and time."""
    return shuffled.sort("asset_id", "time").height


def run_ours(positions: pl.DataFrame, params: LandingParams, end: datetime) -> int:
    """All events; their number."""
    return run_scan(LANDINGS, positions, params, watermark=end).frame.height


def scores(flights: Flights, params: LandingParams, end: datetime) -> dict[str, dict[str, float]]:
    """Recall and precision of landings and take-offs, and how many who only passed by are said to have landed or left."""
    events = run_scan(LANDINGS, flights.positions, params, watermark=end).frame
    found = {}
    for kind in ("landing", "take_off"):
        recall, precision = score(events, flights, kind, MIN_CONFIDENCE)
        n_true, truth_seen = flights.truth.filter(pl.col("kind") == kind).height, seen(flights, kind)
        recall_seen, _ = score(events, replace(flights, truth=truth_seen), kind, MIN_CONFIDENCE)
        found[kind] = {
            "n_true": n_true, "recall": round(recall, 4), "n_seen": truth_seen.height, "recall_seen": round(recall_seen, 4),
            "precision": round(precision, 4),
        }  # fmt: skip
    return found


def measure(n_rows: int, repeats: int, seed: int = 1) -> dict[str, Any]:
    """Medians of floor and ours, and scores."""
    flights = make_flights(N_FLIGHTS, seed)
    params = LandingParams(airfields=flights.airfields)
    last: Any = flights.positions["time"].max()
    end = last + timedelta(hours=2)
    positions = repeat(flights.positions, n_rows)
    shuffled = positions.sample(fraction=1.0, shuffle=True, seed=seed)
    turns = []
    for _ in range(repeats + 1):
        floor_s, _rows = _time(lambda: run_floor(shuffled))
        ours_s, n_events = _time(lambda: run_ours(positions, params, end))
        turns.append((floor_s, ours_s, n_events))
    floor_s, ours_s = median(t[0] for t in turns[1:]), median(t[1] for t in turns[1:])
    return {
        "rows": positions.height, "events": turns[0][2], "cores": os.cpu_count(), "floor_s": round(floor_s, 3),
        "ours_s": round(ours_s, 3), "ratio": round(ours_s / floor_s, 3), "rows_per_s": round(positions.height / ours_s),
        **scores(flights, params, end),
    }  # fmt: skip


def measure_traffic(seed: int = 1) -> dict[str, Any]:
    """traffic beside ours on the same flights, once each: seconds, and recall and precision of both; or why it was skipped."""
    flights = make_flights(N_FLIGHTS, seed)
    params = LandingParams(airfields=flights.airfields)
    last: Any = flights.positions["time"].max()
    end = last + timedelta(hours=2)
    fields = pl.DataFrame([vars(field) for field in flights.airfields])
    with tempfile.TemporaryDirectory() as name:
        feed, out = Path(name), Path(name) / "found.parquet"
        flights.positions.write_parquet(feed / "positions.parquet")
        fields.rename({"lat_deg": "latitude", "lon_deg": "longitude", "elevation_ft": "altitude"}).write_parquet(
            feed / "airfields.parquet"
        )
        run_ours(flights.positions, params, end)  # compiles the loop
        ours_s, _ = _time(lambda: run_ours(pl.read_parquet(feed / "positions.parquet"), params, end))
        ran = run_peer(TRAFFIC, feed, out)
        if "skipped" in ran:
            return ran
        found = pl.read_parquet(out).with_columns(pl.col("start").cast(TIME), confidence=pl.lit(1.0)).with_columns(end="start")
    shown = {
        kind: dict(zip(("recall", "precision"), score(found, flights, kind, 0.0), strict=True))
        for kind in ("landing", "take_off")
    }
    rounded = {kind: {name: round(value, 4) for name, value in of_kind.items()} for kind, of_kind in shown.items()}
    return {
        "rows": flights.positions.height, "ours_s": round(ours_s, 3), "traffic_s": round(ran["seconds"], 3),
        "times_ours": round(ran["seconds"] / ours_s, 1), **rounded,
    }  # fmt: skip


def _time(run: Callable[[], int]) -> tuple[float, int]:
    start = time.perf_counter()
    count = run()
    return time.perf_counter() - start, count


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1, help="of the flights")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--write", action="store_true", help="keep the figures for docs/performance.md")
    parser.add_argument("--scores-only", action="store_true", help="time nothing, score")
    given = parser.parse_args()
    if given.scores_only:
        flights = make_flights(N_FLIGHTS, given.seed)
        last: Any = flights.positions["time"].max()
        kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
        found = kept | scores(flights, LandingParams(airfields=flights.airfields), last + timedelta(hours=2))
    else:
        found = measure(given.rows, given.repeats, given.seed) | {"traffic": measure_traffic(given.seed)}
    if given.write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found) if given.json else "\n".join(f"{name:>12}  {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
