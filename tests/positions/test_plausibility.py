from __future__ import annotations

from datetime import timedelta

import pytest

from vedette.positions.plausibility import row_flags
from vedette.schema.flags import Flag
from vedette.testing.positions import START, position, positions

NUMBERS = [
    ("mmsi:273396130", 0),
    ("mmsi:201000000", 0),
    ("mmsi:775999999", 0),
    ("mmsi:111232506", 0),  # search-and-rescue aircraft
    ("mmsi:982320001", 0),  # craft of a parent ship
    ("mmsi:200000000", Flag.BAD_IDENTITY),
    ("mmsi:776000000", Flag.BAD_IDENTITY),
    ("mmsi:1", Flag.BAD_IDENTITY),
    ("mmsi:2733961300", Flag.BAD_IDENTITY),
    ("mmsi:002320001", Flag.BAD_IDENTITY),  # coast station
    ("mmsi:992320001", Flag.BAD_IDENTITY),  # mark
    ("mmsi:970123456", Flag.BAD_IDENTITY),  # rescue beacon
    ("ship:sparta-ii", 0),
    ("icao24:1402a5", 0),
    ("icao24:000000", Flag.BAD_IDENTITY),
    ("icao24:ffffff", Flag.BAD_IDENTITY),
    ("icao24:1402a", Flag.BAD_IDENTITY),
    ("icao24:~29a1b2", Flag.NON_ICAO),
]


@pytest.mark.parametrize(("asset_id", "expected"), NUMBERS)
def test_numbers_that_cannot_be_a_ship_or_aircraft(asset_id: str, expected: int) -> None:
    frame = positions([position(asset_id, 0, 34.9, 35.8)])
    assert frame.select(f=row_flags(timedelta(0)))["f"].to_list() == [int(expected)]


@pytest.mark.parametrize(
    ("lat", "lon", "received_s", "expected"),
    [
        (0.0, 0.0, 1, Flag.NULL_ISLAND),
        (0.0, 0.0001, 1, 0),
        (34.9, 35.8, -60, 0),  # the transmitter's clock may run ahead by as much
        (34.9, 35.8, -61, Flag.FUTURE),
        (34.9, 35.8, None, 0),
        (0.0, 0.0, -61, Flag.FUTURE | Flag.NULL_ISLAND),
    ],
)
def test_places_and_times_that_cannot_be(lat: float, lon: float, received_s: int | None, expected: int) -> None:
    received = None if received_s is None else START + timedelta(seconds=received_s)
    frame = positions([position("mmsi:273396130", 0, lat, lon, received=received)])
    assert frame.select(f=row_flags(timedelta(seconds=60)))["f"].to_list() == [int(expected)]
