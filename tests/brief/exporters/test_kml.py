"""KML that is well-formed and says when."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import polars as pl
from tests.brief.sample import sample_tables

from vedette.brief.exporters.kml import export_kml
from vedette.brief.exporters.registry import EXPORTERS

KML = "{http://www.opengis.net/kml/2.2}"


def test_rows_with_a_position_are_placemarks_with_a_time_span():
    frame = sample_tables()["sightings"]
    root = ET.fromstring(export_kml("sightings", frame))
    marks = list(root.iter(f"{KML}Placemark"))
    assert len(marks) == frame["lat_deg"].drop_nulls().len()
    assert marks[0].findtext(f"{KML}Point/{KML}coordinates") == "35.740000,34.950000"
    assert marks[0].findtext(f"{KML}TimeSpan/{KML}begin") == "2024-12-10T00:00:00.000000Z"


def test_tracks_are_lines_laid_on_the_ground():
    root = ET.fromstring(export_kml("tracks", sample_tables()["tracks"]))
    line = next(root.iter(f"{KML}LineString"))
    assert line.findtext(f"{KML}tessellate") == "1"
    assert len((line.findtext(f"{KML}coordinates") or "").split()) == 18


def test_texts_are_escaped():
    frame = sample_tables()["sightings"].with_columns(note=pl.lit('a < b & "c"'))
    root = ET.fromstring(export_kml("sightings", frame))
    values = [d.findtext(f"{KML}value") for d in root.iter(f"{KML}Data") if d.attrib["name"] == "note"]
    assert set(values) == {'a < b & "c"'}


def test_every_exporter_takes_the_table_of_sightings():
    for exporter in EXPORTERS.values():
        assert exporter.export("sightings", sample_tables()["sightings"])
        assert exporter.suffix.startswith(".")
    assert set(EXPORTERS) == {"csv", "geojson", "geoparquet", "kml"}
    assert [name for name, e in EXPORTERS.items() if not e.needs_position] == ["csv"]
