"""Lines across the antimeridian are cut on it, and their boxes know it."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.brief.exporters.geometry import box_of, cut_at_antimeridian, is_cut, parts_of, require_positions
from vedette.errors import UsageError

PATHS = st.lists(st.tuples(st.floats(-180, 180), st.floats(-85, 85)), min_size=2, max_size=12)


@given(PATHS)
def test_no_part_jumps_across_the_map(path: list[tuple[float, float]]):
    for part in cut_at_antimeridian(path):
        assert all(abs(b[0] - a[0]) <= 180.0 for a, b in pairwise(part))
        assert all(-180.0 <= x <= 180.0 for x, _ in part)


@given(PATHS)
def test_every_point_of_the_path_is_kept_in_order(path: list[tuple[float, float]]):
    kept = [p for part in cut_at_antimeridian(path) for p in part]
    remaining = iter(kept)
    assert all(p in remaining for p in path)


def test_the_cut_lies_on_the_meridian_at_the_right_latitude():
    parts = cut_at_antimeridian([(170.0, 10.0), (-170.0, 20.0)])
    assert parts == [[(170.0, 10.0), (180.0, 15.0)], [(-180.0, 15.0), (-170.0, 20.0)]]
    assert is_cut(parts)
    assert box_of(parts) == (170.0, 10.0, -170.0, 20.0)


def test_westward_too():
    parts = cut_at_antimeridian([(-170.0, 0.0), (170.0, 0.0)])
    assert parts[0][-1] == (-180.0, 0.0)
    assert parts[1][0] == (180.0, 0.0)


def test_an_uncut_box_is_plain():
    assert box_of([[(10.0, 30.0), (-5.0, 36.0)]]) == (-5.0, 30.0, 10.0, 36.0)
    assert box_of([]) is None


@pytest.mark.parametrize(
    ("lat", "lon", "parts"),
    [
        (None, None, []),
        (34.9, 35.9, [[(35.9, 34.9)]]),
        ([1.0, 2.0], [3.0, 4.0], [[(3.0, 1.0), (4.0, 2.0)]]),
        ([1.0], [3.0], [[(3.0, 1.0)]]),
    ],
)
def test_a_row_is_nothing_a_point_or_a_line(lat, lon, parts):
    assert parts_of({"lat_deg": lat, "lon_deg": lon}) == parts


def test_a_table_without_positions_is_refused_with_a_way_out():
    with pytest.raises(UsageError, match="verdicts has no positions, so it cannot be written as kml; use csv"):
        require_positions("verdicts", pl.DataFrame({"claim_id": ["a"]}), "kml")
