from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from vedette.engine.local import run_window
from vedette.events.rendezvous import RENDEZVOUS, RendezvousParams
from vedette.events.steps import PlaceGeometry
from vedette.geo import destination
from vedette.testing.positions import START, position, positions

ONE, OTHER, THIRD = "mmsi:273396130", "mmsi:273396131", "mmsi:273396132"
AT_SEA = (34.0, 30.0)


def lie(
    asset: str, start_min: float, end_min: float, km: float = 0.0, step: float = 10.0, sog: float | None = 0.1,
    at: tuple[float, float] = AT_SEA,
) -> list[dict[str, object]]:  # fmt: skip
    """Positions of a ship that comes at 12 kn, lies so many km east of a point, and goes at 12 kn."""
    lat, lon = destination(*at, 90.0, km) if km else at
    rows = [position(asset, start_min - m, *destination(lat, lon, 0.0, m * 0.37), sog_kn=12.0) for m in (30, 15)]
    n = int((end_min - start_min) / step)
    rows += [position(asset, start_min + k * step, lat, lon, sog_kn=sog) for k in range(n + 1)]
    return rows + [position(asset, end_min + m, *destination(lat, lon, 180.0, m * 0.37), sog_kn=12.0) for m in (15, 30)]


def meetings(*rows: list[dict[str, object]], **params: Any) -> list[dict[str, Any]]:
    frame = positions([row for ship in rows for row in ship])
    return run_window(RENDEZVOUS, frame, RendezvousParams(**params)).sort("start").to_dicts()


MEETINGS = [
    # name, the second ship's (start, end, km, step), meetings
    ("side by side for four hours", (0, 240, 0.1, 10), 1),
    ("just near enough", (0, 240, 0.45, 10), 1),
    ("too far", (0, 240, 0.6, 10), 0),
    ("too short", (150, 350, 0.1, 10), 0),
    ("heard every forty minutes", (0, 240, 0.1, 40), 1),
    ("heard twice in eight hours", (-120, 360, 0.1, 240), 0),  # silence is no stop
]


@pytest.mark.parametrize(("second", "n"), [m[1:] for m in MEETINGS], ids=[m[0] for m in MEETINGS])
def test_who_has_met(second: tuple[float, float, float, float], n: int) -> None:
    start, end, km, step = second
    assert len(meetings(lie(ONE, 0, 240), lie(OTHER, start, end, km, step))) == n


def test_a_meeting_says_who_where_when_and_how_close() -> None:
    (met,) = meetings(lie(OTHER, 60, 300, 0.1), lie(ONE, 0, 240))
    assert (met["asset_id"], met["other_asset_id"]) == (ONE, OTHER)
    assert met["start"] == START + timedelta(minutes=52.5)  # midway between the last row under way and the first still one
    assert met["end"] == START + timedelta(minutes=247.5)
    assert met["dist_km"] == pytest.approx(0.1, abs=0.002)
    assert (met["lat_deg"], met["lon_deg"]) == pytest.approx(AT_SEA, abs=1e-3)
    assert len(met["citations"]) == 2


def test_who_sends_no_speed_is_judged_by_positions() -> None:
    assert len(meetings(lie(ONE, 0, 240, sog=None), lie(OTHER, 0, 240, 0.1, sog=None))) == 1


def test_ships_in_a_port_do_not_meet() -> None:
    port = PlaceGeometry("port", "port", *AT_SEA, 3.0, 4.0)
    assert meetings(lie(ONE, 0, 240), lie(OTHER, 0, 240, 0.1), places=(port,)) == []


def test_three_ships_make_three_pairs() -> None:
    found = meetings(lie(ONE, 0, 240), lie(OTHER, 0, 240, 0.1), lie(THIRD, 0, 240, 0.2))
    assert {(m["asset_id"], m["other_asset_id"]) for m in found} == {(ONE, OTHER), (ONE, THIRD), (OTHER, THIRD)}


@pytest.mark.parametrize("at", [(0.0, 180.0), (0.0, -180.0), (-45.0, 179.9995), (75.0, -179.9995), (89.0, 0.0)])
def test_the_antimeridian_and_high_latitudes_are_no_borders(at: tuple[float, float]) -> None:
    (met,) = meetings(lie(ONE, 0, 240, at=at), lie(OTHER, 0, 240, 0.1, at=at))
    assert met["dist_km"] == pytest.approx(0.1, abs=0.002)


def test_ships_that_drift_together_meet_and_those_that_drift_apart_do_not() -> None:
    def drift(asset: str, kn: float, km: float) -> list[dict[str, object]]:
        at = destination(*AT_SEA, 90.0, km)
        return [position(asset, m, *destination(*at, 0.0, kn * 1.852 * m / 60 + 1e-6), sog_kn=kn) for m in range(0, 300, 10)]

    assert len(meetings(drift(ONE, 1.5, 0.1), drift(OTHER, 1.5, 0.3))) == 1
    assert meetings(drift(ONE, 1.5, 0.1), drift(OTHER, 0.5, 0.3)) == []


@pytest.mark.parametrize("n_chunks", [1, 2, 5, 60])
def test_stops_that_are_found_as_rows_come_make_the_same_meetings(n_chunks: int) -> None:
    rows = [
        lie(ONE, 0, 240), lie(ONE, 600, 1300, 0.3), lie(OTHER, 60, 300, 0.1), lie(OTHER, 500, 1200, 0.4, sog=None),
        lie(THIRD, 100, 1500, 0.2, step=25), lie("mmsi:273396133", 0, 1600, 3.0), lie("mmsi:273396134", 900, 1400, 0.25, step=3),
    ]  # fmt: skip
    frame, params = positions([row for ship in rows for row in ship]), RendezvousParams()
    halves, state, found = RENDEZVOUS.halves, None, []
    assert halves is not None
    by_time = frame.sort("time", "source_id", "source_row")
    size = -(-frame.height // n_chunks)
    for start in range(0, frame.height, size):
        chunk = by_time.slice(start, size).sort("asset_id", "time", "source_id", "source_row")
        state, stops = halves.search(state, chunk, params)
        found.append(stops)
    assert state is not None
    assert state.height < 0.8 * frame.height, "rows of stops that have ended are not kept"
    found.append(halves.unfinished(state, params, START + timedelta(days=9)))
    expected = run_window(RENDEZVOUS, frame, params)
    assert expected.height > 4
    assert_frame_equal(halves.settle(pl.concat(found), params), expected, check_exact=True)
