"""Sentences about other regions: what a careful reader finds in them, slot by slot (sentences.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from claim_reading import read_all

from vedette.registry.register import load_register

SENTENCES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))[
    "sentences"
]


@pytest.fixture(scope="module")
def readings() -> dict[str, list[dict[str, Any]]]:
    claims = read_all(*(s["text"] for s in SENTENCES))
    found: dict[str, list[dict[str, Any]]] = {s["id"]: [] for s in SENTENCES}
    for claim in claims.iter_rows(named=True):
        found[SENTENCES[int(claim["report_id"][1:])]["id"]].append(claim)
    return found


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: s["id"])
def test_sentence(sentence: dict[str, Any], readings: dict[str, list[dict[str, Any]]]) -> None:
    ours = {claim["trigger"]: claim for claim in readings[sentence["id"]]}
    wanted = {claim["t"]: claim for claim in sentence.get("claims", [])}
    assert ours.keys() == wanted.keys()
    for trigger, claim in wanted.items():
        _check(ours[trigger], claim)


def _check(ours: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert (ours["kind"], ours["status"]) == (wanted["k"], wanted.get("s", "asserted"))
    if "a" in wanted:
        assert ours["actor"] == wanted["a"]
    for key, role in (("o", "origin"), ("d", "destination")):
        assert len(ours[role]) == len(wanted.get(key, []))
    for key, role in (("o", "origin"), ("d", "destination"), ("p", "place")):
        for name in wanted.get(key, []):
            assert any(_is(place, name) for place in ours[role]), (name, ours[role])
    if "n" in wanted:
        assert wanted["n"] in [[a["count_min"], a["count_max"]] for a in ours["assets"]]
    if "km" in wanted:
        assert ours["distance_km"] == pytest.approx(wanted["km"])
    for key, column in (("from", "time_start"), ("to", "time_end")):
        if key in wanted:
            assert ours[column].date().isoformat() == wanted[key]


def _is(place: dict[str, str], name: str) -> bool:
    known = {p.place_id for p in load_register().find_places(name)}
    return name in (place["place_id"], place["text"]) or place["text"].startswith(name) or place["place_id"] in known
