"""The interval bar and the history strip say in words what they draw."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from tests.brief.sample import AS_OF, day

from vedette.brief.charts import draw_history, draw_interval, draw_interval_large, history_sentence, interval_text, percent
from vedette.brief.document import VerdictState

SVG = "{http://www.w3.org/2000/svg}"
STATE = VerdictState("corroborated", AS_OF, 0.81, 0.62, 0.91, "very likely", "moderate", 0.4)
EARLIER = VerdictState("reported_only", day("12-22"), 0.6)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (0.5, "50 %"),
        (0.003, "under 1 %"),
        (0.996, "over 99 %"),
        (1.0, "over 99 %"),
        (0.0, "under 1 %"),
        (0.9999, "over 99 %"),
        (0.0001, "under 1 %"),
    ],
)
def test_probabilities_are_shown_in_per_cent(value: float | None, shown: str):
    assert percent(value).replace("\N{NO-BREAK SPACE}", " ") == shown


def test_the_interval_is_written_out():
    assert interval_text(STATE).replace("\N{NO-BREAK SPACE}", " ") == "81 % (62 % to 91 %)"
    assert interval_text(replace(STATE, high=0.9999)).replace("\N{NO-BREAK SPACE}", " ") == "81 % (62 % to over 99 %)"
    assert interval_text(replace(STATE, low=None)).replace("\N{NO-BREAK SPACE}", " ") == "81 %"
    assert interval_text(replace(STATE, probability=None)) == "no figure"


@pytest.mark.parametrize("draw", [draw_interval, draw_interval_large])
def test_the_band_spans_the_interval(draw):
    root = ET.fromstring(draw(STATE, "x"))
    band = next(r for r in root.iter(f"{SVG}rect") if r.attrib["class"] == "band")
    axis = next(p.attrib["d"] for p in root.iter(f"{SVG}path") if p.attrib["class"] == "axis")
    left, right = (float(part.split(" ")[0]) for part in axis.removeprefix("M").split("L"))
    assert float(band.attrib["x"]) == pytest.approx(left + 0.62 * (right - left), abs=0.2)
    assert float(band.attrib["width"]) == pytest.approx(0.29 * (right - left), abs=0.2)
    title = root.find(f"{SVG}title")
    assert title is not None
    assert "81" in (title.text or "")


@pytest.mark.parametrize("draw", [draw_interval, draw_interval_large])
def test_no_figure_no_bar(draw):
    assert draw(replace(STATE, probability=None), "x") == ""


def test_history_is_told_backwards():
    assert history_sentence((EARLIER, STATE)) == "As of 5 Feb 2025: corroborated; supersedes reported only as of 22 Dec 2024."


def test_history_is_drawn_only_if_there_is_one():
    assert draw_history((STATE,), "h") == ""
    words = [t.text for t in ET.fromstring(draw_history((EARLIER, STATE), "h")).iter(f"{SVG}text")]
    assert words == ["Reported only", "as of 22 Dec 2024", "Corroborated", "as of 5 Feb 2025"]
