"""Flags on a position: one bit each, so that nothing is ever deleted for looking wrong."""

from __future__ import annotations

from enum import IntFlag


class Flag(IntFlag):
    """Why a position is not taken at face value. Kernels skip rows with any bit of `UNUSABLE`."""

    DUPLICATE = 1  # same asset, time and place as an earlier row (another receiver heard it too)
    JUMP = 2  # implied speed from the rows before and after is beyond the asset's class
    STALE = 4  # the source itself says that the position is an old one, repeated
    NEW_LEG = 8  # the source itself says that a new flight begins (readsb trace flag 2)
    NON_ICAO = 16  # the address is not an ICAO 24-bit address (readsb's "~" prefix)
    BAD_IDENTITY = 32  # the number cannot belong to a ship or aircraft (MMSI of the wrong length, say)
    NULL_ISLAND = 64  # exactly 0, 0
    FUTURE = 128  # later than the moment at which it was received
    OFF_RANGE = 256  # speed, course or height outside what is physically meaningful; the value itself became null
    ON_LAND = 512  # a ship's position well inland


UNUSABLE = Flag.DUPLICATE | Flag.JUMP | Flag.STALE | Flag.NULL_ISLAND | Flag.FUTURE
