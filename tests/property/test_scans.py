"""What every scan promises: any cut of the rows, any order of arrival, and any company give the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from pydantic import BaseModel

from vedette.engine.local import run_scan
from vedette.engine.step import Scan
from vedette.events.steps import (
    GAPS,
    LANDINGS,
    LEGS,
    VISITS,
    Airfield,
    GapParams,
    LandingParams,
    LegParams,
    PlaceGeometry,
    VisitParams,
)
from vedette.positions.steps import FLAG, FlagParams
from vedette.schema.flags import UNUSABLE
from vedette.schema.tables import EVENTS, POSITIONS
from vedette.testing.positions import START, position, positions
from vedette.tracks.steps import SEGMENT, SUMMARISE, SegmentParams, TrackParams

END = START + timedelta(days=60)
CENTRES = {"tartus": (34.9, 35.87), "tobruk": (32.07, 23.99), "taveuni": (-17.0, 179.99), "pole": (89.5, 10.0)}
BOX = ((179.98, -17.02), (-179.97, -17.02), (-179.97, -16.98), (179.98, -16.98))  # across the antimeridian
PLACES = (
    *(PlaceGeometry(name, "port", lat, lon, 3.0, 4.0) for name, (lat, lon) in CENTRES.items()),
    *(PlaceGeometry(f"{name}-field", "airbase", lat, lon, 3.0, 4.0) for name, (lat, lon) in CENTRES.items()),
    PlaceGeometry("box", "port", -17.0, -179.99, 0.5, 1.0, BOX),
)
FIELDS = tuple(Airfield(name, lat, lon, 100.0) for name, (lat, lon) in CENTRES.items())
SCANS: list[tuple[Scan, BaseModel]] = [
    (FLAG, FlagParams()),
    (SEGMENT, SegmentParams()),
    (SUMMARISE, TrackParams()),
    (VISITS, VisitParams(places=PLACES)),
    (LANDINGS, LandingParams(airfields=FIELDS)),
    (GAPS, GapParams()),
]
EACH_SCAN = pytest.mark.parametrize(("step", "params"), SCANS, ids=[s.name for s, _ in SCANS])
EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
ASSETS = ("mmsi:273000001", "mmsi:273000002", "icao24:abcdef")


@st.composite
def worlds(draw: st.DrawFn, assets: Sequence[str] = ASSETS) -> pl.DataFrame:
    """Assets about two ports, the antimeridian or a pole, with repeats, outliers, silences, stops and flagged rows."""
    rows = []
    for asset in assets:
        lat, lon = draw(st.sampled_from(list(CENTRES.values())))
        minutes = draw(st.floats(0, 600))
        by_air = asset.startswith("icao24")
        for _ in range(draw(st.integers(0, 22))):
            minutes += draw(st.sampled_from([0.0, 0.2, 0.5, 3.0, 10.0, 10.0, 60.0, 300.0, 1000.0]))
            lat = min(89.9, max(-89.9, lat + draw(st.sampled_from([0.0, 0.0, 0.001, -0.001, 0.02, -0.02, 0.05, 3.0]))))
            lon = (lon + draw(st.sampled_from([0.0, 0.0, 0.001, -0.001, 0.02, -0.02, 0.05, -3.0])) + 180.0) % 360.0 - 180.0
            more = {
                "sog_kn": draw(st.sampled_from([None, 0.0, 0.1, 0.4, 8.0, 140.0])),
                "cog_deg": draw(st.sampled_from([None, 0.0, 270.0])),
                "source_id": draw(st.sampled_from(["src-a", "src-a", "src-b"])),
                "flags": draw(st.sampled_from([0, 0, 0, 0, 0, 4, 8])),
            }
            if by_air:
                more["alt_ft"] = draw(st.sampled_from([None, 50.0, 900.0, 30_000.0]))
                more["on_ground"] = draw(st.sampled_from([None, True, False]))
            rows.append(position(asset, minutes, lat, lon, **more))
    return positions(rows)


def run(step: Scan, frame: pl.DataFrame, params: BaseModel, n_pieces: int | None = None) -> pl.DataFrame:
    return run_scan(step, frame, params, watermark=END, n_pieces=n_pieces).frame


def run_in_chunks(step: Scan, frame: pl.DataFrame, params: BaseModel, cuts: Sequence[int]) -> pl.DataFrame:
    """As run, but the rows come in chunks of time order, and what is open is asked for once, at the end."""
    frame = frame.sort(*step.order, *step.key)
    bounds = [0, *sorted(cuts), frame.height]
    state, given_rows = None, []
    for low, high in pairwise(bounds):
        result = run_scan(step, frame.slice(low, high - low), params, state=state)
        state = result.state
        given_rows.append(result.frame)
    if state is not None:
        given_rows.append(step.finish(state, params, END))
    return step.writes.shape(pl.concat(given_rows))


@EACH_SCAN
@EXAMPLES
@given(world=worlds(), data=st.data())
def test_any_chunks_give_what_the_whole_gives(step: Scan, params: BaseModel, world: pl.DataFrame, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, world.height), max_size=5))
    assert_frame_equal(run_in_chunks(step, world, params, cuts), run(step, world, params), check_exact=True)


@EACH_SCAN
@EXAMPLES
@given(world=worlds(), n_pieces=st.integers(1, 5))
def test_any_number_of_pieces_gives_the_same_rows(step: Scan, params: BaseModel, world: pl.DataFrame, n_pieces: int) -> None:
    assert_frame_equal(run(step, world, params, n_pieces), run(step, world, params, 1), check_exact=True)


@EACH_SCAN
@EXAMPLES
@given(world=worlds(), seed=st.integers(0, 1000))
def test_order_of_arrival_does_not_matter(step: Scan, params: BaseModel, world: pl.DataFrame, seed: int) -> None:
    shuffled = world.sample(fraction=1.0, shuffle=True, seed=seed)
    assert_frame_equal(run(step, shuffled, params), run(step, world, params), check_exact=True)


@EACH_SCAN
@EXAMPLES
@given(world=worlds(), others=worlds(("mmsi:111222333", "mmsi:999999999", "icao24:000001")))
def test_other_assets_change_nothing(step: Scan, params: BaseModel, world: pl.DataFrame, others: pl.DataFrame) -> None:
    together = run(step, POSITIONS.shape(pl.concat([world, others])), params)
    mine = together.filter(pl.col("asset_id").str.replace(r"~\d+$", "").is_in(ASSETS))
    assert_frame_equal(mine, run(step, world, params), check_exact=True)


@EACH_SCAN
@EXAMPLES
@given(world=worlds())
def test_flagged_rows_never_make_events(step: Scan, params: BaseModel, world: pl.DataFrame) -> None:
    if step.writes is POSITIONS:
        assert run(step, world, params).height == world.height  # flags only, never deletion
        return
    usable = world.filter((pl.col("flags") & int(UNUSABLE)) == 0)
    assert_frame_equal(run(step, world, params), run(step, usable, params), check_exact=True)


@EXAMPLES
@given(world=worlds(), data=st.data())
def test_legs_are_the_same_in_chunks(world: pl.DataFrame, data: st.DataObject) -> None:
    parts = [run(VISITS, world, VisitParams(places=PLACES)), run(LANDINGS, world, LandingParams(airfields=FIELDS))]
    events = EVENTS.shape(pl.concat(parts))
    params = LegParams(min_visit_confidence=1.0)
    cuts = data.draw(st.lists(st.integers(0, events.height), max_size=3))
    assert_frame_equal(run_in_chunks(LEGS, events, params, cuts), run(LEGS, events, params), check_exact=True)


@EXAMPLES
@given(st.lists(st.floats(0.0, 0.0355), min_size=2, max_size=40), st.sampled_from(["tartus", "taveuni"]))
def test_jitter_inside_the_band_never_splits_a_visit(offsets_deg: list[float], name: str) -> None:
    # 0.0355 degrees of latitude are 3.94 km: inside the exit distance of 4 km
    lat, lon = CENTRES[name]
    rows = [position("mmsi:273000001", 0, lat, lon)]
    rows += [position("mmsi:273000001", 10 * (n + 1), lat + d, lon) for n, d in enumerate(offsets_deg)]
    visits = run(VISITS, positions(rows), VisitParams(places=PLACES)).filter(pl.col("place_id") == name)
    assert visits.height == 1
    assert visits["is_open"].all()
