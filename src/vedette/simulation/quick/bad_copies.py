"""Copies that go wrong: what a copy says in place of its original.

A claim and a random generator flow in, the altered claim flows out. A mistranslated copy names another place; a late one keeps the
original's "yesterday" or "this week" and so tells of later days; a story that comes up again tells of days weeks later.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vedette.simulation.quick.claims import TrueClaim
from vedette.simulation.quick.lives import AIRFIELDS, PORTS

_LATE_DAYS, _OLD_DAYS = (3, 12), (18, 40)


def alter(claim: TrueClaim, nature: str, rng: np.random.Generator) -> tuple[TrueClaim, float]:
    """What a bad copy says, and how many days after a usual copy it is published; nothing but a copy can be so altered."""
    if nature == "mistranslated":
        return _elsewhere(claim, rng), 0.0
    low, high = _LATE_DAYS if nature == "late" else _OLD_DAYS
    days = float(rng.integers(low, high))
    return replace(claim, start=claim.start + days, end=claim.end + days, original=None), days


def _elsewhere(claim: TrueClaim, rng: np.random.Generator) -> TrueClaim:
    sites = AIRFIELDS if claim.group == "aircraft" else PORTS
    place_id = str(rng.choice([p for p in sites if p not in (claim.origin, claim.destination)]))
    if claim.destination and claim.kind != "depart":
        return replace(claim, destination=place_id, original=None)
    return replace(claim, origin=place_id, original=None)
