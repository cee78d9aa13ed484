"""What reports say in words, in three languages, and what gives a bad copy away."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from vedette.claims.reader import read_claims
from vedette.registry.register import load_register
from vedette.schema.tables import REPORTS
from vedette.simulation.quick.claims import KINDS
from vedette.simulation.quick.lives import AIRFIELDS, PORTS
from vedette.simulation.writing.telling_texts import sentence_of, text_of

NAMES = {p: p.title() for p in (*PORTS, *AIRFIELDS)} | {"ship:sparta-ii": "Sparta II"}
NAMES |= {"tobruk": "Tobruk", "tartus": "Tartus", "benina": "Benina", "hmeimim": "Hmeimim"}


def claim(kind: str, **more: Any) -> dict[str, Any]:
    origin, destination = ("hmeimim", "benina") if kind == "flight_rate" else ("tartus", "tobruk")
    ref = {p: [{"text": p, "place_id": p}] for p in (origin, destination)}
    state = kind in ("present", "absent", "build_up", "draw_down")
    counted = kind in ("build_up", "draw_down", "flight_rate")
    return {
        "report_id": "r1", "claim_id": "r1", "kind": kind, "status": "asserted", "direction": "up" if counted else None,
        "assets": [{"asset_id": None if counted else "ship:sparta-ii", "class": "warship" if counted else None}],
        "origin": ref[origin] if kind in ("move", "depart", "flight_rate") else [],
        "destination": ref[destination] if kind in ("move", "arrive", "flight_rate") else [],
        "place": ref[destination] if state else [],
        "time_start": datetime(2024, 12, 3, tzinfo=UTC), "time_end": datetime(2024, 12, 7, 23, tzinfo=UTC), **more,
    }  # fmt: skip


@pytest.mark.parametrize("kind", [k for k, _ in KINDS])
@pytest.mark.parametrize("language", ["en", "ru", "it"])
def test_every_kind_has_words_in_every_language(kind: str, language: str) -> None:
    sentence = sentence_of(claim(kind), NAMES, "ro-ro ship", "true", language)
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert "  " not in sentence
    if kind not in ("build_up", "draw_down", "flight_rate"):
        assert "Sparta II" in sentence


@pytest.mark.parametrize(("nature", "words"), [("late", "yesterday"), ("resurfacing", "in recent days")])
def test_late_and_old_news_give_no_date(nature: str, words: str) -> None:
    for report_id in ("a", "b", "c", "d", "e"):
        sentence = sentence_of(claim("move", report_id=report_id), NAMES, "ro-ro ship", nature)
        assert words in sentence.lower()
        assert "2024" not in sentence


def test_a_mistranslated_copy_takes_the_ship_for_another_class() -> None:
    told = {sentence_of(claim("move", report_id=f"r{i}"), NAMES, "frigate", "mistranslated") for i in range(9)}
    assert any(kind in text for text in told for kind in ("tanker", "submarine", "tug"))
    assert not any("frigate" in text for text in told)


@pytest.mark.parametrize("language", ["ru", "it"])
def test_originals_are_read_in_their_language(language: str) -> None:
    """The words are such that the reader of that language finds the movement with its two ends."""
    text = text_of("r1", sentence_of(claim("move"), NAMES, "ro-ro ship", "true", language), None, language)
    row = {"report_id": "r1", "text": text, "published": datetime(2024, 12, 9, tzinfo=UTC), "language": language,
           "rests_on": [], "sha256": "x", "source_id": "s", "source_row": 1}  # fmt: skip
    found = read_claims(REPORTS.build([row]), load_register()).to_dicts()
    places = {p["place_id"] for c in found for side in ("origin", "destination", "place") for p in c[side]}
    assert {"tartus", "tobruk"} <= places
