"""The effort of legs that a claim counts: both of their ends have to be heard."""

from __future__ import annotations

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
START = datetime(2024, 6, 3, tzinfo=UTC)
N_DAYS, FIRST_CLAIMED = 40, 28
NEAR = {"al-khadim": (31.69, 21.19), "hmeimim": (35.41, 35.95)}
SOURCE = {
    "source_id": "src-a", "path": "a.csv", "sha256": "x", "format": "opensky", "row_unit": "line", "n_bytes": 1, "n_rows": 1,
    "n_positions": 1, "n_identities": 0, "n_issues": 0, "n_other": 0, "is_synthetic": True, "added": START,
}  # fmt: skip


@pytest.fixture(scope="module")
def params() -> RateParams:
    return of_rates(load_register(), {})


def traffic(place: str, days: range) -> list[Row]:
    """One airliner heard near a place in every hour of some days."""
    lat, lon = NEAR[place]
    return [
        {"asset_id": "icao24:4ca001", "time": START + timedelta(days=d, hours=h), "lat_deg": lat, "lon_deg": lon, "flags": 0,
         "sensor": "adsb", "source_id": "src-a", "source_row": 1}
        for d in days for h in range(24)
    ]  # fmt: skip


def leg(day: int) -> Row:
    """A transport that flies from Hmeimim to Al Khadim."""
    left = START + timedelta(days=day, hours=6)
    came = left + timedelta(hours=3)
    return {
        "event_id": f"e{day}", "kind": "leg", "asset_id": "icao24:15fb00", "from_place_id": "hmeimim", "to_place_id": "al-khadim",
        "start": left, "end": came, "known": came, "is_open": False, "flags": [], "citations": [f"src-a#{day}"], "detector": "t",
        "version": "1", "params_hash": "x",
    }  # fmt: skip


def ask(legs: list[Row]) -> pl.DataFrame:
    end = START + timedelta(days=N_DAYS, microseconds=-1)
    return RATE_QUESTIONS.build([
        {"claim_id": "c1", "kind": "leg", "from_place_ids": ["hmeimim"], "to_place_ids": ["al-khadim"], "site_ids": ["al-khadim"],
         "sensor": "adsb", "event_ids": [e["event_id"] for e in legs], "start": START + timedelta(days=FIRST_CLAIMED), "end": end,
         "moments": [end]}
    ])  # fmt: skip


def answer(legs: list[Row], positions: list[Row], params: RateParams) -> Row | None:
    as_of = START + timedelta(days=N_DAYS)
    _, patterns = find_rates_and_patterns(
        EVENTS.build(legs), POSITIONS.build(positions), SOURCES.build([SOURCE]), ask(legs), params, as_of
    )
    rows = patterns.filter(pl.col("kind") == "claimed_rate").to_dicts()
    return rows[0] if rows else None


def test_a_receiver_that_starts_at_the_other_end_makes_no_surge(params: RateParams) -> None:
    """A flight a day all the time; Hmeimim is heard on the first six days and from the claimed time on."""
    is_heard = {*range(6), *range(FIRST_CLAIMED, N_DAYS)}
    legs = [leg(day) for day in sorted(is_heard)]
    ends = traffic("hmeimim", range(6)) + traffic("hmeimim", range(FIRST_CLAIMED, N_DAYS))
    found = answer(legs, traffic("al-khadim", range(N_DAYS)) + ends, params)
    assert found is not None
    assert (found["observed"], found["baseline_count"], found["baseline_days"]) == (12.0, 6.0, 6.0)
    assert found["ratio"] == pytest.approx(1.0)
    assert min(found["p_up"], found["p_down"]) > 0.3


def test_a_true_surge_stays_one_where_both_ends_are_heard(params: RateParams) -> None:
    legs = [leg(day) for day in (3, 17, *range(FIRST_CLAIMED, N_DAYS))]
    found = answer(legs, traffic("al-khadim", range(N_DAYS)) + traffic("hmeimim", range(N_DAYS)), params)
    assert found is not None
    assert found["baseline_days"] == FIRST_CLAIMED
    assert found["p_up"] < 1e-4


def test_where_the_other_end_was_never_heard_the_effort_of_the_one_end_stands(params: RateParams) -> None:
    legs = [leg(day) for day in (3, 17, *range(FIRST_CLAIMED, N_DAYS))]
    found = answer(legs, traffic("al-khadim", range(N_DAYS)), params)
    assert found is not None
    assert found["baseline_days"] == FIRST_CLAIMED
