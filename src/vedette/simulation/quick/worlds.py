"""A whole world at table depth: parameters flow in, truth and the tables of the judgement flow out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from vedette.assessment.assess import AssessmentInput
from vedette.clock import parse_time
from vedette.registry.register import Register
from vedette.schema.tables import CLAIMS, EVENTS, PUBLISHERS, REPORTS, SIGHTINGS
from vedette.simulation.quick.claims import TrueClaim, make_claims
from vedette.simulation.quick.lives import Life, make_lives
from vedette.simulation.quick.looking import sighting_rows
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.quick.receiving import coverage_table, event_rows, fake_rows, hear, join, make_skies
from vedette.simulation.quick.telling import tell

Live = Callable[[QuickParams, Register, np.random.Generator], Sequence[Life]]


@dataclass(frozen=True)
class QuickWorld:
    """What is so, and what became known of it by `as_of`. `hidden`: copies that do not say so, with what they copy."""

    params: QuickParams
    lives: tuple[Life, ...]
    claims: tuple[TrueClaim, ...]
    tables: AssessmentInput
    hidden: tuple[tuple[str, str], ...]
    as_of: datetime


def make_world(params: QuickParams, register: Register, live: Live = make_lives) -> QuickWorld:
    """Make a world; the same parameters give the same world. Each part draws from a stream of its own.

    Args:
        params: what the world is like.
        register: places, assets and classes.
        live: makes the lives of the world's assets.
    """

    def stream(purpose: int) -> np.random.Generator:
        return np.random.default_rng([params.seed, purpose])

    begin = parse_time(params.start)
    lives = live(params, register, stream(1))
    claims = make_claims(lives, params, stream(2))
    skies = make_skies(params, stream(3))
    hearing = stream(4)
    events = [row for life in lives for row in event_rows(life, join(hear(life, skies, params, hearing)), skies, begin)]
    events += fake_rows(claims, params, begin, stream(5))
    told = tell(claims, params, begin, stream(6))
    tables = AssessmentInput(
        claims=CLAIMS.build(told.claims),
        reports=REPORTS.build(told.reports),
        publishers=PUBLISHERS.build(told.publishers),
        sightings=SIGHTINGS.build(sighting_rows(lives, claims, params, begin, stream(7))),
        events=EVENTS.build(list({row["event_id"]: row for row in events}.values())),
        coverage=coverage_table(skies, params, register, begin, stream(8)),
    )
    return QuickWorld(params, tuple(lives), tuple(claims), tables, told.hidden, begin + timedelta(days=params.days))
