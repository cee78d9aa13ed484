"""The picture of counts: what is missing stays open, words do not lie on each other, nothing is drawn for nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from vedette.brief.count_chart import ChangeMark, CountChart, draw_count_charts

N = 200
CHART = CountChart(
    title="Port & strait",
    days=[date(2024, 1, 1) + timedelta(days=i) for i in range(N)],
    counts=[None if i == 90 else 40.0 + i % 5 for i in range(N)],
    expected=[None] * 30 + [42.0] * (N - 30),
    low=[None] * 30 + [30.0] * (N - 30),
    high=[None] * 30 + [55.0] * (N - 30),
)


def drawn(chart: CountChart) -> ET.Element:
    return ET.fromstring(draw_count_charts([chart], "counts"))


def of_class(svg: ET.Element, name: str) -> list[ET.Element]:
    return [e for e in svg.iter() if name in (e.get("class") or "").split()]


def test_no_line_runs_across_what_is_missing() -> None:
    svg = drawn(CHART)
    assert len(of_class(svg, "count")) == 2
    assert len(of_class(svg, "expected")) == 1
    assert of_class(svg, "effort") == []
    assert of_class(svg, "head")[0].text == "Port & strait"


def test_alarms_outages_breaks_and_effort_are_drawn() -> None:
    effort = [None if i == 50 else 1.0 for i in range(N)]
    svg = drawn(replace(CHART, up=[60, 70], down=[80], outages=[50], breaks=[(100, "feeds: b")], effort=effort))
    counts = {name: len(of_class(svg, name)) for name in ("up", "down", "outage", "break", "effort")}
    assert counts == {"up": 2, "down": 1, "outage": 1, "break": 1, "effort": 2}


def test_words_of_changes_stand_on_rows_of_their_own() -> None:
    marks = [ChangeMark(i, i - 2, i + 2, f"change number {i}: x 0.50 (0.40 to 0.60)", is_up=False) for i in (100, 105, 110)]
    svg = drawn(replace(CHART, changes=marks))
    assert len({e.get("y") for e in of_class(svg, "words")}) == 3
    assert len(of_class(svg, "span")) == 3


def test_nothing_is_drawn_for_nothing() -> None:
    assert draw_count_charts([], "counts") == ""
