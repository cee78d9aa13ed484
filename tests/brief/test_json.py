"""JSON under its schema id, complete and readable again."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from tests.brief.sample import sample_document

from vedette.brief.document import Document
from vedette.brief.json import SCHEMA, _plain, render_json


def test_it_names_its_schema_and_holds_every_field():
    content = json.loads(render_json(sample_document()))
    assert content["schema"] == SCHEMA == "vedette.brief/1"
    assert set(content) == {"schema"} | {f.name for f in fields(Document)}


def test_times_are_iso_with_a_z_and_unknowns_are_null():
    content = json.loads(render_json(sample_document()))
    assert content["as_of"] == "2025-02-05T12:00Z"
    assert content["claims"][0]["verdict"]["probability"] == 0.97
    assert content["claims"][0]["history"][0]["as_of"].endswith("Z")
    assert content["sources"][0]["url"] == "https://example.org/adsb"
    assert content["map"]["box"] is None


def test_it_is_deterministic():
    assert render_json(sample_document()) == render_json(sample_document())


def test_anything_else_is_refused():
    with pytest.raises(TypeError, match="holds no set"):
        _plain({1})
