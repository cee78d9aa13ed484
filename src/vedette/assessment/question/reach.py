"""Could an asset that was seen in one place also have been in another in the claimed time?

Points, speeds and times flow in, yes or no flows out. Ships go by water, aircraft in a straight line, both at the greatest
speed that is believed of their class and at the best moment of every interval, so that a "no" is a safe one.
"""

from __future__ import annotations

import math
from datetime import datetime

from vedette.assessment.question.places import Points
from vedette.assessment.question.predicates import Query
from vedette.geo import distance_km
from vedette.registry.sea_routes import sea_route

Interval = tuple[datetime, datetime]
_HOUR_S = 3600.0
_DETOUR = 4  # within four times the straight line a ship gets there: from the Red Sea into the Gulf it is 3.8 times
_NEAREST = 3  # of many harbours only the nearest in a straight line are tried by water
_NETWORK_SLACK = 0.9  # lanes are coarse: a ship may cut corners that the network does not


def can_reach(query: Query, seen: Interval, here: Points, there: Points, km_per_h: float, *, by_water: bool) -> bool:
    """Could what was `here` at some moment of an interval have been `there` before or after it, within the claimed time?

    Args:
        seen: first and last moment at which it may have been here; turned round for a stay that lasted from one to the other.
        here, there: the points that come into question, degrees; True where either is empty, for nothing can be ruled out.
        km_per_h: the greatest speed that is believed.
        by_water: it is a ship.
    """
    if not here or not there:
        return True
    start, end = seen
    hours = max((query.latest - start).total_seconds(), (end - query.earliest).total_seconds()) / _HOUR_S
    budget_km = hours * km_per_h
    straight_km = least_way_km(here, there, by_water=False)
    if straight_km > budget_km or not by_water or _DETOUR * straight_km <= budget_km:
        return straight_km <= budget_km
    return least_way_km(here, there, by_water=True) <= budget_km


def log_lost_time(query: Query, seen: Interval, here: Points, there: Points, km_per_h: float, *, by_water: bool) -> float:
    """-log of the share of the claimed time, slack included, in which it may have come `there`, having been `here`.

    It came at a moment from which it could still get here, or to which it could get from here. Arguments as for `can_reach`; 0 where
    nothing can be ruled out, infinite where no moment is left.
    """
    whole_h = (query.latest - query.earliest).total_seconds() / _HOUR_S
    if not here or not there or whole_h <= 0:
        return 0.0
    hours = least_way_km(here, there, by_water=by_water) / km_per_h
    before_h = (seen[1] - query.earliest).total_seconds() / _HOUR_S - hours
    after_h = (query.latest - seen[0]).total_seconds() / _HOUR_S - hours
    share = min((max(before_h, 0.0) + max(after_h, 0.0)) / whole_h, 1.0)
    return -math.log(share) if share > 0 else math.inf


def least_way_km(some: Points, others: Points, *, by_water: bool) -> float:
    """The shortest way between two sets of points, km; infinite where one is empty."""
    pairs = sorted((distance_km(*a, *b), a, b) for a in some for b in others)
    if not pairs:
        return float("inf")
    if not by_water:
        return pairs[0][0]
    return min(max(straight, _NETWORK_SLACK * sea_route(*a, *b)[0]) for straight, a, b in pairs[:_NEAREST])
