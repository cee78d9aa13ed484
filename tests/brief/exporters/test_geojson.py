"""GeoJSON as RFC 7946 wants it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.brief.sample import day, sample_tables

from vedette.brief.exporters.geojson import export_geojson
from vedette.errors import UsageError
from vedette.schema.tables import TRACKS, UNOBSERVED


def _collection(table: str) -> dict[str, Any]:
    return json.loads(export_geojson(table, sample_tables()[table]))


def test_sightings_are_features_with_ids_and_points_in_lon_lat():
    collection = _collection("sightings")
    assert collection["type"] == "FeatureCollection"
    features = {f["id"]: f for f in collection["features"]}
    assert features["s17"]["geometry"] == {"type": "Point", "coordinates": [14.9, 35.6]}
    assert features["s17"]["properties"]["asset_id"] == "ship:sparta"
    assert "lat_deg" not in features["s17"]["properties"]
    assert features["s01"]["geometry"] is None


def test_the_box_spans_all_features():
    assert _collection("sightings")["bbox"] == [11.1, 34.86, 35.74, 37.2]


def test_a_track_is_a_line_with_a_box_of_its_own():
    feature = _collection("tracks")["features"][0]
    assert feature["geometry"]["type"] == "LineString"
    assert len(feature["geometry"]["coordinates"]) == 18
    assert feature["bbox"][0] < feature["bbox"][2]


def test_a_track_across_the_antimeridian_is_two_lines():
    row = {
        "track_id": "t", "asset_id": "ship:x", "start": day("12-01"), "end": day("12-02"), "n_positions": 2,
        "length_km": 1.0, "sensor": "ais",
        "lat_deg": [50.0, 52.0], "lon_deg": [179.0, -179.0], "time": [day("12-01"), day("12-02")], "citations": [],
    }  # fmt: skip
    feature = json.loads(export_geojson("tracks", TRACKS.build([row])))["features"][0]
    assert feature["geometry"] == {
        "type": "MultiLineString",
        "coordinates": [[[179.0, 50.0], [180.0, 51.0]], [[-180.0, 51.0], [-179.0, 52.0]]],
    }
    assert feature["bbox"] == [179.0, 50.0, -179.0, 52.0]


def test_no_rows_are_an_empty_collection():
    empty = json.loads(export_geojson("sightings", sample_tables()["sightings"].clear()))
    assert empty == {"type": "FeatureCollection", "features": []}


def test_tables_without_positions_are_refused():
    with pytest.raises(UsageError):
        export_geojson("verdicts", sample_tables()["verdicts"])


def test_a_table_without_ids_and_source_rows_has_features_without_ids():
    row = {
        "claim_id": "c", "as_of": day("11-01"), "part": "arrival", "place_id": "tobruk", "lat_deg": 32.07, "lon_deg": 23.98,
        "start": day("11-01"), "end": day("11-02"), "reason": "no_receiver", "sensor": "ais", "why": "Nobody was heard there.",
    }  # fmt: skip
    (feature,) = json.loads(export_geojson("unobserved", UNOBSERVED.build([row])))["features"]
    assert "id" not in feature
    assert feature["geometry"] == {"type": "Point", "coordinates": [23.98, 32.07]}
    assert feature["properties"]["why"] == "Nobody was heard there."
