"""Would it have been heard on the way? The cells between the two ends of a claim, when it would have been in each.

A query and the coverage of everybody else flow in; the chance that receivers would have heard it under way flows out, averaged
over the moment of departure. Ships take the way by sea, aircraft the great circle, both at the cruising speed of their
class. What is heard at the ends is departure and arrival, and not counted here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise

import numpy as np

from vedette.assessment.known.coverage import CoverageIndex
from vedette.assessment.question.places import Points
from vedette.geo import bearing_deg, destination, distance_km
from vedette.registry.sea_routes import sea_route
from vedette.schema.cells import cell_name

_STEP_KM = 30.0  # a third of a cell
_END_KM = 40.0  # nearer to an end it is departure or arrival
_MOST_SITES = 6  # between two countries there is no one way
_MOMENTS = 12  # of departure
_DEFAULT_KN = {"aircraft": 400.0}
_SLOW_KN = 13.0  # a warship or cargo ship of which no speed is known


@dataclass(frozen=True)
class Way:
    """The points of a way away from its ends: cells, and hours under way when there; none where the ends are near."""

    cells: tuple[str, ...]
    hours: tuple[float, ...]
    step_h: float

    @property
    def duration_h(self) -> float:
        """Hours under way until the last of them."""
        return self.hours[-1] if self.hours else 0.0


def find_way(some: Points, others: Points, kn: float, *, by_water: bool) -> Way | None:
    """The way between the nearest points of two ends; None where there are none, or so many that no way is the one."""
    if not some or not others or max(len(some), len(others)) > _MOST_SITES:
        return None
    start, end = min(((a, b) for a in some for b in others), key=lambda pair: distance_km(*pair[0], *pair[1]))
    way = _way(start, end, kn, by_water)
    return way if way.cells else None


def cruise_kn(speeds: Sequence[float | None], who: str) -> float:
    """The slowest cruising speed of the classes that come into question; where none is known, a usual one."""
    known = [s for s in speeds if s]
    return min(known) if known else _DEFAULT_KN.get(who, _SLOW_KN)


@lru_cache(maxsize=4096)
def _way(start: tuple[float, float], end: tuple[float, float], kn: float, by_water: bool) -> Way:
    path = sea_route(*start, *end)[1] if by_water else (start, end)
    cells, hours, gone_km = [], [], 0.0
    length_km = sum(distance_km(*a, *b) for a, b in pairwise(path))
    for a, b in pairwise(path):
        leg_km = distance_km(*a, *b)
        course, done_km = bearing_deg(*a, *b), 0.0
        while done_km < leg_km:
            if _END_KM <= gone_km + done_km <= length_km - _END_KM:
                cells.append(cell_name(*destination(*a, course, done_km)))
                hours.append((gone_km + done_km) / (1.852 * kn))
            done_km += _STEP_KM
        gone_km += leg_km
    return Way(tuple(cells), tuple(hours), _STEP_KM / (1.852 * kn))


def covered_on_the_way(
    way: Way, coverage: CoverageIndex, sensors: tuple[str, ...], start: datetime, end: datetime, moment: datetime,
    without: Sequence[str] = (),
) -> list[list[float]]:  # fmt: skip
    """For each of some departures between two times: for each day under way the covered share of that day.

    A day on which it is under way for a part counts for that part only. Days after `moment` are not covered yet. What only assets
    of `without` were heard for does not count.
    """
    if not coverage.has_cell(sensors, way.cells):
        return [[0.0]] * _MOMENTS
    last = min(end + timedelta(hours=way.duration_h), moment)
    by_cell = {cell: coverage.days(sensors, (cell,), start, last, without=without) for cell in dict.fromkeys(way.cells)}
    shares = np.array([by_cell[cell] for cell in way.cells])  # points x days
    midnight_h = start.hour + start.minute / 60
    found = []
    for i in range(_MOMENTS):
        left_h = midnight_h + (end - start).total_seconds() / 3600 * ((i + 0.5) / _MOMENTS)
        days = ((left_h + np.array(way.hours)) // 24).astype(np.int64)
        is_known = days < shares.shape[1]
        here = np.where(is_known, shares[np.arange(len(days)), np.where(is_known, days, 0)] if shares.size else 0.0, 0.0)
        of_day = np.bincount(days - days[0], weights=here * way.step_h / 24)
        found.append(np.minimum(of_day, 1.0).tolist())
    return found


def chance_under_way(covered: Sequence[Sequence[float]], nodes: object, weights: object, received: float) -> float:
    """Mean over departures of the chance to be heard on at least one day under way.

    Args:
        covered: as `covered_on_the_way` gives it.
        nodes, weights: how often it sends, and how probable that is; (n,) each.
        received: chance that a sent position is received where there is coverage.
    """
    shares, by_share = np.asarray(nodes, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    chances = [1 - float(by_share @ np.prod([1 - shares * c * received for c in days], axis=0)) for days in covered if any(days)]
    return sum(chances) / len(covered) if covered else 0.0
