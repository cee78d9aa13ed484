from __future__ import annotations

import math
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from vedette.engine import local
from vedette.engine.packed import RECORD, Chunk, Feed, pack
from vedette.events.rendezvous import RENDEZVOUS, RendezvousParams
from vedette.events.steps import GAPS, LEGS, VISITS, GapParams, LegParams, PlaceGeometry, VisitParams
from vedette.geo import destination, distance_km
from vedette.one_pass.find import Found, OnePassParams, find_events, find_in_feed, watermark
from vedette.positions.steps import FLAG, FlagParams
from vedette.schema.tables import POSITIONS
from vedette.tracks.steps import SEGMENT, SegmentParams

START_US = int(datetime(2024, 12, 1, tzinfo=UTC).timestamp()) * 1_000_000
PORTS = ((34.91, 35.87), (32.07, 24.0), (36.8, 34.65), (52.3, 179.97), (51.9, -179.6))
RING = ((35.85, 34.88), (35.90, 34.88), (35.91, 34.93), (35.84, 34.94))
PLACES = tuple(
    PlaceGeometry(f"port-{n}", "port", lat, lon, 3.0 if n else 0.5, 4.0 if n else 1.5, None if n else RING)
    for n, (lat, lon) in enumerate(PORTS)
)
PARAMS = OnePassParams(visits=VisitParams(places=PLACES), rendezvous=RendezvousParams(places=PLACES))
MEETING = (34.0, 32.0)  # where the last two ships meet


def sail(rng: np.random.Generator, ports: tuple[int, ...], step_min: float) -> list[tuple[float, float, float, float, float]]:
    """(minute, lat, lon, speed, course) of a ship that calls at some ports, at 14 kn, with a day in each; one long silence."""
    rows, minute = [], float(rng.uniform(0, 60))
    silent = minute + rng.uniform(2000, 4000)
    for here, there in pairwise(ports):
        for _ in range(int(24 * 60 / step_min)):
            rows.append(
                (minute, *(np.array(PORTS[here]) + rng.normal(0, 1e-4, 2)), abs(rng.normal(0, 0.05)), rng.uniform(0, 360))
            )
            minute += step_min
        km, knots = distance_km(*PORTS[here], *PORTS[there]), 14.0
        hours = km / 1.852 / knots
        for share in np.arange(0, 1, step_min / 60 / hours):
            lat = PORTS[here][0] + share * (PORTS[there][0] - PORTS[here][0])
            dlon = (PORTS[there][1] - PORTS[here][1] + 540) % 360 - 180
            rows.append((minute, lat, (PORTS[here][1] + share * dlon + 540) % 360 - 180, knots, 90.0))
            minute += step_min
    return [r for r in rows if not silent < r[0] < silent + 900]


def meet(rng: np.random.Generator, mmsi: int, step_min: float) -> list[tuple[float, ...]]:
    """Rows of a ship that lies beside another for eight hours, then sails on."""
    minutes = np.arange(6000, 6480, step_min) + rng.uniform(0, step_min)
    still = [(m, *(np.array(MEETING) + rng.normal(0, 5e-4, 2)), 0.1, 0.0) for m in minutes]
    sailing = [(6500 + m, MEETING[0] + m / 300, MEETING[1], 12.0, 0.0) for m in np.arange(0, 120, step_min)]
    return [
        (mmsi, START_US + int(m * 60) * 1_000_000, round(lat, 6), round(lon, 6), sog, cog, START_US + m * 6e7)
        for m, lat, lon, sog, cog in still + sailing
    ]


def make_feed(n_ships: int, step_min: float, seed: int = 3) -> np.ndarray:
    """Rows (mmsi, time_us, lat, lon, sog, cog) in the order of reception, with the defects of a real feed."""
    rng, rows = np.random.default_rng(seed), []
    for ship in range(n_ships):
        if ship >= n_ships - 2:
            rows += meet(rng, 273_000_000 + ship, step_min)
        route = tuple(rng.permutation(3)) if ship % 4 else (3, 4, 3)
        mmsi = 273_000_000 + (ship if ship != 1 else 0)  # the first two hulls share a number
        for minute, lat, lon, sog, cog in sail(rng, route, step_min):
            at_us = START_US + int(minute * 60) * 1_000_000
            place = destination(lat, lon, rng.uniform(0, 360), 300.0) if rng.random() < 0.004 else (lat, lon)
            if rng.random() < 0.003:
                place = (91.0, 181.0) if rng.random() < 0.5 else (0.0, 0.0)
            row = (mmsi, at_us, round(place[0], 6), round(place[1], 6), round(sog, 1), round(cog, 1) % 360)
            lag_us = rng.exponential(60 if rng.random() < 0.9 else 3000) * 1e6
            rows += [(*row, at_us + lag_us)] * (2 if rng.random() < 0.05 else 1)
    found = np.array(rows)
    return found[np.argsort(found[:, 6], kind="stable")][:, :6]


def feed_of(rows: np.ndarray, n_chunks: int) -> Feed:
    cuts = np.array_split(rows, n_chunks)
    chunks = [Chunk(c[:, 0].astype(np.int64), c[:, 1].astype(np.int64), *(c[:, k].copy() for k in range(2, 6))) for c in cuts]
    return Feed(n_chunks, lambda c: chunks[c].number, lambda c: chunks[c])


def by_one_pass(rows: np.ndarray, n_chunks: int) -> tuple[Found, datetime]:
    packed = pack(feed_of(rows, n_chunks))
    return find_events(packed, "src-feed", PARAMS), watermark(packed)


def by_steps(rows: np.ndarray, end: datetime) -> dict[str, pl.DataFrame]:
    """The same by the steps of the pipeline, one after the other."""
    blank = {"lat_deg": rows[:, 2], "lon_deg": rows[:, 3], "sog_kn": rows[:, 4], "cog_deg": rows[:, 5]}
    positions = POSITIONS.shape(
        pl.DataFrame({"n": rows[:, 0].astype(int), "time": rows[:, 1].astype(int), **blank})
        .with_columns(
            asset_id=pl.format("mmsi:{}", "n"), time=pl.from_epoch("time", "us").dt.replace_time_zone("UTC"), sensor=pl.lit("ais"),
            flags=pl.lit(0), source_id=pl.lit("src-feed"), source_row=pl.int_range(pl.len()),
        )
        .filter(pl.col("lat_deg").abs() <= 90, pl.col("lon_deg").abs() <= 180).drop("n")
    )  # fmt: skip
    flagged = local.run_scan(FLAG, positions, FlagParams(), watermark=end).frame
    hulls = local.run_scan(SEGMENT, flagged, SegmentParams(), watermark=end).frame
    visits = local.run_scan(VISITS, hulls, PARAMS.visits, watermark=end).frame
    gaps = local.run_scan(GAPS, hulls, GapParams(), watermark=end).frame
    legs = local.run_scan(LEGS, visits, LegParams(), watermark=end).frame
    return {"visits": visits, "gaps": gaps, "legs": legs, "rendezvous": local.run_window(RENDEZVOUS, hulls, PARAMS.rendezvous)}


@pytest.mark.parametrize(("n_ships", "step_min", "n_chunks"), [(6, 30.0, 1), (6, 30.0, 5), (14, 2.0, 3)])
def test_one_pass_finds_what_the_steps_find_byte_for_byte(n_ships: int, step_min: float, n_chunks: int) -> None:
    rows = make_feed(n_ships, step_min)  # the last case is long enough to be compiled
    found, end = by_one_pass(rows, n_chunks)
    expected = by_steps(rows, end)
    for name, frame in expected.items():
        assert frame.height >= (1 if name == "rendezvous" else n_ships / 2), name
        assert frame.equals(getattr(found, name)), name


@pytest.mark.parametrize("n_readings", [1, 2, 6])
@pytest.mark.parametrize("n_chunks", [1, 11])
def test_less_memory_needs_more_readings_and_finds_the_same(n_readings: int, n_chunks: int) -> None:
    rows = make_feed(7, 30.0)
    expected, _ = by_one_pass(rows, 1)
    n_read = Counter[int]()
    whole = feed_of(rows, n_chunks)

    def read_chunk(piece: int) -> Chunk:
        n_read[piece] += 1
        return whole.read_chunk(piece)

    limit_bytes = {1: 10**9, 2: int(len(rows) * RECORD.itemsize * 0.7), 6: 1}[n_readings]  # 1: an asset at a time
    found = find_in_feed(Feed(n_chunks, whole.read_numbers, read_chunk), "src-feed", PARAMS, limit_bytes=limit_bytes)
    assert set(n_read.values()) == {n_readings}  # seven hulls have six numbers
    assert len(n_read) == n_chunks
    for name in ("visits", "gaps", "legs", "rendezvous"):
        assert getattr(expected, name).height > 0
        assert getattr(found, name).equals(getattr(expected, name)), name
    assert found.passed_over == expected.passed_over


def test_nothing_is_found_in_an_empty_feed() -> None:
    empty = Feed(0, lambda _: np.zeros(0, np.int64), lambda _: pytest.fail("nothing to read"))
    found = find_in_feed(empty, "src-feed", PARAMS)
    assert found.visits.height == found.gaps.height == found.legs.height == found.rendezvous.height == 0
    assert set(found.passed_over.values()) == {0}


def test_every_row_that_is_passed_over_is_counted() -> None:
    rows = make_feed(6, 30.0)
    passed_over = by_one_pass(rows, 2)[0].passed_over
    assert passed_over["without a place"] == int((rows[:, 2] > 90).sum()) > 0
    assert passed_over["at 0 0"] > 0
    assert passed_over["repeats"] >= len(rows) - len(np.unique(rows[:, :4], axis=0))
    assert passed_over["outliers"] > 0


def test_a_hull_that_shares_its_number_is_told_apart() -> None:
    found = by_one_pass(make_feed(6, 30.0), 1)[0]
    assert {i for i in found.visits["asset_id"].to_list() if i.startswith("mmsi:273000000")} >= {
        "mmsi:273000000",
        "mmsi:273000000~2",
    }
    assert not math.isnan(found.gaps["dist_km"].drop_nulls().sum())
