"""What truly happens: the stays and voyages of each hull and airframe over the days of a world.

Assets and places of the register and a random generator flow in; a `Life` per asset flows out. Stays last days, voyages as long as the
way by sea takes at the asset's pace; aircraft go in hours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from vedette.geo import distance_km
from vedette.registry.assets import Asset
from vedette.registry.places import Place
from vedette.registry.register import Register
from vedette.simulation.quick.params import GROUPS, QuickParams

PORTS = (
    "tartus",
    "latakia",
    "tobruk",
    "benghazi",
    "tripoli",
    "misrata",
    "port-said",
    "alexandria",
    "algiers",
    "novorossiysk",
    "bizerte",
    "limassol",
)
AIRFIELDS = ("hmeimim", "al-khadim", "benina", "mitiga", "chkalovsky", "mozdok", "machulishchi", "brak-al-shati")
PACE_KM_H = {"warship": 26.0, "auxiliary": 22.0, "cargo": 22.0, "aircraft": 650.0}
_STAY_DAYS = {"warship": 14.0, "auxiliary": 10.0, "cargo": 5.0, "aircraft": 4.0}  # mean; as rare as fits claims about movements
_LEAST_STAY_DAYS = 0.7
_DETOUR = 1.25  # the way by sea over the geodesic, about, between ports of the Mediterranean


@dataclass(frozen=True)
class Stay:
    """At a place from one day to another (days since the world began)."""

    place_id: str
    start: float
    end: float


@dataclass(frozen=True)
class Life:
    """One hull or airframe: its stays in order, voyages lie between them. `sends` = share of days on which it sends."""

    asset_id: str
    group: str
    asset_class: str
    sends: float
    stays: tuple[Stay, ...]

    def voyages(self) -> list[tuple[Stay, Stay]]:
        """The stays on both sides of each voyage that begins and ends within the world."""
        return list(pairwise(self.stays))

    def where(self, day: float) -> str | None:
        """The place at a moment; None at sea or in the air."""
        return next((s.place_id for s in self.stays if s.start <= day <= s.end), None)


def make_lives(params: QuickParams, register: Register, rng: np.random.Generator) -> list[Life]:
    """A life for each of some assets of the register, drawn anew in every world."""
    found = []
    for asset, group, sends in draw_assets(params, register, rng):
        sites = [register.place(p) for p in (AIRFIELDS if group == "aircraft" else PORTS)]
        found.append(_live(asset, group, sends, sites, params, rng))
    return found


def draw_assets(params: QuickParams, register: Register, rng: np.random.Generator) -> Iterator[tuple[Asset, str, float]]:
    """So many assets of each group, with the share of days on which each sends; drawn one by one, as lives are made of them."""
    for i, (group, n) in enumerate(zip(GROUPS, params.n_of, strict=True)):
        assets = [a for a in register.assets() if register.asset_class(a.asset_class).transmits == group]
        for k in sorted(rng.choice(len(assets), min(n, len(assets)), replace=False)):
            sends = min(float(rng.beta(params.sends_a[i], params.sends_b[i])) * params.sends_factor, 1.0)
            yield assets[k], group, sends


def _live(asset: Asset, group: str, sends: float, sites: Sequence[Place], params: QuickParams, rng: np.random.Generator) -> Life:
    day, here = -float(rng.uniform(0, _STAY_DAYS[group])), int(rng.integers(len(sites)))
    stays = []
    while day < params.days:
        end = day + _LEAST_STAY_DAYS + float(rng.exponential(_STAY_DAYS[group]))
        if end > 0:
            stays.append(Stay(sites[here].place_id, day, end))
        there = int(rng.integers(len(sites) - 1))
        there += there >= here
        day, here = end + way_days(sites[here], sites[there], group), there
    return Life(asset.asset_id, group, asset.asset_class, sends, tuple(stays))


def way_days(one: Place, other: Place, group: str) -> float:
    """Days from one place to another at the pace of a group, about."""
    km = distance_km(one.lat_deg or 0.0, one.lon_deg or 0.0, other.lat_deg or 0.0, other.lon_deg or 0.0)
    return km * (1.0 if group == "aircraft" else _DETOUR) / PACE_KM_H[group] / 24
