from __future__ import annotations

import polars as pl
import pytest

from vedette.schema.cells import cell_name, cell_names
from vedette.schema.ids import content_id
from vedette.schema.kinds import aircraft_rows, is_aircraft

CELLS = [
    (34.9, 35.87, "N34E035"), (0.0, 0.0, "N00E000"), (-0.1, -0.1, "S01W001"), (89.99, 179.99, "N89E179"),
    (90.0, 180.0, "N89W180"), (-90.0, -180.0, "S90W180"), (5.0, 9.0, "N05E009"),
]  # fmt: skip
KINDS = [
    ("mmsi:273396130", False), ("ship:sparta-ii", False), ("icao24:1402a5", True), ("icao24:~1402a5", True),
    ("aircraft:ra-82035", True), ("mmsi:111232506", True), ("mmsi:111232506~2", True), ("mmsi:1", False),
    ("mmsi:1112325061", False),
]  # fmt: skip


@pytest.mark.parametrize(("lat", "lon", "name"), CELLS)
def test_cells(lat: float, lon: float, name: str) -> None:
    frame = pl.DataFrame({"lat_deg": [lat], "lon_deg": [lon]})
    assert cell_name(lat, lon) == name
    assert frame.select(c=cell_names())["c"].item() == name


@pytest.mark.parametrize(("asset_id", "expected"), KINDS)
def test_kinds(asset_id: str, expected: bool) -> None:
    assert is_aircraft(asset_id) is expected
    assert pl.DataFrame({"asset_id": [asset_id]}).select(a=aircraft_rows())["a"].item() is expected


def test_ids_depend_on_content_and_its_order_only() -> None:
    assert content_id("ev-", "visit", "mmsi:1", "a#1") == content_id("ev-", "visit", "mmsi:1", "a#1")
    assert content_id("ev-", "a", "bc") != content_id("ev-", "ab", "c")
    assert content_id("ev-", "a", "b") != content_id("ev-", "b", "a")
    assert len(content_id("ev-", "a")) == len("ev-") + 16
