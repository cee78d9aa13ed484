from __future__ import annotations

from datetime import timedelta

import pytest

from vedette.engine.local import run_window
from vedette.positions.steps import COVERAGE, CoverageParams
from vedette.schema.flags import Flag
from vedette.testing.positions import START, position, positions


def test_cells_hours_and_uptime() -> None:
    rows = [
        position("mmsi:273000001", 0, 34.9, 35.8),
        position("mmsi:273000001", 7, 34.9, 35.8),
        position("mmsi:273000002", 8, 34.1, 35.1),
        position("mmsi:273000002", 59, -0.5, -0.5),  # another cell, but the feed was up
        position("mmsi:273000001", 61, 34.9, 35.8),
        position("icao24:1402a5", 3, 34.9, 35.8),
        position("icao24:1402a6", 4, 34.9, 35.8, sensor="mlat"),
    ]
    frame = run_window(COVERAGE, positions(rows), CoverageParams())
    later = START + timedelta(hours=1)
    assert frame.rows() == [
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
    frame = run_window(COVERAGE, positions([position("mmsi:273000001", 0, 34.9, 35.8, **more)]), CoverageParams())
    assert (frame.height == 1) is counts


def test_each_hour_can_be_judged_alone() -> None:
    rows = [position("mmsi:273000001", 13 * k, 34.9, 35.8) for k in range(20)]
    frame = positions(rows)
    parts = frame.with_columns(cell=COVERAGE.cell(frame)).partition_by("cell", include_key=False)
    whole = run_window(COVERAGE, frame, CoverageParams())
    pieces = [row for part in parts for row in run_window(COVERAGE, part, CoverageParams()).rows()]
    assert sorted(pieces) == sorted(whole.rows())


def test_slots_that_do_not_divide_the_hour() -> None:
    rows = [position("mmsi:273000001", m, 34.9, 35.8) for m in range(60)]
    assert run_window(COVERAGE, positions(rows), CoverageParams(slot_min=7))["uptime"].to_list() == [1.0]
