"""Names of places that the parser takes for verbs."""

from __future__ import annotations

import pytest
from claim_reading import read

from vedette.claims.english.repairs.names import repair_names
from vedette.claims.text.language import parse


def _repaired(text: str, *, is_headline: bool = False) -> dict[str, tuple[str, str, str]]:
    (doc,) = parse([text])
    before = [sentence.text for sentence in doc.sents]
    repair_names(doc, is_headline=is_headline)
    assert [sentence.text for sentence in doc.sents] == before
    return {t.text: (t.pos_, t.dep_, t.head.text) for t in doc}


def test_a_name_behind_to_is_no_infinitive() -> None:
    tree = _repaired("Two frigates sailed from Karachi to Tobruk in March.")
    assert tree["Tobruk"] == ("PROPN", "pobj", "to")
    assert tree["to"] == ("ADP", "prep", "sailed")
    assert tree["in"][2] != "Tobruk"


@pytest.mark.parametrize("text", ["Two ships are to leave Tartus.", "It plans to Move on.", "TWO SHIPS ARE TO LEAVE TARTUS."])
def test_infinitives_stay(text: str) -> None:
    (doc,) = parse([text])
    before = [(t.dep_, t.head.i) for t in doc]
    repair_names(doc, is_headline=text.startswith("It"))
    assert [(t.dep_, t.head.i) for t in doc] == before


def test_a_headline_keeps_its_infinitives() -> None:
    (doc,) = parse(["Russia Plans To Leave Tartus"])
    before = [(t.dep_, t.head.i) for t in doc]
    repair_names(doc, is_headline=True)
    assert [(t.dep_, t.head.i) for t in doc] == before


@pytest.mark.parametrize(
    ("text", "origin", "destination"),
    [
        ("Two frigates sailed from Karachi to Tobruk.", "Karachi", "Tobruk"),
        ("Warships are expected to sail from Karachi to Sevastopol in the coming days.", "Karachi", "Sevastopol"),
        ("The submarine departed Karachi bound for Tartus.", "Karachi", "Tartus"),
        ("The submarine departed Limassol bound for Port Sudan.", "Limassol", "Port Sudan"),
    ],
)
def test_the_claim_has_both_ends(text: str, origin: str, destination: str) -> None:
    (claim,) = read(text)
    assert [p["text"] for p in claim["origin"]] == [origin]
    assert [p["text"] for p in claim["destination"]] == [destination]
