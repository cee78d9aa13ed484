"""The rules of a visit as tables: what a position does to a stay, and how sure a stay is.

Each row of `TRANSITIONS` says: in this phase, seeing the asset in this zone at this pace, go to that phase and note
these marks. The kernel in `visits.py` only looks rows up.
Source: port visits of Global Fishing Watch (anchorages_pipeline): entry, stop, gap, exit, and its confidence 1 to 4.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

AWAY, SAILING, STOPPED = range(3)  # phases
INSIDE, BAND, BEYOND = range(3)  # zones: within the entry distance, between the two, beyond the exit distance
SLOW, STEADY, FAST = range(3)  # paces: at most the stop's speed, between or unknown, at least the speed that ends a stop
ENTERED, LEFT, STOP, GAP = 1, 2, 4, 8  # marks that a visit gathers
ANY = -1

TRANSITIONS = (
    # phase, zone, pace -> next phase, mark; why
    (AWAY, INSIDE, SLOW, STOPPED, ENTERED | STOP),  # first seen inside and already still
    (AWAY, INSIDE, STEADY, SAILING, ENTERED),
    (AWAY, INSIDE, FAST, SAILING, ENTERED),
    (AWAY, BAND, ANY, AWAY, 0),  # the band never begins a visit
    (AWAY, BEYOND, ANY, AWAY, 0),
    (SAILING, INSIDE, SLOW, STOPPED, STOP),
    (SAILING, INSIDE, STEADY, SAILING, 0),
    (SAILING, INSIDE, FAST, SAILING, 0),
    (SAILING, BAND, SLOW, STOPPED, STOP),  # the band is still part of the stay: jitter must not split it
    (SAILING, BAND, STEADY, SAILING, 0),
    (SAILING, BAND, FAST, SAILING, 0),
    (SAILING, BEYOND, ANY, AWAY, LEFT),
    (STOPPED, INSIDE, FAST, SAILING, 0),  # shifting berth does not end a visit
    (STOPPED, INSIDE, STEADY, STOPPED, 0),
    (STOPPED, INSIDE, SLOW, STOPPED, 0),
    (STOPPED, BAND, FAST, SAILING, 0),
    (STOPPED, BAND, STEADY, STOPPED, 0),
    (STOPPED, BAND, SLOW, STOPPED, 0),
    (STOPPED, BEYOND, ANY, AWAY, LEFT),
)

CONFIDENCE = (
    # entry seen and exit seen (0, 1 or both 2), with a stop or gap inside -> confidence
    (0, False, 1.0),  # nothing but a position inside
    (1, False, 1.0),  # only an entry or an exit
    (2, False, 1.0),  # passed through
    (0, True, 2.0),  # was there, came and went unseen
    (1, True, 3.0),
    (2, True, 4.0),
)


def transition_table() -> npt.NDArray[np.int64]:
    """`TRANSITIONS` as an array [phase, zone, pace] of (next phase, marks)."""
    table = np.full((3, 3, 3, 2), -1, np.int64)
    for phase, zone, pace, following, marks in TRANSITIONS:
        table[phase, zone, slice(None) if pace == ANY else pace] = (following, marks)
    return table


def confidence(marks: int) -> float:
    """How sure a visit with these marks is, 1 to 4."""
    seen = bool(marks & ENTERED) + bool(marks & LEFT)
    is_stay = bool(marks & (STOP | GAP))
    return next(value for ends, stay, value in CONFIDENCE if ends == seen and stay == is_stay)
