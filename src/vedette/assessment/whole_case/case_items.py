"""The sightings and events of a case's actor in one shape, and the case's bases with everything inside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.assets import AssetQuery, class_of, match_asset
from vedette.assessment.whole_case.case_params import Bases
from vedette.schema.kinds import is_aircraft

Row = dict[str, Any]


@dataclass(frozen=True)
class Zones:
    """The case's bases with everything inside them."""

    old: frozenset[str]
    new: frozenset[str]
    home: frozenset[str]


@dataclass(frozen=True)
class Item:
    """A sighting or an event in one shape."""

    row: Row
    event: str
    asset_id: str | None
    asset_class: str | None
    place_id: str | None
    from_id: str | None
    to_id: str | None
    start: datetime
    end: datetime
    how: str
    is_sighting: bool


def find_inside(place_ids: Sequence[str], ground: Ground) -> frozenset[str]:
    """Some places with everything inside them."""
    return frozenset().union(*(ground.register.members(i) for i in place_ids)) if place_ids else frozenset()


def find_items(bases: Bases, ground: Ground) -> Iterator[Item]:
    """Sightings and events of the actor's assets. What is not known to be another country's counts only if a person logged it."""
    words = ground.register.find_country_words(bases.actor)
    country = ground.register.place(words[0].place_id).country if words else None
    anything = AssetQuery(frozenset(), frozenset(), country, None, frozenset(), "")
    for s in ground.sightings:
        asset_class = s["class"] or class_of(s["asset_id"], ground.register)
        if match_asset(anything, s["asset_id"], asset_class, ground.register):
            ends = s["place_id"], s["from_place_id"], s["to_place_id"]
            yield Item(s, s["event"], s["asset_id"], asset_class, *ends, s["start"], s["end"], s["how"], is_sighting=True)
    named = {a.asset_id for a in ground.register.assets() if country is None or a.country == country}
    for asset_id in sorted(named & ground.events.keys()):
        asset_class = ground.classes.get(asset_id) or class_of(asset_id, ground.register)
        for e in ground.events[asset_id]:
            end, ends = e["end"] or e["known"], (e["place_id"], e["from_place_id"], e["to_place_id"])
            yield Item(e, e["kind"], asset_id, asset_class, *ends, e["start"], end, "signal", is_sighting=False)


def flies(item: Item, ground: Ground) -> bool:
    """Is it an aircraft, by its number or its class?"""
    if item.asset_id and is_aircraft(item.asset_id):
        return True
    return item.asset_class is not None and ground.register.asset_class(item.asset_class).kind == "aircraft"
