"""Reasons and their citations."""

from __future__ import annotations

import pytest
from builders import Row, at, claim, sighting, tables

from vedette.assessment.assess import assess
from vedette.assessment.known.wording import join_names, name_asset, say_span
from vedette.assessment.params import AssessmentParams
from vedette.assessment.verdict.reasons import with_citations
from vedette.registry.register import Register


def test_citations_stand_before_the_full_stop() -> None:
    assert with_citations("It was seen.", ("src-a#1", "src-b#2")) == "It was seen [src-a#1; src-b#2]."


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-12-05", "2024-12-05T23:00", "5 Dec 2024"),
        ("2024-12-08", "2024-12-19", "8–19 Dec 2024"),
        ("2024-12-28", "2025-01-03", "28 Dec 2024 to 3 Jan 2025"),
        ("2024-11-28", "2024-12-03", "28 Nov 2024 to 3 Dec 2024"),
    ],
)
def test_spans(start: str, end: str, said: str) -> None:
    assert say_span(at(start), at(end)) == said


@pytest.mark.parametrize(("names", "said"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")])
def test_names(names: list[str], said: str) -> None:
    assert join_names(names) == said


@pytest.mark.parametrize(
    ("asset_id", "name"),
    [("ship:sparta-ii", "Sparta II"), ("mmsi:273396130", "MMSI 273396130"), ("icao24:154073", "aircraft 154073")],
)
def test_names_of_assets(register: Register, asset_id: str, name: str) -> None:
    assert name_asset(asset_id, register) == name


def test_weightiest_first(register: Register) -> None:
    claimed: Row = claim(
        "c", "move", origin=["tartus"], destination=["tobruk"], assets=["ship:sparta"], time=("2024-12-10", "2024-12-20")
    )
    rows = [
        sighting("weak", "ship:sparta", "present", "tobruk", "2024-12-18", how="reported"),
        sighting("strong", "ship:sparta", "present", "tobruk", "2024-12-17"),
    ]
    reasons = assess(tables([claimed], sightings=rows), register, AssessmentParams(), at("2025-01-05")).verdicts.row(
        -1, named=True
    )["reasons"]
    assert "satellite image" in reasons[1]
    assert "reported" in reasons[2]
    assert len(reasons) <= 10
