"""A kernel gives the same bits as plain Python and compiled; small inputs never wait for a compiler."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from pydantic import BaseModel

from vedette.engine import compiled as module
from vedette.engine.compiled import compiled
from vedette.engine.local import run_scan
from vedette.engine.step import Scan
from vedette.events.steps import VISITS, PlaceGeometry, VisitParams
from vedette.geo import bearing_deg, distance_km
from vedette.positions.steps import FLAG, FlagParams
from vedette.testing.positions import START, position, positions
from vedette.tracks.steps import SEGMENT, SUMMARISE, SegmentParams, TrackParams

LAT, LON = st.floats(-90, 90), st.floats(-180, 180)
RING = ((35.8, 34.8), (35.95, 34.8), (35.95, 35.0), (35.85, 34.9), (35.8, 35.0))
PLACES = (
    PlaceGeometry("tartus", "port", 34.9, 35.87, 3.0, 4.0),
    PlaceGeometry("ring", "port", 34.9, 35.87, 0.5, 1.0, RING),
)
KERNELS = [
    (FLAG, FlagParams()), (SEGMENT, SegmentParams()), (SUMMARISE, TrackParams()), (VISITS, VisitParams(places=PLACES)),
]  # fmt: skip


def test_a_small_input_gets_the_plain_function() -> None:
    assert compiled(distance_km, module.MIN_COMPILED_ROWS - 1) is distance_km
    assert compiled(distance_km, module.MIN_COMPILED_ROWS) is not distance_km


def test_the_compiler_is_not_imported_for_small_inputs() -> None:
    code = "import sys, vedette.events.steps, vedette.positions.steps, vedette.tracks.steps; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


COMPILE = """
import sys
from vedette.engine.compiled import compiled
from vedette.geo import distance_km
assert compiled(distance_km, 10**6)(34.9, 35.9, 34.9, 36.9) > 90
"""


@pytest.mark.parametrize("is_writable", [True, False])
def test_what_was_compiled_is_kept_in_the_users_cache_folder(tmp_path: Path, is_writable: bool) -> None:
    base = tmp_path / "cache"
    if not is_writable:
        base.write_text("a file where the folder would be")
    environment = {**os.environ, "XDG_CACHE_HOME": str(base), "HOME": str(tmp_path / "home")}
    environment.pop("NUMBA_CACHE_DIR", None)
    subprocess.run([sys.executable, "-W", "error", "-c", COMPILE], check=True, env=environment)
    assert bool(list(tmp_path.rglob("*.nbi"))) == is_writable
    assert not is_writable or list((base / "vedette" / "kernels").rglob("geo.distance_km*.nbi"))


def test_the_folder_is_under_home_where_nothing_else_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")  # to be passed over, says the standard
    assert module.cache_folder() == tmp_path / ".cache" / "vedette" / "kernels"


@settings(max_examples=500, deadline=None)
@given(LAT, LON, LAT, LON)
def test_distances_are_the_same_bits(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    assert compiled(distance_km, 10**6)(lat1, lon1, lat2, lon2) == distance_km(lat1, lon1, lat2, lon2)
    assert compiled(distance_km, 10**6)(lat1, lon1, lat1 + 1e-4, lon1) == distance_km(lat1, lon1, lat1 + 1e-4, lon1)


@given(LAT, LON, LAT, LON)
def test_a_flat_kernel_gives_the_same_bits(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    flat = compiled(distance_km, module.MIN_COMPILED_ROWS, is_flat=True)
    assert flat(lat1, lon1, lat2, lon2) == distance_km(lat1, lon1, lat2, lon2)


def test_a_flat_kernel_that_makes_arrays_does_not_compile() -> None:
    with pytest.raises(Exception, match="returning of array passed"):
        compiled(_make_zeros, module.MIN_COMPILED_ROWS, is_flat=True)(3)


def _make_zeros(n: int) -> np.ndarray:
    return np.zeros(n)


def test_a_function_that_is_called_is_part_of_the_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    from vedette.positions import outliers

    before = module._digest.__wrapped__(outliers.can_reach)
    monkeypatch.setitem(outliers.can_reach.__globals__, "distance_km", bearing_deg)
    assert module._digest.__wrapped__(outliers.can_reach) != before


@pytest.mark.parametrize(("step", "params"), KERNELS, ids=[s.name for s, _ in KERNELS])
@pytest.mark.parametrize("seed", range(3))
def test_kernels_are_the_same_bits(step: Scan, params: BaseModel, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    world = _wander(random.Random(seed))
    plain = run_scan(step, world, params, watermark=START)
    monkeypatch.setattr(module, "MIN_COMPILED_ROWS", 0)
    fast = run_scan(step, world, params, watermark=START)
    assert_frame_equal(fast.frame, plain.frame, check_exact=True)
    assert fast.state is not None
    assert plain.state is not None
    assert_frame_equal(fast.state, plain.state, check_exact=True)


def _wander(rng: random.Random) -> pl.DataFrame:
    """A few ships that come and go about Tartus."""
    rows = []
    for ship in range(6):
        lat, lon, minutes = 34.9, 35.87, rng.uniform(0, 60)
        for _ in range(150):
            minutes += rng.choice([0.0, 0.1, 2.0, 10.0, 400.0])
            lat += rng.gauss(0, 0.01) + (1.0 if rng.random() < 0.02 else 0.0)
            lon += rng.gauss(0, 0.01)
            rows.append(position(f"mmsi:27300000{ship}", minutes, lat, lon, sog_kn=rng.choice([None, 0.1, 9.0]), cog_deg=45.0))
    return positions(rows)


def test_a_process_that_goes_on_for_long_compiles_whatever_the_number_of_rows() -> None:
    with module.always_compiled():
        assert compiled(distance_km, 1) is not distance_km
    assert compiled(distance_km, 1) is distance_km
