"""How much of each day could anything have been received around a place? Measured on everybody else, never on the asset.

Rows of the coverage table flow in; for a place and a day the share of its hours in which its one-degree cell was heard, times
the uptime of the feeds, flows out. An hour without a row counts as not covered: nobody was heard then.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

Cells = tuple[str, ...]


@dataclass(frozen=True)
class CoverageIndex:
    """Covered share of the day, 0 to 1, by sensor, cell and day."""

    shares: Mapping[tuple[str, str], Mapping[date, float]]

    @classmethod
    def of(cls, coverage: pl.DataFrame) -> CoverageIndex:
        """Index rows of the coverage table."""
        days = coverage.group_by("sensor", "cell", pl.col("hour").dt.date().alias("day")).agg(
            (pl.col("uptime").sum() / 24).alias("share")
        )
        found: dict[tuple[str, str], dict[date, float]] = defaultdict(dict)
        for row in days.sort("sensor", "cell", "day").iter_rows(named=True):
            found[row["sensor"], row["cell"]][row["day"]] = min(float(row["share"]), 1.0)
        return cls(dict(found))

    def share(self, sensors: Iterable[str], cells: Cells, day: date) -> float:
        """Mean over the cells of the best sensor's covered share of a day; 0 where nothing was received."""
        best = [max((self.shares.get((s, c), {}).get(day, 0.0) for s in sensors), default=0.0) for c in cells]
        return sum(best) / len(best) if best else 0.0

    def days(self, sensors: tuple[str, ...], cells: Cells, start: datetime, end: datetime) -> list[float]:
        """The covered share of each day from start to end, both included."""
        count = (end.date() - start.date()).days + 1
        return [self.share(sensors, cells, start.date() + timedelta(days=i)) for i in range(max(count, 0))]


def cell_of(lat_deg: float, lon_deg: float) -> str:
    """The one-degree cell of a point by its south-west corner, as in ``N34E035``."""
    south, west = math.floor(min(lat_deg, 89.0)), math.floor(lon_deg)
    west = west - 360 if west >= 180 else west
    return f"{'S' if south < 0 else 'N'}{abs(south):02d}{'W' if west < 0 else 'E'}{abs(west):03d}"
