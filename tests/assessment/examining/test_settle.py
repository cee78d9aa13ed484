"""What would settle a claim, in words."""

from __future__ import annotations

from typing import Any

import pytest
from builders import Row, claim, coverage, end_of, publisher, sighting, tables

from vedette.assessment.assess import assess
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register


def settled(register: Register, row: Row, as_of: str = "2025-03-01", **rows: Any) -> list[str]:
    return (
        assess(tables([row], **rows), register, AssessmentParams(), end_of(as_of))
        .verdicts.sort("as_of")
        .row(-1, named=True)["would_settle"]
    )  # type: ignore[no-any-return]


MOVE: dict[str, Any] = {
    "origin": ["tartus"],
    "destination": ["tobruk"],
    "time": ("2024-12-10", "2024-12-20"),
    "assets": ["ship:sparta"],
}


@pytest.mark.parametrize(
    ("kind", "cells", "begins"),
    [
        ("move", MOVE, "Receivers around Tobruk, 10–20 Dec 2024, if somebody kept what they heard"),
        (
            "depart",
            {"origin": ["tartus"], "time": ("2024-12-10", "2024-12-20")},
            "A satellite image of Tartus from the days after 20 Dec 2024, if an archive has one: ",
        ),
        ("flight_rate", {"origin": ["hmeimim"], "destination": ["al-khadim"], "assets": ["il_76"]}, "ADS-B positions around Al"),
    ],
)
def test_first_way(register: Register, kind: str, cells: Row, begins: str) -> None:
    ways = settled(register, claim("c", kind, **cells))
    assert ways[0].startswith(begins)
    assert 1 <= len(ways) <= 3
    assert all(": the probability becomes " in w and w.endswith(".") for w in ways)


def test_a_country_is_no_place_for_a_picture(register: Register) -> None:
    row = claim("c", "move", **MOVE | {"origin": ["country:SY"], "destination": ["country:LY"]})
    ways = settled(register, row)
    assert ways[0].startswith(
        "Where Sparta was next seen or heard by name, 10–20 Dec 2024 and the fortnight after, if somebody kept it: "
    )
    assert not [w for w in ways if "image of Libya" in w or "around Libya" in w]


@pytest.mark.parametrize(("as_of", "day"), [("2024-12-14", "19 Dec 2024"), ("2024-12-25", None)])
def test_silence_names_the_day_on_which_it_would_tell(register: Register, as_of: str, day: str | None) -> None:
    row = claim(
        "c", "arrive", destination=["tobruk"], time=("2024-12-10", "2024-12-20"), assets=["ship:sparta"], made="2024-12-10"
    )
    ways = settled(register, row, as_of, coverage=coverage("N32E023", "2024-12-10", "2024-12-14"))
    told = [w for w in ways if w.startswith("Receivers that go on covering Tobruk as they do: ")]
    assert [w.removesuffix(".").rsplit("by ", 1)[1] for w in told] == ([day] if day else [])


def test_nothing_settles_what_is_settled(register: Register) -> None:
    row = claim("c", "arrive", destination=["tartus"], assets=["ship:sparta"], time=("2025-01-05", "2025-01-05"))
    late = sighting("s", "ship:sparta", "arrived", "tartus", "2025-01-21", source_ids=["a"])
    away = sighting("w", "ship:sparta", "present", "limassol", "2025-01-12", source_ids=["a"])  # so that it came only once
    assert settled(register, row, sightings=[away, late], publishers=[publisher("a")]) == []


def test_unanswerable_claims_have_no_way(register: Register) -> None:
    assert settled(register, claim("c", "motive")) == []
