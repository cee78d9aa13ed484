"""How sure is a movement that was found in positions? A passage is no stay, and a lost signal is no landing.

Rows of the events table flow in; the exponent of their ratio, and whether they show at all where the asset was, flow out. A stay with a
stop is as sure as its positions; a flight's end has the confidence that its finder gave it, which for a signal lost in the air is low.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]
TOO_FAST = "implied speed beyond the class"  # the remark of `events.legs` on a leg
_STOPPED = 2.0  # confidence of a visit from which a stop was seen in it; below it is a passage (Global Fishing Watch)


def is_passage(event: Row) -> bool:
    """Is it a visit without a stop: a ship that sailed through?"""
    return bool(event["kind"] == "visit" and event["confidence"] is not None and event["confidence"] < _STOPPED)


def is_too_fast(event: Row) -> bool:
    """Is it a leg that no ship or aircraft of its class could have made in that time?"""
    return TOO_FAST in (event["flags"] or ())


def sureness_of(event: Row, numbers: Mapping[str, float], part: str) -> float:
    """The exponent of its ratio, 0 to 1.

    Args:
        event: a row of the events table; a confidence that is missing counts as sure.
        numbers: of the row "event_confidence" of the likelihood table.
        part: of the claim; for the transit a passage is as good as a stay.
    """
    if is_passage(event):
        return 1.0 if part == "transit" else numbers["passage"]
    return 1.0 if _is_sure(event) else float(event["confidence"])


def shows_where(event: Row, numbers: Mapping[str, float]) -> bool:
    """Does it show that the asset was at the place, so that it can bear identity there?"""
    return not is_passage(event) and (_is_sure(event) or event["confidence"] >= numbers["least_shown"])


def _is_sure(event: Row) -> bool:
    return event["confidence"] is None or event["kind"] == "visit" or event["confidence"] >= 1.0
