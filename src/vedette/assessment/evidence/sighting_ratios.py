"""What is a logged sighting worth, before its certainty and its source's grade?

A case, a query and a row of the sightings table flow in; a rule and its log ratio flow out. Most ratios stand in the likelihood
table by how the sighting was made; some depend on when it was: how much of the claimed time is left, how long after it.
"""

from __future__ import annotations

import math
from typing import Any

from vedette.assessment.evidence.sighting_cases import Case
from vedette.assessment.known.ground import Ground
from vedette.assessment.known.stays import stays_of
from vedette.assessment.question.assets import class_of, max_km_per_h
from vedette.assessment.question.places import Points, is_inside, least_km, points_inside, points_of
from vedette.assessment.question.predicates import Query
from vedette.assessment.question.reach import can_reach, log_lost_time
from vedette.schema.kinds import is_aircraft


def rate_case(
    case: Case, query: Query, sighting: dict[str, Any], ground: Ground, point: tuple[float, float] | None
) -> tuple[str | None, float]:
    """The rule and the undiscounted log ratio of a sighting at a place; None where it says nothing."""
    table, how = ground.params.table, sighting["how"]
    if case.rule in ("still_at_origin", "origin_empty"):
        return case.rule, _rate_berth(case.rule, query, sighting, ground)
    if case.rule == "looked_and_saw_nothing":
        seen = table[case.rule].numbers[how] * query.share_there(sighting["start"], sighting["end"])
        return (case.rule, math.log1p(-seen)) if seen > 0 else (None, 0.0)
    if case.rule == "seen_elsewhere":
        return _rate_elsewhere(query, sighting, ground, point)
    if case.rule == "seen_off_destination":
        return case.rule, math.log(_mix(_share_after(query, sighting), table[case.rule].numbers[how]))
    if case.rule == "other_date" and _gap_days(query, sighting) > ground.params.slip_days:
        return None, 0.0
    return case.rule, _fading(case.rule, query, sighting, ground) * table[case.rule].log(how)


def _fading(rule: str, query: Query, sighting: dict[str, Any], ground: Ground) -> float:
    """How much a sighting outside the claimed time still counts: a later presence may come from a later movement."""
    table = ground.params.table
    half_lives = {
        "seen_at_destination_later": ground.params.linger_days,
        "seen_at_origin_after": table["track_at_origin_after"].numbers["half_life_days"],
        "other_date": table["track_other_date"].numbers["half_life_days"],  # ships come again
    }
    half_life = None if rule == "other_date" and _was_still_away(query, sighting, ground) else half_lives.get(rule)
    return 0.5 ** (_gap_days(query, sighting) / half_life) if half_life else 1.0


def _was_still_away(query: Query, sighting: dict[str, Any], ground: Ground) -> bool:
    """Was it known to be elsewhere, or off the place, after the claimed time and before this arrival? Then this one is its arrival."""
    stays = stays_of(sighting["asset_id"], ground, sighting["known"]) if sighting["asset_id"] else ()
    between = (s for s in stays if not s.is_absence and s.end > query.latest and s.start < sighting["start"])
    return any(not is_inside(s.place_id, query.destinations | query.origins, ground.register) for s in between)


def _rate_berth(rule: str, query: Query, sighting: dict[str, Any], ground: Ground) -> float:
    """A berth taken or empty, by how much of the claimed time was left then.

    Taken: the share that is left. Empty: (1 - r x share) / (1 - r), with 1 / (1 - r) in the table, fading after that time.
    """
    left = query.share_left(sighting["start"] + (sighting["end"] - sighting["start"]) / 2)
    if rule == "still_at_origin":
        return math.log(max(left, ground.params.table[rule].numbers["least"]))
    most, left = ground.params.table[rule].numbers[sighting["how"]], 0.0 if query.lasts else left
    faded = 0.5 ** (_gap_days(query, sighting) / ground.params.linger_days)
    return float(faded * math.log(max(most * (1 - (1 - 1 / most) * left), 1.0)))


def _rate_elsewhere(
    query: Query, sighting: dict[str, Any], ground: Ground, point: tuple[float, float] | None
) -> tuple[str | None, float]:
    """Seen at a third place: gone from the origin, on the way, beyond reach of the destination, or merely elsewhere."""
    table, how, register = ground.params.table, sighting["how"], ground.register
    here = points_inside(sighting["place_id"], register) if sighting["place_id"] else (point,) if point else ()
    if not here:
        return None, 0.0
    if query.last_part == "departure":
        fading = 0.5 ** (_gap_days(query, sighting) / ground.params.linger_days)
        return ("seen_away", fading * table["seen_away"].log(how)) if sighting["start"] >= query.start else (None, 0.0)
    there = points_of(tuple(sorted(query.destinations)), register)
    asset_class = sighting["class"] or class_of(sighting["asset_id"], register)
    speed, seen = max_km_per_h(query.assets, asset_class, register), (sighting["start"], sighting["end"])
    by_water = not is_aircraft(sighting["asset_id"] or "")
    if not can_reach(query, seen, here, there, speed, by_water=by_water):
        return "seen_out_of_reach", table["seen_out_of_reach"].log(how)
    if sighting["start"] > query.latest or (query.kind == "present" and sighting["end"] < query.start):
        return None, 0.0  # from there it can still come by the claimed time, or have gone on since
    if sighting["event"] == "transit" and query.origins and _lies_between(query, here, ground):
        return "seen_on_the_way", table["seen_on_the_way"].log(how)
    # whoever comes was somewhere before: what counts is the time that is left to come in
    lost = log_lost_time(query, seen, here, there, speed, by_water=by_water) if query.kind == "arrive" else math.inf
    return "seen_elsewhere", min(table["seen_elsewhere"].log(how), lost)


def _lies_between(query: Query, here: Points, ground: Ground) -> bool:
    origin = points_of(tuple(sorted(query.origins)), ground.register)
    there = points_of(tuple(sorted(query.destinations)), ground.register)
    return least_km(origin, here) + least_km(here, there) <= 1.3 * least_km(origin, there)


def rate_class_only(ground: Ground) -> float:
    """Log ratio of a hull of the class without a name: [1 - (1 - r)(1 - q)] / q."""
    numbers = ground.params.table["class_seen_at_destination"].numbers
    recall, others = numbers["recall"], numbers["others"]
    return math.log((1 - (1 - recall) * (1 - others)) / others)


def _gap_days(query: Query, sighting: dict[str, Any]) -> float:
    """Days between the claimed time and the sighting; 0 where they overlap."""
    late, early = sighting["start"] - query.end, query.start - sighting["end"]
    return float(max(late.total_seconds(), early.total_seconds(), 0.0) / 86400)


def _share_after(query: Query, sighting: dict[str, Any]) -> float:
    """Share of the sighting's own interval that lies after the claimed time."""
    whole = (sighting["end"] - sighting["start"]).total_seconds()
    after = (sighting["end"] - max(query.latest, sighting["start"])).total_seconds()
    return min(max(after / whole, 0.0), 1.0) if whole > 0 else float(sighting["start"] > query.latest)


def _mix(share: float, ratio: float) -> float:
    """A ratio against that holds only with a chance: the probabilities are mixed, not the logs."""
    return 1 / ((1 - share) + share / ratio)
