"""Pictures from above: passes over each port with their cloud, and the ships that were found in them.

Lives, and hulls that nobody names, flow in, `images.csv` and `detections.csv` flow out. A ship that is there is found with a chance
that grows with its length and falls with cloud; now and then something is taken for a ship that is none.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from vedette.registry.register import Register
from vedette.simulation.quick.lives import PORTS, Life
from vedette.simulation.writing.moving import point_of
from vedette.simulation.writing.others import Unnamed

_PASSES_PER_DAY = 1 / 5  # as of a pair of free radar and optical satellites
_LAG_H, _GSD_M, _SPREAD_DEG = 6.0, 10.0, 0.008
_RECALL_AT_150_M, _FALSE_PER_PASS = 0.92, 0.15
_DAY_S = 86_400.0


def write_pictures(
    folder: Path, lives: Sequence[Life], lengths_m: Mapping[str, float], unnamed: Sequence[Unnamed], days: int,
    begin: datetime, register: Register, rng: np.random.Generator,
) -> tuple[int, int]:  # fmt: skip
    """Write the two files; how many images and detections."""
    images, found = [], []
    for place_id in PORTS:
        lat, lon = point_of(register.place(place_id))
        for day in np.flatnonzero(rng.random(days) < _PASSES_PER_DAY):
            second = float(day) * _DAY_S + float(rng.uniform(7, 17)) * 3600
            at, is_radar = begin + timedelta(seconds=round(second)), rng.random() < 0.5
            cloud = None if is_radar else round(float(rng.beta(0.6, 1.0)), 2)
            image_id = f"img-{place_id}-{at:%Y%m%d}"
            images.append([image_id, _iso(at), _iso(at + timedelta(hours=_LAG_H)), "sar" if is_radar else "optical", "simulated",
                           place_id, _GSD_M, "" if cloud is None else cloud])  # fmt: skip
            day_of = second / _DAY_S
            seen = [lengths_m[x.asset_id] for x in lives if x.where(day_of) == place_id]
            seen += [u.length_m for u in unnamed if u.place_id == place_id and u.start <= day_of <= u.end]
            shown = [m for m in seen if rng.random() < _recall(m) * (1 - (cloud or 0.0))]
            shown += [float(rng.uniform(30, 160)) for _ in range(int(rng.poisson(_FALSE_PER_PASS)))]
            for k, length_m in enumerate(shown):
                north, east = rng.normal(0, _SPREAD_DEG, 2)
                measured = max(10.0, length_m * float(rng.normal(1, 0.06)))
                found.append(
                    [f"{image_id}-{k}", image_id, _iso(at), f"{lat + north:.5f}", f"{lon + east:.5f}", f"{measured:.0f}", 0.9]
                )
    _write(
        folder / "images.csv", ("image_id", "time", "received", "sensor", "provider", "place_id", "gsd_m", "cloud_share"), images
    )
    _write(folder / "detections.csv", ("detection_id", "image_id", "time", "lat_deg", "lon_deg", "length_m", "confidence"), found)
    return len(images), len(found)


def _recall(length_m: float) -> float:
    return _RECALL_AT_150_M * min(1.0, math.sqrt(length_m / 150.0))


def _iso(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
