"""Could an asset that was seen in one place also have been in another in the claimed time?

Points, speeds and times flow in, yes or no flows out. Ships go by water, aircraft in a straight line, both at the greatest
speed that is believed of their class and at the best moment of every interval, so that a "no" is a safe one.
"""

from __future__ import annotations

from datetime import datetime

from vedette.assessment.places import Points
from vedette.assessment.predicates import Query
from vedette.geo import distance_km
from vedette.registry.sea_routes import sea_route

_HOUR_S = 3600.0
_NEAREST = 3  # of many harbours only the nearest in a straight line are tried by water
_NETWORK_SLACK = 0.9  # lanes are coarse: a ship may cut corners that the network does not


def can_reach(query: Query, start: datetime, end: datetime, km: float, km_per_h: float) -> bool:
    """Could what was elsewhere at some moment from start to end have covered `km` before or after it, within the claimed time?"""
    afterwards_h = (query.latest - start).total_seconds() / _HOUR_S
    before_h = (end - query.earliest).total_seconds() / _HOUR_S
    return max(afterwards_h, before_h) * km_per_h >= km


def least_way_km(some: Points, others: Points, *, by_water: bool) -> float:
    """The shortest way between two sets of points, km; infinite where one is empty."""
    pairs = sorted((distance_km(*a, *b), a, b) for a in some for b in others)
    if not pairs:
        return float("inf")
    if not by_water:
        return pairs[0][0]
    return min(max(straight, _NETWORK_SLACK * sea_route(*a, *b)[0]) for straight, a, b in pairs[:_NEAREST])
