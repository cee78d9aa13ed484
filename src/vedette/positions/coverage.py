"""Where and when was anything received at all?

In flow positions of everybody, out flows a row for each one-degree cell, hour and sensor in which something was heard,
with how many assets and positions, and the uptime of the sensor's feeds: the share of five-minute slots of that hour in
which they delivered anything anywhere. An hour is judged by itself; no position is needed from the asset in question.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.engine.step import Frame, Window
from vedette.schema.cells import cell_names
from vedette.schema.flags import UNUSABLE
from vedette.schema.tables import COVERAGE, POSITIONS

# Multilateration hears the same transponders through the same receivers; pictures and people are no feed.
FEED_OF_SENSOR = {"ais": "ais", "adsb": "adsb", "mlat": "adsb"}


class CoverageParams(BaseModel):
    """How coverage is counted."""

    model_config = ConfigDict(frozen=True)

    slot_min: int = Field(
        5, ge=1, le=60, description="length of a slot of uptime (min): a moored Class A ship sends every 3 min (ITU-R M.1371)"
    )


def measure_coverage(positions: Frame, params: CoverageParams) -> Frame:
    """Count assets and positions per cell, hour and sensor, and measure the uptime of the feeds.

    Args:
        positions: rows of `POSITIONS` of whole hours, any order; rows with a flag of `UNUSABLE` do not count.
        params: length of a slot.
    Returns:
        Rows of `COVERAGE`; a cell and hour in which nothing was heard has no row.
    """
    heard = positions.lazy().filter((pl.col("flags") & int(UNUSABLE)) == 0).select(
        "asset_id",
        cell=cell_names(),
        hour=pl.col("time").dt.truncate("1h"),
        slot=pl.col("time").dt.minute() // params.slot_min,
        sensor=pl.col("sensor").replace_strict(FEED_OF_SENSOR, default=None, return_dtype=pl.String),
    ).filter(pl.col("sensor").is_not_null())  # fmt: skip
    n_slots = -(-60 // params.slot_min)
    slots = heard.group_by("sensor", "hour").agg(n=pl.col("slot").n_unique()).collect()
    # numpy divides; Polars multiplies long columns by the reciprocal, and the last bit would depend on the number of rows
    uptime = slots.select("sensor", "hour", uptime=pl.Series(slots["n"].to_numpy() / n_slots))
    counts = heard.group_by("cell", "hour", "sensor").agg(
        n_assets=pl.col("asset_id").n_unique().cast(pl.Int64), n_positions=pl.len().cast(pl.Int64)
    )
    return counts.collect().join(uptime, on=["sensor", "hour"]).select(COVERAGE.names)


def owner_hour(positions: Frame) -> pl.Series:
    """The cell of the window that owns a row: its hour."""
    return positions["time"].dt.truncate("1h")


COVERAGE_STEP = Window("measure_coverage", POSITIONS, COVERAGE, owner_hour, 0, measure_coverage)
