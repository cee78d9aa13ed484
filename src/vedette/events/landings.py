"""Take-offs and landings of aircraft.

In flow positions in order, out flow take-offs and landings, each with a confidence between 0 and 1. Where an aircraft
was seen on the ground on one side and in the air on the other, the event lies between the two rows; where it was only
last or first seen in the air, low, slow and descending or climbing near an airfield speak for it. What the factors are,
and how they combine, stands in `landing_rules.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from statistics import median
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.engine.columns import to_us
from vedette.engine.step import Frame, Scan, State
from vedette.events.airfields import Airfield, AirfieldIndex, index_airfields
from vedette.events.flight_phases import AIR, GROUND, judge_runs, number_runs, telling_rows
from vedette.events.landing_rules import AIRBORNE, SEEN, geometric_mean
from vedette.events.rows import build_events
from vedette.schema.tables import EVENTS, POSITIONS

DETECTOR, VERSION = "find_landings", "1"
N_RECENT = 5  # rows before an edge that are looked at together, so that one bad value does not decide
RECENT_US = 60_000_000  # and no older than a minute: in that time a landing aircraft sinks 700 ft
Row = dict[str, Any]


class LandingParams(BaseModel):
    """Airfields and limits of take-offs and landings."""

    model_config = ConfigDict(frozen=True)

    airfields: tuple[Airfield, ...] = Field((), description="airfields with their height above the sea (ft)")
    hold_s: float = Field(
        60.0, gt=0, description="a phase shorter than this is noise (s); it hides touch-and-goes, which are no movement"
    )
    reach_km: float = Field(30.0, gt=0, description="farthest that an aircraft is last or first seen from its airfield (km)")
    silence_min: float = Field(
        30.0, gt=0, description="silence in the air after which it may have landed (min); receivers lose a cruising "
        "airliner over land for a few minutes, over sea for hours",
    )  # fmt: skip
    first_seen_cap: float = Field(
        0.30, ge=0, le=1, description="highest confidence of a take-off whose aircraft was first seen in the air; adsbtrack"
    )
    destination_ft: float = Field(
        3000.0, gt=0, description="last seen above this height over the field, the landing is only a probable destination (ft)"
    )
    destination_cap: float = Field(0.30, ge=0, le=1, description="highest confidence of such a landing")
    min_confidence: float = Field(0.10, ge=0, le=1, description="below this nothing is reported")


def find_landings(state: State | None, positions: Frame, params: LandingParams) -> tuple[State, Frame]:
    """Find take-offs and landings.

    Args:
        state: the last `N_RECENT` telling rows of each aircraft, and those that wait to be judged.
        positions: rows of `POSITIONS` sorted by asset_id, time, source_id, source_row; flagged rows and ships are passed over.
        params: airfields and limits. Altitudes are taken as heights above the sea; pressure moves them by some 500 ft.
    Returns:
        The new state, and the events whose second row has been seen; a last sight comes from `finish_landings`.
    """
    counted, waiting = judge_runs(number_runs(state, telling_rows(positions)), int(params.hold_s * 1e6))
    found = _new_edges(_Records(counted, params))
    from_end = pl.int_range(pl.len(), dtype=pl.Int64).reverse().over("asset_id")
    recent = counted.filter(from_end < N_RECENT).with_columns(is_judged=pl.lit(value=True))
    state = pl.concat([recent, waiting]).sort("asset_id", maintain_order=True)
    return state, build_events(found, DETECTOR, VERSION, params)


def finish_landings(state: State, params: LandingParams, watermark: datetime) -> Frame:
    """Landings of aircraft that were last seen in the air and have been silent since, and edges that no later row will judge."""
    now_us = to_us(watermark)
    counted, _ = judge_runs(state, int(params.hold_s * 1e6), now_us)
    records = _Records(counted, params)
    is_last = pl.col("asset_id") != pl.col("asset_id").shift(-1, fill_value="")
    is_silent = pl.col("time_us") <= now_us - int(params.silence_min * 6e7)
    lasts = records.rows.with_row_index("row").filter(is_last & is_silent & (pl.col("phase") == AIR))
    found = [*_new_edges(records), *(event for row in lasts["row"] for event in records.last_seen(row))]
    return build_events(found, DETECTOR, VERSION, params)


def _new_edges(records: _Records) -> list[Row]:
    """The events before rows at which a flight may have begun or ended, and that no earlier call has judged."""
    before = pl.col("phase").shift().over("asset_id")
    silence_us = pl.col("time_us") - pl.col("time_us").shift().over("asset_id")
    is_air = pl.col("phase") == AIR
    is_lost = (silence_us > int(records.params.silence_min * 6e7)) | pl.col("is_new_leg")
    is_edge = (before.is_null() & is_air) | (before != pl.col("phase")) | (is_air & is_lost)
    edges = records.rows.with_row_index("row").filter(is_edge & ~pl.col("is_judged"))
    return [event for row in edges["row"] for event in records.events_at(row)]


class _Records:
    """Rows of many aircraft in order, read by number, with the airfields near them."""

    def __init__(self, rows: Frame, params: LandingParams) -> None:
        self.rows, self.params = rows, params

    @cached_property
    def index(self) -> AirfieldIndex:
        """Made when it is first asked for: where nothing flies, nobody waits for it."""
        return index_airfields(self.params.airfields, self.params.reach_km)

    def row(self, n: int) -> Row:
        return self.rows.row(n, named=True)

    def events_at(self, n: int) -> list[Row]:
        """What the edge before row n means: the pair of phases decides."""
        now = self.row(n)
        before = self.row(n - 1) if n > 0 else None
        if before is None or before["asset_id"] != now["asset_id"]:
            return self.first_seen(now)
        if before["phase"] == GROUND:
            return self.between(before, now, "take_off", before)
        if now["phase"] == GROUND:
            return self.between(before, now, "landing", now)
        return [*self.last_seen(n - 1), *self.first_seen(now)]

    def between(self, before: Row, now: Row, kind: str, ground: Row) -> list[Row]:
        """Seen on the ground on one side and in the air on the other."""
        air = now if ground is before else before
        minutes = (now["time_us"] - before["time_us"]) / 6e7
        scored = []
        for km, field in self.index.near(ground["lat_deg"], ground["lon_deg"]):
            height_ft = None if air["alt_ft"] is None else air["alt_ft"] - field.elevation_ft
            rate_fpm = None if height_ft is None else max(0.0, height_ft) / max(minutes, 0.5)
            scored.append((geometric_mean(SEEN, (km, minutes, rate_fpm)), field, km, ()))
        return self._best(scored, kind, before, now, ground)

    def first_seen(self, now: Row) -> list[Row]:
        """First seen in the air: climbing away from an airfield?"""
        scored = []
        for km, field, height_ft in self._fields_below(now):
            confidence = self._airborne(km, height_ft, now["sog_kn"], _negative(now["vrate_fpm"]))
            scored.append((min(confidence, self.params.first_seen_cap), field, km, ("first seen airborne",)))
        return self._best(scored, "take_off", now, now, now)

    def last_seen(self, n: int) -> list[Row]:
        """Last seen in the air in row n: descending to an airfield? The values are medians of the last minute."""
        last, recent = self.row(n), self._recent(n)
        smooth = {name: _median(recent, name) for name in ("alt_ft", "sog_kn", "vrate_fpm")}
        scored = []
        for km, field, height_ft in self._fields_below({**last, **smooth}):
            confidence = self._airborne(km, height_ft, smooth["sog_kn"], smooth["vrate_fpm"])
            flags: tuple[str, ...] = ("last seen airborne",)
            if height_ft is None or height_ft > self.params.destination_ft:
                confidence, flags = min(confidence, self.params.destination_cap), (*flags, "probable destination")
            scored.append((confidence, field, km, flags))
        return self._best(scored, "landing", last, last, last)

    def _airborne(self, km: float, height_ft: float | None, sog_kn: float | None, away_fpm: float | None) -> float:
        return geometric_mean(AIRBORNE, (km, height_ft, sog_kn, away_fpm))

    def _fields_below(self, row: Row) -> list[tuple[float, Airfield, float | None]]:
        """Distance, airfield and height above it, for each near one."""
        near = self.index.near(row["lat_deg"], row["lon_deg"])
        return [(km, f, None if row["alt_ft"] is None else row["alt_ft"] - f.elevation_ft) for km, f in near]

    def _recent(self, n: int) -> list[Row]:
        """Row n and those in the air just before it."""
        last = self.row(n)
        rows = [self.row(k) for k in range(max(0, n - N_RECENT + 1), n + 1)]
        is_near = [last["time_us"] - r["time_us"] <= RECENT_US and r["asset_id"] == last["asset_id"] for r in rows]
        return [r for r, near in zip(rows, is_near, strict=True) if near and r["phase"] == AIR]

    def _best(
        self, scored: Sequence[tuple[float, Airfield, float, tuple[str, ...]]], kind: str, before: Row, now: Row, at: Row
    ) -> list[Row]:
        """The event at the airfield with the highest confidence, the nearest of equals; none if all are too low."""
        if not scored:
            return []
        confidence, field, _, flags = max(scored, key=lambda s: (s[0], -s[2]))
        if confidence < self.params.min_confidence:
            return []
        return [
            {
                "kind": kind, "asset_id": at["asset_id"], "place_id": field.place_id, "start": before["time_us"],
                "end": now["time_us"], "lat_deg": at["lat_deg"], "lon_deg": at["lon_deg"], "confidence": confidence,
                "flags": flags, "citations": [before["citation"], now["citation"]],
                "known": max(before["known_us"], now["known_us"]),
            }
        ]  # fmt: skip


def _median(rows: list[Row], name: str) -> float | None:
    values = [r[name] for r in rows if r[name] is not None]
    return median(values) if values else None


def _negative(value: float | None) -> float | None:
    return None if value is None else -value


LANDINGS = Scan(DETECTOR, POSITIONS, EVENTS, ("asset_id",), ("time", "source_id", "source_row"), find_landings, finish_landings)
