"""The matrix of a claim: rows are evidence, columns the exclusive hypotheses, cells P(evidence | hypothesis).

Weighed findings flow in; rows in order of diagnosticity and posteriors that sum to 1 flow out. It looks like an ACH table and is
not one: nothing is counted, the cells multiply. Only ratios within a row mean anything, so the largest cell of each is 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.places import name_places
from vedette.assessment.weights.findings import Weighed, evidence_id
from vedette.assessment.weights.hypotheses import NAMES, Cells, posterior

# hypothesis -> the words that head its column, and what it says in full
HYPOTHESES = {
    "moved": ("As claimed", "it is as claimed"),
    "elsewhere": ("Elsewhere", "it moved, but elsewhere or at another time"),
    "stayed": ("Stayed", "it stayed, nothing changed"),
    "other": ("Another", "another hull or airframe of its class did"),
}
# rules under which an asset was seen at a third place, with what the place is to the asset
_THIRD_PLACE = frozenset({"seen_elsewhere", "track_elsewhere", "seen_out_of_reach", "track_out_of_reach", "seen_away"})


@dataclass(frozen=True)
class MatrixRow:
    """One row: the evidence, its cells relative to the largest, and largest over smallest."""

    evidence_id: str
    why: str
    cells: Cells
    diagnosticity: float
    citations: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """All rows, the most telling first, with the hypotheses before and after them."""

    rows: tuple[MatrixRow, ...]
    prior: Cells
    posterior: Cells


def make_matrix(claim_id: str, evidence: Sequence[Weighed], prior: Cells) -> Matrix:
    """The matrix of a claim; `prior` in logs."""
    rows = sorted((_row(claim_id, w) for w in evidence), key=lambda row: (-row.diagnosticity, row.evidence_id))
    return Matrix(tuple(rows), posterior(prior, ()), posterior(prior, (w.cells for w in evidence)))


def hypothesis_rows(claim: dict[str, Any], evidence: Sequence[Weighed], ground: Ground) -> list[dict[str, Any]]:
    """Rows of the hypotheses table: what each hypothesis says of a claim, before and after the evidence."""
    prior = ground.params.log_prior()
    before, after = posterior(prior, ()), posterior(prior, (w.cells for w in evidence))
    seen = {"elsewhere": places_seen(evidence, ground)}
    return [
        {
            "claim_id": claim["claim_id"],
            "as_of": ground.as_of,
            "hypothesis": name,
            "says": _say(name, seen.get(name, ()), ground),
            "prior": getattr(before, name),
            "posterior": getattr(after, name),
            "place_ids": list(seen.get(name, ())),
        }
        for name in NAMES
    ]


def places_seen(evidence: Sequence[Weighed], ground: Ground) -> tuple[str, ...]:
    """The third places at which the claimed asset was seen, the latest first."""
    sightings = {s["sighting_id"]: s for s in ground.sightings}
    events = {e["event_id"]: e for rows in ground.events.values() for e in rows}
    found = []
    for weighed in evidence:
        finding = weighed.finding
        item = sightings.get(finding.item_id) or events.get(finding.item_id)
        if item and item["place_id"] and finding.rule.id in _THIRD_PLACE and finding.end:
            found.append((finding.end, item["place_id"]))
    return tuple(dict.fromkeys(place for _, place in sorted(found, reverse=True)))


def _say(name: str, seen: Sequence[str], ground: Ground) -> str:
    places = f"; seen at {name_places(tuple(seen), ground.register)}" if seen else ""
    return f"{HYPOTHESES[name][1]}{places}"


def _row(claim_id: str, weighed: Weighed) -> MatrixRow:
    top, finding = max(weighed.cells), weighed.finding
    return MatrixRow(
        evidence_id=evidence_id(claim_id, finding),
        why=finding.why,
        cells=Cells(*(math.exp(cell - top) for cell in weighed.cells)),
        diagnosticity=math.exp(top - min(weighed.cells)),
        citations=finding.citations,
    )
