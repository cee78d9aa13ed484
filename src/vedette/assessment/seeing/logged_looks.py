"""Looks that people logged: what they would have missed of a claim, had it happened.

A query and the rows of the sightings table flow in; the chance that every logged look at one end of the claim would have missed it
flows out. A look counts where it would have been made anyway: a row that shows the claimed asset itself was written down because
the asset was there, and makes nothing more observable; a row on something else, or on an absence, shows that somebody looked.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.assets import match_asset
from vedette.assessment.question.places import is_inside
from vedette.assessment.question.predicates import Query

Row = dict[str, Any]


def chance_missed_by_logged(
    query: Query, places: frozenset[str], ground: Ground, moment: datetime, pictured: Collection[date] = ()
) -> float:
    """Chance that observers and pictures that were logged at one end of a claim in its time would all have missed it.

    A look is counted once per day and way of looking, however many hulls were logged from it.

    Args:
        places: the end of the claim, with everything inside it.
        moment: only what was known then.
        pictured: days whose images were brought in as such: a logged picture of them is no second look.
    """
    looks: dict[tuple[str, str], float] = {}
    for sighting in ground.sightings:
        if not _is_look(sighting, query, places, ground, moment, pictured):
            continue
        key = (f"{sighting['start']:%Y-%m-%d}", sighting["how"])
        looks[key] = max(looks.get(key, 0.0), _chance(sighting, query, ground))
    missed = 1.0
    for key in sorted(looks):
        missed *= 1 - looks[key]
    return missed


def _is_look(
    sighting: Row, query: Query, places: frozenset[str], ground: Ground, moment: datetime, pictured: Collection[date]
) -> bool:
    """Is it a look at the place, in time, that does not exist for the sake of the asset itself?"""
    is_in_time = sighting["end"] >= query.earliest and sighting["start"] <= query.latest
    if sighting["known"] > moment or not is_in_time or not is_inside(sighting["place_id"], places, ground.register):
        return False
    if sighting["how"] == "imagery" and sighting["start"].date() in pictured:
        return False
    return _is_absence(sighting) or not _is_of_claimed(query, sighting, ground)


def _is_absence(sighting: Row) -> bool:
    return bool(sighting["event"] == "absent" or sighting["count_max"] == 0)


def _is_of_claimed(query: Query, sighting: Row, ground: Ground) -> bool:
    return match_asset(query.assets, sighting["asset_id"], sighting["class"], ground.register) is not None


def _chance(sighting: Row, query: Query, ground: Ground) -> float:
    """The chance that one look would have shown it: by how it was made, and by how much of the claimed time was over."""
    recall = ground.params.table["looked_and_saw_nothing"].numbers
    share = query.share_there(sighting["start"], sighting["end"])
    return recall[sighting["how"]] * share * (1.0 if _is_absence(sighting) else recall["of_something_else"])
