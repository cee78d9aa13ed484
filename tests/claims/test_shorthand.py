"""Trackers write without verbs: a ship or an aircraft, a word that tells, a place."""

from __future__ import annotations

import pytest
from claim_reading import ids, read

from vedette.claims.english.second_look.shorthand import read_signs_table


@pytest.mark.parametrize(
    ("text", "kind", "role", "places"),
    [
        ("KC-135R out of Souda Bay 0812Z, callsign QID51.", "depart", "origin", ["Souda Bay"]),
        ("Sparta II outbound Tartus this morning.", "depart", "origin", ["Tartus"]),
        ("Two An-124s on the ground at Benina since 2110Z.", "present", "place", ["Benina"]),
        ("USNS Carson City pierside Rota, gangway down.", "present", "place", ["Rota"]),
        ("Four F-16Cs chocked at Incirlik with ferry tanks on.", "present", "place", ["Incirlik"]),
        ("Mehrabad -> Minsk for the Iranian A340 again.", "move", "destination", ["Minsk"]),
    ],
)
def test_a_place_behind_a_word_of_trackers_is_a_claim(text: str, kind: str, role: str, places: list[str]) -> None:
    (claim,) = read(text)
    assert (claim["kind"], claim["status"]) == (kind, "asserted")
    assert [place["text"] for place in claim[role]] == places
    assert claim["assets"]
    assert claim["quote"] in text


def test_an_arrow_says_both_ends() -> None:
    (claim,) = read("Novorossiysk → Tartus again for Sparta IV.")
    assert (ids(claim, "origin"), ids(claim, "destination")) == (["novorossiysk"], ["tartus"])
    assert claim["assets"][0]["text"].startswith("Sparta")


@pytest.mark.parametrize(
    "text",
    [
        "Server costs are climbing faster than a Typhoon out of Coningsby.",
        "The noise out of Aviano never stops.",
        "The minister was out of Tartus jokes.",
        "Prices went from 5 -> 7 dollars at Tartus.",
        "The talks are en route to nowhere.",
    ],
)
def test_the_same_words_of_nothing_that_moves_are_no_claim(text: str) -> None:
    assert [c for c in read(text) if c["kind"] in ("depart", "arrive", "move", "present")] == []


def test_every_sign_has_a_reason_and_a_known_role() -> None:
    signs = [sign for found in read_signs_table().values() for sign in found]
    assert {sign.role for sign in signs} == {"origin", "destination", "place"}
    assert all(sign.row.reason and sign.words for sign in signs)
