from __future__ import annotations

from datetime import timedelta

import pytest

from vedette.engine.local import run_scan, run_window
from vedette.events.steps import CONFLICTS, ConflictParams
from vedette.geo import distance_km
from vedette.testing.positions import START, position, positions
from vedette.tracks.steps import SEGMENT, SUMMARISE, SegmentParams, TrackParams

SHIP = "mmsi:273396130"
END = START + timedelta(days=30)


def conflicts_of(rows: list[dict[str, object]], **params: float) -> list[dict[str, object]]:
    split = run_scan(SEGMENT, positions(rows), SegmentParams()).frame
    tracks = run_scan(SUMMARISE, split, TrackParams(), watermark=END).frame
    return run_window(CONFLICTS, tracks, ConflictParams(**params)).to_dicts()


def hull(lat: float, minutes: range) -> list[dict[str, object]]:
    return [position(SHIP, m, lat, 20.0) for m in minutes]


def test_two_hulls_at_once() -> None:
    rows = hull(30.0, range(0, 100, 10)) + hull(35.0, range(45, 145, 10))
    (conflict,) = conflicts_of(rows)
    assert (conflict["kind"], conflict["asset_id"], conflict["other_asset_id"]) == ("identity_conflict", SHIP, f"{SHIP}~2")
    assert conflict["start"] == START + timedelta(minutes=45)
    assert conflict["end"] == START + timedelta(minutes=90)
    assert conflict["dist_km"] == distance_km(30.0, 20.0, 35.0, 20.0)
    assert conflict["citations"] == ["src-a#1", "src-a#10", "src-a#11", "src-a#20"]


@pytest.mark.parametrize(
    ("rows", "params"),
    [
        (hull(30.0, range(0, 100, 10)), {}),
        (hull(30.0, range(0, 50, 10)) + hull(35.0, range(50, 100, 10)), {}),  # one after the other
        (hull(30.0, range(0, 100, 10)) + hull(35.0, range(45, 65, 10)), {}),  # two stray positions
        (hull(30.0, range(0, 100, 10)) + hull(35.0, range(45, 145, 10)), {"min_dist_km": 1000.0}),
    ],
)
def test_no_conflict(rows: list[dict[str, object]], params: dict[str, float]) -> None:
    assert conflicts_of(rows, **params) == []


def test_two_ships_with_numbers_of_their_own_are_none() -> None:
    rows = hull(30.0, range(0, 100, 10)) + [{**r, "asset_id": "mmsi:273396131"} for r in hull(35.0, range(0, 100, 10))]
    assert conflicts_of(rows) == []
