"""What a person types for a slot, and what becomes of it."""

from __future__ import annotations

from typing import Any

import pytest

from vedette.errors import NotFound, UsageError
from vedette.registry.register import Register, load_register
from vedette.verbs.review_values import check_changes, check_slot, find_choices, merge_changes, read_change


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("destination=tobruk ;  Benghazi;", {"destination": ["tobruk", "Benghazi"]}),
        ("dest = tobruk", {"destination": ["tobruk"]}),
        ("assets=four Il-76; Sparta II", {"assets": ["four Il-76", "Sparta II"]}),
        ("speaker=Reuters < an official", {"speaker": ["Reuters", "an official"]}),
        ("actor=Russia; Belarus", {"actor": "Russia; Belarus"}),
        ("count_min=4", {"count_min": 4}),
        ("distance_km=163.5", {"distance_km": 163.5}),
        ("start=2024-12", {"start": "2024-12"}),
        ("status=denied", {"status": "denied"}),
        ("origin=", {"clear": ["origin"]}),
    ],
)
def test_a_change(text: str, expected: dict[str, Any], register: Register) -> None:
    assert read_change(text, register) == expected


def test_a_slot_may_be_cut_short_where_that_names_one() -> None:
    assert check_slot("dest") == "destination"
    with pytest.raises(NotFound, match="count_min or count_max"):
        check_slot("count")
    with pytest.raises(UsageError, match="slots are kind, status"):
        check_slot("")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"actor": "A"}, {"actor": "B"}, {"actor": "B"}),
        ({"actor": "A"}, {"clear": ["actor"]}, {"clear": ["actor"]}),
        ({"clear": ["actor", "origin"]}, {"actor": "B"}, {"actor": "B", "clear": ["origin"]}),
        ({"clear": ["actor"]}, {"clear": ["origin"]}, {"clear": ["actor", "origin"]}),
        ({"actor": None, "kind": "move"}, {}, {"kind": "move"}),
    ],
)
def test_changes_on_top_of_changes(before: dict[str, Any], after: dict[str, Any], expected: dict[str, Any]) -> None:
    merged = merge_changes(before, after)
    assert merged == expected
    check_changes(merged)


def test_an_end_before_its_start_is_told() -> None:
    with pytest.raises(UsageError, match=r"end must not be before start \(2024-12-12\)"):
        check_changes({"start": "2024-12-12", "end": "2024-12-10"})


def test_places_of_one_name_are_offered(register: Register) -> None:
    offered = find_choices("destination", "Tripoli", register)
    assert {"tripoli", "tripoli-lebanon"} <= {name for name, _ in offered}
    assert "Tripoli (Lebanon), port, LB" in [shown for _, shown in offered]
    assert find_choices("destination", "tripoli-lebanon", register) == []
    assert find_choices("actor", "Tripoli", register) == []
