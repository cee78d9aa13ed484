"""Headings read as English, whatever the language and wording of the claims."""

# ruff: noqa: E501 one heading a line reads as a table

from __future__ import annotations

from typing import Any

import pytest
from relating import claim

from vedette.claims.grouping.content import read_content
from vedette.claims.grouping.summaries import summarise
from vedette.schema.words import CLAIM_KINDS

RU: dict[str, Any] = {"actor": "Russia"}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (RU | {"kind": "move", "assets": ["warship"], "origin": ["tartus"], "destination": ["tobruk"]}, "Russian warships move from Tartus to Tobruk."),
        (RU | {"kind": "present", "assets": ["ship:sparta"], "place": ["tartus"]}, "The Sparta is at Tartus."),
        (RU | {"kind": "present", "assets": ["ship:sparta", "ship:sparta-ii"], "place": ["tartus"]}, "The Sparta and the Sparta II are at Tartus."),
        (RU | {"kind": "depart", "assets": [("frigate", 1, 1)], "origin": ["tartus"]}, "A Russian frigate leaves Tartus."),
        (RU | {"kind": "depart", "assets": [("frigate", 2, 2)], "origin": ["tartus"]}, "Russian frigates leave Tartus."),
        ({"kind": "depart", "assets": ["warship"]}, "Warships leave."),
        ({"kind": "arrive", "assets": ["il_76", "an_124"], "destination": ["al-khadim"]}, "An-124 and Il-76 aircraft arrive at Al Khadim."),
        ({"kind": "arrive", "assets": [("il_76", 1, 1)], "destination": ["country:LY"]}, "An Il-76 aircraft arrives in Libya."),
        (RU | {"kind": "move", "assets": ["equipment"], "origin": ["country:SY"]}, "Russian military equipment moves from Syria."),
        (RU | {"kind": "move", "origin": ["country:SY"], "destination": ["country:LY"]}, "Russian assets move from Syria to Libya."),
        ({"kind": "move", "assets": ["ship:sparta-ii"], "place": ["strait-of-sicily"]}, "The Sparta II moves through the Strait of Sicily."),
        (RU | {"kind": "present", "place": ["country:SY"]}, "Russia is present in Syria."),
        (RU | {"kind": "absent", "assets": ["frigate"], "place": ["tartus"]}, "Russian frigates are not at Tartus."),
        ({"kind": "absent", "actor": "Russia", "place": ["region:syrian-coast"]}, "Russia is not present off the Syrian coast."),
        ({"kind": "flight_rate", "direction": "up", "assets": ["aircraft"], "origin": ["country:RU", "country:BY"], "destination": ["region:eastern-libya"]}, "Flights from Belarus and Russia to eastern Libya increase."),
        (RU | {"kind": "flight_rate", "direction": "down", "destination": ["country:LY"]}, "Russian flights to Libya decrease."),
        (RU | {"kind": "flight_rate", "assets": ["il_76"], "destination": ["country:LY"]}, "Flights by Russian Il-76 aircraft to Libya change in number."),
        (RU | {"kind": "flight_rate", "direction": "up", "assets": ["warship"], "destination": ["tobruk"]}, "Voyages by Russian warships to Tobruk increase."),
        (RU | {"kind": "build_up", "place": ["country:LY"]}, "Russia's presence in Libya grows."),
        (RU | {"kind": "build_up", "assets": ["warship"], "place": ["tobruk"]}, "Russian warships at Tobruk grow in number."),
        (RU | {"kind": "draw_down", "assets": ["forces"], "place": ["country:SY"]}, "Russian forces in Syria are drawn down."),
        ({"kind": "draw_down", "place": ["country:SY"]}, "A presence in Syria shrinks."),
        ({"kind": "distance", "distance_km": 1000.0, "place": ["tartus", "region:crete"]}, "Crete and Tartus are 1,000 km apart."),
        (RU | {"kind": "distance", "distance_km": 12.0, "assets": ["frigate"], "place": ["tartus"]}, "Russian frigates are 12 km from Tartus."),
        (RU | {"kind": "negotiate", "place": ["tobruk"]}, "Russia is in talks about Tobruk."),
        (RU | {"kind": "basing", "place": ["country:LY"]}, "Russia has or seeks a base in Libya."),
        ({"kind": "negotiate"}, "Talks are going on."),
        ({"kind": "depart", "actor": "Libyan National Army", "assets": ["fighter"], "origin": ["benina"]}, "Libyan National Army's fighters leave Benina."),
        ({"kind": "arrive", "assets": ["warship"], "destination": ["sea:baltic"]}, "Warships arrive in the Baltic Sea."),
        ({"kind": "move", "assets": ["warship"], "destination": [{"text": "the Old Quay", "place_id": None}]}, "Warships move to the Old Quay."),
        ({"kind": "move", "assets": ["aircraft"], "destination": ["country:US"]}, "Aircraft move to the United States."),
    ],
)  # fmt: skip
def test_a_heading(given: dict[str, Any], sentence: str) -> None:
    assert summarise(claim(**given)) == sentence


def test_one_count_among_several_is_not_the_number_of_the_heading() -> None:
    one = claim(claim_id="a", kind="depart", assets=[("frigate", 1, 1)], origin=["tartus"])
    two = claim(claim_id="b", kind="depart", assets=[("frigate", 2, 2)], origin=["tartus"])
    assert read_content(one) == read_content(two)
    assert summarise(one, two) == summarise(two, one) == "Frigates leave Tartus."


def test_wording_never_enters() -> None:
    english = claim(
        kind="depart", actor="Russia", assets=[{"text": "Most Russian naval vessels", "class": "naval_ship"}], origin=["tartus"]
    )
    italian = claim(kind="depart", actor="Russia", assets=[{"text": "le navi russe", "class": "naval_ship"}], origin=["tartus"])
    assert summarise(english) == summarise(italian) == "Russian naval ships leave Tartus."


@pytest.mark.parametrize("kind", CLAIM_KINDS)
@pytest.mark.parametrize("actor", ["Russia", None])
@pytest.mark.parametrize("place", [["tartus"], []])
def test_every_kind_has_a_whole_sentence(kind: str, actor: str | None, place: list[str]) -> None:
    sentence = summarise(claim(kind=kind, actor=actor, place=place))
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert not {"{", "}", "[", "]", "|"} & set(sentence)
    assert "  " not in sentence
    assert " ." not in sentence
    assert "None" not in sentence
