"""Verdicts beside the truth: each verdict agrees, abstains or errs."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.errors import CaseError
from vedette.simulation.comparing import compare, outcome_of


@pytest.mark.parametrize(
    ("verdict", "is_true", "departure_true", "outcome"),
    [
        ("confirmed", True, True, "agrees"),
        ("confirmed", False, True, "errs"),
        ("corroborated", True, False, "agrees"),
        ("partly_confirmed", False, True, "agrees"),
        ("partly_confirmed", False, False, "errs"),
        ("contradicted", False, False, "agrees"),
        ("contradicted", True, True, "errs"),
        ("not_seen_where_expected", True, True, "errs"),
        ("inconclusive", True, True, "abstains"),
        ("not_observable", False, False, "abstains"),
    ],
)
def test_outcome(verdict: str, is_true: bool, departure_true: bool, outcome: str) -> None:
    assert outcome_of(verdict, is_true=is_true, departure_true=departure_true) == outcome


def test_a_folder_without_truth_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="truth"):
        compare(tmp_path, [])


def test_only_asked_claims_are_compared(tmp_path: Path) -> None:
    (tmp_path / "truth").mkdir()
    (tmp_path / "truth" / "claims.csv").write_text("claim_id,is_true,departure_true,why\nc1,1,1,true\n")
    judged = [({"claim_id": c, "quote": "words"}, {"verdict": "confirmed", "probability": 0.99}) for c in ("c1", "c2")]
    assert [(x.claim_id, x.outcome, x.is_true) for x in compare(tmp_path, judged)] == [("c1", "agrees", True)]
