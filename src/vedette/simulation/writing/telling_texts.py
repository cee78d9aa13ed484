"""What is told, as texts: each telling in words of its own, a copy reworded.

Rows of simulated claims and reports flow in, texts flow out. The words are picked by a number made from the report's id, so that the same
world is told in the same words.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

_SHIP = {
    "move": (
        "{name} sailed from {origin} to {destination} between {start} and {end}.",
        "Between {start} and {end} the {kind} {name} moved from {origin} to {destination}.",
        "The {kind} {name} left {origin} and arrived at {destination} between {start} and {end}, according to people at the port.",
    ),
    "arrive": (
        "{name} arrived at {destination} between {start} and {end}.",
        "The {kind} {name} entered the port of {destination} between {start} and {end}.",
    ),
    "depart": (
        "{name} left {origin} between {start} and {end}.",
        "The {kind} {name} departed from {origin} between {start} and {end}.",
    ),
}
_AIRCRAFT = {
    "move": ("{name} flew from {origin} to {destination} between {start} and {end}.",
             "The aircraft {name} flew from {origin} to {destination} between {start} and {end}, spotters say."),
    "arrive": ("{name} landed at {destination} between {start} and {end}.",),
    "depart": ("{name} took off from {origin} between {start} and {end}.",),
}  # fmt: skip
_DENIED = {
    "move": "{name} did not sail from {origin} to {destination} between {start} and {end}.",
    "arrive": "{name} did not arrive at {destination} between {start} and {end}.",
    "depart": "{name} did not leave {origin} between {start} and {end}.",
}
_OPENINGS = ("", "News from the coast: ", "From our correspondent. ", "What we know so far. ")


def sentence_of(claim: Mapping[str, Any], names: Mapping[str, str], kind: str) -> str:
    """The sentence that makes a claim."""
    report_id, asset_id = claim["report_id"] or claim["claim_id"], claim["assets"][0]["asset_id"]
    words = {
        "name": names[asset_id], "kind": kind, "origin": _name(claim["origin"], names),
        "destination": _name(claim["destination"], names), "start": _day(claim["time_start"]), "end": _day(claim["time_end"]),
    }  # fmt: skip
    if claim["status"] == "denied":
        return _DENIED[claim["kind"]].format(**words)
    choices = (_AIRCRAFT if asset_id.startswith("aircraft:") else _SHIP)[claim["kind"]]
    return choices[zlib.crc32(report_id.encode()) % len(choices)].format(**words)


def text_of(report_id: str, sentence: str, original: str | None) -> str:
    """A report: an opening, the sentence, and whom it copies if it says so."""
    opening = _OPENINGS[zlib.crc32(report_id.encode()[::-1]) % len(_OPENINGS)]
    credit = f" The report was first published by {original}." if original else ""
    return f"{opening}{sentence}{credit}\n"


def _name(places: list[dict[str, str]], names: Mapping[str, str]) -> str:
    return names[places[0]["place_id"]] if places else ""


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
