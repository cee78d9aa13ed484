"""From a claim to a query."""

from __future__ import annotations

from typing import Any

import pytest
from builders import Row, at, claim, end_of, tables

from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.predicates import SHAPES, Query, find_window, make_query
from vedette.registry.register import Register
from vedette.schema.words import CHECKABLE_KINDS, OTHER_KINDS

PARAMS = AssessmentParams()
AS_OF = end_of("2025-03-01")


def stored(row: Row) -> Row:
    return tables([row]).claims.row(0, named=True)


def query(register: Register, kind: str, **cells: Any) -> Query | None:
    return make_query(stored(claim("c", kind, **cells)), register, PARAMS, AS_OF)


def test_every_checkable_kind_has_a_shape() -> None:
    assert set(SHAPES) == set(CHECKABLE_KINDS)


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_other_kinds_have_no_query(register: Register, kind: str) -> None:
    assert query(register, kind, destination=["tobruk"]) is None


@pytest.mark.parametrize(
    ("kind", "cells", "parts", "last_part"),
    [
        ("move", {"origin": ["tartus"], "destination": ["tobruk"]}, ("departure", "arrival"), "arrival"),
        ("move", {"origin": ["tartus"]}, ("departure",), "departure"),
        ("move", {"destination": ["tobruk"]}, ("arrival",), "arrival"),
        ("depart", {"origin": ["tartus"], "destination": ["tobruk"]}, ("departure",), "departure"),
        ("depart", {"place": ["tartus"]}, ("departure",), "departure"),
        ("arrive", {"destination": ["tobruk"]}, ("arrival",), "arrival"),
        ("present", {"place": ["tartus"]}, ("arrival",), "arrival"),
        ("absent", {"place": ["tartus"]}, ("departure",), "departure"),
        ("flight_rate", {"origin": ["country:RU"], "destination": ["country:LY"]}, ("departure", "arrival"), "arrival"),
        ("build_up", {"place": ["tobruk"]}, ("arrival",), "arrival"),
        ("draw_down", {"place": ["tartus"]}, ("departure",), "departure"),
    ],
)
def test_parts(register: Register, kind: str, cells: Row, parts: tuple[str, ...], last_part: str) -> None:
    got = query(register, kind, **cells)
    assert got is not None
    assert (got.parts, got.last_part) == (parts, last_part)


@pytest.mark.parametrize("kind", ["move", "depart", "arrive", "present", "flight_rate"])
def test_an_unresolved_place_is_not_checkable(register: Register, kind: str) -> None:
    assert query(register, kind) is None


def test_groups_hold_what_is_inside_them(register: Register) -> None:
    got = query(register, "move", origin=["country:SY"], destination=["country:LY"])
    assert got is not None
    assert {"tartus", "hmeimim", "tartus-approaches"} <= got.origins
    assert {"tobruk", "al-khadim", "region:eastern-libya"} <= got.destinations


@pytest.mark.parametrize(
    ("cells", "start", "end", "is_dated"),
    [
        ({"time": ("2024-12-10", "2024-12-12")}, "2024-12-10", "2024-12-12", True),
        ({"time": (None, "2024-12-22")}, "2024-12-01", "2024-12-22", False),
        ({"time": ("2024-12-15", None)}, "2024-12-15", "2024-12-22", False),
        ({}, "2024-12-01", "2024-12-22", False),
        ({"status": "planned"}, "2024-12-22", "2025-01-21", False),
        ({"made": None}, "2025-02-08", "2025-03-01", False),
    ],
)
def test_windows(cells: Row, start: str, end: str, is_dated: bool) -> None:
    got = find_window(stored(claim("c", "move", **cells)), PARAMS, AS_OF)
    assert (f"{got[0]:%Y-%m-%d}", f"{got[1]:%Y-%m-%d}", got[2]) == (start, end, is_dated)


def test_a_window_that_runs_backwards_is_a_moment() -> None:
    start, end, _ = find_window(stored(claim("c", "move", time=("2024-12-20", "2024-12-10"))), PARAMS, AS_OF)
    assert start == end


def test_share_left(register: Register) -> None:
    got = query(register, "move", origin=["tartus"], time=("2024-12-01", "2024-12-10"))
    assert got is not None
    assert got.share_left(got.start) == 1.0
    assert got.share_left(got.end) == 0.0
    assert got.share_left(end_of("2024-12-05")) == pytest.approx(0.5)
    assert got.share_left(end_of("2025-12-05")) == 0.0


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_every_kind_states_what_it_tolerates(kind: str) -> None:
    shape = SHAPES[kind]
    assert shape.tolerates
    assert (shape.slack_days > 0) == (shape.near_km > 0) == (kind != "distance")


def test_tolerances_follow_the_settings(register: Register) -> None:
    row = tables([claim("c", "arrive", destination=["tobruk"], time=("2024-12-10", "2024-12-12"))]).claims.row(0, named=True)
    wide = make_query(row, register, AssessmentParams(tolerance_days=4, near_km=90), end_of("2025-01-01"))
    assert wide is not None
    assert (wide.earliest, wide.near_km) == (at("2024-12-06"), 90)
