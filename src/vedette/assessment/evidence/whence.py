"""Where did it come from? Who was at a third place last did not leave the claimed origin, and who arrives from there did not come from it.

Findings on a claim with an origin and what was seen and heard of its one named asset flow in; the findings flow out. Those that bear a
departure out by the asset's not being there lose weight, and those that show an arrival fit a movement from elsewhere as well, the
more the fresher the third place is. A place on the way between the two ends says nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from vedette.assessment.evidence.explained import AT_DESTINATION, explain_in_part, part_explained
from vedette.assessment.known.contested import SEEN
from vedette.assessment.known.ground import Ground
from vedette.assessment.known.stays import Stay, stays_of
from vedette.assessment.question.assets import max_km_per_h
from vedette.assessment.question.places import Points, is_inside, is_wider, least_km, name_places, points_inside, points_of
from vedette.assessment.question.predicates import Query
from vedette.assessment.question.reach import least_way_km
from vedette.assessment.weights.findings import Finding, with_witness
from vedette.clock import format_day

_GONE = frozenset({"origin_empty", "seen_away"})  # the asset is not at the origin, which shows a departure only if it was there
_DETOUR = 1.3  # a place lies on the way if going by it is at most so much longer


def trace_back(query: Query, findings: Sequence[Finding], ground: Ground, moment: datetime) -> list[Finding]:
    """The findings, those that an earlier third place takes something from with the words that say so."""
    if len(query.assets.asset_ids) != 1 or not query.origins or (query.lasts and query.kind != "absent"):
        return list(findings)
    (asset_id,) = query.assets.asset_ids
    known = (s for s in stays_of(asset_id, ground, moment) if not s.is_absence and not s.is_passage)
    stays = sorted(known, key=lambda s: (s.end, s.start, s.place_id))
    traced = [_traced(f, query, stays, ground) for f in findings]
    return _allow_unseen_origin(query, traced, stays_of(asset_id, ground, moment), ground)


def _allow_unseen_origin(query: Query, findings: Sequence[Finding], known: Iterable[Stay], ground: Ground) -> list[Finding]:
    """The findings; where nothing shows the asset at the claimed origin, those of an arrival fit one from elsewhere as well."""
    arriving = [f for f in findings if f.rule.id in AT_DESTINATION and f.start is not None and f.cells.moved > 0]
    if query.kind != "move" or not arriving or any(_is_at_origin(stay, query, ground) for stay in known):
        return list(findings)
    part = part_explained(arriving, ground.params.table["origin_unseen"].numbers["share"])
    says = f"; nothing showed it at {name_places(query.origin_ids, ground.register)} before, so that it may have come from elsewhere."
    return [replace(explain_in_part(f, part), why=f.why.removesuffix(".") + says) if f in arriving else f for f in findings]


def _is_at_origin(stay: Stay, query: Query, ground: Ground) -> bool:
    """Was it known to be at the origin, or as good as there, before the claimed time was over? A passage off it tells as well."""
    is_there = is_inside(stay.place_id, query.origins, ground.register) or _may_be_origin(stay, query, ground)
    return is_there and not stay.is_absence and stay.start <= query.latest


def _traced(finding: Finding, query: Query, stays: Sequence[Stay], ground: Ground) -> Finding:
    is_arrival = finding.rule.id in AT_DESTINATION and query.kind == "move"
    if finding.start is None or not (is_arrival or finding.rule.id in _GONE):
        return finding
    before = min(finding.start, query.start) if finding.rule.id == "seen_away" else finding.start
    last = _last_before(before, query, stays, ground)
    if last is None:
        return finding
    numbers = ground.params.table["came_from_elsewhere"].numbers
    age_days = max(((before if is_arrival else query.start) - last.end) / timedelta(days=1), 0.0)
    share = numbers["share"] * 0.5 ** (age_days / numbers["half_life_days"])
    has_time = not is_arrival or _can_call(last, finding, query, ground)
    share, cells = share if has_time else 1.0, finding.cells
    cells = cells._replace(elsewhere=max(cells.elsewhere, share * cells.moved)) if is_arrival else cells.scaled(1 - share)
    where = f"it was at {name_places((last.place_id,), ground.register)} before, {format_day(last.end)}"
    where += "" if has_time else f", with no time to call at {name_places(query.origin_ids, ground.register)} in between"
    told = with_witness(finding, last.item_id, last.citations)
    return replace(told, cells=cells, why=f"{finding.why.removesuffix('.')}; {where}.")


def _can_call(last: Stay, finding: Finding, query: Query, ground: Ground) -> bool:
    """Is there time to go by the claimed origin between a third place and an arrival, at the greatest speed that is believed?"""
    here, origin = points_inside(last.place_id, ground.register), _origin(query, ground)
    there = points_of(tuple(sorted(query.destinations)), ground.register)
    by_water = not query.assets.are_aircraft(ground.register)
    km_per_h = max_km_per_h(query.assets, None, ground.register)
    # a signal was heard from its start on, a sighting is one moment
    arrived = finding.end if finding.how in SEEN else finding.start
    if not here or not origin or not there or arrived is None:
        return True
    hours = (arrived - last.start) / timedelta(hours=1)
    straight_km = least_way_km(here, origin, by_water=False) + least_way_km(origin, there, by_water=False)
    if straight_km > hours * km_per_h or not by_water:
        return straight_km <= hours * km_per_h
    return least_way_km(here, origin, by_water=True) + least_way_km(origin, there, by_water=True) <= hours * km_per_h


def _last_before(moment: datetime, query: Query, stays: Sequence[Stay], ground: Ground) -> Stay | None:
    """The third place at which it was last before a moment; None where it was at the origin later, or nothing is known."""
    for stay in reversed(stays):
        if stay.start >= moment or is_inside(stay.place_id, query.destinations, ground.register):
            continue
        if is_inside(stay.place_id, query.origins, ground.register) or _may_be_origin(stay, query, ground):
            return None
        if stay.end <= moment:
            return None if _is_on_the_way(stay, query, ground) else stay
    return None


def _may_be_origin(stay: Stay, query: Query, ground: Ground) -> bool:
    """Is it a wider place that holds the origin, or one off it?"""
    here, origin = points_inside(stay.place_id, ground.register), _origin(query, ground)
    return is_wider(stay.place_id, query.origins, ground.register) or least_km(here, origin) <= query.near_km


def _is_on_the_way(stay: Stay, query: Query, ground: Ground) -> bool:
    here, origin = points_inside(stay.place_id, ground.register), _origin(query, ground)
    there = points_of(tuple(sorted(query.destinations)), ground.register)
    return bool(there) and least_km(origin, here) + least_km(here, there) <= _DETOUR * least_km(origin, there)


def _origin(query: Query, ground: Ground) -> Points:
    return points_of(tuple(sorted(query.origins)), ground.register)
