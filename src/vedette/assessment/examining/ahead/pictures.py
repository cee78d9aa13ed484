"""Pictures of both ends of a claim: the next that is due, and those that an archive may have.

What is asked flows in; looks flow out. Past pictures of a place say when the next one is due and how much cloud to expect.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from vedette.assessment.examining.ahead.asked import Asked
from vedette.assessment.examining.ahead.looks import NextLook, make_yes_no
from vedette.assessment.known.looks import Look
from vedette.assessment.known.recall import lengths_of, typical_length_m
from vedette.assessment.question.places import is_inside
from vedette.assessment.weights.hypotheses import Cells
from vedette.clock import format_day

REVISIT_DAYS = 5.0  # where no pictures are known: Sentinel-2 over any place at low latitudes
_LEAST_LOOKS = 3
_PICTURES = frozenset({"imagery"})


def picture_of_destination(case: Asked) -> Iterator[NextLook]:
    """A picture of the place of arrival: one of the claimed time if that has begun, and the next one."""
    query = case.query
    if query.last_part != "arrival" or query.kind == "flight_rate" or case.is_wide(query.destinations):
        return
    yes, no = f"it shows {case.who} there", "it does not"
    if case.moment > query.start:
        says = f"A satellite image of {case.destination}, {case.period}, if an archive has one"
        yield make_yes_no("image_destination_archive", says, None, yes, no, _shown(1.0, case), case.now)
    due, words = next_picture(query.destinations, case)
    if case.still_tells(due):
        says = f"The next satellite image of {case.destination} ({words})"
        yield make_yes_no("image_destination", says, due, yes, no, _shown(case.still_there(due), case), case.now)


def picture_of_origin(case: Asked) -> Iterator[NextLook]:
    """A picture of the place that it is said to have left, in the days after the claimed time: it tells leaving from staying."""
    query = case.query
    if query.kind == "flight_rate" or case.is_wide(query.origins):
        return
    yes, no = f"it shows {case.who} there", "it does not"
    if case.is_past:
        says = f"A satellite image of {case.origin} from the days after {format_day(query.end)}, if an archive has one"
        yield make_yes_no("image_origin_archive", says, None, yes, no, _left_behind(1.0, case), case.now)
    due, words = next_picture(query.origins, case)
    if case.still_tells(due) and not case.was_seen_away():
        gone = 1.0 if due > query.end else query.share_there(due, due)
        says = f"The next satellite image of {case.origin} ({words})"
        yield make_yes_no("image_origin", says, due, yes, no, _left_behind(gone, case), case.now)


def _left_behind(gone: float, case: Asked) -> Cells:
    """P(a hull of the class is seen at the origin | hypothesis), where what has left as claimed is gone with a chance."""
    recall, others = _hull_numbers(case.query.origins, case)
    lying, left = 1 - (1 - recall) * (1 - others), 1 - (1 - recall * (1 - gone)) * (1 - others)
    elsewhere = lying if case.query.last_part == "departure" else left
    return Cells(left, elsewhere, lying, lying)


def _shown(there: float, case: Asked) -> Cells:
    """P(a hull of the class is seen there | hypothesis): [1 - (1 - r)(1 - q)] against q; another of the class shows as well."""
    recall, others = _hull_numbers(case.query.destinations, case)
    shown = 1 - (1 - recall * there) * (1 - others)
    return Cells(shown, others, others, shown)


def _hull_numbers(places: frozenset[str], case: Asked) -> tuple[float, float]:
    """Recall of the next picture of a place, as good as the past ones were, cloud included; how often another hull lies there."""
    table, past = case.ground.params.table, _past_looks(places, case)
    length_m = typical_length_m(lengths_of(case.query.assets, case.ground.register))
    recall = table["looked_and_saw_nothing"].numbers["imagery"]
    if past:
        recall = math.fsum(look.recall(length_m) for look in past) / len(past)
    return recall, table["class_seen_at_destination"].numbers["others"]


def next_picture(places: frozenset[str], case: Asked) -> tuple[datetime, str]:
    """When the next picture of a place is due: the last one plus the usual time between two."""
    days = sorted(set(_picture_days(places, case)))
    gaps = sorted((b - a) / timedelta(days=1) for a, b in pairwise(days))
    is_known = len(days) >= _LEAST_LOOKS
    revisit = max(gaps[len(gaps) // 2], 1.0) if is_known else REVISIT_DAYS
    due = days[-1] if days else case.moment
    late = (case.moment - due) / timedelta(days=revisit)
    due += timedelta(days=revisit) * (math.floor(late) + 1 if late >= 0 else 0)
    usual = f"{revisit:.0f} days apart as before" if is_known else f"{revisit:.0f} days apart if not known otherwise"
    return due, f"due about {format_day(due)}, {usual}"


def _picture_days(places: frozenset[str], case: Asked) -> Iterator[datetime]:
    for sighting in case.ground.sightings:
        is_known = sighting["how"] in _PICTURES and sighting["known"] <= case.moment
        if is_known and is_inside(sighting["place_id"], places, case.ground.register):
            yield sighting["start"].replace(hour=0, minute=0, second=0, microsecond=0)
    for look in _past_looks(places, case):
        yield look.time.replace(hour=0, minute=0, second=0, microsecond=0)


def _past_looks(places: frozenset[str], case: Asked) -> list[Look]:
    return [look for look in case.ground.looks.at(places) if look.known <= case.moment]
