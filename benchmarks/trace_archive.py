"""A made-up day of a globe_history archive: gzipped trace files of seeded flights, written as readsb writes them.

A seed and sizes flow in, files flow out. Points carry what real ones do: every fourth its details, the first of a flight the
leg bit, the ones on the ground the word, a few percent nulls.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

_DAY_S = 1_735_689_600
_KINDS = np.array(["adsb_icao", "adsb_icao", "adsb_icao", "mlat", "adsb_icao_nt", "tisb_icao"])


def make_archive(folder: Path, n_files: int, points_a_file: int, seed: int) -> list[Path]:
    """Write the files of one day below a folder, in the folders of an archive.

    Args:
        folder: where `2025/01/01/traces/XX/` is made.
        n_files, points_a_file: aircraft, and points of each.
        seed: of all that is drawn.
    """
    rng = np.random.default_rng(seed)
    paths = []
    for number in range(n_files):
        address = f"{0x100000 + number * 37:06x}"
        path = folder / "2025/01/01/traces" / address[-2:] / f"trace_full_{address}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(make_trace(address, points_a_file, rng), compresslevel=6))
        paths.append(path)
    return paths


def make_trace(address: str, n_points: int, rng: np.random.Generator) -> bytes:
    """The document of one aircraft: a flight in legs of a thousand points."""
    offset_s = np.round(rng.uniform(0, 3600) + np.cumsum(rng.uniform(1.5, 20.0, n_points)), 2)
    turn = np.cumsum(rng.normal(0, 0.8, n_points))
    course = np.round((rng.uniform(0, 360) + turn) % 360, 1)
    lat = np.round(np.clip(45 + np.cumsum(0.01 * np.cos(np.radians(course))), -85, 85), 4)
    lon = np.round(
        (10 + np.cumsum(0.014 * np.sin(np.radians(course))) + 180) % 360 - 180, 4
    )  # JSON would write smaller steps with an exponent, readsb never does
    phase = np.arange(n_points) % 1000
    alt_ft = np.minimum(np.minimum(phase, 1000 - phase) * 150, 36_000) // 25 * 25
    speed = np.round(np.clip(130 + alt_ft / 100 + rng.normal(0, 3, n_points), 0, 500), 1)
    rate = (rng.normal(0, 5, n_points).astype(int)) * 64
    is_null = rng.random(n_points) < 0.03
    kind = str(_KINDS[rng.integers(len(_KINDS))])
    head = {"icao": address, "r": f"T-{address}", "t": "A320", "dbFlags": 0, "desc": "AIRBUS A-320", "timestamp": _DAY_S}
    columns = zip(offset_s, lat, lon, alt_ft, speed, course, rate, is_null, phase, strict=True)
    points = [_point(n, kind, *values) for n, values in enumerate(columns)]
    return (json.dumps(head)[:-1] + ',\n"trace":[\n' + ",\n".join(points) + "]}\n").encode()


def _point(n: int, kind: str, offset_s: Any, lat: Any, lon: Any, alt_ft: Any, speed: Any, course: Any, rate: Any,
           is_null: Any, phase: Any) -> str:  # fmt: skip
    details: dict[str, Any] | None = None
    if n % 4 == 0:
        details = {
            "type": kind, "flight": f"VED{n // 1000:04d} ", "alt_geom": int(alt_ft) + 375, "ias": 250, "mach": 0.772,
            "track": float(course), "true_heading": float(course), "baro_rate": int(rate), "squawk": "4637",
            "emergency": "none", "category": "A3", "nav_qnh": 1013.6, "nav_modes": ["autopilot", "vnav"],
            "nic": 8, "rc": 186, "version": 2, "sil_type": "perhour",
        }  # fmt: skip
    altitude: Any = "ground" if phase < 5 else int(alt_ft)
    first = [
        float(offset_s),
        float(lat),
        float(lon),
        altitude,
        None if is_null else float(speed),
        None if is_null else float(course),
    ]
    bits = 3 if phase == 0 else int(is_null)
    point = [*first, bits, int(rate), details, kind, int(alt_ft) + 375, int(rate), 250, None]
    return json.dumps(point, separators=(",", ":"))
