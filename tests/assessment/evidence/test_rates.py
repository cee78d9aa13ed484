"""Claims about rates: what is asked, what the counting answers, and what the answer is worth."""

from __future__ import annotations

import math
from datetime import timedelta

import pytest
from builders import Row, at, claim, end_of, event, tables
from hypothesis import given
from hypothesis import strategies as st

from vedette.assessment.assess import assess
from vedette.assessment.evidence.rate_questions import ask_rates
from vedette.assessment.evidence.rates import bayes_factor_bound, find_rates
from vedette.assessment.known.ground import make_ground
from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.predicates import make_query
from vedette.assessment.weights.findings import Finding
from vedette.parameters import of_rates
from vedette.patterns.of_events import find_rates_and_patterns
from vedette.registry.register import Register
from vedette.schema.tables import POSITIONS, SOURCES

PARAMS = AssessmentParams()
AS_OF = end_of("2025-03-01")
SOURCE = {
    "source_id": "src-adsb", "path": "a.csv", "sha256": "x", "format": "opensky", "row_unit": "line", "n_bytes": 1, "n_rows": 1,
    "n_positions": 1, "n_identities": 0, "n_issues": 0, "n_other": 0, "is_synthetic": True, "added": at("2025-01-01"),
}  # fmt: skip


def airliners(first: str, last: str, hours_a_day: int = 8, place: str = "al-khadim", **cells: object) -> list[Row]:
    """A fleet of two airliners heard near a place in so many hours of each day."""
    lat, lon = {"al-khadim": (31.99, 21.19), "hmeimim": (35.4, 35.95)}[place]
    n_days = (end_of(last).date() - at(first).date()).days + 1
    return [
        {"asset_id": f"icao24:4ca{i}", "time": at(first) + timedelta(days=d, hours=h, minutes=i), "lat_deg": lat - 0.3, "lon_deg": lon,
         "sensor": "adsb", "flags": 0, "source_id": "src-adsb", "source_row": 100 * d + 2 * h + i + 1} | cells
        for d in range(n_days) for h in range(hours_a_day) for i in (1, 2)
    ]  # fmt: skip


def flights(n: int, first_day: str) -> list[Row]:
    days = [f"{first_day[:8]}{int(first_day[8:]) + i % 10:02d}" for i in range(n)]
    return [
        event(f"{first_day}-{i}", "leg", f"icao24:1540{i:02x}", day, day, from_place_id="hmeimim", to_place_id="al-khadim")
        for i, day in enumerate(days)
    ]


def rate(register: Register, now: int, before: int, fleet: list[Row], direction: str = "up") -> list[Finding]:
    claimed = claim("c", "flight_rate", direction=direction, assets=["transport_aircraft"], actor="Russia", origin=["hmeimim"],
                    destination=["al-khadim"], time=("2024-12-08", "2024-12-20"))  # fmt: skip
    given = tables([claimed], events=flights(now, "2024-12-10") + flights(before, "2024-11-20"))
    questions = ask_rates(given, register, PARAMS, AS_OF)
    positions, sources, known = POSITIONS.build(fleet), SOURCES.build([SOURCE]), of_rates(register, {})
    _, patterns = find_rates_and_patterns(given.events, positions, sources, questions, known, AS_OF)
    ground = make_ground(tables([claimed], patterns=patterns.to_dicts()), register, PARAMS, AS_OF)
    query = make_query(ground.claims[0], register, PARAMS, AS_OF)
    assert query is not None
    return list(find_rates(query, ground, AS_OF))


@pytest.fixture(scope="module")
def fleet() -> list[Row]:
    return airliners("2024-11-10", "2024-12-31")


def test_more_flights_by_effort(register: Register, fleet: list[Row]) -> None:
    (row,) = rate(register, 12, 1, fleet)
    assert row.rule.id == "rate_test"
    assert row.cells.moved > math.log(10)
    assert "Flights Hmeimim to Al Khadim: 12 in 13 days that could be seen, 1 in 28 before" in row.why
    assert "times as many (95 %: " in row.why
    assert "heard of other traffic in the same cells" in row.why
    assert row.is_sensor
    assert row.bears_identity
    assert row.citations


def test_fewer_flights_contradict_more(register: Register, fleet: list[Row]) -> None:
    (row,) = rate(register, 0, 25, fleet)
    assert row.rule.id == "rate_against"
    assert row.rule.is_incompatible
    assert row.cells.moved < -math.log(10)
    assert rate(register, 0, 25, fleet, "down")[0].rule.id == "rate_test"


def test_as_many_as_before_says_nothing(register: Register, fleet: list[Row]) -> None:
    assert rate(register, 5, 11, fleet)[0].cells.moved == pytest.approx(0.0, abs=0.05)


def test_without_effort_there_is_no_test(register: Register) -> None:
    assert rate(register, 12, 1, []) == []
    assert rate(register, 12, 0, airliners("2024-12-08", "2024-12-31")) == [], "no baseline: missing is not zero"


def test_better_coverage_is_not_more_flights(register: Register, fleet: list[Row]) -> None:
    improved = airliners("2024-11-10", "2024-12-07", 3) + airliners("2024-12-08", "2024-12-31", 12)
    assert rate(register, 6, 2, improved)[0].cells.moved < rate(register, 6, 2, fleet)[0].cells.moved


def test_a_claim_without_flights_asks_nothing(register: Register) -> None:
    claimed = claim("c", "flight_rate", assets=["transport_aircraft"], destination=["al-khadim"])
    assert ask_rates(tables([claimed]), register, PARAMS, AS_OF).is_empty()
    stays = [event("v", "visit", "ship:sparta", "2024-12-10", "2024-12-11", place_id="tartus")]
    assert ask_rates(tables([claimed], events=stays), register, PARAMS, AS_OF).is_empty()


def test_a_draw_down_asks_for_days_of_stay(register: Register) -> None:
    claimed = claim("d", "draw_down", assets=["asset"], place=["tartus"], time=("2024-12-08", "2024-12-20"))
    stays = [event("v", "visit", "mmsi:273396130", "2024-12-01", "2024-12-11", place_id="tartus")]
    (row,) = ask_rates(tables([claimed], events=stays), register, PARAMS, AS_OF).to_dicts()
    assert (row["kind"], row["sensor"], row["site_ids"], row["event_ids"]) == ("presence", "ais", ["tartus"], ["v"])
    assert end_of("2024-12-11") in row["moments"]
    assert row["moments"][-1] == AS_OF


@pytest.mark.parametrize(("p", "bound"), [(0.05, 2.456), (0.01, 7.988), (0.005, 13.886), (0.001, 53.257), (0.5, 1.0), (1.0, 1.0)])
def test_bound_of_sellke_bayarri_berger(p: float, bound: float) -> None:
    """Their table 1 gives the same as 1 / B(p): .05 -> .407, .01 -> .125, .005 -> .072, .001 -> .0188."""
    assert bayes_factor_bound(p) == pytest.approx(bound, rel=2e-3)


@given(st.floats(1e-12, 1))
def test_bound_is_never_one_over_p(p: float) -> None:
    assert 1 <= bayes_factor_bound(p) <= max(1 / p, 1)


@pytest.mark.parametrize("p", [None, math.nan])
def test_a_tail_that_was_not_tested_says_nothing(register: Register, p: float | None) -> None:
    """Not a number is no small number: it would have been worth the cap."""
    claimed = claim("c", "flight_rate", direction="up", assets=["transport_aircraft"], origin=["hmeimim"],
                    destination=["al-khadim"], time=("2024-12-08", "2024-12-20"))  # fmt: skip
    row: Row = {"pattern_id": "p", "kind": "claimed_rate", "claim_id": "c", "start": at("2024-12-08"), "p_up": p, "p_down": 0.5,
                "observed": 3.0, "method": "short_history", "why": "3 flights", "as_of": at("2024-12-21"),
                "from_place_ids": ["hmeimim"], "to_place_ids": ["al-khadim"], "event_ids": [], "citations": []}  # fmt: skip
    ground = make_ground(tables([claimed], patterns=[row]), register, PARAMS, AS_OF)
    query = make_query(ground.claims[0], register, PARAMS, AS_OF)
    assert query is not None
    assert list(find_rates(query, ground, AS_OF)) == []


def test_a_baseline_from_before_the_receiver_was_is_no_baseline(register: Register) -> None:
    """No flights were heard in November, since nobody listened: that there were twelve afterwards is no increase."""
    young = airliners("2024-12-06", "2024-12-31")
    (row,) = rate(register, 12, 0, young)
    assert "0 in 2 before" in row.why, "the two days on which somebody listened"
    assert row.cells.moved < math.log(2)


def test_warships_that_send_less_are_not_fewer(register: Register) -> None:
    """Their number by signal is a warship's signal: it bears no identity alone, and the opposite excludes nothing."""
    row: Row = {
        "pattern_id": "x", "kind": "claimed_rate", "claim_id": "c", "observed": 1, "why": "1 against 9", "citations": ["src-ais#1"],
        "as_of": at("2025-02-01"), "series_id": "s", "from_place_ids": [], "to_place_ids": ["tartus"], "method": "", "event_ids": [],
        "effort_kind": "", "window_days": 11.0, "baseline_days": 28.0, "start": at("2024-12-10"), "end": at("2024-12-20"),
    }  # fmt: skip
    claimed = claim("c", "build_up", place=["tartus"], assets=["frigate"], time=("2024-12-10", "2024-12-20"))
    for tails in ({"p_up": 1.0, "p_down": 1e-9}, {"p_up": 1e-9, "p_down": 1.0}):
        out = assess(tables([claimed], patterns=[row | tails]), register, PARAMS, AS_OF)
        assert out.verdicts["verdict"][-1] not in ("contradicted", "confirmed")
