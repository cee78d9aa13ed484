"""Distances as claims: which coast would make them true?"""

from __future__ import annotations

from typing import Any

import pytest
from builders import Row, claim, end_of, tables

from vedette.assessment.assess import assess
from vedette.assessment.evidence.distances import fits, judge_distance
from vedette.assessment.known.ground import make_ground
from vedette.assessment.params import AssessmentParams
from vedette.registry.coasts import nearest_coast
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
    assert "1,072 km (+7 %), which fits the claimed 1,000 km" in by_coast["Gavdos (Greece)"]
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


BASES = {"actor": "Russia", "old": ["country:SY"], "new": ["country:LY"], "home": ["country:RU"]}


def shifted(
    register: Register, quote: str, km: float, *places: str, bases: dict[str, Any] | None = None
) -> tuple[str, list[str]]:
    named = claim("m", "move", origin=["tartus"], destination=["tobruk"])  # which bases the case speaks of
    row = claim("c", "distance", place=places, distance_km=km, assets=[], quote=quote, actor="Russia")
    params = AssessmentParams.model_validate({"bases": bases})
    ground = make_ground(tables([row, named]), register, params, AS_OF)
    word, findings = judge_distance(next(c for c in ground.claims if c["claim_id"] == "c"), ground)
    return word, [f.why for f in findings]


@pytest.mark.parametrize(
    ("quote", "km", "places", "word"),
    [
        ("880 km closer to Sicily than Tartus", 880, ("tobruk", "tartus", "region:sicily"), "fits_named"),
        ("1,600 km closer to Sicily than Tartus", 1600, ("tobruk", "tartus", "region:sicily"), "off_named"),
        ("880 km farther from Sicily than Tobruk", 880, ("tartus", "tobruk", "region:sicily"), "fits_named"),
        ("880 km farther from Sicily than Tartus", 880, ("tobruk", "tartus", "region:sicily"), "off_named"),  # it is nearer
        ("1,000 km closer", 1000, ("tobruk",), "reference_not_named"),
        ("1,000 km closer to Sicily", 1000, ("region:sicily",), "figure_of_speech"),  # nothing to measure from
    ],
)
def test_a_shift_compares_two_distances(register: Register, quote: str, km: float, places: tuple[str, ...], word: str) -> None:
    assert shifted(register, quote, km, *places, bases=BASES)[0] == word


def test_a_shift_needs_the_base_that_it_is_measured_against(register: Register) -> None:
    assert shifted(register, "1,000 km closer to Italy", 1000, "tobruk", "country:IT")[0] == "figure_of_speech"
    word, said = shifted(register, "1,000 km closer to Italy", 1000, "tobruk", "country:IT", bases=BASES)
    assert word == "off_named"
    assert said[0].startswith("Tobruk is 676 km closer to Italy than Tartus (960 against 1,636 km), which does not fit")


def test_a_distance_from_the_old_base_is_told_beside_that_from_the_new_one(register: Register) -> None:
    """The case knows that it is about Tartus and Tobruk: Gavdos is 1,072 km from the one and 304 km from the other."""
    _, said = shifted(register, "1,000 km away in Syria", 1000, "country:SY", bases=BASES)
    gavdos = next(s for s in said if " to Gavdos " in s)
    assert "is 1,072 km (+7 %)" in gavdos
    assert "; from Tobruk it is 304 km" in gavdos


def test_the_nearest_point_and_the_way_by_sea_are_given(register: Register) -> None:
    gavdos = next(s for s in judged(register, 1000, "tartus")[1] if " to Gavdos " in s)
    assert gavdos.endswith("; by sea 1,082 km; nearest point 34.82° N 24.14° E.")


@pytest.mark.parametrize(
    ("base", "coast", "expected_km", "tolerance_km"),
    [
        # geodesics to capes, measured by other hands; outlines of Natural Earth at 1:10 million are off by some km
        ("tartus", "cape-greco", 163, 2),
        ("tartus", "gavdos", 1073, 4),
        ("tartus", "leuca", 1639, 3),
        ("tartus", "capo-passero", 1879, 3),
        ("tobruk", "gavdos", 302, 4),
        ("tobruk", "leuca", 995, 3),
        ("benghazi", "sicily", 679, 12),
        ("benghazi", "leuca", 866, 3),
    ],
)
def test_distances_to_coasts_against_figures_of_other_hands(
    register: Register, base: str, coast: str, expected_km: float, tolerance_km: float
) -> None:
    place = register.place(base)
    assert nearest_coast(place.lat_deg or 0.0, place.lon_deg or 0.0, coast).km == pytest.approx(expected_km, abs=tolerance_km)


def test_what_is_told_agrees_with_geographiclib(register: Register) -> None:
    geodesic = pytest.importorskip("geographiclib.geodesic").Geodesic.WGS84
    tartus = register.place("tartus")
    for coast in ("cyprus", "gavdos", "crete", "mainland-italy", "turkey"):
        near = nearest_coast(tartus.lat_deg or 0.0, tartus.lon_deg or 0.0, coast)
        exact = geodesic.Inverse(tartus.lat_deg, tartus.lon_deg, near.lat_deg, near.lon_deg)["s12"] / 1000
        assert near.km == pytest.approx(exact, abs=0.01)


def test_by_sea_is_never_shorter_than_straight(register: Register) -> None:
    import re

    for said in judged(register, 1000, "tartus")[1]:
        if by_sea := re.search(r"; by sea ([\d,]+) km", said):
            straight = re.search(r" is ([\d,]+) km", said)
            assert straight is not None
            assert float(by_sea[1].replace(",", "")) >= float(straight[1].replace(",", "")) - 1
