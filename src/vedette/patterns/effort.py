"""How much could have been seen, day by day: hours in which assets other than those counted were heard in the same cells.

Positions flow in; per day the effort of a series flows out, with its kind. The fleet that it rests on is everybody who is neither
registered nor counted in the series, so that what is counted cannot move its own effort. Where that fleet is thin, the hours of the
day in which any of it was heard stand in; where none of it is heard near by, the hours in which its feeds delivered it anywhere;
where there is none at all, effort is unknown, and so are the counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from vedette.patterns.glm import Floats
from vedette.patterns.rate_params import RateParams
from vedette.schema.cells import cell_names
from vedette.schema.flags import UNUSABLE

FLEET, COVERED, UPTIME, UNKNOWN = "reference_fleet", "covered_hours", "feed_uptime", "unknown"
FEED_OF_SENSOR = {"ais": "ais", "adsb": "adsb", "mlat": "adsb"}  # multilateration hears through the same receivers


@dataclass(frozen=True)
class Heard:
    """One sensor: its days, who of the fleet was heard in which cell and hour, and in which hours any of it was heard at all."""

    days: tuple[date, ...]
    by_cell: dict[str, pl.DataFrame]  # asset_id, hour; one row an asset and hour
    anywhere: pl.DataFrame  # asset_id, hour
    feeds: tuple[str, ...]  # of each day


def hear_fleet(positions: pl.DataFrame, sources: pl.DataFrame, cells: Collection[str], params: RateParams) -> dict[str, Heard]:
    """Who was heard when, by sensor.

    Args:
        positions: rows of `POSITIONS`; rows with a flag of `UNUSABLE` do not count.
        sources: rows of `SOURCES`, for the formats of the feeds.
        cells: the cells that any series needs.
        params: registered assets are no reference.
    """
    usable = positions.lazy().filter((pl.col("flags") & int(UNUSABLE)) == 0).select(
        "asset_id", "source_id", "lat_deg", "lon_deg", hour=pl.col("time").dt.truncate("1h"),
        sensor=pl.col("sensor").replace_strict(FEED_OF_SENSOR, default=None, return_dtype=pl.String),
    ).filter(pl.col("sensor").is_not_null())  # fmt: skip
    formats = sources.select("source_id", "format").unique("source_id")
    spans = (
        usable.group_by("sensor", "source_id").agg(first=pl.col("hour").min().dt.date(), last=pl.col("hour").max().dt.date())
        .collect().join(formats, on="source_id", how="left").with_columns(pl.col("format").fill_null("unknown"))
    )  # fmt: skip
    fleet = usable.filter(~pl.col("asset_id").is_in([a.asset_id for a in params.assets]))
    near = (
        fleet.with_columns(south=pl.col("lat_deg").floor(), west=pl.col("lon_deg").floor())
        .select("sensor", "asset_id", "hour", "south", "west").unique()
        .with_columns(cell=cell_names("south", "west")).collect()
    )  # fmt: skip
    found = {}
    for (sensor,), own in spans.sort("sensor").partition_by("sensor", as_dict=True, maintain_order=True).items():
        days = _days_between(min(own["first"].to_list()), max(own["last"].to_list()))
        heard = near.filter(pl.col("sensor") == sensor)
        parts = heard.filter(pl.col("cell").is_in(list(cells))).partition_by("cell", as_dict=True)
        by_cell = {str(cell): part.select("asset_id", "hour") for (cell,), part in parts.items()}
        anywhere = heard.select("asset_id", "hour").unique()
        found[str(sensor)] = Heard(days, by_cell, anywhere, _feeds(own, days))
    return found


def _days_between(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=i) for i in range((last - first).days + 1))


def _feeds(spans: pl.DataFrame, days: Sequence[date]) -> tuple[str, ...]:
    """The formats that were on: a feed is on from its first day to its last, so that a silent day is no change of the set."""
    by_format = spans.group_by("format").agg(pl.col("first").min(), pl.col("last").max()).sort("format").rows()
    return tuple(" + ".join(name for name, first, last in by_format if first <= day <= last) for day in days)


def effort_of(heard: Heard, cells: Collection[str], counted: Collection[str], params: RateParams) -> tuple[Floats, str]:
    """(n,) effort of one series on every day of its sensor, NaN where it is unknown, and its kind.

    Args:
        heard: of the series' sensor.
        cells: of the sites where it is counted.
        counted: assets that are counted in it, at any time.
        params: how many asset-hours make a fleet.
    """
    others = ~pl.col("asset_id").is_in(list(counted))
    parts = [heard.by_cell[cell].filter(others) for cell in sorted(set(cells)) if cell in heard.by_cell]
    fleet = _by_day([part.select("asset_id", "hour").group_by("hour").len() for part in parts], heard.days)
    if np.median(fleet) >= params.fleet_hours:
        return fleet, FLEET
    if fleet.any():
        hours = _by_day([part.select("hour").unique().with_columns(len=pl.lit(1)) for part in parts], heard.days)
        return hours / max(len(set(cells)), 1), COVERED
    uptime = _by_day([heard.anywhere.filter(others).select("hour").unique().with_columns(len=pl.lit(1))], heard.days)
    if uptime.any():
        return uptime, UPTIME
    return np.full(len(heard.days), np.nan), UNKNOWN


def share_heard(heard: Heard, cells: Collection[str], counted: Collection[str]) -> Floats:
    """(n,) share of each day's hours in which others than those counted were heard, in the mean over cells; 0 where they never were."""
    others = ~pl.col("asset_id").is_in(list(counted))
    parts = [heard.by_cell[cell].filter(others) for cell in sorted(set(cells)) if cell in heard.by_cell]
    hours = _by_day([part.select("hour").unique().with_columns(len=pl.lit(1)) for part in parts], heard.days)
    return hours / max(24 * len(set(cells)), 1)


def covered_by_site(
    heard: Mapping[str, Heard], sites: Collection[str], watched: Collection[str], params: RateParams
) -> dict[str, dict[date, float]]:
    """Site -> day -> share of the day's hours in which traffic that is not watched was heard in its cell, by any sensor."""
    found: dict[str, dict[date, float]] = {}
    others = ~pl.col("asset_id").is_in(list(watched))
    for site in sorted(s for s in sites if s in params.site_of):
        for own in heard.values():
            part = own.by_cell.get(params.site_of[site].cell)
            if part is None:
                continue
            hours = part.filter(others).select("hour").unique().group_by(day=pl.col("hour").dt.date()).len()
            for day, n_hours in hours.rows():
                of_site = found.setdefault(site, {})
                of_site[day] = max(of_site.get(day, 0.0), n_hours / 24)
    return found


def _by_day(parts: Sequence[pl.DataFrame], days: Sequence[date]) -> Floats:
    """(n,) sums of `len` a day; 0 where nothing was heard."""
    total = np.zeros(len(days))
    for part in parts:
        at = part.select((pl.col("hour").dt.date() - pl.lit(days[0])).dt.total_days()).to_series().to_numpy()
        is_in = (at >= 0) & (at < len(days))
        np.add.at(total, at[is_in], part["len"].to_numpy().astype(np.float64)[is_in])
    return total
