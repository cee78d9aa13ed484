"""The verdict table, row by row, and what no facts can give."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.assessment.verdict.verdict_rules import RULES, STATUS_SAYS, Facts, Need, at_least, below, choose, is_not, is_so
from vedette.schema.words import VERDICTS

SHOWN = Facts(
    is_checkable=True,
    p=0.97,
    o=0.6,
    k=2,
    r=1,
    has_sensor=True,
    has_sensor_at_end=True,
    has_identity_at_end=True,
    has_anything=True,
)
REPORTED = Facts(is_checkable=True, p=0.1, o=0.2, k=0, r=1)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (Facts(is_checkable=False), "not_checkable"),
        (SHOWN, "confirmed"),
        (replace(SHOWN, k=1), "inconclusive"),
        (replace(SHOWN, p=0.949), "corroborated"),
        (replace(SHOWN, has_identity_at_end=False), "corroborated"),
        (replace(SHOWN, has_against=True), "corroborated"),
        (replace(SHOWN, p=0.79), "inconclusive"),
        (replace(SHOWN, p=0.9, has_sensor=False, has_sensor_at_end=False), "inconclusive"),
        (replace(REPORTED, p=0.04, has_incompatible=True, has_anything=True), "contradicted"),
        (replace(REPORTED, p=0.06, has_incompatible=True, has_anything=True), "reported_only"),
        (replace(REPORTED, p=0.04, has_anything=True), "reported_only"),
        (replace(REPORTED, p=0.1, is_departure_confirmed=True, has_sensor=True), "partly_confirmed"),
        (replace(REPORTED, p=0.09, is_departure_confirmed=True, has_sensor=True), "inconclusive"),
        (replace(REPORTED, p=0.06, is_some_confirmed=True, has_sensor=True), "partly_confirmed"),
        (replace(REPORTED, p=0.04, is_some_confirmed=True, has_incompatible=True), "contradicted"),
        (replace(REPORTED, o=0.85), "not_seen_where_expected"),
        (replace(REPORTED, o=0.85, p=0.2), "inconclusive"),
        (replace(REPORTED, o=0.85, is_due=False), "inconclusive"),
        (replace(REPORTED, r=0), "not_observable"),
        (replace(REPORTED, r=0, o=0.3), "inconclusive"),
        (REPORTED, "reported_only"),
        (replace(REPORTED, o=0.5), "inconclusive"),
        (replace(REPORTED, has_sensor=True, has_sensor_at_end=True), "inconclusive"),
        (replace(REPORTED, has_sensor=True), "reported_only"),
        (Facts(is_checkable=True, distance="figure_of_speech"), "not_checkable"),
        (Facts(is_checkable=True, distance="reference_not_named"), "inconclusive"),
        (Facts(is_checkable=True, distance="fits_named"), "corroborated"),
        (Facts(is_checkable=True, distance="off_named"), "contradicted"),
    ],
)
def test_rules(facts: Facts, verdict: str) -> None:
    assert choose(facts).verdict == verdict


def test_table_is_complete_and_sound() -> None:
    assert {r.verdict for r in RULES} == set(VERDICTS)
    assert all(r.says.endswith(".") and r.why for r in RULES)
    assert all(s.endswith(".") for s in STATUS_SAYS.values())


@pytest.mark.parametrize(
    ("need", "says", "shortfall"),
    [
        (at_least("p", 0.95), "the probability: 79 % (needed: at least 95 %)", 0.16),
        (below("p", 0.8), "the probability: 79 % (needed: below 80 %)", 0.0),
        (at_least("k", 3), "the kinds of evidence in favour: 2 (needed: at least 3)", 1.0),
        (is_so("has_sensor"), "a sensor or a logged sighting speaks for it: yes (needed: yes)", None),
        (is_not("has_sensor"), "a sensor or a logged sighting speaks for it: yes (needed: no)", None),
    ],
)
def test_a_need_says_how_far_a_claim_is_from_it(need: Need, says: str, shortfall: float | None) -> None:
    claim = replace(SHOWN, p=0.79)
    assert need.say(claim) == says
    assert need.shortfall(claim) == (pytest.approx(shortfall) if shortfall is not None else None)
    assert need.is_met(claim) == (shortfall == 0 if shortfall is not None else need.bound is True)


def test_a_figure_that_rounds_to_its_bound_says_on_which_side_it_lies() -> None:
    assert at_least("p", 0.95).say(replace(SHOWN, p=0.947)) == "the probability: just under 95 % (needed: at least 95 %)"
    assert below("o", 0.3).say(replace(SHOWN, o=0.302)) == "the observability: just over 30 % (needed: below 30 %)"
    assert at_least("p", 0.95).say(replace(SHOWN, p=0.95)) == "the probability: 95 % (needed: at least 95 %)"


def test_every_need_of_every_rule_can_be_said() -> None:
    assert all(need.say(SHOWN) for rule in RULES for need in rule.needs)


facts = st.builds(
    Facts,
    is_checkable=st.just(True), p=st.floats(0, 1), o=st.floats(0, 1), k=st.integers(0, 4), r=st.integers(0, 4),
    has_sensor=st.booleans(), has_sensor_at_end=st.booleans(), has_identity_at_end=st.booleans(), has_against=st.booleans(),
    has_incompatible=st.booleans(), has_anything=st.booleans(), is_departure_confirmed=st.booleans(), is_due=st.booleans(),
)  # fmt: skip


@given(facts)
def test_without_sensors_nothing_strong_is_said(some: Facts) -> None:
    bare = replace(
        some,
        has_sensor=False,
        has_sensor_at_end=False,
        has_identity_at_end=False,
        has_incompatible=False,
        is_departure_confirmed=False,
    )
    assert choose(bare).verdict not in ("confirmed", "corroborated", "contradicted", "partly_confirmed")


@given(facts)
def test_contradiction_needs_what_cannot_hold_together(some: Facts) -> None:
    if choose(some).verdict == "contradicted":
        assert some.has_incompatible
        assert some.p < 0.05


def test_geometry_never_confirms() -> None:
    for p, word in product((0.0, 1.0), ("figure_of_speech", "reference_not_named", "fits_named", "off_named")):
        assert choose(replace(SHOWN, p=p, distance=word)).verdict != "confirmed"
