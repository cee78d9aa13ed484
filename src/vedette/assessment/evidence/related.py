"""Do two claims speak of the same thing? Same proposition, or one of them implies the other.

Two rows of the claims table flow in, yes or no flows out. Who says yes to the narrower says yes to the wider; who says no to
the wider says no to the narrower; what speaks of another time is another thing.
"""

from __future__ import annotations

from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.predicates import Query, find_window, make_query

Claim = dict[str, Any]
# a claim of the first kind implies one of the second, given that its places are inside
IMPLIES = {
    "move": frozenset({"move", "depart", "arrive", "present"}),
    "depart": frozenset({"depart"}),
    "arrive": frozenset({"arrive", "present"}),
    "present": frozenset({"present"}),
    "absent": frozenset({"absent"}),
    "flight_rate": frozenset({"flight_rate"}),
    "build_up": frozenset({"build_up"}),
    "draw_down": frozenset({"draw_down"}),
}


# "more than before" is said of days and those before them: what rose in one fortnight is what the next one is compared with
_CHANGES = frozenset({"flight_rate", "build_up", "draw_down"})
_MOSTLY = 0.5


def is_related(other: Claim, claim: Claim, query: Query, ground: Ground) -> bool:
    """Does another claim speak of the same thing: say it, or a part that implies it, or deny something that it implies?

    Who says yes to the narrower says yes to the wider; who says no to the wider says no to the narrower.
    """
    if not _overlap_in_time(other, query, ground):
        return False
    if other["proposition_id"] == claim["proposition_id"]:
        return True
    if other["direction"] != claim["direction"] or (query.kind in _CHANGES and not _is_of_same_days(other, query, ground)):
        return False
    if denies(other) or other["status"] == "unconfirmed":
        return _is_wider(other, query, ground)
    inside = _is_narrower(other, "origin", query.origins) and _is_narrower(other, "destination", query.destinations)
    return query.kind in IMPLIES.get(other["kind"], ()) and inside and _fits_assets(other, query, ground)


def _is_wider(other: Claim, query: Query, ground: Ground) -> bool:
    """Would the claim imply the other one: its kind, its places and its class inside those of the other?"""
    if other["kind"] not in IMPLIES.get(query.kind, ()):
        return False
    theirs = make_query(other, ground.register, ground.params, ground.as_of)
    if theirs is None:
        return False
    pairs = ((query.origins, theirs.origins), (query.destinations, theirs.destinations))
    inside = all(not wide or bool(narrow and narrow <= wide) for narrow, wide in pairs)
    wanted = theirs.assets.classes
    mine = query.assets.all_classes()
    same = query.assets.asset_ids <= theirs.assets.asset_ids if theirs.assets.asset_ids else True
    is_class = ground.register.is_class
    return inside and same and (not wanted or (bool(mine) and all(any(is_class(c, w) for w in wanted) for c in mine)))


def _is_narrower(other: Claim, column: str, places: frozenset[str]) -> bool:
    """Are the other claim's places (or, failing them, its `place`) inside the query's?"""
    found = [p["place_id"] for p in (other[column] or other["place"] or ()) if p["place_id"]]
    return not places or (bool(found) and all(p in places for p in found))


def _fits_assets(other: Claim, query: Query, ground: Ground) -> bool:
    mine, theirs = query.assets, [(a["asset_id"], a["class"]) for a in other["assets"] or ()]
    if mine.asset_ids:
        return any(asset_id in mine.asset_ids for asset_id, _ in theirs)
    classes = [c for _, c in theirs if c]
    return not mine.classes or any(ground.register.is_class(c, wanted) for c in classes for wanted in mine.classes)


def _overlap_in_time(other: Claim, query: Query, ground: Ground) -> bool:
    """Old stories resurface: what speaks of another time is no support."""
    start, end, _ = find_window(other, ground.params, ground.as_of)
    return start <= query.latest and end >= query.earliest


def _is_of_same_days(other: Claim, query: Query, ground: Ground) -> bool:
    """Does more than half of the other claim's time lie in the claimed time? Where one of the two doesn't say when, it may."""
    start, end, is_dated = find_window(other, ground.params, ground.as_of)
    inside = (min(end, query.end) - max(start, query.start)).total_seconds()
    return not (is_dated and query.is_dated) or start == end or inside > _MOSTLY * (end - start).total_seconds()


def denies(claim: Claim) -> bool:
    """Does it say that it is not so? To say of an absence that it is one denies nothing, though its words are negative."""
    return bool(claim["status"] == "denied" or (claim["polarity"] == "negative" and claim["kind"] != "absent"))
