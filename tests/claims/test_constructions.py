"""Movement in constructions: joining, clauses without a verb, carriers of whoever goes, unregistered names; and what is none."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest
from claim_reading import read_all

# sentence; kind, trigger, what moves, origin, destination (None: not compared)
ONE: list[tuple[str, tuple[str, str, str | None, str | None, str | None]]] = [
    # joining and relieving
    ("HMS Argyll is to relieve the Dutch frigate De Ruyter off Gotland.", ("move", "relieve", "HMS Argyll", None, "Gotland")),
    ("The oiler will be joined off Muscat by two Danish frigates.", ("move", "joined", "Danish frigates", None, "Muscat")),
    # put somewhere, and let in
    ("Kenya has landed 200 policemen at Mombasa.", ("move", "landed", "policemen", None, "Mombasa")),
    ("A UN convoy has been allowed into Khartoum.", ("arrive", "allowed", "UN convoy", None, "Khartoum")),
    ("The army posted a second battalion to Kirkenes.", ("move", "posted", "battalion", None, "Kirkenes")),
    ("Egyptian gunboats turned back four tankers off Alexandria.", ("move", "turned", "tankers", None, None)),
    # the carrier of whoever goes
    ("The wounded were flown out of Goma aboard a UN helicopter.", ("depart", "flown", "UN helicopter", "Goma", None)),
    # names that no register knows
    ("The coaster Baltic Spirit sailed from Klaipeda.", ("depart", "sailed", "Baltic Spirit", "Klaipeda", None)),
    ("The Panama-flagged Siyanie Severa entered Lagos.", ("arrive", "entered", "Siyanie Severa", None, "Lagos")),
    ("The Vinson group may be headed for Guam.", ("move", "headed", "Vinson group", None, "Guam")),
    # nouns, light verbs, gerunds
    ("A trawler made a two-hour passage past Gozo to Valletta.", ("move", "passage", "trawler", None, "Valletta")),
    ("The corvette paid a three-day visit to Chittagong.", ("arrive", "visit", "corvette", None, "Chittagong")),
    ("Oslo protested against the towing of the tanker into Bergen.", ("move", "towing", "tanker", None, "Bergen")),
    # clauses whose subject the parser loses
    ("En route to Mombasa, the Indian frigate Talwar will stop at Colombo.", ("arrive", "stop", "Talwar", None, "Colombo")),
    ("Drivers were held up as a tank column wound its way to Bardufoss.", ("move", "wound", "tank column", None, "Bardufoss")),
    ("Plans for HMS Kent to stop in Tokyo are well advanced.", ("arrive", "stop", "HMS Kent", None, "Tokyo")),
    ("Ghana is worried about Paga, where two frigates arrived in January.", ("arrive", "arrived", "frigates", None, "Paga")),
    # waters and roads passed
    ("Six army lorries rumbled down the A30 to Plymouth.", ("move", "rumbled", "army lorries", None, "Plymouth")),
    ("The barges were brought up the river as far north as Khartoum.", ("move", "brought", "barges", None, "Khartoum")),
    # no verb at all
    ("Iranian tankers in Baniyas again", ("present", "in", "Iranian tankers", None, None)),
    ("RCH872, a C-17A, Ramstein to Rzeszow.", ("move", "to", None, "Ramstein", "Rzeszow")),
]  # fmt: skip

NONE = [
    "Oil flowed to Ceyhan at a steady rate.",
    "Kane moved from Tottenham to Bayern last summer.",
    "She sailed through her final exams in Oxford.",
    "Flamingos fly from Iran to Gujarat.",
    "Cocaine was smuggled from Guayaquil to Antwerp.",
    "Tourists in Valletta again",
]


TEXTS = [
    *(text for text, _ in ONE),
    *NONE,
    "The tanker went to Zawiya and the tug to Misrata.",
    "Moscow moved personnel and material from Homs to Benghazi.",
]


@lru_cache(maxsize=1)
def _read() -> dict[str, list[dict[str, Any]]]:
    """The claims of all texts, read once, by text."""
    found: dict[str, list[dict[str, Any]]] = {text: [] for text in TEXTS}
    for row in read_all(*TEXTS).iter_rows(named=True):
        found[TEXTS[int(row["report_id"].removeprefix("r"))]].append(row)
    return found


def _rows(text: str) -> list[dict[str, Any]]:
    return _read()[text]


@pytest.mark.parametrize(("text", "expected"), ONE, ids=[text[:40] for text, _ in ONE])
def test_a_construction_is_read(text: str, expected: tuple[str, str, str | None, str | None, str | None]) -> None:
    kind, trigger, asset, origin, destination = expected
    rows = [row for row in _rows(text) if row["trigger"] == trigger]
    assert [row["kind"] for row in rows] == [kind]
    if asset is not None:
        assert any(asset in found["text"] or found["text"] in asset for found in rows[0]["assets"]), rows[0]["assets"]
    for role, name in (("origin", origin), ("destination", destination)):
        if name is not None:
            assert name in [place["text"] for place in rows[0][role]]


def test_a_clause_without_its_verb_is_a_claim_of_its_own() -> None:
    rows = [row for row in _rows("The tanker went to Zawiya and the tug to Misrata.") if row["kind"] == "move"]
    assert [[place["text"] for place in row["destination"]] for row in rows] == [["Zawiya"], ["Misrata"]]
    assert "tug" in rows[1]["assets"][0]["text"]


def test_joined_things_share_their_phrase() -> None:
    rows = _rows("Moscow moved personnel and material from Homs to Benghazi.")
    assert [row["kind"] for row in rows] == ["move"]
    assert {asset["text"] for asset in rows[0]["assets"]} == {"personnel", "material"}


@pytest.mark.parametrize("text", NONE)
def test_what_moves_no_force_is_no_claim(text: str) -> None:
    assert _rows(text) == []
