"""Where a thing was before it moved, which ends of a voyage a noun tells, and what a strength or a full harbour holds."""

from __future__ import annotations

from typing import Any

import pytest
from claim_reading import read_all

# sentence; trigger, origin, destination
STARTS: list[tuple[str, str, str | None, str | None]] = [
    ("None of the nine hulls seized at Jebel Ali has been allowed to sail.", "sail", "Jebel Ali", None),
    ("After two weeks in Valletta the minesweeper is bound for Toulon.", "bound", "Valletta", "Toulon"),
    ("The navy intercepted a tanker off Brass and escorted it to Onne.", "escorted", "Brass", "Onne"),
    ("The destroyer weighed anchor in Suva bound for Apia.", "weighed", "Suva", "Apia"),
    ("It was from Rota that the destroyer sailed.", "sailed", "Rota", None),
    ("A KJ-500 put down at Skardu and was gone within the hour.", "gone", "Skardu", None),
    ("The cutter returned to Seattle from a long patrol of the Bering Sea.", "returned", "Bering Sea", "Seattle"),
    ("Helicopters flew the men from Sloviansk to hospitals in Dnipro.", "flew", "Sloviansk", "Dnipro"),
    ("Strategic bombers that stood side to side at Engels were flown to Belaya.", "flown", None, "Belaya"),
    # neither built, registered nor seen there
    ("The yacht built in Kiel has sailed for Oslo.", "sailed", None, "Oslo"),
    ("The tanker registered in Panama sailed for Sikka.", "sailed", None, "Sikka"),
]

ENDS: list[tuple[str, str, str, str, str]] = [
    ("The tanker lists Sikka as its destination.", "destination", "move", "asserted", "Sikka"),
    ("The tanker's next port of call is Piraeus.", "call", "arrive", "planned", "Piraeus"),
    ("The research ship was denied entry to Colombo.", "entry", "arrive", "denied", "Colombo"),
    ("The freighter was refused entry by Tromso.", "entry", "arrive", "denied", "Tromso"),
    ("Brest expects two frigates on Friday.", "expects", "arrive", "planned", "Brest"),
    ("Off Crete, the flotilla was joined by four boats.", "joined", "move", "asserted", "Crete"),
]

NOT_THERE = [
    "The union was denied entry to the talks in Colombo.",
    "Tokyo expects the destroyer programme to cost more.",
    "The minister's next stop is Piraeus.",
    "The square in Lisbon was packed with tourists.",
]

# sentence; kind, asset, least number
SIZES: list[tuple[str, str, str, int | None]] = [
    ("The squadron at Baltiysk is down to three corvettes.", "draw_down", "corvettes", 3),
    ("The garrison in Niamey shrank from a battalion to a lone company.", "draw_down", "garrison", None),
    ("The roads of Fujairah are packed with tankers.", "present", "tankers", None),
    ("Fujairah is ringed by tankers.", "present", "tankers", None),
    ("The Ukrainian icebreaker Noosfera will stop at Cape Town.", "arrive", "Noosfera", 1),
    ("Fortune Galaxy, a Panama-flagged tanker, entered the Gulf of Finland.", "arrive", "Fortune Galaxy", 1),
]


@pytest.fixture(scope="module")
def readings() -> dict[str, list[dict[str, Any]]]:
    texts = [*(row[0] for row in STARTS), *(row[0] for row in ENDS), *NOT_THERE, *(row[0] for row in SIZES)]
    found: dict[str, list[dict[str, Any]]] = {text: [] for text in texts}
    for claim in read_all(*texts).iter_rows(named=True):
        found[texts[int(claim["report_id"][1:])]].append(claim)
    return found


def _texts(places: list[dict[str, Any]]) -> list[str]:
    return [place["text"].removeprefix("the ") for place in places]


@pytest.mark.parametrize(("text", "trigger", "origin", "destination"), STARTS, ids=[row[0] for row in STARTS])
def test_start(
    text: str, trigger: str, origin: str | None, destination: str | None, readings: dict[str, list[dict[str, Any]]]
) -> None:
    (claim,) = [c for c in readings[text] if c["trigger"] == trigger]
    assert _texts(claim["origin"]) == ([origin] if origin else [])
    assert _texts(claim["destination"]) == ([destination] if destination else [])


@pytest.mark.parametrize(("text", "trigger", "kind", "status", "destination"), ENDS, ids=[row[0] for row in ENDS])
def test_end(
    text: str, trigger: str, kind: str, status: str, destination: str, readings: dict[str, list[dict[str, Any]]]
) -> None:
    (claim,) = [c for c in readings[text] if c["trigger"] == trigger]
    assert (claim["kind"], claim["status"]) == (kind, status)
    assert _texts(claim["destination"]) == [destination]


@pytest.mark.parametrize("text", NOT_THERE)
def test_nothing_is_there(text: str, readings: dict[str, list[dict[str, Any]]]) -> None:
    assert [c["trigger"] for c in readings[text]] == []


@pytest.mark.parametrize(("text", "kind", "asset", "least"), SIZES, ids=[row[0] for row in SIZES])
def test_size(text: str, kind: str, asset: str, least: int | None, readings: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = [c for c in readings[text] if c["kind"] == kind]
    (told,) = claim["assets"]
    assert (told["text"], told["count_min"]) == (asset, least)
