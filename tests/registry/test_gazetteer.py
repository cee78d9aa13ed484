from __future__ import annotations

import pytest

from vedette.registry import gazetteer
from vedette.registry.register import load_register


@pytest.mark.parametrize(
    ("place_id", "name", "kind", "country"),
    [
        ("icao:HLLB", "Benina", "airport", "LY"),
        ("icao:UUWW", "Vnukovo", "airport", "RU"),
        ("port:LYTOB", "Tobruk", "port", "LY"),
        ("geonames:88319", "Benghazi", "city", "LY"),
    ],
)
def test_places_by_id(place_id: str, name: str, kind: str, country: str) -> None:
    place = gazetteer.place_by_id(place_id)
    assert place is not None
    assert name in place.name
    assert (place.place_id, place.kind, place.country) == (place_id, kind, country)
    assert place.groups == (f"country:{country}",)
    assert place.lat_deg is not None
    assert place.lon_deg is not None
    assert place.source


@pytest.mark.parametrize("place_id", ["icao:ZZZZ", "port:XXXXX", "geonames:1", "tartus", "imo:9268710", ""])
def test_ids_of_nothing(place_id: str) -> None:
    assert gazetteer.place_by_id(place_id) is None


def test_cities_of_one_name_come_by_falling_population() -> None:
    cities = [p for p in gazetteer.find_named("Tripoli") if p.kind == "city"]
    assert [p.country for p in cities] == ["LY", "LB", "GR"]
    assert [p.population for p in cities] == sorted((p.population for p in cities), reverse=True)


def test_airfields_and_ports_come_before_cities() -> None:
    kinds = [p.kind for p in gazetteer.find_named("Astrakhan")]
    assert kinds[:2] == ["airport", "port"]
    assert "city" in kinds


def test_alternate_names_are_known() -> None:
    assert gazetteer.find_named("Харьков")[0].country == "UA"
    assert gazetteer.find_named("no such town anywhere") == ()


@pytest.mark.parametrize(("text", "place_id"), [("HLLB", "icao:HLLB"), ("LYTOB", "port:LYTOB")])
def test_codes_count_only_in_capitals(text: str, place_id: str) -> None:
    assert [p.place_id for p in gazetteer.find_coded(text)] == [place_id]
    assert gazetteer.find_coded(text.lower()) == ()


@pytest.mark.parametrize(
    ("lat", "lon", "icao"), [(32.10, 20.27, "HLLB"), (35.40, 35.95, "OSLK"), (55.60, 37.27, "UUWW"), (-89.9, 0.0, "NZSP")]
)
def test_the_nearest_airfield(lat: float, lon: float, icao: str) -> None:
    place, km = gazetteer.nearest_airfield(lat, lon)
    if icao == "NZSP":
        assert km < 1500, "near the pole boxes of longitude mean little, and it still finds one"
    else:
        assert place.icao == icao
        assert km < 3


@pytest.mark.parametrize(
    ("name", "place_id"),
    [("Heathrow", "icao:EGLL"), ("Gatwick", "icao:EGKK"), ("London Stansted", "icao:EGSS"), ("Denver", "icao:KDEN")],
)
def test_an_airport_is_known_without_its_city(name: str, place_id: str) -> None:
    assert gazetteer.find_named(name)[0].place_id == place_id


@pytest.mark.parametrize("word", ["City", "International", "Regional", "North"])
def test_a_plain_word_of_an_airport_is_no_name(word: str) -> None:
    assert not any(
        p.kind == "airport" and p.icao and gazetteer.airport_rows()[p.icao]["iata"] for p in gazetteer.find_named(word)
    )


def test_ports_and_cities_become_sites_of_a_register() -> None:
    register = load_register()
    assert register.with_sites(["tartus", "country:DK", "icao:KDEN"]) is register
    wider = register.with_sites(["geonames:2639996", "port:DKEBJ", "tartus"])
    assert {p.place_id for p in wider.places()} - {p.place_id for p in register.places()} == {"geonames:2639996", "port:DKEBJ"}
    assert all((p.enter_km or 0) < (p.exit_km or 0) for p in wider.places() if p.place_id in ("geonames:2639996", "port:DKEBJ"))
    assert "port:DKEBJ" in wider.members("country:DK")
