"""Where and when was anything received at all, and how much of what was there?

In flow positions of everybody, out flows a row for each one-degree cell, hour and sensor in which something was heard, or
should have been: with how many assets and positions, the uptime of the sensor's feeds (the share of five-minute slots of that
hour in which they delivered anything anywhere), and a count of recaptures. Whoever was heard in a cell in the hour before and
in the hour after was most probably there in between: the share of them that was heard again in that hour tells how good
reception was, as marked animals caught again tell how thorough a catch was. One ship heard in an hour is not full coverage.
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
MAX_NAMED = 3  # so few that leaving one out makes a difference
_HOUR = pl.duration(hours=1)
_HOUR_US = 3_600_000_000
_KEY = ["cell", "hour", "sensor"]


class CoverageParams(BaseModel):
    """How coverage is counted."""

    model_config = ConfigDict(frozen=True)

    slot_min: int = Field(
        5, ge=1, le=60, description="length of a slot of uptime (min): a moored Class A ship sends every 3 min (ITU-R M.1371)"
    )


def measure_coverage(positions: Frame, params: CoverageParams) -> Frame:
    """Count assets, positions and recaptures per cell, hour and sensor, and measure the uptime of the feeds.

    Args:
        positions: rows of `POSITIONS` of whole hours, any order; rows with a flag of `UNUSABLE` do not count.
        params: length of a slot.
    Returns:
        Rows of `COVERAGE`; a cell and hour in which nothing was heard has a row only where somebody was heard there both
        before and after: its counts are 0, which was measured, and its uptime is 0 where the feeds were dead.
    Source: recaptures after Seber, The Estimation of Animal Abundance (1982), chapter 5; the estimate is made where it is used.
    """
    heard = positions.lazy().filter((pl.col("flags") & int(UNUSABLE)) == 0).select(
        "asset_id",
        cell=cell_names(),
        hour=pl.col("time").dt.truncate("1h"),
        slot=pl.col("time").dt.minute() // params.slot_min,
        sensor=pl.col("sensor").replace_strict(FEED_OF_SENSOR, default=None, return_dtype=pl.String),
    ).filter(pl.col("sensor").is_not_null()).collect()  # fmt: skip
    visits = heard.group_by([*_KEY, "asset_id"]).agg(n=pl.len().cast(pl.Int64))
    counts = visits.group_by(_KEY).agg(
        n_assets=pl.len().cast(pl.Int64),
        n_positions=pl.col("n").sum(),
        asset_ids=pl.when(pl.len() <= MAX_NAMED).then(pl.col("asset_id").sort().implode()).otherwise(None),
    )
    found = counts.join(_count_recaptures(visits), on=_KEY, how="full", coalesce=True)
    return found.join(_measure_uptime(heard, params), on=["sensor", "hour"], how="left").select(
        *_KEY, pl.col("n_assets").fill_null(0), pl.col("n_positions").fill_null(0), pl.col("uptime").fill_null(0.0),
        pl.col("n_expected").fill_null(0), pl.col("n_again").fill_null(0), "asset_ids",
    ).select(COVERAGE.names)  # fmt: skip


def _measure_uptime(heard: Frame, params: CoverageParams) -> Frame:
    n_slots = -(-60 // params.slot_min)
    slots = heard.group_by("sensor", "hour").agg(n=pl.col("slot").n_unique())
    # numpy divides; Polars multiplies long columns by the reciprocal, and the last bit would depend on the number of rows
    return slots.select("sensor", "hour", uptime=pl.Series(slots["n"].to_numpy() / n_slots))


def _count_recaptures(visits: Frame) -> Frame:
    """Of each cell and hour: who was heard in the hours on both sides of it, and how many of them in it."""
    key = [*_KEY, "asset_id"]
    keys = visits.select(key)
    after_before = keys.with_columns(pl.col("hour") + _HOUR)  # heard in the hour before this one
    both = after_before.join(keys.with_columns(pl.col("hour") - _HOUR), on=key, how="semi")
    again = both.join(keys.with_columns(is_again=pl.lit(1, pl.Int64)), on=key, how="left")
    return again.group_by(_KEY).agg(n_expected=pl.len().cast(pl.Int64), n_again=pl.col("is_again").count().cast(pl.Int64))


def owner_hour(positions: Frame) -> pl.Series:
    """The cell of the window that owns a row: its hour, counted from 1970."""
    return positions["time"].to_physical() // _HOUR_US


def _given_hour(coverage: Frame) -> pl.Series:
    """The cell of the window that owns a row of coverage."""
    return coverage["hour"].to_physical() // _HOUR_US


COVERAGE_STEP = Window("measure_coverage", POSITIONS, COVERAGE, owner_hour, 1, measure_coverage, _given_hour)
