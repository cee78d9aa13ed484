"""Columns the wrong way round, where both ways are possible; and times that do not say their zone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from vedette.registry.register import load_register
from vedette.sources.bring_in import read_whole
from vedette.sources.swapped import share_swapped

OFF_TARTUS, OFF_TOBRUK, OFF_SICILY = (34.9, 35.6), (32.4, 24.2), (37.0, 11.9)
HEADER = "mmsi,timestamp,lat,lon\n"


def _reasons(path: Path, text: str) -> dict[str, str]:
    path.write_text(text)
    added = datetime(2025, 1, 1, tzinfo=UTC)
    issues = read_whole(path, base=path.parent, register=load_register(), added=added)["issues"]
    return dict(zip(issues["reason"], issues["message"], strict=True))


def test_ships_at_sea_are_not_swapped_and_the_same_ships_turned_round_are() -> None:
    at_sea = [OFF_TOBRUK, OFF_SICILY, (35.5, 18.0), (43.5, 31.0)]
    assert share_swapped(at_sea) == 0.0
    assert share_swapped([(lon, lat) for lat, lon in at_sea]) > 0.5
    assert share_swapped([]) == 0.0


def test_a_port_and_the_open_ocean_warn_of_nothing() -> None:
    assert share_swapped([(34.91, 35.87), (59.93, 30.21)]) == 0.0
    assert share_swapped([(20.0, -150.0)]) == 0.0  # a longitude beyond 90 is no latitude


def test_a_csv_turned_round_is_warned_of_and_read_as_it_stands(tmp_path: Path) -> None:
    rows = [(35.5, 18.0 + i / 10) for i in range(60)]
    right = HEADER + "".join(f"273394890,2024-12-10T{i % 24:02}:00:00Z,{lat},{lon}\n" for i, (lat, lon) in enumerate(rows))
    turned = HEADER + "".join(f"273394890,2024-12-10T{i % 24:02}:00:00Z,{lon},{lat}\n" for i, (lat, lon) in enumerate(rows))
    assert "lies_on_land" not in _reasons(tmp_path / "right.csv", right)
    assert "of the ship positions looked at lie on land" in _reasons(tmp_path / "turned.csv", turned)["lies_on_land"]


@pytest.mark.parametrize(
    ("time", "is_said"),
    [
        ("2024-12-10 10:00:00", True), ("2024-12-10", True), ("10-12-2024 10:00", True), ("2024-12-10T10:00:00Z", False),
        ("2024-12-10T10:00:00+0300", False), ("2024-12-10 10:00:00 UTC", False), ("1733824800", False),
    ],
)  # fmt: skip
def test_times_without_a_zone_are_remarked_on(tmp_path: Path, time: str, is_said: bool) -> None:
    day_first = "13-12-2024 10:00" if time.startswith("10-") else time
    text = HEADER + f"273394890,{time},35.5,18.0\n273394890,{day_first},35.5,18.0\n"
    assert ("zone_assumed" in _reasons(tmp_path / "feed.csv", text)) is is_said


def test_parquet_knows_its_zone_or_says_that_it_was_assumed(tmp_path: Path) -> None:
    path, added = tmp_path / "feed.parquet", datetime(2025, 1, 1, tzinfo=UTC)
    frame = pl.DataFrame({"mmsi": [273394890], "timestamp": [datetime(2024, 12, 10, tzinfo=UTC)], "lat": [35.5], "lon": [18.0]})
    said = []
    for zone in ("UTC", None):
        frame.with_columns(pl.col("timestamp").dt.replace_time_zone(zone)).write_parquet(path)
        tables = read_whole(path, base=tmp_path, register=load_register(), added=added)
        said.append("zone_assumed" in tables["issues"]["reason"].to_list())
    assert said == [False, True]
