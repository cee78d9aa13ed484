"""Which rule of the likelihood table does a logged sighting fall under?

Its relation to the claim's places, what was seen and when flow in; a row of `CASES` flows out, the first that fits, or None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vedette.assessment.question.assets import Match
from vedette.assessment.question.predicates import Query

_SIGN = {  # what an event of a sighting says about where the asset was
    "present": "there", "loading": "there", "anchored": "there", "distress": "there", "sunk": "there", "absent": "gone",
    "arrived": "arrived", "departed": "left", "transit": "passed", "flights": "flights",
}  # fmt: skip
NOTHING = "nothing"  # a case that is no evidence either way
THERE = ("there", "arrived", "left", "passed")


@dataclass(frozen=True)
class Case:
    """Which rule a sighting falls under.

    `needs`: named (a claimed hull or airframe), dated (a claim with a time of its own), several (more than one was seen, where more
    than before are claimed).
    """

    relation: str
    signs: tuple[str, ...]
    when: tuple[str, ...]
    rule: str
    part: str
    needs: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    not_kinds: frozenset[str] = frozenset()


_NAMED, _DATED = frozenset({"named"}), frozenset({"named", "dated"})
_TIMED = frozenset({"dated"})
_PRESENT, _COMING = frozenset({"present"}), frozenset({"move", "arrive"})
_ABSENT, _RATE = frozenset({"absent"}), frozenset({"flight_rate"})
_COUNTED = frozenset({"build_up", "draw_down"})  # these live on counts, not on single hulls
_FEWER = frozenset({"draw_down"})  # an empty place has fewer only beside a look that showed more, and then the counts say it
CASES = (
    # the first row that fits is taken; "any" is any relation
    Case("any", ("lost",), ("before",), "lost_before", "whole", _NAMED, not_kinds=_ABSENT),  # no ship moves once it has sunk
    Case("any", ("lost",), ("before",), NOTHING, "whole"),
    Case("destination", ("arrived",), ("before", "after"), "other_date", "arrival", _DATED, kinds=_COMING),
    Case("destination", ("arrived",), ("after",), "other_date", "arrival", _DATED, kinds=_PRESENT),
    Case("destination", ("left",), ("during",), NOTHING, "arrival", kinds=_PRESENT),  # gone again: not what "remains" says
    Case("destination", (*THERE, "flights"), ("during",), "flights_seen", "arrival", frozenset({"several"}), kinds=_RATE),
    Case("destination", THERE, ("during",), "seen_at_destination", "arrival", not_kinds=_COUNTED | _RATE),
    Case("destination", ("there", "left"), ("after",), "seen_at_destination_later", "arrival", not_kinds=_COUNTED | _RATE),
    Case("destination", ("gone",), ("during",), "looked_and_saw_nothing", "arrival"),
    Case("off_destination", ("there",), ("during", "after"), "seen_off_destination", "arrival", _DATED),
    Case("origin", ("left",), ("during",), "seen_leaving", "departure"),
    Case("origin", ("left",), ("after",), "other_date", "departure", _DATED, kinds=frozenset({"depart"})),
    # an absence without a date is one at the end of its time: who was there before may have left since
    Case("origin", ("there", "arrived"), ("during",), "seen_at_origin_after", "departure", _TIMED, kinds=_ABSENT),
    Case("origin", ("there", "left"), ("after",), "seen_at_origin_after", "departure", _NAMED, not_kinds=_RATE),
    Case("origin", ("there", "arrived"), ("during",), "still_at_origin", "departure", not_kinds=_RATE | _COUNTED),
    Case("off_origin", ("there",), ("during",), "still_at_origin", "departure", not_kinds=_RATE | _COUNTED),
    Case("origin", ("gone",), ("during", "after"), "origin_empty", "departure", not_kinds=_RATE | _FEWER),
    Case("elsewhere", THERE, ("during", "after"), "seen_elsewhere", "transit", _NAMED, not_kinds=_RATE),
    Case("off_origin", THERE, ("after",), "seen_elsewhere", "transit", _NAMED, not_kinds=_RATE),
)


def choose_case(query: Query, sighting: Mapping[str, Any], relation: str, match: Match) -> Case | None:
    """The first row that fits; None where a sighting says nothing on a claim."""
    when = when_seen(query, sighting)
    sign = "gone" if sighting["count_max"] == 0 else _SIGN.get(sighting["event"], "there")
    sign = "lost" if sighting["event"] == "sunk" and when == "before" else sign
    if sign == "gone" and query.kind in _COUNTED and sighting["asset_id"] is not None:
        return None  # that one hull is gone does not say that there are fewer
    has = {"named"} if match.is_named and not query.assets.is_of_class else set()
    has |= {"dated"} if query.is_dated else set()
    has |= {"several"} if query.direction != "down" and _are_several(sighting, sign) else set()
    for case in CASES:
        is_of_kind = (not case.kinds or query.kind in case.kinds) and query.kind not in case.not_kinds
        if case.relation in (relation, "any") and sign in case.signs and when in case.when and case.needs <= has and is_of_kind:
            return case if case.rule != NOTHING else None
    return None


def _are_several(sighting: Mapping[str, Any], sign: str) -> bool:
    """Were several seen? One aircraft that stands where aircraft always stand says nothing of how many come."""
    return sighting["asset_id"] is None and (sign == "flights" or (sighting["count_min"] or 1) > 1)


def when_seen(query: Query, sighting: Mapping[str, Any]) -> str:
    """before, during or after the claimed time, with its slack."""
    if sighting["end"] < query.earliest:
        return "before"
    return "after" if sighting["start"] > query.latest else "during"
