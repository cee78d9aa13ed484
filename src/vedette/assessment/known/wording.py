"""Sentences about observations: who, what, where, when, how. A row of sightings or events flows in, its words flow out.

Numbers and names are those of the row, nothing else may enter with the wording.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from vedette.assessment.known.sureness import is_passage
from vedette.assessment.known.unregistered import name_of_id
from vedette.assessment.question.assets import assets_by_id
from vedette.assessment.question.places import name_places
from vedette.clock import format_day
from vedette.registry.names import plural
from vedette.registry.register import Register

_DID = {
    "present": "at", "absent": "not seen at", "departed": "seen leaving", "arrived": "seen arriving at",
    "transit": "seen passing", "flights": "seen flying", "loading": "loading at", "anchored": "at anchor at",
    "distress": "in distress at", "sunk": "sunk at",
}  # fmt: skip
_HOW = {
    "imagery": "satellite image", "photo": "photograph", "observed": "seen by an observer", "tracking": "ship tracking",
    "flight_data": "flight tracking", "official_statement": "official statement", "reported": "reported",
}  # fmt: skip
_EVENT = {"visit": "stayed at", "leg": "went from", "landing": "landed at", "take_off": "took off from"}
_REMARKED = {"last seen airborne": "was last heard in the air near", "first seen airborne": "was first heard in the air near"}


def say_sighting(sighting: Mapping[str, Any], says: str, register: Register) -> str:
    """One sentence on a logged sighting, ending with what it means."""
    where = _where(sighting, register)
    who = _capital(_counted(sighting, _who(sighting, register)))
    certainty = "" if sighting["certainty"] == "confirmed" else f", {sighting['certainty']}"
    did = _DID.get(sighting["event"], sighting["event"])
    if where.startswith("Off "):  # a place that is itself "off" another one
        did, where = did.removesuffix("at").rstrip(), f"off {where.removeprefix('Off ')}"
    when, how = say_span(sighting["start"], sighting["end"]), _HOW[sighting["how"]]
    return " ".join(f"{who} {did} {where}, {when} ({how}{certainty}), {says}.".split())


def say_event(event: Mapping[str, Any], says: str, register: Register) -> str:
    """One sentence on a visit, leg, landing or take-off found in positions."""
    who = name_asset(event["asset_id"], register)
    end = event["end"] or event["start"]
    if event["kind"] == "leg":
        where = f"{name_places((event['from_place_id'],), register)} to {name_places((event['to_place_id'],), register)}"
    else:
        where = name_places((event["place_id"],), register) if event["place_id"] else "an unknown place"
    still = ", not ended" if event["is_open"] else ""
    if event.get("silent_since"):
        still += f", heard again after a silence since {format_day(event['silent_since'])}"
    if event.get("silent_until"):
        still += f", silent until {format_day(event['silent_until'])}"
    remarked = (_REMARKED[flag] for flag in event["flags"] or () if flag in _REMARKED)
    did = "passed through" if is_passage(event) else next(remarked, _EVENT.get(event["kind"], event["kind"]))
    return f"{who} {did} {where}, {say_span(event['start'], end)}{still} (own signal), {says}."


def say_span(start: datetime, end: datetime) -> str:
    """An interval as a reader says it: ``5 Dec 2024``, ``8–19 Dec 2024``, ``28 Dec 2024 to 3 Jan 2025``."""
    if start.date() == end.date():
        return format_day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{format_day(end)}"
    return f"{format_day(start)} to {format_day(end)}"


def name_asset(asset_id: str, register: Register) -> str:
    """The name of a registered asset; the number under which any other was heard."""
    found = assets_by_id(register).get(asset_id)
    if found is not None:
        return found.name
    if (name := name_of_id(asset_id)) is not None:
        return name
    key, _, number = asset_id.partition(":")
    return f"{ {'mmsi': 'MMSI', 'icao24': 'aircraft'}.get(key, key) } {number}"


def join_names(names: list[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _who(sighting: Mapping[str, Any], register: Register) -> str:
    if sighting["asset_id"]:
        return name_asset(sighting["asset_id"], register)
    if sighting["class"]:
        return register.asset_class(sighting["class"]).name
    return str(sighting["asset_text"])


def _counted(sighting: Mapping[str, Any], who: str) -> str:
    """``3 frigates``, ``at least 4 Il-76``; a name, or a class of which none was seen, without a number."""
    low, high = sighting["count_min"], sighting["count_max"]
    if sighting["asset_id"] or low is None:
        return who
    if high == 0:
        return plural(who) if sighting["class"] else who
    return f"{'' if high == low else 'at least '}{low} {plural(who, low) if sighting['class'] else who}"


def _where(sighting: Mapping[str, Any], register: Register) -> str:
    if sighting["from_place_id"] or sighting["to_place_id"]:
        ends = [(word, sighting[f"{word}_place_id"]) for word in ("from", "to")]
        return " ".join(f"{word} {name_places((place,), register)}" for word, place in ends if place)
    if sighting["place_id"]:
        return name_places((sighting["place_id"],), register)
    return sighting["place_text"] or "an unnamed place"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
