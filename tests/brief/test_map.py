"""The map: well-formed, labelled, honest about what was measured and what was logged."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.brief.sample import sample_document

from vedette.brief.boxes import Obstacle, Rect
from vedette.brief.document import MapArc, MapPlace, MapSheet, MapSighting, MapTrack
from vedette.brief.graticule import draw_scale_bar
from vedette.brief.inset import find_corner, find_crowd
from vedette.brief.land import LandShape, no_land
from vedette.brief.map import caption, describe, draw_map
from vedette.brief.projection import fit_frame
from vedette.brief.toponyms import name_waters

SVG = "{http://www.w3.org/2000/svg}"
PLACES = (MapPlace("a", "Tartus", 34.9, 35.9), MapPlace("b", "Tobruk", 32.1, 24.0, rank=1))


def _draw(sheet: MapSheet, width: float = 700.0) -> ET.Element:
    return ET.fromstring(draw_map(sheet, no_land, width, "m", "Map"))


def _texts(root: ET.Element) -> list[str]:
    return [t.text or "" for t in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("width", [700.0, 358.0])
def test_the_whole_sample_is_well_formed_and_says_what_it_shows(width: float):
    root = _draw(sample_document().map, width)
    assert {"Tartus", "Hmeimim", "Benghazi"} <= set(_texts(root))
    assert "Map: Natural Earth" in _texts(root)
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert "Sparta II" in (description.text or "")
    assert root.attrib["aria-labelledby"] == "m-title m-desc"


def test_measured_is_solid_and_logged_is_dashed():
    arcs = (
        MapArc("flown", "measured", "aircraft", (34.9, 35.9), (32.1, 24.0), ("s",)),
        MapArc("said", "logged", "ship", (32.1, 24.0), (34.9, 35.9), ("s",)),
    )
    root = _draw(MapSheet(places=PLACES, arcs=arcs))
    classes = [p.attrib.get("class") for p in root.iter(f"{SVG}path")]
    assert "arc measured aircraft" in classes
    assert "arc logged ship" in classes
    assert classes.count("head aircraft") == classes.count("head ship") == 1


def test_opposite_arrows_do_not_lie_on_each_other():
    ends = ((34.9, 35.9), (32.1, 24.0))
    arcs = (MapArc("", "logged", "aircraft", *ends, ()), MapArc("", "logged", "aircraft", *ends[::-1], ()))
    root = _draw(MapSheet(places=PLACES, arcs=arcs))
    there, back = [p.attrib["d"] for p in root.iter(f"{SVG}path") if p.attrib.get("class") == "arc logged aircraft"]
    middles = []
    for path in (there, back):
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)]
        middles.append(numbers[len(numbers) // 4 * 2 + 1])
    assert abs(middles[0] - middles[1]) > 10


def test_uncertainty_is_drawn_as_a_dashed_circle_of_its_size():
    sighting = MapSighting("10 Dec: 2 frigates", "", 34.9, 34.0, 60.0, ("s",))
    root = _draw(MapSheet(places=PLACES, sightings=(sighting,)))
    circles = [c for c in root.iter(f"{SVG}circle") if c.attrib.get("class") == "uncertain"]
    frame_km = 2 * 60.0
    assert len(circles) == 1
    assert 0 < float(circles[0].attrib["r"]) * 2 < frame_km


def test_a_track_across_the_antimeridian_is_not_drawn_across_the_page():
    track = MapTrack("Ship", "ship", ((50.0, 175.0), (51.0, 179.9), (52.0, -179.9), (53.0, -170.0)), ())
    root = _draw(MapSheet(tracks=(track,)))
    data = next(p.attrib["d"] for p in root.iter(f"{SVG}path") if p.attrib.get("class") == "track ship")
    xs = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", data)][0::2]
    assert xs == sorted(xs)


def test_a_map_with_only_a_box_is_a_map():
    root = _draw(MapSheet(box=(10.0, 28.0, 38.0, 42.0)))
    assert "Mediterranean Sea" in " ".join(_texts(root))
    assert describe(MapSheet()) == "No position is known."


def test_what_lies_outside_a_given_box_is_not_drawn():
    sheet = MapSheet(places=(*PLACES, MapPlace("c", "Baltiysk", 54.6, 19.9)), box=(20.0, 30.0, 38.0, 38.0))
    assert "Baltiysk" not in _texts(_draw(sheet))


def test_countries_that_hold_a_place_are_named():
    shape = LandShape("Libya", shapely.box(15.0, 28.0, 25.0, 32.5))
    root = ET.fromstring(draw_map(MapSheet(places=PLACES), lambda _box: [shape], 700.0, "m", "Map"))
    assert "LIBYA" in _texts(root)


def test_seas_are_named_when_the_map_is_of_their_size():
    wide = {r.block.lines[0] for r in name_waters(fit_frame((-10.0, 28.0, 40.0, 46.0), 700.0, 0.7, 0.9))}
    near = {r.block.lines[0] for r in name_waters(fit_frame((35.0, 34.5, 36.5, 35.5), 700.0, 0.7, 0.9))}
    assert "Mediterranean Sea" in wide
    assert near == set()


def test_crowded_marks_are_enlarged_once():
    close = tuple(MapSighting(f"{n} Dec: ship", "", 34.9 + n / 100, 35.7, None, ("s",)) for n in range(1, 5))
    far = MapPlace("c", "Gibraltar", 36.0, -5.6)
    root = _draw(MapSheet(places=(*PLACES, far), sightings=close))
    assert "Around Tartus" in _texts(root)
    assert len(list(root.iter(f"{SVG}svg"))) == 2
    assert sum(t.startswith(("1 Dec", "2 Dec", "3 Dec", "4 Dec")) for t in _texts(root)) >= 3


def test_on_a_telephone_the_enlargement_stands_under_the_map():
    close = tuple(MapSighting(f"{n} Dec: ship", "", 34.9 + n / 100, 35.7, None, ("s",)) for n in range(1, 5))
    sheet = MapSheet(places=(*PLACES, MapPlace("c", "Gibraltar", 36.0, -5.6)), sightings=close)
    plain = _draw(replace(sheet, sightings=()), 358.0)
    assert float(_draw(sheet, 358.0).attrib["height"]) > float(plain.attrib["height"]) + 200


def test_three_near_marks_are_a_crowd_two_are_not():
    assert find_crowd([(0, 0), (5, 5), (10, 0), (300, 300)], [1] * 4) == (0, 1, 2)
    assert find_crowd([(0, 0), (5, 5), (300, 300)], [1] * 3) == ()
    chain = [(float(x), 0.0) for x in range(0, 200, 20)]
    assert find_crowd(chain, [1] * len(chain)) == ()


def test_where_more_was_seen_is_enlarged():
    marks = [(0.0, 0.0), (5.0, 0.0), (9.0, 0.0), (12.0, 0.0), (300.0, 0.0), (305.0, 0.0), (309.0, 0.0)]
    assert find_crowd(marks, [1, 1, 1, 1, 3, 3, 3]) == (4, 5, 6)


def test_the_caption_explains_only_what_is_drawn():
    arc = MapArc("", "logged", "aircraft", (34.9, 35.9), (32.1, 24.0), ())
    assert caption(MapSheet(places=PLACES)) == ""
    assert caption(MapSheet(places=PLACES, arcs=(arc,))).startswith("Dashed arrows were logged")
    assert "Solid lines" not in caption(MapSheet(places=PLACES, arcs=(arc,)))
    assert len(caption(sample_document().map).split(". ")) == 5


def test_an_enlargement_never_covers_a_mark():
    frame = fit_frame((10.0, 28.0, 38.0, 42.0), 700.0, 0.7, 0.7)
    everywhere = [Obstacle(Rect(x, y, x + 4, y + 4), 1.6) for x in range(0, 700, 40) for y in range(0, 490, 40)]
    assert find_corner(frame, (200.0, 180.0), everywhere) is None
    corner = find_corner(frame, (200.0, 180.0), [Obstacle(Rect(10, 10, 690, 30), 1.6)])
    assert corner is not None
    assert corner.top > 30


def test_the_scale_bar_is_a_round_number_and_fits():
    frame = fit_frame((10.0, 28.0, 38.0, 42.0), 700.0, 0.7, 0.7)
    elements, boxes = draw_scale_bar(frame, "Map: Natural Earth")
    assert "500\N{NO-BREAK SPACE}km" in "".join(elements) or "200\N{NO-BREAK SPACE}km" in "".join(elements)
    assert all(b.rect.right <= 700 for b in boxes)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.floats(-60, 70), st.floats(-180, 180), st.text(max_size=12)), min_size=1, max_size=20))
def test_any_places_give_a_map(spots: list[tuple[float, float, str]]):
    printable = [(lat, lon, "".join(c for c in name if c.isprintable())) for lat, lon, name in spots]
    places = tuple(MapPlace(str(n), name or "?", lat, lon, rank=n) for n, (lat, lon, name) in enumerate(printable))
    root = _draw(MapSheet(places=places))
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.attrib["x"]) <= float(root.attrib["width"])
