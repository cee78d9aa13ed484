"""Why was an asset not heard? *Unknown*, unless the coverage of everybody else says more.

In flow one gap and the measured coverage, out flows a cause. Each cause needs all its conditions; the conditions for
*transponder off* are those of Welch et al. (2022), "Hot spots of unseen fishing vessels", Science Advances 8(44):
reception must have been good before, after and around, and piers are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import polars as pl

OffshoreKm = Callable[[float, float], float]

_DAY, _LOOKED_AT = timedelta(days=1), timedelta(days=30)  # of a longer gap the first month tells whether the feed was down
UNKNOWN, OFF, HOLE, FEED_DOWN = "unknown", "transponder_off", "coverage_hole", "feed_down"


@dataclass(frozen=True)
class Reception:
    """What the coverage says about the two ends of a gap; None where there is no coverage to ask."""

    uptime: float  # mean uptime of the sensor's feeds over the hours of the gap
    before_per_day: float  # positions of anybody per day in the cell where it went silent, over the gap's first day
    after_per_day: float | None  # the same in the cell where it came back, over the gap's last day; None while it is open


@dataclass(frozen=True)
class Conditions:
    """Limits of `cause`, each with its source."""

    off_min_h: float
    off_min_offshore_km: float
    off_min_per_day: float
    off_min_before: int
    down_max_uptime: float


class CoverageLookup:
    """Coverage by sensor, cell and hour, for a few questions."""

    def __init__(self, coverage: pl.DataFrame) -> None:
        self._uptime = dict(zip(zip(coverage["sensor"], coverage["hour"], strict=True), coverage["uptime"], strict=True))
        keys = zip(coverage["sensor"], coverage["cell"], coverage["hour"], strict=True)
        self._positions = dict(zip(keys, coverage["n_positions"], strict=True))

    def reception(self, sensor: str, start: datetime, end: datetime, start_cell: str | None, end_cell: str | None) -> Reception:
        """What was received while an asset was not."""
        hours = _hours(start, min(end, start + _LOOKED_AT))
        uptime = sum(self._uptime.get((sensor, hour), 0.0) for hour in hours) / len(hours)
        after = None if end_cell is None else self._per_day(sensor, end_cell, _hours(max(start, end - _DAY), end))
        return Reception(uptime, self._per_day(sensor, start_cell, hours[:24]), after)

    def _per_day(self, sensor: str, cell: str | None, hours: list[datetime]) -> float:
        return 24.0 * sum(int(self._positions.get((sensor, cell, hour), 0)) for hour in hours) / len(hours)


def cause(
    hours: float, n_before: int, offshore_km: float | None, reception: Reception | None, limits: Conditions
) -> tuple[str, str | None]:
    """The cause of a gap, and the sentence that explains it (None for *unknown*).

    Args:
        hours: length of the gap.
        n_before: positions of the asset itself in the twelve hours before.
        offshore_km: distance from the coast where it went silent; None = not known.
        reception: what the coverage says; None = no coverage was measured.
        limits: the conditions.
    """
    if reception is None:
        return UNKNOWN, None
    if reception.uptime < limits.down_max_uptime:
        return FEED_DOWN, f"the feed delivered in {reception.uptime:.0%} of the time"
    if reception.before_per_day == 0 and not reception.after_per_day:
        return HOLE, "nobody was heard there in those hours"
    received = [r for r in (reception.before_per_day, reception.after_per_day) if r is not None]
    is_off = (
        hours >= limits.off_min_h
        and offshore_km is not None
        and offshore_km > limits.off_min_offshore_km
        and all(r > limits.off_min_per_day for r in received)
        and n_before >= limits.off_min_before
    )
    if is_off:
        return OFF, f"others were heard there, at least {min(received):.0f} positions a day"
    return UNKNOWN, None


def _hours(start: datetime, end: datetime) -> list[datetime]:
    """The starts of the whole hours that lie inside, or of the hour of the start if there is none."""
    first = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    n = max(1, int((end - first) / timedelta(hours=1)) - 1)
    return [first + timedelta(hours=k + 1) for k in range(n)]
