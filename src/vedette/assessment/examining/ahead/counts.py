"""Counts of flights and of parked aircraft, before and after: what would tell whether a rate rose or fell."""

from __future__ import annotations

from collections.abc import Iterator

from vedette.assessment.examining.ahead.asked import Asked
from vedette.assessment.examining.ahead.looks import NextLook, make_yes_no
from vedette.assessment.examining.ahead.pictures import next_picture
from vedette.assessment.weights.hypotheses import Cells


def counted_flights(case: Asked) -> Iterator[NextLook]:
    """Flights counted by effort, before and after; and counts of aircraft on pictures."""
    if case.query.kind != "flight_rate":
        return
    rise = "fall" if case.query.direction == "down" else "rise"
    says = f"ADS-B positions around {case.destination or case.origin}, {case.period} and four weeks before, counted by effort"
    yield make_yes_no("flight_counts", says, None, f"they show a {rise}", "they show none", Cells(0.8, 0.05, 0.05, 0.1), case.now)
    due, words = next_picture(case.query.destinations or case.query.origins, case)
    when = f"{case.period}, if an archive has them" if case.is_past else words
    says = f"Satellite images of the airfields of {case.destination or case.origin} on several days ({when})"
    yes, no = f"they show {'fewer' if rise == 'fall' else 'more'} transports than before", "they do not"
    if not case.is_past and not case.still_tells(due):
        return
    yield make_yes_no("airfield_images", says, None if case.is_past else due, yes, no, Cells(0.6, 0.2, 0.2, 0.25), case.now)
