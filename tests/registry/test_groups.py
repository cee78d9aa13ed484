from __future__ import annotations

import pytest
import shapely

from vedette.registry.groups import iso_countries, read_groups
from vedette.registry.register import Register

GROUPS = read_groups()


def test_every_iso_country_is_a_group() -> None:
    ids = {p.place_id for p in GROUPS.places}
    assert {f"country:{code}" for code in iso_countries()} <= ids
    assert len(iso_countries()) > 240


def test_ids_are_unique_and_every_typed_group_has_a_source() -> None:
    ids = [p.place_id for p in GROUPS.places]
    assert len(ids) == len(set(ids))
    assert all(p.source and p.source.startswith("https://") for p in GROUPS.places)
    assert all(p.place_id.startswith(f"{p.kind}:") and p.is_group for p in GROUPS.places)


@pytest.mark.parametrize("place", [p for p in GROUPS.places if p.boundary_wkt], ids=lambda p: p.place_id)
def test_a_seas_ring_is_valid_and_holds_its_point(place) -> None:  # type: ignore[no-untyped-def]
    assert place.polygon.is_valid
    assert place.polygon.contains(shapely.Point(place.lon_deg, place.lat_deg))


SEA_POSITIONS = [
    ("sea:mediterranean", 33.5, 28.0), ("sea:mediterranean", 43.0, 15.0), ("sea:mediterranean", 36.0, -4.5),
    ("sea:eastern-mediterranean", 34.9, 35.7), ("sea:western-mediterranean", 37.3, -0.5), ("sea:black", 44.6, 33.3),
    ("sea:black", 44.0, 29.5), ("sea:baltic", 54.65, 19.8), ("sea:gulf-of-finland", 60.0, 26.0), ("sea:north", 54.0, 5.0),
    ("sea:english-channel", 50.5, -0.5), ("sea:red", 20.0, 38.0), ("sea:barents", 70.0, 35.0), ("sea:marmara", 40.8, 28.0),
    ("sea:aegean", 37.5, 25.0), ("sea:adriatic", 42.5, 16.5), ("sea:atlantic", 40.0, -12.0), ("sea:azov", 46.0, 37.0),
    ("sea:gulf-of-sidra", 31.0, 18.5), ("sea:alboran", 36.0, -3.0), ("sea:ionian", 38.0, 18.0), ("sea:tyrrhenian", 40.0, 12.0),
]  # fmt: skip


@pytest.mark.parametrize(("sea", "lat", "lon"), SEA_POSITIONS)
def test_positions_at_sea_lie_in_their_sea(register: Register, sea: str, lat: float, lon: float) -> None:
    polygon = register.place(sea).polygon
    assert polygon is not None
    assert polygon.contains(shapely.Point(lon, lat))


@pytest.mark.parametrize(("sea", "lat", "lon"), [("sea:mediterranean", 40.8, 28.0), ("sea:mediterranean", 36.0, -7.0),
                                                 ("sea:mediterranean", 29.5, 32.6), ("sea:black", 46.0, 37.0)])  # fmt: skip
def test_neighbouring_seas_are_kept_apart(register: Register, sea: str, lat: float, lon: float) -> None:
    polygon = register.place(sea).polygon
    assert polygon is not None
    assert not polygon.contains(shapely.Point(lon, lat))


def test_country_words_have_roles() -> None:
    found = {(w.word, w.place_id): w.role for w in GROUPS.words}
    assert found["Russia", "country:RU"] == "name"
    assert found["Russian", "country:RU"] == "adjective"
    assert found["Kremlin", "country:RU"] == "metonym"
    assert found["US", "country:US"] == "abbreviation"
    assert {w.language for w in GROUPS.words if w.place_id == "country:SY"} == {"en", "ru", "it", "tr", "ar", "fr"}


@pytest.mark.parametrize("code", ["RU", "BY", "SY", "LY", "UA", "TR", "EG", "IT", "GR", "FR", "US", "GB", "IL", "LB", "SD", "ML"])
def test_countries_that_matter_are_named_in_six_languages(code: str) -> None:
    words = [w for w in GROUPS.words if w.place_id == f"country:{code}" and w.role == "name"]
    assert {w.language for w in words} == {"en", "ru", "it", "tr", "ar", "fr"}
