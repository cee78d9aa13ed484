"""Claims that there is more, or less, than before: ships at a port, flights between two fields; found by counting the lives.

Lives flow in, `Change`s flow out: each a fortnight beside three weeks before it. A change is up if at least half as much again came or
lay there, and some hulls or flights more; down the other way round; flat if the two are within a fourth of each other and less than
that number apart. What lies between is no clear case and is claimed neither way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from vedette.simulation.evaluation.metrics import Floats
from vedette.simulation.quick.lives import PORTS, Life
from vedette.simulation.quick.params import QuickParams

WINDOW_DAYS, BEFORE_DAYS = 14, 21
_FACTOR, _NEAR = 1.5, 1.25
_LEAST_HULLS, _LEAST_LEGS = 1.5, 4.0
_STEP_DAYS, _MARGIN_DAYS = 3, 9


@dataclass(frozen=True)
class Change:
    """What was counted at a place (`origin` is None) or between two, in the claimed days and scaled from the days before."""

    group: str
    asset_class: str
    origin: str | None
    place_id: str
    start: int
    before: float
    after: float

    @property
    def end(self) -> int:
        """The last claimed day."""
        return self.start + WINDOW_DAYS - 1

    @property
    def way(self) -> str | None:
        """up, down, flat; None where it is no clear case."""
        least = _LEAST_LEGS if self.origin else _LEAST_HULLS
        low, high = sorted((self.before, self.after))
        if high - low >= least and high >= _FACTOR * low:
            return "up" if self.after > self.before else "down"
        return "flat" if high > 0 and high <= _NEAR * low and high - low < least else None


def list_changes(lives: Sequence[Life], params: QuickParams) -> list[Change]:
    """Every fortnight of every port with warships, and of every pair of fields with flights."""
    hulls = [x for x in lives if x.group == "warship"]
    planes = [x for x in lives if x.group == "aircraft"]
    found = []
    for place_id in PORTS:
        days = _lying(hulls, place_id, params.days)
        found += list(_windows("warship", "warship", None, place_id, days, is_mean=True))
    for (origin, place_id), days in sorted(_legs(planes, params.days).items()):
        found += list(_windows("aircraft", "transport_aircraft", origin, place_id, days, is_mean=False))
    return found


def _windows(group: str, asset_class: str, origin: str | None, place_id: str, days: Floats, *, is_mean: bool) -> Iterator[Change]:
    for start in range(BEFORE_DAYS, len(days) - WINDOW_DAYS - _MARGIN_DAYS + 1, _STEP_DAYS):
        earlier = days[start - BEFORE_DAYS : start]
        before = float(earlier.mean() if is_mean else earlier.mean() * WINDOW_DAYS)
        inside = days[start : start + WINDOW_DAYS]
        after = float(inside[WINDOW_DAYS // 2 :].mean() if is_mean else inside.sum())
        yield Change(group, asset_class, origin, place_id, start, before, after)


def _lying(lives: Sequence[Life], place_id: str, n_days: int) -> Floats:
    """(n,) hulls at a port at noon of each day."""
    noon, total = np.arange(n_days) + 0.5, np.zeros(n_days)
    for stay in (s for x in lives for s in x.stays if s.place_id == place_id):
        total += (noon >= stay.start) & (noon <= stay.end)
    return total


def _legs(lives: Sequence[Life], n_days: int) -> dict[tuple[str, str], Floats]:
    """(n,) flights that land on each day, by their two ends."""
    found: dict[tuple[str, str], Floats] = {}
    for before, after in (pair for x in lives for pair in x.voyages()):
        if 0 <= after.start < n_days:
            found.setdefault((before.place_id, after.place_id), np.zeros(n_days))[int(after.start)] += 1
    return found
