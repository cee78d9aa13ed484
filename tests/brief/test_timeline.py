"""Timelines: one axis, nothing outside it, silence shown as what it is."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.brief.sample import PERIOD, day, sample_document

from vedette.brief.document import BaseTimeline, ClaimTick, CoverageDay, SightingMark, VisitBar
from vedette.brief.timeline import Axis, axis_days, describe, draw_timelines

SVG = "{http://www.w3.org/2000/svg}"


def _base(**parts: tuple[object, ...]) -> BaseTimeline:
    given_parts: dict[str, object] = {"visits": (), "sightings": (), "coverage": (), "claims": ()}
    return BaseTimeline("tartus", "Tartus", **(given_parts | parts))  # type: ignore[arg-type]


def _draw(base: BaseTimeline, width: float = 1000.0) -> ET.Element:
    return ET.fromstring(draw_timelines([base], PERIOD, width, "t", "Timeline"))


def _with_class(root: ET.Element, css: str) -> list[ET.Element]:
    return [e for e in root.iter() if css in e.attrib.get("class", "").split()]


def test_no_bases_no_drawing():
    assert draw_timelines([], PERIOD, 1000.0, "t", "Timeline") == ""


@pytest.mark.parametrize("width", [1096.0, 358.0])
def test_the_sample_stays_inside_its_drawing(width: float):
    root = ET.fromstring(draw_timelines(sample_document().timelines, PERIOD, width, "t", "Timeline"))
    height = float(root.attrib["height"])
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.attrib["x"]) <= width
        assert 0 < float(text.attrib["y"]) <= height


def test_an_open_visit_fades_and_a_closed_one_does_not():
    closed = _draw(_base(visits=(VisitBar("Sparta", "ship", day("12-10"), day("12-20"), ()),)))
    still_open = _draw(_base(visits=(VisitBar("Sparta", "ship", day("12-10"), None, ()),)))
    assert len(_with_class(closed, "visit")) == 1
    opacities = [float(e.attrib["fill-opacity"]) for e in _with_class(still_open, "visit")]
    assert opacities == sorted(opacities, reverse=True)
    assert opacities[0] == 1.0 > opacities[-1]


def test_a_long_interval_is_a_line_and_a_day_is_a_mark():
    def mark(start: str, end: str) -> BaseTimeline:
        return _base(sightings=(SightingMark("x", "imagery", "confirmed", "present", day(start), day(end), ()),))

    assert len(_with_class(_draw(mark("12-05", "12-20")), "span")) == 2
    assert _with_class(_draw(mark("12-05", "12-05")), "span") == []


@pytest.mark.parametrize(
    ("certainty", "event", "is_hollow"),
    [("confirmed", "present", False), ("disputed", "present", True), ("confirmed", "absent", True)],
)
def test_doubt_and_absence_are_hollow(certainty: str, event: str, is_hollow: bool):
    base = _base(sightings=(SightingMark("x", "imagery", certainty, event, day("12-05"), day("12-05"), ()),))
    assert bool(_with_class(_draw(base), "hollow")) is is_hollow


def test_days_without_reception_are_hatched():
    dark = _draw(_base())
    lit = _draw(_base(coverage=tuple(CoverageDay(PERIOD[0] + timedelta(days=n), 24) for n in range(66))))
    half = _draw(_base(coverage=(CoverageDay(day("12-15"), 12),)))
    assert len(_with_class(dark, "hatch")) == 1
    assert _with_class(lit, "hatch") == []
    assert len(_with_class(half, "hatch")) == 2
    assert "no receiver in these data covers this place" in "".join(t.text or "" for t in dark.iter(f"{SVG}text"))


def test_claims_of_one_day_share_a_label():
    base = _base(claims=tuple(ClaimTick(n, day("12-22")) for n in (1, 2, 3, 7)))
    assert [t.text for t in _with_class(_draw(base), "claim-text")] == ["claim 1–3, 7"]


def test_the_axis_names_the_year_where_it_changes():
    axis = Axis(PERIOD[0], PERIOD[1], 0.0, 1000.0)
    days = axis_days(axis)
    assert datetime(2025, 1, 1, tzinfo=UTC) in days
    labels = [t.text for t in _with_class(_draw(_base()), "axis-text")]
    assert "1 Jan 2025" in labels


@pytest.mark.parametrize(("length", "fewest", "most"), [(10, 8, 11), (60, 8, 14), (400, 10, 15), (3000, 25, 105)])
def test_the_axis_has_as_many_lines_as_fit(length: int, fewest: int, most: int):
    axis = Axis(PERIOD[0], PERIOD[0] + timedelta(days=length), 0.0, 1000.0)
    assert fewest <= len(axis_days(axis)) <= most


def test_times_outside_the_period_are_pinned_to_its_ends():
    axis = Axis(PERIOD[0], PERIOD[1], 10.0, 90.0)
    assert axis.x(PERIOD[0] - timedelta(days=9)) == 10.0
    assert axis.x(PERIOD[1] + timedelta(days=9)) == 90.0


def test_it_is_described_in_words():
    assert describe([_base()]) == "Tartus: 0 visits, 0 sightings, no reception."


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 65), st.integers(0, 20), st.text("abcdefgh ", max_size=30)), max_size=25))
def test_items_of_one_row_never_overlap(items: list[tuple[int, int, str]]):
    day_n = [PERIOD[0] + timedelta(days=n) for n in range(90)]
    marks = tuple(SightingMark(label, "imagery", "confirmed", "present", day_n[s], day_n[s + n], ()) for s, n, label in items)
    root = _draw(_base(sightings=marks))
    rows: dict[float, list[float]] = {}
    for text in _with_class(root, "item-text"):
        rows.setdefault(float(text.attrib["y"]), []).append(float(text.attrib["x"]))
    assert sum(map(len, rows.values())) == len(items)
