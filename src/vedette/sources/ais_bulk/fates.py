"""What becomes of the messages of a block: lines of the block flow in, the lines of each fate flow out.

A message with a place and a time is a position. One without a place is an identity where it names its sender; that is found
later, in `NameBook`. All others are issues.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vedette.engine.columns import Bools, Ints, to_us
from vedette.sources.ais_bulk.fields import IDENTITY_BITS
from vedette.sources.ais_bulk.layout import NO_TIME, PLACELESS, POSITION, Records
from vedette.sources.judging import EARLIEST, LATEST

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


def judge_messages(messages: Records, received_us: int) -> Fates:
    """Judge the messages of a block; positions without a time take `received_us`, in place, unless it is `NO_TIME`."""
    has_place, is_placeless = messages["status"] == POSITION, messages["status"] == PLACELESS
    is_timeless = has_place & (messages["heard_us"] == NO_TIME)
    has_borrowed_time = received_us != NO_TIME and bool(is_timeless.any())
    if has_borrowed_time:
        messages["heard_us"][is_timeless] = received_us
        is_timeless[:] = False
    heard_us = messages["heard_us"]
    is_off = has_place & ~is_timeless & ((heard_us < _EARLIEST_US) | (heard_us > _LATEST_US))
    is_position = has_place & ~is_timeless & ~is_off
    is_static = np.isin(messages["type"], list(IDENTITY_BITS)) & (is_position | is_placeless)
    static = np.flatnonzero(is_static)
    return Fates(
        np.flatnonzero(is_position), np.flatnonzero(is_timeless), np.flatnonzero(is_off), np.flatnonzero(is_placeless),
        static, is_placeless[static], has_borrowed_time,
    )  # fmt: skip
