"""Witnesses: sightings and events that are no evidence of a claim, but changed what other rows say by where the asset was before.

What was gathered on a claim flows in; its witnesses with a sentence each flow out, so that the verdict can be given without them too.
Those that are evidence themselves are not among them: they are left out as evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.known.wording import say_event, say_sighting
from vedette.assessment.verdict.gathered import Gathered

_NOTHING = 1e-9
_SAYS = "which tells where it was before"


@dataclass(frozen=True)
class Witness:
    """A sighting or event on which other rows lean."""

    item_id: str
    asset_id: str
    says: str


def find_witnesses(gathered: Gathered, ground: Ground) -> list[Witness]:
    """The witnesses of what was gathered that are no evidence themselves, in the order in which rows lean on them."""
    telling = {f.item_id for f in gathered.observed if max(f.cells) - min(f.cells) > _NOTHING}
    leaning = ((name, f.observed[0]) for f in gathered.observed for name in f.witnesses)
    wanted = {name: asset_id for name, asset_id in leaning if asset_id is not None and name not in telling}
    return [Witness(name, asset_id, _say(name, asset_id, ground)) for name, asset_id in wanted.items()]


def _say(item_id: str, asset_id: str, ground: Ground) -> str:
    for sighting in ground.sightings:
        if sighting["sighting_id"] == item_id:
            return say_sighting(sighting, _SAYS, ground.register)
    return say_event(next(_events(item_id, asset_id, ground)), _SAYS, ground.register)


def _events(item_id: str, asset_id: str, ground: Ground) -> Iterator[Mapping[str, Any]]:
    return (e for e in ground.heard.get(asset_id, ()) if e["event_id"] == item_id)
