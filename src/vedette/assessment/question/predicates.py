"""From a claim to a query: which assets, from where, to where, when, and which observation would be its last part.

A row of the claims table and the register flow in, a frozen `Query` flows out; None where a claim does not say enough to be
looked for. What each kind of claim needs stands in `SHAPES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.assets import AssetQuery, read_assets_of
from vedette.geo import distance_km
from vedette.registry.places import Place
from vedette.registry.register import Register
from vedette.schema.words import CHECKABLE_KINDS

Row = Mapping[str, Any]
_AIRFIELDS = frozenset({"airbase", "airport"})


@dataclass(frozen=True)
class Shape:
    """What a kind of claim is made of: the columns that give its two ends, in order of preference, and its last part.

    `slack_days` and `near_km` are its tolerances in time and place, as multiples of the settings `tolerance_days` and `near_km`.
    """

    kind: str
    origin: tuple[str, ...]
    destination: tuple[str, ...]
    last_part: str
    why: str
    slack_days: float
    near_km: float
    tolerates: str


SHAPES = {
    s.kind: s
    for s in (
        Shape(
            "move",
            ("origin",),
            ("destination",),
            "arrival",
            "a movement is complete when it has arrived",
            1,
            1,
            "dates in texts are days of some time zone; roads and waiting areas count as off the place",
        ),
        Shape(
            "depart",
            ("origin", "place"),
            (),
            "departure",
            "a destination may be named, but only leaving is claimed",
            1,
            1,
            "as for a movement",
        ),
        Shape(
            "arrive",
            (),
            ("destination", "place"),
            "arrival",
            "an origin may be named, but only arriving is claimed",
            1,
            1,
            "as for a movement",
        ),
        Shape(
            "present",
            (),
            ("place", "destination", "origin"),
            "arrival",
            "being there is the end of having come",
            1,
            1,
            "a state has no sharp edges: it was there a day before or after as well",
        ),
        Shape("absent", ("place", "origin"), (), "departure", "being gone is the end of having left", 1, 1, "as for presence"),
        Shape(
            "flight_rate",
            ("origin",),
            ("destination", "place"),
            "arrival",
            "flights are counted where they land",
            1,
            1,
            "only logged flights: counts are taken over exactly the claimed days (`rates`)",
        ),
        Shape(
            "build_up",
            (),
            ("place", "destination"),
            "arrival",
            "more than before at one place",
            1,
            1,
            "looks are days apart; a base is what lies at it and in its roads",
        ),
        Shape("draw_down", ("place", "origin"), (), "departure", "fewer than before at one place", 1, 1, "as for a build-up"),
        Shape(
            "distance",
            (),
            ("place",),
            "arrival",
            "geometry; `distances` reads it",
            0,
            0,
            'geometry has its own tolerance: "distance_measured" in likelihoods.toml',
        ),
    )
}


@dataclass(frozen=True)
class Query:
    """What to look for. Places are sets of ids with everything inside them; an empty set means "not said"."""

    claim_id: str
    kind: str
    assets: AssetQuery
    origins: frozenset[str]
    destinations: frozenset[str]
    origin_ids: tuple[str, ...]
    destination_ids: tuple[str, ...]
    start: datetime
    end: datetime
    is_dated: bool
    tolerance: timedelta
    last_part: str
    direction: str | None
    citation: str
    near_km: float = 40.0
    is_resolved: bool = True  # every end that the text names was found in the register

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the claim that could be seen."""
        return tuple(p for p, places in (("departure", self.origins), ("arrival", self.destinations)) if places)

    def part_of(self, part: str) -> str:
        """The name of a part as evidence states it: the last part of a claim with one end only is the whole of it."""
        return "whole" if part == self.last_part and len(self.parts) == 1 else part

    @property
    def earliest(self) -> datetime:
        """Start of the claimed time, with the slack."""
        return self.start - self.tolerance

    @property
    def latest(self) -> datetime:
        """End of the claimed time, with the slack."""
        return self.end + self.tolerance

    @property
    def lasts(self) -> bool:
        """Does it speak of a state that lasts through the claimed time, rather than of one event in it?"""
        return self.kind in ("present", "absent")

    def share_there(self, start: datetime, end: datetime) -> float:
        """Chance that it has come or gone by the middle of an interval, each moment of the claimed time being as probable."""
        return 1.0 if self.lasts else 1 - self.share_left(start + (end - start) / 2)

    def share_left(self, moment: datetime) -> float:
        """Share of the claimed time that lies after a moment, 0 to 1."""
        whole = (self.end - self.start).total_seconds()
        return min(max((self.end - moment).total_seconds() / whole, 0.0), 1.0) if whole > 0 else 0.0


def is_checkable(claim: Row) -> bool:
    """May movement data answer it at all, by its kind and by what its reader could resolve?"""
    return claim["kind"] in CHECKABLE_KINDS and bool(claim["is_checkable"])


def make_query(claim: Row, register: Register, params: AssessmentParams, as_of: datetime) -> Query | None:
    """The query of a claim; None where its kind cannot be checked or a place that it needs is not resolved."""
    if not is_checkable(claim):
        return None
    shape = SHAPES[claim["kind"]]
    assets = read_assets_of(claim, register)
    origin_ids, destination_ids = _first(claim, shape.origin), _first(claim, shape.destination)
    if (not origin_ids and not destination_ids) or _is_round_trip(origin_ids, destination_ids, register):
        return None
    start, end, is_dated = find_window(claim, params, as_of)
    last_part = shape.last_part if destination_ids else "departure"
    return Query(
        claim_id=claim["claim_id"],
        kind=claim["kind"],
        assets=assets,
        origins=_inside(origin_ids, assets, params.near_km, register),
        destinations=_inside(destination_ids, assets, params.near_km, register),
        origin_ids=origin_ids,
        destination_ids=destination_ids,
        start=start,
        end=end,
        is_dated=is_dated,
        tolerance=timedelta(days=shape.slack_days * params.tolerance_days),
        last_part=last_part if origin_ids or destination_ids else shape.last_part,
        direction=claim["direction"],
        citation=cite(claim),
        near_km=shape.near_km * params.near_km,
        is_resolved=_is_resolved(claim),
    )


def _is_round_trip(origin_ids: Sequence[str], destination_ids: Sequence[str], register: Register) -> bool:
    """Are both ends one site? To be there is then to have moved and not to have moved; within a country there are many sites."""
    return set(origin_ids) == set(destination_ids) and not any(register.place(p).is_group for p in origin_ids)


def _is_resolved(claim: Row) -> bool:
    """Was each end that a claimed movement names found in the register, at least one place of it?"""
    ends = (claim[end] or () for end in ("origin", "destination")) if claim["kind"] == "move" else ()
    return all(not places or any(p["place_id"] for p in places) for places in ends)


def cite(row: Row) -> str:
    """The citation of a row that bears its source."""
    return f"{row['source_id']}#{row['source_row']}"


def find_window(claim: Row, params: AssessmentParams, as_of: datetime) -> tuple[datetime, datetime, bool]:
    """Start and end of the time that a claim speaks of, and whether it says both itself.

    Without a time of its own, a plan is due within `days_after_made`, anything else happened within `days_before_made`.
    """
    start, end, made = claim["time_start"], claim["time_end"], claim["made"] or as_of
    before, after = timedelta(days=params.days_before_made), timedelta(days=params.days_after_made)
    if start is not None and end is not None:
        return start, max(start, end), True
    if start is not None:
        return start, max(made, start + timedelta(days=1)), False
    if end is not None:
        return end - before, end, False
    return (made, made + after, False) if claim["status"] in ("planned", "conditional") else (made - before, made, False)


def _first(claim: Row, columns: Sequence[str]) -> tuple[str, ...]:
    """The resolved places of the first column that has any."""
    for column in columns:
        if found := tuple(dict.fromkeys(p["place_id"] for p in claim[column] or () if p["place_id"])):
            return found
    return ()


def _inside(place_ids: Sequence[str], assets: AssetQuery, near_km: float, register: Register) -> frozenset[str]:
    """The places with everything inside them; for aircraft also the airfields of a town that the text names without one."""
    found = frozenset().union(*(register.members(place_id) for place_id in place_ids)) if place_ids else frozenset()
    if not assets.are_aircraft(register):
        return found
    towns = [p for p in (register.place(i) for i in place_ids) if not p.is_group and p.kind not in _AIRFIELDS]
    fields = [p for p in register.places() if p.kind in _AIRFIELDS]
    near = {f.place_id for f in fields for t in towns if t.country == f.country and _km(f, t) <= near_km}
    return found | near


def _km(one: Place, other: Place) -> float:
    if one.lat_deg is None or one.lon_deg is None or other.lat_deg is None or other.lon_deg is None:
        return float("inf")
    return distance_km(one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg)
