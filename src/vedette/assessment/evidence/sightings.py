"""Logged sightings as evidence: what was seen, where and when, against what is claimed.

Rows of the sightings table and a query flow in, findings flow out. `sighting_cases` says which rule of the likelihood table
a sighting falls under, `sighting_ratios` what it is worth; here that goes to the power of its certainty, of its source's
grade and of how exactly its asset fits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from vedette.assessment.evidence.hull_counts import is_counted
from vedette.assessment.evidence.sighting_cases import choose_case, when_seen
from vedette.assessment.evidence.sighting_ratios import rate_case, rate_class_only
from vedette.assessment.known.ground import Ground
from vedette.assessment.known.wording import say_sighting
from vedette.assessment.question.assets import Match, class_of, is_sister_class, match_asset, sends_like
from vedette.assessment.question.places import is_inside, is_wider, relate
from vedette.assessment.question.predicates import Query, cite
from vedette.assessment.weights.findings import Finding

SENSED = frozenset({"imagery", "photo", "observed", "tracking", "flight_data"})  # the rest are reports in a sighting's clothes
_OWN_SIGNAL = frozenset({"tracking", "flight_data"})
# what is worth something because it was seen in the claimed time; "in 2024" says little on a week of it
_WITHIN = frozenset(
    {"seen_at_destination", "class_seen_at_destination", "seen_leaving", "seen_on_the_way", "seen_elsewhere", "flights_seen",
     "other_class_seen", "seen_at_origin_after"}
)  # fmt: skip
_LEAST_SHARE = 0.5  # below it the sighting is rather not of the claimed time, and shows nobody there in it


def find_sightings(query: Query, ground: Ground) -> Iterator[Finding]:
    """Every logged sighting that bears on a claim."""
    for sighting in ground.sightings:
        match = match_asset(query.assets, sighting["asset_id"], sighting["class"], ground.register)
        if match is None:
            yield from _of_sister_class(query, sighting, ground)
        elif sighting["from_place_id"] or sighting["to_place_id"]:
            yield from _on_a_leg(query, sighting, match, ground)
        else:
            yield from _at_a_place(query, sighting, match, ground)


def _at_a_place(query: Query, sighting: dict[str, Any], match: Match, ground: Ground) -> Iterator[Finding]:
    point = (sighting["lat_deg"], sighting["lon_deg"]) if sighting["lat_deg"] is not None else None
    relation = relate(query, sighting["place_id"], point, query.near_km, ground.register)
    case = choose_case(query, sighting, relation, match)
    if case is None:
        return
    rule, ratio = rate_case(case, query, sighting, ground, point)
    if rule is None:
        return
    finding = _finding(query, sighting, match, rule, ratio, case.part, ground)
    yield replace(finding, is_off_place=relation.startswith("off_"))


def _on_a_leg(query: Query, sighting: dict[str, Any], match: Match, ground: Ground) -> Iterator[Finding]:
    """Flights or voyages with both ends: the claimed movement, or its departure if it led elsewhere."""
    table = ground.params.table
    if when_seen(query, sighting) != "during":
        return
    starts = _fit_of_end(sighting["from_place_id"], query.origins, ground)
    ends = _fit_of_end(sighting["to_place_id"], query.destinations, ground)
    how = sighting["how"]
    if query.kind == "flight_rate":
        if starts and ends and query.direction != "down":
            yield _finding(
                query, sighting, match, "flights_seen", starts * ends * table["flights_seen"].log(how), "whole", ground
            )
    elif query.destinations and ends and (starts or not sighting["from_place_id"]):
        part = "whole" if starts and query.origins else "arrival"
        log_ratio = (starts or 1.0) * ends * table["seen_at_destination"].log(how)
        yield _finding(query, sighting, match, "seen_at_destination", log_ratio, part, ground)
    elif query.origins and starts:
        yield _finding(query, sighting, match, "seen_leaving", starts * table["seen_leaving"].log(how), "departure", ground)


def _fit_of_end(place_id: str | None, places: frozenset[str], ground: Ground) -> float:
    """How well an end of a leg fits an end of the claim: 1 inside it, less where it is a wider place that holds it, else 0."""
    if not places or is_inside(place_id, places, ground.register):
        return 1.0
    return ground.params.table["class_fit"].numbers["wider"] if is_wider(place_id, places, ground.register) else 0.0


def _of_sister_class(query: Query, sighting: dict[str, Any], ground: Ground) -> Iterator[Finding]:
    """Another class of the same family at the claimed place: frigates where destroyers are claimed."""
    asset_class = sighting["class"] or class_of(sighting["asset_id"], ground.register)
    is_there = (
        sighting["place_id"] in query.destinations and sighting["count_max"] != 0 and when_seen(query, sighting) == "during"
    )
    if is_there and query.assets.is_of_class and is_sister_class(query.assets, asset_class, ground.register):
        log_ratio = ground.params.table["other_class_seen"].log(sighting["how"])
        yield _finding(query, sighting, Match(is_named=False), "other_class_seen", log_ratio, "arrival", ground)


def _finding(
    query: Query, sighting: dict[str, Any], match: Match, rule_id: str, log_ratio: float, part: str, ground: Ground
) -> Finding:
    table, how = ground.params.table, sighting["how"]
    if rule_id.startswith("seen_at_destination") and not match.is_named and not query.assets.is_of_class:
        rule_id, log_ratio = "class_seen_at_destination", min(log_ratio, rate_class_only(ground))
    rule, share = table[rule_id], share_in_time(query, sighting) if rule_id in _WITHIN else 1.0
    log_ratio = with_chance(share, _exponent(query, sighting, match, ground) * log_ratio, rule.effect["moved"])
    cells = rule.cells(log_ratio, is_of_class=query.assets.is_of_class)
    if query.last_part == "departure":
        cells = cells._replace(elsewhere=0.0)  # where leaving is all that is claimed, a departure is no sign of another place
    if rule_id == "seen_elsewhere" and not query.origins:
        cells = cells._replace(stayed=0.0)  # where no origin is named, to have stayed is to have stayed at any other place
    asset_class = sighting["class"] or class_of(sighting["asset_id"], ground.register)
    own_signal = how in _OWN_SIGNAL and sighting["asset_id"] is not None
    origins = ground.origins.of_publishers(sighting["source_ids"] or ()) or frozenset({cite(sighting)})
    return Finding(
        rule=rule,
        item_id=sighting["sighting_id"],
        cells=cells,
        why=say_sighting(sighting, rule.says_of(is_last=part == query.last_part), ground.register),
        part=query.part_of(part),
        origins=origins,
        known=sighting["known"],
        citations=(cite(sighting),),
        how=how,
        stream=_stream(sighting, asset_class) or ground.same_looks.get(sighting["sighting_id"]),
        bears_identity=match.is_named
        and match.fit != "anything"
        and sighting["certainty"] in ("confirmed", "probable")
        and share >= _LEAST_SHARE,
        is_sensor=how in SENSED,
        is_hearsay=how not in SENSED,
        start=sighting["start"],
        end=sighting["end"],
        observed=(sighting["asset_id"], asset_class),
        is_warship_signal=own_signal and sends_like(query.assets, asset_class, ground.register) == "warship",
        count=1 if sighting["asset_id"] else sighting["count_min"] or 1,
    )


def share_in_time(query: Query, sighting: Mapping[str, Any]) -> float:
    """The share of the interval in which it was seen that lies in the claimed time; 1 where it lies wholly after that."""
    whole = (sighting["end"] - sighting["start"]).total_seconds()
    if whole <= 0 or when_seen(query, sighting) != "during":
        return 1.0
    inside = (min(sighting["end"], query.latest) - max(sighting["start"], query.earliest)).total_seconds()
    return float(min(max(inside / whole, 0.0), 1.0))


def with_chance(share: float, log_ratio: float, sign: float) -> float:
    """The log ratio of an observation that is one on the claimed time only with a chance: the probabilities are mixed, not the logs."""
    if share >= 1 or sign == 0:
        return log_ratio
    side = math.copysign(1.0, sign)
    return side * math.log(share * math.exp(side * log_ratio) + 1 - share)


def _stream(sighting: dict[str, Any], asset_class: str | None) -> str | None:
    """The signal that a log of somebody's own signal repeats; None where it is none.

    Sites that show such signals are fed by the same receivers. Without a name, what they show of one class at one place on one
    day is one signal, whoever logged it.
    """
    if sighting["how"] not in _OWN_SIGNAL:
        return None
    if sighting["asset_id"] is not None:
        return f"signal:{sighting['asset_id']}"
    where = sighting["place_id"] or f"{sighting['from_place_id']} to {sighting['to_place_id']}"
    return f"signal:{asset_class}:{where}:{sighting['start']:%Y-%m-%d}"


def _exponent(query: Query, sighting: dict[str, Any], match: Match, ground: Ground) -> float:
    """How much of the ratio counts: by certainty, fit of the class, number seen and grade of the best source."""
    table, grade = ground.params.table, ground.grade_of(tuple(sighting["source_ids"] or ()))
    exponent = table["certainty"].numbers[sighting["certainty"]] * table["class_fit"].numbers[match.fit]
    return exponent * _share_of_count(query, sighting) * table["source_grade"].numbers[grade]


def _share_of_count(query: Query, sighting: dict[str, Any]) -> float:
    """Fewer flights than claimed show only part of it; hulls are counted over all findings (`hull_counts`)."""
    claimed = None if is_counted(query) else query.assets.count_min
    seen = sighting["count_max"] if sighting["count_max"] is not None else sighting["count_min"]
    seen = 1 if sighting["asset_id"] is not None else seen
    return min(1.0, max(seen, 1) / claimed) if claimed and seen is not None and query.assets.is_of_class else 1.0
