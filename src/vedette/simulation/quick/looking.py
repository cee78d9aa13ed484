"""What people see and log: pictures of places with and without hulls in them, and names read off hulls.

Lives and claims flow in, rows of the sightings table flow out. A picture misses what is there with one minus the recall; a photograph
with a name on it is wrong now and then, and a false claim comes with such a mistake as often as the parameters say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from vedette.simulation.quick.claims import TrueClaim
from vedette.simulation.quick.lives import PORTS, Life
from vedette.simulation.quick.params import QuickParams

Row = dict[str, Any]
_LAG_DAYS = 1.5  # a picture is published so much later
_SEEN_THERE = ("move", "arrive", "present")  # kinds that a hull at the destination would bear out
PUBLISHERS = ("sim-imagery", "sim-photo")


def sighting_rows(
    lives: Sequence[Life], claims: Sequence[TrueClaim], params: QuickParams, begin: datetime, rng: np.random.Generator
) -> list[Row]:
    """All sightings of a world."""
    rows = [*_named_visits(lives, params, begin, rng), *_mistaken_names(claims, params, begin, rng)]
    rows += [*_pictures(lives, claims, params, begin, rng), *_counts(lives, claims, params, begin, rng)]
    return [row | {"sighting_id": f"sim-{i:05d}", "source_row": i + 2} for i, row in enumerate(rows)]


def _named_visits(lives: Sequence[Life], params: QuickParams, begin: datetime, rng: np.random.Generator) -> Iterator[Row]:
    for life in lives:
        if life.asset_id.startswith("icao24:"):
            continue  # nobody tells one such transport from another by eye
        for stay in life.stays:
            if rng.random() < params.named_share:
                day = float(rng.uniform(max(stay.start, 0), min(stay.end, params.days)))
                yield _row(life.asset_id, "present", stay.place_id, day, begin, "photo")


def _mistaken_names(claims: Sequence[TrueClaim], params: QuickParams, begin: datetime, rng: np.random.Generator) -> Iterator[Row]:
    """Another hull taken for the claimed one, at the claimed place in the claimed time."""
    for claim in claims:
        if not claim.is_true and claim.kind in _SEEN_THERE and rng.random() < params.named_share * params.misnamed_over_named:
            day = float(rng.uniform(claim.start, claim.end + 1))
            yield _row(claim.asset_id, "present", claim.destination, day, begin, "photo")


def _pictures(
    lives: Sequence[Life], claims: Sequence[TrueClaim], params: QuickParams, begin: datetime, rng: np.random.Generator
) -> Iterator[Row]:
    """A picture of a port names the hulls that are spoken of and not in it; one that is there is missed now and then."""
    ships = {life.asset_id: life for life in lives if life.group != "aircraft"}
    for place_id in PORTS:
        for day in np.flatnonzero(rng.random(params.days) < params.looks_per_week / 7):
            moment = float(day) + 0.4
            spoken = {
                c.asset_id
                for c in claims
                if c.asset_id and place_id in (c.origin, c.destination) and c.start - 5 <= moment <= c.end + 10
            }
            for asset_id in sorted(spoken & set(ships)):
                is_seen = ships[asset_id].where(moment) == place_id and rng.random() < params.recall
                if not is_seen:
                    yield _row(asset_id, "absent", place_id, moment, begin, "imagery")


def _counts(
    lives: Sequence[Life], claims: Sequence[TrueClaim], params: QuickParams, begin: datetime, rng: np.random.Generator
) -> Iterator[Row]:
    """Where a port is said to fill or to empty, people count the hulls of the class in pictures, without their names."""
    for claim in claims:
        if claim.kind not in ("build_up", "draw_down"):
            continue
        place_id, first, last = claim.destination or claim.origin, int(claim.start) - 21, int(claim.end) + 8
        for day in range(max(first, 0), min(last, params.days)):
            if rng.random() < params.looks_per_week / 7:
                there = sum(life.group == claim.group and life.where(day + 0.4) == place_id for life in lives)
                n_seen = int(rng.binomial(there, params.recall))
                row = _row(str(claim.asset_class), "present" if n_seen else "absent", place_id, day + 0.4, begin, "imagery")
                row |= {"asset_id": None, "class": claim.asset_class, "count_min": n_seen, "count_max": n_seen}
                yield row | {"source_ids": [f"{row['source_ids'][0]}-{place_id}"]}


def _row(asset_id: str, event: str, place_id: str, day: float, begin: datetime, how: str) -> Row:
    moment = begin + timedelta(seconds=round(day * 86400))
    return {
        "asset_id": asset_id, "asset_text": asset_id, "event": event, "place_id": place_id, "start": moment, "end": moment,
        "how": how, "certainty": "confirmed", "source_ids": [f"sim-{how}-{asset_id}-{moment:%m%d%H%M}"],
        "known": moment + timedelta(days=_LAG_DAYS), "source_id": "src-simulated",
    }  # fmt: skip
