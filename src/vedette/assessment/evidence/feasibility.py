"""Could it be sailed or flown at all? A claimed movement against the greatest speed of its class.

A query flows in; one finding flows out where even the fastest of the class needs longer from the nearest claimed origin to the
nearest claimed destination than the claim gives it. It says nothing where the claim gives time enough, no time of its own, or one
day only, which is the day of leaving or of coming and not of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.assets import max_km_per_h
from vedette.assessment.question.places import name_places, points_of
from vedette.assessment.question.predicates import Query
from vedette.assessment.question.reach import least_way_km
from vedette.assessment.weights.findings import Finding

_MORE_THAN_A_DAY = timedelta(hours=36)


def weigh_feasibility(query: Query, ground: Ground, moment: datetime) -> Iterator[Finding]:
    """Against a movement in less time than it takes."""
    if query.kind != "move" or not query.is_dated or not (query.origins and query.destinations):
        return
    if query.end - query.start < _MORE_THAN_A_DAY:
        return
    hours = (query.latest - query.earliest).total_seconds() / 3600
    here, there = (points_of(tuple(sorted(ids)), ground.register) for ids in (query.origins, query.destinations))
    speed = max_km_per_h(query.assets, None, ground.register)
    if least_way_km(here, there, by_water=False) / speed > hours or _by_water_h(query, here, there, speed, hours, ground) > hours:
        yield _finding(query, ground, moment, hours)


def _by_water_h(
    query: Query,
    here: tuple[tuple[float, float], ...],
    there: tuple[tuple[float, float], ...],
    speed: float,
    hours: float,
    ground: Ground,
) -> float:
    """Hours by sea, for ships only; not asked for where even a fourfold detour leaves time."""
    classes = query.assets.all_classes()
    are_ships = bool(classes) and all(ground.register.asset_class(c).kind == "ship" for c in classes)
    if not are_ships or 4 * least_way_km(here, there, by_water=False) / speed <= hours:
        return 0.0
    return least_way_km(here, there, by_water=True) / speed


def _finding(query: Query, ground: Ground, moment: datetime, hours: float) -> Finding:
    rule = ground.params.table["leg_too_fast"]
    ends = [name_places(ids, ground.register) for ids in (query.origin_ids, query.destination_ids)]
    return Finding(
        rule=rule,
        item_id=f"feasible:{query.claim_id}",
        cells=rule.cells(rule.log("ratio")),
        why=f"From {ends[0]} to {ends[1]} in {hours:.0f} hours: {rule.says}.",
        part="whole",
        origins=frozenset({"geometry"}),
        known=min(query.start, moment),
        citations=(query.citation,),
    )
