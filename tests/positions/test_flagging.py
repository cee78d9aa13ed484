from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from vedette.engine.local import run_scan
from vedette.positions.steps import FLAG, FlagParams
from vedette.schema.flags import Flag
from vedette.schema.tables import POSITIONS
from vedette.testing.positions import START, position, positions

SHIP, PLANE = "mmsi:273396130", "icao24:1402a5"
END = START + timedelta(days=400)


def flags_of(rows: list[dict[str, object]]) -> list[int]:
    """The flags in the order of the rows given."""
    return run_scan(FLAG, positions(rows), FlagParams(), watermark=END).frame.sort("source_row")["flags"].to_list()


def line(asset: str, lats: list[float], every_min: float = 10.0) -> list[dict[str, object]]:
    return [position(asset, every_min * k, lat, 20.0) for k, lat in enumerate(lats)]


OUTLIERS = [
    # name, asset, latitudes ten minutes apart, rows that are outliers (0.05 degrees in ten minutes are 18 kn)
    ("steady", SHIP, [30.0, 30.05, 30.1, 30.15], []),
    ("one outlier, not its neighbours", SHIP, [30.0, 30.05, 33.0, 30.15, 30.2], [2]),
    ("two outliers apart from each other", SHIP, [30.0, 33.0, 30.1, 35.0, 30.2], [1, 3]),
    ("first row", SHIP, [33.0, 30.05, 30.1, 30.15], [0]),
    ("last row", SHIP, [30.0, 30.05, 30.1, 33.0], [3]),
    ("second hull in turns: for the segmenter", SHIP, [30.0, 33.0, 30.05, 33.05, 30.1, 33.1], []),
    ("spoofed for a while: for the segmenter", SHIP, [30.0, 30.05, 33.0, 33.0, 33.0, 30.3], []),
    ("two rows that disagree: which is wrong?", SHIP, [30.0, 33.0], []),
    ("three that all disagree", SHIP, [30.0, 33.0, 36.0], []),
    ("an aircraft makes 1.2 degrees in ten minutes", PLANE, [30.0, 31.2, 32.4, 33.6], []),
    ("but not seven", PLANE, [30.0, 31.2, 24.0, 33.6, 34.8], [2]),
]


@pytest.mark.parametrize(("asset", "lats", "expected"), [c[1:] for c in OUTLIERS], ids=[c[0] for c in OUTLIERS])
def test_isolated_outliers(asset: str, lats: list[float], expected: list[int]) -> None:
    flags = flags_of(line(asset, lats))
    assert [k for k, f in enumerate(flags) if f & Flag.JUMP] == expected
    assert all(f in (0, Flag.JUMP) for f in flags)


def test_after_a_long_silence_anything_can_be_reached() -> None:
    assert flags_of(line(SHIP, [30.0, 33.0, 30.0, 33.0, 30.0], every_min=600)) == [0] * 5


def test_an_outlier_at_the_antimeridian_is_none() -> None:
    rows = [position(SHIP, 10 * k, -17.0, lon) for k, lon in enumerate([179.96, 179.99, -179.98, -179.95])]
    assert flags_of(rows) == [0] * 4


DUPLICATES = [
    # second row's minute, latitude, source; is it a duplicate of (0, 30.0, src-a)?
    (0, 30.0, "src-a", True),
    (0, 30.0001, "src-a", True),  # 11 m: rounding
    (0, 30.005, "src-a", False),  # 550 m, same source: two hulls
    (0, 30.005, "src-b", True),  # 550 m, another source rounds more
    (0, 30.05, "src-b", False),  # 5.5 km: two hulls
    (1, 30.0, "src-b", False),  # another time
]


@pytest.mark.parametrize(("minute", "lat", "source", "expected"), DUPLICATES)
def test_duplicates(minute: float, lat: float, source: str, expected: bool) -> None:
    flags = flags_of([position(SHIP, 0, 30.0, 20.0), position(SHIP, minute, lat, 20.0, source_id=source)])
    assert flags == [0, int(Flag.DUPLICATE) if expected else 0]


def test_a_repeated_outlier_is_still_an_outlier() -> None:
    rows = line(SHIP, [30.0, 30.05, 33.0, 30.15, 30.2])
    rows.insert(3, {**rows[2], "source_id": "src-b"})
    flags = flags_of(rows)
    assert flags[2] == Flag.JUMP
    assert flags[3] == Flag.DUPLICATE


def test_earlier_flags_stay_and_rows_with_them_are_no_neighbours() -> None:
    rows = line(SHIP, [30.0, 33.0, 33.0, 30.15, 30.2])
    rows[2]["flags"] = int(Flag.STALE)
    assert flags_of(rows) == [0, Flag.JUMP, Flag.STALE, 0, 0]


def test_no_row_is_deleted_and_no_other_column_touched() -> None:
    frame = positions(line(SHIP, [30.0, 33.0, 30.1, 0.0]) + line(PLANE, [0.0]))
    result = run_scan(FLAG, frame, FlagParams(), watermark=END).frame
    assert result.drop("flags").equals(frame.drop("flags"))


def test_the_outlier_of_the_solent_is_found(shared_data: Path) -> None:
    raw = pl.read_csv(shared_data / "ais" / "solent_20160112.csv")
    frame = raw.select(
        asset_id=pl.format("mmsi:{}", "MMSI"), time=pl.col("Time").str.to_datetime(time_zone="UTC"),
        lat_deg="Latitude_degrees", lon_deg="Longitude_degrees", sensor=pl.lit("ais"), flags=pl.lit(0),
        source_id=pl.lit("src-solent"), source_row=pl.int_range(2, pl.len() + 2),
    )  # fmt: skip
    result = run_scan(FLAG, POSITIONS.shape(frame), FlagParams(), watermark=END).frame
    jumps = result.filter(pl.col("flags") & int(Flag.JUMP) != 0)
    assert jumps.height == 1
    assert jumps["lat_deg"].item() > 50
    assert jumps["lon_deg"].item() == result["lon_deg"].max()
