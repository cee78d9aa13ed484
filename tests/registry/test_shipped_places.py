"""What the typed places say, checked against what others say: outlines, airfields, the World Port Index."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import shapely

from vedette.geo import distance_km
from vedette.registry import gazetteer
from vedette.registry.natural_earth import country_outline
from vedette.registry.places import Place, read_places
from vedette.registry.register import Register
from vedette.schema.words import PLACE_KINDS

PLACES = read_places()
LANGUAGES = {"en", "ru", "ar", "it", "tr", "fr", "el", "uk", "he", "es"}


def test_there_are_enough_of_them() -> None:
    assert len(PLACES) > 250
    assert {"naval_base", "port", "airbase", "airport", "strait"} <= {p.kind for p in PLACES}


@pytest.mark.parametrize("place", PLACES, ids=lambda p: p.place_id)
def test_a_place_is_whole(place: Place, register: Register) -> None:
    assert place.source, "every place has a source"
    assert place.source.startswith(("https://", "http://"))
    assert place.kind in PLACE_KINDS
    assert place.enter_km is not None
    assert place.exit_km is not None
    assert 0 < place.enter_km < place.exit_km <= (150 if place.kind == "strait" else 100)
    assert all(register.place(group).is_group for group in place.groups), "its groups exist"
    assert set(place.aliases) <= LANGUAGES
    assert place.country is not None or place.kind in ("strait", "anchorage", "sea")


@pytest.mark.parametrize("place", [p for p in PLACES if p.boundary_wkt], ids=lambda p: p.place_id)
def test_a_boundary_is_valid_and_near_its_point(place: Place) -> None:
    polygon = place.polygon
    assert polygon is not None
    assert polygon.is_valid
    assert polygon.distance(shapely.Point(place.lon_deg, place.lat_deg)) < 0.05


@pytest.mark.parametrize("place", [p for p in PLACES if p.country], ids=lambda p: p.place_id)
def test_a_place_lies_in_its_country_or_off_its_coast(place: Place, natural_earth: None) -> None:
    assert place.country is not None
    outline = country_outline(place.country).outline
    point = shapely.Point(place.lon_deg, place.lat_deg)
    nearest = shapely.get_coordinates(shapely.shortest_line(point, outline))[-1]
    assert distance_km(place.lat_deg or 0, place.lon_deg or 0, nearest[1], nearest[0]) < 30


@pytest.mark.parametrize("place", [p for p in PLACES if p.icao], ids=lambda p: p.place_id)
def test_icao_codes_agree_with_airportsdata(place: Place) -> None:
    known = gazetteer.airfield(place.icao or "")
    if known is None:
        pytest.skip(f"airportsdata does not know {place.icao}")
    assert distance_km(place.lat_deg or 0, place.lon_deg or 0, known.lat_deg or 0, known.lon_deg or 0) < 10


@pytest.mark.parametrize("place", [p for p in PLACES if p.unlocode], ids=lambda p: p.place_id)
def test_unlocodes_carry_their_country(place: Place) -> None:
    assert place.unlocode is not None
    assert len(place.unlocode) == 5
    if place.unlocode[:2] != place.country:
        assert "region:crimea" in place.groups, "UN/LOCODE lists Crimean ports under both"


def test_codes_stand_once() -> None:
    for codes in ([p.icao for p in PLACES if p.icao], [p.unlocode for p in PLACES if p.unlocode and p.kind == "port"]):
        assert len(codes) == len(set(codes))


def test_ports_agree_with_the_world_port_index(shared_data: Path) -> None:
    with (shared_data / "registry" / "world_port_index.csv").open(encoding="utf-8-sig") as file:
        rows = {row["UN/LOCODE"].replace(" ", ""): row for row in csv.DictReader(file) if row["UN/LOCODE"].strip()}
    compared = [(p, rows[p.unlocode]) for p in PLACES if p.unlocode in rows]
    assert len(compared) > 50
    near = [distance_km(p.lat_deg or 0, p.lon_deg or 0, float(r["Latitude"]), float(r["Longitude"])) < 20 for p, r in compared]
    assert sum(near) / len(near) > 0.95
