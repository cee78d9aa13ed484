"""One number, two places at once: identity conflicts.

In flow tracks, out flow conflicts between hulls that the segmenter found under one number (``mmsi:...`` and
``mmsi:...~2``) and whose tracks overlap in time. Each number is looked at by itself; single stray positions do not count.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime
from itertools import combinations
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.engine.columns import to_us
from vedette.engine.step import Frame, Window
from vedette.events.rows import build_events
from vedette.geo import distance_km
from vedette.schema.ids import number_column
from vedette.schema.tables import EVENTS, TRACKS

DETECTOR, VERSION = "find_conflicts", "1"
Track = dict[str, Any]


class ConflictParams(BaseModel):
    """When two tracks under one number are a conflict."""

    model_config = ConfigDict(frozen=True)

    min_positions: int = Field(
        3, ge=1, description="positions that each of the two tracks has at least: one or two may be garbled messages"
    )
    min_dist_km: float = Field(
        10.0, ge=0, description="distance between the two when both are first heard (km): nearer, one hull may be badly placed"
    )


def number_of(tracks: Frame) -> pl.Series:
    """The number, or registered asset, that a track was heard under: the id without ``~2``."""
    return tracks.select(number_column()).to_series()


def find_conflicts(tracks: Frame, params: ConflictParams) -> Frame:
    """Find pairs of tracks under one number that overlap in time.

    Args:
        tracks: rows of `TRACKS`, any order.
        params: how many positions, and how far apart.
    Returns:
        Rows of `EVENTS` of kind identity_conflict: asset_id and other_asset_id are the two hulls, start and end the time
        in which both are heard, dist_km how far apart they are at its start. Tracks do not say when a row was received:
        `known` is the end.
    """
    firm = tracks.with_columns(number=number_of(tracks)).filter(pl.col("n_positions") >= params.min_positions)
    found = []
    for rows in firm.sort("number", *TRACKS.order).partition_by("number", maintain_order=True):
        if rows["asset_id"].n_unique() > 1:
            found += [c for a, b in combinations(rows.to_dicts(), 2) if (c := _conflict(a, b, params)) is not None]
    return build_events(found, DETECTOR, VERSION, params)


def _conflict(a: Track, b: Track, params: ConflictParams) -> dict[str, Any] | None:
    """The conflict of two tracks, or None where there is none."""
    start, end = max(a["start"], b["start"]), min(a["end"], b["end"])
    if a["asset_id"] == b["asset_id"] or start >= end:
        return None
    (lat1, lon1), (lat2, lon2) = _place_at(a, start), _place_at(b, start)
    km = distance_km(lat1, lon1, lat2, lon2)
    if km < params.min_dist_km:
        return None
    return {
        "kind": "identity_conflict", "asset_id": a["asset_id"], "other_asset_id": b["asset_id"], "start": to_us(start),
        "end": to_us(end), "lat_deg": lat1, "lon_deg": lon1, "dist_km": km, "known": to_us(end),
        "citations": [*a["citations"], *b["citations"]], "id_parts": (b["asset_id"], b["citations"][0]),
    }  # fmt: skip


def _place_at(track: Track, time: datetime) -> tuple[float, float]:
    """The last point of the simplified path at or before a time within the track."""
    n = bisect_right(track["time"], time) - 1
    return track["lat_deg"][n], track["lon_deg"][n]


CONFLICTS = Window(DETECTOR, TRACKS, EVENTS, number_of, 0, find_conflicts)
