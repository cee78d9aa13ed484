"""The kind of a claim by the ends that are named, by a share that leaves, by leave that is given; and what belongs to another claim."""

from __future__ import annotations

import pytest
from claim_reading import read

KINDS = [
    ("The drones strayed into Estonian airspace on Monday.", "arrive"),
    ("The frigate limped back to Faslane.", "arrive"),
    ("The bulker Ocean Dignity cleared Houston on Thursday.", "depart"),
    ("The tanker cleared Gibraltar on Thursday.", "move"),
    ("Two Philippine landing ships flew home from the Maldives in May.", "depart"),
    ("The United States is pulling half of its Patriot batteries out of Germany.", "draw_down"),
    ("The United States is pulling two Patriot batteries out of Germany.", "depart"),
    ("Libya has agreed to let Moscow station missile systems at Sebha.", "basing"),
    ("Moscow has stationed missile systems at Sebha.", "present"),
    ("Tankers shun Novorossiysk.", "absent"),
    ("The trawlers have not budged from the shoal since April.", "present"),
    ("Satellite pictures of Gwadar show neither of the two frigates.", "absent"),
    ("There is no American base in Trinidad.", "basing"),
    ("Vilnius wants a second German battalion at Rukla.", "basing"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text: str, kind: str) -> None:
    assert [c["kind"] for c in read(text)] == [kind]


def test_a_share_that_leaves_thins_out_the_place_it_leaves() -> None:
    (claim,) = read("The United States is pulling half of its Patriot batteries out of Germany.")
    assert [p["text"] for p in claim["place"]] == ["Germany"]
    assert (claim["origin"], claim["direction"]) == ([], "down")


def test_a_voyage_gives_its_origin_to_the_arrival_that_ends_it() -> None:
    (claim,) = read("A cargo vessel docked in Conakry after a 19-day passage from Baltiysk.")
    assert claim["kind"] == "arrive"
    assert [p["text"] for p in claim["origin"]] == ["Baltiysk"]


def test_where_the_mover_usually_lies_is_where_it_comes_from() -> None:
    (claim,) = read("The tugs normally found in Souda have sailed to Alexandria.")
    assert claim["kind"] == "move"
    assert [p["text"] for p in claim["origin"]] == ["Souda"]


@pytest.mark.parametrize(
    "text",
    [
        "The Greens fell into line last night.",
        "The missile has a range of 370 kilometres.",
        "Gusts of 180 km/h were measured in Miami.",
        "The mayor jumped ship from one coalition to another.",
        "Their friendship moved from Paris to London.",
    ],
)
def test_no_claim(text: str) -> None:
    assert read(text) == []
