"""The box of a map holds all its points, on the short way round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.brief.sample import sample_document

from vedette.brief.extent import box_around, points_of

POINTS = st.lists(st.tuples(st.floats(-75, 75), st.floats(-179.9, 179.9)), min_size=1, max_size=12)


@given(POINTS)
def test_every_point_lies_in_the_box(points: list[tuple[float, float]]):
    west, south, east, north = box_around(points)
    width = (east - west) % 360 or 360
    for lat, lon in points:
        assert south <= lat <= north
        assert (lon - west) % 360 <= width + 1e-9
    assert 0 < width <= 360


def test_a_single_point_gets_some_sea_around_it():
    west, south, east, north = box_around([(34.9, 35.9)])
    assert north - south == pytest.approx(1.5)
    assert east - west > 1.5


def test_the_box_goes_across_the_antimeridian_where_that_is_shorter():
    west, _, east, _ = box_around([(50.0, 170.0), (52.0, -165.0)])
    assert west > 0 > east


def test_no_points_no_box():
    with pytest.raises(ValueError, match="at least one point"):
        box_around([])


def test_everything_on_the_sheet_counts():
    sheet = sample_document().map
    points = points_of(sheet)
    assert (35.6, 14.9) in points
    of_tracks = sum(len(t.points) for t in sheet.tracks)
    assert len(points) == len(sheet.places) + len(sheet.sightings) + 2 * len(sheet.arcs) + of_tracks
