"""How much of each day could anything have been received around a place? Measured on everybody else, never on the asset.

Rows of the coverage table flow in; for a place and a day the share of its hours in which its one-degree cell was heard, times
the uptime of the feeds, flows out. An hour without a row counts as not covered: nobody was heard then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
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

    def days(self, sensors: tuple[str, ...], cells: Cells, start: datetime, end: datetime) -> list[float]:
        """The covered share of each day from start to end, both included: the mean over the cells of the best sensor's share.

        0 on a day on which nothing was received there.
        """
        count = max((end.date() - start.date()).days + 1, 0)
        covered = [[self.shares[s, c] for s in sensors if (s, c) in self.shares] for c in cells]
        if not any(covered):
            return [0.0] * count
        days = [start.date() + timedelta(days=i) for i in range(count)]
        return [sum(max((share.get(day, 0.0) for share in cell), default=0.0) for cell in covered) / len(cells) for day in days]
