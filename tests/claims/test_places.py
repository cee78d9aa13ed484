"""Places in a text: which one a name means, and what is no place."""

from __future__ import annotations

from collections import Counter

import pytest
from claim_reading import ids, read

from vedette.claims.names.places import PlaceFinder
from vedette.registry.register import load_register


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder(load_register())


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A frigate arrived in Tripoli from Benghazi. Libya's navy met it.", "LY"),
        ("A frigate arrived in Tripoli, Lebanon, from Beirut.", "LB"),
        ("A frigate arrived in Alexandria, Egypt.", "EG"),
    ],
)
def test_neighbours_decide(text: str, country: str) -> None:
    claim = read(text)[0]
    (place_id,) = ids(claim, "destination")
    assert load_register().place(place_id).country == country


@pytest.mark.parametrize("text", ["Romania", "us", "a turkey", "Libyans", "the USS Georgia", "HMS Malta"])
def test_what_is_no_such_place(text: str, finder: PlaceFinder) -> None:
    found = {place_id for mention in finder.find(f"They saw {text} there.") for place_id in mention.place_ids}
    assert not found & {"country:OM", "country:US", "country:TR", "country:LY", "country:GE", "country:MT"}


@pytest.mark.parametrize(
    ("phrase", "place_id"),
    [
        ("the Syrian port of Tartus", "tartus"),
        ("Syria's Tartus", "tartus"),
        ("the Russian naval base in Syria's Tartus", "tartus"),
        ("Khmeimim air base", "hmeimim"),
        ("Hmeymim", "hmeimim"),
        ("the port city of Tobruk in eastern Libya", "tobruk"),
        ("their bases in Syria", "country:SY"),
        ("the Libyan coast", "country:LY"),
        ("eastern Libya", "region:eastern-libya"),
    ],
)
def test_a_phrase_gives_its_most_specific_place(phrase: str, place_id: str) -> None:
    claim = read(f"Russian ships moved from Italy to {phrase}.")[0]
    assert ids(claim, "destination") == [place_id]


def test_a_demonym_is_no_place() -> None:
    claim = read("The Syrian army moved tanks to Aleppo.")[0]
    assert claim["actor"] == "Syria"
    assert "country:SY" not in ids(claim, "origin") + ids(claim, "destination") + ids(claim, "place")


def test_places_of_a_relative_clause_stay_there() -> None:
    claim = next(c for c in read("The ships are heading toward Libya, where Russia has a base at Tobruk.") if c["kind"] == "move")
    assert ids(claim, "destination") == ["country:LY"]


def test_several_origins_share_a_destination() -> None:
    claim = read("Flights from Russia and Belarus to Libya have doubled.")[0]
    assert ids(claim, "origin") == ["country:RU", "country:BY"]
    assert ids(claim, "destination") == ["country:LY"]


@pytest.mark.parametrize("phrase", ["Russia-Libya flights", "Russia–Libya flights", "Russia to Libya flights"])
def test_compound_routes(phrase: str) -> None:
    claim = read(f"{phrase} have increased since January.")[0]
    assert (ids(claim, "origin"), ids(claim, "destination")) == (["country:RU"], ["country:LY"])


def test_the_port_is_the_last_one_named() -> None:
    claims = read("Three frigates were in port in Tartus on 5 March. On Tuesday, those ships left the port.")
    assert ids(claims[-1], "origin") == ["tartus"]


def test_weapons_given_to_a_person_go_nowhere() -> None:
    claim = read("Russia delivered weapons to Haftar.")[0]
    assert claim["destination"] == []


@pytest.mark.parametrize(
    ("name", "country"), [("Portsmouth", "GB"), ("Hamburg", "DE"), ("Southampton", "GB"), ("Plymouth", "GB"), ("Norfolk", "US")]
)
def test_a_name_of_gazetteers_lies_where_its_largest_city_does(name: str, country: str, finder: PlaceFinder) -> None:
    assert finder.country_of(str(finder.choose(name, [], Counter()))) == country
    assert finder.country_of(str(finder.choose("Portsmouth", [], Counter({"US": 2})))) == "US"  # a text about America


def test_in_port_is_no_place_beside_one() -> None:
    claims = read("A tug left port in Cadiz. The frigate was in port in Tartus on 5 March.")
    assert ids(claims[-1], "place") == ["tartus"]


def test_a_registered_name_behind_its_class_is_that_ship() -> None:
    claim = read("The cargo ship Sparta IV was in port in Tartus on 5 March.")[0]
    assert [a["asset_id"] for a in claim["assets"]] == ["ship:sparta-iv"]
