"""What is told, as texts: each telling in words of its own, a copy reworded, a bad copy with the words that make it one.

Rows of simulated claims and reports flow in, texts flow out. The words are picked by a number made from the report's id, so that the same
world is told in the same words. Late and resurfacing reports say "yesterday" and "in recent days"; some mistranslated ones take the
ship for one of another class; originals of mistranslations are in Russian or Italian.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from vedette.simulation.writing.originals import original_of

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
    "present": (
        "{name} lay at {place} between {start} and {end}.",
        "The {kind} {name} was at {place} between {start} and {end}.",
    ),
    "absent": (
        "{name} was no longer at {place} between {start} and {end}.",
        "There was no trace of {name} at {place} between {start} and {end}.",
    ),
    "build_up": (
        "The number of warships at {place} increased between {start} and {end}.",
        "More warships than before lay at {place} between {start} and {end}.",
    ),
    "draw_down": (
        "The number of warships at {place} decreased between {start} and {end}.",
        "Fewer warships than before lay at {place} between {start} and {end}.",
    ),
}
_AIRCRAFT = {
    "move": ("{name} flew from {origin} to {destination} between {start} and {end}.",
             "The aircraft {name} flew from {origin} to {destination} between {start} and {end}, spotters say."),
    "arrive": ("{name} landed at {destination} between {start} and {end}.",),
    "depart": ("{name} took off from {origin} between {start} and {end}.",),
    "present": ("The aircraft {name} was at {place} between {start} and {end}.",),
    "absent": ("The aircraft {name} was no longer at {place} between {start} and {end}.",),
    "flight_rate": ("Flights of transport aircraft from {origin} to {destination} {changed} between {start} and {end}.",),
}  # fmt: skip
_DENIED = {
    "move": "{name} did not sail from {origin} to {destination} between {start} and {end}.",
    "arrive": "{name} did not arrive at {destination} between {start} and {end}.",
    "depart": "{name} did not leave {origin} between {start} and {end}.",
    "present": "{name} was not at {place} between {start} and {end}.",
    "absent": "{name} did not leave {place} between {start} and {end}.",
    "build_up": "The number of warships at {place} did not increase between {start} and {end}.",
    "draw_down": "The number of warships at {place} did not decrease between {start} and {end}.",
    "flight_rate": "The number of flights from {origin} to {destination} did not change between {start} and {end}.",
}
_CHANGED = {"up": "increased", "down": "decreased"}
_WHEN = " between {start} and {end}"
_OTHER_WHEN = {"late": " yesterday", "resurfacing": " in recent days"}  # what stands in place of the days
_OTHER_KINDS = ("tanker", "submarine", "frigate", "tug")  # what a class becomes on its way through another language
_OPENINGS = {
    "en": ("", "News from the coast: ", "From our correspondent. ", "What we know so far. "),
    "ru": ("", "Новости с побережья. "),
    "it": ("", "Notizie dalla costa. "),
}


def sentence_of(claim: Mapping[str, Any], names: Mapping[str, str], kind: str, nature: str = "", language: str = "en") -> str:
    """The sentence that makes a claim.

    Args:
        claim: a row of the claims table. names: of assets and places by id. kind: word for the asset's class.
        nature: how the report came about, as in the truth.
        language: "ru" and "it" for originals.
    """
    report_id, asset_id = claim["report_id"] or claim["claim_id"], claim["assets"][0]["asset_id"] or ""
    is_aircraft = asset_id.startswith("aircraft:") or claim["kind"] == "flight_rate"
    if language != "en":
        place = _id(claim["place"])
        return original_of(
            claim["kind"], names.get(asset_id, ""), _id(claim["origin"]) or place, _id(claim["destination"]) or place,
            claim["time_start"], claim["time_end"], language, names, is_aircraft=is_aircraft, direction=claim["direction"],
        )  # fmt: skip
    words = {
        "name": names.get(asset_id, ""), "kind": _mistaken(kind, report_id) if nature == "mistranslated" else kind,
        **{side: _name(claim[side], names) for side in ("origin", "destination", "place")},
        "start": _day(claim["time_start"]), "end": _day(claim["time_end"]), "changed": _CHANGED.get(claim["direction"] or "", ""),
    }  # fmt: skip
    if claim["status"] == "denied":
        return _DENIED[claim["kind"]].format(**words)
    choices = (_AIRCRAFT if is_aircraft else _SHIP)[claim["kind"]]
    chosen = _pick(choices, report_id)
    return (
        chosen.replace(_WHEN, _OTHER_WHEN.get(nature, _WHEN))
        .replace("Between {start} and {end} the", _opening(nature))
        .format(**words)
    )


def text_of(report_id: str, sentence: str, original: str | None, language: str = "en") -> str:
    """A report: an opening, the sentence, and whom it copies if it says so."""
    opening = _pick(_OPENINGS[language], report_id[::-1])
    credit = f" The report was first published by {original}." if original else ""
    return f"{opening}{sentence}{credit}\n"


def _opening(nature: str) -> str:
    return {"late": "Yesterday the", "resurfacing": "In recent days the"}.get(nature, "Between {start} and {end} the")


def _mistaken(kind: str, report_id: str) -> str:
    """Another class, if the words name one."""
    return _pick([k for k in _OTHER_KINDS if k != kind], report_id)


def _pick(choices: Sequence[str], text: str) -> str:
    return choices[zlib.crc32(text.encode()) % len(choices)]


def _id(places: list[dict[str, str]]) -> str | None:
    return places[0]["place_id"] if places else None


def _name(places: list[dict[str, str]], names: Mapping[str, str]) -> str:
    return names[places[0]["place_id"]] if places else ""


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
