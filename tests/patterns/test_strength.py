"""What stands where, who shifted, what is new and what stopped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from vedette.parameters import of_rates
from vedette.patterns.of_events import find_rates_and_patterns
from vedette.patterns.rate_params import RateParams
from vedette.patterns.strength import most_there
from vedette.registry.register import load_register
from vedette.schema.tables import EVENTS, POSITIONS, RATE_QUESTIONS, SIGHTINGS, SOURCES

Row = dict[str, Any]
START = datetime(2024, 9, 2, tzinfo=UTC)
SHIPS = ("ship:sparta", "ship:sparta-ii")
NEAR = {"tartus": (34.6, 35.8), "tobruk": (32.1, 23.9)}


@pytest.fixture(scope="module")
def params() -> RateParams:
    return of_rates(load_register(), {})


def at(day: float) -> datetime:
    return START + timedelta(days=day)


def visit(asset: str, place: str, first: float, last: float) -> Row:
    return {
        "event_id": f"v-{asset}-{place}-{first}", "kind": "visit", "asset_id": asset, "place_id": place, "start": at(first),
        "end": at(last), "is_open": False, "flags": [], "citations": [f"src-a#{asset}-{first}"], "known": at(last), "detector": "t",
        "version": "1", "params_hash": "x",
    }  # fmt: skip


def leg(asset: str, from_id: str, to_id: str, day: float) -> Row:
    return visit(asset, to_id, day, day + 1) | {
        "event_id": f"l-{asset}-{from_id}-{day}", "kind": "leg", "place_id": None, "from_place_id": from_id, "to_place_id": to_id
    }  # fmt: skip


def traffic(place: str, days: int, hours: int = 24) -> list[Row]:
    lat, lon = NEAR[place]
    return [
        {"asset_id": f"mmsi:2119999{i}0", "time": at(d + h / 24), "lat_deg": lat, "lon_deg": lon, "flags": 0, "sensor": "ais",
         "source_id": "src-a", "source_row": 1}
        for d in range(days) for h in range(hours) for i in range(2)
    ]  # fmt: skip


def patterns(
    params: RateParams, events: list[Row], positions: list[Row], days: int, sightings: list[Row] | None = None
) -> pl.DataFrame:
    _, found = find_rates_and_patterns(
        EVENTS.build(events), POSITIONS.build(positions), SOURCES.empty(), RATE_QUESTIONS.empty(), params, at(days),
        sightings=SIGHTINGS.build(sightings or []),
    )  # fmt: skip
    return found


def of(found: pl.DataFrame, kind: str) -> list[Row]:
    return found.filter(pl.col("kind") == kind).to_dicts()


def test_the_upper_bound_grows_as_hearing_fails() -> None:
    assert most_there(3, 1.0, 3) == 3
    bounds = [most_there(3, q, 3) or 0 for q in (0.9, 0.5, 0.2)]
    assert bounds == sorted(bounds)
    assert bounds[0] >= 4
    assert most_there(3, 0.01, 3) is None


def test_the_stock_follows_the_stays_and_is_bounded_where_others_are_heard(params: RateParams) -> None:
    events = [visit(SHIPS[0], "tartus", 2.1, 9.5), visit(SHIPS[1], "tartus", 5.2, 20.5)]
    found = of(patterns(params, events, traffic("tartus", 30), 30), "stock")
    on = {s["start"].date() + timedelta(days=i): s for s in found for i in range((s["end"] - s["start"]).days)}
    assert [on[at(d).date()]["observed"] for d in (0, 3, 7, 15, 25)] == [0, 1, 2, 1, 0]
    two = on[at(7).date()]
    assert two["high"] is not None
    assert two["low"] == 2 <= two["high"] <= 4
    assert two["citations"] == ["src-a#ship:sparta-2.1", "src-a#ship:sparta-ii-5.2"]
    dark = of(patterns(params, events, [], 30), "stock")
    assert {s["high"] for s in dark} == {None}
    assert "how many more cannot be said" in dark[0]["why"]


def test_a_counted_picture_bounds_its_class_alone(params: RateParams) -> None:
    seen = {"sighting_id": "s1", "class": "frigate", "asset_text": "frigates", "count_min": 3, "count_max": 3, "event": "present",
            "place_id": "tartus", "start": at(4.2), "end": at(4.9), "how": "imagery", "certainty": "confirmed", "source_ids": [],
            "known": at(5), "source_id": "src-s", "source_row": 7}  # fmt: skip
    frigates, ships = sorted(of(patterns(params, [], [], 10, [seen]), "stock"), key=lambda s: str(s["asset_class"]))
    assert (frigates["asset_class"], frigates["low"], frigates["high"], frigates["citations"]) == ("frigate", 3, 3, ["src-s#7"])
    assert (ships["asset_class"], ships["low"], ships["high"]) == ("ship", 3, None), (
        "who counts frigates has not counted the rest"
    )


def test_draw_down_here_and_build_up_there_is_one_shift_with_its_legs(params: RateParams) -> None:
    events = [visit(s, "tartus", 1 + i, 10 + i) for i, s in enumerate(SHIPS)] + [
        visit(s, "tobruk", 14 + i, 40) for i, s in enumerate(SHIPS)
    ]
    (shift,) = of(patterns(params, events, [], 60), "shift")
    assert (shift["from_place_ids"], shift["to_place_ids"]) == (["tartus"], ["tobruk"])
    assert shift["observed"] == 2
    assert len(shift["event_ids"]) == 4
    assert "2 ships went from Tartus to Tobruk from 12 Sep 2024 to 17 Sep 2024, 0 came back" in shift["why"]
    back = [visit(s, "tartus", 42 + i, 60) for i, s in enumerate(SHIPS)]
    assert of(patterns(params, events + back, [], 80), "shift") == []


def test_a_first_leg_is_said_only_with_a_history_that_was_watched(params: RateParams) -> None:
    first = leg(SHIPS[0], "tartus", "tobruk", 40)
    (row,) = of(patterns(params, [first], traffic("tobruk", 50), 50), "first_leg")
    assert row["event_ids"] == [first["event_id"]]
    assert "begins 40 days before; Tobruk could be seen on 40 of them" in row["why"]
    assert of(patterns(params, [first], traffic("tartus", 50), 50), "first_leg") == [], "its end was not watched"
    assert of(patterns(params, [first | {"asset_id": "mmsi:211111110"}], traffic("tobruk", 50), 50), "first_leg") == []
    earlier = leg("mmsi:211111110", "tartus", "tobruk", 33)
    assert of(patterns(params, [first, earlier], traffic("tobruk", 50), 50), "first_leg") == []


def test_a_shuttle_that_stopped_while_the_place_was_watched(params: RateParams) -> None:
    legs = [leg(SHIPS[0], "tartus", "tobruk", d) for d in (1, 6, 11, 16, 22)]
    (row,) = of(patterns(params, legs, traffic("tobruk", 60), 60), "broken_shuttle")
    assert "went from Tartus to Tobruk 5 times, every 5.0 days on the median, last on 24 Sep 2024" in row["why"]
    assert row["p_down"] < 0.01
    assert of(patterns(params, legs, traffic("tobruk", 24), 60), "broken_shuttle") == [], "nobody could have seen it"
    assert of(patterns(params, legs, traffic("tobruk", 30), 30), "broken_shuttle") == [], "not silent for long enough"
