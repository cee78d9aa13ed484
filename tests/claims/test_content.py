"""What a claim says, free of language, wording, count and time."""

from __future__ import annotations

from typing import Any

import pytest
from relating import claim

from vedette.claims.grouping.content import actor_id, parts_of, read_content
from vedette.claims.grouping.propositions import name_proposition


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"actor": "Russia"}, {"actor": "Россия"}),
        ({"actor": "Russia"}, {"actor": "the Russian Navy"}),
        ({"actor": "Russia"}, {"actor": "country:RU"}),
        ({"actor": "Kremlin"}, {"actor": "Mosca"}),
        ({"assets": ["warship"]}, {"assets": [{"text": "navi da guerra", "class": "warship"}]}),
        ({"assets": ["military_asset"]}, {"assets": [{"text": "assets", "class": None}]}),
        (
            {"origin": [{"text": "Tartus naval base", "place_id": "tartus"}]},
            {"origin": [{"text": "طرطوس", "place_id": "tartus"}]},
        ),
        ({"assets": [("frigate", 2, 2)]}, {"assets": [("frigate", 3, None)]}),
        ({"status": "denied", "polarity": "negative"}, {"status": "asserted"}),
        ({"start": "2024-12-01", "end": "2024-12-02"}, {"start": None}),
        ({"quote": "left"}, {"quote": "è partita"}),
    ],
)
def test_wording_language_count_time_and_status_do_not_make_a_proposition(first: dict[str, Any], second: dict[str, Any]) -> None:
    base = {"kind": "depart", "actor": "Russia", "assets": ["warship"], "origin": ["tartus"]}
    assert name_proposition(claim(**base | first)) == name_proposition(claim(**base | second))


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "arrive"},
        {"actor": "Ukraine"},
        {"actor": None},
        {"assets": ["frigate"]},
        {"origin": ["tobruk"]},
        {"destination": ["tobruk"]},
        {"direction": "up"},
    ],
)
def test_every_slot_makes_a_proposition(other: dict[str, Any]) -> None:
    base = {"kind": "depart", "actor": "Russia", "assets": ["warship"], "origin": ["tartus"]}
    assert name_proposition(claim(**base)) != name_proposition(claim(**base | other))


def test_origin_and_destination_are_not_alike() -> None:
    there = claim(kind="move", origin=["tartus"], destination=["tobruk"])
    back = claim(kind="move", origin=["tobruk"], destination=["tartus"])
    assert name_proposition(there) != name_proposition(back)


def test_a_named_hull_says_whose_it_is() -> None:
    known = claim(kind="present", actor="Russia", assets=["ship:sparta"], place=["tartus"])
    assert name_proposition(known) == name_proposition(claim(kind="present", assets=["ship:sparta"], place=["tartus"]))


@pytest.mark.parametrize(
    ("kind", "given", "meant"),
    [
        ("depart", "place", "origin"),
        ("arrive", "place", "destination"),
        ("present", "destination", "place"),
        ("build_up", "destination", "place"),
    ],
)
def test_a_role_is_what_the_kind_makes_of_it(kind: str, given: str, meant: str) -> None:
    content = read_content(claim(kind=kind, **{given: ["tartus"]}))
    assert getattr(content, meant) == {"tartus"}
    assert getattr(content, given) == frozenset()


def test_a_place_around_an_end_adds_nothing() -> None:
    bare = {"kind": "flight_rate", "direction": "up", "origin": ["hmeimim"], "destination": ["al-khadim"]}
    assert name_proposition(claim(**bare)) == name_proposition(claim(**bare, place=["region:eastern-libya"]))
    assert name_proposition(claim(**bare)) != name_proposition(claim(**bare, place=["strait-of-sicily"]))
    assert read_content(claim(kind="move", destination=["case:own"], place=["case:own"])).place == frozenset()


def test_distances_of_two_units_meet() -> None:
    assert read_content(claim(kind="distance", distance_km=998.0)) == read_content(claim(kind="distance", distance_km=1000.0))


@pytest.mark.parametrize(
    ("actor", "found"), [("Haftar", "haftar"), (None, None), ("Libyan National Army", "libyan national army")]
)
def test_actors_that_are_no_state_keep_their_name(actor: str | None, found: str | None) -> None:
    assert actor_id(actor) == found


def test_a_movement_has_two_parts() -> None:
    leaving, arriving = parts_of(read_content(claim(kind="move", assets=["warship"], origin=["tartus"], destination=["tobruk"])))
    assert (leaving.kind, leaving.origin, leaving.destination) == ("depart", {"tartus"}, frozenset())
    assert (arriving.kind, arriving.destination, arriving.origin) == ("arrive", {"tobruk"}, frozenset())
    assert parts_of(leaving) == ()


def test_two_names_that_no_register_knows_are_two_ships() -> None:
    def content(text: str, count: int = 1) -> frozenset[str]:
        asset = {"text": text, "class": "tanker", "count_min": count, "count_max": count, "asset_id": None}
        return read_content({"kind": "arrive", "assets": [asset]}).assets

    assert content("Baltic Swan") == content("M/T Baltic Swan (IMO 9074729)") == {"name:baltic swan"}
    assert content("Baltic Swan") != content("Baltic Star")
    assert content("tanker with MMSI 256123000") == {"mmsi:256123000"}
    assert content("Baltic Swan", 2) == content("Suezmax tanker") == {"tanker"}
