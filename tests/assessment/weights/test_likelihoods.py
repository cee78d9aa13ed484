"""The table of likelihood ratios and its overrides."""

from __future__ import annotations

import math

import pytest
from pydantic import ValidationError

from vedette.assessment.params import AssessmentParams
from vedette.assessment.weights.hypotheses import NAMES
from vedette.assessment.weights.likelihoods import read_likelihoods
from vedette.errors import UsageError


def test_every_row_is_complete() -> None:
    for row in read_likelihoods().rows.values():
        assert set(row.effect) == set(NAMES), row.id
        assert row.reason.endswith("."), row.id
        assert row.source, row.id
        assert row.numbers, row.id
        assert all(math.isfinite(n) and n >= 0 for n in row.numbers.values()), row.id


@pytest.mark.parametrize(
    ("rule", "number", "value"),
    [  # METHODS, section 2
        ("report_root", "none", 3),
        ("report_root", "B", 6),
        ("no_evidence_yet", "ratio", 1),
        ("report_of_claim", "ratio", 1),
        ("nothing_heard", "warship_a", 1.5),
        ("nothing_heard", "warship_b", 8.5),
    ],
)
def test_numbers_of_the_methods(rule: str, number: str, value: float) -> None:
    assert read_likelihoods()[rule].numbers[number] == value


def test_official_denial_is_hardly_diagnostic() -> None:
    assert 0.8 <= read_likelihoods()["actor_denies"].numbers["ratio"] <= 1


def test_override_changes_one_number_and_the_hash() -> None:
    plain = AssessmentParams()
    changed = AssessmentParams(likelihoods={"report_root": {"none": 2.0}})
    assert changed.table["report_root"].numbers["none"] == 2.0
    assert changed.table["report_root"].numbers["B"] == 6
    assert changed.params_hash != plain.params_hash
    assert AssessmentParams(likelihoods={"report_root": {"none": 3.0}}).params_hash == plain.params_hash


@pytest.mark.parametrize(
    ("overrides", "says"),
    [
        ({"report_rot": {"none": 2.0}}, "did you mean report_root"),
        ({"report_root": {"nobody": 2.0}}, "no number of likelihood report_root"),
        ({"report_root": {"none": -1.0}}, "must be a finite number >= 0"),
        ({"report_root": {"none": math.inf}}, "must be a finite number"),
    ],
)
def test_bad_overrides_name_the_mend(overrides: dict[str, dict[str, float]], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        read_likelihoods(overrides)


def test_milestones_change_no_hash() -> None:
    from vedette.clock import parse_time

    assert AssessmentParams(milestones=(parse_time("2024-12-22"),)).params_hash == AssessmentParams().params_hash


@pytest.mark.parametrize("bad", [{"prior": 0}, {"prior": 0.6}, {"share_other": 0.5}, {"unknown": 1}, {"ratio_factor": 0.5}])
def test_bad_settings_are_refused(bad: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        AssessmentParams(**bad)


@pytest.mark.parametrize("rule", ["track_leg", "track_at_destination", "track_departed"])
def test_fitted_tracks_never_say_more_than_the_methods(rule: str) -> None:
    """Fitted on simulated worlds, a track is worth less than METHODS' first guess: false ones are not only the faked."""
    numbers = read_likelihoods()[rule].numbers
    assert numbers["cap"] <= 300
    assert numbers["cap_warship"] <= 50
    assert numbers["spoof_warship"] >= 0.02
    assert numbers["spoof_cargo"] >= 0.001
