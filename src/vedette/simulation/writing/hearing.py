"""Which of the fixes a receiver had: the world's skies at byte depth.

Fixes flow in, those that were received flow out. Receivers stand at the places and reach 60 km; a place hears on the days on which it
is covered and its feed is up; an asset sends on the days that its share gives, at whatever place it is. What is heard late, twice
or wrongly is as in real feeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from vedette.geo import distance_km
from vedette.registry.register import Register
from vedette.simulation.quick.lives import Life
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.quick.receiving import Skies
from vedette.simulation.writing.moving import Fix, point_of

REACH_KM = 60.0
_TWICE, _WRONG = 0.03, 0.0005  # shares of rows that two receivers heard, and of rows with a broken position
_DAY_S = 86_400.0


@dataclass(frozen=True)
class Heard:
    """A fix that was received: with the receiver's clock, at a second since the world began."""

    fix: Fix
    received: float


def hear(
    life: Life, fixes: Iterable[Fix], skies: Skies, params: QuickParams, register: Register, rng: np.random.Generator
) -> Iterator[Heard]:
    """The fixes of a claimed asset that were received, in the order of sending."""
    chance = min(params.received * params.heard_factor, 1.0)
    sends = rng.random(params.days) < life.sends
    is_heard = rng.random(params.days) < chance
    for fix in fixes:
        day = int(fix.second // _DAY_S)
        if sends[day] and is_heard[day] and reaches(fix, skies, register):
            yield from receive(fix, float(skies.clock_off_h[day]) * 3600, rng)


def reaches(fix: Fix, skies: Skies, register: Register) -> bool:
    """Does a receiver hear at the place that is nearest, and is it near enough?"""
    if not skies.hears(fix.near, int(fix.second // _DAY_S)):
        return False
    limit_km = REACH_KM * (1 + (fix.alt_ft or 0.0) / 10_000)  # height is reach
    return distance_km(fix.lat_deg, fix.lon_deg, *point_of(register.place(fix.near))) <= limit_km


def receive(fix: Fix, clock_off_s: float, rng: np.random.Generator) -> Iterator[Heard]:
    """A fix as the log has it: sometimes twice, seldom at a place where nobody was."""
    shown = replace(fix, second=fix.second + clock_off_s)
    if rng.random() < _WRONG:
        shown = replace(shown, lat_deg=shown.lat_deg + float(rng.normal(0, 2)), lon_deg=shown.lon_deg + float(rng.normal(0, 2)))
    received = shown.second + float(rng.exponential(4.0))
    yield Heard(shown, received)
    if rng.random() < _TWICE:
        yield Heard(shown, received + float(rng.exponential(2.0)))
