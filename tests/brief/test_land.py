"""Land is clipped to the frame, moved across the antimeridian, and simplified to what a pixel shows."""

from __future__ import annotations

import re

import shapely

from vedette.brief.land import LandShape, draw_land, no_land, seen_box
from vedette.brief.projection import fit_frame

LEVANT = (20.0, 30.0, 38.0, 40.0)
PACIFIC = (170.0, 50.0, -160.0, 66.0)


def _numbers(path: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)]


def test_a_country_is_clipped_to_the_frame():
    frame = fit_frame(LEVANT, 600.0, 0.5, 1.2)
    drawn = draw_land(lambda _box: [LandShape("Big", shapely.box(-60.0, -20.0, 30.0, 80.0).segmentize(1.0))], frame)
    xs = _numbers(drawn[0].path)[0::2]
    assert min(xs) >= -4.05
    assert max(xs) < frame.width_px
    assert drawn[0].area_px2 > 1000


def test_islands_smaller_than_a_pixel_and_land_elsewhere_vanish():
    frame = fit_frame(LEVANT, 600.0, 0.5, 1.2)
    shapes = [LandShape("Rock", shapely.box(25.0, 35.0, 25.005, 35.005)), LandShape("Far", shapely.box(100.0, 0.0, 110.0, 10.0))]
    assert draw_land(lambda _box: shapes, frame) == []


def test_land_on_both_sides_of_the_antimeridian_is_drawn_in_one_piece():
    frame = fit_frame(PACIFIC, 600.0, 0.5, 1.2)
    asked = []

    def land(box: tuple[float, float, float, float]) -> list[LandShape]:
        asked.append(box)
        east, west = shapely.box(172.0, 55.0, 180.0, 60.0), shapely.box(-180.0, 55.0, -170.0, 60.0)
        return [LandShape("East", east), LandShape("West", west)]

    drawn = {d.name: d for d in draw_land(land, frame)}
    assert asked[0][0] > 0 > asked[0][2]
    joined = shapely.union_all([d.largest.buffer(0.6) for d in drawn.values()])
    assert joined.geom_type == "Polygon"
    assert drawn["East"].largest.centroid.x < drawn["West"].largest.centroid.x


def test_the_frame_sees_more_than_its_box():
    frame = fit_frame(LEVANT, 600.0, 0.9, 0.9)
    west, south, east, north = seen_box(frame)
    assert west <= 20.0
    assert east >= 38.0
    assert south < 30.0
    assert north > 40.0


def test_largest_first_so_that_small_neighbours_stay_on_top():
    frame = fit_frame(LEVANT, 600.0, 0.5, 1.2)
    shapes = [LandShape("Small", shapely.box(30.0, 35.0, 31.0, 36.0)), LandShape("Large", shapely.box(22.0, 31.0, 29.0, 39.0))]
    assert [d.name for d in draw_land(lambda _box: shapes, frame)] == ["Large", "Small"]


def test_no_land_is_a_source_too():
    assert draw_land(no_land, fit_frame(LEVANT, 600.0, 0.5, 1.2)) == []
