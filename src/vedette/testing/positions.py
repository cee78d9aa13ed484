"""Positions in a few words, for tests of detectors.

In flow an asset, minutes since a start, and a place, out flow rows of `POSITIONS` with everything else filled in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import polars as pl

from vedette.schema.kinds import is_aircraft
from vedette.schema.tables import POSITIONS

START = datetime(2024, 12, 1, tzinfo=UTC)


def position(asset_id: str, minutes: float, lat_deg: float, lon_deg: float, **more: object) -> dict[str, object]:
    """One row: received three seconds after it was observed, from source ``src-a``, unflagged; `more` overrides."""
    time = START + timedelta(minutes=minutes)
    row: dict[str, object] = {
        "asset_id": asset_id, "time": time, "received": time + timedelta(seconds=3), "lat_deg": lat_deg, "lon_deg": lon_deg,
        "sensor": "adsb" if is_aircraft(asset_id) else "ais", "flags": 0, "source_id": "src-a",
    }  # fmt: skip
    return {**row, **more}


def positions(rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """Rows as a table of positions; source_row numbers them in the order given unless they say otherwise."""
    return POSITIONS.build([{"source_row": n, **row} for n, row in enumerate(rows, 1)])
