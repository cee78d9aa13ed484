"""Lives by a table of flows: where a group goes from which day on, and which places are left.

A named world, its parameters, the register and a random generator flow in, a `Life` per asset flows out. A named world without
flows lives as worlds by default do. The next place is drawn by the weights that hold when an asset leaves; a stay at a place
that is left ends within the days of leaving.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from vedette.registry.register import Register
from vedette.simulation.quick.lives import Life, Stay, draw_assets, make_lives
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.scenes.convoys import join_convoys
from vedette.simulation.scenes.named import Flow, Leave, NamedWorld
from vedette.simulation.scenes.ways import way_days

_LEAST_STAY_DAYS = 0.3


def live_in(world: NamedWorld, params: QuickParams, register: Register, rng: np.random.Generator) -> list[Life]:
    """A life for each asset of a named world."""
    if not world.flows:
        return make_lives(params, register, rng)
    lives = []
    for asset, group, sends in draw_assets(params, register, rng):
        flows = tuple(f for f in world.flows if f.group == group)
        stays = _stays(flows, world.leave if group in world.leave.groups else Leave(), group, params.days, register, rng)
        lives.append(Life(asset.asset_id, group, asset.asset_class, sends, stays))
    return join_convoys(lives, world.convoy_share, params.days, register, rng)


def _stays(
    flows: tuple[Flow, ...], leave: Leave, group: str, days: int, register: Register, rng: np.random.Generator
) -> tuple[Stay, ...]:
    flow = _in_force(flows, 0.0)
    day, here = -float(rng.uniform(0, flow.stay_days)), _draw(flow.places, "", rng)
    stays = []
    while day < days:
        end = day + _LEAST_STAY_DAYS + float(rng.exponential(_in_force(flows, day).stay_days))
        if here in leave.places:
            end = _left_by(day, end, leave, rng)
        if end > 0:
            stays.append(Stay(here, day, end))
        there = _draw(_in_force(flows, end).places, here, rng)
        day, here = end + way_days(register.place(here), register.place(there), group), there
    return tuple(stays)


def _in_force(flows: tuple[Flow, ...], day: float) -> Flow:
    """The latest flow that has begun."""
    return max((f for f in flows if f.from_day <= max(day, 0.0)), key=lambda f: f.from_day)


def _draw(places: Mapping[str, float], here: str, rng: np.random.Generator) -> str:
    """A place by weight, other than where one is."""
    names = [p for p in places if p != here]
    weights = np.array([places[p] for p in names])
    return str(rng.choice(names, p=weights / weights.sum()))


def _left_by(start: float, end: float, leave: Leave, rng: np.random.Generator) -> float:
    """When a stay ends at a place that is left: on a day of leaving, unless it ends before; soon, if it begins later."""
    last = float(rng.uniform(leave.from_day, leave.to_day))
    return min(end, max(last, start + _LEAST_STAY_DAYS))
