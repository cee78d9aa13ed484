from __future__ import annotations

from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.errors import CaseError, NotFound
from vedette.geo import distance_km
from vedette.registry import coasts as module
from vedette.registry.coasts import coast_outline, coasts, nearest_coast
from vedette.registry.register import Register


@pytest.mark.parametrize(
    ("place", "coast", "km"),
    [
        ("tartus", "cape-greco", 163), ("tartus", "cyprus-government-area", 163), ("tartus", "gavdos", 1073),
        ("tartus", "leuca", 1639), ("tartus", "mainland-italy", 1639), ("tartus", "capo-passero", 1879),
        ("tobruk", "gavdos", 302),
        ("tobruk", "leuca", 995), ("benghazi", "sicily", 679), ("benghazi", "capo-passero", 679), ("benghazi", "leuca", 866),
    ],
)  # fmt: skip
def test_distances_published_for_the_founding_case(
    register: Register, natural_earth: None, place: str, coast: str, km: float
) -> None:
    site = register.place(place)
    assert nearest_coast(site.lat_deg or 0, site.lon_deg or 0, coast).km == pytest.approx(km, rel=0.01)


@pytest.mark.parametrize(
    ("place", "coast", "km", "where"),
    [
        ("tartus", "cyprus", 143.6, "the Karpass peninsula, which no cape of the published figure is"),
        ("benghazi", "mainland-italy", 741, "Calabria is nearer than Leuca"),
        ("tobruk", "mainland-italy", 971, "Calabria"),
        ("tartus", "sicily", 1844, "Capo Peloro is nearer than Capo Passero"),
    ],
)
def test_the_nearest_land_can_be_nearer_than_the_cape_that_was_meant(
    register: Register, natural_earth: None, place: str, coast: str, km: float, where: str
) -> None:
    site = register.place(place)
    assert nearest_coast(site.lat_deg or 0, site.lon_deg or 0, coast).km == pytest.approx(km, rel=0.01), where


def test_every_coast_has_land_a_source_and_a_place_that_exists(register: Register, natural_earth: None) -> None:
    assert len({c.coast_id for c in coasts()}) == len(coasts()) > 20
    for coast in coasts():
        assert coast.source.startswith("https://")
        if coast.place_id:
            assert register.place(coast.place_id)
        assert coast.is_cape or coast_outline(coast.coast_id).area > 0


def test_an_island_is_only_itself(natural_earth: None) -> None:
    assert coast_outline("gavdos").area < 0.01 < coast_outline("crete").area < coast_outline("greece").area
    assert len(coast_outline("sicily").geoms) == 1


def test_a_position_on_the_land_is_at_no_distance(natural_earth: None) -> None:
    point = nearest_coast(42.5, 13.0, "mainland-italy")
    assert (point.km, point.lat_deg, point.lon_deg) == (0.0, 42.5, 13.0)


@settings(max_examples=40, deadline=None)
@given(st.floats(30, 44), st.floats(8, 36))
def test_no_vertex_of_the_coast_is_nearer_than_the_nearest_point(lat: float, lon: float) -> None:
    if not module.coasts() or not _is_built():
        return
    found = nearest_coast(lat, lon, "crete")
    vertices = [xy for polygon in coast_outline("crete").geoms for xy in polygon.exterior.coords]
    nearest = min(distance_km(lat, lon, y, x) for x, y in vertices)
    assert found.km <= nearest * 1.004 + 0.01, "the search is on a sphere: 0.4 % at most"
    exact = Geodesic.WGS84.Inverse(lat, lon, found.lat_deg, found.lon_deg)["s12"] / 1000
    assert found.km == pytest.approx(exact, rel=1e-4, abs=1e-6)


def _is_built() -> bool:
    from vedette.registry.natural_earth import NATURAL_EARTH

    return NATURAL_EARTH.exists()


def test_an_unknown_coast_is_answered_with_what_it_resembles() -> None:
    with pytest.raises(NotFound, match="crete"):
        nearest_coast(35, 25, "creet")


def test_a_coast_is_a_line_or_a_cape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "coasts.toml").write_text('[[coast]]\nid = "x"\nname = "X"\nsource = "https://example.org"\n', encoding="utf-8")
    monkeypatch.setattr(module, "DATA", tmp_path)
    monkeypatch.setattr(module, "_rows", module._rows.__wrapped__)
    with pytest.raises(CaseError, match=r"coasts.toml:2: x: needs either countries or a cape"):
        coasts()
