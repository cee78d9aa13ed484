"""Why a ship fell silent, through the steps in their order: coverage is measured before causes are given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from vedette import pipeline
from vedette.registry.register import Register, load_register
from vedette.schema.tables import TABLES
from vedette.testing.positions import position, positions

SHIP, AS_OF = "mmsi:273000001", datetime(2030, 1, 1, tzinfo=UTC)
AT_SEA = (34.5, 30.5)  # 150 km and more from Cyprus, Turkey and Egypt
OFF_TARTUS = (34.85, 35.8)
DARK_H = 30


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def cause(register: Register, where: tuple[float, float], crowd: tuple[float, float] | None, crowd_h: range) -> str:
    """The cause of a silence of thirty hours after a day of half-hourly positions, with others heard every five minutes."""
    lat, lon = where
    minutes = [*range(0, 24 * 60, 30), (24 + DARK_H) * 60]
    rows = [position(SHIP, m, lat + 0.0001 * i, lon) for i, m in enumerate(minutes)]
    if crowd:
        rows += [
            position(f"mmsi:21100000{k}", 60 * h + m, crowd[0] + 0.01 * k, crowd[1])
            for k in range(3) for h in crowd_h for m in range(0, 60, 5)
        ]  # fmt: skip
    frame = positions(sorted(rows, key=lambda r: (r["asset_id"], r["time"])))
    tables = {name: table.empty() for name, table in TABLES.items()} | {"positions": frame}
    for line in pipeline.MOVEMENT:
        pipeline.take(line, tables, register, pipeline.Settings(), AS_OF)
    gaps = tables["events"].filter(pl.col("kind") == "gap", pl.col("asset_id") == SHIP, ~pl.col("is_open"))
    (row,) = gaps.to_dicts()
    assert row["end"] - row["start"] > timedelta(hours=DARK_H - 1)
    return str(row["cause"])


@pytest.mark.parametrize(
    ("where", "crowd", "crowd_h", "expected"),
    [
        (AT_SEA, AT_SEA, range(60), "transponder_off"),  # the others were heard all the time, in the same cell
        (AT_SEA, (36.5, 33.5), range(60), "coverage_hole"),  # heard elsewhere, nobody there
        (AT_SEA, AT_SEA, range(26), "feed_down"),  # nobody was heard anywhere any more
        (OFF_TARTUS, OFF_TARTUS, range(60), "unknown"),  # near the coast the conditions do not hold
    ],
)
def test_cause(
    register: Register, where: tuple[float, float], crowd: tuple[float, float] | None, crowd_h: range, expected: str
) -> None:
    assert cause(register, where, crowd, crowd_h) == expected
