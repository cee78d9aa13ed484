"""Patrol aircraft over a position that a claimed ship would have had: somebody else followed it, or flew its usual round.

Logged sightings of patrol aircraft and a claim about ships with two ends flow in, one finding or none flows out. A patrol counts where
it was over the way between the two ends at an hour at which a ship that left in the claimed time could have been there. The ratio is
weak and however many patrols there were it is given once: such aircraft fly over these seas without any ship to follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.known.wording import say_sighting
from vedette.assessment.question.assets import class_of
from vedette.assessment.question.places import Points, least_km, points_inside
from vedette.assessment.question.predicates import Query, cite
from vedette.assessment.seeing.observability import find_query_way
from vedette.assessment.seeing.transit import Way
from vedette.assessment.weights.findings import Finding
from vedette.schema.cells import cell_corner

_CLASS = "patrol_aircraft"
_KINDS = frozenset({"move", "depart", "arrive"})
_OVER = frozenset({"present", "transit", "flights"})
_MOST_CITED = 4
_MOST_POINTS = 3  # a country or a sea of many points is no position


def weigh_patrols(query: Query, ground: Ground, moment: datetime) -> Iterator[Finding]:
    """The finding for all patrols over the way together; none where the claim has no way, or nobody flew over it in time."""
    if query.kind not in _KINDS or len(query.parts) < 2 or query.assets.are_aircraft(ground.register):
        return
    rows = [s for s in ground.sightings if s["known"] <= moment and _is_patrol(s, ground)]
    way = find_query_way(query, ground) if rows else None
    if way is None:
        return
    over = [s for s in rows if _is_over(s, way, query, ground)]
    if over:
        yield _finding(sorted(over, key=lambda s: (s["start"], s["sighting_id"])), query, ground)


def _is_patrol(sighting: dict[str, Any], ground: Ground) -> bool:
    asset_class = sighting["class"] or class_of(sighting["asset_id"], ground.register)
    is_of_class = asset_class is not None and ground.register.is_class(asset_class, _CLASS)
    return is_of_class and sighting["event"] in _OVER and sighting["count_max"] != 0


def _is_over(sighting: dict[str, Any], way: Way, query: Query, ground: Ground) -> bool:
    """Was it within reach of a point of the way when a ship that left in the claimed time could have been there?"""
    here, within_km = _points(sighting, ground), ground.params.table["patrol_over_way"].numbers["within_km"]
    if not here or len(here) > _MOST_POINTS:
        return False
    for cell, hours in zip(way.cells, way.hours, strict=True):
        south, west = cell_corner(cell)
        first, last = query.earliest + timedelta(hours=hours), query.latest + timedelta(hours=hours)
        if sighting["start"] <= last and sighting["end"] >= first and least_km(here, ((south + 0.5, west + 0.5),)) <= within_km:
            return True
    return False


def _points(sighting: dict[str, Any], ground: Ground) -> Points:
    if sighting["lat_deg"] is not None and sighting["lon_deg"] is not None:
        return ((sighting["lat_deg"], sighting["lon_deg"]),)
    return points_inside(sighting["place_id"], ground.register) if sighting["place_id"] else ()


def _finding(over: list[dict[str, Any]], query: Query, ground: Ground) -> Finding:
    """Bears no identity and is no observation of the ship itself, so that it can corroborate and never confirm."""
    rule, best = ground.params.table["patrol_over_way"], over[0]
    again = f" ({len(over) - 1} more of that time)" if len(over) > 1 else ""
    publishers = tuple(dict.fromkeys(p for s in over for p in s["source_ids"] or ()))
    return Finding(
        rule=rule,
        item_id=best["sighting_id"],
        cells=rule.cells(rule.log("ratio")),
        why=f"{say_sighting(best, rule.says, ground.register).removesuffix('.')}{again}.",
        part="whole" if len(query.parts) == 1 else "transit",
        origins=ground.origins.of_publishers(publishers) or frozenset({cite(best)}),
        known=min(s["known"] for s in over),
        citations=tuple(dict.fromkeys(cite(s) for s in over))[:_MOST_CITED],
        how=best["how"],
        start=best["start"],
        end=best["end"],
    )
