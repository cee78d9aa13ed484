"""A number that two hulls send: where either was heard, the asset whose number it is was not silent.

A query and the ground flow in; what was heard of the other hull at one end of the claim, in the claimed time, flows out. Which of the
two is the asset nobody knows (`contested` takes the weight from both), but that its number was not heard there would be untrue.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.places import is_inside
from vedette.assessment.question.predicates import Query

Row = dict[str, Any]


def find_second_hull(query: Query, part: str, ground: Ground, moment: datetime) -> Row | None:
    """The first stay of another hull under a claimed asset's number at one end of the claim and in its time; None where there is none.

    Args:
        part: "arrival" for the destination, else the origin.
        moment: what became known later does not count.
    """
    places = query.destinations if part == "arrival" else query.origins
    for asset_id in sorted(query.assets.asset_ids):
        for other_id in ground.second_hulls.get(asset_id, ()):
            for event in ground.heard.get(other_id, ()):
                is_known = event["kind"] != "leg" and event["known"] <= moment
                in_time = event["start"] <= query.latest and (event["end"] or event["known"]) >= query.earliest
                if is_known and in_time and is_inside(event["place_id"], places, ground.register):
                    return event
    return None
