"""Hulls that are not of the case: ships that send under the number of one of it, and hulls that nobody names.

A world and its skies flow in; what was received of the ships that share a number, and the stays of hulls that show in pictures only, flow
out. A ship that shares a number lies at one port all the time, and ships of the case whose number it bears sail elsewhere meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vedette.registry.register import Register
from vedette.simulation.quick.lives import PORTS, Life, Stay
from vedette.simulation.quick.receiving import Skies
from vedette.simulation.quick.worlds import QuickWorld
from vedette.simulation.writing.hearing import Heard, hear
from vedette.simulation.writing.moving import fixes_of

_SHARED_PORTS = ("algiers", "novorossiysk", "bizerte")  # far apart, and often heard as any
_SENDS = 0.9
_UNNAMED_PER_PORT, _STAY_DAYS, _LENGTHS_M = 2.0, 8.0, (60.0, 180.0)


@dataclass(frozen=True)
class Twin:
    """Another ship under the number of a ship of the case: where it lies, and what was received of it."""

    asset_id: str
    place_id: str
    heard: tuple[Heard, ...]


@dataclass(frozen=True)
class Unnamed:
    """A hull that shows in pictures and that nobody names: its port, its days, its length."""

    place_id: str
    start: float
    end: float
    length_m: float


def make_twins(world: QuickWorld, skies: Skies, register: Register) -> list[Twin]:
    """For some cargo ships and auxiliaries, those that are spoken of first: a ship that bears their number too."""
    spoken = {c.asset_id for c in world.claims}
    loud = [x for x in world.lives if x.group in ("cargo", "auxiliary")]
    chosen = sorted(loud, key=lambda x: (x.asset_id not in spoken, x.asset_id))[: world.params.n_shared_numbers]
    found = []
    for k, life in enumerate(chosen):
        rng = np.random.default_rng([world.params.seed, 102, k])
        usual = {s.place_id for s in life.stays}
        place_id = str(rng.choice([p for p in _SHARED_PORTS if p not in usual] or list(_SHARED_PORTS)))
        twin = Life(life.asset_id, life.group, life.asset_class, _SENDS, (Stay(place_id, -1.0, world.params.days + 1.0),))
        fixes = fixes_of(twin, world.params.days, register, rng)
        found.append(Twin(life.asset_id, place_id, tuple(hear(twin, fixes, skies, world.params, register, rng))))
    return found


def make_unnamed(days: int, rng: np.random.Generator) -> list[Unnamed]:
    """Hulls at each port for days on end, of any length, with no transponder and no name."""
    found = []
    for place_id in PORTS:
        for _ in range(int(rng.poisson(_UNNAMED_PER_PORT * days / _STAY_DAYS / 3))):
            start = float(rng.uniform(-_STAY_DAYS, days))
            found.append(Unnamed(place_id, start, start + float(rng.exponential(_STAY_DAYS)), float(rng.uniform(*_LENGTHS_M))))
    return found
