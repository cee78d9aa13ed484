"""The points of one readsb trace as columns, without an object for each of them.

The bytes of a document flow in, its points flow out, or None where it is not written as readsb writes it. The array of
points is read by `readsb_kernel`; what stands around it is small and read as any JSON. Only documents whose every point gives a
position are taken: an exception is somebody else's to explain.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from vedette.engine.columns import Floats, Ints, to_us
from vedette.sources.judging import EARLIEST, LATEST
from vedette.sources.readsb_kernel import (
    FIRST_POINT,
    LAT,
    LEAST,
    LON,
    MOST,
    N_NUMBERS,
    N_STRETCH,
    OFFSET_S,
    TEXT_END,
    TEXT_START,
)
from vedette.units import AIS_NO_LAT_DEG, AIS_NO_LON_DEG

Scan = Callable[[bytes, int, Floats, Ints, Ints], tuple[int, int, int]]
_EARLIEST_US, _LATEST_US = to_us(EARLIEST), to_us(LATEST)
_PLACE_OF_POINTS = "the points stood here"
_NEAR_TIE = 1e-3  # of a millisecond; what rounding a product may move it by is less


@dataclass(frozen=True)
class Borne:
    """A text that points bore, the first of them (from 0), and the times between which they did."""

    key: str
    text: str
    first: int
    start_us: int
    end_us: int


@dataclass(frozen=True)
class TracePoints:
    """(n,) points of an aircraft: times, numbers (N_NUMBERS, n) and bits as `readsb_kernel` has them, and the names borne."""

    address: str
    time_us: Ints
    numbers: Floats
    bits: Ints
    borne: tuple[Borne, ...]


def read_points(document: bytes, scan: Scan) -> TracePoints | None:
    """The points of a document, if all is as usual.

    Args:
        document: JSON, unpacked.
        scan: `readsb_kernel.scan_points`, compiled or not.
    """
    text = document + b"\0"
    at = _start_of_points(text)
    if at < 0:
        return None
    capacity = text.count(b"[", at)
    numbers, bits = np.empty((N_NUMBERS, capacity)), np.empty(capacity, np.int64)
    stretches = np.empty((capacity, N_STRETCH), np.int64)
    n, end, n_stretches = scan(text, at, numbers, bits, stretches)
    around = _read_around(text, at, end) if n > 0 else None
    if around is None:
        return None
    numbers = numbers[:, :n]
    time_us = _times_us(float(around["timestamp"]), numbers[OFFSET_S])
    if not _are_places(numbers[LAT], numbers[LON]) or time_us.min() < _EARLIEST_US or time_us.max() > _LATEST_US:
        return None
    borne = [*_call_signs(text, stretches[:n_stretches], time_us), *_whole_names(around, time_us)]
    return TracePoints(str(around["icao"]), time_us, numbers, bits[:n], tuple(borne))


def _start_of_points(text: bytes) -> int:
    """Index of the bracket that opens the array, -1 if there is none. Whether it is the right one, `_read_around` finds out."""
    name = text.find(b'"trace"')
    if name < 0:
        return -1
    at = name + len(b'"trace"')
    while text[at] in b" \t\r\n":
        at += 1
    if text[at] != ord(":"):
        return -1
    at += 1
    while text[at] in b" \t\r\n":
        at += 1
    return at if text[at] == ord("[") else -1


def _read_around(text: bytes, start: int, end: int) -> dict[str, Any] | None:
    """The document without its points; None if it is no such document, or if they were not the value of its member trace."""
    try:
        around = json.loads(text[:start] + json.dumps(_PLACE_OF_POINTS).encode() + text[end:-1])
        float(around["timestamp"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    names = (around.get("r"), around.get("t"))
    is_usual = around.get("trace") == _PLACE_OF_POINTS and isinstance(around.get("icao"), str)
    return around if is_usual and all(name is None or isinstance(name, str) for name in names) else None


def _times_us(start_s: float, offsets_s: Floats) -> Ints:
    """Start and offset added, to the nearest millisecond of the sum; where two are as near, Python's own rounding tells."""
    time_s = start_s + offsets_s
    if not np.isfinite(time_s).all() or np.abs(time_s).max() > 1e11:
        return np.array([np.iinfo(np.int64).min])
    in_ms = time_s * 1000.0
    whole_ms = np.rint(in_ms)
    doubtful = np.flatnonzero(np.abs(np.abs(in_ms - whole_ms) - 0.5) < _NEAR_TIE)
    rounded_s = whole_ms / 1000.0
    rounded_s[doubtful] = [round(float(s), 3) for s in time_s[doubtful]]
    return np.rint(rounded_s * 1e6).astype(np.int64)


def _are_places(lat: Floats, lon: Floats) -> bool:
    is_place = (np.abs(lat) <= 90.0) & (np.abs(lon) <= 180.0)  # a null is NaN, which compares as false
    return bool((is_place & (lat != AIS_NO_LAT_DEG) & (lon != AIS_NO_LON_DEG)).all())


def _call_signs(text: bytes, stretches: Ints, time_us: Ints) -> list[Borne]:
    found: dict[str, Borne] = {}
    for row in stretches.tolist():
        sign = text[row[TEXT_START] : row[TEXT_END]].decode("ascii")
        start_us, end_us = int(time_us[row[LEAST]]), int(time_us[row[MOST]])
        known = found.get(sign)
        if known is None:
            found[sign] = Borne("callsign", sign, row[FIRST_POINT], start_us, end_us)
        else:
            found[sign] = Borne("callsign", sign, known.first, min(known.start_us, start_us), max(known.end_us, end_us))
    return list(found.values())


def _whole_names(around: dict[str, Any], time_us: Ints) -> list[Borne]:
    named = (("registration", around.get("r")), ("type", around.get("t")))
    span = int(time_us.min()), int(time_us.max())
    return [Borne(key, text, 0, *span) for key, text in named if text is not None]
