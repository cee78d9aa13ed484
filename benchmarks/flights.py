"""Made-up flights with known take-offs and landings, received badly: no ground flag, noise, gaps of tens of seconds, deaf low down.

A seed flows in; positions as the detectors read them, airfields, and the truth flow out. Besides flights from field to field
there are the ones that must not be mistaken: touch-and-goes, go-arounds, passers-by high and low, helicopters that hover.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from vedette.events.steps import Airfield
from vedette.schema.table import TIME
from vedette.schema.tables import POSITIONS

START_US = int(datetime(2025, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000
KINDS = ("plain", "plain", "plain", "touch_and_go", "go_around", "passing_high", "passing_low", "helicopter")
_KM_A_DEGREE = 110.95
_STEP_KM = 0.05
Legs = list[tuple[float, float, float]]  # km along the way, ft over the ground, kn


@dataclass(frozen=True)
class Flights:
    """Positions in the table's order, airfields, and truth: asset_id, kind, place_id, time."""

    positions: pl.DataFrame
    airfields: tuple[Airfield, ...]
    truth: pl.DataFrame


def make_airfields(rng: np.random.Generator) -> tuple[Airfield, ...]:
    """Twenty airfields three degrees apart, each with a smaller one 18 km away that nobody uses."""
    fields = []
    for n in range(20):
        lat, lon = 36.0 + 3.0 * (n // 5), 3.0 * (n % 5) + rng.uniform(-0.3, 0.3)
        height = float(rng.choice([10.0, 300.0, 1500.0, 5000.0]))
        fields += [Airfield(f"field-{n:02d}", lat, lon, height), Airfield(f"small-{n:02d}", lat + 0.16, lon, height)]
    return tuple(fields)


def make_flights(n_flights: int, seed: int) -> Flights:
    """Flights of every kind in turn, each by an aircraft of its own."""
    rng = np.random.default_rng(seed)
    fields = make_airfields(rng)
    used = [field for field in fields if field.place_id.startswith("field")]
    frames, truth = [], []
    for number in range(n_flights):
        kind = KINDS[number % len(KINDS)]
        stops = [used[k] for k in rng.choice(len(used), 3, replace=False)]
        frame, moved = _fly(f"icao24:{0x200000 + number:06x}", kind, stops, rng)
        frames.append(frame)
        truth += moved
    columns = {"asset_id": pl.String, "kind": pl.String, "place_id": pl.String, "time": pl.Int64}
    known = pl.DataFrame(truth, schema=columns, orient="row").with_columns(pl.col("time").cast(TIME))
    positions = pl.concat(frames).with_columns(source_row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
    return Flights(POSITIONS.shape(positions), fields, known)


def _fly(
    asset: str, kind: str, stops: Sequence[Airfield], rng: np.random.Generator
) -> tuple[pl.DataFrame, list[tuple[object, ...]]]:
    """One flight from the first stop over the second to the third, as it was received, and what it truly did."""
    has_ends = not kind.startswith("passing")
    marks = np.array([(f.lat_deg, f.lon_deg) for f in (stops if kind != "plain" else (stops[0], stops[2]))])
    if not has_ends:  # from and to where no airfield is
        marks[[0, 2]] += 1.5
    way_km, lat, lon = _way(marks)
    total_km, middle_km = way_km[-1], way_km[len(way_km) // 2] if kind == "plain" else _km_of_middle(marks)
    legs = np.array(sorted(_legs(kind, total_km, middle_km, rng)))
    speed_kn = np.interp(way_km, legs[:, 0], legs[:, 2])
    hours = np.concatenate([[0.0], np.cumsum(_STEP_KM / 1.852 / ((speed_kn[1:] + speed_kn[:-1]) / 2))])
    time_s = rng.uniform(0, 86_400) + hours * 3600
    ground_ft = np.interp(
        way_km, [0, total_km / 2, total_km], [stops[0].elevation_ft, stops[1].elevation_ft, stops[2].elevation_ft]
    )
    for at_km, stop in ((0.0, stops[0]), (middle_km, stops[1]), (total_km, stops[2])):
        ground_ft = np.where(np.abs(way_km - at_km) < 60, stop.elevation_ft, ground_ft)
    over_ft = np.interp(way_km, legs[:, 0], legs[:, 1])
    heard = _heard(time_s, over_ft, rng)
    alt_ft = ground_ft + over_ft + rng.uniform(-500, 500)  # the pressure of the day
    rate_fpm = np.gradient(over_ft, time_s) * 60
    n = len(heard)
    frame = pl.DataFrame(
        {
            "asset_id": [asset] * n,
            "time": pl.Series(START_US + np.rint(time_s[heard] * 1e6).astype(np.int64)).cast(TIME),
            "lat_deg": lat[heard] + rng.normal(0, 2e-4, n), "lon_deg": lon[heard] + rng.normal(0, 2e-4, n),
            "sog_kn": np.abs(speed_kn[heard] + rng.normal(0, 3, n)), "alt_ft": alt_ft[heard] + rng.normal(0, 50, n),
            "vrate_fpm": np.round((rate_fpm[heard] + rng.normal(0, 100, n)) / 64) * 64,
            "sensor": ["adsb"] * n, "flags": np.zeros(n, np.int32), "source_id": ["src-made"] * n,
        }
    )  # fmt: skip
    if not has_ends:
        return frame, []
    airborne = np.flatnonzero(over_ft > 0)
    off_us, on_us = (START_US + int(time_s[k] * 1e6) for k in (airborne[0], airborne[-1]))
    return frame, [(asset, "take_off", stops[0].place_id, off_us), (asset, "landing", stops[2].place_id, on_us)]


def _way(marks: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Kilometres, latitudes and longitudes along straight lines between the marks, every 50 m."""
    lengths = _lengths(marks)
    corners = np.concatenate([[0.0], np.cumsum(lengths)])
    way_km = np.arange(0.0, corners[-1], _STEP_KM)
    return way_km, np.interp(way_km, corners, marks[:, 0]), np.interp(way_km, corners, marks[:, 1])


def _lengths(marks: np.ndarray) -> np.ndarray:
    east = np.diff(marks[:, 1]) * np.cos(np.radians((marks[1:, 0] + marks[:-1, 0]) / 2))
    return np.hypot(np.diff(marks[:, 0]), east) * _KM_A_DEGREE


def _km_of_middle(marks: np.ndarray) -> float:
    return float(_lengths(marks)[0])


def _legs(kind: str, total_km: float, middle_km: float, rng: np.random.Generator) -> Legs:
    """Height and speed at kilometres along the way; a runway reaches 1.5 km to both sides of an end."""
    if kind == "passing_high":
        height, speed = rng.uniform(12_000, 38_000), rng.uniform(300, 470)
        return [(0.0, height, speed), (total_km, height, speed)]
    if kind == "passing_low":
        height, speed = rng.uniform(2_000, 4_000), rng.uniform(90, 180)
        return [(0.0, height, speed), (total_km, height, speed)]
    if kind == "helicopter":
        low = rng.uniform(1_200, 2_500)
        return [
            (0.0, 0, 2), (0.3, 0, 8), (0.4, 30, 15), (3.0, low, 110), (middle_km - 2, low, 110), (middle_km - 0.2, low, 5),
            (middle_km + 0.2, low, 5), (middle_km + 2, low, 110), (total_km - 4, low, 110), (total_km - 0.4, 40, 20),
            (total_km - 0.3, 0, 8), (total_km, 0, 2),
        ]  # fmt: skip
    top = rng.uniform(18_000, 36_000)
    up_km, down_km = top / 220, top / 172  # 6.7 % up, 3 degrees down
    legs: Legs = [
        (0.0, 0, 8), (0.5, 0, 15), (1.5, 0, 150), (1.5 + 0.2 * up_km, 0.25 * top, 220), (1.5 + up_km, top, 440),
        (total_km - 1.5 - down_km, top, 440), (total_km - 12, 2_050, 180), (total_km - 1.5, 0, 138), (total_km - 0.4, 0, 15),
        (total_km, 0, 8),
    ]  # fmt: skip
    if kind in ("touch_and_go", "go_around"):
        low = 0.0 if kind == "touch_and_go" else rng.uniform(150, 400)
        before, after = middle_km - min(down_km, 80), middle_km + min(up_km, 80)
        legs += [
            (before, min(top, 13_000), 300), (middle_km - 12, 2_050 + low, 180), (middle_km - 0.5, low, 135),
            (middle_km + 0.4, low, 130), (middle_km + 10, 3_500, 170), (after, min(top, 15_000), 300),
        ]  # fmt: skip
    return legs


def _heard(time_s: np.ndarray, over_ft: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Which instants were received: every 10 to 60 s, below some height nothing in two flights of three."""
    floor_ft = rng.choice([-1.0, rng.uniform(100, 600), rng.uniform(600, 1_500)])
    steps_s = np.cumsum(rng.uniform(10, 60, int((time_s[-1] - time_s[0]) / 10) + 2))
    heard = np.unique(np.searchsorted(time_s, time_s[0] + steps_s[steps_s < time_s[-1] - time_s[0]]))
    return heard[over_ft[heard] > floor_ft]


TOLERANCE = timedelta(minutes=15)


def score(events: pl.DataFrame, flights: Flights, kind: str, min_confidence: float) -> tuple[float, float]:
    """Recall and precision of the take-offs or landings of at least a confidence: right aircraft, field, and within 15 minutes."""
    found = events.filter((pl.col("kind") == kind) & (pl.col("confidence") >= min_confidence))
    true = flights.truth.filter(pl.col("kind") == kind).rename({"time": "true_time"})
    middle = pl.col("start") + (pl.col("end") - pl.col("start")) / 2
    hits = found.join(true.drop("kind"), on=["asset_id", "place_id"]).filter((middle - pl.col("true_time")).abs() <= TOLERANCE)
    n_hits = hits["asset_id"].n_unique()
    return n_hits / max(true.height, 1), n_hits / max(found.height, 1)


def seen(flights: Flights, kind: str) -> pl.DataFrame:
    """The true take-offs or landings within 15 minutes of which the aircraft was heard at all; nobody can tell of the others."""
    true = flights.truth.filter(pl.col("kind") == kind)
    heard = flights.positions.select("asset_id", heard="time")
    near = true.join(heard, on="asset_id").filter((pl.col("heard") - pl.col("time")).abs() <= TOLERANCE)
    return true.join(near, on=["asset_id", "time"], how="semi")
