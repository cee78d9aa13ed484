"""Small drawings: arrows point where they should, arcs are great circles, hatches stay in their box."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.brief.style import VERDICT_STYLE
from vedette.brief.symbols import arrowhead, bow, great_circle, hatch_lines, shorten, verdict_class, verdict_icon
from vedette.geo import distance_km

MOSCOW, BENGHAZI = (55.6, 37.5), (32.1, 20.3)


def test_a_great_circle_has_equal_steps_and_the_right_length():
    points = great_circle(MOSCOW, BENGHAZI, steps=20)
    steps = [distance_km(*a, *b) for a, b in pairwise(points)]
    assert points[0] == pytest.approx(MOSCOW)
    assert points[-1] == pytest.approx(BENGHAZI)
    assert max(steps) / min(steps) < 1.01
    assert sum(steps) == pytest.approx(distance_km(*MOSCOW, *BENGHAZI), rel=0.003)


def test_a_great_circle_to_the_same_place_is_that_place():
    assert great_circle(MOSCOW, MOSCOW) == [MOSCOW, MOSCOW]


@given(st.floats(0, 40), st.floats(0, 40))
def test_shortening_takes_that_much_off_each_end(first: float, last: float):
    line = [(float(x), 0.0) for x in range(0, 101, 5)]
    cut = shorten(line, first, last)
    assert cut[0][0] == pytest.approx(first, abs=1e-6)
    assert cut[-1][0] == pytest.approx(100.0 - last, abs=1e-6)


def test_a_bow_keeps_its_ends_and_lifts_its_middle():
    line = [(float(x), 0.0) for x in range(0, 101, 10)]
    bent = bow(line, 0.1)
    assert bent[0] == (0.0, 0.0)
    assert bent[-1] == pytest.approx((100.0, 0.0))
    assert bent[5][1] == pytest.approx(10.0)


def test_the_tip_of_an_arrow_is_where_it_points():
    head = arrowhead((50.0, 20.0), (0.0, 20.0), 10.0, "head")
    xs = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", head.split('d="')[1].split('"')[0])][0::2]
    assert max(xs) == 50.0
    assert min(xs) == pytest.approx(50.0 - 10.0 * math.cos(0.38), abs=0.1)


@given(st.floats(1, 300), st.floats(1, 40))
def test_a_hatch_stays_in_its_box(width: float, height: float):
    data = hatch_lines(10.0, 20.0, width, height).split('d="')[1].split('"')[0]
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", data)]
    assert all(9.9 <= x <= 10.1 + width for x in numbers[0::2])
    assert all(19.9 <= y <= 20.1 + height for y in numbers[1::2])


@pytest.mark.parametrize("code", sorted(VERDICT_STYLE))
def test_every_verdict_can_be_drawn(code: str):
    root = ET.fromstring(verdict_icon(code))
    assert root.attrib["aria-hidden"] == "true"
    assert verdict_class(code) in root.attrib["class"]
    assert root.findall(".//path")
