"""Rows under the number of a flight."""

from __future__ import annotations

import polars as pl

from vedette.positions.flights import name_flights
from vedette.schema.kinds import is_aircraft
from vedette.schema.tables import IDENTITIES
from vedette.testing.positions import position, positions


def _borne(asset_id: str, key: str, value: str) -> dict[str, object]:
    return {"asset_id": asset_id, "key": key, "value": value, "source_id": "src-list", "source_row": 2}


ROWS = positions(
    [position(name, 10 * i, 51.5, -0.5) for i, name in enumerate(("flight:a", "flight:b", "flight:c", "mmsi:273396130"))]
)


def test_flights_of_one_aircraft_stand_under_its_address() -> None:
    listed = IDENTITIES.build(
        [
            _borne("flight:a", "icao24", "406a9e"), _borne("flight:a", "callsign", "BAW18"), _borne("flight:b", "icao24", "406a9e"),
            _borne("flight:c", "icao24", "406a9e"), _borne("flight:c", "icao24", "3c6449"),  # nobody knows which
        ]
    )  # fmt: skip
    named, identities = name_flights(ROWS, listed)
    assert named["asset_id"].to_list() == [
        {"flight:a": "icao24:406a9e", "flight:b": "icao24:406a9e"}.get(a, a) for a in ROWS["asset_id"]
    ]
    assert named.drop("asset_id").equals(ROWS.drop("asset_id"))
    assert identities.filter(pl.col("key") == "callsign")["asset_id"].to_list() == ["icao24:406a9e"]


def test_without_a_list_nothing_changes_and_a_flight_is_an_aircraft() -> None:
    named, identities = name_flights(ROWS, IDENTITIES.empty())
    assert named.equals(ROWS)
    assert identities.is_empty()
    assert is_aircraft("flight:a")
