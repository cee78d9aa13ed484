"""More or fewer than before, from two looks."""

from __future__ import annotations

import math

import polars as pl
import pytest
from builders import Row, claim, end_of, sighting, tables
from hypothesis import given
from hypothesis import strategies as st

from vedette.assessment.assess import assess
from vedette.assessment.evidence.counts import poisson_log_ratio
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register

AS_OF = end_of("2025-03-01")


def change(register: Register, kind: str, *looks: tuple[str, int]) -> Row | None:
    claimed = claim("c", kind, place=["tartus"], assets=["warship"], time=("2024-12-08", "2024-12-20"))
    rows = [
        sighting(f"s{i}", "frigate", "present" if n else "absent", "tartus", day, count_min=n, count_max=n, source_ids=["maxar"])
        for i, (day, n) in enumerate(looks)
    ]
    found = assess(tables([claimed], sightings=rows), register, AssessmentParams(), AS_OF).evidence.filter(
        pl.col("kind") == "count_change"
    )
    return found.row(0, named=True) if found.height else None


def test_fall_speaks_for_a_draw_down(register: Register) -> None:
    row = change(register, "draw_down", ("2024-12-05", 6), ("2024-12-15", 1))
    assert row is not None
    assert row["stance"] == "for"
    assert row["why"] == "6 logged at Tartus, 5 Dec 2024, and 1, 15 Dec 2024: between two looks at the same place."
    assert row["citations"]


def test_rise_speaks_against_it(register: Register) -> None:
    row = change(register, "draw_down", ("2024-12-05", 2), ("2024-12-15", 6))
    assert row is not None
    assert row["stance"] == "against"


def test_rise_speaks_for_a_build_up(register: Register) -> None:
    row = change(register, "build_up", ("2024-12-05", 2), ("2024-12-15", 6))
    assert row is not None
    assert row["stance"] == "for"


@pytest.mark.parametrize("looks", [[], [("2024-12-15", 3)], [("2024-12-01", 3), ("2024-12-05", 3)]])
def test_one_look_is_no_comparison(register: Register, looks: list[tuple[str, int]]) -> None:
    assert change(register, "draw_down", *looks) is None


def test_two_looks_in_the_window_compare(register: Register) -> None:
    assert change(register, "draw_down", ("2024-12-09", 6), ("2024-12-18", 0)) is not None


@given(st.integers(0, 30), st.integers(0, 30), st.sampled_from([0.5, 2.0]))
def test_ratio_of_two_poissons(earlier: int, later: int, factor: float) -> None:
    expected = max(earlier, 0.5 if factor > 1 else 1e-12)

    def log_p(mean: float) -> float:
        return later * math.log(mean) - mean - math.lgamma(later + 1)

    assert poisson_log_ratio(earlier, later, factor) == pytest.approx(log_p(expected * factor) - log_p(expected))


def test_a_place_that_was_empty_before_has_not_become_emptier(register: Register) -> None:
    claimed = claim("c", "draw_down", place=["tartus"], assets=["warship"], time=("2024-12-08", "2024-12-20"))
    empty = [sighting(f"s{i}", "frigate", "absent", "tartus", day, count_min=0, count_max=0, source_ids=["maxar"])
             for i, day in enumerate(("2024-12-01", "2024-12-12", "2024-12-18"))]  # fmt: skip
    judged = assess(tables([claimed], sightings=empty), register, AssessmentParams(), AS_OF)
    assert judged.verdicts["probability"][0] == pytest.approx(AssessmentParams().prior)
    assert judged.evidence.filter(pl.col("rule") == "origin_empty").is_empty()


def test_that_one_named_hull_is_gone_is_no_count_of_none(register: Register) -> None:
    claimed = claim("c", "draw_down", place=["tartus"], assets=["warship"], time=("2024-12-08", "2024-12-20"))
    before = sighting("s0", "frigate", "present", "tartus", "2024-12-05", count_min=6, count_max=6)
    gone = sighting("s1", "ship:admiral-grigorovich", "absent", "tartus", "2024-12-15")
    found = assess(tables([claimed], sightings=[before, gone]), register, AssessmentParams(), AS_OF).evidence
    assert found.filter(pl.col("rule").is_in(["count_fall", "count_rise", "origin_empty"])).is_empty()
