from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import airportsdata
import polars as pl
import pytest
from benchmarks.flights import make_flights, score
from polars.testing import assert_frame_equal

from vedette.engine.local import run_scan
from vedette.events.flight_edges import N_RECENT
from vedette.events.landing_rules import AIRBORNE, SEEN, Ramp, geometric_mean
from vedette.events.steps import LANDINGS, Airfield, LandingParams
from vedette.positions.steps import FLAG, FlagParams
from vedette.schema.flags import Flag
from vedette.schema.tables import EVENTS, POSITIONS
from vedette.testing.positions import START, position, positions

PLANE = "icao24:1402a5"
END = START + timedelta(days=2)
HMEIMIM = Airfield("hmeimim", 35.401, 35.949, 157.0)
LABRAQ = Airfield("al-abraq", 32.789, 21.964, 2157.0)
KM = 1 / 110.95


def events_of(rows: list[dict[str, object]], **params: float) -> list[tuple[Any, ...]]:
    settings = LandingParams(airfields=(HMEIMIM, LABRAQ), **params)
    frame = run_scan(LANDINGS, positions(rows), settings, watermark=END).frame.sort("start")
    return frame.select("kind", "place_id", pl.col("confidence").round(2), "flags").rows()


def ground(minute: float, km: float = 0.0, field: Airfield = HMEIMIM, **more: object) -> dict[str, object]:
    return position(PLANE, minute, field.lat_deg - km * KM, field.lon_deg, **{"on_ground": True, "sog_kn": 15.0, **more})


def air(minute: float, km: float, ft: float, kn: float = 150.0, fpm: float | None = 0.0, field: Airfield = HMEIMIM,
        **more: object) -> dict[str, object]:  # fmt: skip
    values = {"on_ground": False, "sog_kn": kn, "alt_ft": ft, "vrate_fpm": fpm, **more}
    return position(PLANE, minute, field.lat_deg - km * KM, field.lon_deg, **values)


CLIMB = [air(m, 3.0 + 8 * m, 157 + 1800 * m, 160 + 20 * m, 1800) for m in range(1, 15)]
CRUISE = [air(m, 300.0 + 12 * m, 31_000, 450) for m in range(20, 100, 10)]


def test_a_take_off_seen_from_the_ground() -> None:
    assert events_of([ground(-2), ground(0), *CLIMB, *CRUISE]) == [("take_off", "hmeimim", 1.0, [])]


def test_a_landing_seen_to_the_ground_and_the_turnaround() -> None:
    approach = [air(200 + m, 20 - 4 * m, 2500 + 157 - 500 * m, 140, -700) for m in range(5)]
    climb = [{**row, "time": row["time"] + timedelta(minutes=245)} for row in CLIMB]  # type: ignore[operator]
    rows = [*CRUISE, *approach, ground(206), ground(208), ground(240), *climb]
    assert events_of(rows) == [("landing", "hmeimim", 1.0, []), ("take_off", "hmeimim", 1.0, [])]


LAST_SEEN = [
    # name, km from the field, height over it, speed, rate -> confidence, flags
    ("short final", 3, 400, 140, -700, 1.0, ["last seen airborne"]),
    ("ten miles out on the glide path", 18.5, 3000, 180, -800, 0.79, ["last seen airborne"]),
    ("descending from the airway", 25, 6500, 280, -1500, 0.29, ["last seen airborne", "probable destination"]),
    ("level overhead", 5, 1000, 150, 0, 0.93, ["last seen airborne"]),
    ("climbing away", 5, 1000, 150, 1500, None, []),
    ("passing high", 5, 30_000, 450, 0, None, []),
    ("too far", 40, 2000, 180, -800, None, []),
]


@pytest.mark.parametrize(
    ("km", "height", "kn", "fpm", "sure", "flags"), [c[1:] for c in LAST_SEEN], ids=[c[0] for c in LAST_SEEN]
)
def test_last_seen_in_the_air(km: float, height: float, kn: float, fpm: float, sure: float | None, flags: list[str]) -> None:
    found = [e for e in events_of([*CRUISE, air(200, km, 157 + height, kn, fpm)]) if e[0] == "landing"]
    assert found == ([] if sure is None else [("landing", "hmeimim", pytest.approx(sure, abs=0.02), flags)])


def test_first_seen_in_the_air_is_capped() -> None:
    assert events_of([*CLIMB, *CRUISE]) == [("take_off", "hmeimim", 0.3, ["first seen airborne"])]
    assert events_of(CRUISE) == []


def test_a_descent_that_begins_the_data_is_no_take_off() -> None:
    found = events_of([air(m, 6 - m, 1500 - 250 * m, 140, -700) for m in range(4)])
    assert [kind for kind, *_ in found] == ["landing"]


def test_still_heard_is_not_landed() -> None:
    rows = [*CRUISE, air(200, 3, 500, 140, -700)]
    params = LandingParams(airfields=(HMEIMIM,))
    early = run_scan(LANDINGS, positions(rows), params, watermark=START + timedelta(minutes=229)).frame
    later = run_scan(LANDINGS, positions(rows), params, watermark=START + timedelta(minutes=230)).frame
    assert (early.height, later.height) == (0, 1)


def test_one_bad_value_does_not_decide() -> None:
    final = [air(200 + m / 12, 5 - m / 4, 157 + 900 - 60 * m, 140, -700) for m in range(8)]
    final[-1].update(sog_kn=480.0, alt_ft=17_750.0, vrate_fpm=6000.0)
    assert events_of([*CRUISE, *final]) == [("landing", "hmeimim", 1.0, ["last seen airborne"])]


@pytest.mark.parametrize(
    "noise",
    [
        {"on_ground": True, "sog_kn": 450.0},  # a ground flag at cruising speed
        {"on_ground": True, "sog_kn": 20.0, "alt_ft": None},  # for less than a minute
        {"on_ground": None, "sog_kn": 5.0},  # a bad speed, at height
        {"flags": int(Flag.JUMP), "on_ground": True, "sog_kn": 0.0},
    ],
)
def test_noise_in_flight_is_no_landing(noise: dict[str, object]) -> None:
    low = [air(100 + m / 12, 3, 3000.0, 150) for m in range(24)]
    low[12].update(noise)
    away = [air(103 + m, 60 * m, 9000, 250, 900) for m in range(1, 5)]
    assert [kind for kind, *_ in events_of([*CLIMB, *CRUISE, *low, *away])] == ["take_off"]


def test_noise_on_the_ground_is_no_take_off() -> None:
    rolling = [ground(m) for m in range(5)] + [ground(5 + m / 12, on_ground=None, sog_kn=120.0, alt_ft=160.0) for m in range(30)]
    assert events_of([*rolling, *[ground(9 + m) for m in range(4)]]) == []


@pytest.mark.parametrize(("heading", "field"), [(-1, "south"), (1, "north")])
def test_of_two_fields_it_is_the_one_ahead(heading: int, field: str) -> None:
    fields = (Airfield("south", 35.0, 35.9, 0.0), Airfield("north", 35.15, 35.9, 0.0))
    rows = [position(PLANE, m, 35.075 + heading * (m - 30) * 0.03, 35.9, sog_kn=150.0, alt_ft=1500.0 + 300 * (30 - m),
                     vrate_fpm=-700.0, on_ground=False) for m in range(25, 31)]  # fmt: skip
    found = run_scan(LANDINGS, positions(rows), LandingParams(airfields=fields), watermark=END).frame
    assert found.filter(pl.col("kind") == "landing")["place_id"].to_list() == [field]


def test_the_height_of_the_field_counts() -> None:
    rows = [air(200, 5, 2157 + 400, 140, -600, LABRAQ)]
    assert events_of(rows) == [("landing", "al-abraq", 1.0, ["last seen airborne"])]


def test_a_new_leg_said_by_the_source_divides_the_flight() -> None:
    down = [air(100 + m, 10 - 2 * m, 157 + 1500 - 300 * m, 140, -700) for m in range(4)]
    up = [air(110 + m, 4 + 8 * m, 157 + 800 + 1500 * m, 170, 1500) for m in range(4)]
    up[0]["flags"] = int(Flag.NEW_LEG)
    assert [kind for kind, *_ in events_of([*CRUISE[:4], *down, *up])] == ["landing", "take_off"]


def test_ships_do_not_fly() -> None:
    rows = [{**row, "asset_id": "mmsi:273396130"} for row in (ground(0), *CLIMB)]
    assert events_of(rows) == []


@pytest.mark.parametrize(
    ("value", "factor"), [(0, 1.0), (10, 1.0), (15, 0.5), (20, 0.0), (99, 0.0), (None, 0.5), (float("nan"), 0.5)]
)
def test_ramps(value: float | None, factor: float) -> None:
    assert Ramp("r", 10, 20, "").at(value) == factor


def test_one_impossible_factor_is_enough() -> None:
    assert geometric_mean(AIRBORNE, (1.0, 100.0, 130.0, -700.0)) == 1.0
    assert geometric_mean(AIRBORNE, (1.0, 100.0, 130.0, 5000.0)) == 0.0
    assert geometric_mean(SEEN, (1.0, 1.0, None)) == pytest.approx(0.5 ** (1 / 3))


@pytest.mark.parametrize(
    ("name", "kn", "fpm", "sure"),
    [
        ("speeds made up by the feed", 480.0, -2400.0, 0.58),
        ("a last climb of 200 ft, made up by the feed", 150.0, 700.0, 1.0),
    ],
)
def test_at_the_level_of_the_field_one_bad_measure_does_not_refute(name: str, kn: float, fpm: float, sure: float) -> None:
    down = [air(70 + m / 12, 3 - m / 10, 157 + max(20.0, 200 - 30 * m), kn, fpm) for m in range(12)]
    assert events_of([*CRUISE[:4], *down]) == [("landing", "hmeimim", pytest.approx(sure, abs=0.02), ["last seen airborne"])], (
        name
    )


def test_one_never_seen_higher_is_not_said_to_have_come_down() -> None:
    up = [air(m / 12, m / 10, 157 + 20 * m, 150.0, 700.0) for m in range(12)]
    assert [kind for kind, *_ in events_of(up)] == ["take_off"]


@pytest.mark.parametrize(("height", "found"), [(1500, []), (200, ["landing", "take_off"])])
def test_a_helicopter_that_stands_in_the_air_has_not_landed(height: float, found: list[str]) -> None:
    there = [air(40 + m, 60 - 3 * m, 157 + 2000, 120, None, on_ground=None) for m in range(18)]
    hover = [air(60 + m, 3.0, 157 + height, 10, None, on_ground=None) for m in range(6)]
    away = [air(68 + m, 5 + 3 * m, 157 + 1200 + 300 * m, 120, None, on_ground=None) for m in range(30)]
    assert [kind for kind, *_ in events_of([*there, *hover, *away])] == found


def test_a_phase_that_goes_on_after_noise_counts_at_once() -> None:
    rows = [*CRUISE[:3], ground(60.5), air(60.8, 400, 31_000, 450), *CRUISE[5:]]
    assert events_of(rows) == []


@pytest.mark.parametrize("n_chunks", [1, 7])
def test_the_compiled_loop_gives_what_the_plain_one_gives(n_chunks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    flights = make_flights(24, 5)
    params = LandingParams(airfields=flights.airfields)
    end = flights.positions["time"].max() + timedelta(hours=2)  # type: ignore[operator]

    def find() -> pl.DataFrame:
        by_time = flights.positions.sort("time")
        size = by_time.height // n_chunks + 1
        state, parts = None, []
        for n in range(n_chunks):
            last = n == n_chunks - 1
            result = run_scan(LANDINGS, by_time[n * size : (n + 1) * size], params, state=state, watermark=end if last else None)
            state = result.state
            parts.append(result.frame)
        return EVENTS.shape(pl.concat(parts))

    plain = find()
    monkeypatch.setattr("vedette.engine.compiled.MIN_COMPILED_ROWS", 0)
    assert_frame_equal(find(), plain, check_exact=True)
    assert plain.height > 30


def test_the_state_stays_small_and_holds_no_ships() -> None:
    flights = make_flights(16, 5)
    ships = positions([position("mmsi:273396130", m, 34.0, 35.0, sog_kn=5.0) for m in range(50)])
    by_time = pl.concat([flights.positions, ships]).sort("time")
    state, whole = None, run_scan(LANDINGS, by_time, LandingParams(airfields=flights.airfields)).state
    for rows in by_time.iter_slices(by_time.height // 9 + 1):
        state = run_scan(LANDINGS, rows, LandingParams(airfields=flights.airfields), state=state).state
    assert state is not None
    assert whole is not None
    assert_frame_equal(state, whole, check_exact=True)
    assert state.height <= 16 * 2 * N_RECENT
    assert state["asset_id"].str.starts_with("icao24:").all()


@pytest.mark.parametrize("seed", [101, 102])
def test_made_up_flights_without_a_ground_flag(seed: int) -> None:
    """Noise, pressure, 10 to 60 s between rows, deaf low down; touch-and-goes, go-arounds, passers-by, hovering helicopters.

    Measured with seed 1 (400 flights), on which nothing was tuned: see the benchmark `landings`.
    """
    flights = make_flights(160, seed)
    params = LandingParams(airfields=flights.airfields)
    end = flights.positions["time"].max() + timedelta(hours=2)  # type: ignore[operator]
    events = run_scan(LANDINGS, flights.positions, params, watermark=end).frame
    for kind in ("landing", "take_off"):
        recall, precision = score(events, flights, kind, 0.25)
        assert recall >= 0.97, (kind, recall)
        assert precision >= 0.95, (kind, precision)
    not_landed = flights.truth.select("asset_id").unique()
    mistaken = events.filter((pl.col("confidence") >= 0.25) & ~pl.col("asset_id").is_in(not_landed["asset_id"].implode()))
    assert mistaken.height <= 2  # of 40 that only pass by


def heathrow(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Flights and positions; altitudes are feet, speeds knots, and what is beyond reason becomes null."""

    def within(name: str, low: float, high: float) -> pl.Expr:
        value = pl.col(name).cast(pl.Float64, strict=False)
        return pl.when(value.is_between(low, high)).then(value)

    flights = pl.read_csv(folder / "egll_20170802_flights.csv").with_columns(
        asset_id=pl.format("icao24:{}", pl.col("aircraft_address").str.slice(2).str.to_lowercase())
    )
    raw = pl.read_csv(folder / "egll_20170802_positions.csv", infer_schema_length=None).join(flights, on="flight_id")
    frame = raw.select(
        "asset_id", time=pl.col("timestamp").str.to_datetime(time_zone="UTC"), lat_deg="latitude", lon_deg="longitude",
        alt_ft=within("altitude", -1500, 60_000), sog_kn=within("speed_gnd", 0, 800),
        vrate_fpm=within("vert_speed", -10_000, 10_000), sensor=pl.lit("adsb"), flags=pl.lit(0),
        source_id=pl.lit("src-egll"), source_row=pl.int_range(2, pl.len() + 2),
    )  # fmt: skip
    return flights, POSITIONS.shape(frame)


def test_landings_at_heathrow(shared_data: Path) -> None:
    """Every aircraft in the file flies to Heathrow, and the positions end there: one landing each, and no ground flag.

    Truth: one landing at EGLL per airframe (39). One of them (400938) then climbs away to 17,000 ft, which is a take-off.
    All 250 airfields in airportsdata whose code begins with EG stand ready to be mistaken for it.
    Measured: recall 39 of 39, precision 39 of 41 landings, and 1 of 3 take-offs; none at another field.
    What is wrong comes from splines of the data's maker: two airliners stand still for minutes at 600 to 900 ft on their final.
    """
    flights, frame = heathrow(shared_data / "adsb")
    fields = tuple(
        Airfield(code.lower(), a["lat"], a["lon"], a["elevation"])
        for code, a in airportsdata.load().items() if code.startswith("EG")
    )  # fmt: skip
    flagged = run_scan(FLAG, frame, FlagParams(), watermark=END).frame
    end = flagged["time"].max() + timedelta(hours=2)  # type: ignore[operator]
    events = run_scan(LANDINGS, flagged, LandingParams(airfields=fields), watermark=end).frame
    truth = set(flights["asset_id"])
    landings = events.filter((pl.col("kind") == "landing") & (pl.col("confidence") >= 0.3))
    found = set(landings.filter(pl.col("place_id") == "egll")["asset_id"])
    assert len(truth) == 39
    assert len(found) / len(truth) >= 0.98
    assert len(found) / landings.height >= 0.95
    take_offs = events.filter((pl.col("kind") == "take_off") & (pl.col("confidence") > 0.3))
    assert "icao24:400938" in set(take_offs["asset_id"])
    assert take_offs.height <= 3
    assert events["place_id"].unique().to_list() == ["egll"]
