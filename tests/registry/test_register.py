from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from vedette.errors import NotFound
from vedette.registry.places import Place
from vedette.registry.register import Register, load_register


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Tartus", "tartus"), ("Tartous", "tartus"), ("Тартус", "tartus"), ("طرطوس", "tartus"), ("Hmeimim", "hmeimim"),
        ("Khmeimim", "hmeimim"), ("Hmeymim", "hmeimim"), ("Хмеймим", "hmeimim"), ("OSLK", "hmeimim"), ("Tobruk", "tobruk"),
        ("Тобрук", "tobruk"), ("al-Khadim", "al-khadim"), ("Al Khadim", "al-khadim"), ("Benghazi", "benghazi"),
        ("HLLB", "benina"),
        ("Syria", "country:SY"), ("Libya", "country:LY"), ("Belarus", "country:BY"), ("Russia", "country:RU"),
        ("Россия", "country:RU"), ("Libia", "country:LY"), ("Suriye", "country:SY"), ("ليبيا", "country:LY"),
        ("Russian", "country:RU"), ("Kremlin", "country:RU"), ("Ankara", "country:TR"), ("U.S.", "country:US"),
        ("UK", "country:GB"),
        ("Moscow", "region:moscow"), ("Minsk", "region:minsk"), ("eastern Libya", "region:eastern-libya"),
        ("Mediterranean", "sea:mediterranean"), ("Средиземное море", "sea:mediterranean"), ("Black Sea", "sea:black"),
        ("Crimea", "region:crimea"), ("Sahel", "region:sahel"), ("Europe", "region:europe"), ("Tripoli", "tripoli"),
    ],
)  # fmt: skip
def test_names_of_the_news_find_their_place_first(register: Register, text: str, place_id: str) -> None:
    assert register.find_places(text)[0].place_id == place_id


def test_tripoli_is_three_countries(register: Register) -> None:
    assert {"LY", "LB", "GR"} <= {p.country for p in register.find_places("Tripoli")}


@pytest.mark.parametrize("text", ["us", "car", "rf"])
def test_abbreviations_count_only_as_written(register: Register, text: str) -> None:
    assert not any(p.kind == "country" for p in register.find_places(text))
    assert register.find_places(text.upper())[0].kind == "country"


def test_what_the_register_does_not_know_comes_from_the_gazetteer(register: Register) -> None:
    found = register.find_places("Yokohama")
    assert {p.country for p in found} == {"JP"}
    assert register.place(found[0].place_id) == found[0]


def test_a_capital_is_its_city_and_its_government(register: Register) -> None:
    assert {w.role for w in register.find_country_words("Moscow")} == {"metonym"}
    assert [w.place_id for w in register.find_country_words("Turkish")] == ["country:TR"]
    assert register.find_country_words("Tartus") == ()


def test_every_typed_name_resolves_to_its_place(register: Register) -> None:
    for place in register.places():
        for name in place.names():
            assert place in register.find_places(name), (place.place_id, name)


def test_place_names_are_those_of_the_register_and_its_groups(register: Register) -> None:
    names = list(register.place_names())
    assert ("tartus", "tartus") in names
    assert ("libya", "country:LY") in names
    assert ("russian", "country:RU") not in names
    assert len(names) == len(set(names))
    assert not any(place_id.startswith("geonames:") for _, place_id in names)
    assert not {"us", "car"} & {name for name, _ in names}, "pronouns and nouns of every text must not name places"


def test_members_go_down_through_all_groups(register: Register) -> None:
    libya = register.members("country:LY")
    assert {"country:LY", "tobruk", "benghazi", "al-khadim", "region:eastern-libya"} <= libya
    assert "tartus" not in libya
    assert libya < register.members("region:africa")
    assert {"country:ML", "country:NE", "country:BF", "country:TD"} <= register.members("region:sahel")
    assert register.members("tartus") == {"tartus"}


@pytest.mark.parametrize(
    ("group", "place", "answer"),
    [
        ("country:LY", "tobruk", True), ("region:eastern-libya", "tobruk", True), ("region:western-libya", "tobruk", False),
        ("region:africa", "tobruk", True), ("country:SY", "tartus", True), ("region:middle-east", "tartus", True),
        ("country:LY", "icao:HLLS", True), ("tobruk", "tobruk", True), ("tobruk", "country:LY", False),
        ("sea:mediterranean", "sea:aegean", True), ("region:european-union", "country:CY", True),
        ("region:crimea", "sevastopol", True), ("country:UA", "sevastopol", True), ("country:RU", "sevastopol", False),
    ],
)  # fmt: skip
def test_contains(register: Register, group: str, place: str, answer: bool) -> None:
    assert register.contains(group, place) is answer


def test_contains_and_members_say_the_same(register: Register) -> None:
    for group in ("country:LY", "region:sahel", "region:europe", "sea:mediterranean"):
        members = register.members(group)
        for place in register.places():
            assert register.contains(group, place.place_id) is (place.place_id in members)


def test_groups_never_go_in_circles(register: Register) -> None:
    for place in register.places():
        if place.is_group:
            parents = set(place.groups)
            assert not any(register.contains(place.place_id, parent) for parent in parents), place.place_id


@pytest.mark.parametrize(
    ("lat", "lon", "kinds", "place_id"),
    [
        (34.91, 35.87, None, "tartus"),
        (35.41, 35.95, ("airbase", "airport"), "hmeimim"),
        (32.08, 23.97, ("port", "naval_base"), "tobruk"),
    ],
)
def test_the_nearest_place(register: Register, lat: float, lon: float, kinds: tuple[str, ...] | None, place_id: str) -> None:
    found = register.nearest_place(lat, lon, kinds)
    assert found is not None
    assert found[0].place_id == place_id
    assert found[1] < 3


def test_no_place_of_a_kind_is_none(register: Register) -> None:
    assert register.nearest_place(0, 0, ("country",)) is None


def test_a_slip_is_answered_with_what_it_resembles(register: Register) -> None:
    with pytest.raises(NotFound, match="no place is called 'tartuz'; did you mean tartus"):
        register.place("tartuz")
    assert "Tobruk" in register.resemble_place("Tobrukk")
    with pytest.raises(NotFound, match="frigate"):
        register.asset_class("frigatte")


def test_a_case_adds_places_and_corrects_shipped_ones() -> None:
    pier = Place("pier-7", "Pier 7", "port", "SY", ("country:SY",), 34.91, 35.86, enter_km=1.0, exit_km=2.0, source="case")
    tartus = Place("tartus", "Tartus", "naval_base", "SY", ("country:SY",), 34.9, 35.86, enter_km=5.0, exit_km=6.0)
    register = load_register(extra_places=[pier, tartus])
    assert register.find_places("pier 7") == (pier,)
    assert "pier-7" in register.members("country:SY")
    assert register.place("tartus").enter_km == 5.0
    assert load_register().place("tartus").enter_km != 5.0
    with pytest.raises(NotFound):
        load_register().place("pier-7")


def test_the_register_loads_in_a_second_and_looks_up_in_microseconds(register: Register) -> None:
    begun = time.perf_counter()
    for _ in range(2000):
        register.find_places("Tartus")
        register.find_assets("Sparta II")
    assert time.perf_counter() - begun < 1.0


def test_loading_it_imports_nothing_heavy() -> None:
    code = (
        "import sys; from vedette.registry.register import load_register; load_register().find_places('Tartus'); "
        "print([m for m in ('shapely', 'numpy', 'polars', 'searoute', 'spacy', 'rapidfuzz', 'airportsdata') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert run.stdout.strip() == "[]"
