"""What becomes of the messages of a block: lines of the block flow in, the lines of each fate flow out.

A message with a place and a time is a position. One without a place is an identity where it names its sender; that is found
later, in `NameBook`. All others are issues.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vedette.engine.columns import Bools, Ints, to_us
from vedette.engine.compiled import compiled
from vedette.sources.ais_bulk.fields import EXTENDED_B, STATIC_A, STATIC_B
from vedette.sources.ais_bulk.layout import NO_TIME, PLACELESS, POSITION, Records
from vedette.sources.judging import EARLIEST, LATEST

_DATED, _TIMELESS, _OFF, _PLACELESS = 1, 2, 3, 4
_EARLIEST_US, _LATEST_US = to_us(EARLIEST), to_us(LATEST)


@dataclass(frozen=True)
class Fates:
    """Lines of a block whose messages are positions, lack a time, have an impossible one, have no place, or name their sender.

    Those that name their sender have no place, or are positions too (`is_placeless` says which). `has_borrowed_time`: a
    position took the stated time of reception.
    """

    positions: Ints
    no_time: Ints
    bad_time: Ints
    placeless: Ints
    static: Ints
    is_placeless: Bools
    has_borrowed_time: bool


def judge_messages(messages: Records, received_us: int, size: int) -> Fates:
    """Judge the messages of a block; positions without a time take `received_us`, in place, unless it is `NO_TIME`.

    `size` decides on compiling.
    """
    fates, is_static = np.zeros(len(messages), np.uint8), np.zeros(len(messages), np.bool_)
    has_borrowed_time = compiled(judge_each, size)(messages, received_us, fates, is_static)
    static = np.flatnonzero(is_static)
    positions, timeless, off, placeless = (np.flatnonzero(fates == fate) for fate in (_DATED, _TIMELESS, _OFF, _PLACELESS))
    return Fates(positions, timeless, off, placeless, static, fates[static] == _PLACELESS, bool(has_borrowed_time))


def judge_each(messages: Records, received_us: int, fates: npt.NDArray[np.uint8], is_static: Bools) -> bool:
    """Write the fate of every message, and whether it may name its sender; whether any took `received_us`."""
    has_borrowed = False
    for i in range(len(messages)):
        message = messages[i]
        if message["status"] == POSITION:
            if message["heard_us"] == NO_TIME and received_us != NO_TIME:
                message["heard_us"] = received_us
                has_borrowed = True
            if message["heard_us"] == NO_TIME:
                fates[i] = _TIMELESS
            elif message["heard_us"] < _EARLIEST_US or message["heard_us"] > _LATEST_US:
                fates[i] = _OFF
            else:
                fates[i] = _DATED
        elif message["status"] == PLACELESS:
            fates[i] = _PLACELESS
        if fates[i] == _DATED or fates[i] == _PLACELESS:
            kind = message["type"]
            is_static[i] = kind in (STATIC_A, EXTENDED_B, STATIC_B)
    return has_borrowed
