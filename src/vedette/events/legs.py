"""Legs: two consecutive stays of one asset, at two places.

In flow visits, take-offs and landings, out flow legs from the end of one to the start of the next, with the distance (by
sea route for ships, where the pipeline hands one in) and the speed that it implies. Which pairs make a leg is a table.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.engine.step import Frame, Scan, State
from vedette.events.rows import build_event_columns
from vedette.geo import distance_km
from vedette.schema.kinds import aircraft_rows
from vedette.schema.tables import EVENTS

DETECTOR, VERSION = "find_legs", "1"
_NEVER_US = 2**62
_COLUMNS = (
    "kind", "asset_id", "from_place_id", "to_place_id", "start", "end", "lat_deg", "lon_deg", "dist_km", "implied_kn",
    "confidence", "remarks", "known", "left", "came", "id_parts",
)  # fmt: skip
DistanceKm = Callable[[float, float, float, float], float]

PAIRS: dict[tuple[str, str], tuple[str, ...]] = {
    # from, to: remarks on the leg; a pair that is not here makes none
    ("visit", "visit"): (),
    ("take_off", "landing"): (),
    ("landing", "landing"): ("departure not seen",),
    ("take_off", "take_off"): ("arrival not seen",),
    ("landing", "take_off"): ("departure not seen", "arrival not seen"),  # only if it left from elsewhere
}


class _Stay(NamedTuple):
    """One end of a leg."""

    kind: str
    asset_id: str
    place_id: str
    start_us: int
    end_us: int
    known_us: int
    lat_deg: float
    lon_deg: float
    confidence: float
    first: str
    last: str
    by_air: bool


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
    stays = pl.concat([EVENTS.empty() if state is None else state, events.filter(_is_stay(params))])
    last: dict[str, int] = {}
    legs, rows = [], _read_stays(stays)
    max_kn = dict(params.max_kn)
    for n, stay in enumerate(rows):
        before = last.get(stay.asset_id)
        if before is not None and (leg := _leg(rows[before], stay, max_kn, params)) is not None:
            legs.append(leg)
        if before is None or rows[before].end_us <= stay.end_us:
            last[stay.asset_id] = n
    return stays[list(last.values())].sort("asset_id"), _build(legs, params)


def finish_legs(state: State, params: LegParams, watermark: datetime) -> Frame:  # noqa: ARG001 - shape of a finish
    """None: a leg needs both of its ends."""
    return EVENTS.empty()


def _is_stay(params: LegParams) -> pl.Expr:
    is_visit = (pl.col("kind") == "visit") & ~aircraft_rows() & (pl.col("confidence") >= params.min_visit_confidence)
    is_flight = pl.col("kind").is_in(["take_off", "landing"]) & (pl.col("confidence") >= params.min_flight_confidence)
    return (is_visit | is_flight) & pl.col("place_id").is_not_null()


def _read_stays(stays: Frame) -> list[_Stay]:
    """Stays with times as whole microseconds; one that is open lasts."""
    times = (pl.col(name).to_physical() for name in ("start", "end", "known"))
    cited = pl.col("citations").list
    rows = stays.select(
        "kind", "asset_id", "place_id", *times, "lat_deg", "lon_deg", "confidence", first=cited.first(), last=cited.last(),
        by_air=aircraft_rows(),
    ).with_columns(pl.col("end").fill_null(_NEVER_US)).rows()  # fmt: skip
    return [_Stay(*row) for row in rows]


def _leg(before: _Stay, after: _Stay, max_kn: dict[str, float], params: LegParams) -> tuple[Any, ...] | None:
    """The leg between two stays, in the order of `_COLUMNS`, or None where the pair makes none."""
    remarks = PAIRS.get((before.kind, after.kind))
    if remarks is None or before.place_id == after.place_id or before.end_us > after.start_us:
        return None
    hours = (after.start_us - before.end_us) / 3.6e9
    if hours > (params.aircraft_max_h if after.by_air else params.ship_max_days * 24):
        return None
    measure = distance_km if after.by_air or params.sea_distance_km is None else params.sea_distance_km
    km = measure(before.lat_deg, before.lon_deg, after.lat_deg, after.lon_deg)
    kn = km / 1.852 / hours if hours > 0 else None
    if kn is None or kn > max_kn.get(after.asset_id, params.aircraft_max_kn if after.by_air else params.ship_max_kn):
        remarks = (*remarks, "implied speed beyond the class")
    places = (before.place_id, after.place_id)
    return (
        "leg", after.asset_id, *places, before.end_us, after.start_us, before.lat_deg, before.lon_deg, km, kn,
        _confidence(before, after), remarks, max(before.known_us, after.known_us), before.last, after.first, places,
    )  # fmt: skip


def _confidence(before: _Stay, after: _Stay) -> float:
    scaled = [stay.confidence / 4 if stay.kind == "visit" else stay.confidence for stay in (before, after)]
    return math.sqrt(scaled[0] * scaled[1])


def _build(legs: Sequence[tuple[Any, ...]], params: LegParams) -> Frame:
    """Legs as events."""
    if not legs:
        return EVENTS.empty()
    columns = dict(zip(_COLUMNS, zip(*legs, strict=True), strict=True))
    cited = pl.DataFrame({"left": columns["left"], "came": columns["came"]}).select(citations=pl.concat_list("left", "came"))
    kinds = {remarks: n for n, remarks in enumerate(dict.fromkeys(columns["remarks"]))}
    flags = pl.Series([list(remarks) for remarks in kinds], dtype=pl.List(pl.String))[[kinds[r] for r in columns["remarks"]]]
    return build_event_columns(columns | {"citations": cited.to_series(), "flags": flags}, DETECTOR, VERSION, params)


LEGS = Scan(DETECTOR, EVENTS, EVENTS, ("asset_id",), ("start", "event_id"), find_legs, finish_legs)
