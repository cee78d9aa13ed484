"""Charts of rates in the brief: what was counted for a claim, and base by base; nothing where nothing was counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from vedette.brief.compose import BriefInput, compose
from vedette.brief.document import Document
from vedette.brief.html import render_html
from vedette.brief.json import render_json
from vedette.registry.register import load_register
from vedette.schema.tables import CLAIMS, PATTERNS, RATES, VERDICTS

START = datetime(2024, 11, 1, tzinfo=UTC)
N = 60
Row = dict[str, Any]


def rate(series_id: str, i: int, count: float | None, **cells: Any) -> Row:
    day = START + timedelta(days=i)
    return {
        "series_id": series_id, "kind": "leg", "from_place_ids": ["hmeimim"], "to_place_ids": ["al-khadim"], "sensor": "adsb",
        "step": "day", "start": day, "end": day + timedelta(days=1), "count": count, "effort": 10.0, "feeds": "opensky",
        "effort_kind": "reference_fleet", "event_ids": [], "citations": [], "expected": 1.0, "low": 0.0, "high": 3.0,
    } | cells  # fmt: skip


@pytest.fixture(scope="module")
def document() -> Document:
    counts = [None if i == 10 else 1.0 if i < 40 else 5.0 for i in range(N)]
    rates = [rate("rat-c", i, c, claim_id="c", alarm="up" if i == 41 else None) for i, c in enumerate(counts)]
    rates += [
        rate("rat-b", i, c, kind="landing", from_place_ids=[], feeds="opensky" if i < 30 else "opensky + readsb")
        for i, c in enumerate(counts)
    ]
    rates += [rate("rat-few", i, float(i == 3), kind="landing", from_place_ids=[], to_place_ids=["tobruk"]) for i in range(N)]
    change = {
        "pattern_id": "pat-1", "kind": "rise", "series_id": "rat-c", "claim_id": "c", "from_place_ids": [], "to_place_ids": [],
        "start": START + timedelta(days=40), "start_low": START + timedelta(days=39), "start_high": START + timedelta(days=41),
        "ratio": 5.0, "ratio_low": 3.0, "ratio_high": 8.0, "method": "change_points", "why": "x", "event_ids": [], "citations": [],
        "as_of": START + timedelta(days=N),
    }  # fmt: skip
    claim = {
        "claim_id": "c", "kind": "flight_rate", "status": "asserted", "polarity": "positive", "quote": "more flights", "trigger": "",
        "assets": [], "origin": [], "destination": [], "place": [], "speaker": ["A"], "explicitness": "explicit",
        "is_checkable": True, "reader": "hand", "proposition_id": "p", "made": START + timedelta(days=50), "source_id": "src-c",
        "source_row": 1, "time_start": START + timedelta(days=40), "time_end": START + timedelta(days=55),
    }  # fmt: skip
    verdict = {
        "claim_id": "c", "as_of": START + timedelta(days=N), "verdict": "inconclusive", "probability": 0.5, "reasons": [],
        "evidence_ids": [], "would_settle": [], "params_hash": "x", "valid_start": claim["time_start"],
        "valid_end": claim["time_end"],
    }  # fmt: skip
    tables = {
        "rates": RATES.build(rates), "patterns": PATTERNS.build([change]), "claims": CLAIMS.build([claim]),
        "verdicts": VERDICTS.build([verdict]),
    }  # fmt: skip
    end = START + timedelta(days=N)
    return compose(BriefInput("t", "q?", (START, end), end, tables), load_register())


def test_a_counted_claim_has_its_chart_with_effort_band_alarm_and_change(document: Document) -> None:
    (chart,) = document.claim_rates
    assert chart.claim_id == "c"
    assert chart.title == "Legs from Hmeimim to Al Khadim a day"
    assert chart.counts[10] is None
    assert chart.effort[0] == 10.0
    assert chart.up == (41,)
    assert chart.changes[0].ratio == 5.0
    assert "other traffic" in chart.effort_note


def test_bases_with_enough_have_one_and_a_change_of_feeds_is_a_break(document: Document) -> None:
    (chart,) = document.base_rates
    assert chart.title == "Landings at Al Khadim a day"
    assert chart.breaks == ((START + timedelta(days=30), "opensky + readsb"),)
    assert chart.claim_id is None


def test_the_page_draws_them_and_json_holds_them(document: Document) -> None:
    html = render_html(document)
    assert html.count('<figure class="rates">') == 2
    assert "11 Dec 2024: x 5 (3 to 8)" in html
    assert 'class="claimed"' in html
    assert "feeds: opensky + readsb" in html
    assert '"claim_rates"' in render_json(document)


def test_without_counts_there_is_no_figure() -> None:
    end = START + timedelta(days=N)
    empty = compose(BriefInput("t", "q?", (START, end), end, {}), load_register())
    assert empty.claim_rates == ()
    assert 'class="rates"' not in render_html(empty)
