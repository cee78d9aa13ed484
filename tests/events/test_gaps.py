from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from vedette.engine.local import run_scan
from vedette.events.gap_causes import FEED_DOWN, HOLE, OFF, UNKNOWN, Conditions, Reception, cause
from vedette.events.steps import GAPS, GapParams
from vedette.geo import distance_km
from vedette.schema.flags import Flag
from vedette.schema.tables import COVERAGE
from vedette.testing.positions import START, position, positions

SHIP, PLANE = "mmsi:273396130", "icao24:1402a5"
LIMITS = Conditions(off_min_h=12, off_min_offshore_km=92.6, off_min_per_day=10, off_min_before=14, down_max_uptime=0.5)


def gaps_of(rows: list[dict[str, object]], end_h: float = 1000, **params: Any) -> list[dict[str, Any]]:
    """Gaps where one position is enough to have been followed, unless said otherwise."""
    end = START + timedelta(hours=end_h)
    return run_scan(GAPS, positions(rows), GapParams(**{"min_before": 1, **params}), watermark=end).frame.sort("start").to_dicts()


def ended(rows: list[dict[str, object]], **params: Any) -> list[dict[str, Any]]:
    return [gap for gap in gaps_of(rows, **params) if not gap["is_open"]]


@pytest.mark.parametrize(
    ("asset", "more", "minutes", "n"),
    [
        (SHIP, {}, 359, 0),
        (SHIP, {}, 360, 1),
        (PLANE, {"alt_ft": 31_000.0}, 29, 0),
        (PLANE, {"alt_ft": 31_000.0}, 30, 1),
        (PLANE, {"alt_ft": 9_000.0}, 600, 0),  # may have landed
        (PLANE, {"on_ground": True}, 600, 0),
    ],
)
def test_how_long_a_silence_is_a_gap(asset: str, more: dict[str, object], minutes: float, n: int) -> None:
    assert len(ended([position(asset, 0, 34.0, 30.0, **more), position(asset, minutes, 34.5, 30.0, **more)])) == n


def test_a_gap_says_where_how_far_and_how_fast() -> None:
    (gap,) = ended([position(SHIP, 0, 34.0, 30.0), position(SHIP, 600, 34.0, 31.0)])
    km = distance_km(34.0, 30.0, 34.0, 31.0)
    assert (gap["lat_deg"], gap["lon_deg"], gap["dist_km"]) == (34.0, 30.0, km)
    assert gap["dur_s"] == 36_000
    assert gap["implied_kn"] == pytest.approx(km / 1.852 / 10)
    assert gap["cause"] == "unknown"
    assert gap["citations"] == ["src-a#1", "src-a#2"]
    assert gap["known"] == START + timedelta(minutes=600, seconds=3)


def test_a_gap_that_lasts_is_open() -> None:
    rows = [position(SHIP, 0, 34.0, 30.0)]
    assert gaps_of(rows, end_h=5.9) == []
    (gap,) = gaps_of(rows, end_h=7)
    assert (gap["is_open"], gap["end"], gap["dur_s"], gap["dist_km"]) == (True, None, 7 * 3600, None)
    (closed,) = gaps_of([*rows, position(SHIP, 600, 34.0, 30.0)], end_h=10.1)
    assert closed["event_id"] == gap["event_id"]  # the same gap, ended: it supersedes the open one


@pytest.mark.parametrize(
    ("hours", "lat", "is_flagged"), [(2, 40.0, False), (2, 34.1, True), (21, 74.0, True), (None, None, True)]
)
def test_an_aircraft_may_have_landed_in_between(hours: float | None, lat: float | None, is_flagged: bool) -> None:
    rows = [position(PLANE, 0, 34.0, 30.0, alt_ft=31_000.0)]
    if hours is not None and lat is not None:
        rows.append(position(PLANE, 60 * hours, lat, 30.0, alt_ft=3_000.0))
    (gap,) = gaps_of(rows)
    assert gap["flags"] == (["may have landed in between"] if is_flagged else [])


@pytest.mark.parametrize(("n_before", "n"), [(1, 0), (2, 0), (3, 1), (20, 1)])
def test_who_was_hardly_heard_has_not_fallen_silent(n_before: int, n: int) -> None:
    rows = [position(SHIP, -10 * k, 34.0, 30.0) for k in reversed(range(n_before))]
    default = GapParams().min_before
    assert len(ended([*rows, position(SHIP, 400, 34.0, 30.0)], min_before=default)) == n
    assert len(gaps_of(rows, min_before=default)) == n


def test_positions_of_the_day_before_do_not_count() -> None:
    rows = [position(SHIP, minute, 34.0, 30.0) for minute in (0, 1, 721, 722 + 400)]  # 0 lies more than twelve hours before 721
    assert len(ended(rows, min_before=3)) == 0
    assert len(ended([position(SHIP, 720, 34.0, 30.0), *rows], min_before=2)) == 2


def test_flagged_rows_do_not_end_a_gap() -> None:
    rows = [position(SHIP, 0, 34.0, 30.0), position(SHIP, 300, 60.0, 0.0, flags=int(Flag.JUMP)), position(SHIP, 600, 34.0, 30.0)]
    assert len(ended(rows)) == 1


GOOD = Reception(uptime=1.0, before_per_day=50, after_per_day=50)
CAUSES = [
    ("no coverage measured", 48, 20, 200, None, UNKNOWN),
    ("all conditions", 48, 20, 200, GOOD, OFF),
    ("still open", 48, 20, 200, Reception(1.0, 50, None), OFF),
    ("too short", 11, 20, 200, GOOD, UNKNOWN),
    ("seldom heard before", 48, 13, 200, GOOD, UNKNOWN),
    ("near the coast", 48, 20, 90, GOOD, UNKNOWN),
    ("coast not known", 48, 20, None, GOOD, UNKNOWN),
    ("few others before", 48, 20, 200, Reception(1.0, 10, 50), UNKNOWN),
    ("few others after", 48, 20, 200, Reception(1.0, 50, 10), UNKNOWN),
    ("nobody heard at either end", 48, 20, 200, Reception(1.0, 0, 0), HOLE),
    ("nobody heard where it went silent, open", 48, 20, 200, Reception(1.0, 0, None), HOLE),
    ("feed down", 48, 20, 200, Reception(0.4, 50, 50), FEED_DOWN),
]


@pytest.mark.parametrize(
    ("hours", "n_before", "offshore_km", "reception", "expected"), [c[1:] for c in CAUSES], ids=[c[0] for c in CAUSES]
)
def test_causes(hours: float, n_before: int, offshore_km: float | None, reception: Reception | None, expected: str) -> None:
    name, why = cause(hours, n_before, offshore_km, reception, LIMITS)
    assert name == expected
    assert (why is None) is (expected == UNKNOWN)


def coverage(n_positions: int, hours: range, cells: tuple[str, ...] = ("N34E030",)) -> pl.DataFrame:
    same = {"sensor": "ais", "n_assets": 1, "n_positions": n_positions, "uptime": 1.0}
    return COVERAGE.build([{"cell": c, "hour": START + timedelta(hours=h), **same} for h in hours for c in cells])


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        (coverage(2, range(100)), OFF),
        (coverage(0, range(100)), HOLE),
        (coverage(2, range(13)), FEED_DOWN),
        (coverage(2, range(100), ("N10E010",)), HOLE),
        (None, UNKNOWN),
    ],
)
def test_causes_from_coverage(measured: pl.DataFrame | None, expected: str) -> None:
    rows = [position(SHIP, 30 * k, 34.5, 30.5) for k in range(25)]  # half-hourly for twelve hours
    rows.append(position(SHIP, 60 * 60, 34.5, 30.5))
    (gap,) = ended(rows, coverage=measured, offshore_km=lambda lat, lon: 200.0)
    assert gap["cause"] == expected


def test_the_rows_before_are_counted_across_calls() -> None:
    params = GapParams(coverage=coverage(2, range(100)), offshore_km=lambda lat, lon: 200.0)
    frame = positions([*[position(SHIP, 30 * k, 34.5, 30.5) for k in range(25)], position(SHIP, 3600, 34.5, 30.5)])
    first = run_scan(GAPS, frame.slice(0, 25), params)
    second = run_scan(GAPS, frame.slice(25, 1), params, state=first.state)
    assert second.frame["cause"].to_list() == [OFF]
