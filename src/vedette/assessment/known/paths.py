"""Where an asset was heard under way: the vertices of its paths, which lie on positions that it sent.

Tracks flow in once; for an asset, a time and some places the last moment at which it was heard far from all of them flows out. A visit
begins with the first signal at a place, and events alone do not tell whether the ship had come in from the sea or was first heard there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from vedette.geo import distance_km

Points = Sequence[tuple[float, float]]
_BEYOND_KM = 1.0  # beyond the distance at which a visit ends


@dataclass(frozen=True)
class Fix:
    """Where an asset was at a moment (degrees), and the rows of the track that shows it."""

    time: datetime
    lat_deg: float
    lon_deg: float
    citations: tuple[str, ...]


@dataclass(frozen=True)
class Paths:
    """The tracks of each asset, in order."""

    tracks: Mapping[str, Sequence[Mapping[str, Any]]]

    @classmethod
    def of(cls, tracks: pl.DataFrame, asset_ids: frozenset[str]) -> Paths:
        """The tracks of some assets, rows of `TRACKS`."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        named = tracks.filter(pl.col("asset_id").is_in(sorted(asset_ids))).sort("asset_id", "start", "track_id")
        for row in named.iter_rows(named=True):
            found.setdefault(row["asset_id"], []).append(row)
        return cls(found)

    def last_far_from(self, asset_id: str, points: Points, reach_km: float, until: datetime) -> Fix | None:
        """When it was last heard farther from all points than a visit to them reaches, up to a moment; None where it was not."""
        fixes = (
            Fix(time, lat, lon, tuple(track["citations"]))
            for track in reversed(self.tracks.get(asset_id, ()))
            for time, lat, lon in zip(*(reversed(track[c]) for c in ("time", "lat_deg", "lon_deg")), strict=True)
            if time <= until
        )
        return next(
            (f for f in fixes if all(distance_km(f.lat_deg, f.lon_deg, *p) > reach_km + _BEYOND_KM for p in points)), None
        )
