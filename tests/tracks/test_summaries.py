from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.engine.local import run_scan
from vedette.geo import distance_km
from vedette.schema.flags import Flag
from vedette.testing.positions import START, position, positions
from vedette.tracks.steps import SUMMARISE, TrackParams

SHIP, PLANE = "mmsi:273396130", "icao24:1402a5"
END = START + timedelta(days=60)


def tracks_of(rows: list[dict[str, object]], **params: float) -> list[dict[str, object]]:
    return run_scan(SUMMARISE, positions(rows), TrackParams(**params), watermark=END).frame.to_dicts()


@pytest.mark.parametrize(
    ("asset", "minutes", "n_tracks"),
    [
        (SHIP, [0, 60, 780], 1),  # twelve hours are still one track
        (SHIP, [0, 60, 781], 2),
        (PLANE, [0, 30], 1),
        (PLANE, [0, 31], 2),
    ],
)
def test_a_silence_ends_a_track(asset: str, minutes: list[float], n_tracks: int) -> None:
    assert len(tracks_of([position(asset, m, 30.0, 20.0) for m in minutes])) == n_tracks


def test_a_track_says_what_it_rests_on() -> None:
    (track,) = tracks_of([position(SHIP, 0, 30.0, 20.0), position(SHIP, 60, 30.2, 20.0), position(SHIP, 120, 30.4, 20.0)])
    assert track["start"] == START
    assert track["end"] == START + timedelta(hours=2)
    assert track["n_positions"] == 3
    assert track["citations"] == ["src-a#1", "src-a#3"]
    assert track["length_km"] == pytest.approx(distance_km(30.0, 20.0, 30.4, 20.0), rel=1e-6)
    assert track["lat_deg"] == [30.0, 30.4]  # the middle of a straight line is left out
    assert track["time"] == [START, START + timedelta(hours=2)]


def test_a_track_of_one_position() -> None:
    (track,) = tracks_of([position(SHIP, 0, 30.0, 20.0)])
    assert (track["n_positions"], track["length_km"], track["citations"]) == (1, 0.0, ["src-a#1"])
    assert track["lat_deg"] == [30.0]


def test_the_id_does_not_change_when_the_track_grows() -> None:
    rows = [position(SHIP, 10 * k, 30.0 + 0.01 * k, 20.0) for k in range(5)]
    assert tracks_of(rows[:3])[0]["track_id"] == tracks_of(rows)[0]["track_id"]


def test_flagged_rows_are_passed_over_and_a_new_leg_begins_a_track() -> None:
    rows = [position(PLANE, k, 30.0 + 0.1 * k, 20.0) for k in range(6)]
    rows[2].update(flags=int(Flag.JUMP), lat_deg=60.0)
    rows[4]["flags"] = int(Flag.NEW_LEG)
    first, second = tracks_of(rows)
    assert (first["n_positions"], second["n_positions"]) == (3, 2)
    assert max(first["lat_deg"]) < 31  # type: ignore[type-var, arg-type]


# Places come on a grid: no sensor tells more than 1e-7 degrees (1 cm; AIS 1/600,000 degree). Below 1e-161 degrees the square of a
# chord's length is zero in floating point, and the distance that shapely gives to such a chord is infinite; ours is tested below.
GRID_PER_DEGREE = 10_000_000
STEP_DEG = st.integers(-3_000_000, 3_000_000).map(lambda n: n / GRID_PER_DEGREE)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(STEP_DEG, STEP_DEG), min_size=3, max_size=40), st.floats(0.1, 20.0))
def test_no_position_lies_further_from_the_path_than_the_tolerance(steps: list[tuple[float, float]], tolerance: float) -> None:
    from shapely import LineString, Point

    lat, lon, rows = 0.0, 179.9, []  # at the equator a degree is the same in both directions, and we cross 180
    for k, (dlat, dlon) in enumerate(steps):
        lat, lon = lat + dlat / 10, lon + dlon
        rows.append(position(SHIP, 10 * k, lat, (lon + 180) % 360 - 180))
    (track,) = tracks_of(rows, tolerance_km=tolerance)
    path = LineString([(lon % 360, lat) for lat, lon in zip(track["lat_deg"], track["lon_deg"], strict=True)])  # type: ignore[call-overload]
    for row in rows:
        assert path.distance(Point(row["lon_deg"] % 360, row["lat_deg"])) * 111.2 <= tolerance * 1.01 + 1e-6  # type: ignore[operator]


@pytest.mark.parametrize("tiny_deg", [0.0, 5e-324, 8.7e-194, 1e-161, 1e-15])
def test_ends_that_are_nearly_one_place_keep_what_lies_far_from_both(tiny_deg: float) -> None:
    places = [(0.0, 20.0), (tiny_deg, 20.0), (0.1, 20.0), (0.2, 20.0), (0.1, 20.0), (tiny_deg, 20.0)]
    (track,) = tracks_of([position(SHIP, 10 * k, lat, lon) for k, (lat, lon) in enumerate(places)])
    assert track["lat_deg"] == [0.0, 0.2, tiny_deg]
    (still,) = tracks_of([position(SHIP, 10 * k, lat, lon) for k, (lat, lon) in enumerate(places[:2])])
    assert still["lat_deg"] == [0.0, tiny_deg]
    assert still["length_km"] == pytest.approx(0.0, abs=1e-9)
