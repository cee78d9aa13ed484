"""A small evaluation that stands guard: what the judgement must never lose, in seconds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register, load_register
from vedette.simulation.evaluation.cells import Columns
from vedette.simulation.evaluation.metrics import score
from vedette.simulation.evaluation.running import judge_world
from vedette.simulation.evaluation.scoring import FULL
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.quick.worlds import QuickWorld, make_world

SEEDS = range(400, 410)


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="module")
def worlds(register: Register) -> list[QuickWorld]:
    """Half of the claims are true, so that few worlds hold enough that is confirmed."""
    return [make_world(QuickParams(seed=seed, base_rate=0.5), register) for seed in SEEDS]


def judged(worlds: list[QuickWorld], judge: str, register: Register) -> Columns:
    return Columns(tuple(row for w in worlds for row in judge_world(w, judge, register, AssessmentParams(), "guard")))


def test_what_is_confirmed_is_true_and_what_is_contradicted_is_not(worlds: list[QuickWorld], register: Register) -> None:
    found = judged(worlds, FULL, register)
    confirmed, contradicted = found.where(verdict="confirmed"), found.where(verdict="contradicted")
    assert confirmed.n >= 10
    assert confirmed.n - confirmed.is_true.sum() <= 1  # a few dozen cannot show .97; one of them may be wrong
    assert contradicted.n >= 20
    assert contradicted.is_true.mean() <= 0.08  # the odds of truth are nine times those of the grid, where .03 is allowed
    assert all(row.o <= 0.5 for row in found.where(verdict="not_observable").rows)


def test_without_sensors_nothing_is_confirmed_or_contradicted(worlds: list[QuickWorld], register: Register) -> None:
    found = judged(worlds, "reports_only", register)
    assert found.where(verdict="confirmed").n == 0
    assert found.where(verdict="contradicted").n == 0


def test_the_judge_who_is_told_the_base_rate_calibrates(worlds: list[QuickWorld], register: Register) -> None:
    params = AssessmentParams(prior=0.5, prior_high=0.7)
    rows = (row for w in worlds for row in judge_world(w, FULL, register, params, "guard"))
    found = Columns(tuple(rows))
    assert score(found.p, found.is_true).ece <= 0.1  # 400 claims: chance alone makes some .04


def test_the_same_parameters_make_the_same_world(register: Register) -> None:
    one, other = (make_world(QuickParams(seed=7), register) for _ in range(2))
    assert one.claims == other.claims
    for name in ("claims", "events", "coverage", "sightings", "reports"):
        assert getattr(one.tables, name).equals(getattr(other.tables, name))


def test_only_the_clocks_change_when_the_clocks_are_off(register: Register) -> None:
    plain = make_world(QuickParams(seed=7), register)
    off = make_world(replace(plain.params, clock_off_h=6.0), register)
    assert plain.claims == off.claims
    assert plain.tables.coverage.equals(off.tables.coverage)
    assert not plain.tables.events.equals(off.tables.events)
