"""How much of each day could anything have been received around a place? Measured on everybody else, never on the asset.

Rows of the coverage table flow in; for a place and a day the covered share of its hours flows out. An hour in which nobody was
heard is not covered. Where recaptures were counted, an hour counts as much as reception was good in it: the share of those
expected there that was heard, drawn towards that of its day, its cell and its sensor where few were expected. Where they
were not, it counts by the uptime of the feeds. Hours of a dead feed count nothing and say nothing of reception.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

Cells = tuple[str, ...]
CellDays = Mapping[tuple[str, str], Mapping[date, float]]
_STRENGTH = 4.0  # an estimate from so many expected assets counts as much as that of the next wider group
_BLANK = 2.0  # what is taken of a sensor before any recapture counts as so many expected assets


@dataclass(frozen=True)
class CoverageIndex:
    """Covered share of the day, 0 to 1, by sensor, cell and day.

    `own` is what hours with few assets add to it: (sensor, cell) -> those heard -> day -> share that falls away without all of them.
    `is_up` holds the days on which a sensor's feeds delivered anything anywhere; `named` the assets of `own` by cell.
    """

    shares: CellDays
    own: Mapping[tuple[str, str], Mapping[frozenset[str], Mapping[date, float]]] = field(default_factory=dict)
    is_up: Mapping[str, frozenset[date]] = field(default_factory=dict)
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, coverage: pl.DataFrame) -> CoverageIndex:
        """Index rows of the coverage table."""
        if coverage.is_empty():
            return cls({})
        hours = rate_hours(coverage)
        shares: dict[tuple[str, str], dict[date, float]] = defaultdict(dict)
        for sensor, cell, day, share in _per_day(hours, ["sensor", "cell"], "covered"):
            shares[sensor, cell][day] = min(share, 1.0)
        own: dict[tuple[str, str], dict[frozenset[str], dict[date, float]]] = defaultdict(lambda: defaultdict(dict))
        named = hours.filter(pl.col("n_assets") > 0, pl.col("asset_ids").list.len() == pl.col("n_assets"))
        named = named.with_columns(ids=pl.col("asset_ids").list.sort().list.join(" "))
        for sensor, cell, ids, day, share in _per_day(named, ["sensor", "cell", "ids"], "covered"):
            own[sensor, cell][frozenset(ids.split(" "))][day] = share
        up = hours.filter(pl.col("uptime") > 0).select("sensor", pl.col("hour").dt.date().alias("day")).unique()
        is_up = {s: frozenset(up.filter(pl.col("sensor") == s)["day"]) for s in up["sensor"].unique().sort()}
        named_in: dict[str, set[str]] = defaultdict(set)
        for (_, cell), groups in own.items():
            named_in[cell].update(*groups)
        return cls(
            dict(shares),
            {pair: dict(groups) for pair, groups in own.items()},
            is_up,
            {cell: frozenset(ids) for cell, ids in named_in.items()},
        )

    def days(
        self, sensors: tuple[str, ...], cells: Cells, start: datetime, end: datetime, without: Iterable[str] = ()
    ) -> list[float]:
        """The covered share of each day from start to end, both included: the mean over the cells of the best sensor's share.

        0 on a day on which nothing was received there. What only assets of `without` were heard for does not count.
        """
        count = max((end.date() - start.date()).days + 1, 0)
        pairs = [[(s, c) for s in sensors if (s, c) in self.shares] for c in cells]
        if not any(pairs):
            return [0.0] * count
        days = [start.date() + timedelta(days=i) for i in range(count)]
        left_out = frozenset(without)
        lost = {p: self._lost(p, left_out) for found in pairs for p in found}
        return [
            sum(max((self._share(p, day, lost[p]) for p in found), default=0.0) for found in pairs) / len(cells) for day in days
        ]

    def _lost(self, pair: tuple[str, str], without: frozenset[str]) -> list[Mapping[date, float]]:
        """What falls away without some assets: the hours in which nobody else was heard."""
        return [days for heard, days in self.own.get(pair, {}).items() if heard <= without] if without else []

    def _share(self, pair: tuple[str, str], day: date, lost: list[Mapping[date, float]]) -> float:
        share = self.shares[pair].get(day, 0.0)
        return max(share - sum(own.get(day, 0.0) for own in lost), 0.0) if lost else share

    def heard_alone(self, cells: Cells) -> frozenset[str]:
        """The assets that were heard in some cells in hours in which few were, so that hours may count for their sake alone."""
        return frozenset().union(*(self.named.get(cell, frozenset()) for cell in cells))

    def has_any(self, sensors: tuple[str, ...]) -> bool:
        """Was anything ever received by these sensors?"""
        return any(sensor in self.is_up for sensor in sensors)

    def has_cell(self, sensors: tuple[str, ...], cells: Cells) -> bool:
        """Was anything ever received in any of some cells?"""
        return any((sensor, cell) in self.shares for cell in cells for sensor in sensors)

    def has_feed(self, sensors: tuple[str, ...], day: date) -> bool:
        """Did any feed of these sensors deliver anything anywhere on a day?"""
        return any(day in self.is_up.get(sensor, ()) for sensor in sensors)


def rate_hours(coverage: pl.DataFrame) -> pl.DataFrame:
    """Each hour with `covered`, how much of it counts.

    Args:
        coverage: rows of `COVERAGE`; null in n_expected = recaptures were not counted.
    Returns:
        The same rows. Where recaptures were counted, covered = reception x uptime over the usual uptime of the sensor (an
        archive with one position an hour is no feed that is down most of the time); else it is the uptime.
    """
    usual = pl.col("uptime").filter(pl.col("uptime") > 0).median().over("sensor")
    ratio = pl.when(pl.col("uptime") > 0).then((pl.col("uptime") / usual).clip(upper_bound=1.0)).otherwise(0.0)
    is_counted = pl.col("n_expected").is_not_null()
    heard = pl.col("n_assets") > 0
    reception = estimate_reception(coverage)
    rated = coverage.with_columns(reception=reception, ratio=ratio)
    covered = pl.when(heard).then(pl.when(is_counted).then(pl.col("reception") * pl.col("ratio")).otherwise(pl.col("uptime")))
    return rated.with_columns(covered=covered.otherwise(0.0))


def estimate_reception(coverage: pl.DataFrame) -> pl.Series:
    """The chance that an asset that is in a cell and sends is heard in an hour, for each row of the coverage table.

    The share of those expected (heard before and after) that were heard, drawn in turn towards that of the cell's day, of the
    cell and of the sensor: (again + 4 x wider) / (expected + 4). Before any recapture a sensor that hears m assets in an hour and
    cell is taken to hear m of m + 1, as in a recording of two hours. Hours of a dead feed are left out. Ships that are heard more
    easily than others are expected more often, so that where ships differ the estimate is rather too high.
    Source: shrinkage of a binomial share, as in Casella, The American Statistician 39 (1985).
    """
    alive = pl.col("uptime") > 0
    n = pl.when(alive).then(pl.col("n_expected").fill_null(0)).otherwise(0)
    k = pl.when(alive).then(pl.col("n_again").fill_null(0)).otherwise(0)
    living = pl.when(alive).then(pl.col("n_assets"))
    frame = coverage.select("sensor", "cell", living=living, day=pl.col("hour").dt.date(), n=n, k=k)
    heard = pl.col("living").mean().over("sensor").fill_null(0.0)
    wider: pl.Expr = (pl.col("k").sum().over("sensor") + _BLANK * heard / (heard + 1)) / (
        pl.col("n").sum().over("sensor") + _BLANK
    )
    for keys in (["sensor", "cell"], ["sensor", "cell", "day"]):
        wider = (pl.col("k").sum().over(keys) + _STRENGTH * wider) / (pl.col("n").sum().over(keys) + _STRENGTH)
    return frame.select(reception=(pl.col("k") + _STRENGTH * wider) / (pl.col("n") + _STRENGTH)).to_series()


def _per_day(hours: pl.DataFrame, keys: list[str], column: str) -> Iterable[tuple[Any, ...]]:
    """Sums over the hours of a day as shares of it, in a fixed order."""
    day = pl.col("hour").dt.date().alias("day")
    return (
        hours.sort([*keys, "hour"])
        .group_by([*keys, day], maintain_order=True)
        .agg((pl.col(column).sum() / 24).alias("share"))
        .iter_rows()
    )
