"""What must be counted to judge claims about rates: "flights increased", "their presence grows", "they are drawing down".

Claims, events and the register flow in; one row of `RATE_QUESTIONS` a claim flows out, with the events that fit it and the moments
at which it is judged. The counting answers in the table `patterns`; `rates` reads the answer.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import polars as pl

from vedette.assessment.known.ground import AssessmentInput, Ground, make_ground
from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.assets import match_asset
from vedette.assessment.question.places import members_of
from vedette.assessment.question.predicates import Query, make_query
from vedette.clock import day_end
from vedette.registry.register import Register
from vedette.schema.kinds import is_aircraft
from vedette.schema.tables import RATE_QUESTIONS

RATE_KINDS = ("flight_rate", "build_up", "draw_down")


def ask_rates(tables: AssessmentInput, register: Register, params: AssessmentParams, as_of: datetime) -> pl.DataFrame:
    """Rows of `RATE_QUESTIONS`; none where no claim is about a rate, or no event fits any."""
    claims = tables.claims.filter(pl.col("kind").is_in(RATE_KINDS), pl.col("is_checkable"))
    if claims.is_empty() or tables.events.is_empty():
        return RATE_QUESTIONS.empty()
    ground = make_ground(tables, register, params, as_of)
    rows = []
    for claim in ground.claims:
        if claim["kind"] not in RATE_KINDS:
            continue
        query = make_query(claim, register, params, as_of)
        if query is not None and query.start <= as_of and (events := find_counted(query, ground)):
            rows.append(_row(query, events, ground))
    return RATE_QUESTIONS.build(rows)


def find_counted(query: Query, ground: Ground) -> tuple[dict[str, Any], ...]:
    """Every event that is counted for a claim, whenever it was; none where no rate is claimed."""
    if query.kind not in RATE_KINDS:
        return ()
    fitting = (events for asset_id, events in ground.events.items() if is_claimed_asset(query, asset_id, ground))
    return tuple(event for events in fitting for event in events if is_counted(query, event))


def is_counted(query: Query, event: dict[str, Any]) -> bool:
    """Is an event one of those that the claim counts?

    Flights: legs between its ends; where one end is claimed, landings or take-offs. Build-up and draw-down: stays at the place.
    """
    if query.kind != "flight_rate":
        return event["kind"] == "visit" and event["place_id"] in (query.destinations or query.origins)
    if query.origins and query.destinations:
        return event["kind"] == "leg" and event["from_place_id"] in query.origins and event["to_place_id"] in query.destinations
    if query.destinations:
        return bool(event["kind"] == "landing" and event["place_id"] in query.destinations)
    return bool(event["kind"] == "take_off" and event["place_id"] in query.origins)


def is_claimed_asset(query: Query, asset_id: str, ground: Ground) -> bool:
    """Does an asset fit the claim? An aircraft of unknown type counts as one of a claimed class of aircraft."""
    asset_class = ground.classes.get(asset_id)
    if asset_class is None and asset_id.startswith("icao24:") and not query.assets.asset_ids:
        asset_class = next(iter(sorted(query.assets.classes)), None)
    return match_asset(query.assets, asset_id, asset_class, ground.register) is not None


def _row(query: Query, events: tuple[dict[str, Any], ...], ground: Ground) -> dict[str, Any]:
    sites = frozenset().union(*(members_of(p, ground.register) for p in query.destinations or query.origins))
    n_aircraft = sum(is_aircraft(e["asset_id"]) for e in events)
    return {
        "claim_id": query.claim_id,
        "kind": "presence" if query.kind != "flight_rate" else events[0]["kind"],
        "from_place_ids": list(query.origin_ids),
        "to_place_ids": list(query.destination_ids),
        "site_ids": sorted(sites),
        "sensor": "adsb" if 2 * n_aircraft > len(events) else "ais",
        "event_ids": sorted({e["event_id"] for e in events}),
        "start": query.start,
        "end": query.end,
        "moments": moments_of(query, events, ground),
    }


def moments_of(query: Query, events: tuple[dict[str, Any], ...], ground: Ground) -> list[datetime]:
    """Ends of days on which an event became known, of the claimed time, the milestones, the claim's own day, and `as_of`."""
    latest = query.end + timedelta(days=ground.params.slip_days)
    known = [e["known"] for e in events if query.start <= e["known"] <= latest]
    ends = {day_end(moment.date()) for moment in (*known, query.end)} | set(ground.params.milestones)
    ends |= {day_end(c["made"].date()) for c in ground.claims if c["claim_id"] == query.claim_id and c["made"]}
    return sorted({m for m in ends if query.start <= m < ground.as_of} | {ground.as_of})
