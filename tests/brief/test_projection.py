"""Projections: there and back, true angles, and Snyder's own worked example."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.brief.projection import Lambert, Mercator, choose_projection, fit_frame
from vedette.geo import distance_km

LEVANT = (10.0, 28.0, 38.0, 42.0)
PACIFIC = (170.0, 40.0, -150.0, 62.0)


def test_lambert_agrees_with_snyder():
    """Snyder (1987), numerical example for the sphere, p. 295: parallels 33 and 45 N, origin 23 N 96 W, unit radius."""
    projection = Lambert(-96.0, 0.6304777, 1.9550002, 1.5071429)
    x, y = projection.forward(35.0, -75.0)
    assert float(x) == pytest.approx(0.2966785, abs=2e-6)
    assert float(y) == pytest.approx(0.2462112, abs=2e-6)


@given(st.floats(-75, 75), st.floats(-179, 179))
def test_mercator_goes_there_and_back(lat: float, lon: float):
    projection = Mercator(30.0)
    back = projection.inverse(*projection.forward(lat, lon))
    assert float(back[0]) == pytest.approx(lat, abs=1e-7)
    assert math.cos(math.radians(float(back[1]) - lon)) == pytest.approx(1.0, abs=1e-9)


@pytest.mark.parametrize("box", [LEVANT, PACIFIC, (-70.0, -55.0, -40.0, -25.0)], ids=["north", "antimeridian", "south"])
@given(share=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_frames_go_there_and_back(box: tuple[float, float, float, float], share: tuple[float, float]):
    frame = fit_frame(box, 700.0, 0.5, 1.2)
    west, south, east, north = box
    lat, lon = south + share[1] * (north - south), west + share[0] * ((east - west) % 360)
    x, y = frame.to_px(lat, lon)
    assert frame.holds(x, y, margin_px=-1.0)
    back_lat, back_lon = frame.to_deg(x, y)
    assert float(back_lat) == pytest.approx(lat, abs=1e-6)
    assert math.cos(math.radians(float(back_lon) - lon)) == pytest.approx(1.0, abs=1e-9)


@pytest.mark.parametrize(
    ("box", "kind"),
    [(LEVANT, Lambert), (PACIFIC, Lambert), ((-20.0, -10.0, 30.0, 10.0), Mercator), ((-180.0, 20.0, 180.0, 70.0), Mercator)],
)
def test_the_box_decides_the_projection(box: tuple[float, float, float, float], kind: type):
    assert isinstance(choose_projection(box), kind)


@pytest.mark.parametrize("box", [LEVANT, (-20.0, -10.0, 30.0, 10.0)])
def test_both_projections_keep_angles(box: tuple[float, float, float, float]):
    """A small step north and a small step east of equal length are equally long and at right angles on the map."""
    frame = fit_frame(box, 1000.0, 0.5, 1.2)
    lat, lon = box[1] + 3.0, box[0] + 5.0
    step = 0.01
    x0, y0 = frame.to_px(lat, lon)
    xn, yn = frame.to_px(lat + step, lon)
    xe, ye = frame.to_px(lat, lon + step / math.cos(math.radians(lat)))
    north, east = (xn - x0, yn - y0), (xe - x0, ye - y0)
    assert math.hypot(*north) == pytest.approx(math.hypot(*east), rel=2e-3)
    assert north[0] * east[0] + north[1] * east[1] == pytest.approx(0.0, abs=1e-3)


def test_north_is_up_and_east_is_right():
    frame = fit_frame(LEVANT, 700.0, 0.5, 1.2)
    x, y = frame.to_px(35.0, 24.0)
    assert frame.to_px(36.0, 24.0)[1] < y
    assert frame.to_px(35.0, 25.0)[0] > x


def test_the_scale_is_true_to_half_a_per_cent():
    frame = fit_frame(LEVANT, 700.0, 0.5, 1.2)
    first, second = (34.915, 35.866), (34.915, 34.866)
    (x1, y1), (x2, y2) = frame.to_px(*first), frame.to_px(*second)
    drawn_km = math.hypot(x2 - x1, y2 - y1) * frame.km_per_px((x1 + x2) / 2, (y1 + y2) / 2)
    assert drawn_km == pytest.approx(distance_km(*first, *second), rel=0.005)


def test_the_height_stays_between_its_bounds():
    assert fit_frame((0.0, 30.0, 60.0, 31.0), 500.0, 0.6, 1.0).height_px == pytest.approx(300.0)
    assert fit_frame((0.0, 30.0, 1.0, 60.0), 500.0, 0.6, 1.0).height_px == pytest.approx(500.0)
