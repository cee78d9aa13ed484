from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from vedette.engine.local import run_map
from vedette.positions.steps import RESOLVE, ResolveParams
from vedette.testing.positions import START, position, positions

DAY = timedelta(days=1)
CASES: list[tuple[str, tuple[tuple[str, str, datetime | None, datetime | None, str], ...], str]] = [
    ("mmsi:273396130", (("mmsi", "273396130", None, None, "ship:ursa-major"),), "ship:ursa-major"),
    ("icao24:1402a5", (("icao24", "1402A5", None, None, "aircraft:ra-82035"),), "aircraft:ra-82035"),
    ("mmsi:273396130", (("mmsi", "273396130", START, START, "ship:a"),), "ship:a"),  # both ends belong to the interval
    ("mmsi:273396130", (("mmsi", "273396130", START + DAY, None, "ship:a"),), "mmsi:273396130"),
    ("mmsi:273396130", (("mmsi", "273396130", None, START - DAY, "ship:a"),), "mmsi:273396130"),
    (  # reused later by another hull
        "mmsi:273396130",
        (("mmsi", "273396130", None, START - DAY, "ship:a"), ("mmsi", "273396130", START - DAY / 2, None, "ship:b")),
        "ship:b",
    ),
    (  # claimed by two at once: nobody's
        "mmsi:273396130",
        (("mmsi", "273396130", None, None, "ship:a"), ("mmsi", "273396130", None, None, "ship:b")),
        "mmsi:273396130",
    ),
    (  # two sources that agree
        "mmsi:273396130",
        (("mmsi", "273396130", None, None, "ship:a"), ("mmsi", "273396130", START, None, "ship:a")),
        "ship:a",
    ),
    ("mmsi:273396130", (("imo", "273396130", None, None, "ship:a"),), "mmsi:273396130"),
    ("mmsi:273396130", (), "mmsi:273396130"),
]


@pytest.mark.parametrize(("heard", "identities", "expected"), CASES)
def test_a_number_becomes_the_asset_that_bore_it_then(heard: str, identities: tuple, expected: str) -> None:  # type: ignore[type-arg]
    frame = positions([position(heard, 0, 34.9, 35.8)])
    assert run_map(RESOLVE, frame, ResolveParams(identities=identities))["asset_id"].to_list() == [expected]


def test_rows_are_kept_and_sorted_anew() -> None:
    frame = positions([position("mmsi:200000001", 0, 1, 1), position("mmsi:300000001", 0, 2, 2)])
    params = ResolveParams(identities=(("mmsi", "300000001", None, None, "a:first"),))
    assert run_map(RESOLVE, frame, params).select("asset_id", "source_row").rows() == [("a:first", 2), ("mmsi:200000001", 1)]
