"""A whole world at table depth: parameters flow in, truth and the tables of the judgement flow out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from vedette.assessment.assess import AssessmentInput
from vedette.clock import parse_time
from vedette.registry.register import Register
from vedette.schema.tables import CLAIMS, EVENTS, IDENTITIES, PUBLISHERS, REPORTS, SIGHTINGS
from vedette.simulation.quick.claims import TrueClaim, make_claims
from vedette.simulation.quick.counting import count_claimed
from vedette.simulation.quick.crowds import SHUTTLE_TYPE, make_crowds
from vedette.simulation.quick.lives import Life, make_lives
from vedette.simulation.quick.looking import sighting_rows
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.quick.receiving import coverage_table, event_rows, fake_rows, hear, join, make_skies
from vedette.simulation.quick.telling import Nature, tell

Live = Callable[[QuickParams, Register, np.random.Generator], Sequence[Life]]


@dataclass(frozen=True)
class QuickWorld:
    """What is so, and what became known of it by `as_of`.

    `hidden`: copies that do not say so, with what they copy; `natures`: of each report how it came about.
    """

    params: QuickParams
    lives: tuple[Life, ...]
    claims: tuple[TrueClaim, ...]
    tables: AssessmentInput
    hidden: tuple[tuple[str, str], ...]
    natures: tuple[Nature, ...]
    as_of: datetime


def make_world(params: QuickParams, register: Register, live: Live = make_lives) -> QuickWorld:
    """Make a world; the same parameters give the same world. Each part draws from a stream of its own.

    Args:
        params: what the world is like.
        register: places, assets and classes.
        live: makes the lives of the world's assets.
    """
    begin = parse_time(params.start)
    lives = list(live(params, register, stream(params, 1)))
    lives += make_crowds(params, register, {life.asset_id for life in lives}, stream(params, 9))
    as_of = begin + timedelta(days=params.days)
    claims = make_claims(lives, params, stream(params, 2))
    skies = make_skies(params, stream(params, 3))
    hearing = stream(params, 4)
    events = [row for life in lives for row in event_rows(life, join(hear(life, skies, params, hearing)), skies, begin)]
    events += fake_rows(claims, params, begin, stream(params, 5))
    told = tell(claims, params, begin, stream(params, 6))
    tables = AssessmentInput(
        claims=CLAIMS.build(told.claims),
        reports=REPORTS.build(told.reports),
        publishers=PUBLISHERS.build(told.publishers),
        sightings=SIGHTINGS.build(sighting_rows(lives, claims, params, begin, stream(params, 7))),
        events=EVENTS.build(list({row["event_id"]: row for row in events}.values())),
        coverage=coverage_table(skies, params, register, begin, stream(params, 8)),
        identities=IDENTITIES.build([_typed(x) for x in lives if x.asset_id.startswith("icao24:")]),
    )
    tables = replace(tables, patterns=count_claimed(tables, register, begin, as_of))
    return QuickWorld(params, tuple(lives), tuple(claims), tables, told.hidden, told.natures, as_of)


def stream(params: QuickParams, purpose: int) -> np.random.Generator:
    """The stream of random numbers of one part of a world."""
    return np.random.default_rng([params.seed, purpose])


def _typed(life: Life) -> dict[str, object]:
    """What a list of airframes says of an address: its type."""
    return {"asset_id": life.asset_id, "key": "type", "value": SHUTTLE_TYPE, "source_id": "src-simulated", "source_row": 1}
