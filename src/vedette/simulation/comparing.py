"""Verdicts beside the truth of a simulated world.

A folder with a `truth/` and its verdicts flow in, one row for each asked claim flows out. What each verdict says of the truth is a
table; a verdict that says nothing abstains.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vedette.errors import CaseError

TRUTH = Path("truth", "claims.csv")
AGREES, ABSTAINS, ERRS = "agrees", "abstains", "errs"
SAYS = {
    # verdict -> what it says: true, false, or that the departure took place; a verdict that is not here says nothing
    "confirmed": "true", "corroborated": "true", "partly_confirmed": "departure",
    "contradicted": "false", "not_seen_where_expected": "false",
}  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """One claim: what is so, what the verdict is, and how they stand to each other."""

    claim_id: str
    quote: str
    is_true: bool
    why: str
    verdict: str
    probability: float | None
    outcome: str

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return dict(vars(self))


def read_truth(folder: Path) -> dict[str, dict[str, str]]:
    """The truth of every asked claim, by id.

    Raises:
        CaseError: the folder is no simulated world.
    """
    path = folder / TRUTH
    if not path.exists():
        raise CaseError(str(path), None, "is not there: only a folder that `vedette simulate` wrote knows its truth")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["claim_id"]: row for row in csv.DictReader(file)}


def compare(folder: Path, judged: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> list[Compared]:
    """Each claim (with its verdict) beside the truth of the folder; claims that were not asked are left out."""
    truth = read_truth(folder)
    rows = [(claim, verdict, truth[claim["claim_id"]]) for claim, verdict in judged if claim["claim_id"] in truth]
    return [
        Compared(
            claim["claim_id"], claim["quote"], so["is_true"] == "1", so["why"], verdict["verdict"], verdict["probability"],
            outcome_of(verdict["verdict"], is_true=so["is_true"] == "1", departure_true=so["departure_true"] == "1"),
        )
        for claim, verdict, so in sorted(rows, key=lambda row: str(row[0]["claim_id"]))
    ]  # fmt: skip


def outcome_of(verdict: str, *, is_true: bool, departure_true: bool) -> str:
    """Does a verdict agree with the truth, err, or abstain?"""
    said = SAYS.get(verdict)
    if said is None:
        return ABSTAINS
    is_right = departure_true if said == "departure" else is_true == (said == "true")
    return AGREES if is_right else ERRS
