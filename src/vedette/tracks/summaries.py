"""Tracks: coherent runs of positions, each as one row with its length and a simplified path.

In flow positions in order, out flow tracks. A track ends after a silence (twelve hours for ships, half an hour for
aircraft) or where the source itself says that a new flight begins. The state keeps the rows of the track that is open.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np
import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.engine.columns import floats, key_runs
from vedette.engine.compiled import compiled
from vedette.engine.step import Frame, Scan, State
from vedette.schema.flags import UNUSABLE, Flag
from vedette.schema.ids import content_id
from vedette.schema.kinds import aircraft_rows
from vedette.schema.tables import POSITIONS, TRACKS
from vedette.tracks.simplify import empty_marks, measure_tracks

_COLUMNS = ("asset_id", "time", "lat_deg", "lon_deg", "sensor", "citation", "begins")


class TrackParams(BaseModel):
    """Where a track ends, and how closely its path is kept."""

    model_config = ConfigDict(frozen=True)

    ship_silence_h: float = Field(12.0, gt=0, description="silence that ends a ship's track (h); satellites pass more often")
    aircraft_silence_h: float = Field(0.5, gt=0, description="silence that ends an aircraft's track (h)")
    tolerance_km: float = Field(0.2, ge=0, description="no position lies further than this from the simplified path (km)")


def summarise_tracks(state: State | None, positions: Frame, params: TrackParams) -> tuple[State, Frame]:
    """Cut positions into tracks and summarise those that have ended.

    Args:
        state: the rows of each asset's open track, from the call before.
        positions: rows of `POSITIONS` sorted by asset_id, time, source_id, source_row; flagged rows are passed over.
        params: silences and tolerance.
    Returns:
        The rows of the tracks that are open, and the tracks that have ended.
    """
    rows = positions.filter((pl.col("flags") & int(UNUSABLE)) == 0).with_columns(
        citation=pl.format("{}#{}", "source_id", "source_row"),
        begins=aircraft_rows() & ((pl.col("flags") & int(Flag.NEW_LEG)) != 0),
    ).select(_COLUMNS)  # fmt: skip
    if state is not None:
        rows = pl.concat([state, rows]).sort("asset_id", maintain_order=True)
    silence = pl.when(aircraft_rows()).then(_hours(params.aircraft_silence_h)).otherwise(_hours(params.ship_silence_h))
    is_cut = (pl.col("begins") | (pl.col("time").diff() > silence)).over("asset_id")
    rows = rows.with_columns(n_cuts=is_cut.fill_null(value=False).cast(pl.Int64).cum_sum().over("asset_id"))
    is_open = pl.col("n_cuts") == pl.col("n_cuts").max().over("asset_id")
    kept = rows.filter(is_open).with_columns(begins=pl.lit(value=False)).select(_COLUMNS)
    return kept, _summaries(rows.filter(~is_open), params)


def finish_tracks(state: State, params: TrackParams, watermark: datetime) -> Frame:  # noqa: ARG001 - shape of a finish
    """The tracks that are open, as far as they go."""
    return _summaries(state.with_columns(n_cuts=pl.lit(0, pl.Int64)), params)


def _hours(hours: float) -> pl.Expr:
    return pl.lit(int(hours * 3.6e9)).cast(pl.Duration("us"))


def _summaries(rows: Frame, params: TrackParams) -> Frame:
    """One row a track; the rows of a track stand together."""
    if rows.is_empty():
        return TRACKS.empty()
    rows = rows.with_columns(track=pl.struct("asset_id", "n_cuts").rle_id())
    _, offsets = key_runs(rows, "track")
    length_km, marks = np.zeros(len(offsets) - 1), empty_marks(rows.height)
    kernel = compiled(measure_tracks, rows.height)
    kernel(offsets, floats(rows, "lat_deg"), floats(rows, "lon_deg"), params.tolerance_km, length_km, marks)
    kept = pl.col("kept")
    tracks = (
        rows.with_columns(kept=pl.Series(marks))
        .group_by("track", maintain_order=True)
        .agg(
            pl.col("asset_id").first(), start=pl.col("time").first(), end=pl.col("time").last(),
            n_positions=pl.len().cast(pl.Int64), sensor=pl.col("sensor").first(), lat_deg=pl.col("lat_deg").filter(kept),
            lon_deg=pl.col("lon_deg").filter(kept), time=pl.col("time").filter(kept),
            citations=pl.concat([pl.col("citation").first(), pl.col("citation").last()]).unique(maintain_order=True),
        )
        .with_columns(length_km=pl.Series(length_km))
    )  # fmt: skip
    names = zip(tracks["asset_id"], tracks["citations"].list.first(), strict=True)
    ids = [content_id("trk-", asset_id, first) for asset_id, first in names]
    return tracks.with_columns(track_id=pl.Series(ids, dtype=pl.String)).select(TRACKS.names)


SUMMARISE = Scan(
    "summarise_tracks", POSITIONS, TRACKS, ("asset_id",), ("time", "source_id", "source_row"), summarise_tracks, finish_tracks
)
