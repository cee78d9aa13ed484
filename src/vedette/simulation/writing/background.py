"""Everybody else: ferries that cross off each port and airliners that land at each field, so that coverage can be measured.

Places and days flow in, the received fixes of ships and aircraft that nobody speaks of flow out. They send always; what is heard of
them is what the place's receivers heard at all. One pair of ferries shares a number, as some ships do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vedette.geo import destination
from vedette.registry.register import Register
from vedette.simulation.quick.lives import AIRFIELDS, PORTS
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.quick.receiving import Skies
from vedette.simulation.writing.hearing import Heard, receive
from vedette.simulation.writing.moving import Fix, point_of

_DAY_S = 86_400.0
_FERRIES, _STEP_S, _CROSSING_S, _FAR_KM = 2, 1_500.0, 5_400.0, 18.0
_AIRLINERS, _LANDINGS = 3, 2  # at each field, and a day by each
_DESCENT_S, _DESCENT_STEP_S, _DESCENT_KM = 900.0, 30.0, 90.0


@dataclass(frozen=True)
class Other:
    """A ship or aircraft of the background: its number and name, and what was received of it."""

    number: str
    name: str
    heard: tuple[Heard, ...]


def make_ferries(skies: Skies, params: QuickParams, register: Register, rng: np.random.Generator) -> Iterator[Other]:
    """The ferries of every port."""
    for n, place_id in enumerate(PORTS):
        at = point_of(register.place(place_id))
        for k in range(_FERRIES):
            number = 271_900_000 + 10 * n + (0 if n == 0 and k == 1 else k)  # the first port's first two share a number
            fixes = _crossings(place_id, at, float(rng.uniform(0, 360)), float(rng.uniform(0, _CROSSING_S)), params.days)
            yield Other(str(number), f"FERRY {n}-{k}", _heard(fixes, skies, rng))


def make_airliners(skies: Skies, params: QuickParams, register: Register, rng: np.random.Generator) -> Iterator[Other]:
    """Airliners that land at every field, each at the same hours of every day."""
    for n, place_id in enumerate(AIRFIELDS):
        at = point_of(register.place(place_id))
        for k in range(_AIRLINERS):
            fixes = _landings(
                place_id, at, float(rng.uniform(0, 360)), float(rng.uniform(0, _DAY_S / _LANDINGS - 3600)), params.days
            )
            yield Other(f"4b{n:02x}{k:02x}", f"SIM{n}{k:02d}", _heard(fixes, skies, rng))


def _heard(fixes: Iterator[Fix], skies: Skies, rng: np.random.Generator) -> tuple[Heard, ...]:
    found: list[Heard] = []
    for fix in fixes:
        day = int(fix.second // _DAY_S)
        if skies.hears(fix.near, day):
            found += receive(fix, float(skies.clock_off_h[day]) * 3600, rng)
    return tuple(found)


def _crossings(place_id: str, at: tuple[float, float], bearing: float, offset_s: float, days: int) -> Iterator[Fix]:
    """To and fro off a port, day and night."""
    for second in np.arange(offset_s, days * _DAY_S, _STEP_S):
        turn = (second / _CROSSING_S) % 2
        share = turn if turn <= 1 else 2 - turn
        lat, lon = destination(*at, bearing, 4.0 + share * (_FAR_KM - 4.0))
        yield Fix(float(second), lat, lon, 5.0, bearing if turn <= 1 else (bearing + 180) % 360, place_id)


def _landings(place_id: str, at: tuple[float, float], bearing: float, second_of_day: float, days: int) -> Iterator[Fix]:
    """An approach at each of its hours, down to the runway."""
    for k in range(days * _LANDINGS):
        begin = k * _DAY_S / _LANDINGS + second_of_day
        for gone in np.arange(0.0, _DESCENT_S + 120, _DESCENT_STEP_S):
            left = max(0.0, 1 - gone / _DESCENT_S)
            lat, lon = destination(*at, bearing, left * _DESCENT_KM) if left else at
            on_ground = left == 0.0
            yield Fix(
                begin + float(gone), lat, lon, 20.0 if on_ground else 150 + 250 * left, (bearing + 180) % 360, place_id,
                None if on_ground else round(150 + left * 26_000, -1), None if on_ground else -1_700.0, on_ground=on_ground,
            )  # fmt: skip
