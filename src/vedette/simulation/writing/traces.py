"""ADS-B as readsb's daily traces: one gzipped JSON document for each airframe.

Received fixes of an aircraft flow in, a file flows out. The layout is readsb's trace_full (README-json.md).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vedette.simulation.writing.hearing import Heard


@dataclass(frozen=True)
class Airframe:
    """An aircraft as its transponder gives it, and what was received of it."""

    icao24: str
    name: str
    registration: str
    heard: tuple[Heard, ...]
    type_code: str = ""


def write_traces(folder: Path, aircraft: Sequence[Airframe], begin: datetime) -> int:
    """Write a trace for every aircraft that was heard; how many points."""
    folder.mkdir(parents=True, exist_ok=True)
    n_points = 0
    start_s = begin.timestamp()
    for one in aircraft:
        points = [_point(heard) for heard in sorted(one.heard, key=lambda h: h.fix.second)]
        if not points:
            continue
        document = {"icao": one.icao24, "r": one.registration, "t": one.type_code, "timestamp": start_s, "trace": points}
        content = json.dumps(document, separators=(",", ":")).encode()
        (folder / f"trace_full_{one.icao24}.json").write_bytes(gzip.compress(content, mtime=0))
        n_points += len(points)
    return n_points


def _point(heard: Heard) -> list[object]:
    """Time since the start, place, height ("ground" on it), speed, track, flags, vertical rate, and what else there may be."""
    fix = heard.fix
    height = "ground" if fix.on_ground else fix.alt_ft
    return [
        round(fix.second, 1), round(fix.lat_deg, 6), round(fix.lon_deg, 6), height, round(fix.sog_kn, 1), round(fix.cog_deg % 360, 1),
        0, fix.vrate_fpm, None, "adsb_icao", None, None, None, None,
    ]  # fmt: skip
