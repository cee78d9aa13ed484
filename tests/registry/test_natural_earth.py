from __future__ import annotations

import gzip
import json
import runpy
from pathlib import Path

import pytest
import shapely

from vedette.errors import NotFound, StoreError
from vedette.registry import natural_earth as ne

TOOL = Path(__file__).parents[2] / "tools" / "build_natural_earth.py"


@pytest.mark.parametrize(
    ("code", "lat", "lon", "is_inside"),
    [
        ("SY", 35.0, 38.5, True), ("LY", 27.0, 17.0, True), ("RU", 67.5, 37.0, True), ("RU", 66.0, -172.0, True),
        ("UA", 45.2, 34.2, True), ("RU", 45.2, 34.2, False), ("UA", 49.0, 32.0, True), ("CY", 35.0, 33.0, True),
        ("N. Cyprus", 35.3, 33.4, True), ("FJ", -17.8, 178.0, True), ("AQ", -88.0, 10.0, True), ("RU", 35.0, 38.5, False),
        ("MT", 35.88, 14.42, True), ("GR", 34.84, 24.08, True),
    ],
)  # fmt: skip
def test_points_in_countries(natural_earth: None, code: str, lat: float, lon: float, is_inside: bool) -> None:
    assert ne.country_outline(code).outline.contains(shapely.Point(lon, lat)) is is_inside


def test_all_outlines_are_valid_and_within_the_globe(natural_earth: None) -> None:
    countries = ne.countries_in(-90, -180, 90, 180)
    assert len(countries) > 250, "the smallest reefs vanish on the grid"
    for country in countries:
        west, south, east, north = country.outline.bounds
        assert country.outline.is_valid, country.name
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90


def test_ukraine_is_one_piece_with_crimea(natural_earth: None) -> None:
    parts = [p for p in ne.country_outline("UA").outline.geoms if p.contains(shapely.Point(34.2, 45.2))]
    assert parts[0].contains(shapely.Point(32.0, 49.0))


def test_a_box_clips_and_simplifies(natural_earth: None) -> None:
    full = ne.countries_in(30, 8, 46, 40)
    rough = ne.countries_in(30, 8, 46, 40, tolerance_deg=0.05)
    assert {"LY", "SY", "TR", "IT", "GR", "MT"} <= {c.code for c in full}
    assert "DE" not in {c.code for c in full}
    for country in full:
        west, south, east, north = country.outline.bounds
        assert 8 <= west <= east <= 40
        assert 30 <= south <= north <= 46
    points = [sum(shapely.get_num_coordinates(c.outline) for c in countries) for countries in (full, rough)]
    assert points[1] < points[0] / 3


def test_a_box_across_the_antimeridian_sees_both_sides(natural_earth: None) -> None:
    assert {c.name for c in ne.countries_in(60, 170, 72, -165)} == {"Russia", "United States of America"}


def test_land_has_no_borders_in_it(natural_earth: None) -> None:
    land = shapely.union_all(ne.land_in(30, 20, 36, 35))
    countries = ne.countries_in(30, 20, 36, 35)
    assert land.area == pytest.approx(sum(c.outline.area for c in countries), rel=1e-3)
    assert land.length < sum(c.outline.length for c in countries)


def test_an_unknown_country_is_answered_with_what_it_resembles(natural_earth: None) -> None:
    with pytest.raises(NotFound, match="Syria"):
        ne.country_outline("Syrria")


def test_a_missing_file_names_the_command_that_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ne, "NATURAL_EARTH", tmp_path / "natural_earth.json.gz")
    with pytest.raises(StoreError, match="make setup"):
        ne._atlas.__wrapped__()


SQUARE = [[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]]  # steps; closed


def test_the_builder_joins_arcs_turns_them_round_and_unwraps(tmp_path: Path) -> None:
    tool = runpy.run_path(str(TOOL))
    arcs = [tool["decode_arc"](a) for a in ([[0, 0], [10, 0], [0, 10]], [[0, 0], [0, 10], [10, 0]])]
    assert tool["join_ring"]([0, ~1], arcs) == [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    assert tool["to_steps"]([(5, 5), (7, 5), (5, 5)]) == [5, 5, 2, 0, -2, 0]
    across = [(95, 0), (5, 0), (5, 5), (95, 5), (95, 0)]  # on a grid of 100 steps a turn
    assert tool["unwrap"](across, 100, -50) == [(95, 0), (105, 0), (105, 5), (95, 5), (95, 0)]
    round_the_pole = [(0, 0), (40, 0), (80, 0), (0, 0)]
    assert tool["unwrap"](round_the_pole, 100, -50)[-3:] == [(100, -50), (0, -50), (0, 0)]


def test_the_builder_writes_the_same_bytes_twice(tmp_path: Path) -> None:
    tool = runpy.run_path(str(TOOL))
    crimea = {"type": "MultiPolygon", "id": "643", "properties": {"name": "Russia"}, "arcs": [[[0]], [[1]]]}
    ukraine = {"type": "Polygon", "id": "804", "properties": {"name": "Ukraine"}, "arcs": [[2]]}
    topology = {
        "transform": {"scale": [0.01, 0.01], "translate": [0.0, 0.0]},
        "arcs": [[[5000, 5500], *SQUARE[1:]], [[3415, 4515], *SQUARE[1:]], [[3000, 4800], *SQUARE[1:]]],
        "objects": {"countries": {"geometries": [crimea, ukraine]}},
    }
    atlas = tmp_path / "atlas.json"
    atlas.write_text(json.dumps(topology), encoding="utf-8")
    assert tool["build"](atlas, tmp_path / "a.gz") == 2
    tool["build"](atlas, tmp_path / "b.gz")
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    russia, ukraine = json.loads(gzip.decompress((tmp_path / "a.gz").read_bytes()))["countries"]
    assert (len(russia["polygons"]), len(ukraine["polygons"])) == (1, 2)
    assert ukraine["polygons"][1]["box"] == [3415, 4515, 3425, 4525]
