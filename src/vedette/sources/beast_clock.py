"""Seconds from the counter that a receiver stamps on its frames.

Counters flow in, in the order of the file; seconds since the first of them flow out. A counter runs at 12 MHz through 48 bits,
or holds GPS time as Radarcapes may write it: seconds of the day in 18 bits, nanoseconds in 30. Neither knows the date, so the
seconds become times only by the stated time of reception, which is taken as that of the last frame.
Source: wiki.jetvision.de, "Mode-S Beast: data output formats".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vedette.sources.beast_frames import DAMAGED, Frame

MLAT_COUNTER = 0xFF004D4C4154  # stands for "computed by multilateration" (readsb, dump1090)
_NO_COUNTERS = frozenset({0, MLAT_COUNTER, MLAT_COUNTER + 1})  # none; multilateration; translated from UAT
_COUNTS_PER_S = 12e6
_PERIOD_S = 2**48 / _COUNTS_PER_S
_ROUND, _NANOS_PER_S, _DAY_S = 1 << 30, 10**9, 86_400.0
# merged streams are out of order by less, receivers silent for less; a counter that steps further was started anew
_MAX_DISORDER_S, _MAX_SILENCE_S = 10.0, 43_200.0
# A 12 MHz counter spends 6.9 % of its time on values that are no nanoseconds, 6.2 s in every 89.5 s. So many frames over so
# many rounds without one such value are GPS time.
_MIN_GPS_FRAMES, _MIN_GPS_ROUNDS = 1_000, 20


@dataclass
class FrameClock:
    """Seconds since the first counter; 0 until one came."""

    is_gps: bool = False
    elapsed_s: float = 0.0
    _last_s: float | None = None

    @property
    def is_running(self) -> bool:
        """True as soon as there was a counter."""
        return self._last_s is not None

    def advance(self, counter: int) -> bool:
        """Take the counter of the next frame; True if it was started anew, after a time that nobody knows."""
        if counter in _NO_COUNTERS:
            return False
        now_s = _gps_s(counter) if self.is_gps else counter / _COUNTS_PER_S
        period_s = _DAY_S if self.is_gps else _PERIOD_S
        step_s = 0.0 if self._last_s is None else (now_s - self._last_s + period_s / 2) % period_s - period_s / 2
        self._last_s = now_s
        if not -_MAX_DISORDER_S <= step_s <= _MAX_SILENCE_S:
            return True
        self.elapsed_s += step_s
        return False


def measure(frames: Iterable[Frame]) -> FrameClock:
    """The clock as it stands after all frames: which kind of counter they have, and how long they last."""
    plain, gps = FrameClock(), FrameClock(is_gps=True)
    n_frames, is_nanos = 0, True
    for frame in frames:
        if frame.kind == DAMAGED or frame.counter in _NO_COUNTERS:
            continue
        n_frames += 1
        is_nanos = is_nanos and frame.counter % _ROUND < _NANOS_PER_S
        plain.advance(frame.counter)
        gps.advance(frame.counter)
    rounds = plain.elapsed_s * _COUNTS_PER_S / _ROUND
    return gps if is_nanos and n_frames >= _MIN_GPS_FRAMES and rounds >= _MIN_GPS_ROUNDS else plain


def _gps_s(counter: int) -> float:
    return counter // _ROUND + counter % _ROUND / _NANOS_PER_S
