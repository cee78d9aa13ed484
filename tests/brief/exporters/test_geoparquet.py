"""GeoParquet 1.1, read back with Polars and shapely."""

from __future__ import annotations

import io
import json

import polars as pl
import pytest
import shapely
from tests.brief.sample import sample_tables

from vedette.brief.exporters.geoparquet import export_geoparquet, wkb


def _geo(data: bytes) -> dict[str, object]:
    return json.loads(pl.read_parquet_metadata(io.BytesIO(data))["geo"])


def test_geometry_comes_back_as_it_was():
    frame = sample_tables()["sightings"]
    back = pl.read_parquet(io.BytesIO(export_geoparquet("sightings", frame)))
    assert back.drop("geometry", "bbox").equals(frame)
    spot = back.filter(pl.col("sighting_id") == "s17")["geometry"][0]
    assert shapely.from_wkb(spot).equals(shapely.Point(14.9, 35.6))
    assert back.filter(pl.col("sighting_id") == "s01")["geometry"][0] is None


def test_tracks_are_lines_and_their_boxes_cover_them():
    back = pl.read_parquet(io.BytesIO(export_geoparquet("tracks", sample_tables()["tracks"])))
    line = shapely.from_wkb(back["geometry"][0])
    assert line.geom_type == "LineString"
    assert tuple(back["bbox"][0].values()) == pytest.approx(line.bounds)


def test_the_metadata_names_version_column_types_and_covering():
    geo = _geo(export_geoparquet("sightings", sample_tables()["sightings"]))
    assert geo["version"] == "1.1.0"
    assert geo["primary_column"] == "geometry"
    column = geo["columns"]["geometry"]
    assert column["encoding"] == "WKB"
    assert column["geometry_types"] == ["Point"]
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert column["bbox"] == [11.1, 34.86, 35.74, 37.2]


def test_parts_are_a_multilinestring():
    shape = shapely.from_wkb(wkb([[(179.0, 50.0), (180.0, 51.0)], [(-180.0, 51.0), (-179.0, 52.0)]]))
    assert shape.geom_type == "MultiLineString"
    assert wkb([]) is None


def test_no_rows_are_still_a_geoparquet_file():
    data = export_geoparquet("sightings", sample_tables()["sightings"].clear())
    assert _geo(data)["columns"]["geometry"]["geometry_types"] == []
    assert pl.read_parquet(io.BytesIO(data)).height == 0
