"""CSV that spreadsheets and programs read alike."""

from __future__ import annotations

import csv
import io
import json

import polars as pl
import pytest
from tests.brief.sample import sample_tables

from vedette.brief.exporters.csv import export_csv


def _read(table: str, frame: pl.DataFrame) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export_csv(table, frame).decode())))


def test_every_row_and_column_is_there():
    frame = sample_tables()["sightings"]
    rows = _read("sightings", frame)
    assert len(rows) == frame.height
    assert list(rows[0]) == frame.columns


def test_times_have_a_z_lists_are_json_and_null_is_empty():
    row = next(r for r in _read("sightings", sample_tables()["sightings"]) if r["sighting_id"] == "s08")
    assert row["start"] == "2024-12-11T00:00:00.000000Z"
    assert json.loads(row["source_ids"]) == ["p1", "p8"]
    assert row["lat_deg"] == ""


def test_structs_and_lists_of_times_are_json():
    evidence = _read("evidence", sample_tables()["evidence"])[0]
    assert json.loads(evidence["log_lr"])["moved"] == pytest.approx(float(json.loads(evidence["log_lr"])["moved"]))
    track = _read("tracks", sample_tables()["tracks"])[0]
    assert json.loads(track["time"])[0] == "2024-12-11T00:00:00.000000Z"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_text_cannot_become_a_formula(text: str):
    assert _read("x", pl.DataFrame({"note": [text]}))[0]["note"] == f"'{text}"


def test_numbers_stay_numbers():
    assert _read("x", pl.DataFrame({"lat_deg": [-34.5]}))[0]["lat_deg"] == "-34.5"
