"""From events to rates and patterns: counts, effort that the signal cannot move, fall-backs, alarms and changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from vedette.parameters import of_rates
from vedette.patterns.of_events import find_rates_and_patterns
from vedette.patterns.rate_params import RateParams
from vedette.registry.register import load_register
from vedette.schema.tables import EVENTS, POSITIONS, RATE_QUESTIONS, SOURCES

Row = dict[str, Any]
START = datetime(2024, 6, 3, tzinfo=UTC)  # a Monday
NEAR = {"al-khadim": (31.69, 21.19), "tartus": (34.6, 35.8)}
SOURCE = {
    "source_id": "src-a", "path": "a.csv", "sha256": "x", "format": "opensky", "row_unit": "line", "n_bytes": 1, "n_rows": 1,
    "n_positions": 1, "n_identities": 0, "n_issues": 0, "n_other": 0, "is_synthetic": True, "added": START,
}  # fmt: skip


@pytest.fixture(scope="module")
def params() -> RateParams:
    return of_rates(load_register(), {})


def heard(assets: Sequence[str], days: Sequence[int], hours: int, place: str = "al-khadim", source: str = "src-a") -> list[Row]:
    """Positions of some assets near a place in the first hours of some days."""
    lat, lon = NEAR[place]
    return [
        {"asset_id": a, "time": START + timedelta(days=d, hours=h, minutes=5), "lat_deg": lat, "lon_deg": lon, "flags": 0,
         "sensor": "adsb" if a.startswith(("icao24", "aircraft")) else "ais", "source_id": source, "source_row": 1}
        for d in days for h in range(hours) for a in assets
    ]  # fmt: skip


def landing(n: int, day: int, asset: str = "icao24:154001", place: str = "al-khadim", kind: str = "landing") -> Row:
    when = START + timedelta(days=day, hours=9)
    return {
        "event_id": f"e{n}", "kind": kind, "asset_id": asset, "place_id": place, "start": when, "end": when, "is_open": False,
        "flags": [], "citations": [f"src-a#{n}"], "known": when, "detector": "t", "version": "1", "params_hash": "x",
    }  # fmt: skip


def run(
    events: list[Row], positions: list[Row], params: RateParams, sources: Sequence[Row] = (SOURCE,)
) -> tuple[pl.DataFrame, pl.DataFrame]:
    questions, as_of = RATE_QUESTIONS.empty(), START + timedelta(days=400)
    return find_rates_and_patterns(
        EVENTS.build(events), POSITIONS.build(positions), SOURCES.build(list(sources)), questions, params, as_of
    )


def of_site(rates: pl.DataFrame, kind: str = "landing") -> pl.DataFrame:
    return rates.filter(
        pl.col("kind") == kind,
        pl.col("to_place_ids").list.contains("al-khadim"),
        pl.col("asset_class").is_null(),
        pl.col("operator").is_null(),
    )


FLEET = ["icao24:4ca001", "icao24:4ca002", "icao24:4ca003"]


def test_counts_by_place_and_group_with_zero_days_and_citations(params: RateParams) -> None:
    rates, _ = run([landing(i, d) for i, d in enumerate((3, 3, 5, 9))], heard(FLEET, range(14), 4), params)
    site = of_site(rates)
    assert site["count"].to_list() == [0, 0, 0, 2, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]
    assert site["effort"].unique().to_list() == [12.0]
    assert site["effort_kind"].unique().to_list() == ["reference_fleet"]
    assert site["citations"][3].to_list() == ["src-a#0", "src-a#1"]
    places = {p for ids in rates["to_place_ids"] for p in ids}
    assert {"al-khadim", "country:LY", "region:eastern-libya"} <= places


def test_the_signal_cannot_move_its_own_effort(params: RateParams) -> None:
    fleet = heard(FLEET, range(14), 4)
    few, _ = run([landing(i, d) for i, d in enumerate((3, 5, 9))], fleet + heard(["icao24:154001"], (3, 5, 9), 20), params)
    signal = [f"icao24:1541{i:02x}" for i in range(20)]
    events = [landing(i, d) for i, d in enumerate((3, 5, 9))] + [landing(50 + i, 11, asset=a) for i, a in enumerate(signal)]
    many, _ = run(events, fleet + heard(["icao24:154001"], (3, 5, 9), 20) + heard(signal, (11,), 24), params)
    assert of_site(many)["count"].sum() == 23
    assert of_site(many)["effort"].to_list() == of_site(few)["effort"].to_list()


def test_a_thin_fleet_counts_its_hours_and_no_fleet_near_by_counts_the_feed(params: RateParams) -> None:
    events = [landing(i, d) for i, d in enumerate((3, 5, 9))]
    thin, _ = run(events, heard(FLEET[:1], range(14), 3), params)
    assert of_site(thin)["effort_kind"][0] == "covered_hours"
    assert of_site(thin)["effort"].unique().to_list() == [3.0]
    far, _ = run(events, heard(FLEET, range(14), 5, "tartus"), params)
    assert of_site(far)["effort_kind"][0] == "feed_uptime"
    assert of_site(far)["effort"].unique().to_list() == [5.0]


def test_without_anybody_else_effort_and_counts_are_unknown(params: RateParams) -> None:
    rates, patterns = run([landing(i, d) for i, d in enumerate((3, 5, 9))], heard(["icao24:154001"], (3, 5, 9), 2), params)
    assert of_site(rates)["count"].null_count() == of_site(rates).height > 0
    assert of_site(rates)["effort_kind"][0] == "unknown"
    assert patterns.filter(pl.col("effort_kind").is_not_null()).is_empty()


def test_registered_assets_are_no_reference(params: RateParams) -> None:
    watched = next(a.asset_id for a in params.assets if a.asset_id.startswith("aircraft:"))
    rates, _ = run([landing(i, d) for i, d in enumerate((3, 5, 9))], heard([watched], range(14), 8), params)
    assert of_site(rates)["effort_kind"][0] == "unknown"


def test_weeks_are_whole_and_classes_stand_apart(params: RateParams) -> None:
    watched = next(a for a in params.assets if a.asset_id.startswith("aircraft:"))
    events = [landing(i, i, asset=watched.asset_id) for i in range(4)] + [landing(10 + i, 8) for i in range(2)]
    weekly, _ = run(events, heard(FLEET, range(17), 4), params.model_copy(update={"step": "week"}))
    assert of_site(weekly)["count"].to_list() == [4, 2]
    assert of_site(weekly)["effort"].to_list() == [84, 84]
    classes = weekly.filter(pl.col("asset_class").is_not_null())
    assert classes["asset_class"].unique().to_list() == [watched.asset_class]
    assert classes.filter(pl.col("to_place_ids").list.contains("al-khadim"))["count"].sum() == 4


def test_a_surge_of_landings_is_an_alarm_and_a_dated_rise(params: RateParams) -> None:
    days = list(range(0, 70, 3)) + [d for d in range(70, 90) for _ in range(4)]
    events = [landing(i, d) for i, d in enumerate(days)]
    _, patterns = run(events, heard(FLEET, range(90), 4), params)
    site = patterns.filter(pl.col("to_place_ids").list.contains("al-khadim"))
    (surge,) = site.filter(pl.col("kind") == "surge").to_dicts()
    assert START + timedelta(days=70) <= surge["start"] <= START + timedelta(days=73)
    assert surge["ratio"] > 4
    assert surge["citations"]
    (rise,) = site.filter(pl.col("kind") == "rise").to_dicts()
    assert rise["start_low"] <= START + timedelta(days=70) <= rise["start_high"]
    assert "landings at Al Khadim" in rise["why"]


def test_better_hearing_alone_is_no_surge(params: RateParams) -> None:
    days = list(range(0, 60, 2)) + list(range(60, 90))  # twice the landings, heard twice as long
    positions = heard(FLEET, range(60), 4) + heard(FLEET, range(60, 90), 8)
    _, patterns = run([landing(i, d) for i, d in enumerate(days)], positions, params)
    assert patterns.filter(pl.col("kind").is_in(["surge", "drop", "rise", "fall"])).is_empty()


def test_a_new_feed_breaks_the_baseline(params: RateParams) -> None:
    days = list(range(0, 60, 3)) + [d for d in range(60, 90) for _ in range(4)]
    positions = heard(FLEET, range(90), 4) + heard(["icao24:4ca009"], range(60, 90), 1, source="src-b")
    sources = [SOURCE, SOURCE | {"source_id": "src-b", "format": "readsb"}]
    rates, patterns = run([landing(i, d) for i, d in enumerate(days)], positions, params, sources)
    assert of_site(rates)["feeds"].unique().sort().to_list() == ["opensky", "opensky + readsb"]
    assert patterns.filter(pl.col("kind").is_in(["surge", "rise"])).is_empty()


def test_where_there_are_too_many_series_those_under_watch_stay(params: RateParams) -> None:
    watched = next(a.asset_id for a in params.assets if a.asset_id.startswith("aircraft:"))
    events = [landing(i, i % 14) for i in range(30)] + [landing(100 + i, i, asset=watched, place="tartus") for i in range(3)]
    positions = heard(FLEET, range(14), 4) + heard(FLEET, range(14), 4, "tartus")
    rates, _ = run(events, positions, params.model_copy(update={"most_series": 1}))
    assert rates["series_id"].n_unique() == 1
    assert rates["count"].sum() == 3


def test_nothing_counted_gives_empty_tables(params: RateParams) -> None:
    rates, patterns = run([], heard(FLEET, range(5), 4), params)
    assert rates.is_empty()
    assert patterns.is_empty()
