"""What receivers hear of the lives of a world: events of claimed assets, and coverage from everybody else.

Lives and a random generator flow in, rows of the events and coverage tables flow out. A place is covered or not for a whole
day; on a covered day an asset that sends is heard with the chance of the parameters. As in `vedette.events`, a visit reaches from
the first to the last moment at which it was heard inside, and ends only when the asset is heard elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from vedette.registry.register import Register
from vedette.schema.cells import cell_name
from vedette.schema.table import TIME
from vedette.schema.tables import COVERAGE
from vedette.simulation.evaluation.metrics import Bools, Floats
from vedette.simulation.quick.claims import TrueClaim
from vedette.simulation.quick.lives import AIRFIELDS, PORTS, Life, Stay
from vedette.simulation.quick.params import GROUPS, QuickParams

Row = dict[str, Any]
_FAKED = ("move", "arrive", "present")  # kinds that a track at the destination would bear out
_VISIT_BOTH, _VISIT_ONE, _VISIT_NONE = 4.0, 3.0, 2.0  # confidence by how many of entry and exit were seen, as in `events`


@dataclass(frozen=True)
class Skies:
    """Which days each place is covered (n_days,), and on which a feed is up: by sensor."""

    covered: Mapping[str, Bools]
    up: Mapping[str, Bools]
    clock_off_h: Floats

    def hears(self, place_id: str, day: int) -> bool:
        """Can anything at a place be heard on a day?"""
        sensor = "adsb" if place_id in AIRFIELDS else "ais"
        return bool(0 <= day < len(self.up[sensor]) and self.up[sensor][day] and self.covered[place_id][day])


@dataclass(frozen=True)
class Heard:
    """An asset heard at a place: first and last moment (days), and whether its coming and going were heard."""

    place_id: str
    start: float
    end: float
    has_entry: bool
    has_exit: bool
    is_closed: bool = False


def make_skies(params: QuickParams, rng: np.random.Generator) -> Skies:
    """Covered days of each place, outages of each feed, and how far its clocks are off on each day."""
    covered = {}
    for place_id in (*PORTS, *AIRFIELDS):
        share = float(rng.choice(params.covered_shares))
        covered[place_id] = _spells(share, params.covered_spell_days, params.days, rng)
    up = {s: ~_spells(params.outage_share, params.outage_spell_days, params.days, rng) for s in ("ais", "adsb")}
    return Skies(covered, up, rng.uniform(-params.clock_off_h, params.clock_off_h, params.days))


def _spells(share: float, mean_days: float, days: int, rng: np.random.Generator) -> Bools:
    """(n,) days that are so, a share of all in the mean, in spells: a receiver that fails stays failed until somebody comes.

    A chain of two states. The rarer of the two lasts `mean_days` in the mean (at least a day), the other as long as its share asks.
    """
    if share <= 0.0 or share >= 1.0:
        return np.full(days, share >= 1.0)
    rare = min(share, 1 - share)
    ends = min(1.0 / mean_days, 1.0)
    begins = min(ends * rare / (1 - rare), 1.0)
    leaves = {True: ends, False: begins} if share == rare else {True: begins, False: ends}
    found, now = np.zeros(days, np.bool_), bool(rng.random() < share)
    for day, dice in enumerate(rng.random(days)):
        found[day] = now
        now = now != (dice < leaves[now])
    return found


def coverage_table(
    skies: Skies, params: QuickParams, register: Register, begin: datetime, rng: np.random.Generator
) -> pl.DataFrame:
    """An hour is in the table if anybody was heard in its cell; places in one cell share it."""
    known: dict[tuple[str, str], Bools] = {}
    for place_id in (*PORTS, *AIRFIELDS):
        sensor = "adsb" if place_id in AIRFIELDS else "ais"
        place = register.place(place_id)
        key = sensor, cell_name(place.lat_deg or 0.0, place.lon_deg or 0.0)
        here = skies.covered[place_id] & skies.up[sensor]
        known[key] = known.get(key, np.zeros(params.days, np.bool_)) | here
    parts = []
    for (sensor, cell), days in known.items():
        hours = np.flatnonzero(np.repeat(days, 24) & (rng.random(params.days * 24) < params.map_thinned))
        parts.append(pl.DataFrame({"hour": hours}).with_columns(cell=pl.lit(cell), sensor=pl.lit(sensor)))
    hour = pl.lit(begin).cast(TIME) + pl.duration(hours=pl.col("hour"))
    heard = {"n_assets": pl.lit(6), "n_positions": pl.lit(60), "uptime": pl.lit(1.0)}
    return COVERAGE.shape(pl.concat(parts).with_columns(hour=hour, **heard))


def hear(life: Life, skies: Skies, params: QuickParams, rng: np.random.Generator) -> list[Heard]:
    """Every stretch of an asset's stays that was heard, in order, ends not yet joined."""
    chance = min(params.received * params.heard_factor, 1.0)
    found = []
    for stay in life.stays:
        for day in range(max(math.floor(stay.start), 0), min(math.floor(stay.end), params.days - 1) + 1):
            start, end = max(stay.start, day), min(stay.end, day + 1)
            part = min((end - start) / 0.25, 1.0)  # six hours are as good as a day
            if skies.hears(stay.place_id, day) and rng.random() < life.sends and rng.random() < chance * part:
                found.append(_stretch(stay, start, end, rng))
    return found


def _stretch(stay: Stay, start: float, end: float, rng: np.random.Generator) -> Heard:
    """One day of hearing: from soon after its beginning to soon before its end; ends of the stay are often heard as such."""
    has_entry, has_exit = start == stay.start and rng.random() < 0.8, end == stay.end and rng.random() < 0.8
    first = start if has_entry else start + float(rng.uniform(0, 0.3)) * (end - start)
    last = end if has_exit else end - float(rng.uniform(0, 0.3)) * (end - start)
    return Heard(stay.place_id, first, last, has_entry, has_exit)


def join(found: Sequence[Heard]) -> list[Heard]:
    """Visits: stretches at one place without anything heard elsewhere between them are one."""
    visits: list[Heard] = []
    for one in found:
        before = visits[-1] if visits else None
        if before and before.place_id == one.place_id and not before.has_exit and not one.has_entry:
            visits[-1] = Heard(one.place_id, before.start, one.end, before.has_entry, one.has_exit)
        else:
            visits.append(one)
    followed = [*visits[1:], None][: len(visits)]
    return [
        Heard(v.place_id, v.start, v.end, v.has_entry, v.has_exit, is_closed=v.has_exit or n is not None)
        for v, n in zip(visits, followed, strict=True)
    ]


def event_rows(life: Life, visits: Sequence[Heard], skies: Skies, begin: datetime) -> Iterator[Row]:
    """Visits and legs of a ship; take-offs, landings and legs of an aircraft."""
    moments = [(v, _time(v.start, skies, begin), _time(v.end, skies, begin)) for v in visits]
    if life.group == "aircraft":
        yield from _flight_rows(life, moments)
        return
    for visit, start, end in moments:
        seen = visit.has_entry + visit.has_exit
        yield _event(life, "visit", start, end if visit.is_closed else None, known=end, place_id=visit.place_id,
                     confidence=(_VISIT_NONE, _VISIT_ONE, _VISIT_BOTH)[seen])  # fmt: skip
    for (before, _, left), (after, came, _) in pairwise(moments):
        if before.place_id != after.place_id:
            yield _event(
                life, "leg", left, max(came, left), known=came, from_place_id=before.place_id, to_place_id=after.place_id
            )


def _flight_rows(life: Life, moments: Sequence[tuple[Heard, datetime, datetime]]) -> Iterator[Row]:
    for visit, start, end in moments:
        if visit.has_entry:
            yield _event(life, "landing", start, start, known=start, place_id=visit.place_id, confidence=0.9)
        if visit.has_exit:
            yield _event(life, "take_off", end, end, known=end, place_id=visit.place_id, confidence=0.9)
    for (before, _, left), (after, came, _) in pairwise(moments):
        if before.has_exit and after.has_entry and before.place_id != after.place_id and came - left < timedelta(days=1):
            yield _event(
                life, "leg", left, max(came, left), known=came, from_place_id=before.place_id, to_place_id=after.place_id
            )


def fake_rows(claims: Sequence[TrueClaim], params: QuickParams, begin: datetime, rng: np.random.Generator) -> Iterator[Row]:
    """Faked tracks that bear a false claim out: a visit at the claimed place in the claimed time."""
    for claim in claims:
        chance = min(params.spoof[GROUPS.index(claim.group)] * params.spoof_factor, 1.0)
        if claim.is_true or claim.kind not in _FAKED or rng.random() >= chance:
            continue
        start = float(rng.uniform(claim.start + 0.5, claim.end + 0.5))
        moment = begin + timedelta(days=start)
        kind = "landing" if claim.group == "aircraft" else "visit"
        end = moment if kind == "landing" else moment + timedelta(days=float(rng.uniform(0.2, 1.5)))
        life = Life(claim.asset_id, claim.group, "", 0.0, ())
        yield _event(life, kind, moment, end, known=end, place_id=claim.destination, confidence=3.0 if kind == "visit" else 0.9)


def _time(day: float, skies: Skies, begin: datetime) -> datetime:
    """A moment as the receiver's clock has it."""
    off = skies.clock_off_h[min(max(int(day), 0), len(skies.clock_off_h) - 1)]
    return begin + timedelta(seconds=round(day * 86400 + off * 3600))


def _event(life: Life, kind: str, start: datetime, end: datetime | None, *, known: datetime, **more: Any) -> Row:
    where = more.get("place_id") or f"{more['from_place_id']}>{more['to_place_id']}"
    return {
        "event_id": f"sim-{kind}-{life.asset_id}-{where}-{start:%m%d%H%M%S}", "kind": kind, "asset_id": life.asset_id,
        "start": start, "end": end, "is_open": end is None, "known": known, "flags": [],
        "citations": [f"src-simulated#{int(start.timestamp()) % 100_000 + 1}"], "detector": "simulated", "version": "1",
        "params_hash": "simulated", **more,
    }  # fmt: skip
