"""Convoys: a cargo ship that sends sails with a warship that does not.

Lives flow in, the same lives flow out, some of the cargo ships' made anew: such a ship comes to the warship's port two days ahead, sails
within an hour of it, arrives with it and then goes on as before. One voyage a cargo ship.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vedette.registry.register import Register
from vedette.simulation.quick.lives import Life, Stay
from vedette.simulation.scenes.ways import way_days

_AHEAD_DAYS, _APART_DAYS, _LEAST_DAYS = 2.0, 1 / 24, 0.3
_DARK = 0.5  # an asset that sends on fewer days than this sails dark


def join_convoys(lives: Sequence[Life], share: float, days: int, register: Register, rng: np.random.Generator) -> list[Life]:
    """Let a share of the cargo ships sail with a dark warship."""
    led = [
        (a, b) for x in lives if x.group == "warship" and x.sends < _DARK for a, b in x.voyages() if a.end > 1 and b.start < days
    ]
    found = []
    for life in lives:
        if life.group == "cargo" and led and rng.random() < share:
            before, after = led[int(rng.integers(len(led)))]
            found.append(replace(life, stays=_with(life, before, after, register, rng)))
        else:
            found.append(life)
    return found


def _with(life: Life, before: Stay, after: Stay, register: Register, rng: np.random.Generator) -> tuple[Stay, ...]:
    """The cargo ship's stays with the voyage in them: those that leave time to reach it, the voyage, those after it."""
    lag = float(rng.uniform(0, _APART_DAYS))
    port, goal = register.place(before.place_id), register.place(after.place_id)
    come = before.end - _AHEAD_DAYS
    earlier = []
    for stay in life.stays:
        last = come - way_days(register.place(stay.place_id), port, "cargo")
        if stay.start + _LEAST_DAYS >= last:
            break
        earlier.append(replace(stay, end=min(stay.end, last)) if stay.end > last else stay)
    come = _arrival(earlier, come, before.place_id, register)
    while earlier and earlier[-1].place_id == before.place_id:
        come = earlier.pop().start
    joined = [*earlier, Stay(before.place_id, come, before.end + lag)]
    arrived = after.start + lag
    later = _after(life, after.place_id, arrived, register)
    leaves = later[0].start - way_days(goal, register.place(later[0].place_id), "cargo") if later else arrived + 5.0
    return (*joined, Stay(after.place_id, arrived, leaves), *later)


def _arrival(earlier: Sequence[Stay], come: float, port: str, register: Register) -> float:
    """When it comes to the port: as early as the way from its last stay allows, if that lies long ago."""
    if not earlier:
        return min(come, -1.0)
    return earlier[-1].end + way_days(register.place(earlier[-1].place_id), register.place(port), "cargo")


def _after(life: Life, goal: str, arrived: float, register: Register) -> list[Stay]:
    """The stays that can still be reached after the voyage, none of them at its goal first."""
    later: list[Stay] = []
    for stay in life.stays:
        way = way_days(register.place(goal), register.place(stay.place_id), "cargo")
        if later or (stay.place_id != goal and stay.start >= arrived + _LEAST_DAYS + way):
            later.append(stay)
    return later
