"""Make a feed of ships with known truth, of any length, in little memory: ``python -m benchmarks.generate --rows 10e6 --out DIR``.

The folder is what `benchmarks/feeds.py` reads: `feed/day=NN.parquet` in the order of reception, `places.parquet`, the three tables
of truth, and `meta.json`. Ships are sampled in groups and written by day; then each day is put in order. The same arguments
give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.sampling import sample_ships
from benchmarks.voyages import DAY_S, Fleet, Places, make_fleet, make_places

START_MS = 1_727_740_800_000  # 1 October 2024
SHIPS_PER_MILLION, DAYS = 200, 30
_GROUP = 400  # ships at a time: some two million rows
_REPEATED = 1.03


def make_feed(out: Path, n_rows: int, seed: int, n_ships: int | None = None, days: int = DAYS) -> dict[str, float]:
    """Write a feed of about so many rows; gives what `meta.json` says."""
    rng = np.random.default_rng(seed)
    places = make_places(rng)
    fleet = make_fleet(rng, places, n_ships or max(20, round(n_rows / 1e6 * SHIPS_PER_MILLION)), days)
    shutil.rmtree(out, ignore_errors=True)
    (out / "feed").mkdir(parents=True)
    n_written = _write_feed(out, fleet, n_rows, seed, days)
    _write_truth(out, places, fleet, days)
    meta = {"rows": n_written, "ships": len(fleet.mmsi), "days": days, "seed": seed, "base_ms": START_MS}
    (out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    return meta


def _write_feed(out: Path, fleet: Fleet, n_rows: int, seed: int, days: int) -> int:
    step_s = _step_s(fleet, n_rows / _REPEATED, days * DAY_S)
    drafts, n_ships = out / "drafts", len(fleet.mmsi)
    for group, first in enumerate(range(0, n_ships, _GROUP)):
        end = min(first + _GROUP, n_ships)
        ship, place, when = sample_ships(
            first, end, seed * 1_000_003, fleet.offsets, fleet.arrive_s, fleet.depart_s, fleet.lat, fleet.lon, fleet.dark_offsets,
            fleet.dark_s, step_s, days * DAY_S, int(1.5 * n_rows * (end - first) / n_ships) + 10_000,
        )  # fmt: skip
        rows = _rows(fleet.mmsi[ship], place, when)
        for (day,), part in (
            rows.with_columns(day=(pl.col("received") // DAY_S).cast(pl.Int32)).partition_by("day", as_dict=True).items()
        ):
            (drafts / f"{day:03d}").mkdir(parents=True, exist_ok=True)
            part.drop("day").write_parquet(drafts / f"{day:03d}" / f"{group:04d}.parquet", compression="lz4")
    n_written = 0
    for day in sorted(drafts.iterdir()):
        rows = pl.read_parquet(day / "*.parquet").sort("received", maintain_order=True).drop("received")
        rows.write_parquet(
            out / "feed" / f"day={day.name}.parquet", compression="zstd", compression_level=3, row_group_size=500_000
        )
        n_written += rows.height
    shutil.rmtree(drafts)
    return n_written


def _rows(mmsi: np.ndarray, place: np.ndarray, when: np.ndarray) -> pl.DataFrame:
    columns = {
        "mmsi": mmsi.astype(np.int32), "t": START_MS + when[:, 0].astype(np.int64) * 1000, "lon": place[:, 1], "lat": place[:, 0],
        "sog": place[:, 2].astype(np.float32), "cog": place[:, 3].astype(np.float32), "received": when[:, 1],
    }  # fmt: skip
    return pl.DataFrame(columns).with_columns(pl.col("t").cast(pl.Datetime("ms")))


def _step_s(fleet: Fleet, n_rows: float, end_s: float) -> float:
    """The mean time between rows of a ship under way that gives so many rows; moored ships send half as often."""
    moored_s = float(np.clip(np.minimum(fleet.depart_s, end_s) - np.maximum(fleet.arrive_s, 0), 0, None).sum())
    dark_s = float(np.diff(fleet.dark_s, axis=1).sum())
    total_s = len(fleet.mmsi) * end_s
    heard_share = 1 - dark_s / total_s
    return heard_share * (total_s - moored_s / 2) / n_rows


def _write_truth(out: Path, places: Places, fleet: Fleet, days: int) -> None:
    end_s = days * DAY_S
    ships = np.repeat(np.arange(len(fleet.mmsi)), np.diff(fleet.offsets))
    stays = pl.DataFrame(
        {"mmsi": fleet.mmsi[ships], "hull": ships, "place": fleet.place, "t_arr": fleet.arrive_s, "t_dep": fleet.depart_s}
    )
    is_seen = (pl.col("place") >= 0) & (pl.col("t_dep") > 0) & (pl.col("t_arr") < end_s)
    stays.filter(is_seen).write_parquet(out / "truth_visits.parquet")
    dark = fleet.dark_s
    numbers = np.repeat(fleet.mmsi, np.diff(fleet.dark_offsets))
    pl.DataFrame({"mmsi": numbers, "t0": dark[:, 0], "t1": dark[:, 1]}).write_parquet(out / "truth_gaps.parquet")
    met = [(int(fleet.mmsi[a]), int(fleet.mmsi[b]), *rest) for a, b, *rest in fleet.meetings]
    schema = {"a": pl.Int64, "b": pl.Int64, "t0": pl.Float64, "t1": pl.Float64, "lat": pl.Float64, "lon": pl.Float64}
    pl.DataFrame(met, schema, orient="row").write_parquet(out / "truth_meets.parquet")
    pl.DataFrame({
        "place": np.arange(len(places.lat), dtype=np.int32), "name": [f"place {k}" for k in range(len(places.lat))],
        "cx": places.lon, "cy": places.lat, "xs": [lon for _, lon in places.rings], "ys": [lat for lat, _ in places.rings],
    }).write_parquet(out / "places.parquet")  # fmt: skip


def main() -> None:
    """Make one feed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=float, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    print(json.dumps(make_feed(given.out, round(given.rows), given.seed)))


if __name__ == "__main__":
    main()
