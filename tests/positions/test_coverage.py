from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl
import pytest

from vedette.engine.local import run_window
from vedette.positions.steps import COVERAGE, CoverageParams
from vedette.schema.flags import Flag
from vedette.testing.positions import START, position, positions

CELL = (34.9, 35.8)


def counted(rows: list[dict[str, object]], params: CoverageParams | None = None) -> list[tuple[object, ...]]:
    frame = run_window(COVERAGE, positions(rows), params or CoverageParams())
    return frame.select("cell", "hour", "sensor", "n_assets", "n_positions", "uptime").rows()


def test_cells_hours_and_uptime() -> None:
    rows = [
        position("mmsi:273000001", 0, *CELL),
        position("mmsi:273000001", 7, *CELL),
        position("mmsi:273000002", 8, 34.1, 35.1),
        position("mmsi:273000002", 59, -0.5, -0.5),  # another cell, but the feed was up
        position("mmsi:273000001", 61, *CELL),
        position("icao24:1402a5", 3, *CELL),
        position("icao24:1402a6", 4, *CELL, sensor="mlat"),
    ]
    later = START + timedelta(hours=1)
    assert counted(rows) == [
        ("N34E035", START, "adsb", 2, 2, 1 / 12),
        ("N34E035", START, "ais", 2, 3, 3 / 12),
        ("N34E035", later, "ais", 1, 1, 1 / 12),
        ("S01W001", START, "ais", 1, 1, 3 / 12),
    ]


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        ({}, True),
        ({"flags": int(Flag.JUMP)}, False),
        ({"flags": int(Flag.DUPLICATE)}, False),
        ({"flags": int(Flag.BAD_IDENTITY)}, True),  # somebody sent it, whoever it was
        ({"sensor": "sar"}, False),
        ({"sensor": "sighting"}, False),
    ],
)
def test_what_counts_as_heard(more: dict[str, object], counts: bool) -> None:
    frame = run_window(COVERAGE, positions([position("mmsi:273000001", 0, *CELL, **more)]), CoverageParams())
    assert (frame.height == 1) is counts


def test_an_hour_needs_no_more_than_its_neighbours() -> None:
    rows = [position(f"mmsi:27300000{k % 3}", 13 * k, *CELL) for k in range(30)]
    frame = positions(rows)
    whole = run_window(COVERAGE, frame, CoverageParams())
    assert COVERAGE.halo_cells == 1
    hour = pl.col("time").dt.truncate("1h")
    for owner in whole["hour"].unique():
        near = frame.filter(hour.is_between(owner - timedelta(hours=1), owner + timedelta(hours=1)))
        own = run_window(COVERAGE, near, CoverageParams()).filter(pl.col("hour") == owner)
        assert own.rows() == whole.filter(pl.col("hour") == owner).rows()


def test_slots_that_do_not_divide_the_hour() -> None:
    rows = [position("mmsi:273000001", m, *CELL) for m in range(60)]
    assert run_window(COVERAGE, positions(rows), CoverageParams(slot_min=7))["uptime"].to_list() == [1.0]


def test_who_was_there_before_and_after_is_expected_in_between() -> None:
    heard = {"a": (0, 1, 2), "b": (0, 2), "c": (0, 1), "d": (1,), "e": (2, 3)}  # asset -> hours
    rows = [position(f"mmsi:{name}", 60 * hour + 5, *CELL) for name, hours in heard.items() for hour in hours]
    frame = run_window(COVERAGE, positions(rows), CoverageParams())
    found = {row["hour"]: (row["n_assets"], row["n_expected"], row["n_again"]) for row in frame.iter_rows(named=True)}
    assert found[START] == (3, 0, 0)
    assert found[START + timedelta(hours=1)] == (3, 2, 1)  # a and b were expected, a was heard
    assert found[START + timedelta(hours=2)] == (3, 0, 0)


def test_an_hour_in_which_nobody_was_heard_is_a_measured_zero_where_somebody_was_expected() -> None:
    rows = [position("mmsi:a", m, *CELL) for m in (5, 125)] + [position("mmsi:b", 65, 10.5, 10.5)]
    frame = run_window(COVERAGE, positions(rows), CoverageParams()).filter(pl.col("cell") == "N34E035")
    silent = frame.row(1, named=True)
    assert (silent["n_assets"], silent["n_positions"], silent["n_expected"], silent["n_again"]) == (0, 0, 1, 0)
    assert silent["uptime"] == 1 / 12  # the feed was up elsewhere


def test_a_dead_feed_has_no_uptime() -> None:
    frame = run_window(COVERAGE, positions([position("mmsi:a", m, *CELL) for m in (5, 125)]), CoverageParams())
    assert frame["uptime"].to_list() == [1 / 12, 0.0, 1 / 12]


def test_the_few_who_were_heard_are_named_the_many_are_not() -> None:
    rows = [position(f"mmsi:{n}", 60 * n + m, *CELL) for n in range(5) for m in range(n, 5)]
    crowd = [position(f"mmsi:{n}", 600, *CELL) for n in range(4)]
    frame = run_window(COVERAGE, positions(rows + crowd), CoverageParams())
    assert frame["asset_ids"].to_list()[0] == ["mmsi:0"]
    assert frame["asset_ids"].to_list()[-1] is None


@pytest.mark.parametrize("chance", [0.2, 0.5, 0.9])
def test_recaptures_recover_a_known_chance_of_reception(chance: float) -> None:
    rng = np.random.default_rng(4)
    is_heard = rng.random((40, 72)) < chance  # ships, hours; all of them stay
    rows = [position(f"mmsi:{ship}", 60 * hour + 1, *CELL) for ship, hour in np.argwhere(is_heard).tolist()]
    frame = run_window(COVERAGE, positions(rows), CoverageParams())
    n = frame["n_expected"].sum()
    found = frame["n_again"].sum() / n
    assert abs(found - chance) < 4 * (chance * (1 - chance) / n) ** 0.5
