"""The exact test of two rates with effort, and its bound."""

from __future__ import annotations

import math
from itertools import accumulate

import pytest
from builders import Row, claim, coverage, end_of, event, tables
from hypothesis import given
from hypothesis import strategies as st

from vedette.assessment.findings import Finding
from vedette.assessment.ground import make_ground
from vedette.assessment.params import AssessmentParams
from vedette.assessment.predicates import make_query
from vedette.assessment.rates import bayes_factor_bound, find_flights, find_rates, upper_tail
from vedette.registry.register import Register
from vedette.schema.cells import cell_name

PARAMS = AssessmentParams()
AS_OF = end_of("2025-03-01")
CELL = "N31E021"  # Al Khadim


def flights(n: int, first_day: str) -> list[Row]:
    day = end_of(first_day)
    return [
        event(f"{first_day}-{i}", "leg", f"icao24:1540{i:02x}", f"{day:%Y-%m}-{day.day + i % 7:02d}", f"{day:%Y-%m}-{day.day + i % 7:02d}",
              from_place_id="hmeimim", to_place_id="al-khadim")
        for i in range(n)
    ]  # fmt: skip


def rate(register: Register, now: int, before: int, cover: list[Row], direction: str = "up") -> list[Finding]:
    claimed = claim("c", "flight_rate", direction=direction, assets=["transport_aircraft"], actor="Russia", origin=["hmeimim"],
                    destination=["al-khadim"], time=("2024-12-08", "2024-12-20"))  # fmt: skip
    events = flights(now, "2024-12-10") + flights(before, "2024-11-20")
    ground = make_ground(tables([claimed], events=events, coverage=cover), register, PARAMS, AS_OF)
    query = make_query(ground.claims[0], register, PARAMS, AS_OF)
    assert query is not None
    return list(find_rates(query, find_flights(query, ground), ground, AS_OF))


@pytest.fixture(scope="module")
def cover(register: Register) -> list[Row]:
    place = register.place("al-khadim")
    return coverage(cell_name(place.lat_deg or 0, place.lon_deg or 0), "2024-11-10", "2024-12-31", "adsb")


def test_more_flights_by_effort(register: Register, cover: list[Row]) -> None:
    (row,) = rate(register, 12, 1, cover)
    assert row.rule.id == "rate_test"
    assert row.cells.moved > math.log(10)
    assert "12 flights Hmeimim to Al Khadim in 13.0 covered days, 1 in 28.0 before" in row.why
    assert row.is_sensor
    assert row.bears_identity


def test_fewer_flights_contradict_more(register: Register, cover: list[Row]) -> None:
    (row,) = rate(register, 0, 25, cover)
    assert row.rule.id == "rate_against"
    assert row.rule.is_incompatible
    assert row.cells.moved < -math.log(10)
    assert rate(register, 0, 25, cover, "down")[0].rule.id == "rate_test"


def test_as_many_as_before_says_nothing(register: Register, cover: list[Row]) -> None:
    assert rate(register, 5, 11, cover)[0].cells.moved == pytest.approx(0.0, abs=0.05)


def test_without_effort_there_is_no_test(register: Register, cover: list[Row]) -> None:
    assert rate(register, 12, 1, []) == []
    only_now = [row for row in cover if row["hour"] >= end_of("2024-12-07")]
    assert rate(register, 12, 0, only_now) == [], "no baseline: missing is not zero"


def test_better_coverage_is_not_more_flights(register: Register, cover: list[Row]) -> None:
    thin = [row if row["hour"] >= end_of("2024-12-07") else row | {"uptime": 0.1} for row in cover]
    assert rate(register, 6, 2, thin)[0].cells.moved < rate(register, 6, 2, cover)[0].cells.moved


@pytest.mark.parametrize(("p", "bound"), [(0.05, 2.456), (0.01, 7.988), (0.005, 13.886), (0.001, 53.257), (0.5, 1.0), (1.0, 1.0)])
def test_bound_of_sellke_bayarri_berger(p: float, bound: float) -> None:
    """Their table 1 gives the same as 1 / B(p): .05 -> .407, .01 -> .125, .005 -> .072, .001 -> .0188."""
    assert bayes_factor_bound(p) == pytest.approx(bound, rel=2e-3)


@given(st.floats(1e-12, 1))
def test_bound_is_never_one_over_p(p: float) -> None:
    assert 1 <= bayes_factor_bound(p) <= max(1 / p, 1)


def test_tail_of_a_fair_coin() -> None:
    rows = [math.comb(10, k) / 2**10 for k in range(11)]
    tails = list(accumulate(reversed(rows)))[::-1]
    assert [upper_tail(k, 10, 0.5) for k in range(11)] == pytest.approx(tails)


@given(st.integers(0, 40), st.integers(0, 40), st.floats(0.01, 0.99))
def test_tails_are_complementary(k: int, more: int, share: float) -> None:
    n = k + more
    assert upper_tail(k, n, share) + upper_tail(n - k + 1, n, 1 - share) == pytest.approx(1 if k <= n else 0, abs=1e-9)
