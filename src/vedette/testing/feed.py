"""A small feed with everything in it that makes engines disagree, for tests and benchmarks.

In flow a seed and sizes, out flow positions: ships that call at ports, lie at sea side by side and fall silent, aircraft that
fly between airfields, a number that two hulls use, a ship about the antimeridian, two sources that hear the same, stray positions
and rows known late. The same seed gives the same rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import count
from typing import Any

import numpy as np
import polars as pl

from vedette.testing.positions import position, positions

PORTS = ((34.9, 35.87), (32.07, 23.99), (31.18, 29.87), (36.8, 34.64))  # Tartus, Tobruk, Alexandria, Mersin
FIELDS = ((35.4, 35.95), (32.1, 20.27), (31.2, 29.95))  # Hmeimim, Benghazi, Alexandria
MEETING = (33.6, 28.0)
Row = dict[str, Any]


def make_feed(seed: int, n_ships: int = 8, n_aircraft: int = 4, days: float = 6.0) -> pl.DataFrame:
    """Rows of `POSITIONS`, about 90 a day for each ship and aircraft."""
    rng = np.random.default_rng(seed)
    rows: list[Row] = []
    for n in range(n_ships):
        number = f"mmsi:{273000000 + max(n, 1)}"  # the first two hulls share a number
        rows += _sail(rng, number, days, joins=n in (2, 3), across=n == 4)
    for n in range(n_aircraft):
        rows += _fly(rng, f"icao24:{0x140200 + n:06x}" if n else "icao24:~123456", days)
    return positions(list(_spoiled(rng, rows)))


def _sail(rng: np.random.Generator, number: str, days: float, *, joins: bool, across: bool) -> Iterator[Row]:
    """A ship between ports; one that joins meets another at sea first, one that goes across sails about 180 degrees."""
    hour, at = float(rng.uniform(0, 3)), PORTS[int(rng.integers(len(PORTS)))]
    if joins:
        at = (MEETING[0] + 0.001 * int(number[-1]), MEETING[1])
        yield from _way(rng, number, hour, hour + 9, at, at, 0.4, {"sog_kn": 0.1})
        hour += 9
    while hour < days * 24:
        aim = PORTS[int(rng.integers(len(PORTS)))]
        if across:
            at, aim = (-17.0, 179.0 + float(rng.uniform(0, 2))), (-17.0 + float(rng.uniform(-1, 1)), 181.5)
        arrival = hour + math.hypot(aim[0] - at[0], aim[1] - at[1]) * 60 / 14 + 0.5
        yield from _way(rng, number, hour, arrival, at, aim, 0.25, {})
        stay = float(rng.uniform(4, 16))
        silent = 0.0 if rng.random() < 0.7 else float(rng.uniform(7, 20))
        yield from _way(rng, number, arrival, arrival + stay, aim, aim, 0.4, {"sog_kn": 0.0})
        hour, at = arrival + stay + silent, aim


def _fly(rng: np.random.Generator, number: str, days: float) -> Iterator[Row]:
    """An aircraft between airfields, now and then without a ground flag."""
    hour, at = float(rng.uniform(0, 10)), FIELDS[int(rng.integers(len(FIELDS)))]
    while hour < days * 24:
        aim = FIELDS[int(rng.integers(len(FIELDS)))]
        hours = math.hypot(aim[0] - at[0], aim[1] - at[1]) * 60 / 400 + 0.3
        flag = {} if rng.random() < 0.3 else {"on_ground": True}
        yield from _way(rng, number, hour, hour + 0.2, at, at, 0.02, {"sog_kn": 10.0, "alt_ft": 100.0, **flag})
        heard = hours * (0.5 if rng.random() < 0.2 else 1.0)
        for row in _way(rng, number, hour + 0.21, hour + 0.21 + heard, at, aim, 0.03, {"sog_kn": 400.0}):
            part = (row["_hour"] - hour - 0.21) / hours
            up = min(part, 1 - part) * hours * 60 * 1500
            yield (
                row
                | {"alt_ft": min(30_000.0, 100 + max(0.0, up)), "vrate_fpm": 1500.0 if part < 0.5 else -1500.0}
                | ({"on_ground": False} if flag else {})
            )
        yield from _way(
            rng, number, hour + hours + 0.25, hour + hours + 0.5, aim, aim, 0.03, {"sog_kn": 8.0, "alt_ft": 90.0, **flag}
        )
        hour, at = hour + hours + float(rng.uniform(2, 20)), aim


def _way(
    rng: np.random.Generator, number: str, start_h: float, end_h: float, from_: tuple[float, float], to: tuple[float, float],
    step_h: float, more: Row,
) -> Iterator[Row]:  # fmt: skip
    """Positions along a straight way."""
    for hour in np.arange(start_h, end_h, step_h):
        share = (hour - start_h) / (end_h - start_h)
        lat, lon = (a + share * (b - a) + float(rng.normal(0, 2e-4)) for a, b in zip(from_, to, strict=True))
        lon = (lon + 180.0) % 360.0 - 180.0
        sog = {} if more or rng.random() < 0.3 else {"sog_kn": 14.0}
        yield position(number, round(float(hour) * 60, 2), lat, lon, **sog, **more) | {"_hour": float(hour)}


def _spoiled(rng: np.random.Generator, rows: list[Row]) -> Iterator[Row]:
    """The rows of two sources, with repeats, stray positions and rows known late."""
    numbers = {"src-a": count(1), "src-b": count(1)}
    for row in rows:
        clean = {name: value for name, value in row.items() if name != "_hour"}
        chance = rng.random()
        if chance < 0.02:
            clean["lat_deg"] = clean["lat_deg"] + 4.0
        if chance > 0.9:
            clean["received"] = None
        heard = ["src-a"] if chance < 0.8 else ["src-b"] if chance < 0.9 else ["src-a", "src-b"]
        for source in heard:
            yield clean | {"source_id": source, "source_row": next(numbers[source])}
