"""Legs: two consecutive stays of one asset, at two places.

In flow visits, take-offs and landings, out flow legs from the end of one to the start of the next, with the distance (by
sea route for ships, where the pipeline hands one in) and the speed that it implies. Which pairs make a leg is a table.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.engine.columns import to_us
from vedette.engine.step import Frame, Scan, State
from vedette.events.rows import build_events
from vedette.geo import distance_km
from vedette.schema.kinds import aircraft_rows, is_aircraft
from vedette.schema.tables import EVENTS

DETECTOR, VERSION = "find_legs", "1"
Event = dict[str, Any]
DistanceKm = Callable[[float, float, float, float], float]

PAIRS: dict[tuple[str, str], tuple[str, ...]] = {
    # from, to: remarks on the leg; a pair that is not here makes none
    ("visit", "visit"): (),
    ("take_off", "landing"): (),
    ("landing", "landing"): ("departure not seen",),
    ("take_off", "take_off"): ("arrival not seen",),
    ("landing", "take_off"): ("departure not seen", "arrival not seen"),  # only if it left from elsewhere
}


class LegParams(BaseModel):
    """Limits of a leg."""

    model_config = ConfigDict(frozen=True)

    min_visit_confidence: float = Field(
        2.0, ge=1, le=4, description="visits below it are passages: no stop and no gap inside; Global Fishing Watch, port visits"
    )
    min_flight_confidence: float = Field(0.10, ge=0, le=1, description="take-offs and landings below it are passed over")
    aircraft_max_h: float = Field(
        24.0, gt=0, description="longest time between take-off and landing (h); the longest airline flight takes 19"
    )
    ship_max_days: float = Field(90.0, gt=0, description="longest time at sea (days); beyond it calls have been missed")
    ship_max_kn: float = Field(35.0, gt=0, description="mean speed over a leg beyond which a ship has not moved (kn)")
    aircraft_max_kn: float = Field(650.0, gt=0, description="the same for aircraft (kn): an airliner with the jet stream")
    max_kn: tuple[tuple[str, float], ...] = Field((), description="asset id and highest speed of its class (kn)")
    sea_distance_km: DistanceKm | None = Field(
        None, exclude=True, description="distance by sea of two positions (lat, lon, lat, lon); None = the geodesic"
    )


def find_legs(state: State | None, events: Frame, params: LegParams) -> tuple[State, Frame]:
    """Pair consecutive stays.

    Args:
        state: the stay of each asset that the next leg begins with: rows of `EVENTS`.
        events: rows of `EVENTS` sorted by asset_id, start, event_id; other kinds and weak events are passed over.
        params: limits, and the function that measures distances by sea.
    Returns:
        The new state, and legs. A leg's confidence is the geometric mean of its ends', visits counting a quarter per step.
    """
    last = {} if state is None else {row["asset_id"]: row for row in state.iter_rows(named=True)}
    legs = []
    for event in events.filter(_is_stay(params)).iter_rows(named=True):
        before = last.get(event["asset_id"])
        if before is not None and (leg := _leg(before, event, params)) is not None:
            legs.append(leg)
        if before is None or _end(before) <= _end(event):
            last[event["asset_id"]] = event
    kept = EVENTS.build(list(last.values())).sort("asset_id")
    return kept, build_events(legs, DETECTOR, VERSION, params)


def finish_legs(state: State, params: LegParams, watermark: datetime) -> Frame:  # noqa: ARG001 - shape of a finish
    """None: a leg needs both of its ends."""
    return EVENTS.empty()


def _is_stay(params: LegParams) -> pl.Expr:
    is_visit = (pl.col("kind") == "visit") & ~aircraft_rows() & (pl.col("confidence") >= params.min_visit_confidence)
    is_flight = pl.col("kind").is_in(["take_off", "landing"]) & (pl.col("confidence") >= params.min_flight_confidence)
    return (is_visit | is_flight) & pl.col("place_id").is_not_null()


def _end(event: Event) -> datetime:
    """The end of a stay; one that is open lasts."""
    return event["end"] or datetime.max.replace(tzinfo=event["start"].tzinfo)


def _leg(before: Event, after: Event, params: LegParams) -> Event | None:
    """The leg between two stays, or None where the pair makes none."""
    remarks = PAIRS.get((before["kind"], after["kind"]))
    if remarks is None or before["place_id"] == after["place_id"] or _end(before) > after["start"]:
        return None
    hours = (after["start"] - before["end"]).total_seconds() / 3600
    by_air = is_aircraft(after["asset_id"])
    if hours > (params.aircraft_max_h if by_air else params.ship_max_days * 24):
        return None
    measure = distance_km if by_air or params.sea_distance_km is None else params.sea_distance_km
    km = measure(before["lat_deg"], before["lon_deg"], after["lat_deg"], after["lon_deg"])
    kn = km / 1.852 / hours if hours > 0 else None
    if kn is None or kn > _limit_kn(after["asset_id"], by_air=by_air, params=params):
        remarks = (*remarks, "implied speed beyond the class")
    return {
        "kind": "leg", "asset_id": after["asset_id"], "from_place_id": before["place_id"], "to_place_id": after["place_id"],
        "start": to_us(before["end"]), "end": to_us(after["start"]), "lat_deg": before["lat_deg"],
        "lon_deg": before["lon_deg"], "dist_km": km, "implied_kn": kn, "confidence": _confidence(before, after),
        "flags": remarks, "known": to_us(max(before["known"], after["known"])),
        "citations": [before["citations"][-1], after["citations"][0]],
        "id_parts": (before["place_id"], after["place_id"]),
    }  # fmt: skip


def _limit_kn(asset_id: str, *, by_air: bool, params: LegParams) -> float:
    return dict(params.max_kn).get(asset_id, params.aircraft_max_kn if by_air else params.ship_max_kn)


def _confidence(before: Event, after: Event) -> float:
    scaled = [e["confidence"] / 4 if e["kind"] == "visit" else e["confidence"] for e in (before, after)]
    return math.sqrt(scaled[0] * scaled[1])


LEGS = Scan(DETECTOR, EVENTS, EVENTS, ("asset_id",), ("start", "event_id"), find_legs, finish_legs)
