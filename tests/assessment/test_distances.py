"""Distances as claims: which coast would make them true?"""

from __future__ import annotations

from typing import Any

import pytest
from builders import Row, claim, end_of, tables

from vedette.assessment.assess import assess
from vedette.assessment.distances import fits, judge_distance
from vedette.assessment.ground import make_ground
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register

PARAMS = AssessmentParams()
AS_OF = end_of("2025-03-01")


def judged(register: Register, km: float | None, *places: str, **cells: Any) -> tuple[str, list[str]]:
    row = claim("c", "distance", place=places, distance_km=km, assets=[], **cells)
    ground = make_ground(tables([row]), register, PARAMS, AS_OF)
    word, findings = judge_distance(ground.claims[0], ground)
    return word, [f.why for f in findings]


@pytest.mark.parametrize(
    ("km", "places", "word"),
    [
        (1000, ("tartus",), "reference_not_named"),
        (1000, ("tartus", "region:europe"), "reference_not_named"),  # a continent has many coasts
        (1000, ("tartus", "country:IT"), "off_named"),
        (1650, ("tartus", "country:IT"), "fits_named"),
        (160, ("tartus", "region:european-union"), "fits_named"),
        (1000, ("tobruk", "country:IT"), "fits_named"),
        (None, ("tartus", "country:IT"), "figure_of_speech"),
        (1000, (), "figure_of_speech"),
        (90, ("tartus", "latakia"), "off_named"),
        (70, ("tartus", "latakia"), "fits_named"),
    ],
)
def test_words(register: Register, km: float | None, places: tuple[str, ...], word: str) -> None:
    assert judged(register, km, *places)[0] == word


def test_thousand_km_from_tartus(register: Register) -> None:
    """Geodesics of METHODS: Gavdos 1,073, mainland Italy 1,639, Cyprus 163 (Cape Greco); coasts of Natural Earth differ by a few km."""
    sentences = judged(register, 1000, "tartus")[1]
    by_coast = {s.split(" to ")[1].split(" is ")[0]: s for s in sentences}
    assert "1,072 km (+7 %), which fits the claimed 1,000 km." in by_coast["Gavdos (Greece)"]
    assert "does not fit" in by_coast["mainland Italy"]
    assert "1,636 km (+64 %)" in by_coast["mainland Italy"]
    assert "does not fit" in by_coast["Cyprus (the island)"]
    assert "does not fit" in by_coast["Sicily"]


def test_best_fit_stands_first(register: Register) -> None:
    sentences = judged(register, 1000, "tartus", "country:IT")[1]
    assert sentences[0].startswith("Tartus to Italy is ")
    assert " fits " in sentences[1]


def verdict(register: Register, **cells: Any) -> Row:
    out = assess(tables([claim("c", "distance", assets=[], **cells)]), register, PARAMS, AS_OF)
    return out.verdicts.row(-1, named=True)


def test_verdicts(register: Register) -> None:
    assert verdict(register, place=["tartus"], distance_km=1000.0)["verdict"] == "inconclusive"
    assert verdict(register, place=["tartus", "country:IT"], distance_km=1000.0)["verdict"] == "contradicted"
    assert verdict(register, place=["tartus", "country:IT"], distance_km=1650.0)["verdict"] == "corroborated"
    assert verdict(register, place=["tartus"], distance_km=None)["verdict"] == "not_checkable"


def test_geometry_has_no_probability(register: Register) -> None:
    row = verdict(register, place=["tartus"], distance_km=1000.0)
    assert row["probability"] is None
    assert row["observability"] is None
    assert all(r.endswith("#1].") for r in row["reasons"])


@pytest.mark.parametrize(("km", "is_fit"), [(900, True), (1100, True), (899, False), (1101, False)])
def test_a_tenth(km: float, is_fit: bool) -> None:
    assert fits(km, 1000, 0.1) is is_fit


def test_the_base_that_a_country_stands_for(register: Register) -> None:
    sentences = judged(register, 1000, "country:SY", actor="Russia")[1]
    assert all(s.startswith("Tartus to ") for s in sentences)
