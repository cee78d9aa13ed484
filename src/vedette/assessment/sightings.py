"""Logged sightings as evidence: what was seen, where and when, against what is claimed.

Rows of the sightings table and a query flow in, findings flow out. `CASES` says which rule of the likelihood table a
sighting falls under by its relation to the claim's places, by what was seen and by when; its ratio comes from how it was
made, to the power of its certainty, of its source's grade and of how exactly its asset fits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from vedette.assessment.assets import Match, class_of, is_sister_class, match_asset, max_km_per_h, sends_like
from vedette.assessment.findings import Finding
from vedette.assessment.ground import Ground
from vedette.assessment.places import is_inside, is_wider, least_km, points_inside, points_of, relate
from vedette.assessment.predicates import Query, cite
from vedette.assessment.reach import can_reach
from vedette.assessment.wording import say_sighting
from vedette.schema.kinds import is_aircraft

SENSED = frozenset({"imagery", "photo", "observed", "tracking", "flight_data"})  # the rest are reports in a sighting's clothes
_OWN_SIGNAL = frozenset({"tracking", "flight_data"})
_SIGN = {  # what an event of a sighting says about where the asset was
    "present": "there", "loading": "there", "anchored": "there", "distress": "there", "sunk": "there", "absent": "gone",
    "arrived": "arrived", "departed": "left", "transit": "passed", "flights": "flights",
}  # fmt: skip
THERE = ("there", "arrived", "left", "passed")


@dataclass(frozen=True)
class Case:
    """Which rule a sighting falls under. `needs`: named (a claimed hull or airframe), dated (a claim with a time of its own)."""

    relation: str
    signs: tuple[str, ...]
    when: tuple[str, ...]
    rule: str
    part: str
    needs: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    not_kinds: frozenset[str] = frozenset()


_NAMED, _DATED = frozenset({"named"}), frozenset({"named", "dated"})
_PRESENT, _COMING = frozenset({"present"}), frozenset({"move", "arrive"})
_ABSENT, _RATE = frozenset({"absent"}), frozenset({"flight_rate"})
_COUNTED = frozenset({"build_up", "draw_down"})  # these live on counts, not on single hulls
CASES = (
    # the first row that fits is taken
    Case("destination", ("arrived",), ("before", "after"), "other_date", "arrival", _DATED, kinds=_COMING),
    Case("destination", ("arrived",), ("after",), "other_date", "arrival", _DATED, kinds=_PRESENT),
    Case("destination", ("left",), ("during",), "nothing", "arrival", kinds=_PRESENT),  # gone again: not what "remains" says
    Case("destination", THERE, ("during",), "seen_at_destination", "arrival", not_kinds=_COUNTED),
    Case("destination", ("there", "left"), ("after",), "seen_at_destination_later", "arrival", not_kinds=_COUNTED | _RATE),
    Case("destination", ("gone",), ("during",), "looked_and_saw_nothing", "arrival"),
    Case("off_destination", ("there",), ("during", "after"), "seen_off_destination", "arrival", _DATED),
    Case("origin", ("left",), ("during",), "seen_leaving", "departure"),
    Case("origin", ("left",), ("after",), "other_date", "departure", _DATED, kinds=frozenset({"depart"})),
    Case("origin", ("there", "arrived"), ("during",), "seen_at_origin_after", "departure", kinds=_ABSENT),
    Case("origin", ("there", "left"), ("after",), "seen_at_origin_after", "departure", _NAMED, not_kinds=_RATE),
    Case("origin", ("there", "arrived"), ("during",), "still_at_origin", "departure", not_kinds=_RATE | _COUNTED),
    Case("off_origin", ("there",), ("during",), "still_at_origin", "departure", not_kinds=_RATE | _COUNTED),
    Case("origin", ("gone",), ("during", "after"), "origin_empty", "departure", not_kinds=_RATE),
    Case("elsewhere", THERE, ("during", "after"), "seen_elsewhere", "transit", _NAMED, not_kinds=_RATE),
    Case("off_origin", THERE, ("after",), "seen_elsewhere", "transit", _NAMED, not_kinds=_RATE),
)


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
    relation = relate(query, sighting["place_id"], point, ground.params.near_km, ground.register)
    sign = "gone" if sighting["count_max"] == 0 else _SIGN.get(sighting["event"], "there")
    when = _when(query, sighting)
    case = _case(query, relation, sign, when, match)
    if case is None or case.rule == "nothing":
        return
    rule, ratio = _rate(case, query, sighting, ground, point)
    if rule is None:
        return
    finding = _finding(query, sighting, match, rule, ratio, case.part, ground)
    yield replace(finding, is_off_place=relation.startswith("off_"))


def _case(query: Query, relation: str, sign: str, when: str, match: Match) -> Case | None:
    has = {"named"} if match.is_named and not query.assets.is_of_class else set()
    has |= {"dated"} if query.is_dated else set()
    return next(
        (
            c
            for c in CASES
            if c.relation == relation
            and sign in c.signs
            and when in c.when
            and c.needs <= has
            and (not c.kinds or query.kind in c.kinds)
            and query.kind not in c.not_kinds
        ),
        None,
    )


def _rate(
    case: Case, query: Query, sighting: dict[str, Any], ground: Ground, point: tuple[float, float] | None
) -> tuple[str | None, float]:
    """The rule and the undiscounted log ratio of a sighting at a place; None where it says nothing."""
    table, how = ground.params.table, sighting["how"]
    if case.rule == "still_at_origin":
        middle = sighting["start"] + (sighting["end"] - sighting["start"]) / 2
        return case.rule, math.log(max(query.share_left(middle), table[case.rule].numbers["least"]))
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
    half_life = {"seen_at_destination_later": ground.params.linger_days, "seen_at_origin_after": ground.params.slip_days}.get(
        rule
    )
    return 0.5 ** (_gap_days(query, sighting) / half_life) if half_life else 1.0


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
    if not can_reach(query, seen, here, there, speed, by_water=not is_aircraft(sighting["asset_id"] or "")):
        return "seen_out_of_reach", table["seen_out_of_reach"].log(how)
    if sighting["start"] > query.latest:
        return None, 0.0
    if sighting["event"] == "transit" and query.origins and _lies_between(query, here, ground):
        return "seen_on_the_way", table["seen_on_the_way"].log(how)
    return "seen_elsewhere", table["seen_elsewhere"].log(how)


def _lies_between(query: Query, here: tuple[tuple[float, float], ...], ground: Ground) -> bool:
    origin = points_of(tuple(sorted(query.origins)), ground.register)
    there = points_of(tuple(sorted(query.destinations)), ground.register)
    return least_km(origin, here) + least_km(here, there) <= 1.3 * least_km(origin, there)


def _on_a_leg(query: Query, sighting: dict[str, Any], match: Match, ground: Ground) -> Iterator[Finding]:
    """Flights or voyages with both ends: the claimed movement, or its departure if it led elsewhere."""
    table = ground.params.table
    if _when(query, sighting) != "during":
        return
    starts = _fit_of_end(sighting["from_place_id"], query.origins, ground)
    ends = _fit_of_end(sighting["to_place_id"], query.destinations, ground)
    how = sighting["how"]
    if query.kind == "flight_rate":
        if starts and ends:
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
    is_there = sighting["place_id"] in query.destinations and sighting["count_max"] != 0 and _when(query, sighting) == "during"
    if is_there and query.assets.is_of_class and is_sister_class(query.assets, asset_class, ground.register):
        log_ratio = ground.params.table["other_class_seen"].log(sighting["how"])
        yield _finding(query, sighting, Match(is_named=False), "other_class_seen", log_ratio, "arrival", ground)


def _finding(
    query: Query, sighting: dict[str, Any], match: Match, rule_id: str, log_ratio: float, part: str, ground: Ground
) -> Finding:
    table, how = ground.params.table, sighting["how"]
    if rule_id.startswith("seen_at_destination") and not match.is_named and not query.assets.is_of_class:
        rule_id, log_ratio = "class_seen_at_destination", min(log_ratio, _class_only(ground))
    if rule_id == "seen_at_destination" and query.kind == "flight_rate":
        rule_id, log_ratio = "flights_seen", table["flights_seen"].log(how)
    rule = table[rule_id]
    exponent = table["certainty"].numbers[sighting["certainty"]] * table["class_fit"].numbers[match.fit]
    exponent *= _share_of_count(query, sighting)
    exponent *= table["source_grade"].numbers[ground.grade_of(tuple(sighting["source_ids"] or ()))]
    cells = rule.cells(exponent * log_ratio, is_of_class=query.assets.is_of_class)
    if query.last_part == "departure":
        cells = cells._replace(elsewhere=0.0)  # where leaving is all that is claimed, a departure is no sign of another place
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
        stream=f"signal:{sighting['asset_id']}" if own_signal else None,
        bears_identity=match.is_named and match.fit != "anything" and sighting["certainty"] in ("confirmed", "probable"),
        is_sensor=how in SENSED,
        start=sighting["start"],
        end=sighting["end"],
        observed=(sighting["asset_id"], asset_class),
        is_warship_signal=own_signal and sends_like(query.assets, asset_class, ground.register) == "warship",
    )


def _class_only(ground: Ground) -> float:
    """Log ratio of a hull of the class without a name: [1 - (1 - r)(1 - q)] / q."""
    numbers = ground.params.table["class_seen_at_destination"].numbers
    recall, others = numbers["recall"], numbers["others"]
    return math.log((1 - (1 - recall) * (1 - others)) / others)


def _share_of_count(query: Query, sighting: dict[str, Any]) -> float:
    """Fewer than claimed shows only part of it; one hull with a name is one."""
    claimed = query.assets.count_min
    seen = sighting["count_max"] if sighting["count_max"] is not None else sighting["count_min"]
    seen = 1 if sighting["asset_id"] is not None else seen
    return min(1.0, max(seen, 1) / claimed) if claimed and seen is not None and query.assets.is_of_class else 1.0


def _when(query: Query, sighting: dict[str, Any]) -> str:
    if sighting["end"] < query.earliest:
        return "before"
    return "after" if sighting["start"] > query.latest else "during"


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
