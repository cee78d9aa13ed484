"""How much of each day counts as covered: recaptures, dead feeds, and leaving the asset in question out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest
from builders import Row, at, coverage

from vedette.assessment.known.coverage import CoverageIndex, estimate_reception, rate_hours
from vedette.engine.local import run_window
from vedette.positions.steps import COVERAGE as COVERAGE_STEP
from vedette.positions.steps import CoverageParams
from vedette.schema.tables import COVERAGE
from vedette.testing.positions import START, position, positions

CELL = "N32E023"
DAY = "2024-12-10"


def hour(n: int, n_assets: int = 1, **cells: Any) -> Row:
    return {
        "cell": CELL, "hour": at(DAY) + timedelta(hours=n), "sensor": "ais", "n_assets": n_assets, "n_positions": n_assets * 10,
        "uptime": 1.0, "n_expected": 0, "n_again": 0, "asset_ids": None,
    } | cells  # fmt: skip


def day_share(rows: list[Row], **kwargs: Any) -> float:
    return CoverageIndex.of(COVERAGE.build(rows)).days(("ais",), (CELL,), at(DAY), at(DAY), **kwargs)[0]


def simulate(chances: np.ndarray, n_hours: int, seed: int) -> pl.DataFrame:
    """Coverage as measured of ships that all stay in one cell, each heard in an hour by its own chance."""
    rng = np.random.default_rng(seed)
    heard = rng.random((len(chances), n_hours)) < chances[:, None]
    rows = [position(f"mmsi:{s}", 60 * h + 1, 32.5, 23.5) for s, h in np.argwhere(heard).tolist()]
    return run_window(COVERAGE_STEP, positions(rows), CoverageParams())


def test_without_recaptures_uptime_counts_as_before() -> None:
    rows = coverage(CELL, DAY, DAY)[:12] + coverage(CELL, DAY, DAY, uptime=0.5)[12:]
    assert day_share(rows) == pytest.approx(0.75)


def test_an_hour_with_one_ship_and_nobody_to_compare_with_is_half_covered() -> None:
    assert day_share([hour(n) for n in range(24)]) == pytest.approx(0.5)


def test_a_recording_too_short_for_recaptures_goes_by_how_many_were_heard() -> None:
    few, many = (rate_hours(COVERAGE.build([hour(n, n_assets) for n in range(2)]))["covered"].to_list() for n_assets in (3, 48))
    assert few == pytest.approx([0.75, 0.75])
    assert many == pytest.approx([48 / 49, 48 / 49])


def test_many_that_are_heard_again_make_an_hour_full() -> None:
    full = day_share([hour(n, 40, n_expected=40, n_again=40) for n in range(24)])
    half = day_share([hour(n, 20, n_expected=40, n_again=20) for n in range(24)])
    assert full > 0.99
    assert half == pytest.approx(0.5, abs=0.01)


def test_hours_in_which_nobody_was_heard_are_not_covered_and_speak_for_bad_reception() -> None:
    heard = [hour(n, 4, n_expected=4, n_again=4) for n in range(0, 24, 2)]
    silent = [hour(n, 0, n_expected=4, n_again=0) for n in range(1, 24, 2)]
    assert day_share(heard) == pytest.approx(0.5, abs=0.01)
    assert day_share(heard + silent) < 0.45


def test_hours_of_a_dead_feed_say_nothing_of_reception_and_count_nothing() -> None:
    heard = [hour(n, 8, n_expected=8, n_again=8) for n in range(12)]
    dead = [hour(n, 0, uptime=0.0, n_expected=8, n_again=0) for n in range(12, 24)]
    assert day_share(heard + dead) == day_share(heard) == pytest.approx(0.5, abs=0.02)


def test_an_archive_thinned_to_one_position_an_hour_is_no_feed_that_is_down() -> None:
    rows = [hour(n, 30, uptime=1 / 12, n_expected=30, n_again=30) for n in range(24)]
    assert day_share(rows) > 0.98
    rows[0] |= {"uptime": 1 / 24}
    assert day_share(rows) == pytest.approx(0.98, abs=0.02)


def test_what_only_the_asset_itself_was_heard_for_does_not_count() -> None:
    rows = [hour(n, asset_ids=["ship:sparta"]) for n in range(12)]
    rows += [hour(n, 2, asset_ids=["mmsi:1", "ship:sparta"]) for n in range(12, 24)]
    whole = day_share(rows)
    assert whole == pytest.approx(0.6)  # 1.5 ships an hour
    assert day_share(rows, without=["ship:sparta"]) == pytest.approx(whole / 2)
    assert day_share(rows, without=["ship:ursa-major"]) == whole


@pytest.mark.parametrize("chance", [0.2, 0.5, 0.9])
def test_reception_is_recovered(chance: float) -> None:
    measured = simulate(np.full(60, chance), 72, seed=1)
    n = measured["n_expected"].sum()
    found = float(estimate_reception(measured).mean())  # type: ignore[arg-type]
    assert abs(found - chance) < 3 * (chance * (1 - chance) / n) ** 0.5 + 0.01


def test_where_ships_differ_the_estimate_is_rather_too_high_but_never_by_more_than_the_spread() -> None:
    chances = np.tile([0.2, 0.8], 15)
    found = float(estimate_reception(simulate(chances, 72, seed=2)).mean())  # type: ignore[arg-type]
    expected = float((chances**3).sum() / (chances**2).sum())  # weighted by who is heard on both sides
    assert chances.mean() < found <= 0.8
    assert abs(found - expected) < 0.05


def test_a_cell_of_few_ships_is_drawn_towards_the_sensor() -> None:
    rows = [hour(n, 20, n_expected=40, n_again=20) for n in range(24)]
    lone = hour(5, 1, cell="N10E010", n_expected=1, n_again=1)
    rated = rate_hours(COVERAGE.build([*rows, lone])).filter(pl.col("cell") == "N10E010")
    assert 0.5 < rated["covered"].item() < 0.75


def test_a_day_without_any_position_anywhere_has_no_feed() -> None:
    index = CoverageIndex.of(COVERAGE.build([hour(3), hour(30, uptime=0.0, n_assets=0, n_expected=1)]))
    day: datetime = at(DAY)
    assert index.has_feed(("ais",), day.date())
    assert not index.has_feed(("ais",), day.date() + timedelta(days=1))
    assert not index.has_feed(("adsb",), day.date())


def test_start_of_the_simulated_clock_is_a_whole_hour() -> None:
    assert START.minute == 0
