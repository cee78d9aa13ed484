"""What makes counts change: ships that gather at a port or leave it together, and aircraft that shuttle more, or less, from a day on.

Parameters, the register and the assets that live already flow in, further lives flow out. Each crowd has a day; before and after it,
hulls lie at its port or elsewhere, airframes wait longer or shorter between flights; some crowds do not change at all. Shuttling
airframes stand in no register: they are known by their address alone, as most transports are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from vedette.registry.assets import Asset
from vedette.registry.places import Place
from vedette.registry.register import Register
from vedette.simulation.quick.lives import AIRFIELDS, PORTS, Life, Stay, way_days
from vedette.simulation.quick.params import QuickParams

SHUTTLE_CLASS = "il_76"
SHUTTLE_TYPE = "IL76"  # ICAO type designator, doc 8643
_FIRST_ADDRESS = 0x15FB00
_WAYS = ("up", "down", "flat")
_HULLS, _AIRFRAMES = 4, 3  # of each crowd
_SPREAD_DAYS = 4.0  # they do not come or go on one day
_WAIT_DAYS = {"few": 3.0, "many": 0.7}  # mean between two flights of an airframe
_SENDS = 0.75  # share of days on which a shuttling airframe sends


def make_crowds(params: QuickParams, register: Register, taken: Collection[str], rng: np.random.Generator) -> list[Life]:
    """The lives of all crowds of a world."""
    free = [a for a in register.assets() if a.asset_id not in taken and register.is_class(a.asset_class, "warship")]
    free = [free[i] for i in rng.permutation(len(free))]
    lives: list[Life] = []
    for _ in range(params.n_gatherings):
        hulls, free = free[:_HULLS], free[_HULLS:]
        lives += _gather(hulls, params, register, rng)
    for k in range(params.n_shuttles):
        lives += _shuttle(k, params, register, rng)
    return lives


def _turn(params: QuickParams, rng: np.random.Generator) -> float:
    """The day of the change: with days before it to compare with, and after it to be claimed in."""
    return float(rng.uniform(0.4, 0.6) * params.days)


def _gather(hulls: list[Asset], params: QuickParams, register: Register, rng: np.random.Generator) -> Iterator[Life]:
    """Hulls that come to a port about a day, or leave it, or stay there."""
    way, day = str(rng.choice(_WAYS)), _turn(params, rng)
    port, other = (register.place(str(p)) for p in rng.choice(PORTS, 2, replace=False))
    for asset in hulls:
        group = register.asset_class(asset.asset_class).transmits or "warship"
        sends = min(float(rng.beta(params.sends_a[0], params.sends_b[0])) * params.sends_factor, 1.0)
        moment = day + float(rng.uniform(0, _SPREAD_DAYS))
        yield Life(asset.asset_id, group, asset.asset_class, sends, _moved(way, port, other, moment, params.days, group))


def _moved(way: str, port: Place, other: Place, moment: float, days: int, group: str) -> tuple[Stay, ...]:
    begin, finish = -5.0, days + 5.0
    if way == "flat":
        return (Stay(port.place_id, begin, finish),)
    here, there = (other, port) if way == "up" else (port, other)
    took = way_days(here, there, group)
    left = moment - took if way == "up" else moment
    return Stay(here.place_id, begin, left), Stay(there.place_id, left + took, finish)


def _shuttle(k: int, params: QuickParams, register: Register, rng: np.random.Generator) -> Iterator[Life]:
    """Airframes that fly to and fro between two fields, and wait for longer or less long from a day on."""
    way, day = str(rng.choice(_WAYS)), _turn(params, rng)
    here, there = (register.place(str(p)) for p in rng.choice(AIRFIELDS, 2, replace=False))
    fields = (here, there)
    flat = str(rng.choice(list(_WAIT_DAYS)))
    before, after = {"up": ("few", "many"), "down": ("many", "few"), "flat": (flat, flat)}[way]
    took = way_days(here, there, "aircraft")
    for n in range(_AIRFRAMES):
        now, at, stays = -float(rng.exponential(1.0)), n % 2, []
        while now < params.days:
            wait = _WAIT_DAYS[before if now < day else after]
            end = now + max(float(rng.exponential(wait)), 0.08)
            stays.append(Stay(fields[at].place_id, now, end))
            now, at = end + took, 1 - at
        inside = tuple(s for s in stays if s.end > 0)
        address = f"{_FIRST_ADDRESS + k * _AIRFRAMES + n:06x}"
        yield Life(f"icao24:{address}", "aircraft", SHUTTLE_CLASS, min(_SENDS * params.sends_factor, 1.0), inside)
