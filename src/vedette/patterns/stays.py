"""Who was where, from when to when: visits and sightings of watched assets, and what was counted in pictures, as one list.

Events, sightings and detections flow in; stays of known assets and counts of unnamed ones flow out, each with the row that it rests
on. Watched are the assets of the register and of the case, and those that a claim counts; everybody else is traffic.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from vedette.geo import distance_km
from vedette.patterns.rate_params import RateParams, Site
from vedette.schema.kinds import is_aircraft

_THERE = ("present", "arrived", "loading", "anchored", "departed")
_SENSED = ("imagery", "photo", "observed", "tracking", "flight_data")


@dataclass(frozen=True)
class Stay:
    """A known asset at a site; `end` is the last moment at which it was known to be there."""

    asset_id: str
    place_id: str
    start: datetime
    end: datetime
    known: datetime
    citations: tuple[str, ...]
    event_id: str | None = None
    is_open: bool = False


@dataclass(frozen=True)
class Look:
    """So many unnamed hulls or airframes of a class at a site on one day; `most` None = at least `least`.

    It bounds its class and nothing else: who counted three frigates has not said that nothing else was there.
    """

    place_id: str
    asset_class: str | None
    is_aircraft: bool
    day: date
    least: int
    most: int | None
    known: datetime
    citation: str


def list_stays(events: pl.DataFrame, sightings: pl.DataFrame, watched: Collection[str], params: RateParams) -> list[Stay]:
    """Stays in the order of asset and time; an asset logged inside a visit is not there twice."""
    found = [
        Stay(e["asset_id"], e["place_id"], e["start"], e["end"] or e["known"], e["known"], tuple(e["citations"] or ())[:2],
             e["event_id"], bool(e["is_open"]))
        for e in events.filter(pl.col("kind").is_in(["visit", "landing"])).iter_rows(named=True)
        if e["asset_id"] in watched and e["place_id"] in params.site_of
    ]  # fmt: skip
    for s in sightings.filter(pl.col("event").is_in(_THERE), pl.col("asset_id").is_not_null()).iter_rows(named=True):
        if s["place_id"] in params.site_of and s["how"] in _SENSED and s["certainty"] != "disputed":
            cited = (f"{s['source_id']}#{s['source_row']}",)
            found.append(Stay(s["asset_id"], s["place_id"], s["start"], s["end"], s["known"], cited))
    ordered = sorted(found, key=lambda s: (s.asset_id, s.start, s.end, s.place_id))
    return [s for i, s in enumerate(ordered) if not _is_inside(s, ordered, i)]


def _is_inside(stay: Stay, ordered: list[Stay], at: int) -> bool:
    before = ordered[at - 1] if at else None
    return before is not None and (before.asset_id, before.place_id) == (stay.asset_id, stay.place_id) and stay.end <= before.end


def list_looks(sightings: pl.DataFrame, detections: pl.DataFrame | None, params: RateParams) -> list[Look]:
    """What was counted without names: logged counts of classes, and detections in pictures."""
    found = [
        Look(s["place_id"], s["class"], _is_flying(s["class"], params), s["start"].date(), s["count_min"] or 0,
             0 if s["event"] == "absent" else s["count_max"], s["known"], f"{s['source_id']}#{s['source_row']}")
        for s in sightings.filter(pl.col("asset_id").is_null(), pl.col("class").is_not_null()).iter_rows(named=True)
        if s["place_id"] in params.site_of and s["how"] in _SENSED and s["event"] in (*_THERE[:-1], "absent")
        and s["start"].date() == s["end"].date()
    ]  # fmt: skip
    return found + list(_detected(detections, params))


def _is_flying(asset_class: str | None, params: RateParams) -> bool:
    return asset_class in params.aircraft_classes


def _detected(detections: pl.DataFrame | None, params: RateParams) -> Iterator[Look]:
    if detections is None or detections.is_empty():
        return
    for d in detections.iter_rows(named=True):
        near = [s for s in params.sites if _km(s, d) <= s.enter_km]
        if near:
            site = min(near, key=lambda s: (_km(s, d), s.place_id))
            cited = f"{d['source_id']}#{d['source_row']}"
            yield Look(
                site.place_id, d["asset_class"], _is_flying(d["asset_class"], params), d["time"].date(), 1, None, d["time"], cited
            )


def _km(site: Site, row: dict[str, float]) -> float:
    if abs(site.lat_deg - row["lat_deg"]) > 1:
        return float("inf")
    return distance_km(site.lat_deg, site.lon_deg, row["lat_deg"], row["lon_deg"])


def kind_of(asset_id: str) -> bool:
    """True for aircraft."""
    return is_aircraft(asset_id)
